"""Read a DOCX as a written document: insertions are shown as such, deletions and hidden text are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.written_documents import Block, Note, Span, WrittenDocument
from leskracht_desktop.importers.archives import Archive
from leskracht_desktop.importers.documents import building
from leskracht_desktop.importers.documents.building import DEEPEST_TABLE, MOST_SPAN, Budget, Line, OpenCell
from leskracht_desktop.importers.documents.docx_fields import Fields
from leskracht_desktop.importers.documents.docx_styles import (
    VAL,
    DocxNumbers,
    DocxStyles,
    W,
    number_of,
    switched_on,
    value,
)
from leskracht_desktop.importers.documents.numbering import LEVELS
from leskracht_desktop.importers.documents.office_pictures import Pictures
from leskracht_desktop.importers.documents.office_xml import OfficeParts, part_called
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.source import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EMBEDDED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_CHOICES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PROPERTIES: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_IMAGE_DATA: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_FORMULA: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_GONE: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText"))
_NEW: Final = frozenset({f"{W}ins", f"{W}moveTo"})
_AROUND: Final = frozenset(f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent"))
_DRAWN: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_NOTES: Final = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SIGNS: Final = {
    f"{W}tab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}sym": "•", f"{W}ptab": " ",
}  # fmt: skip


def is_docx(archive: Archive) -> bool:
    """Tell whether an archive has the text of a DOCX."""
    return part_called(archive, "document") in archive.parts


class DocxReader:
    """Reads one DOCX, part by part, within one budget."""

    def __init__(self, source: SourceFile, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._parts = OfficeParts(archive, limits)
        self._budget = Budget(limits)
        self._pictures = Pictures(source, archive, limits)
        self._body = part_called(archive, "document")
        self._styles = DocxStyles(self._parts.find(part_called(archive, "styles")))
        self._numbers = DocxNumbers(self._parts.find(part_called(archive, "numbering")))
        self._notes: list[tuple[str, str]] = []
        self._relations: dict[str, str] = {}
        self._fields = Fields()
        self._deep = 0

    def read(self) -> WrittenDocument:
        """Return the document.

        Raises: FileRefused.
        """
        root = self._parts.parse(self._body)
        body = root.find(f"{W}body")
        if root.tag != f"{W}document" or body is None:
            raise self._archive.refuse(RefusalReason.DOCUMENT_DAMAGED, self._body)
        self._relations = self._parts.relations(self._body)
        blocks = tuple(self._blocks(body))
        notes = self._read_notes()
        headers = self._edges(root, "headerReference")
        footers = self._edges(root, "footerReference")
        return WrittenDocument(blocks, headers, footers, notes, self._budget.truncated)

    def _edges(self, root: _Element, name: str) -> tuple[tuple[Block, ...], ...]:
        """Return the headers or footers that sections of the document use, each once."""
        document = self._parts.relations(self._body)
        ids = (element.get(_RELATION_ID, "") for element in root.iter(f"{W}{name}"))
        parts = dict.fromkeys(document[key] for key in ids if key in document)
        return tuple(dict.fromkeys(filter(None, map(self._part, parts))))

    def _part(self, part: str) -> tuple[Block, ...]:
        self._relations = self._parts.relations(part)
        return tuple(self._blocks(self._parts.parse(part)))

    def _read_notes(self) -> tuple[Note, ...]:
        """Return the notes in the order in which the text names them; a note within a note stays out."""
        asked, found = tuple(self._notes), []
        texts: dict[tuple[str, str], _Element] = {}
        for kind in ("footnote", "endnote"):
            root = self._parts.find(part_called(self._archive, f"{kind}s"))
            for element in () if root is None else root.iterfind(f"{W}{kind}"):
                texts.setdefault((kind, element.get(f"{W}id", "")), element)
        for mark, key in enumerate(asked, 1):
            self._relations = {}
            if key in texts:
                found.append(Note(str(mark), tuple(self._blocks(texts[key]))))
        return tuple(found)

    def _blocks(self, parent: _Element, look: Span = building.PLAIN) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, look)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, look)
            elif element.tag in _NEW:
                yield from self._blocks(element, replace(look, inserted=True))
            elif element.tag == f"{W}sdt" or element.tag in _AROUND:
                yield from self._blocks(element, look)
            elif element.tag == _CHOICES:
                yield from self._blocks(_chosen(element), look)

    def _paragraph(self, element: _Element, look: Span) -> Iterator[Block]:
        if not self._budget.take_block():
            return
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        level = self._styles.heading_level(style)
        if (outline := value(properties, "outlineLvl")) is not None:
            level = (number_of(outline, LEVELS) + 1) % (LEVELS + 1)
        if not level:
            look = replace(look, bold=self._styles.is_bold(style), italic=self._styles.is_italic(style))
        line, beside = Line(self._budget), list[Block]()
        self._inline(element, look, line, beside)
        self._fields.end_paragraph()
        spans = line.spans()
        if spans:
            marker, depth = self._marker(properties, style)
            yield building.block_of(spans, level, depth, marker)
        yield from beside

    def _marker(self, properties: _Element | None, style: str | None) -> tuple[str, int]:
        own = None if properties is None else properties.find(f"{W}numPr")
        list_id, level = self._styles.numbering(style)
        if own is not None:
            list_id = value(own, "numId") or list_id
            said = value(own, "ilvl")
            level = level if said is None else min(number_of(said), LEVELS - 1)
        if list_id is None or list_id == "0":
            return "", 0
        if level is None:
            level = self._numbers.level_of(list_id, style or "")
        marker = self._numbers.marker(list_id, level)
        return marker, level + 1 if marker else 0

    def _inline(self, parent: _Element, look: Span, line: Line, beside: list[Block]) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, look, line, beside)
            elif tag in _NEW:
                self._inline(element, replace(look, inserted=True), line, beside)
            elif tag == f"{W}sdt" or tag in _AROUND:
                self._inline(element, look, line, beside)
            elif tag == f"{W}fldSimple":
                if not Fields.is_number(element.get(f"{W}instr", "")):
                    self._inline(element, look, line, beside)
            elif tag == _CHOICES:
                self._inline(_chosen(element), look, line, beside)
            elif tag.startswith(_FORMULA):
                line.add("".join(text.text or "" for text in element.iter(f"{_FORMULA}t")), look)

    def _run(self, element: _Element, look: Span, line: Line, beside: list[Block]) -> None:
        properties = element.find(f"{W}rPr")
        if switched_on(properties, "vanish"):
            return
        if properties is not None:
            look = self._look(properties, look)
        for child in element:
            self._run_child(child, look, line, beside)

    def _look(self, properties: _Element, look: Span) -> Span:
        style = value(properties, "rStyle")
        bold, italic = switched_on(properties, "b"), switched_on(properties, "i")
        if style is not None:
            bold = self._styles.is_bold(style) or None if bold is None else bold
            italic = self._styles.is_italic(style) or None if italic is None else italic
        bold, italic = look.bold if bold is None else bold, look.italic if italic is None else italic
        return look if (bold, italic) == (look.bold, look.italic) else replace(look, bold=bold, italic=italic)

    def _run_child(self, child: _Element, look: Span, line: Line, beside: list[Block]) -> None:
        tag = child.tag
        if self._fields.take(child) or tag in _GONE or not self._fields.shows:
            return
        if tag == f"{W}t":
            line.add(child.text or "", look)
        elif tag in _SIGNS:
            line.add(_SIGNS[tag], look)
        elif tag == f"{W}br":
            line.add("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else " ", look)
        elif tag in _NOTES:
            self._notes.append((_NOTES[tag], child.get(f"{W}id", "")))
            line.add(str(len(self._notes)), replace(look, raised=True))
        elif tag in _DRAWN:
            beside += self._drawing(child, look)
        elif tag == _CHOICES:
            for drawn in _chosen(child):
                self._run_child(drawn, look, line, beside)

    def _drawing(self, element: _Element, look: Span) -> Iterator[Block]:
        """Yield the text of a text box, or a picture."""
        boxes = list(element.iter(f"{W}txbxContent"))
        for box in boxes:
            if not any(above.tag == f"{W}txbxContent" for above in box.iterancestors()):
                yield from self._blocks(box, look)
        described = next(element.iter(_PROPERTIES), None)
        words = "" if described is None else described.get("descr") or described.get("title") or ""
        blip = next(element.iter(_BLIP), None)
        data = next(element.iter(_IMAGE_DATA), None)
        key = "" if blip is None else blip.get(_EMBEDDED, "")
        if data is not None:
            key = key or data.get(_RELATION_ID, "")
            words = words or data.get("{urn:schemas-microsoft-com:office:office}title", "")
        is_picture = bool(key) or blip is not None
        if (is_picture or (words and not boxes)) and self._budget.take_block():
            yield self._pictures.picture(self._relations.get(key), words)

    def _table(self, element: _Element, look: Span) -> Iterator[Block]:
        rows: list[list[OpenCell]] = []
        open_below: dict[int, OpenCell] = {}
        heads = 0
        self._deep += 1
        for row in _children(element, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            new = properties is not None and properties.find(f"{W}ins") is not None
            rows.append(self._row(row, replace(look, inserted=look.inserted or new), open_below))
            if heads == len(rows) - 1 and switched_on(properties, "tblHeader"):
                heads += 1
        self._deep -= 1
        found = building.table(rows, heads)
        if found is not None:
            yield from building.flattened(found) if self._deep >= DEEPEST_TABLE else (found,)

    def _row(self, row: _Element, look: Span, open_below: dict[int, OpenCell]) -> list[OpenCell]:
        cells: list[OpenCell] = []
        column = 0
        for element in _children(row, "tc"):
            if not self._budget.take_block():
                break
            properties = element.find(f"{W}tcPr")
            wide = max(1, min(number_of(value(properties, "gridSpan"), 1), MOST_SPAN))
            merged = None if properties is None else properties.find(f"{W}vMerge")
            above = open_below.get(column)
            if merged is not None and merged.get(VAL, "continue") == "continue" and above is not None:
                above.rows = min(above.rows + 1, 1_000)
            else:
                cells.append(OpenCell(column, tuple(self._blocks(element, look)), wide))
                open_below.pop(column, None)
                if merged is not None:
                    open_below[column] = cells[-1]
            column += wide
        return cells


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, also those within a content control or an insertion."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag == f"{W}sdt" or element.tag in _AROUND or element.tag in _NEW:
            yield from _children(element, name)


def _chosen(element: _Element) -> _Element:
    """Return the first way in which something is written more than once, so that it is read once."""
    found = element.find(_CHOICE)
    return element[0] if found is None and len(element) else element if found is None else found
