"""What can be done with agreements: each deed asks in its form and is done through the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from leskracht_desktop.domain.agreement_content import Deviation, Product
from leskracht_desktop.domain.agreements import (
    AgreementDetails,
    AgreementId,
    AgreementStep,
    ChangeKind,
    NewAgreement,
    SubProcessorChangeRow,
    SupplierId,
)
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.leaflet_check import LeafletCheck
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.pages.agreements.dialogs import DeviationDialog, ReviewDialog, StepDialog
from leskracht_desktop.ui.pages.agreements.form import AgreementDialog, AgreementSetting, GivenAgreement
from leskracht_desktop.ui.pages.agreements.leaflet_check import LeafletCheckDialog
from leskracht_desktop.ui.pages.agreements.product import ProductDialog
from leskracht_desktop.ui.pages.agreements.sub_processors import AnnouncementDialog, DecisionDialog
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.form import Draft, FormDialog

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage

_CHANGED: Final = frozenset({Topic.AGREEMENTS, Topic.AUDIT})


class AgreementDeeds:
    """Carries out what the buttons of the page say; a form that the service refuses comes back as it was typed."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._services = page.services

    def register(self, draft: Draft | None = None) -> None:
        """Open the form of a new agreement and register it."""
        given, typed = self._ask(AgreementDialog(self._page.window(), self._setting()), "agreements.new", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Overeenkomst vastleggen"),
                quietly(partial(self._registered, given)),
                done=self._on_registered,
                failed=partial(self._again, lambda: self.register(typed)),
                changes=_CHANGED,
            )

    def change(self, draft: Draft | None = None) -> None:
        """Open the form of the chosen agreement and store it as a correction or a new version."""
        details = self._page.shown
        if details is None:
            return
        dialog = AgreementDialog(self._page.window(), self._setting(), details)
        given, typed = self._ask(dialog, f"agreements.change.{details.row.id}", draft)
        if given is not None:
            kind = given.change or ChangeKind.CORRECTION
            self._change(details.row.id, given.draft, kind, given.reason, lambda: self.change(typed))

    def take_step(self, step: AgreementStep, draft: Draft | None = None) -> None:
        """Ask what a step needs and take it, with the chosen agreement."""
        details = self._page.shown
        if details is None:
            return
        dialog = StepDialog(self._page.window(), step, details, self._page.tools.today())
        given, typed = self._ask(dialog, f"agreements.{step}.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Stap vastleggen"),
                quietly(partial(self._services.agreements.take_step, details.row.id, given)),
                failed=partial(self._again, lambda: self.take_step(step, typed)),
                changes=_CHANGED,
            )

    def add_deviation(self, article: int | None = None, draft: Draft | None = None) -> None:
        """Ask for a deviation from the model and add it to the chosen agreement."""
        details = self._page.shown
        if details is None:
            return
        choices = self._articles(details)
        dialog = DeviationDialog(self._page.window(), choices, self._page.tools.today(), article)
        given, typed = self._ask(dialog, f"agreements.deviation.{details.row.id}", draft)
        if isinstance(given, Deviation):
            content = replace(details.content, deviations=(*details.content.deviations, given))
            self._change(
                details.row.id,
                replace(details.draft, content=content),
                ChangeKind.CORRECTION,
                "",
                lambda: self.add_deviation(article, typed),
            )

    def edit_product(self, place: int, draft: Draft | None = None) -> None:
        """Ask what stands in the leaflet of a product (-1: a new one), and store it with the chosen agreement."""
        details = self._page.shown
        if details is None:
            return
        products = list(details.content.products)
        offered = tuple(self._services.inventory.inventory().within(Compartment.PROCESSOR))
        before = products[place] if 0 <= place < len(products) else None
        dialog = ProductDialog(self._page.window(), offered, self._page.tools.today(), before)
        given, typed = self._ask(dialog, f"agreements.product{place + 1}.{details.row.id}", draft)
        if isinstance(given, Product):
            if before is None:
                products.append(given)
            else:
                products[place] = given
            content = replace(details.content, products=tuple(products))
            self._change(
                details.row.id,
                replace(details.draft, content=content),
                ChangeKind.CORRECTION,
                "",
                lambda: self.edit_product(place, typed),
            )

    def announce_change(self, draft: Draft | None = None) -> None:
        """Ask which change of sub-processors was announced for the chosen agreement, and record it."""
        details = self._page.shown
        if details is None:
            return
        dialog = AnnouncementDialog(self._page.window(), self._page.tools.today())
        given, typed = self._ask(dialog, f"agreements.announce.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Aankondiging vastleggen"),
                quietly(partial(self._services.agreements.announce_change, details.row.id, given)),
                failed=partial(self._again, lambda: self.announce_change(typed)),
                changes=_CHANGED,
            )

    def decide_change(self, row: SubProcessorChangeRow) -> None:
        """Ask what the school decided about an announced change, and record it."""
        given = DecisionDialog(self._page.window(), row.change.name, self._page.tools.today()).run()
        if given is not None:
            self._page.jobs.start(
                _tr("Besluit vastleggen"),
                quietly(partial(self._services.agreements.decide_change, row.id, *given)),
                changes=_CHANGED,
            )

    def check_leaflet(self) -> None:
        """Compare the leaflets of the chosen agreement with what is stored, and show the differences."""
        details = self._page.shown
        if details is not None:
            self._page.jobs.start(
                _tr("Bijsluiter nakijken"),
                quietly(partial(self._services.leaflet_check.check, details.row.id)),
                done=self._show_check,
            )

    def export_calendar(self) -> None:
        """Ask where to and write the days of all agreements as a calendar file."""
        path = self._page.messages.ask_save_path(
            _tr("Agendabestand opslaan"), "overeenkomsten.ics", ("Agenda (*.ics)",)
        )
        if path is not None:
            self._page.jobs.start(
                _tr("Agendabestand opslaan"),
                quietly(partial(self._services.watch.export_calendar, path)),
                done=self._on_calendar,
                changes={Topic.AUDIT},
            )

    def _on_calendar(self, path: Path) -> None:
        text = _tr("Opgeslagen als {0}. Open het bestand om de dagen in uw agenda te zetten.")
        self._page.banner.say(text.format(path.name), Tone.SUCCESS)

    def _show_check(self, check: LeafletCheck) -> None:
        dialog = LeafletCheckDialog(self._page.window(), check)
        on_paper = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if on_paper:
            self._page.reports.leaflet_check(check.agreement_id)

    def review(self, draft: Draft | None = None) -> None:
        """Ask what somebody found who looked at the chosen agreement, and record it."""
        details = self._page.shown
        if details is None:
            return
        dialog = ReviewDialog(self._page.window(), self._page.tools.today(), self._services.actor())
        given, typed = self._ask(dialog, f"agreements.review.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Beoordeling vastleggen"),
                quietly(partial(self._services.agreements.review, details.row.id, given)),
                failed=partial(self._again, lambda: self.review(typed)),
                changes=_CHANGED,
            )

    def resume(self, key: str, draft: Draft) -> None:
        """Open the form that was open when the vault was locked, with what was typed in it."""
        match key.split("."):
            case ["agreements", "new"]:
                self.register(draft)
            case ["agreements", what, number] if number.isdigit():
                self._page.show_agreement(AgreementId(int(number)))
                if self._page.shown is None or self._page.shown.row.id != int(number):
                    return
                if what in set(AgreementStep):
                    self.take_step(AgreementStep(what), draft)
                elif what in (
                    deeds := {"change": self.change, "review": self.review, "announce": self.announce_change}
                ):
                    deeds[what](draft)
                elif what == "deviation":
                    self.add_deviation(draft=draft)
                elif what.startswith("product") and what.removeprefix("product").isdigit():
                    self.edit_product(int(what.removeprefix("product")) - 1, draft)

    def _change(
        self,
        agreement_id: AgreementId,
        draft: NewAgreement,
        kind: ChangeKind,
        reason: str,
        again: Callable[[], object],
    ) -> None:
        self._page.jobs.start(
            _tr("Overeenkomst wijzigen"),
            quietly(lambda: self._services.agreements.change(agreement_id, draft, kind, reason)),
            failed=partial(self._again, again),
            changes=_CHANGED,
        )

    def _registered(self, given: GivenAgreement) -> AgreementId:
        agreements = self._services.agreements
        draft = given.draft
        if not draft.supplier_id:
            known = agreements.supplier_named(given.supplier.name)
            supplier_id: SupplierId = agreements.add_supplier(given.supplier) if known is None else known.id
            draft = replace(draft, supplier_id=supplier_id)
        return agreements.register(draft)

    def _setting(self) -> AgreementSetting:
        services = self._services
        return AgreementSetting(
            services.schools.institution(),
            services.agreements.suppliers(),
            self._page.model_versions(),
            self._page.tools.today(),
        )

    def _articles(self, details: AgreementDetails) -> list[tuple[int | None, str]]:
        guide = self._page.library().guide(details.row.model_version)
        found: list[tuple[int | None, str]] = [
            (article.number, f"{article.number}. {article.title}") for article in (guide.articles if guide else ())
        ]
        return [*found, (None, _tr("Een bijlage of iets anders"))]

    def _ask(self, dialog: FormDialog, key: str, draft: Draft | None) -> tuple[Any | None, Draft]:
        """Show a form until it is saved or given up; return what it gives, or None, and what was typed."""
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(key, dialog)
        given = dialog.run()
        return given, dialog.draft() if given is not None else {}

    def _on_registered(self, agreement_id: AgreementId) -> None:
        self._page.show_agreement(agreement_id)
        self._page.banner.say(_tr("De overeenkomst is vastgelegd."), Tone.SUCCESS)

    def _again(self, reopen: Callable[[], object], error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._page.messages.show_failure(error)
            reopen()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgreementDeeds", text)
