"""Verzoeken: the register of requests, the most urgent first, with the next step beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.requests import RequestFilter, RequestId, RequestRow
from leskracht_desktop.errors import NotFound
from leskracht_desktop.labels_nl import counted
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.requests.columns import COLUMNS, OPTIONAL_COLUMNS
from leskracht_desktop.ui.pages.requests.deeds import RequestDeeds
from leskracht_desktop.ui.pages.requests.detail import RequestPane
from leskracht_desktop.ui.pages.requests.filters import RequestFilters
from leskracht_desktop.ui.tables import LazyTableModel
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fitting import FittingColumns
from leskracht_desktop.ui.widgets.list_and_pane import ListAndPane
from leskracht_desktop.ui.widgets.panels import EmptyState
from leskracht_desktop.ui.widgets.table_view import TableView


class RequestsPage(Page):
    """The list of requests and the pane of the one that is chosen."""

    name = PageName.REQUESTS
    topics = frozenset({Topic.REQUESTS, Topic.PEOPLE, Topic.SETTINGS, Topic.SCHOOLS, Topic.IMPORTS})
    narrows_to_school = True

    @override
    def _build(self) -> None:
        self._descending = False
        self._shown: RequestRow | None = None
        self.deeds = RequestDeeds(self)
        self.new_button = button(
            self.tr("Nieuw verzoek…"), "new_request", self.deeds.new_request, look=Look.PRIMARY, icon_name="add"
        )
        self.action_row.addWidget(self.new_button)
        self.filters = RequestFilters()
        self.model: LazyTableModel[RequestRow] = LazyTableModel(COLUMNS, self.services.requests.rows, self)
        self.table = TableView(self.tr("Verzoeken"), self.model, "requests_table")
        self.columns = FittingColumns(self.table, [COLUMNS.index(column) for column in OPTIONAL_COLUMNS])
        self.pane = RequestPane()
        self.pane.hide()
        self.empty = EmptyState("requests_empty", "requests", "", "")
        self.empty_button = self.empty.add_action(
            button(self.tr("Nieuw verzoek…"), "first_request", self.deeds.new_request, look=Look.PRIMARY)
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        self.split = ListAndPane("requests_split", left, self.pane)
        self.content.addWidget(self.split, 1)

    @override
    def _connect(self) -> None:
        self.filters.changed.connect(self._load_list)
        self.filters.went_down.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.split.reveal_pane())
        self.model.on_sort(self._on_sort)
        self.pane.closed.connect(self._on_pane_closed)
        self.pane.step_asked.connect(self.deeds.take_step)
        self.pane.dossier_asked.connect(self.deeds.make_dossier)
        self.pane.letter_asked.connect(self.deeds.letters.make)
        self.pane.person_asked.connect(self.deeds.show_person)

    @property
    def shown(self) -> RequestRow | None:
        """The request in the pane, or None."""
        return self._shown

    @override
    def refresh(self) -> None:
        for made in (self.new_button, self.empty_button):
            made.setEnabled(not self.services.vaults.is_read_only)
        self._load_list()

    @override
    def focus_search(self) -> None:
        self.filters.search.setFocus()

    @override
    def show_target(self, target: Mapping[str, Any]) -> None:
        if "filter" in target:
            self.filters.show_filter(target["filter"])
            self._load_list()
        if "request_id" in target:
            self.show_request(target["request_id"])
        if "new_for" in target:
            self.deeds.new_request(target["new_for"])

    @override
    def resume_draft(self, key: str, draft: dict[str, str]) -> None:
        self.deeds.resume(key, draft)

    def show_request(self, request_id: RequestId) -> None:
        """Show one request, whatever the filters are."""
        QTimer.singleShot(0, self, self.split.reveal_pane)
        if not self.table.choose_id(request_id):
            self.filters.show_filter(RequestFilter())
            self._load_list()
            self.table.choose_id(request_id)

    def _load_list(self) -> None:
        requests = self.services.requests
        chosen = replace(self.filters.chosen(), school_id=self.school_id, descending=self._descending)
        ids = requests.ids(chosen)
        self.table.show_ids(ids)
        count = counted(len(ids), "verzoek", "verzoeken")
        self.set_title(self.tr("Verzoeken"), count if ids else "")
        self.stack.setCurrentWidget(self.table if ids else self.empty)
        if ids:
            announce(self.table, count)
        else:
            self._explain_nothing()

    def _explain_nothing(self) -> None:
        self.pane.hide()
        self._shown = None
        self.empty_button.setVisible(not self.filters.narrows)
        if self.filters.narrows:
            self.empty.say(self.tr("Geen verzoek gevonden"), self.tr("Zoek op iets anders of wis de filters."))
        else:
            self.empty.say(
                self.tr("Er lopen geen verzoeken"),
                self.tr(
                    "Een ouder, leerling of medewerker mag vragen wat u over hem of haar bewaart, en vragen om dat te "
                    "verbeteren of te wissen. U antwoordt binnen een maand. Leg zo’n verzoek hier vast op de dag dat "
                    "het binnenkomt; het programma rekent de uiterste datum uit."
                ),
            )

    def _on_sort(self, _key: str, descending: bool) -> None:
        self._descending = descending
        self._load_list()

    def _on_pane_closed(self) -> None:
        self._shown = None
        self.pane.hide()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self.table.setFocus()

    def _show(self, row: RequestRow | None) -> None:
        self._shown = row
        if row is None:
            self.pane.hide()
            return
        try:
            details = self.services.requests.details(row.id)
        except NotFound:
            self.pane.hide()
            return
        person = self.services.people.rows([row.person_id])
        deadline = self.services.requests.deadline(row.received_on, extended=row.extended)
        self.pane.show_request(
            details,
            person[0].display_name if person else row.person_name,
            deadline,
            read_only=self.services.vaults.is_read_only,
        )
        self.pane.show()
