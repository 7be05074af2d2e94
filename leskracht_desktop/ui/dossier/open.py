"""The steps from the button to the saved dossier, the same from every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from leskracht_desktop.domain.dossier import DossierChoice, ExportReceipt, RenderedDossier, SectionOffer, ThirdParty
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.domain.requests import RequestId
from leskracht_desktop.ui.dossier.dialog import PREVIEW, SAVE, DossierDialog
from leskracht_desktop.ui.dossier.password import PasswordDialog
from leskracht_desktop.ui.jobs import Report, Topic
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.form import Draft

if TYPE_CHECKING:
    from leskracht_desktop.ui.page import Page

_CHANGES = frozenset({Topic.REQUESTS, Topic.AUDIT, Topic.PEOPLE})


@dataclass(frozen=True, slots=True)
class _Offered:
    """What the form offers."""

    name: str
    sections: tuple[SectionOffer, ...]
    others: tuple[ThirdParty, ...]
    without_terms: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """What the form decided."""

    person_id: PersonId
    request_id: RequestId | None
    choice: DossierChoice
    mail_copy: bool


def _tr(text: str) -> str:
    return QCoreApplication.translate("Dossier", text)


def open_dossier(
    page: Page, person_id: PersonId, request_id: RequestId | None = None, draft: Draft | None = None
) -> None:
    """Ask what goes in and make the dossier of this person, for this request if one is given."""
    service = page.services.dossiers

    def gather(_report: Report) -> _Offered:
        return _Offered(
            page.services.people.rows([person_id])[0].display_name,
            service.offers(person_id, request_id),
            service.named_third_parties(person_id, request_id),
            without_terms=not all(term.text for term in page.services.retentions.terms()),
        )

    def ask(found: _Offered) -> None:
        dialog = DossierDialog(
            page.window(), found.name, found.sections, found.others, without_terms=found.without_terms
        )
        if draft is not None:
            dialog.restore(draft)
        page.tools.keep_draft(f"{page.name.value}.dossier.{person_id}.{request_id or 0}", dialog)
        how = dialog.exec()
        order = _Order(person_id, request_id, dialog.choice(), mail_copy=dialog.mail_copy.isChecked())
        chosen = dialog.draft()
        dialog.deleteLater()
        if how == PREVIEW:
            _preview(page, order, lambda: open_dossier(page, person_id, request_id, chosen))
        elif how == SAVE:
            _save(page, order)

    page.jobs.start(_tr("Gegevens verzamelen"), gather, done=ask)


def resume_dossier(page: Page, key: str, draft: Draft) -> bool:
    """Open the form again that was open when the vault was locked; False when the key is of another form."""
    match key.split("."):
        case [_, "dossier", person, request] if person.isdigit() and request.isdigit():
            open_dossier(page, PersonId(int(person)), RequestId(int(request)) if int(request) else None, draft)
            return True
    return False


def _preview(page: Page, order: _Order, back: Callable[[], object]) -> None:
    """Show the dossier from memory; closing it leads back to the form, for what was seen may lead to other choices."""

    def show(rendered: RenderedDossier) -> None:
        preview = PdfPreview(page.window(), _tr("Voorbeeld van het inzagedossier"), rendered.data)
        wanted = preview.exec() == QDialog.DialogCode.Accepted
        preview.deleteLater()
        if wanted:
            _save(page, order)
        elif not page.services.holder.is_locked:
            back()

    page.jobs.start(
        _tr("Voorbeeld maken"),
        lambda report: page.services.dossiers.preview(order.person_id, order.request_id, order.choice, report),
        done=show,
        changes={Topic.AUDIT},
    )


def _save(page: Page, order: _Order) -> None:
    suggested = page.services.dossiers.file_name(order.person_id, order.request_id)
    target = page.messages.ask_save_path(_tr("Inzagedossier opslaan"), suggested, (_tr("PDF-bestand (*.pdf)"),))
    if target is None:
        return
    if order.mail_copy:
        _save_mail_copy(page, order, target)
        return
    page.jobs.start(
        _tr("Inzagedossier maken"),
        lambda report: page.services.dossiers.export(
            order.person_id, target, request_id=order.request_id, choice=order.choice, report=report
        ),
        done=partial(_tell, page),
        changes=_CHANGES,
    )


def _save_mail_copy(page: Page, order: _Order, target: Path) -> None:
    def done(result: tuple[ExportReceipt, str]) -> None:
        receipt, password = result
        shown = PasswordDialog(page.window(), password)
        shown.exec()
        shown.deleteLater()
        _tell(page, receipt)

    page.jobs.start(
        _tr("Versleutelde kopie maken"),
        lambda report: page.services.dossiers.export_mail_copy(
            order.person_id, target, request_id=order.request_id, choice=order.choice, report=report
        ),
        done=done,
        changes=_CHANGES,
    )


def _tell(page: Page, receipt: ExportReceipt) -> None:
    folder = Path(receipt.path).parent
    page.banner.say(
        _tr("Het dossier is opgeslagen ({pages} bladzijden).").format(pages=receipt.page_count),
        Tone.SUCCESS,
        action=_tr("Map openen"),
        clicked=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
    )
