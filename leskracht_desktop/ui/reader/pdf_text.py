"""The text of a PDF as it stands on its pages: which character is where, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtPdf import QPdfDocument, QPdfSelection

from leskracht_desktop.domain.finding import FoundText

_LINE: Final = re.compile("[^\r\n\x02\ufffe]+")
"""PDFium puts one sign in the place of the hyphen and the line end where a word was broken off."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BESIDE: Final = 4.0
"""A line above or below counts as so much farther away than one beside the point."""
_KEPT_PAGES: Final = 32
_KEPT_PLACES: Final = 4_096


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: its characters from `begin` up to `end`, and where it stands in points from the top left."""

    begin: int
    end: int
    place: QRectF


class PdfText:
    """Reads the text of pages (from 0) when it is asked for; characters count from 0 within their page.

    They are counted as Qt does: those beyond U+FFFF are two, which `readable` makes one again.
    """

    def __init__(self, document: QPdfDocument) -> None:
        self._document = document
        self.text = lru_cache(maxsize=None)(self._text)
        self.found_text = lru_cache(maxsize=None)(self._found_text)
        self.lines = lru_cache(maxsize=_KEPT_PAGES)(self._lines)
        # Qt reads the whole page for every question.
        self.places = lru_cache(maxsize=_KEPT_PLACES)(self._places)

    def index_at(self, page: int, point: QPointF) -> int | None:
        """Return the gap between characters nearest to a point, as the number of the character after it."""
        lines = self.lines(page)
        if not lines:
            return None
        line = min(lines, key=lambda one: _distance(one.place, point))
        return self.index_in(page, line, point.x())

    def index_in(self, page: int, line: TextLine, x: float) -> int:
        """Return the gap of a line that is nearest to so many points from the left."""
        if x <= line.place.left():
            return line.begin
        if x >= line.place.right():
            return line.end

        def centre(index: int) -> float:
            # A space that no sign stands for has no place: it is where the character before it ends.
            for at in range(index, line.begin - 1, -1):
                places = self.places(page, at, at + 1)
                if places:
                    return places[0].center().x() if at == index else places[0].right()
            return line.place.left()

        return bisect_right(range(line.begin, line.end), x, key=centre) + line.begin

    def caret(self, page: int, index: int) -> QRectF:
        """Return where a gap between characters is, as a line of no width; empty on a page without text."""
        for line in self.lines(page):
            if line.begin <= index <= line.end:
                before = self.places(page, line.begin, index)
                x = before[-1].right() if before else line.place.left()
                return QRectF(x, line.place.top(), 0, line.place.height())
        return QRectF()

    def line_at(self, page: int, index: int) -> int | None:
        """Return the number of the line in which a gap is, None when it is in none."""
        return next((at for at, one in enumerate(self.lines(page)) if one.begin <= index <= one.end), None)

    def word_at(self, page: int, index: int) -> tuple[int, int]:
        """Return the word around a gap, or the gap alone where no word is."""
        for match in _WORD.finditer(self.text(page)):
            if match.start() <= index <= match.end():
                return match.span()
        return index, index

    def next_word(self, page: int, index: int, step: int) -> int:
        """Return where the next word begins, or the previous one when `step` is -1."""
        begins = [match.start() for match in _WORD.finditer(self.text(page))]
        if step > 0:
            return next((at for at in begins if at > index), len(self.text(page)))
        return next((at for at in reversed(begins) if at < index), 0)

    def _places(self, page: int, begin: int, end: int) -> tuple[QRectF, ...]:
        """Return where characters stand, one rectangle or more for each line."""
        if end <= begin:
            return ()
        return tuple(_rectangles(self._document.getSelectionAtIndex(page, begin, end - begin)))

    def _text(self, page: int) -> str:
        if not 0 <= page < self._document.pageCount():
            return ""  # Qt would crash on a page that is not there
        return _in_halves(self._document.getAllText(page).text())

    def _found_text(self, page: int) -> FoundText:
        return FoundText.of(self.text(page))

    def _lines(self, page: int) -> tuple[TextLine, ...]:
        spans = [match.span() for match in _LINE.finditer(self.text(page))]
        rows = _rows(_rectangles(self._document.getAllText(page))) if spans else []
        if len(rows) != len(spans):
            rows = [_united(self.places(page, *span)) for span in spans]
        return tuple(TextLine(*span, place) for span, place in zip(spans, rows, strict=True) if not place.isEmpty())


def readable(text: str) -> str:
    """Return a piece of the text of a page with whole characters."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _in_halves(text: str) -> str:
    if text.isascii() or max(text) <= "\uffff":
        return text
    halves = text.encode("utf-16-le", "surrogatepass")
    return "".join(halves[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(halves), 2))


def _rectangles(selection: QPdfSelection) -> Iterator[QRectF]:
    return (rect for polygon in selection.bounds() if (rect := polygon.boundingRect()).width() > 0)


def _rows(rectangles: Iterable[QRectF]) -> list[QRectF]:
    """Return the lines that the pieces of a text make: one that stands further back or lower begins a new line."""
    rows: list[QRectF] = []
    for rect in rectangles:
        beside = bool(rows) and rows[-1].top() < rect.center().y() < rows[-1].bottom()
        if beside and rect.left() >= rows[-1].right() - 1:
            rows[-1] = rows[-1].united(rect)
        else:
            rows.append(rect)
    return rows


def _united(rectangles: Iterable[QRectF]) -> QRectF:
    whole = QRectF()
    for rect in rectangles:
        whole = whole.united(rect)
    return whole


def _distance(place: QRectF, point: QPointF) -> float:
    aside = max(place.left() - point.x(), 0.0, point.x() - place.right())
    above = max(place.top() - point.y(), 0.0, point.y() - place.bottom())
    return aside + _BESIDE * above
