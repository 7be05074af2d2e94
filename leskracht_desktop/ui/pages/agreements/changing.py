"""The end of every form that changes an agreement: is it a correction or a new version, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import AgreementContent
from leskracht_desktop.domain.agreement_form import agreement_problems
from leskracht_desktop.domain.agreement_rules import next_version, takes_new_versions
from leskracht_desktop.domain.agreements import AgreementDetails, ChangeKind, NewAgreement, SupplierId
from leskracht_desktop.labels_nl import counted
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import Form, FormDialog

Problems = Sequence[tuple[str, str]]

CHANGE: Final = "change"
REASON: Final = "reason"


@dataclass(frozen=True, slots=True)
class GivenChange:
    """What a form over one part gave: the agreement with that part in it (or without it), the kind and the reason."""

    content: AgreementContent
    change: ChangeKind
    reason: str
    removed: bool = False


class ChangePart:
    """Asks what kind of change it is and says what follows from that; a correction is what an ended one can get."""

    def __init__(self, form: Form, details: AgreementDetails) -> None:
        self._details = details
        form.add_heading(_tr("Wat voor wijziging is dit?"))
        kinds = [(ChangeKind.CORRECTION, _tr("Kleine verbetering: de beoordeling blijft gelden"))]
        if takes_new_versions(details.row.status):
            kinds.append((ChangeKind.NEW_VERSION, _tr("Nieuwe versie: opnieuw beoordelen")))
            text = _tr(
                "Een kleine verbetering herstelt wat verkeerd was overgenomen. Een nieuwe versie is iets dat u met de "
                "leverancier opnieuw hebt afgesproken. Wat er nu staat, blijft leesbaar bij ‘Eerdere versies’."
            )
        else:
            text = _tr(
                "Deze overeenkomst is beëindigd. U kunt haar nog verbeteren, maar er komt geen nieuwe versie meer."
            )
        form.add_text(text)
        self.kind = Choice(_tr("Soort wijziging"), "change_kind", kinds)
        self._field = form.add_field(CHANGE, _tr("Soort wijziging"), self.kind)
        self.reason = QLineEdit()
        form.add_field(REASON, _tr("Reden van de wijziging"), self.reason, note=_tr("Verplicht bij een nieuwe versie."))
        self.kind.picked.connect(lambda _kind: self._explain())
        self._explain()

    def problems(self) -> list[tuple[str, str]]:
        """Return what is wrong: a new version has a reason."""
        missing = self.kind.value is ChangeKind.NEW_VERSION and not self.reason.text().strip()
        return [(REASON, "required")] if missing else []

    def _explain(self) -> None:
        before = self._details.row.version
        kind: ChangeKind = self.kind.value
        said = [_tr("Versie {0} wordt {1}.").format(before, next_version(before, kind))]
        reviews = sum(one.counts for one in self._details.reviews)
        if reviews:
            number = counted(reviews, _tr("beoordeling"), _tr("beoordelingen"))
            kept = kind is ChangeKind.CORRECTION
            one, more = (
                (_tr("{0} blijft gelden."), _tr("{0} blijven gelden."))
                if kept
                else (_tr("{0} geldt daarna niet meer."), _tr("{0} gelden daarna niet meer."))
            )
            said.append((one if reviews == 1 else more).format(number))
        self._field.error.set_help(" ".join(said))


class ChangeDialog(FormDialog):
    """A form over one part of an agreement; a subclass builds its fields, calls `finish` and tells what is typed."""

    def __init__(
        self, parent: QWidget | None, title: str, details: AgreementDetails, today: date, *, intro: str
    ) -> None:
        super().__init__(parent, title, intro=intro)
        self.details, self.today = details, today
        self.removed = False

    def finish(self, remove: str = "") -> None:
        """End the form: what kind of change it is, and a button to take the part away if it has a text for it."""
        self.part = ChangePart(self.form, self.details)
        if remove:
            self.remove_button = button(remove, "remove_part", self._on_remove, look=Look.DANGER)
            self.extra_buttons.addWidget(self.remove_button)

    def content(self) -> AgreementContent:
        """Return what was agreed, with what is typed here in it."""
        return self.details.content

    def without(self) -> AgreementContent:
        """Return what was agreed, without the part that is shown here."""
        return self.details.content

    def problems_of(self, content: AgreementContent, prefix: str) -> list[tuple[str, str]]:
        """Return what is wrong with one part, by the names of the fields of this form."""
        draft = NewAgreement(SupplierId(0), self.details.row.model_version, content=content)
        found = agreement_problems(draft, self.today)
        return [(name.removeprefix(prefix), code) for name, code in found if name.startswith(prefix)]

    @override
    def result_value(self) -> GivenChange:
        content = self.without() if self.removed else self.content()
        return GivenChange(content, self.part.kind.value, self.part.reason.text(), self.removed)

    def _on_remove(self) -> None:
        wrong = self.part.problems()
        self.form.show_problems(wrong)
        if wrong:
            self.form.focus_first(wrong)
            return
        self.removed = True
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChangePart", text)
