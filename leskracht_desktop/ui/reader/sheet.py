"""The page that is read: text of a comfortable width, in the colours of the theme, as large as the reader wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPageLayout, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.theme import LIGHT, theme

MEASURE: Final = 70
"""Characters on a line, at most: longer lines are hard to follow back."""

ZOOMS: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_MARGIN: Final = 24
_PRINT_POINTS: Final = 10.0
_PRINT_MARGIN_MM: Final = 20.0


class Sheet(QTextBrowser):
    """Shows one page of HTML; Tab goes from link to link, the arrow keys move a cursor through the text."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(_MARGIN)
        self._inside = ""
        self._zoom = 1.0
        self._marked: list[tuple[int, int]] = []
        self._highlights: list[str] = []
        theme().changed.connect(self._on_colours_changed)

    @property
    def zoom(self) -> float:
        """How large the text is, beside running text elsewhere."""
        return self._zoom

    def show_inside(self, inside: str, highlights: Sequence[str] = ()) -> None:
        """Show another page, from its top, with these texts highlighted."""
        self._inside, self._marked, self._highlights = inside, [], list(highlights)
        self._typeset()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

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

    def mark(self, ranges: list[tuple[int, int]]) -> None:
        """Mark places in the text as (start, end), by a ground and an underline, and show the first."""
        self._marked = list(ranges)
        self._paint_marks()
        if ranges:
            first = QTextCursor(self.document())
            first.setPosition(ranges[0][0])
            self.setTextCursor(first)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def print_on(self, printer: QPrinter) -> None:
        """Print the page, in black on white."""
        paper = QTextDocument()
        paper.setHtml(markup.document(self._inside, LIGHT, _PRINT_POINTS))
        margins = QMarginsF(_PRINT_MARGIN_MM, _PRINT_MARGIN_MM, _PRINT_MARGIN_MM, _PRINT_MARGIN_MM)
        printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        paper.print_(printer)

    def _on_colours_changed(self) -> None:
        self.set_zoom(self._zoom)

    def _typeset(self) -> None:
        points = QApplication.font().pointSizeF() * self._zoom
        self.setHtml(markup.document(self._inside, theme().colours, points))
        font = QApplication.font()
        font.setPointSizeF(points)
        self.document().setDefaultFont(font)
        self._fit()
        self._paint_marks()

    def _paint_marks(self) -> None:
        colours = theme().colours
        dotted = QTextCharFormat.UnderlineStyle.DotLine
        single = QTextCharFormat.UnderlineStyle.SingleUnderline
        found = [(*place, colours.accent_soft, dotted) for place in self._highlighted()]
        found += [(*place, colours.warning_soft, single) for place in self._marked]
        selections = []
        for start, end, ground, underline in found:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            chosen = selection.format
            chosen.setBackground(QColor(ground))
            chosen.setForeground(QColor(colours.text))
            chosen.setUnderlineStyle(underline)
            selection.cursor = cursor
            selection.format = chosen
            selections.append(selection)
        self.setExtraSelections(selections)

    def _highlighted(self) -> list[tuple[int, int]]:
        """Return where the highlighted texts stand for the first time; one that is gone from the page is left out."""
        text = self.toPlainText() if self._highlights else ""
        places = ((text.find(one), len(one)) for one in self._highlights)
        return [(start, start + length) for start, length in places if start >= 0]

    def _fit(self) -> None:
        """Keep the lines short enough to read, in the middle of what there is."""
        letter = QFontMetrics(self.document().defaultFont()).averageCharWidth()
        side = max(0, (self.viewport().width() - letter * MEASURE) // 2 - _MARGIN)
        frame = self.document().rootFrame()
        chosen = frame.frameFormat()
        if chosen.leftMargin() != side + _MARGIN:
            chosen.setLeftMargin(side + _MARGIN)
            chosen.setRightMargin(side + _MARGIN)
            frame.setFrameFormat(chosen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
