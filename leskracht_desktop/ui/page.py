"""What every page has: a title with its actions, a place for banners, and one way to load what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.clock import Clock, local_date
from leskracht_desktop.ui.jobs import JobRunner, Topic
from leskracht_desktop.ui.messages import Messages
from leskracht_desktop.ui.page_names import PageName
from leskracht_desktop.ui.theme import Appearance, Tone
from leskracht_desktop.ui.widgets.panels import Banner
from leskracht_desktop.ui.widgets.text import paragraph, title

if TYPE_CHECKING:
    from leskracht_desktop.domain.people import SchoolId
    from leskracht_desktop.services.program import Services

__all__ = ["Page", "PageName", "PageTools"]


@dataclass(frozen=True, slots=True)
class PageTools:
    """What a page works with.

    `open_page(name, target)` goes to another page; `target` is a mapping that page understands in `show_target`, such
    as `{"person_id": 5}` or `{"status": "late"}`. `keep_draft(key, dialog)` keeps what is typed in an open dialog
    safe when the vault is locked.
    """

    services: Services
    jobs: JobRunner
    messages: Messages
    clock: Clock
    open_page: Callable[[PageName, Mapping[str, Any]], object]
    keep_draft: Callable[[str, Any], None]
    set_appearance: Callable[[Appearance], object] = lambda _appearance: None

    def today(self) -> date:
        """Return the Dutch calendar day of this moment."""
        return local_date(self.clock())


class Page(QWidget):
    """Base of the pages: a subclass sets `name` and `topics`, builds in `_build`, connects in `_connect`, loads in
    `refresh`; `refresh` is the only loader and is called when the page is shown and when one of its topics changed.
    """

    name: ClassVar[PageName]
    topics: ClassVar[frozenset[Topic]] = frozenset()
    narrows_to_school: ClassVar[bool] = False
    """Whether the choice of a school makes a difference here; where it makes none, it is not offered."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page_{self.name.value}")
        self.tools = tools
        self.services = tools.services
        self.jobs = tools.jobs
        self.messages = tools.messages
        self.school_id: SchoolId | None = None
        self._stale = True
        self._title = title("", f"{self.name.value}_title")
        self._subtitle = paragraph("", Tone.MUTED, f"{self.name.value}_subtitle")
        self._subtitle.hide()
        self.action_row = QHBoxLayout()
        self.action_row.setSpacing(8)
        self.banner = Banner(f"{self.name.value}_banner")
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(texts, 1)
        top.addLayout(self.action_row)
        top.setAlignment(self.action_row, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 16, 32, 24)
        layout.setSpacing(16)
        layout.addLayout(top)
        layout.addWidget(self.banner)
        layout.addLayout(self.content, 1)
        self._build()
        self._connect()

    def set_title(self, text: str, subtitle: str = "") -> None:
        """Say what the page is, and in one line what it is for or what it shows now."""
        self._title.setText(text)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def refresh(self) -> None:
        """Load everything the page shows."""

    def show_target(self, target: Mapping[str, Any]) -> None:
        """Show what another page asked for, such as one person or a filter; called after `refresh`."""

    def resume_draft(self, key: str, draft: dict[str, str]) -> None:
        """Open the form that `key` names again, with what was typed in it before the vault was locked."""

    def focus_search(self) -> None:
        """Put the focus where work on this page begins."""
        self.setFocus()

    def set_school(self, school_id: SchoolId | None) -> None:
        """Narrow every list to one school, or show all."""
        if school_id != self.school_id:
            self.school_id = school_id
            self.mark_stale()

    def mark_stale(self) -> None:
        """Load again: now if the page is on the screen, else when it is shown."""
        self._stale = True
        if self.isVisible():
            self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Load if something changed since the last time."""
        if self._stale:
            self._stale = False
            self.refresh()

    def on_changed(self, topics: frozenset[Topic]) -> None:
        """Take notice of a change."""
        if topics & self.topics:
            self.mark_stale()

    def _build(self) -> None:
        """Make the widgets."""

    def _connect(self) -> None:
        """Connect their signals."""
