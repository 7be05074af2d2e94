"""Betrokkenen: everyone the school knows, and beside the list everything that is stored about one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import PersonFilter, PersonId, PersonRow, PersonSort
from leskracht_desktop.domain.requests import RequestFilter
from leskracht_desktop.errors import NotFound
from leskracht_desktop.labels_nl import counted, whole_number
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.people.columns import COLUMNS, OPTIONAL_COLUMNS, SCHOOL_COLUMN
from leskracht_desktop.ui.pages.people.deeds import PeopleDeeds
from leskracht_desktop.ui.pages.people.detail import PersonPane
from leskracht_desktop.ui.pages.people.filters import PeopleFilters
from leskracht_desktop.ui.tables import PAGE_ROWS, LazyTableModel
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fitting import FittingColumns
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.list_and_pane import ListAndPane
from leskracht_desktop.ui.widgets.panels import EmptyState
from leskracht_desktop.ui.widgets.table_view import TableView

AT_ONCE: Final = PAGE_ROWS
"""So many rows are read while the user waits; the ids of a longer list are completed by the worker."""


class PeoplePage(Page):
    """The list of people and the pane of the one that is chosen."""

    name = PageName.PEOPLE
    topics = frozenset({Topic.PEOPLE, Topic.REQUESTS, Topic.IMPORTS, Topic.SCHOOLS})
    narrows_to_school = True

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Betrokkenen"))
        self._sort, self._descending = PersonSort.NAME, False
        self._load_number = 0
        self._wanted_id: PersonId | None = None
        self.deeds = PeopleDeeds(self)
        self.group_button = button(
            self.tr("Dossiers voor een groep…"), "group_dossiers", self.deeds.group_dossiers, look=Look.QUIET
        )
        self.import_button = button(self.tr("Importeren…"), "import", self.deeds.import_file, icon_name="import")
        self.new_button = button(
            self.tr("Nieuwe betrokkene…"), "new_person", self.deeds.new_person, look=Look.PRIMARY, icon_name="add"
        )
        actions = FlowLayout()
        for made in (self.group_button, self.import_button, self.new_button):
            actions.addWidget(made)
        self.action_row.addLayout(actions)
        self.filters = PeopleFilters()
        self.model: LazyTableModel[PersonRow] = LazyTableModel(COLUMNS, self.services.people.rows, self)
        self.table = TableView(self.tr("Betrokkenen"), self.model, "people_table")
        self.columns = FittingColumns(self.table, [COLUMNS.index(column) for column in OPTIONAL_COLUMNS])
        self.pane = PersonPane(self.services.retentions.inventory, self.deeds.picture)
        self.nobody_found = EmptyState("nobody_found", "search", "", "")
        self.nobody_found.add_action(button(self.tr("Alles tonen"), "show_all", self.filters.clear, look=Look.PRIMARY))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nobody_found)
        self.empty = EmptyState(
            "people_empty",
            "people",
            self.tr("Er staat nog niemand in"),
            self.tr(
                "Haal eerst de klassenlijst op. Kies in het leerlingsysteem (zoals ParnasSys of ESIS) voor een "
                "EDEXML-bestand, en lees dat hier in. U ziet vooraf wat er gebeurt. Ouders en medewerkers kunt u "
                "daarna inlezen uit een lijst (CSV of Excel), of zelf toevoegen."
            ),
        )
        self.first_import = self.empty.add_action(
            button(self.tr("Importeren…"), "first_import", self.deeds.import_file, look=Look.PRIMARY)
        )
        self.first_person = self.empty.add_action(
            button(self.tr("Nieuwe betrokkene…"), "first_person", self.deeds.new_person)
        )
        self.whole = QStackedWidget()
        self.whole.addWidget(self._list_and_pane())
        self.whole.addWidget(self.empty)
        self.content.addWidget(self.whole, 1)

    def _list_and_pane(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        self.split = ListAndPane("people_split", left, self.pane)
        return self.split

    @override
    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filtered)
        self.filters.went_down.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._on_row_chosen)
        self.table.row_opened.connect(lambda _row: self.split.reveal_pane())
        self.model.on_sort(self._on_sort)
        self.pane.closed.connect(self._on_pane_closed)
        self.pane.edit_asked.connect(self.deeds.edit_person)
        self.pane.dossier_asked.connect(self.deeds.make_dossier)
        self.pane.request_asked.connect(self.deeds.new_request)
        self.pane.history.log_asked.connect(self.deeds.open_log)
        summary = self.pane.summary
        summary.person_asked.connect(self.show_person)
        summary.request_asked.connect(self.deeds.open_request)
        summary.relation_add_asked.connect(self.deeds.add_relation)
        summary.relation_edit_asked.connect(self.deeds.edit_relation)
        summary.relation_end_asked.connect(self.deeds.end_relation)

    @property
    def chosen_filter(self) -> PersonFilter:
        """What the list shows now, and in which order."""
        return replace(self.filters.chosen(self.school_id), sort=self._sort, descending=self._descending)

    @override
    def refresh(self) -> None:
        read_only = self.services.vaults.is_read_only
        for made in (self.import_button, self.new_button, self.group_button, self.first_import, self.first_person):
            made.setEnabled(not read_only)
        self.columns.never(COLUMNS.index(SCHOOL_COLUMN), on=len(self.services.schools.schools()) < 2)
        self._load_list()
        if self.pane.person is not None:
            self._show_details(self.pane.person.id)
        QTimer.singleShot(0, self, self._load_groups)

    @override
    def focus_search(self) -> None:
        self.filters.search.setFocus()

    @override
    def show_target(self, target: Mapping[str, Any]) -> None:
        if "filter" in target:
            self._load_groups()
            self.filters.show_filter(target["filter"])
            self._load_list()
        if "person_id" in target:
            self.show_person(PersonId(target["person_id"]))
        if target.get("do") == "import":
            self.deeds.import_file()

    @override
    def resume_draft(self, key: str, draft: dict[str, str]) -> None:
        self.deeds.resume(key, draft)

    def show_person(self, person_id: int) -> None:
        """Show one person, in the list too, whatever the filters are."""
        QTimer.singleShot(0, self, self.split.reveal_pane)
        self._wanted_id = PersonId(person_id)
        if self.table.choose_id(person_id):
            return
        self._show_details(self._wanted_id)
        if self.filters.narrows:
            self.filters.show_filter(PersonFilter())
            self._load_list()
        self.table.choose_id(person_id)

    def _load_list(self) -> None:
        """Show the first rows at once, and have the worker bring the ids of a long list."""
        self._load_number += 1
        people, chosen = self.services.people, self.chosen_filter
        found = people.beginning(chosen, AT_ONCE)
        self._show_count(found.count, chosen)
        self._wanted_id = None if self.pane.person is None else self.pane.person.id
        self.table.show_ids(found.ids, found.rows)
        if self.table.chosen_id is None and self._wanted_id is not None:
            self.table.choose_id(self._wanted_id)
        if len(found.ids) < found.count:
            number = self._load_number
            self.jobs.start(
                self.tr("Lijst lezen"),
                quietly(lambda: people.ids(chosen)),
                done=lambda every: self._add(number, every),
                silent=True,
            )

    def _add(self, number: int, ids: list[PersonId]) -> None:
        if number != self._load_number:
            return
        shown = len(self.model.ids)
        if list(self.model.ids) == ids[:shown]:
            self.model.add_ids(ids[shown:])
        else:
            self.table.show_ids(ids)
        if self.table.chosen_id is None and self._wanted_id is not None:
            self.table.choose_id(self._wanted_id)

    def _show_count(self, total: int, chosen: PersonFilter) -> None:
        everyone = total
        if self.filters.narrows:
            everyone = self.services.people.count(PersonFilter(school_id=chosen.school_id))
            text = self.tr("{found} van {all}").format(found=whole_number(total), all=_people(everyone))
            announce(self.table, text)
        else:
            text = _people(total)
        self.whole.setCurrentIndex(0 if everyone else 1)
        self.set_title(self.tr("Betrokkenen"), text if everyone else "")
        self.group_button.setVisible(bool(everyone))
        self.stack.setCurrentWidget(self.table if total else self.nobody_found)
        if not total and everyone:
            self.nobody_found.say(
                self.tr("Niemand gevonden"),
                self.tr("Controleer de spelling, zoek op een deel van de naam, of wis de filters."),
            )

    def _load_groups(self) -> None:
        schools = self.services.schools.schools()
        names = {school.id: school.name for school in schools} if self.school_id is None and len(schools) > 1 else {}
        self.filters.set_groups(self.services.schools.groups(self.school_id), name_school=names)

    def _on_filtered(self) -> None:
        self._load_list()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort, self._descending = PersonSort(key), descending
        self._load_list()

    def _on_row_chosen(self, row: PersonRow | None) -> None:
        if row is not None:
            self._show_details(row.id)

    def _on_pane_closed(self) -> None:
        self.pane.show_nobody()
        self.pane.hide()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self.table.setFocus()

    def _show_details(self, person_id: PersonId) -> None:
        try:
            person = self.services.people.details(person_id)
        except NotFound:
            self.pane.show_nobody()
            return
        requests = self.services.requests
        ids = requests.ids(RequestFilter(person_id=person_id))
        self.pane.show_person(
            person, requests.rows(ids), self.tools.today(), read_only=self.services.vaults.is_read_only
        )
        self.pane.show()


def _people(number: int) -> str:
    return counted(number, "betrokkene", "betrokkenen")
