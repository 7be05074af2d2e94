"""`Versies vergelijken…`: opens the comparison, and makes a PDF of it when that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from leskracht_desktop.ui.reader import zoom_memory
from leskracht_desktop.ui.reader.compare_dialog import CompareDialog, OwnChoice
from leskracht_desktop.ui.reader.zoom_memory import remember_zoom

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage


class CompareDeeds:
    """Compares two versions of the model, or a model with one of our agreements."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page

    def compare(self) -> None:
        """Open the comparison, with the version that is read as the newer one."""
        page = self._page
        guides = page.library().guides
        place = page.room.reader.place
        worked_out = [guide.version.id for guide in guides if guide.worked_out]
        known = [guide.version.id for guide in guides]
        read = place.version if place is not None else ""
        new = read if read in known[1:] else worked_out[-1]
        before = worked_out if new in worked_out[1:] else known
        old = before[max(0, before.index(new) - 1)]
        ours = [
            OwnChoice(row.id, f"{row.supplier}: {row.title}" if row.title else row.supplier, row.model_version)
            for row in page.services.agreements.list()
        ]
        compare_own = page.services.guides.compare_with_own
        dialog = CompareDialog(page.window(), guides, old, new, ours=ours, compare_own=compare_own)
        remember_zoom(dialog.sheet, page.services, zoom_memory.READING)
        on_paper = dialog.exec() == QDialog.DialogCode.Accepted
        own, versions = dialog.own, (dialog.old_choice.value, dialog.new_choice.value)
        only = dialog.only_differences.isChecked()
        dialog.deleteLater()
        if on_paper and own is not None:
            page.reports.own_comparison(own.agreement_id, only_differences=only)
        elif on_paper:
            page.reports.comparison(*versions, only_differences=only)
