"""Which form belongs to which step of a request."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.request_rules import Step
from leskracht_desktop.domain.requests import RequestRow
from leskracht_desktop.ui.pages.requests.dialogs import StepForm, due_line


def _tr(text: str) -> str:
    return QCoreApplication.translate("RequestSteps", text)


def step_form(step: Step, row: RequestRow) -> StepForm:
    """Return the words of the form for extending, answering, closing or withdrawing a request."""
    match step:
        case Step.EXTEND:
            return StepForm(
                _tr("Verlengen"),
                _tr(
                    "U mag de termijn één keer verlengen, tot drie maanden na ontvangst. Laat dat de verzoeker weten "
                    "vóór de eerste termijn om is, en zeg waarom."
                ),
                _tr("Meegedeeld op"),
                _tr("Verlengen"),
                reason_label=_tr("Reden van verlenging"),
                reason_field="extension_reason",
                reason_needed=True,
            )
        case Step.ANSWER:
            return StepForm(
                _tr("Besluit vastleggen"),
                _tr("Op welke dag liet u de verzoeker weten wat u besloot? De uiterste datum is {due}.").format(
                    due=due_line(row)
                ),
                _tr("Beantwoord op"),
                _tr("Opslaan"),
            )
        case Step.CLOSE:
            return StepForm(
                _tr("Afhandelen"),
                _tr("Het verzoek gaat dicht. U kunt het blijven lezen."),
                _tr("Afgehandeld op"),
                _tr("Afhandelen"),
            )
        case _:
            return StepForm(
                _tr("Intrekken"),
                _tr("De verzoeker wil het verzoek niet meer. Het blijft in het register staan."),
                _tr("Ingetrokken op"),
                _tr("Intrekken"),
                reason_label=_tr("Reden (mag leeg blijven)"),
            )
