"""The same content in Typst, as PDF/A-3a and PDF/UA-1 at once, with its attachments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leskracht_desktop import paths
from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    BulletList,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValues,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
    Title,
)
from tests.benchmarks.engines.content import plain

_HEAD = """
#set document(title: {title}, author: {author}, date: datetime(year: 2026, month: 3, day: 19))
#set text(font: ("Noto Sans",), size: 10pt, lang: "nl")
#set page(paper: "a4", margin: 25mm, header: text(size: 8pt, {header}),
  footer: context text(size: 8pt, [#{footer} Pagina #counter(page).display() van #counter(page).final().first()]))
#show table.cell.where(y: 0): strong
#set table(stroke: 0.4pt + luma(180))
#show figure: set block(breakable: true)
"""
_MIME = {"csv": "text/csv", "jsonl": "application/jsonl"}


class Typst:
    """A compiler that is kept, as a program that makes many documents would."""

    def __init__(self, folder: Path) -> None:
        import typst

        self._compiler: Any = typst.Compiler(
            root=folder, font_paths=[str(paths.resource("fonts"))], ignore_system_fonts=True
        )

    def make(self, document: Document) -> bytes:
        """Return the PDF."""
        source = "\n".join(_source(document)).encode()
        return bytes(self._compiler.compile(source, format="pdf", pdf_standards=["a-3a", "ua-1"]))


def _source(document: Document) -> Iterator[str]:
    yield _HEAD.format(
        title=_text(document.title),
        author=_text(document.author),
        header=_text(document.header),
        footer=_text(document.footer),
    )
    yield f"#text(size: 17pt, weight: 700, {_text(document.title)})"
    for file in document.attachments:
        mime = _MIME.get(file.name.rpartition(".")[2], file.mime)
        yield (
            f'#pdf.attach({_text(file.name)}, relationship: "data", mime-type: {_text(mime)}, '
            f"description: {_text(file.description)})"
        )
    figures = 0
    for block in document.blocks:
        if isinstance(block, Figure):
            picture = f'image("image-{figures}", width: 8cm, alt: {_text(block.alt)})'
            yield f"#figure({picture}, caption: {_text(block.caption)})"
            figures += 1
        else:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:  # noqa: C901 - one case per kind of block
    match block:
        case Title():
            yield f"#text(size: 17pt, weight: 700, {_text(block.text)})"
        case Heading():
            yield f"#heading(level: {block.level}, {_text(block.text)})"
        case Paragraph():
            yield f"#par({_text(plain(block.text))})"
        case Note():
            yield f"#block(stroke: 0.5pt, inset: 6pt, {_text(block.title + ' ' + plain(block.text))})"
        case BulletList():
            yield f"#list({', '.join(_text(plain(item)) for item in block.items)})"
        case NumberedList():
            yield f"#enum({', '.join(_text(plain(item)) for item in block.items)})"
        case KeyValues():
            cells = ", ".join(f"{_text(label)}, {_text(value)}" for label, value in block.rows)
            yield f"#table(columns: (1fr, 2fr), {cells})"
        case Table():
            header = ", ".join(map(_text, block.header))
            cells = ", ".join(_text(cell) for row in block.rows for cell in row)
            columns = ", ".join(f"{width or 1}fr" for width in block.widths) or "auto, " * len(block.header)
            yield (
                f"#figure(kind: table, caption: {_text(block.caption)}, "
                f"table(columns: ({columns}), table.header(repeat: true, {header}), {cells}))"
            )
        case Contents():
            yield f"#outline(title: {_text(block.title)}, depth: {block.levels})"
        case PageBreak():
            yield "#pagebreak()"
        case Address():
            yield "#par(" + _text("\n".join(block.lines)) + ")"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
