"""Where the pages of a PDF stand in their view.

QPdfView tells nobody, so it is reckoned again from what it does tell, in the way it does that itself: all pages below
each other and each in the middle. A test compares it with what is painted.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdfWidgets import QPdfView

POINTS_PER_INCH: Final = 72.0


def pixels_per_point() -> float:
    """Return how many pixels of the screen a point is when nothing is enlarged."""
    return QGuiApplication.primaryScreen().logicalDotsPerInch() / POINTS_PER_INCH


class PageLayout:
    """Reckons the places of all pages when something changed; pages count from 0."""

    def __init__(self, view: QPdfView) -> None:
        self._view = view
        document = view.document()
        self.points = [document.pagePointSize(page) for page in range(document.pageCount())]
        self._reckoned: object = None
        self._places: list[QRect] = []
        self._bottoms: list[int] = []

    def places(self) -> list[QRect]:
        """Return where each page stands in pixels from the top left of the whole document."""
        view = self._view
        port = view.viewport().size()
        now = (view.zoomMode(), view.zoomFactor(), port.width(), port.height())
        if now != self._reckoned:
            self._reckoned = now
            self._places = self._reckon(port)
            self._bottoms = [place.bottom() for place in self._places]
        return self._places

    def first_at(self, y: float) -> int:
        """Return the page that stands at a height, else the first one below it; the last one below all."""
        self.places()
        return min(bisect_left(self._bottoms, y), max(0, len(self._bottoms) - 1))

    def _reckon(self, port: QSize) -> list[QRect]:
        view = self._view
        margins = view.documentMargins()
        sizes = [self._size(points, port) for points in self.points]
        widest = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        places, y = [], margins.top()
        for size in sizes:
            x = (max(widest, port.width()) - size.width()) // 2
            places.append(QRect(x, y, size.width(), size.height()))
            y += size.height() + view.pageSpacing()
        return places

    def _size(self, points: QSizeF, port: QSize) -> QSize:
        view = self._view
        margins = view.documentMargins()
        if view.zoomMode() is QPdfView.ZoomMode.Custom:
            return (points * pixels_per_point() * view.zoomFactor()).toSize()
        size = (points * pixels_per_point()).toSize()
        inside = QSize(port.width() - margins.left() - margins.right(), port.height() - view.pageSpacing())
        if view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return size * (inside.width() / max(1, size.width()))
        return size.scaled(inside, Qt.AspectRatioMode.KeepAspectRatio)
