"""The same content in plain ReportLab Platypus, with paragraphs in the cells: untagged, without attachments."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from typing_extensions import override

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
from tests.benchmarks.engines.content import BOLD, ITALIC, REGULAR, image_bytes, plain

_WIDTH = 453.0


def make(document: Document) -> bytes:
    """Return the PDF."""
    from reportlab import platypus
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in (("Noto", REGULAR), ("Noto-Bold", BOLD), ("Noto-Italic", ITALIC)):
        pdfmetrics.registerFont(TTFont(name, str(file)))
    target = io.BytesIO()

    class Template(platypus.BaseDocTemplate):
        """Notes headings for the contents."""

        @override
        def afterFlowable(self, flowable: Any) -> None:
            level = getattr(flowable, "heading_level", 0)
            if level and level < 3:
                self.notify("TOCEntry", (level - 1, flowable.getPlainText(), self.page))

    def decorate(canvas: Any, template: Any) -> None:
        canvas.setFont("Noto", 8)
        canvas.drawString(71, 800, document.header)
        canvas.drawString(71, 40, f"{document.footer} Pagina {canvas.getPageNumber()}")

    template = Template(target, pagesize=A4, title=document.title, author=document.author, lang=document.language)
    frame = platypus.Frame(71, 71, _WIDTH, 700, leftPadding=0, rightPadding=0)
    template.addPageTemplates([platypus.PageTemplate("page", [frame], onPage=decorate)])
    template.multiBuild([flowable for block in document.blocks for flowable in _flowables(block)])
    return target.getvalue()


def _style(size: float = 10, font: str = "Noto") -> Any:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(f"{font}-{size}", fontName=font, fontSize=size, leading=size * 1.4, spaceAfter=4)


def _paragraph(text: str, size: float = 10, font: str = "Noto") -> Any:
    from reportlab import platypus

    return platypus.Paragraph(escape(text).replace("\n", "<br/>"), _style(size, font))


def _flowables(block: Block) -> Iterator[Any]:  # noqa: C901 - one case per kind of block
    from reportlab import platypus
    from reportlab.platypus.tableofcontents import TableOfContents

    match block:
        case Title():
            yield _paragraph(block.text, 17, "Noto-Bold")
        case Heading():
            heading = _paragraph(block.text, 16 - 2 * block.level, "Noto-Bold")
            heading.heading_level = block.level
            yield heading
        case Paragraph() | Note():
            yield _paragraph(plain(block.text))
        case BulletList() | NumberedList():
            kind = "bullet" if isinstance(block, BulletList) else "1"
            yield platypus.ListFlowable([_paragraph(plain(item)) for item in block.items], bulletType=kind)
        case KeyValues():
            yield _table(block.rows, (1.0, 2.0), 0)
        case Table():
            yield _paragraph(block.caption, 9, "Noto-Italic")
            yield _table((block.header, *block.rows), block.widths or (1.0,) * len(block.header), 1)
        case Contents():
            contents = TableOfContents()
            contents.levelStyles = [_style(), _style(9)]
            yield contents
        case PageBreak():
            yield platypus.PageBreak()
        case Address():
            yield _paragraph("\n".join(block.lines))
        case Figure():
            yield platypus.Image(io.BytesIO(image_bytes(block)), width=230, height=150)
            yield _paragraph(block.caption, 9, "Noto-Italic")


def _table(rows: Any, widths: Any, header_rows: int) -> Any:
    from reportlab import platypus
    from reportlab.lib.colors import grey

    total = sum(width or 1 for width in widths)
    cells = [[_paragraph(cell, 9) for cell in row] for row in rows]
    table = platypus.Table(cells, [_WIDTH * (width or 1) / total for width in widths], repeatRows=header_rows)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.4, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table
