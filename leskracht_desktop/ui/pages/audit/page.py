"""Logboek: who did what and when, with the proof that nothing was altered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter
from typing_extensions import override

from leskracht_desktop.domain.audit import AuditFilter, VerifyResult
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.labels_nl import audit_label, counted
from leskracht_desktop.messages_nl import changed_files_text
from leskracht_desktop.messages_nl.codes import DAMAGES
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.pages.audit.columns import OPTIONAL_COLUMNS, LogLine, about, columns, kinds_of
from leskracht_desktop.ui.pages.audit.details import checksum, detail_pairs
from leskracht_desktop.ui.tables import LazyTableModel
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.fitting import FittingColumns
from leskracht_desktop.ui.widgets.panels import DetailPane, KeyValueView
from leskracht_desktop.ui.widgets.person_picker import PersonPicker
from leskracht_desktop.ui.widgets.table_view import TableView
from leskracht_desktop.ui.widgets.text import paragraph

_MOST_FILTERED: Final = 5_000
"""A narrowed log shows at most this many of the newest events."""


class AuditPage(Page):
    """The log, newest first; the whole of it is paged in as the user scrolls."""

    name = PageName.AUDIT
    topics = frozenset(Topic)

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Logboek"), self.tr("Wie deed wat en wanneer. Er staan nummers in, geen namen."))
        self.verify_button = button(
            self.tr("Controleren"),
            "verify",
            self._on_verify,
            look=Look.PRIMARY,
            icon_name="verify",
            tooltip=self.tr("Nagaan dat geen enkele regel is veranderd, weggehaald of toegevoegd"),
        )
        self.action_row.addWidget(self.verify_button)
        self.which = Choice(
            self.tr("Wat wilt u zien"),
            "audit_which",
            [
                ("", self.tr("Alle gebeurtenissen")),
                ("requests", self.tr("Verzoeken")),
                ("people", self.tr("Betrokkenen")),
                ("agreements", self.tr("Overeenkomsten")),
                ("exports", self.tr("Dossiers en andere uitvoer")),
                ("imports", self.tr("Importeren")),
                ("vault", self.tr("Kluis en toegang")),
                ("settings", self.tr("Instellingen en scholen")),
            ],
        )
        self.person = PersonPicker(self.tr("Over wie"), "audit_person", self.services.people.search)
        self.person.setPlaceholderText(self.tr("Over wie? Typ een deel van de naam"))
        self.person.setMinimumWidth(self.person.fontMetrics().averageCharWidth() * 34)
        self._about: PersonId | None = None
        self._count = paragraph("", Tone.MUTED, "audit_count")
        bar = QHBoxLayout()
        bar.setSpacing(16)
        bar.addWidget(self.which)
        bar.addWidget(self.person)
        bar.addWidget(self._count, 1)
        self._lines: dict[int, LogLine] = {}
        self.model: LazyTableModel[LogLine] = LazyTableModel(columns(), self._load, self)
        self.table = TableView(self.tr("Logboek"), self.model, "audit_table")
        self.columns = FittingColumns(self.table, OPTIONAL_COLUMNS)
        self.pane = DetailPane("audit_detail")
        self._facts = KeyValueView("audit_facts")
        self.pane.body.addWidget(self._facts)
        self.pane.body.addStretch(1)
        self.pane.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.pane)
        split.setHandleWidth(16)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        self.content.addLayout(bar)
        self.content.addWidget(split, 1)

    @override
    def _connect(self) -> None:
        self.which.picked.connect(lambda _group: self.refresh())
        self.person.changed.connect(self._on_person)
        self.table.row_chosen.connect(self._show)
        self.pane.closed.connect(self._on_pane_closed)

    @override
    def refresh(self) -> None:
        wanted = AuditFilter(kinds=kinds_of(self.which.value), person_id=self._about)
        total = self.services.audit.count(wanted)
        if wanted != AuditFilter():
            rows = self.services.audit.list(_MOST_FILTERED, wanted)
            self._lines = {row.sequence: LogLine(row.sequence, row) for row in rows}
            self.table.show_ids(list(self._lines))
        else:
            self._lines = {}
            newest = self.services.audit.list(1)
            self.table.show_ids(range(newest[0].sequence, 0, -1) if newest else ())
        self._count.setText(counted(total, self.tr("gebeurtenis"), self.tr("gebeurtenissen")))

    @override
    def show_target(self, target: Mapping[str, Any]) -> None:
        if "person_id" in target:
            self.which.choose("")
            self.person.choose(self.services.people.rows([PersonId(target["person_id"])])[0])

    def _on_person(self) -> None:
        if self.person.person_id != self._about:
            self._about = self.person.person_id
            self.refresh()

    def _load(self, ids: list[int]) -> Sequence[LogLine]:
        if self._lines:
            return [self._lines[number] for number in ids if number in self._lines]
        rows = self.services.audit.list(len(ids), before=ids[0] + 1)
        return [LogLine(row.sequence, row) for row in rows]

    def _show(self, line: LogLine | None) -> None:
        self.pane.setVisible(line is not None)
        if line is None:
            return
        event = line.event
        self.pane.title.setText(audit_label(event.kind))
        self.pane.subtitle.setText(self.tr("Regel {0}").format(event.sequence))
        self._facts.show_pairs(
            (
                (self.tr("Wanneer"), dates.moment(event.at)),
                (self.tr("Wie"), event.actor),
                (self.tr("Waarover"), about(event)),
                *detail_pairs(event),
                (self.tr("Controlegetal"), checksum(event.hash)),
            )
        )

    def _on_pane_closed(self) -> None:
        self.table.clearSelection()
        self.pane.hide()
        self.table.setFocus()

    def _on_verify(self) -> None:
        self.jobs.start(self.tr("Logboek en bestanden controleren"), quietly(self._verified), done=self._on_verified)

    def _verified(self) -> tuple[VerifyResult, tuple[str, ...]]:
        return self.services.audit.verify(), self.services.vaults.changed_files()

    def _on_verified(self, found: tuple[VerifyResult, tuple[str, ...]]) -> None:
        result, changed = found
        files = changed_files_text(changed)
        if result.ok:
            text = self.tr("Het logboek klopt: {0} gecontroleerd, niets veranderd, weggehaald of toegevoegd.")
            told = text.format(counted(result.count, self.tr("regel"), self.tr("regels")))
            whole = self.tr("Ook alle bewaarde bestanden zijn zoals ze binnenkwamen.")
            self.banner.say(f"{told} {files or whole}", Tone.DANGER if files else Tone.SUCCESS)
            return
        how = DAMAGES.get(str(result.damage), self.tr("klopt niet"))
        text = self.tr("Het logboek klopt niet: regel {0} {1}. Bewaar de kluis zoals hij nu is en vraag om hulp.")
        told = text.format(result.first_bad_sequence or result.count, how)
        self.banner.say(f"{told} {files}".rstrip(), Tone.DANGER)
        if result.first_bad_sequence is not None:
            self.table.choose_id(result.first_bad_sequence)
