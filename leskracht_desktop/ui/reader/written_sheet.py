"""The text of a DOCX or ODT on the screen: it loads nothing but the document's own pictures, from memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.finding import Span
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.measure import MARGIN, fit_measure
from leskracht_desktop.ui.reader.sheet import ZOOMS
from leskracht_desktop.ui.reader.written_text import PICTURE_SCHEME, WIDEST_PICTURE, OutlineEntry, WrittenPage
from leskracht_desktop.ui.theme import theme

MOST_MARKS: Final = 1_000
"""Places marked at the same time; the one that is shown is marked in any case."""
_UNKNOWN: Final = QTextDocument.ResourceType.UnknownResource


class WrittenSheet(QTextBrowser):
    """Shows one document; places in it are counted in characters, as Python counts them."""

    def __init__(self, page: WrittenPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("written_text")
        self.setAccessibleName(self.tr("Tekst van het document"))
        self.setProperty("look", "reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(MARGIN)
        self._page = page
        self._pictures: dict[int, QImage] = {}
        self._zoom = 1.0
        self._hits: Sequence[Span] = ()
        self._current = -1
        self._typeset()
        theme().changed.connect(self._on_colours_changed)

    @property
    def zoom(self) -> float:
        """How large the text is, beside running text elsewhere."""
        return self._zoom

    @property
    def text(self) -> str:
        """What stands in the document."""
        return self._text

    def set_zoom(self, zoom: float) -> None:
        """Show the text larger or smaller; the reader keeps her place."""
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._zoom = zoom
        self._typeset()
        bar.setValue(round(place * bar.maximum()))

    def step_zoom(self, step: int) -> None:
        """Go to the next size up (1) or down (-1)."""
        nearest = min(range(len(ZOOMS)), key=lambda number: abs(ZOOMS[number] - self._zoom))
        self.set_zoom(ZOOMS[min(len(ZOOMS) - 1, max(0, nearest + step))])

    def mark(self, hits: Sequence[Span], current: int = -1) -> None:
        """Mark places, and show the one with number `current` with an edge of its own."""
        self._hits, self._current = hits, current
        self._paint_marks()
        if 0 <= current < len(hits):
            self.reveal(hits[current][0])

    def reveal(self, at: int) -> None:
        """Put the cursor before a character, well in sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._unit(at))
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def heading_at(self, position: int) -> OutlineEntry | None:
        """Return the heading under which a place of the document, in Qt's count, stands."""
        found = None
        for entry, place in zip(self._page.outline, self._headings, strict=True):
            if place > position:
                break
            found = entry
        return found

    def go_to_heading(self, number: int) -> None:
        """Show a heading at the top, with the cursor before it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._headings[number])
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - MARGIN)

    def _on_colours_changed(self) -> None:
        self.set_zoom(self._zoom)

    def _typeset(self) -> None:
        points = QApplication.font().pointSizeF() * self._zoom
        self.setHtml(markup.document(self._page.inside, theme().colours, points))
        font = QApplication.font()
        font.setPointSizeF(points)
        self.document().setDefaultFont(font)
        self._text = self.toPlainText()
        self._units = (
            []
            if self._text.isascii()
            else list(accumulate((len(s.encode("utf-16-le")) // 2 for s in self._text), initial=0))
        )
        self._headings = self._heading_places()
        fit_measure(self)
        self._paint_marks()

    def _heading_places(self) -> list[int]:
        wanted = {entry.anchor: number for number, entry in enumerate(self._page.outline)}
        found = [0] * len(wanted)
        block = self.document().begin() if wanted else self.document().end()
        while block.isValid():
            start = block.begin()
            for name in () if start.atEnd() else start.fragment().charFormat().anchorNames():
                if name in wanted:
                    found[wanted[name]] = block.position()
            block = block.next()
        return found

    def _unit(self, at: int) -> int:
        return self._units[at] if self._units else at

    def _paint_marks(self) -> None:
        colours = theme().colours
        shown = list(range(min(len(self._hits), MOST_MARKS)))
        if self._current >= MOST_MARKS:
            shown.append(self._current)
        selections = []
        for number in shown:
            begin, end = self._hits[number]
            current = number == self._current
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._unit(begin))
            cursor.setPosition(self._unit(end), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(QColor(colours.accent if current else colours.warning_soft))
            look.setForeground(QColor(colours.on_accent if current else colours.text))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selection.cursor = cursor
            selection.format = look
            selections.append(selection)
        self.setExtraSelections(selections)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_measure(self)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the text alone: looks and colours of the screen mean nothing elsewhere."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture of this document; everything else, near or far, is never looked at."""
        address = QUrl(name)
        number = address.path()
        is_ours = address.scheme() == PICTURE_SCHEME and number.isascii() and number.isdigit()
        is_picture = kind == int(QTextDocument.ResourceType.ImageResource.value)
        if not is_picture or not is_ours or int(number) >= len(self._page.pictures):
            return QByteArray()  # for None Qt would look on the disk itself
        return self._picture(int(number))

    @override
    def doSetSource(self, name: QUrl | str, kind: QTextDocument.ResourceType = _UNKNOWN) -> None:
        """Stay at this document: there is nowhere else to go."""

    def _picture(self, number: int) -> QImage:
        if number not in self._pictures:
            buffer = QBuffer()
            buffer.setData(QByteArray(self._page.pictures[number]))
            reader = QImageReader(buffer)
            size, widest = reader.size(), WIDEST_PICTURE * 2
            if size.width() > widest:
                reader.setScaledSize(QSize(widest, max(1, round(size.height() * widest / size.width()))))
            self._pictures[number] = reader.read()
        return self._pictures[number]
