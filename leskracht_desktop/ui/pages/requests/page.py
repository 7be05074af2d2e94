"""Verzoeken: the register of requests, the most urgent first, with the next step beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import PersonRow
from leskracht_desktop.domain.request_rules import Step
from leskracht_desktop.domain.requests import RequestDetails, RequestFilter, RequestId, RequestKind, RequestRow
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.dossier import open_dossier
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.requests.columns import COLUMNS
from leskracht_desktop.ui.pages.requests.detail import RequestPane
from leskracht_desktop.ui.pages.requests.dialogs import IdentityDialog, NewRequestDialog, NoteDialog, StepDialog
from leskracht_desktop.ui.pages.requests.steps import step_form
from leskracht_desktop.ui.tables import LazyTableModel
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice, SearchField
from leskracht_desktop.ui.widgets.panels import EmptyState
from leskracht_desktop.ui.widgets.table_view import TableView


class RequestsPage(Page):
    """The list of requests and the pane of the one that is chosen."""

    name = PageName.REQUESTS
    topics = frozenset({Topic.REQUESTS, Topic.PEOPLE, Topic.SETTINGS, Topic.SCHOOLS})

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Verzoeken"), self.tr("Wie vraagt wat, en wanneer moet het antwoord er zijn"))
        self._filter = RequestFilter(open_only=True)
        self.new_button = button(
            self.tr("Nieuw verzoek…"), "new_request", self.ask_new, look=Look.PRIMARY, icon_name="add"
        )
        self.action_row.addWidget(self.new_button)
        self.search = SearchField(
            self.tr("Zoeken in verzoeken"), "search_requests", self.tr("Zoek op nummer, naam of omschrijving")
        )
        self.which = Choice(
            self.tr("Welke verzoeken"),
            "which_requests",
            [(True, self.tr("Lopende verzoeken")), (False, self.tr("Alle verzoeken"))],
        )
        self.kind = Choice(
            self.tr("Soort verzoek"),
            "which_kind",
            [(None, self.tr("Alle soorten")), *((kind, label(kind)) for kind in RequestKind)],
        )
        self.clear_button = button(self.tr("Filters wissen"), "clear_filters", self.clear_filters, look=Look.LINK)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.which)
        bar.addWidget(self.kind)
        bar.addWidget(self.clear_button)
        self.model: LazyTableModel[RequestRow] = LazyTableModel(COLUMNS, self.services.requests.rows, self)
        self.table = TableView(self.tr("Verzoeken"), self.model, "requests_table")
        self.pane = RequestPane()
        self.pane.hide()
        self.empty = EmptyState("requests_empty", "requests", "", "")
        self.empty_button = self.empty.add_action(
            button(self.tr("Nieuw verzoek…"), "first_request", self.ask_new, look=Look.PRIMARY)
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.pane)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.content.addWidget(split, 1)

    @override
    def _connect(self) -> None:
        self.search.searched.connect(self._on_filter)
        self.search.went_down.connect(self.table.setFocus)
        self.which.picked.connect(self._on_filter)
        self.kind.picked.connect(self._on_filter)
        self.table.row_chosen.connect(self._show)
        self.model.on_sort(self._on_sort)
        self.pane.closed.connect(self.table.clearSelection)
        self.pane.closed.connect(self.pane.hide)
        self.pane.step_asked.connect(self._take_step)
        self.pane.dossier_asked.connect(self._on_dossier)
        self.pane.person_asked.connect(self._on_person)

    @override
    def refresh(self) -> None:
        self.new_button.setEnabled(not self.services.vaults.is_read_only)
        chosen = replace(self._filter, school_id=self.school_id)
        ids = self.services.requests.ids(chosen)
        self.table.show_ids(ids)
        narrowed = bool(chosen.text or chosen.kinds or chosen.statuses or chosen.due_until or chosen.person_id)
        self.clear_button.setVisible(narrowed or not chosen.open_only)
        if ids:
            self.stack.setCurrentWidget(self.table)
            return
        self.pane.hide()
        self.stack.setCurrentWidget(self.empty)
        self.empty_button.setVisible(not narrowed)
        if narrowed:
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

    @override
    def focus_search(self) -> None:
        self.search.setFocus()

    @override
    def show_target(self, target: Mapping[str, Any]) -> None:
        if "filter" in target:
            self._filter = target["filter"]
            self.search.setText(self._filter.text)
            self.which.choose(self._filter.open_only)
            self.refresh()
        if "request_id" in target:
            self.show_request(target["request_id"])
        if "new_for" in target:
            self.ask_new(target["new_for"])

    def show_request(self, request_id: RequestId) -> None:
        """Show one request, whatever the filters are."""
        if not self.table.choose_id(request_id):
            self.clear_filters(open_only=False)
            self.table.choose_id(request_id)

    def clear_filters(self, *, open_only: bool = True) -> None:
        """Show all open requests again, or all requests."""
        self._filter = RequestFilter(open_only=open_only, descending=self._filter.descending)
        for widget in (self.search, self.which, self.kind):
            widget.blockSignals(True)
        self.search.clear()
        self.which.choose(open_only)
        self.kind.choose(None)
        for widget in (self.search, self.which, self.kind):
            widget.blockSignals(False)
        self.refresh()

    def _on_filter(self, _value: object = None) -> None:
        kind = self.kind.value
        self._filter = replace(
            self._filter,
            text=self.search.text().strip(),
            open_only=bool(self.which.value),
            kinds=frozenset() if kind is None else frozenset({kind}),
        )
        self.refresh()

    def _on_sort(self, _key: str, descending: bool) -> None:
        self._filter = replace(self._filter, descending=descending)
        self.refresh()

    def _show(self, row: RequestRow | None) -> None:
        if row is None:
            self.pane.hide()
            return
        details = self.services.requests.details(row.id)
        deadline = self.services.requests.deadline(row.received_on, extended=row.extended)
        self.pane.show_request(details, deadline, read_only=self.services.vaults.is_read_only)
        self.pane.show()

    def ask_new(self, person: PersonRow | None = None) -> None:
        """Open the form of a new request, about this person if one is given."""
        requests = self.services.requests
        dialog = NewRequestDialog(
            self.window(),
            self.tools.today(),
            self.services.people.search,
            requests.deadline,
            requests.acting_warning,
            person,
        )
        self.tools.keep_draft("new_request", dialog)
        draft = dialog.run()
        if draft is not None:
            self.jobs.start(
                self.tr("Verzoek vastleggen"),
                quietly(lambda: requests.register(draft)),
                done=self._on_registered,
                changes={Topic.REQUESTS, Topic.AUDIT},
            )

    def _on_registered(self, details: RequestDetails) -> None:
        self.refresh()
        self.show_request(details.row.id)
        self.banner.say(
            self.tr("Verzoek {number} is vastgelegd. Antwoord uiterlijk op {day}.").format(
                number=details.row.number, day=dates.with_weekday(details.row.due_on)
            ),
            Tone.SUCCESS,
        )

    def _take_step(self, step: Step) -> None:
        row = self.table.chosen
        if row is None:
            return
        requests, today = self.services.requests, self.tools.today()
        if step is Step.IDENTITY:
            identity = IdentityDialog(self.window(), row, today, self.services.actor())
            self.tools.keep_draft(f"identity_{row.id}", identity)
            check = identity.run()
            if check is not None:
                self._write(self.tr("Identiteit vastleggen"), lambda: requests.record_identity(row.id, check))
        elif step is Step.NOTE:
            note = NoteDialog(self.window())
            self.tools.keep_draft(f"note_{row.id}", note)
            text = note.run()
            if text is not None:
                self._write(self.tr("Notitie toevoegen"), lambda: requests.add_note(row.id, text))
        else:
            dialog = StepDialog(self.window(), step_form(step, row), row, today)
            self.tools.keep_draft(f"{step}_{row.id}", dialog)
            given = dialog.run()
            if given is not None:
                self._write(label(row.kind), lambda: self._carry_out(step, row, *given))

    def _carry_out(self, step: Step, row: RequestRow, on: date, reason: str) -> None:
        requests = self.services.requests
        match step:
            case Step.EXTEND:
                requests.extend(row.id, on, reason)
            case Step.ANSWER:
                requests.mark_answered(row.id, on)
            case Step.CLOSE:
                requests.close(row.id, on)
            case Step.WITHDRAW:
                requests.withdraw(row.id, on, reason)

    def _write(self, what: str, work: Any) -> None:
        self.jobs.start(what, quietly(work), changes={Topic.REQUESTS, Topic.AUDIT})

    def _on_dossier(self) -> None:
        row = self.table.chosen
        if row is not None:
            open_dossier(self, row.person_id, row.id)

    def _on_person(self) -> None:
        row = self.table.chosen
        if row is not None:
            self.tools.open_page(PageName.PEOPLE, {"person_id": row.person_id})
