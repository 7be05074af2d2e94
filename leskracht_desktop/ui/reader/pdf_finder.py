"""Finds words in a PDF page by page, without holding up the window."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from leskracht_desktop.domain.finding import Span
from leskracht_desktop.ui.reader.pdf_text import PdfText

_SLICE_SECONDS: Final = 0.012
_TELL_SECONDS: Final = 0.15
"""Each time hits are told the pages are painted anew."""


@dataclass(frozen=True, slots=True)
class PdfHit:
    """Characters of a page (from 0) that were looked for."""

    page: int
    begin: int
    end: int


class PdfFinder(QObject):
    """Gathers the places where words stand after each other; when there are none, those where any of them stands."""

    changed = Signal()
    """There are more hits, or all pages were read."""

    def __init__(self, text: PdfText, pages: int, parent: QObject) -> None:
        super().__init__(parent)
        self._text = text
        self._pages = pages
        self._words = ""
        self._next = 0
        self._apart = False
        self._told, self._told_at = 0, 0.0
        self.hits: list[PdfHit] = []
        self._by_page: dict[int, list[int]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)

    @property
    def busy(self) -> bool:
        """Whether there are pages left to read."""
        return self._timer.isActive()

    def look_for(self, words: str, page: int = -1) -> None:
        """Begin anew with other words; nothing is found for none. They are known to stand on `page`, if given."""
        self._words = words.strip()
        apart = 0 <= page < self._pages and not self._text.found_text(page).find(self._words)
        self._begin(apart=apart)
        self.changed.emit()

    def on_page(self, page: int) -> list[int]:
        """Return the numbers of the hits on a page."""
        return self._by_page.get(page, [])

    def nearest(self, page: int, within: Span | None) -> int:
        """Return the number of the first hit of a page within these characters, else on it or after it; -1 for none."""
        for number in self.on_page(page):
            hit = self.hits[number]
            if within is None or (within[0] <= hit.begin < within[1]):
                return number
        return next((number for number, hit in enumerate(self.hits) if hit.page >= page), -1)

    def _begin(self, *, apart: bool) -> None:
        self._apart, self._next = apart, 0
        self.hits, self._by_page = [], {}
        self._told, self._told_at = 0, 0.0
        if self._words:
            self._timer.start()
        else:
            self._timer.stop()

    def _read_on(self) -> None:
        stop = time.monotonic() + _SLICE_SECONDS
        while self._next < self._pages and time.monotonic() < stop:
            self._read(self._next)
            self._next += 1
        if self._next >= self._pages:
            self._timer.stop()
            if not self.hits and not self._apart and " " in self._words:
                self._begin(apart=True)
                return
        if not self.busy or (len(self.hits) != self._told and time.monotonic() - self._told_at > _TELL_SECONDS):
            self._told, self._told_at = len(self.hits), time.monotonic()
            self.changed.emit()

    def _read(self, page: int) -> None:
        text = self._text.found_text(page)
        for begin, end in text.find_apart(self._words) if self._apart else text.find(self._words):
            self._by_page.setdefault(page, []).append(len(self.hits))
            self.hits.append(PdfHit(page, begin, end))
