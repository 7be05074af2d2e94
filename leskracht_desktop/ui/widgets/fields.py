"""Form fields: search and choice, and from `secret_field` those that the unlock screen has too."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from leskracht_desktop.ui.icons import pixmap, set_icon
from leskracht_desktop.ui.theme import Tone, theme
from leskracht_desktop.ui.widgets.secret_field import ErrorLabel, PassphraseField, name_inner_buttons
from leskracht_desktop.ui.widgets.spoken_choice import install

__all__ = ["TYPING_PAUSE_MS", "Choice", "ErrorLabel", "PassphraseField", "SearchField", "name_inner_buttons"]

TYPING_PAUSE_MS = 120


class SearchField(QLineEdit):
    """A search field; `searched` comes shortly after the last keystroke, or at once on Enter. Escape empties it."""

    searched = Signal(str)
    went_down = Signal()
    """The down arrow: the user wants to go into the results."""

    def __init__(self, label: str, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(placeholder or label)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        glass = QAction(self.tr("Zoeken"), self)
        glass.triggered.connect(self._emit)
        set_icon(glass, "search", Tone.MUTED)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        name_inner_buttons(self, self.tr("Zoekveld leegmaken"))
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._emit)
        self.textChanged.connect(lambda _text: self._pause.start())

    def show_text(self, text: str) -> None:
        """Show a text without searching for it: the list already shows what belongs to it."""
        self._last = text
        self.setText(text)
        self._pause.stop()

    def _emit(self) -> None:
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._emit()
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down:
            self._emit()
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


@cache
def _speak_of_choices() -> None:
    if sys.platform.startswith("linux"):
        install("Choice")


class Choice(QComboBox):
    """A choice from a short list of (value, label); `value` is the chosen value."""

    picked = Signal(object)

    def __init__(
        self, label: str, name: str, options: Iterable[tuple[Any, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _speak_of_choices()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.view().setAccessibleName(label)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Kept here: Qt would give back a plain text for a value of one of our enumerations.
        self._values: list[Any] = []
        self.set_options(options)
        self.currentIndexChanged.connect(lambda _index: self.picked.emit(self.value))

    @property
    def value(self) -> Any:
        """The chosen value, or None when the list is empty."""
        return self._values[self.currentIndex()] if 0 <= self.currentIndex() < len(self._values) else None

    def choose(self, value: Any) -> None:
        """Choose the option with this value, if there is one."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def set_options(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offer other options and keep the choice if it is still among them."""
        before, offered = self.value, list(options)
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in offered]
        self.addItems([label for _, label in offered])
        self.choose(before)
        self.blockSignals(blocked)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if theme().is_native:
            return
        # The style sheet takes the arrow away with the edge; this one belongs to our family and follows the colours.
        arrow = pixmap("chevron-down", 16, Tone.MUTED, self.devicePixelRatioF())
        painter = QPainter(self)
        x = 8 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else self.width() - 24
        painter.drawPixmap(QPoint(x, (self.height() - 16) // 2), arrow)
