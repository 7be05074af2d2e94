"""Titles, headings and running text in the two sizes a page has beside its title."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from leskracht_desktop.ui.theme import SECTION_SCALE, TITLE_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.named import named

_NO_WIDTH: Final = "\N{ZERO WIDTH SPACE}"
_AFTER_SIGN: Final = re.compile(r"(?<=[^\w\s]|_)(?=\S)")
_LONG_PART: Final = re.compile(rf"[^\s{_NO_WIDTH}]{{25,}}")


class WrappedLabel(QLabel):
    """A text that wraps and is never cut off: as tall as its text is at the width it got.

    Qt's layouts forget the height for a width in nested rows, in scroll areas and where an alignment is given.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        align = Qt.AlignmentFlag  # a name in Arabic or Hebrew starts at the left as well, below the ones above it
        self.setAlignment(align.AlignLeft | align.AlignVCenter | align.AlignAbsolute)
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.width() > 0 and (self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.isVisible()):
            needed = max(0, self.heightForWidth(self.width()))
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)


def title(text: str, name: str = "title") -> QLabel:
    """Return a page's title."""
    label = named(QLabel(text), name)
    label.setFont(scaled_font(label, TITLE_SCALE, bold=True))
    return label


def heading(text: str, name: str = "heading") -> QLabel:
    """Return the heading of a section."""
    label = named(WrappedLabel(text), name)
    label.setFont(scaled_font(label, SECTION_SCALE, bold=True))
    return label


def paragraph(text: str, tone: Tone = Tone.NORMAL, name: str = "paragraph") -> QLabel:
    """Return running text that wraps and can be selected with the mouse."""
    label = named(WrappedLabel(text), name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    set_tone(label, tone)
    return label


def long_name(text: str, name: str) -> QLabel:
    """Return a name that wraps within its words, too: file names have none, and would make what holds them wider.

    Where it may break there is a sign without width, so the text is for reading and not for copying.
    """
    parts = _AFTER_SIGN.sub(_NO_WIDTH, text)
    label = named(WrappedLabel(_LONG_PART.sub(lambda part: _NO_WIDTH.join(part[0]), parts)), name)
    label.setAccessibleName(text)
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
