"""The small forms of an agreement: a step, and a review."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_deed_forms import review_problems, step_problems
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStep, NewReview, Risk, StepTaken
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import FormDialog

Problems = tuple[tuple[str, str], ...]


class StepDialog(FormDialog):
    """Asks on which day a step was taken; for signing also who signed, for taking one back why."""

    def __init__(self, parent: QWidget | None, step: AgreementStep, details: AgreementDetails, today: date) -> None:
        super().__init__(parent, label(step), intro=_intro(self, step))
        self._step, self._today = step, today
        self._not_before, self._until = _last_day(details), details.row.valid_until
        self.on = DateField(self.tr("Datum"), "on", today)
        self.on.set_value(today)
        self.form.add_field("on", self.tr("Datum"), self.on)
        # Often the representative signs, but it is asked: somebody else may have.
        self.school = QLineEdit(details.draft.school_signer or details.content.school.representative)
        self.supplier = QLineEdit(details.draft.supplier_signer or details.content.supplier.representative)
        if step is AgreementStep.SIGN:
            self.form.add_field("school_signer", self.tr("Getekend namens de school"), self.school)
            self.form.add_field("supplier_signer", self.tr("Getekend namens de leverancier"), self.supplier)
        self.note = QPlainTextEdit()
        note = self.tr("Reden") if step is AgreementStep.CORRECT else self.tr("Toelichting")
        self.form.add_field("note", note, self.note)

    def _taken(self) -> StepTaken:
        signing = self._step is AgreementStep.SIGN
        return StepTaken(
            self._step,
            self.on.value or self._today,
            self.note.toPlainText(),
            self.school.text() if signing else "",
            self.supplier.text() if signing else "",
        )

    @override
    def problems(self) -> Problems:
        missing: Problems = (("on", "required"),) if self.on.value is None and not self.on.unclear else ()
        return missing + tuple(step_problems(self._taken(), self._not_before, self._today, self._until))

    @override
    def result_value(self) -> StepTaken:
        return self._taken()


class ReviewDialog(FormDialog):
    """Asks what somebody found who looked at the agreement: points of attention, never pass or fail."""

    def __init__(self, parent: QWidget | None, today: date, actor: str) -> None:
        super().__init__(
            parent,
            self.tr("Beoordeling vastleggen"),
            intro=self.tr("Leg vast wat u opviel. Het gaat om aandachtspunten, niet om goed- of afkeuren."),
        )
        self._today = today
        self.on = DateField(self.tr("Bekeken op"), "reviewed_on", today)
        self.on.set_value(today)
        self.reviewer = QLineEdit(actor)
        self.risk = Choice(self.tr("Aandacht nodig"), "risk", [(risk, label(risk)) for risk in Risk])
        self.remarks = QPlainTextEdit()
        self.form.add_field("reviewed_on", self.tr("Bekeken op"), self.on)
        self.form.add_field("reviewer", self.tr("Bekeken door"), self.reviewer)
        self.form.add_field("risk", self.tr("Aandacht nodig"), self.risk)
        self.form.add_field("remarks", self.tr("Opmerkingen"), self.remarks)

    def _review(self) -> NewReview:
        return NewReview(
            self.on.value or self._today, self.reviewer.text(), self.risk.value, self.remarks.toPlainText()
        )

    @override
    def problems(self) -> Problems:
        missing: Problems = (("reviewed_on", "required"),) if self.on.value is None and not self.on.unclear else ()
        return missing + tuple(review_problems(self._review(), self._today))

    @override
    def result_value(self) -> NewReview:
        return self._review()


def _last_day(details: AgreementDetails) -> date | None:
    days = (details.row.signed_on, details.notice_given_on, details.ended_on)
    return max((day for day in days if day is not None), default=None)


def _intro(dialog: QWidget, step: AgreementStep) -> str:
    return {
        AgreementStep.OFFER: dialog.tr("De overeenkomst ligt bij de leverancier of het bestuur om te tekenen."),
        AgreementStep.SIGN: dialog.tr("Tekenen doet het bestuur, niet de school. Leg vast wie heeft getekend."),
        AgreementStep.GIVE_NOTICE: dialog.tr("De overeenkomst blijft gelden tot de einddatum."),
        AgreementStep.END: dialog.tr("Vraag de leverancier na het einde om te bevestigen dat alles is vernietigd."),
        AgreementStep.CONFIRM_DESTRUCTION: dialog.tr(
            "De leverancier heeft schriftelijk bevestigd dat alles is gewist."
        ),
        AgreementStep.CORRECT: dialog.tr("De laatste stap was een vergissing. In het logboek blijft hij staan."),
    }[step]
