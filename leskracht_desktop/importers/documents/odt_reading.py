"""Read an ODT as a written document: insertions are shown as such, deletions, remarks and hidden text are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.written_documents import Block, Note, Span, WrittenDocument
from leskracht_desktop.importers.archives import Archive
from leskracht_desktop.importers.documents import building
from leskracht_desktop.importers.documents.building import DEEPEST_TABLE, MOST_SPAN, Budget, Line, OpenCell
from leskracht_desktop.importers.documents.docx_styles import number_of
from leskracht_desktop.importers.documents.numbering import LEVELS, Counter
from leskracht_desktop.importers.documents.odt_styles import STYLE, TEXT, OdtStyles
from leskracht_desktop.importers.documents.office_pictures import Pictures
from leskracht_desktop.importers.documents.office_xml import OfficeParts
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.source import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

ODT_BODY: Final = "content.xml"
_STYLES: Final = "styles.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_ODT_TYPE: Final = b"application/vnd.oasis.opendocument.text"

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE: Final = f"{{{_ODF}:office:1.0}}"
_TABLE: Final = f"{{{_ODF}:table:1.0}}"
_DRAW: Final = f"{{{_ODF}:drawing:1.0}}"
_SVG: Final = f"{{{_ODF}:svg-compatible:1.0}}"
_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"

_GONE: Final = frozenset(
    {f"{TEXT}tracked-changes", f"{TEXT}page-number", f"{TEXT}page-count", f"{TEXT}ruby-text",
     f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls", f"{TEXT}index-title-template",
     f"{TEXT}table-of-content-source", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_SVG}title", f"{_SVG}desc"}
)  # fmt: skip
_EDGES: Final = ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")
_MOST_SPACES: Final = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in lists a paragraph stands."""

    style: str | None
    counter: Counter
    level: int


def is_odt(archive: Archive) -> bool:
    """Tell whether an archive says it is an OpenDocument text."""
    if "mimetype" not in archive.parts or ODT_BODY not in archive.parts:
        return False
    return archive.head("mimetype", 100).strip() == _ODT_TYPE


class OdtReader:
    """Reads one ODT within one budget."""

    def __init__(self, source: SourceFile, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._budget = Budget(limits)
        self._pictures = Pictures(source, archive, limits)
        self._notes: list[_Element] = []
        self._lists: dict[str, Counter] = {}
        self._last: dict[str | None, Counter] = {}
        self._insertions: frozenset[str] = frozenset()
        self._inserting: set[str] = set()
        self._deep = 0

    def read(self) -> WrittenDocument:
        """Return the document.

        Raises: FileRefused.
        """
        archive, limits = self._archive, self._limits
        parts = OfficeParts(archive, limits)
        if _MANIFEST in archive.parts and b"encryption-data" in archive.read(_MANIFEST, limits.document_part):
            raise archive.refuse(RefusalReason.DOCUMENT_ENCRYPTED)
        root = parts.parse(ODT_BODY)
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if root.tag != f"{_OFFICE}document-content" or body is None:
            raise archive.refuse(RefusalReason.DOCUMENT_DAMAGED, ODT_BODY)
        named = parts.find(_STYLES)
        self._styles = OdtStyles(named, root)
        self._insertions = frozenset(_insertions(body))
        blocks = tuple(self._blocks(body))
        notes = self._read_notes()
        headers, footers = (self._edges(named, beginning) for beginning in ("header", "footer"))
        return WrittenDocument(blocks, headers, footers, notes, self._budget.truncated)

    def _edges(self, named: _Element | None, beginning: str) -> tuple[tuple[Block, ...], ...]:
        """Return the headers or footers of the pages, each once."""
        found = []
        for page in () if named is None else named.iter(f"{STYLE}master-page"):
            for name in _EDGES:
                element = page.find(f"{STYLE}{name}") if name.startswith(beginning) else None
                if element is not None and element.get(f"{STYLE}display") != "false":
                    found.append(tuple(self._blocks(element)))
        return tuple(dict.fromkeys(blocks for blocks in found if blocks))

    def _read_notes(self) -> tuple[Note, ...]:
        found = []
        for mark, element in enumerate(tuple(self._notes), 1):
            body = element.find(f"{TEXT}note-body")
            if body is not None:
                found.append(Note(str(mark), tuple(self._blocks(body))))
        return tuple(found)

    def _blocks(self, parent: _Element) -> Iterator[Block]:
        for element in parent:
            tag = element.tag
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._paragraph(element, None)
            elif tag == f"{TEXT}list":
                yield from self._list(element, None)
            elif tag == f"{_TABLE}table":
                yield from self._table(element)
            elif tag in {f"{TEXT}change-start", f"{TEXT}change-end"}:
                self._change(element)
            elif tag == f"{_DRAW}frame":
                yield from self._frame(element)
            elif tag not in _GONE:
                yield from self._blocks(element)

    def _list(self, element: _Element, around: _Place | None) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name")
        if around is not None:
            place = _Place(style or around.style, around.counter, min(around.level + 1, LEVELS - 1))
        else:
            place = _Place(style, self._counter(element, style), 0)
        for item in element:
            if item.tag in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                start = item.get(f"{TEXT}start-value")
                if start is not None:
                    place.counter.restart(place.level)
                    for _ in range(max(0, min(number_of(start, 1), 1_000) - 1)):
                        place.counter.count(place.level, 1)
                yield from self._item(item, place)

    def _item(self, item: _Element, place: _Place) -> Iterator[Block]:
        """Yield what stands in an item: its first paragraph has the number, the others stand under it."""
        numbered = item.tag == f"{TEXT}list-item"
        for element in item:
            if element.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._paragraph(element, place, numbered=numbered)
                numbered = False
            elif element.tag == f"{TEXT}list":
                yield from self._list(element, place)
            elif element.tag not in _GONE:
                yield from self._blocks(element)

    def _counter(self, element: _Element, style: str | None) -> Counter:
        """Return the counter of a list: a new one, or that of the list it goes on with."""
        before = self._lists.get(element.get(f"{TEXT}continue-list", "no list"))
        if before is None and element.get(f"{TEXT}continue-numbering") == "true":
            before = self._last.get(style)
        found = self._last[style] = before or Counter()
        self._lists[element.get(_XML_ID, "")] = found
        return found

    def _paragraph(self, element: _Element, place: _Place | None, *, numbered: bool = False) -> Iterator[Block]:
        if not self._budget.take_block():
            return
        style = element.get(f"{TEXT}style-name")
        level = 1 if self._styles.is_title(style) else 0
        if element.tag == f"{TEXT}h":
            level = max(1, min(number_of(element.get(f"{TEXT}outline-level"), 1), LEVELS))
        bold, italic, hidden = self._styles.looks("paragraph", style)
        look = building.PLAIN if level else Span("", bold=bool(bold), italic=bool(italic))
        line, beside = Line(self._budget), list[Block]()
        if not hidden:
            self._inline(element, look, line, beside)
        spans = line.spans()
        if spans:
            marker, depth = "", 0
            if place is not None:
                depth = place.level + 1
                list_style = place.style or self._styles.list_style(style)
                marker = self._styles.item_number(list_style, place.counter, place.level) if numbered else ""
            elif element.tag == f"{TEXT}h" and element.get(f"{TEXT}is-list-header") != "true":
                marker = self._styles.heading_number(level)
            yield building.block_of(spans, level, depth, marker)
        yield from beside

    def _inline(self, parent: _Element, look: Span, line: Line, beside: list[Block]) -> None:
        self._write(parent.text, look, line)
        for element in parent:
            tag = element.tag
            if tag == f"{TEXT}s":
                line.add(" " * max(1, min(number_of(element.get(f"{TEXT}c"), 1), _MOST_SPACES)), look)
            elif tag == f"{TEXT}tab":
                line.add(" ", look)
            elif tag == f"{TEXT}line-break":
                line.add("\n", look)
            elif tag == f"{TEXT}note":
                self._notes.append(element)
                line.add(str(len(self._notes)), replace(look, raised=True))
            elif tag in {f"{TEXT}change-start", f"{TEXT}change-end"}:
                self._change(element)
            elif tag in {f"{_DRAW}frame", f"{_DRAW}a"}:
                beside += self._frame(element)
            elif tag not in _GONE and self._is_seen(element):
                self._inline(element, self._look(element, look), line, beside)
            self._write(element.tail, look, line)

    def _write(self, text: str | None, look: Span, line: Line) -> None:
        if text:
            line.add(text.replace("\n", " "), replace(look, inserted=bool(self._inserting)))

    def _is_seen(self, element: _Element) -> bool:
        return not (element.tag == f"{TEXT}span" and self._styles.looks("text", element.get(f"{TEXT}style-name"))[2])

    def _look(self, element: _Element, look: Span) -> Span:
        if element.tag != f"{TEXT}span":
            return look
        bold, italic, _hidden = self._styles.looks("text", element.get(f"{TEXT}style-name"))
        return replace(look, bold=look.bold if bold is None else bold, italic=look.italic if italic is None else italic)

    def _change(self, element: _Element) -> None:
        key = element.get(f"{TEXT}change-id", "")
        if element.tag == f"{TEXT}change-end":
            self._inserting.discard(key)
        elif key in self._insertions:
            self._inserting.add(key)

    def _frame(self, element: _Element) -> Iterator[Block]:
        """Yield the text of a text box, or a picture of the archive."""
        boxes = list(element.iter(f"{_DRAW}text-box"))
        if boxes:
            yield from self._blocks(boxes[0])
            return
        if not self._budget.take_block():
            return
        words = [found.text or "" for name in ("title", "desc") for found in element.iter(f"{_SVG}{name}")]
        links = [image.get(_HREF, "").removeprefix("./") for image in element.iter(f"{_DRAW}image")]
        chosen = next((link for link in links if link in self._archive.parts), None)
        yield self._pictures.picture(chosen, ". ".join(filter(None, dict.fromkeys(words))))

    def _table(self, element: _Element) -> Iterator[Block]:
        rows: list[list[OpenCell]] = []
        heads = 0
        self._deep += 1
        for row, is_head in _rows(element, is_head=False):
            rows.append(self._row(row))
            if is_head and heads == len(rows) - 1:
                heads += 1
        self._deep -= 1
        found = building.table(rows, heads)
        if found is not None:
            yield from building.flattened(found) if self._deep >= DEEPEST_TABLE else (found,)

    def _row(self, row: _Element) -> list[OpenCell]:
        cells: list[OpenCell] = []
        for element in row:
            if element.tag != f"{_TABLE}table-cell":
                continue
            if not self._budget.take_block():
                break
            wide = max(1, min(number_of(element.get(f"{_TABLE}number-columns-spanned"), 1), MOST_SPAN))
            high = max(1, min(number_of(element.get(f"{_TABLE}number-rows-spanned"), 1), 1_000))
            cells.append(OpenCell(0, tuple(self._blocks(element)), wide, high))
        return cells


def _rows(parent: _Element, *, is_head: bool) -> Iterator[tuple[_Element, bool]]:
    for element in parent:
        if element.tag == f"{_TABLE}table-row":
            yield element, is_head
        elif element.tag in {f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"}:
            yield from _rows(element, is_head=is_head or element.tag == f"{_TABLE}table-header-rows")


def _insertions(body: _Element) -> Iterator[str]:
    for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        if region.find(f"{TEXT}insertion") is not None:
            yield region.get(f"{TEXT}id", region.get(_XML_ID, ""))
