"""What the tabs of the settings have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from leskracht_desktop.ui.page import PageTools
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Banner, Card, Scrolling
from leskracht_desktop.ui.widgets.text import heading, paragraph

WIDTH = 760
CHANGES_VAULT = "changes_vault"


class SettingsTab(Scrolling):
    """A column of cards; buttons marked as changing the vault are off while it is read-only."""

    def __init__(self, name: str, tools: PageTools, banner: Banner) -> None:
        super().__init__(f"settings_{name}")
        self.tools = tools
        self.services = tools.services
        self.jobs = tools.jobs
        self.messages = tools.messages
        self.banner = banner
        self.stale = True
        self.body.setContentsMargins(0, 24, 12, 16)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        held = QWidget()
        held.setLayout(self._column)
        held.setMaximumWidth(WIDTH)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(held)
        self.body.addStretch(1)
        self.build()

    def build(self) -> None:
        """Make the cards."""

    def refresh(self) -> None:
        """Load what the cards show."""

    def set_read_only(self, *, read_only: bool) -> None:
        """Switch off what would change the vault."""
        for widget in self.findChildren(QWidget):
            if isinstance(widget, QAbstractButton | Choice) and widget.property(CHANGES_VAULT):
                widget.setEnabled(not read_only)

    def card(self, name: str, title: str, text: str = "") -> Card:
        """Add a card with a heading and, if given, an explanation."""
        made = Card(f"{name}_card")
        made.body.addWidget(heading(title, f"{name}_heading"))
        if text:
            made.body.addWidget(paragraph(text, Tone.MUTED, f"{name}_explanation"))
        made.body.addSpacing(8)
        self._column.addWidget(made)
        return made

    def row(self, *widgets: QWidget) -> QHBoxLayout:
        """Return widgets beside each other, from the left."""
        made = QHBoxLayout()
        made.setSpacing(8)
        for widget in widgets:
            made.addWidget(widget)
        made.addStretch(1)
        return made


def changes(widget: QWidget) -> None:
    """Mark a widget as changing the vault."""
    widget.setProperty(CHANGES_VAULT, True)


def labelled(label: str, widget: QWidget) -> QHBoxLayout:
    """Return a field with its label at the left."""
    caption = named(QLabel(label), f"{widget.objectName()}_label")
    caption.setBuddy(widget)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(caption)
    row.addWidget(widget)
    row.addStretch(1)
    return row
