"""The page that is read: text of a comfortable width, in the colours of the theme, as large as the reader wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMarginsF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPageLayout,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit, QToolTip, QWidget
from typing_extensions import override

from leskracht_desktop.domain.quotes import Range, number_of_quote, place_of_quote
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.highlights import Chosen, Highlight, anchor_position, in_units, of_units
from leskracht_desktop.ui.reader.measure import MARGIN, fit_measure
from leskracht_desktop.ui.theme import LIGHT, theme

ZOOMS: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_NOTES: Final = "our-notes"
"""The anchor where our notes begin."""
_PRINT_POINTS: Final = 10.0
_PRINT_MARGIN_MM: Final = 20.0


class Sheet(QTextBrowser):
    """Shows one page of HTML; Tab goes from link to link, the arrow keys move a cursor through the text.

    Places in the text are counted in characters, as Python counts them.
    """

    zoomed = Signal(float)
    """The reader chose another size."""

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
        self.document().setDocumentMargin(MARGIN)
        self._inside = self._notes = ""
        self._zoom = 1.0
        self._set: tuple[object, ...] = ()
        self._marked: list[Range] = []
        self._highlights: list[Highlight] = []
        self._highlighted: list[tuple[Highlight, Range]] = []
        theme().changed.connect(self._on_colours_changed)

    @property
    def zoom(self) -> float:
        """How large the text is, beside running text elsewhere."""
        return self._zoom

    @property
    def page_text(self) -> str:
        """The text of the page itself, without our notes under it."""
        text = self.toPlainText()
        end = anchor_position(self.document(), _NOTES) if self._notes else None
        return text if end is None else text[: of_units(text, end)]

    @property
    def said_text(self) -> str:
        """What the page says: without our notes, and without the ways to elsewhere under it."""
        end = anchor_position(self.document(), markup.WAYS_ON)
        return self.page_text if end is None else self.page_text[: of_units(self.toPlainText(), end)]

    @property
    def highlight_places(self) -> Sequence[tuple[Highlight, Range]]:
        """What is highlighted and where: nothing for one that is gone from the page, each piece of one in pieces."""
        return self._highlighted

    @property
    def chosen(self) -> Chosen:
        """What is selected of the page itself, without our notes under it."""
        text, cursor = self.page_text, self.textCursor()
        begin, end = (of_units(self.toPlainText(), at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        quote = text[begin:end].strip()
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        return Chosen(quote, number_of_quote(quote, begin, text))

    def show_inside(self, inside: str, notes: str = "", highlights: Sequence[Highlight] = ()) -> None:
        """Show another page, from its top, with our notes under it and these texts highlighted."""
        self._inside, self._notes, self._marked, self._highlights = inside, notes, [], list(highlights)
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
        self.zoomed.emit(self._zoom)

    def forget_zoom(self) -> None:
        """Show the text as large as running text elsewhere."""
        self.set_zoom(1.0)
        self.zoomed.emit(self._zoom)

    def mark(self, ranges: Sequence[Range]) -> None:
        """Mark places in the text as (begin, end), by a ground and an underline, and show the first."""
        self._marked = list(ranges)
        self._paint_marks()
        if ranges:
            self._reveal(ranges[0][0])

    def reveal_highlight(self, note_id: int) -> bool:
        """Show where a note's text is highlighted, with the cursor before it; False when it is not on the page."""
        found = next((place for one, place in self._highlighted if one.note_id == note_id), None)
        if found is not None:
            self._reveal(found[0])
        return found is not None

    def print_on(self, printer: QPrinter, source: str = "") -> None:
        """Print the page in black on white, without our notes, and say under it where it comes from."""
        paper = QTextDocument()
        beneath = f"<hr>{markup.paragraph(source, 'under')}" if source else ""
        paper.setHtml(markup.document(self._inside + beneath, LIGHT, _PRINT_POINTS))
        margins = QMarginsF(_PRINT_MARGIN_MM, _PRINT_MARGIN_MM, _PRINT_MARGIN_MM, _PRINT_MARGIN_MM)
        printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        paper.print_(printer)

    def _on_colours_changed(self) -> None:
        self.set_zoom(self._zoom)

    def _typeset(self) -> None:
        points = QApplication.font().pointSizeF() * self._zoom
        beneath = f'<a name="{_NOTES}"></a>{self._notes}' if self._notes else ""
        font = QApplication.font()
        font.setPointSizeF(points)
        to_set = (self._inside + beneath, theme().colours, font)
        if self._set != to_set:  # setting a page takes longer than all else
            self._set = to_set
            self.setHtml(markup.document(self._inside + beneath, theme().colours, points))
            self.document().setDefaultFont(font)
        fit_measure(self)
        self._paint_marks()

    def _reveal(self, begin: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(in_units(self.toPlainText(), begin))
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def _paint_marks(self) -> None:
        text = self.page_text if self._highlights else ""
        self._highlighted = [
            (one, place) for one in self._highlights for place in place_of_quote(one.quote, one.nth, text)
        ]
        colours = theme().colours
        dotted = QTextCharFormat.UnderlineStyle.DotLine
        single = QTextCharFormat.UnderlineStyle.SingleUnderline
        found = [(place, colours.accent_soft, dotted) for _, place in self._highlighted]
        found += [(place, colours.warning_soft, single) for place in self._marked]
        whole = self.toPlainText() if found else ""
        selections = []
        for (begin, end), ground, underline in found:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(in_units(whole, begin))
            cursor.setPosition(in_units(whole, end), QTextCursor.MoveMode.KeepAnchor)
            chosen = selection.format
            chosen.setBackground(QColor(ground))
            chosen.setForeground(QColor(colours.text))
            chosen.setUnderlineStyle(underline)
            selection.cursor = cursor
            selection.format = chosen
            selections.append(selection)
        self.setExtraSelections(selections)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = of_units(self.toPlainText(), self.cursorForPosition(event.pos()).position())
            tips = [one.tip for one, (begin, end) in self._highlighted if begin <= at <= end]
            QToolTip.showText(event.globalPos(), "\n\n".join(dict.fromkeys(tips)), self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_measure(self)
