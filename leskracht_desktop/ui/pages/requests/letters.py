"""The steps from `Brief maken…` to the saved letter."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from leskracht_desktop.domain.dossier import ExportReceipt
from leskracht_desktop.domain.request_letters import FinishedLetter, NewLetter
from leskracht_desktop.domain.requests import RequestId
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.pages.requests.letter_dialog import LetterDialog
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.form import Draft

if TYPE_CHECKING:
    from leskracht_desktop.services.request_letters import RequestLetterService
    from leskracht_desktop.ui.pages.requests.page import RequestsPage

_CHANGED = frozenset({Topic.REQUESTS, Topic.AUDIT})


def _tr(text: str) -> str:
    return QCoreApplication.translate("RequestLetters", text)


class LetterDeeds:
    """Makes letters about the request in the pane; what was typed comes back when something is wrong with it."""

    def __init__(self, page: RequestsPage) -> None:
        self._page = page

    @property
    def _service(self) -> RequestLetterService:
        return self._page.services.request_letters

    def make(self, draft: Draft | None = None) -> None:
        """Ask which letter, and show or save it."""
        row = self._page.shown
        offered = () if row is None else self._service.offered(row.id)
        if row is None or not offered:
            return
        dialog = LetterDialog(self._page.window(), row.number, offered)
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(f"requests.letter.{row.id}", dialog)
        letter: NewLetter | None = dialog.run()
        if letter is None:
            return
        typed = dialog.draft()
        if dialog.wants_preview:
            self._preview(row.id, letter, typed)
        else:
            self._save(row.id, letter, typed)

    def _preview(self, request_id: RequestId, letter: NewLetter, typed: Draft) -> None:
        """Show the letter from memory; closing it leads back to the form."""

        def show(finished: FinishedLetter) -> None:
            can_save = not self._page.services.vaults.is_read_only
            preview = PdfPreview(self._page.window(), _tr("Voorbeeld van de brief"), finished.data, can_save=can_save)
            wanted = preview.exec() == QDialog.DialogCode.Accepted
            preview.deleteLater()
            if wanted:
                self._save(request_id, letter, typed)
            elif not self._page.services.holder.is_locked:
                self.make(typed)

        self._page.jobs.start(
            _tr("Voorbeeld maken"),
            quietly(partial(self._service.preview, request_id, letter)),
            done=show,
            failed=partial(self._again, typed),
        )

    def _save(self, request_id: RequestId, letter: NewLetter, typed: Draft) -> None:
        suggested = self._service.file_name(request_id, letter.kind)
        filters = (_tr("PDF-bestand (*.pdf)"),)
        target = self._page.messages.ask_save_path(_tr("Brief opslaan"), suggested, filters)
        if target is None:
            return
        self._page.jobs.start(
            _tr("Brief maken"),
            quietly(partial(self._service.save, request_id, letter, target)),
            done=self._tell,
            failed=partial(self._again, typed),
            changes=_CHANGED,
        )

    def _tell(self, receipt: ExportReceipt) -> None:
        path = Path(receipt.path)
        self._page.banner.say(
            _tr("De brief is opgeslagen als {0}.").format(path.name),
            Tone.SUCCESS,
            action=_tr("Map openen"),
            clicked=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent))),
        )

    def _again(self, typed: Draft, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._page.messages.show_failure(error)
            self.make(typed)
