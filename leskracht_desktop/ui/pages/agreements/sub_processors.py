"""Changes of sub-processors that the supplier announced: recorded, and decided upon in time (AVG art. 28(2))."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_deed_forms import decision_problems, sub_processor_change_problems
from leskracht_desktop.domain.agreements import (
    Decision,
    NewSubProcessorChange,
    SubProcessorChangeKind,
    SubProcessorChangeRow,
)
from leskracht_desktop.labels_nl import country_name, label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.country_field import CountryField
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.form import FormDialog
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import heading, paragraph

Problems = tuple[tuple[str, str], ...]


class ChangesView(QWidget):
    """The announced changes, with a way to decide about those that are still open."""

    announce_asked = Signal()
    decide_asked = Signal(object)
    """Carries a `SubProcessorChangeRow`."""
    correct_asked = Signal(object)
    """Carries a `SubProcessorChangeRow`."""

    def __init__(self, rows: tuple[SubProcessorChangeRow, ...], *, read_only: bool) -> None:
        super().__init__()
        self.setObjectName("sub_processor_changes")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(self.tr("Aangekondigde wijzigingen van subverwerkers")))
        if not rows:
            layout.addWidget(paragraph(self.tr("Er is niets aangekondigd."), Tone.MUTED, "no_changes"))
        for row in rows:
            self._add(layout, row, read_only=read_only)
        add = button(self.tr("Aankondiging vastleggen…"), "announce_change", self.announce_asked.emit, icon_name="add")
        add.setEnabled(not read_only)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, layout: QVBoxLayout, row: SubProcessorChangeRow, *, read_only: bool) -> None:
        change = row.change
        layout.addWidget(paragraph(f"{change.name} ({label(change.kind)})", name="change_name"))
        days = (
            (self.tr("aangekondigd op {0}"), change.announced_on),
            (self.tr("gaat in op {0}"), change.effective_on),
            (self.tr("bezwaar tot en met {0}"), change.objection_until),
        )
        told = [text.format(dates.long(day)) for text, day in days if day is not None]
        parts = (change.service, country_name(change.country), *told, self._decided(row))
        layout.addWidget(paragraph(", ".join(part for part in parts if part), Tone.MUTED, "change_facts"))
        for note in (change.note, row.decision_note):
            if note:
                layout.addWidget(paragraph(note, Tone.MUTED, "change_note"))
        decide = self.tr("Besluit vastleggen…") if row.decision is Decision.OPEN else self.tr("Besluit wijzigen…")
        links = FlowLayout()
        for text, deed, asked in (
            (decide, "decide", self.decide_asked),
            (self.tr("Aankondiging wijzigen…"), "correct", self.correct_asked),
        ):
            made = button(text, f"{deed}_change_{row.id}", partial(asked.emit, row), look=Look.LINK)
            made.setAccessibleName(f"{text}: {change.name}")
            made.setEnabled(not read_only)
            links.addWidget(made)
        holder = named(QWidget(), "change_links")
        holder.setLayout(links)
        layout.addWidget(holder)

    def _decided(self, row: SubProcessorChangeRow) -> str:
        return f"{label(row.decision)} {dates.long(row.decided_on)}".strip()


class AnnouncementDialog(FormDialog):
    """Asks which change of sub-processors the supplier announced, and by when the school can object."""

    def __init__(self, parent: QWidget | None, today: date, before: NewSubProcessorChange | None = None) -> None:
        super().__init__(
            parent,
            self.tr("Aankondiging wijzigen") if before else self.tr("Aankondiging vastleggen"),
            intro=self.tr(
                "De leverancier kondigt een andere subverwerker van tevoren aan. U mag bezwaar maken. Laat de laatste "
                "dag leeg als die volgt uit de termijn in de overeenkomst."
            ),
        )
        self._today = today
        self.name = QLineEdit()
        self.kind = Choice(
            self.tr("Wat verandert er"), "change_kind", [(kind, label(kind)) for kind in SubProcessorChangeKind]
        )
        self.service = QLineEdit()
        self.country = CountryField()
        self.announced_on = DateField(self.tr("Aangekondigd op"), "announced_on", today)
        self.announced_on.set_value(today)
        self.effective_on = DateField(self.tr("Gaat in op"), "effective_on", today)
        self.objection_until = DateField(self.tr("Bezwaar kan tot en met"), "objection_until", today)
        self.note = QPlainTextEdit()
        form = self.form
        form.add_field("name", self.tr("Naam van de subverwerker"), self.name)
        form.add_field("kind", self.tr("Wat verandert er"), self.kind)
        form.add_field("service", self.tr("Wat doet die"), self.service)
        form.add_field(
            "country", self.tr("Land"), self.country, note=self.tr("Een naam of een code, zoals Nederland of NL.")
        )
        form.add_field("announced_on", self.tr("Aangekondigd op"), self.announced_on)
        form.add_field("effective_on", self.tr("Gaat in op"), self.effective_on)
        form.add_field("objection_until", self.tr("Bezwaar kan tot en met"), self.objection_until)
        form.add_field("note", self.tr("Aantekening"), self.note)
        self.removed = False
        if before is not None:
            self._show(before)
            remove = button(self.tr("Aankondiging weghalen…"), "remove_part", self._on_remove, look=Look.DANGER)
            self.extra_buttons.addWidget(remove)

    def _show(self, before: NewSubProcessorChange) -> None:
        self.name.setText(before.name)
        self.kind.choose(before.kind)
        self.service.setText(before.service)
        self.country.set_code(before.country)
        self.announced_on.set_value(before.announced_on)
        self.effective_on.set_value(before.effective_on)
        self.objection_until.set_value(before.objection_until)
        self.note.setPlainText(before.note)

    def _on_remove(self) -> None:
        self.removed = True
        self.accept()

    def change(self) -> NewSubProcessorChange:
        """Return what is typed."""
        return NewSubProcessorChange(
            self.name.text(),
            self.kind.value,
            self.service.text(),
            self.country.code,
            self.announced_on.value,
            self.effective_on.value,
            self.objection_until.value,
            self.note.toPlainText(),
        )

    @override
    def problems(self) -> Problems:
        return tuple(sub_processor_change_problems(self.change(), self._today))

    @override
    def result_value(self) -> NewSubProcessorChange:
        return self.change()


class DecisionDialog(FormDialog):
    """Asks what the school decided about an announced change."""

    def __init__(self, parent: QWidget | None, row: SubProcessorChangeRow, today: date) -> None:
        super().__init__(parent, self.tr("Besluit vastleggen"), intro=row.change.name)
        self._today = today
        decisions = [(one, label(one)) for one in (Decision.NO_OBJECTION, Decision.OBJECTED)]
        self.decision = Choice(self.tr("Besluit"), "decision", decisions)
        self.on = DateField(self.tr("Besloten op"), "decided_on", today)
        self.on.set_value(row.decided_on or today)
        self.note = QPlainTextEdit(row.decision_note)
        self.decision.choose(row.decision)
        self.form.add_field("decision", self.tr("Besluit"), self.decision)
        self.form.add_field("decided_on", self.tr("Besloten op"), self.on)
        self.form.add_field("note", self.tr("Toelichting"), self.note)

    @override
    def problems(self) -> Problems:
        missing: Problems = (("decided_on", "required"),) if self.on.value is None and not self.on.unclear else ()
        return missing + tuple(decision_problems(self.on.value or self._today, self.note.toPlainText(), self._today))

    @override
    def result_value(self) -> tuple[Decision, date, str]:
        return self.decision.value, self.on.value or self._today, self.note.toPlainText()
