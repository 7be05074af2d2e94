"""Changing one part of what was agreed: a deviation, a product, the security annex, the supplier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.agreements import AgreementDetails, SubProcessorChangeRow
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.pages.agreements.changing import ChangeDialog
from leskracht_desktop.ui.pages.agreements.deviations import DeviationDialog, places_of
from leskracht_desktop.ui.pages.agreements.product import ProductDialog
from leskracht_desktop.ui.pages.agreements.security import SecurityDialog
from leskracht_desktop.ui.pages.agreements.sub_processors import AnnouncementDialog
from leskracht_desktop.ui.pages.agreements.supplier import SupplierDialog
from leskracht_desktop.ui.pages.agreements.versions import VersionsDialog
from leskracht_desktop.ui.widgets.form import Draft

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.deeds import AgreementDeeds
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage

_CHANGED: Final = frozenset({Topic.AGREEMENTS, Topic.AUDIT})


class ContentDeeds:
    """Opens the form of one part of the chosen agreement, and stores the agreement with that part changed."""

    def __init__(self, page: AgreementsPage, deeds: AgreementDeeds) -> None:
        self._page, self._deeds = page, deeds
        self._services = page.services

    def edit_deviation(self, place: int, draft: Draft | None = None) -> None:
        """Ask for a deviation from the model (-1: a new one)."""
        details = self._page.shown
        if details is not None:
            guide = self._page.library().guide(details.row.model_version)
            places = places_of(guide, _tr("Iets anders"), _tr("Artikel {0}"))
            dialog = DeviationDialog(self._page.window(), details, places, self._page.tools.today(), place)
            self._change(
                dialog, f"deviation{place + 1}", _tr("Afwijking weghalen?"), partial(self.edit_deviation, place), draft
            )

    def edit_product(self, place: int, draft: Draft | None = None) -> None:
        """Ask what stands in the leaflet of a product (-1: a new one)."""
        details = self._page.shown
        if details is not None:
            offered = tuple(self._services.inventory.inventory().within(Compartment.PROCESSOR))
            dialog = ProductDialog(self._page.window(), details, offered, self._page.tools.today(), place)
            self._change(
                dialog, f"product{place + 1}", _tr("Product weghalen?"), partial(self.edit_product, place), draft
            )

    def edit_security(self, draft: Draft | None = None) -> None:
        """Ask what stands in the security annex."""
        details = self._page.shown
        if details is not None:
            dialog = SecurityDialog(self._page.window(), details, self._page.tools.today())
            self._change(dialog, "security", "", self.edit_security, draft)

    def edit_supplier(self, draft: Draft | None = None) -> None:
        """Ask who the supplier of the chosen agreement is, and store that for all agreements with it."""
        details = self._page.shown
        if details is None:
            return
        dialog = SupplierDialog(self._page.window(), details.supplier.supplier, self._page.tools.today())
        given, typed = self._deeds.ask(dialog, f"agreements.supplier.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Leverancier wijzigen"),
                quietly(partial(self._services.agreements.save_supplier, details.supplier.id, given)),
                failed=partial(self._deeds.again, lambda: self.edit_supplier(typed)),
                changes=_CHANGED,
            )

    def edit_announcement(self, row: SubProcessorChangeRow, draft: Draft | None = None) -> None:
        """Correct an announced change of sub-processors, or take it away."""
        details = self._page.shown
        if details is None:
            return
        dialog = AnnouncementDialog(self._page.window(), self._page.tools.today(), row.change)
        given, typed = self._deeds.ask(dialog, f"agreements.announcement{row.id}.{details.row.id}", draft)
        if given is None:
            return
        if dialog.removed:
            text = _tr("Op de tijdlijn blijft staan dat de aankondiging er was.")
            if not self._page.messages.ask(_tr("Aankondiging weghalen?"), text, _tr("Weghalen"), dangerous=True):
                self.edit_announcement(row, typed)
                return
            deed = partial(self._services.agreements.remove_change, row.id)
        else:
            deed = partial(self._services.agreements.correct_change, row.id, given)
        self._page.jobs.start(
            _tr("Aankondiging wijzigen"),
            quietly(deed),
            failed=partial(self._deeds.again, lambda: self.edit_announcement(row, typed)),
            changes=_CHANGED,
        )

    def show_versions(self) -> None:
        """Show what was agreed in each version of the chosen agreement."""
        details = self._page.shown
        if details is not None:
            version = partial(self._services.agreements.version, details.row.id)
            dialog = VersionsDialog(self._page.window(), details, version)
            dialog.exec()
            dialog.deleteLater()

    def resume(self, what: str, draft: Draft) -> None:
        """Open the form of a part again, after the vault was locked."""
        name = what.rstrip("0123456789")
        number = what.removeprefix(name)
        if name == "deviation" and number:
            self.edit_deviation(int(number) - 1, draft)
        elif name == "product" and number:
            self.edit_product(int(number) - 1, draft)
        elif name == "announcement" and self._page.shown is not None:
            for row in self._page.shown.changes:
                if str(row.id) == number:
                    self.edit_announcement(row, draft)
        elif what == "security":
            self.edit_security(draft)
        elif what == "supplier":
            self.edit_supplier(draft)

    def _change(
        self,
        dialog: ChangeDialog,
        key: str,
        question: str,
        reopen: Callable[[Draft], object],
        draft: Draft | None,
    ) -> None:
        details: AgreementDetails = dialog.details
        given, typed = self._deeds.ask(dialog, f"agreements.{key}.{details.row.id}", draft)
        if given is None:
            return
        if given.removed and not self._really(question):
            reopen(typed)
            return
        changed = replace(details.draft, content=given.content)
        self._deeds.store(details.row.id, changed, given.change, given.reason, lambda: reopen(typed))

    def _really(self, question: str) -> bool:
        text = _tr("In de versie van nu blijft het leesbaar, bij ‘Eerdere versies’. In de nieuwe staat het niet meer.")
        return self._page.messages.ask(question, text, _tr("Weghalen"), dangerous=True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ContentDeeds", text)
