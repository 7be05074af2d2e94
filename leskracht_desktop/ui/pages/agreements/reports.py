"""Reports about agreements: made in memory, looked at, and saved where the user wants."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from leskracht_desktop.domain.agreement_reports import AgreementReport, FinishedReport, RegisterFormat
from leskracht_desktop.domain.agreements import AgreementId
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage


class ReportDeeds:
    """Makes reports through the service; a PDF is shown first, anything else is saved at once."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._service = page.services.agreement_reports

    def of_shown(self, report: AgreementReport) -> None:
        """Make a report of the agreement in the pane."""
        if self._page.shown is None:
            return
        agreement_id = self._page.shown.row.id
        match report:
            case AgreementReport.AGREEMENT:
                self.agreement(agreement_id)
            case AgreementReport.QUESTIONS_LETTER:
                self.questions(agreement_id, mail=False)
            case AgreementReport.QUESTIONS_MAIL:
                self.questions(agreement_id, mail=True)
            case AgreementReport.LEAFLET_CHECK:
                self.leaflet_check(agreement_id)
            case _:
                self.key_card(agreement_id)

    def comparison(self, old: str, new: str, *, only_differences: bool) -> None:
        """Show two versions of the model side by side as a PDF."""
        self._make(
            _tr("Vergelijking maken"), partial(self._service.comparison, old, new, only_differences=only_differences)
        )

    def own_comparison(self, agreement_id: AgreementId, *, only_differences: bool) -> None:
        """Show the model beside one of our agreements as a PDF."""
        make = partial(self._service.own_comparison, agreement_id, only_differences=only_differences)
        self._make(_tr("Vergelijking maken"), make)

    def key_card(self, agreement_id: AgreementId) -> None:
        """Show the key card as a PDF of one page."""
        self._make(_tr("Sleutelkaart maken"), partial(self._service.key_card, agreement_id))

    def agreement(self, agreement_id: AgreementId) -> None:
        """Show an agreement with its annexes, deviations and reviews as a PDF."""
        self._make(_tr("Overeenkomst maken"), partial(self._service.agreement, agreement_id))

    def questions(self, agreement_id: AgreementId, *, mail: bool) -> None:
        """Show the letter with the open questions, or save it as a draft of an e-mail."""
        if not self._service.open_questions(agreement_id):
            self._page.banner.say(
                _tr(
                    "Er staan geen vragen open voor deze leverancier. Stel ze bij een artikel van het model, met "
                    "‘Vraag…’ onder de tekst. Vragen over de AVG zelf gaan niet in de brief."
                ),
                Tone.ACCENT,
            )
            return
        make = self._service.questions_mail if mail else self._service.questions_letter
        self._make(_tr("Brief met vragen maken"), partial(make, agreement_id))

    def leaflet_check(self, agreement_id: AgreementId) -> None:
        """Show the leaflet check as a PDF."""
        self._make(_tr("Bijsluiter nakijken"), partial(self._service.leaflet_check, agreement_id))

    def register(self, form: RegisterFormat) -> None:
        """Show the register of all agreements as a PDF, or save it in another form."""
        self._make(_tr("Register maken"), partial(self._service.register, form))

    def _make(self, title: str, make: Callable[[], FinishedReport]) -> None:
        self._page.jobs.start(title, quietly(make), done=partial(self._show, title))

    def _show(self, title: str, finished: FinishedReport) -> None:
        if finished.page_count:
            preview = PdfPreview(self._page.window(), title, finished.data)
            wanted = preview.exec() == QDialog.DialogCode.Accepted
            preview.deleteLater()
            if not wanted:
                return
        path = self._page.messages.ask_save_path(_tr("Opslaan"), finished.file_name)
        if path is not None:
            self._page.jobs.start(
                _tr("Opslaan"),
                quietly(partial(self._service.save, finished, path)),
                done=self._on_saved,
                changes={Topic.AUDIT},
            )

    def _on_saved(self, path: Path) -> None:
        self._page.banner.say(_tr("Opgeslagen als {0}.").format(path.name), Tone.SUCCESS)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportDeeds", text)
