"""The quiet frame for what comes before the pages: one column in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from leskracht_desktop.ui.icons import icon_label
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Banner, Card, Scrolling
from leskracht_desktop.ui.widgets.text import paragraph, title

WIDTH = 576
CHARACTERS = 72
"""The width of the card: in pixels at least, and in average characters where letters are large."""


class StartView(QWidget):
    """A card with an icon, a title and a text; `body` is for the rest, `footer` for what is offered besides."""

    def __init__(self, name: str, icon_name: str, heading: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = title(heading, f"{name}_title")
        self.title.setWordWrap(True)
        self.text = paragraph(text, Tone.MUTED, f"{name}_text")
        self.banner = Banner(f"{name}_banner")
        card = Card(f"{name}_card")
        width = max(WIDTH, CHARACTERS * self.fontMetrics().averageCharWidth())
        card.body.setContentsMargins(40, 32, 40, 32)
        card.body.setSpacing(0)
        card.body.addWidget(icon_label(icon_name, 40, Tone.ACCENT))
        card.body.addSpacing(16)
        card.body.addWidget(self.title)
        card.body.addSpacing(8)
        card.body.addWidget(self.text)
        card.body.addSpacing(24)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        card.body.addLayout(self.body)
        self.footer = FlowLayout()
        middle = named(QWidget(), f"{name}_middle")
        middle.setMaximumWidth(width)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.banner)
        column.addWidget(card)
        column.addLayout(self.footer)
        scroll = Scrolling(f"{name}_scroll", margin=24)
        scroll.body.addStretch(2)
        row = QHBoxLayout()
        # As wide as the text asks for, and no wider than the window.
        row.addStretch(1)
        row.addWidget(middle, width)
        row.addStretch(1)
        scroll.body.addLayout(row)
        scroll.body.addStretch(3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def begin(self) -> None:
        """Put the focus where the work begins."""
        self.setFocus()


def hint(text: str, name: str) -> QLabel:
    """Return a centred line in a quiet tone."""
    label = paragraph(text, Tone.MUTED, name)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
