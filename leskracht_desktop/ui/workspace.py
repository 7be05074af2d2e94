"""What is on the screen while the vault is open: navigation, top bar and the pages, each made when first shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from leskracht_desktop.domain.guide_notes import SearchGroup, SearchHit
from leskracht_desktop.domain.requests import RequestFilter
from leskracht_desktop.labels_nl import label
from leskracht_desktop.messages_nl import sentence
from leskracht_desktop.ui.global_search import GlobalSearch, Hit
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.navigation import Navigation
from leskracht_desktop.ui.page import Page, PageName, PageTools
from leskracht_desktop.ui.page_list import make_page
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Banner

_MOST_PEOPLE = 6
_MOST_REQUESTS = 4
_MOST_TO_READ = 3


class Pages(Mapping[PageName, Page]):
    """The pages by name; asking for one makes it."""

    def __init__(self, tools: PageTools, stack: QStackedWidget) -> None:
        self._tools = tools
        self._stack = stack
        self._made: dict[PageName, Page] = {}

    def __getitem__(self, name: PageName) -> Page:
        if name not in self._made:
            page = make_page(name, self._tools)
            self._made[name] = page
            self._stack.addWidget(page)
        return self._made[name]

    def __iter__(self) -> Iterator[PageName]:
        return iter(PageName)

    def __len__(self) -> int:
        return len(PageName)

    @property
    def made(self) -> tuple[Page, ...]:
        """The pages that were shown."""
        return tuple(self._made.values())


class Workspace(QWidget):
    """The pages with what is around them; it goes away as a whole when the vault is locked."""

    page_shown = Signal(object)
    school_changed = Signal(str)
    help_asked = Signal()

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self._tools = tools
        self._services = tools.services
        self._stack = named(QStackedWidget(), "pages")
        self.navigation = Navigation()
        self.search = GlobalSearch(self._find)
        self.school = Choice(self.tr("School"), "school_choice")
        self.banner = Banner("workspace_banner")
        self.pages = Pages(tools, self._stack)
        self.current = PageName.OVERVIEW
        bar = named(QWidget(), "top_bar")
        bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(bar)
        row.setContentsMargins(32, 16, 32, 8)
        row.setSpacing(8)
        self.search.setMaximumWidth(520)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.school)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(bar)
        held = QHBoxLayout()
        held.setContentsMargins(32, 8, 32, 0)
        held.addWidget(self.banner)
        right.addLayout(held)
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addLayout(right, 1)
        self.navigation.page_asked.connect(self.open_page)
        self.navigation.help_asked.connect(self.help_asked)
        self.search.chosen.connect(self.open_page)
        self.school.picked.connect(self._on_school)
        self._school_name = ""
        self.load_schools()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[self.current]

    @property
    def school_name(self) -> str:
        """Whose people and requests are shown."""
        return self._school_name

    def open_page(self, name: PageName | str, target: Mapping[str, Any] | None = None) -> Page:
        """Show a page, and on it what `target` asks for."""
        self.current = PageName(name)
        page = self.page
        page.set_school(self.school.value)
        self._stack.setCurrentWidget(page)
        self.navigation.show_page(self.current)
        self._show_school()
        page.refresh_if_stale()
        if target:
            page.show_target(target)
        self.page_shown.emit(self.current)
        return page

    def load_schools(self) -> None:
        """Read the schools again: a second one brings the choice of a school."""
        schools = self._services.schools.schools()
        self._institution_name = self._services.schools.institution().name
        options: list[tuple[Any, str]] = [(None, self.tr("Alle scholen"))]
        options += [(school.id, school.name) for school in schools]
        self.school.set_options(options)
        self._show_school()

    def back_up_if_due(self) -> None:
        """Make the daily back-up without anybody waiting for it."""
        vaults = self._services.vaults
        if vaults.is_locked or not vaults.backup_is_due():
            return
        self._tools.jobs.start(
            self.tr("Dagelijkse back-up maken"),
            quietly(vaults.backup_automatically),
            failed=self._on_no_backup,
            changes={Topic.VAULT},
            silent=True,
        )

    def _on_no_backup(self, error: Exception) -> None:
        message = sentence(error)
        text = self.tr("De dagelijkse back-up is niet gelukt. {0} {1}")
        self.banner.say(text.format(message.text, message.next_step), Tone.WARNING)

    def on_changed(self, topics: frozenset[Topic]) -> None:
        """Pass a change on to the pages."""
        if Topic.SCHOOLS in topics:
            self.load_schools()
        for page in self.pages.made:
            page.on_changed(topics)

    def _on_school(self, _school_id: object) -> None:
        for page in self.pages.made:
            page.set_school(self.school.value)
        self._show_school()

    def _show_school(self) -> None:
        """Say whose data the page shows; the choice is kept on pages that do not know it, and offered elsewhere."""
        one = self.school.count() == 2
        shown = self._stack.currentWidget()
        narrows = not isinstance(shown, Page) or shown.narrows_to_school
        self.school.setVisible(narrows and self.school.count() > 2)
        name = self.school.itemText(1) if one else self.school.currentText()
        if not one and (self.school.value is None or not narrows):
            name = self._institution_name
        if name == self._school_name:
            return
        self._school_name = name
        self.navigation.show_school(name)
        self.school_changed.emit(name)

    def _find(self, text: str) -> list[Hit]:
        people = self._services.people.search(text, _MOST_PEOPLE)
        hits: list[Hit] = [
            (PageName.PEOPLE, {"person_id": row.id}, " · ".join([row.name, label(row.kind), *row.groups[:2]]))
            for row in people
        ]
        requests = self._services.requests
        found = requests.rows(requests.ids(RequestFilter(text=text), _MOST_REQUESTS))
        hits += [
            (PageName.REQUESTS, {"request_id": row.id}, f"{row.number} · {row.person_name} · {label(row.status)}")
            for row in found
        ]
        return hits + self._find_to_read(text)

    def _find_to_read(self, text: str) -> list[Hit]:
        groups = self._services.guides.search(text, _MOST_TO_READ)
        # The best of each document before the second of any.
        turns = zip_longest(*([(group, hit) for hit in group.hits] for group in groups))
        found = [one for turn in turns for one in turn if one is not None][:_MOST_TO_READ]
        hits: list[Hit] = [
            (PageName.AGREEMENTS, {"hit": hit}, f"{_where(group, hit)} · {hit.excerpt.text}") for group, hit in found
        ]
        rest = sum(group.count for group in groups) - len(found)
        if rest:
            told = (
                self.tr("Nog {0} plaatsen in Overeenkomsten…")
                if rest > 1
                else self.tr("Nog 1 plaats in Overeenkomsten…")
            )
            hits.append((PageName.AGREEMENTS, {"search": text}, told.format(rest)))
        return hits


def _where(group: SearchGroup, hit: SearchHit) -> str:
    """Return in what something was found: an article of which version, a document of whom."""
    return group.title if group.title.startswith(hit.title) else f"{hit.title} · {group.title}"
