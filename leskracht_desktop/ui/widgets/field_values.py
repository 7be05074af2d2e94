"""What a field of a form holds, whatever kind of widget it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from leskracht_desktop.ui.widgets.fields import Choice


def on_change(widget: QWidget, changed: Callable[[], object]) -> None:
    """Call `changed` when the user changes a field, or leaves it where each letter is too soon."""
    match widget:
        case QLineEdit():
            widget.editingFinished.connect(changed)
            # While an error stands there, it goes as soon as the text is right.
            widget.textChanged.connect(lambda _text: changed() if widget.property("invalid") else None)
        case QPlainTextEdit():
            widget.textChanged.connect(changed)
        case QComboBox():
            widget.currentIndexChanged.connect(lambda _index: changed())
        case QCheckBox():
            widget.toggled.connect(lambda _on: changed())
        case _:
            signal = getattr(widget, "changed", None)
            if signal is not None:
                signal.connect(lambda *_values: changed())


def text_of(widget: QWidget) -> str:
    """Return what a field holds, as a draft keeps it."""
    match widget:
        case QLineEdit():
            return widget.text()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QComboBox():
            return widget.currentText()
        case QCheckBox():
            return "1" if widget.isChecked() else ""
        case _:
            return str(widget.draft()) if hasattr(widget, "draft") else ""


def put_text(widget: QWidget, text: str) -> None:
    """Put back what `text_of` gave."""
    match widget:
        case QLineEdit():
            widget.setText(text)
        case QPlainTextEdit():
            widget.setPlainText(text)
        case Choice() | QComboBox():
            widget.setCurrentText(text)
        case QCheckBox():
            widget.setChecked(bool(text))
        case _:
            if hasattr(widget, "restore"):
                widget.restore(text)
