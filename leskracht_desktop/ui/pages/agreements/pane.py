"""The pane of one agreement: where it stands, what was agreed, and what can be done next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from leskracht_desktop.domain.agreement_content import AgreementContent
from leskracht_desktop.domain.agreement_reports import AgreementReport
from leskracht_desktop.domain.agreement_rules import allowed_agreement_steps
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus, AgreementStep, Risk
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.pages.agreements.columns import end_text, status_tone
from leskracht_desktop.ui.pages.agreements.deviations import DeviationsView
from leskracht_desktop.ui.pages.agreements.document_list import DocumentList
from leskracht_desktop.ui.pages.agreements.leaflets import LeafletsView
from leskracht_desktop.ui.pages.agreements.sub_processors import ChangesView
from leskracht_desktop.ui.pages.agreements.summary import incidents, joined_line, party, periods, security
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import DetailPane, KeyValueView
from leskracht_desktop.ui.widgets.text import chip, heading, paragraph, set_tone

_NEXT: Final = frozenset({AgreementStep.OFFER, AgreementStep.SIGN, AgreementStep.CONFIRM_DESTRUCTION})
"""What comes next of itself, and so stands at the top; giving notice and ending do not."""


class AgreementPane(DetailPane):
    """Shows an agreement; what is asked of it goes out as signals."""

    step_asked = Signal(object)
    """Carries an `AgreementStep`."""
    change_asked = Signal()
    deviation_asked = Signal(int)
    """Carries the place of a deviation in the agreement, or -1 for a new one."""
    security_asked = Signal()
    supplier_asked = Signal()
    versions_asked = Signal()
    removal_asked = Signal()
    review_asked = Signal()
    article_asked = Signal(int)
    """Carries the number of an article of the model."""
    product_asked = Signal(int)
    """Carries the place of a product in the agreement, or -1 for a new one."""
    check_asked = Signal()
    announce_asked = Signal()
    decide_asked = Signal(object)
    """Carries a `SubProcessorChangeRow`."""
    correct_asked = Signal(object)
    """Carries a `SubProcessorChangeRow`."""
    report_asked = Signal(object)
    """Carries an `AgreementReport`."""
    document_asked = Signal(str, object)
    """Carries `open`, `export`, `change` or `remove`, and a `DocumentRow`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("agreement_pane", parent)
        self._details: AgreementDetails | None = None
        self._status = chip("", name="agreement_status")
        self.steps = FlowLayout()
        self.action_row.addLayout(self.steps, 1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, self._status)

    @property
    def details(self) -> AgreementDetails | None:
        """What is shown."""
        return self._details

    def show_agreement(self, details: AgreementDetails, *, read_only: bool) -> None:
        """Show this agreement."""
        other = self._details is None or self._details.row.id != details.row.id
        self._details = details
        row = details.row
        self.title.setText(row.title or row.supplier)
        version = self.tr("versie {0}").format(row.version)
        self.subtitle.setText(" · ".join([row.supplier, self.tr("model {0}").format(row.model_version), version]))
        self._status.setText(label(row.status))
        set_tone(self._status, status_tone(row.status))
        self._show_actions(details, read_only=read_only)
        self._show_body(details, read_only=read_only)
        if other:
            self.scroller.verticalScrollBar().setValue(0)

    def _show_actions(self, details: AgreementDetails, *, read_only: bool) -> None:
        while (item := self.steps.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for step in allowed_agreement_steps(details.row.status):
            if step in _NEXT:
                made = button(f"{label(step)}…", f"step_{step}", partial(self.step_asked.emit, step), icon_name="check")
                self._add_action(made, enabled=not read_only)
        self._add_action(
            button(self.tr("Wijzigen…"), "change_agreement", self.change_asked.emit), enabled=not read_only
        )
        if len(details.versions) > 1:
            made = button(self.tr("Eerdere versies…"), "show_versions", self.versions_asked.emit, look=Look.QUIET)
            self._add_action(made, enabled=True)

    def _add_action(self, made: QWidget, *, enabled: bool) -> None:
        made.setEnabled(enabled)
        self.steps.addWidget(made)

    def _show_body(self, details: AgreementDetails, *, read_only: bool) -> None:
        while (item := self.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._pairs("", self._terms(details))
        content = details.content
        self._pairs(self.tr("Bellen bij een datalek"), incidents(content.security))
        self._pairs(self.tr("Ingevulde termijnen"), periods(content))
        deviations = DeviationsView(content.deviations, read_only=read_only)
        deviations.article_asked.connect(self.article_asked)
        deviations.deviation_asked.connect(self.deviation_asked)
        self.body.addWidget(deviations)
        leaflets = LeafletsView(content.products, read_only=read_only)
        leaflets.product_asked.connect(self.product_asked)
        leaflets.check_asked.connect(self.check_asked)
        self.body.addWidget(leaflets)
        self._show_security(content, read_only=read_only)
        changes = ChangesView(details.changes, read_only=read_only)
        changes.announce_asked.connect(self.announce_asked)
        changes.decide_asked.connect(self.decide_asked)
        changes.correct_asked.connect(self.correct_asked)
        self.body.addWidget(changes)
        documents = DocumentList(details.documents, read_only=read_only)
        documents.asked.connect(self.document_asked)
        self.body.addWidget(documents)
        self._show_reviews(details, read_only=read_only)
        self._show_parties(details, read_only=read_only)
        self.body.addWidget(heading(self.tr("Op papier")))
        self._add_row("papers", [self._paper(*one) for one in self._papers()], enabled=True)
        self._pairs(
            self.tr("Tijdlijn"),
            [
                (dates.short(event.on), ": ".join(filter(None, (label(event.kind), event.text))))
                for event in details.events
            ],
        )
        if details.row.status is AgreementStatus.DRAFT:
            text = self.tr("Concept weghalen…")
            remove = button(text, "remove_draft", self.removal_asked.emit, look=Look.DANGER)
            self._add_row("draft_row", [remove], enabled=not read_only)
        steps = [step for step in allowed_agreement_steps(details.row.status) if step not in _NEXT]
        self._add_row(
            "more_steps",
            [
                button(
                    f"{label(step)}…",
                    f"step_{step}",
                    partial(self.step_asked.emit, step),
                    look=Look.QUIET if step is AgreementStep.CORRECT else Look.NORMAL,
                )
                for step in steps
            ],
            enabled=not read_only,
        )
        self.body.addStretch(1)

    def _show_security(self, content: AgreementContent, *, read_only: bool) -> None:
        self.body.addWidget(heading(self.tr("Beveiligingsbijlage")))
        pairs = [(name, value) for name, value in security(content.security) if value]
        if not pairs:
            self.body.addWidget(paragraph(self.tr("Nog niet overgenomen."), Tone.MUTED, "no_security"))
        self._pairs("", pairs)
        made = button(self.tr("Beveiligingsbijlage invullen…"), "edit_security", self.security_asked.emit)
        self._add_row("security_row", [made], enabled=not read_only)

    def _show_parties(self, details: AgreementDetails, *, read_only: bool) -> None:
        content, supplier = details.content, details.supplier.supplier
        self._pairs(self.tr("De school in de overeenkomst"), party(content.school))
        self._pairs(self.tr("De leverancier in de overeenkomst"), party(content.supplier))
        place = f"{supplier.postcode} {supplier.city}".strip()
        self.body.addWidget(heading(self.tr("Contact met {0}").format(supplier.name)))
        self._pairs(
            "",
            [
                (self.tr("Contactpersoon"), supplier.contact_name),
                (self.tr("E-mail"), supplier.contact_email),
                (self.tr("Telefoon"), supplier.contact_phone),
                (self.tr("Adres"), joined_line(supplier.address, place)),
                (self.tr("KvK-nummer"), supplier.kvk),
                (self.tr("Website"), supplier.website),
                (self.tr("Aantekening"), supplier.note),
            ],
        )
        made = button(self.tr("Leverancier wijzigen…"), "edit_supplier", self.supplier_asked.emit)
        self._add_row("supplier_row", [made], enabled=not read_only)

    def _show_reviews(self, details: AgreementDetails, *, read_only: bool) -> None:
        self._pairs(
            self.tr("Beoordelingen"),
            [
                (dates.short(one.review.reviewed_on), self._review(one.review.reviewer, one.review.risk, one.counts))
                for one in details.reviews
            ],
        )
        made = button(self.tr("Beoordeling vastleggen…"), "review_agreement", self.review_asked.emit, icon_name="check")
        self._add_row("review_row", [made], enabled=not read_only)

    def _papers(self) -> tuple[tuple[AgreementReport, str], ...]:
        return (
            (AgreementReport.AGREEMENT, self.tr("Overeenkomst als PDF…")),
            (AgreementReport.QUESTIONS_LETTER, self.tr("Open vragen als brief…")),
            (AgreementReport.QUESTIONS_MAIL, self.tr("Open vragen als e-mail…")),
        )

    def _paper(self, report: AgreementReport, text: str) -> QPushButton:
        return button(text, f"report_{report}", partial(self.report_asked.emit, report))

    def _add_row(self, name: str, buttons: Sequence[QPushButton], *, enabled: bool) -> None:
        row = FlowLayout()
        for made in buttons:
            made.setEnabled(enabled)
            row.addWidget(made)
        holder = named(QWidget(), name)
        holder.setLayout(row)
        self.body.addWidget(holder)

    def _terms(self, details: AgreementDetails) -> list[tuple[str, str]]:
        row, draft, content = details.row, details.draft, details.content
        return [
            (self.tr("School"), content.school.name),
            (self.tr("Contract"), joined_line(content.contract_name, dates.long(content.contract_on))),
            (self.tr("Getekend op"), dates.long(row.signed_on)),
            (self.tr("Getekend namens de school"), draft.school_signer),
            (self.tr("Getekend namens de leverancier"), draft.supplier_signer),
            (self.tr("Geldig vanaf"), dates.long(row.valid_from)),
            (self.tr("Geldig tot en met"), end_text(row)),
            (self.tr("Opzeggen tot en met"), dates.long(row.notice_on)),
            (self.tr("Opnieuw bekijken"), dates.long(row.review_due_on)),
            (self.tr("Kenmerk"), row.dvo_reference),
            (self.tr("Aantekening"), draft.note),
        ]

    def _review(self, reviewer: str, risk: Risk, counts: bool) -> str:
        text = self.tr("{0}, aandacht: {1}").format(reviewer, label(risk))
        return text if counts else self.tr("{0} (van een eerdere versie)").format(text)

    def _pairs(self, title: str, pairs: Iterable[tuple[str, str]]) -> None:
        shown = [(name, value) for name, value in pairs if value]
        if not shown:
            return
        if title:
            self.body.addWidget(heading(title))
        view = KeyValueView("agreement_facts")
        view.show_pairs(shown)
        self.body.addWidget(view)
