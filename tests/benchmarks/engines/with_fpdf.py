"""The same content in fpdf2: untagged, with its attachments."""

from __future__ import annotations

import io
from typing import Any

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
from tests.benchmarks.engines.content import BOLD, ITALIC, REGULAR, file_bytes, image_bytes, plain


def make(document: Document) -> bytes:
    """Return the PDF."""
    from fpdf import FPDF

    class Pages(FPDF):  # type: ignore[misc,unused-ignore]  # its types are not read
        """Pages with a header and a footer."""

        def header(self) -> None:
            self.set_font("Noto", size=8)
            self.cell(0, 6, document.header, new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Noto", size=8)
            self.cell(0, 6, f"{document.footer} Pagina {self.page_no()} van {{nb}}")

    pdf = Pages(format="A4")
    pdf.set_margins(25, 25, 25)
    pdf.set_auto_page_break(True, 25)
    for style, file in (("", REGULAR), ("B", BOLD), ("I", ITALIC)):
        pdf.add_font("Noto", style, str(file))
    pdf.set_title(document.title)
    pdf.set_author(document.author)
    pdf.set_lang(document.language)
    pdf.add_page()
    for block in document.blocks:
        _block(pdf, block)
    for attached in document.attachments:
        pdf.embed_file(bytes=file_bytes(attached), basename=attached.name, desc=attached.description)
    return bytes(pdf.output())


def _say(pdf: Any, text: str, size: float = 10, style: str = "") -> None:
    pdf.set_font("Noto", style, size)
    pdf.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)


def _block(pdf: Any, block: Block) -> None:  # noqa: C901 - one case per kind of block
    match block:
        case Title():
            _say(pdf, block.text, 17, "B")
        case Heading():
            pdf.start_section(block.text, level=block.level - 1)
            _say(pdf, block.text, 15 - 2 * block.level, "B")
        case Paragraph() | Note():
            _say(pdf, plain(block.text))
        case BulletList() | NumberedList():
            for item in block.items:
                _say(pdf, f"• {plain(item)}")
        case KeyValues():
            _table(pdf, block.rows, (1, 2), headings=False)
        case Table():
            _say(pdf, block.caption, 9, "I")
            _table(pdf, (block.header, *block.rows), block.widths, headings=True)
        case Contents():
            pdf.insert_toc_placeholder(_contents, allow_extra_pages=True)
        case PageBreak():
            pdf.add_page()
        case Address():
            _say(pdf, "\n".join(block.lines))
        case Figure():
            pdf.image(io.BytesIO(image_bytes(block)), w=80, alt_text=block.alt)
            _say(pdf, block.caption, 9, "I")


def _table(pdf: Any, rows: Any, widths: Any, *, headings: bool) -> None:
    pdf.set_font("Noto", size=9)
    columns = tuple(width or 1 for width in widths) or None
    with pdf.table(col_widths=columns, first_row_as_headings=headings, line_height=5) as table:
        for row in rows:
            table.row(row)
    pdf.ln(2)


def _contents(pdf: Any, outline: Any) -> None:
    pdf.set_font("Noto", size=10)
    for section in outline:
        if section.level < 2:
            pdf.cell(0, 6, f"{section.name} {section.page_number}", new_x="LMARGIN", new_y="NEXT")
