"""The search in one document: a field, how many places were found, and the way to the previous and the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import icon_button
from leskracht_desktop.ui.widgets.fields import SearchField
from leskracht_desktop.ui.widgets.named import named


class FindBar(QObject):
    """Asks for words and steps, and says where one is; `prefix` begins the names of its parts."""

    searched = Signal(str)
    step_asked = Signal(int)
    """Carries 1 for the next place and -1 for the previous one."""

    def __init__(self, prefix: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = SearchField(self.tr("Zoeken in dit document"), f"{prefix}_search", parent=parent)
        self.field.setMinimumWidth(180)
        self.count = named(QLabel(parent), f"{prefix}_hits")
        self.previous = icon_button(
            self.tr("Vorige vindplaats"), f"{prefix}_previous", "chevron-left", lambda: self.step_asked.emit(-1)
        )
        self.next = icon_button(
            self.tr("Volgende vindplaats"), f"{prefix}_next", "chevron-right", lambda: self.step_asked.emit(1)
        )
        self.field.searched.connect(self.searched)
        self.field.returnPressed.connect(lambda: self.step_asked.emit(1))
        for key, deed in (
            (QKeySequence.StandardKey.Find, self._enter),
            (QKeySequence.StandardKey.FindNext, lambda: self.step_asked.emit(1)),
            (QKeySequence.StandardKey.FindPrevious, lambda: self.step_asked.emit(-1)),
        ):
            QShortcut(key, parent, deed, context=Qt.ShortcutContext.WindowShortcut)
        self.show_place(-1, 0)

    def add_to(self, row: QLayout) -> None:
        """Put the parts in a row, in the order in which the Tab key visits them."""
        for part in (self.field, self.count, self.previous, self.next):
            row.addWidget(part)

    def show_place(self, current: int, number: int, *, busy: bool = False, aloud: bool = False) -> None:
        """Say that `number` places were found and which one is shown, from 0; -1 for none yet."""
        if not self.field.text().strip():
            text = ""
        elif busy and not number:
            text = self.tr("zoeken…")
        elif not number:
            text = self.tr("niets gevonden")
        elif current < 0:
            text = self.tr("{0} gevonden").format(number)
        else:
            text = self.tr("{0} van {1}").format(current + 1, number)
        self.count.setText(text)
        for made in (self.previous, self.next):
            made.setEnabled(number > 0)
        if aloud:
            announce(self.field, text)

    def _enter(self) -> None:
        self.field.setFocus()
        self.field.selectAll()
