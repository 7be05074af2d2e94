"""Titles, headings and running text in the two sizes a page has beside its title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from leskracht_desktop.ui.theme import SECTION_SCALE, TITLE_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.named import named


def title(text: str, name: str = "title") -> QLabel:
    """Return a page's title."""
    label = named(QLabel(text), name)
    label.setFont(scaled_font(label, TITLE_SCALE, bold=True))
    return label


def heading(text: str, name: str = "heading") -> QLabel:
    """Return the heading of a section."""
    label = named(QLabel(text), name)
    label.setFont(scaled_font(label, SECTION_SCALE, bold=True))
    label.setWordWrap(True)
    return label


def paragraph(text: str, tone: Tone = Tone.NORMAL, name: str = "paragraph") -> QLabel:
    """Return running text that wraps and can be selected with the mouse."""
    label = named(QLabel(text), name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    set_tone(label, tone)
    return label


def chip(text: str, tone: Tone = Tone.NORMAL, name: str = "chip") -> QLabel:
    """Return a short word on a coloured ground, such as a status."""
    label = named(QLabel(text), name)
    label.setProperty("look", "chip")
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    set_tone(label, tone)
    return label


def line() -> QFrame:
    """Return a thin line between two parts."""
    frame = QFrame()
    frame.setProperty("look", "line")
    return frame


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Change the tone of a label or banner, and have it painted anew."""
    if widget.property("tone") != tone.value:
        widget.setProperty("tone", tone.value)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
