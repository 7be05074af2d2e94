"""The pages of a PDF: text is selected with the mouse and the keyboard, and what was looked for is marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.ui.reader.pdf_finder import PdfFinder
from leskracht_desktop.ui.reader.pdf_layout import PageLayout, pixels_per_point
from leskracht_desktop.ui.reader.pdf_selection import Gap, Move, PdfSelection
from leskracht_desktop.ui.reader.pdf_text import PdfText
from leskracht_desktop.ui.theme import LIGHT, theme
from leskracht_desktop.ui.widgets.announce import announce

_SELECTED: Final = 70
_FOUND: Final = 60
"""How much of a colour covers the page, of 255; the page is paper-white in every appearance."""
_SCROLL_MS: Final = 40
_LONGEST_SAID: Final = 300

_KEYS: Final = {
    Qt.Key.Key_Left: (Move.CHARACTER, -1),
    Qt.Key.Key_Right: (Move.CHARACTER, 1),
    Qt.Key.Key_Up: (Move.LINE, -1),
    Qt.Key.Key_Down: (Move.LINE, 1),
    Qt.Key.Key_Home: (Move.LINE_END, -1),
    Qt.Key.Key_End: (Move.LINE_END, 1),
}
_WIDER: Final = {Move.CHARACTER: Move.WORD, Move.LINE_END: Move.PAGE_END}
"""What the Ctrl key makes of a move."""


class PdfPages(QPdfView):
    """Shows all pages below each other. Shift and the arrow keys select; without Shift they scroll."""

    copied = Signal()
    zoom_asked = Signal(int)
    """The wheel was turned while Ctrl was down: 1 for larger, -1 for smaller."""

    def __init__(self, document: QPdfDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDocument(document)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._pdf = document
        self._layout = PageLayout(self)
        self.text = PdfText(document)
        self.selection = PdfSelection(self.text, document.pageCount())
        self.finder = PdfFinder(self.text, document.pageCount(), self)
        self.finder.changed.connect(self.viewport().update)
        self.current_hit = -1
        self._links = QPdfLinkModel(self)
        self._links.setDocument(document)
        self._pressed: QPoint | None = None
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_along)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    @property
    def page(self) -> int:
        """The page that is read, from 0."""
        return self.pageNavigator().currentPage()

    @property
    def scale(self) -> float:
        """How large the page that is read is shown, beside its real size."""
        if not self._layout.points:
            return 1.0
        points = self._layout.points[self.page].width() * pixels_per_point()
        return self._layout.places()[self.page].width() / points if points else 1.0

    def page_place(self, page: int) -> QRect:
        """Return where a page stands in the part that is seen."""
        return self._layout.places()[page].translated(-self._scrolled())

    def place_of(self, page: int, place: QRectF) -> QRectF:
        """Return where a piece of a page, in points, stands in the part that is seen."""
        seen, points = self.page_place(page), self._layout.points[page]
        across = seen.width() / points.width() if points.width() else 1.0
        down = seen.height() / points.height() if points.height() else 1.0
        return QRectF(
            seen.x() + place.x() * across, seen.y() + place.y() * down, place.width() * across, place.height() * down
        )

    def point_at(self, at: QPointF) -> tuple[int, QPointF]:
        """Return the page nearest to a place in the part that is seen, and the point of that page in points."""
        place = at + QPointF(self._scrolled())
        page = self._layout.first_at(place.y())
        seen, points = self._layout.places()[page], self._layout.points[page]
        x = (place.x() - seen.x()) * points.width() / max(1, seen.width())
        y = (place.y() - seen.y()) * points.height() / max(1, seen.height())
        return page, QPointF(x, y)

    def go_to(self, page: int, place: QRectF | None = None) -> None:
        """Show a page from its top, or with a piece of it (in points) well in sight."""
        if not 0 <= page < self._pdf.pageCount():
            return
        self.pageNavigator().jump(page, QPointF())
        top = self.page_place(page).top() - self.pageSpacing()
        if place is not None and not place.isEmpty():
            found = self.place_of(page, place)
            top = round(found.top()) - self.viewport().height() // 3
            across = self.horizontalScrollBar()
            if not 0 <= found.left() <= found.right() <= self.viewport().width():
                across.setValue(across.value() + round(found.center().x()) - self.viewport().width() // 2)
        down = self.verticalScrollBar()
        down.setValue(down.value() + top)

    def show_hit(self, number: int) -> None:
        """Make a hit the current one and bring it into sight; -1 for none."""
        self.current_hit = number
        if 0 <= number < len(self.finder.hits):
            hit = self.finder.hits[number]
            places = self.text.places(hit.page, hit.begin, hit.end)
            self.go_to(hit.page, places[0] if places else None)
            self.selection.put(Gap(hit.page, hit.begin))
        self.viewport().update()

    def set_scale(self, scale: float) -> None:
        """Show the pages so large, beside their real size; the reader keeps her place."""
        self._change_size(QPdfView.ZoomMode.Custom, scale)

    def fit(self, mode: QPdfView.ZoomMode) -> None:
        """Make a page as wide as the view, or as large as fits in it."""
        self._change_size(mode, self.zoomFactor())

    def _change_size(self, mode: QPdfView.ZoomMode, factor: float) -> None:
        if not self._layout.points:
            return
        page, place = self.page, self.page_place(self.page)
        part = -place.top() / max(1, place.height())
        self.setZoomFactor(factor)
        self.setZoomMode(mode)
        down = self.verticalScrollBar()
        down.setValue(self._layout.places()[page].top() + round(part * self.page_place(page).height()))

    def copy(self) -> str:
        """Put what is selected on the clipboard and return it; nothing happens when nothing is."""
        chosen = self.selection.plain()
        if chosen:
            QGuiApplication.clipboard().setText(chosen)
            self.copied.emit()
        return chosen

    def select_page(self) -> None:
        """Select all text of the page that is read."""
        if self._layout.points:
            self.selection.select_page(self.page)
            self._selected()

    def _scrolled(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _selected(self, *, follow: bool = False) -> None:
        active = self.selection.active
        if follow and active is not None:
            caret = self.place_of(active.page, self.text.caret(active.page, active.index))
            if not self.viewport().rect().adjusted(0, 0, 0, -round(caret.height())).contains(caret.topLeft().toPoint()):
                self.go_to(active.page, self.text.caret(active.page, active.index).adjusted(0, 0, 1, 0))
        self.viewport().update()
        if follow:
            announce(self, self.selection.plain()[-_LONGEST_SAID:])

    def _gap_at(self, at: QPointF) -> Gap | None:
        if not self._layout.points:
            return None
        page, point = self.point_at(at)
        index = self.text.index_at(page, point)
        return None if index is None else Gap(page, index)

    def _scroll_along(self) -> None:
        """Scroll while the mouse drags a selection beyond the edge."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        beyond = min(0, at.y()) + max(0, at.y() - self.viewport().height())
        if not beyond or self._pressed is None:
            self._scroll.stop()
            return
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + beyond)
        self._drag_to(QPointF(at))

    def _drag_to(self, at: QPointF) -> None:
        gap = self._gap_at(at)
        if gap is not None:
            self.selection.put(gap, extend=True)
            self._selected()

    def _link_page(self, at: QPointF) -> tuple[int, QPointF] | None:
        """Return where a link within the document leads to; one that leads out of it is text and nothing more."""
        if not self._layout.points:
            return None
        page, point = self.point_at(at)
        self._links.setPage(page)
        link = self._links.linkAt(point)
        leads_out = not link.url().isEmpty()
        return None if not link.isValid() or leads_out or link.page() < 0 else (link.page(), link.location())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = event.position().toPoint()
        gap = self._gap_at(event.position())
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if gap is None:
            self.selection.clear()
        else:
            self.selection.put(gap, extend=extend)
        self._selected()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._drag_to(event.position())
            if not self.viewport().rect().contains(event.position().toPoint()):
                self._scroll.start()
            return
        over = self._link_page(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        self._scroll.stop()
        if pressed is not None and self.selection.is_empty:
            target = self._link_page(event.position())
            if target is not None:
                self.go_to(target[0], QRectF(target[1], target[1]).adjusted(0, 0, 1, 1))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        gap = self._gap_at(event.position())
        if gap is not None:
            self.selection.select(gap.page, *self.text.word_at(gap.page, gap.index))
            self._selected()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.zoom_asked.emit(1 if turned > 0 else -1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
        elif shift and key in _KEYS:
            self._extend(*_KEYS[key], wider=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if key is Qt.Key.Key_Home else self._pdf.pageCount() - 1)
        elif key is Qt.Key.Key_Escape and not self.selection.is_empty:
            self.selection.clear()
            self._selected()
        else:
            super().keyPressEvent(event)

    def _extend(self, how: Move, step: int, *, wider: bool) -> None:
        if self.selection.active is None:
            gap = (
                self._gap_at(QPointF(0, max(0, self.page_place(self.page).top()) + 1)) if self._layout.points else None
            )
            if gap is None:
                return
            self.selection.put(gap)
        self.selection.move(_WIDER.get(how, how) if wider else how, step)
        self._selected(follow=True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._layout.points:
            top = self.verticalScrollBar().value()
            for page in range(self._layout.first_at(top), self._layout.first_at(top + self.viewport().height()) + 1):
                self._paint_hits(painter, page)
                self._paint_selection(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme().colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_hits(self, painter: QPainter, page: int) -> None:
        ground = QColor(LIGHT.warning)
        ground.setAlpha(_FOUND)
        for number in self.finder.on_page(page):
            hit = self.finder.hits[number]
            current = number == self.current_hit
            for place in self.text.places(page, hit.begin, hit.end):
                seen = self.place_of(page, place).adjusted(-2, -2, 2, 2)
                painter.fillRect(seen, ground)
                painter.setPen(QPen(QColor(LIGHT.danger if current else LIGHT.warning), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                if current:
                    painter.drawRect(seen.adjusted(-1, -1, 1, 1))
                else:
                    painter.drawLine(seen.bottomLeft(), seen.bottomRight())

    def _paint_selection(self, painter: QPainter, page: int) -> None:
        chosen = self.selection.on_page(page)
        ground = QColor(LIGHT.accent)
        ground.setAlpha(_SELECTED)
        for place in () if chosen is None else self.text.places(page, *chosen):
            painter.fillRect(self.place_of(page, place).adjusted(0, -1, 0, 1), ground)
        active = self.selection.active
        if active is not None and active.page == page and self.hasFocus():
            caret = self.place_of(page, self.text.caret(page, active.index))
            painter.setPen(QPen(QColor(LIGHT.accent), 2))
            painter.drawLine(caret.topLeft(), caret.bottomLeft())
