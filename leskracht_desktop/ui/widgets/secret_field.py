"""The fields of the unlock screen, apart from the others, for which it should not wait."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.text import WrappedLabel, repolish, set_tone


def name_inner_buttons(field: QLineEdit, other: str = "", *, reachable: bool = False) -> None:
    """Give the small buttons inside a field the names of their actions; `other` names the one Qt adds to empty it."""
    for small in field.findChildren(QToolButton):
        small.setAccessibleName(next((action.text() for action in small.actions() if action.text()), other))
        if reachable:
            small.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class PassphraseField(QLineEdit):
    """A field whose text is hidden until the user asks to see it; never remembered by an input method."""

    def __init__(self, label: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMinimumWidth(320)
        self._eye = QAction(self.tr("Tekst laten zien"), self)
        self._eye.setCheckable(True)
        set_icon(self._eye, "show", Tone.MUTED)
        self._eye.toggled.connect(self._on_toggled)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        name_inner_buttons(self, reachable=True)

    def _on_toggled(self, visible: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password)
        self._eye.setText(self.tr("Tekst verbergen") if visible else self.tr("Tekst laten zien"))
        set_icon(self._eye, "hide" if visible else "show", Tone.MUTED)
        name_inner_buttons(self, reachable=True)

    def hide_text(self) -> None:
        """Empty the field and hide what will be typed."""
        self._eye.setChecked(False)
        self.clear()


class ErrorLabel(WrappedLabel):
    """The line under a field: says what is wrong and what is right, and a screen reader says it too."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._field = field
        self._help = ""
        self.setObjectName(f"{field.objectName()}_error")
        self.hide()

    def set_help(self, text: str) -> None:
        """Stand with this explanation as long as nothing is wrong."""
        self._help = text
        self.show_error("")

    def show_error(self, text: str) -> None:
        """Show an error, or the explanation when `text` is empty."""
        new = text != self.text() and bool(text)
        set_tone(self, Tone.DANGER if text else Tone.MUTED)
        self.setText(text or self._help)
        self.setVisible(bool(text or self._help))
        self._field.setAccessibleDescription(text or self._help)
        if self._field.property("invalid") != bool(text):
            self._field.setProperty("invalid", bool(text))
            repolish(self._field)
        if new:
            announce(self._field, text)
