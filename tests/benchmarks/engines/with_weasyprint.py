"""The same content in WeasyPrint, as PDF/UA-1, with its attachments."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

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
from tests.benchmarks.engines.content import BOLD, REGULAR, file_bytes, image_bytes, plain

_STYLE = f"""
@font-face {{ font-family: Noto; src: url({REGULAR.as_uri()}) }}
@font-face {{ font-family: Noto; font-weight: bold; src: url({BOLD.as_uri()}) }}
@page {{ size: A4; margin: 25mm; @top-left {{ content: string(head); font: 8pt Noto }}
  @bottom-left {{ content: "Pagina " counter(page) " van " counter(pages); font: 8pt Noto }} }}
body {{ font: 10pt Noto }} .head {{ string-set: head content(); font-size: 17pt; font-weight: bold }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
td, th {{ border: 0.4pt solid #bbb; padding: 3pt }}
nav a::after {{ content: " " target-counter(attr(href), page) }} .break {{ break-before: page }}
"""


def make(document: Document) -> bytes:
    """Return the PDF."""
    from weasyprint import HTML, Attachment

    html = "".join(_html(document))
    attachments = [
        Attachment(string=file_bytes(file), name=file.name, description=file.description)
        for file in document.attachments
    ]
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", attachments=attachments))


def _html(document: Document) -> Iterator[str]:
    yield f"<html lang=nl><head><title>{escape(document.title)}</title><style>{_STYLE}</style></head><body>"
    yield f"<p class=head>{escape(document.title)}</p>"
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    for block in document.blocks:
        if isinstance(block, Contents):
            yield f"<nav><p>{escape(block.title)}</p>"
            for number, heading in enumerate(headings):
                if heading.level <= block.levels and heading.in_contents:
                    yield f"<p><a href='#h{number}'>{escape(heading.text)}</a></p>"
            yield "</nav>"
        elif isinstance(block, Heading):
            yield f"<h{block.level} id=h{headings.index(block)}>{escape(block.text)}</h{block.level}>"
        else:
            yield from _block(block)
    yield "</body></html>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"<p class=head>{escape(block.text)}</p>"
        case Paragraph() | Note():
            yield f"<p>{escape(plain(block.text))}</p>"
        case BulletList() | NumberedList():
            tag = "ul" if isinstance(block, BulletList) else "ol"
            yield f"<{tag}>{''.join(f'<li>{escape(plain(item))}</li>' for item in block.items)}</{tag}>"
        case KeyValues():
            rows = "".join(f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in block.rows)
            yield f"<table>{rows}</table>"
        case Table():
            head = "".join(f"<th>{escape(cell)}</th>" for cell in block.header)
            body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
            yield (
                f"<table><caption>{escape(block.caption)}</caption><thead><tr>{head}</tr></thead>"
                f"<tbody>{body}</tbody></table>"
            )
        case PageBreak():
            yield "<div class=break></div>"
        case Address():
            yield f"<p>{'<br>'.join(map(escape, block.lines))}</p>"
        case Figure():
            data = base64.b64encode(image_bytes(block)).decode()
            yield f"<figure><img width=300 alt='{escape(block.alt)}' src='data:image/png;base64,{data}'>"
            yield f"<figcaption>{escape(block.caption)}</figcaption></figure>"
