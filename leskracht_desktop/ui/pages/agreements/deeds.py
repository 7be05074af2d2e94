"""What can be done with agreements: each deed asks in its form and is done through the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from leskracht_desktop.domain.agreements import (
    AgreementDetails,
    AgreementId,
    AgreementStep,
    ChangeKind,
    NewAgreement,
    SubProcessorChangeRow,
    SupplierId,
)
from leskracht_desktop.domain.leaflet_check import LeafletCheck
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.pages.agreements.content_deeds import ContentDeeds
from leskracht_desktop.ui.pages.agreements.dialogs import ReviewDialog, StepDialog
from leskracht_desktop.ui.pages.agreements.form import AgreementDialog
from leskracht_desktop.ui.pages.agreements.form_values import AgreementSetting, GivenAgreement
from leskracht_desktop.ui.pages.agreements.leaflet_check import LeafletCheckDialog
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
        self.content = ContentDeeds(page, self)

    def register(self, draft: Draft | None = None) -> None:
        """Open the form of a new agreement and register it."""
        given, typed = self.ask(AgreementDialog(self._page.window(), self._setting()), "agreements.new", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Overeenkomst vastleggen"),
                quietly(partial(self._registered, given)),
                done=self._on_registered,
                failed=partial(self.again, lambda: self.register(typed)),
                changes=_CHANGED,
            )

    def change(self, draft: Draft | None = None) -> None:
        """Open the form of the chosen agreement and store it as a correction or a new version."""
        details = self._page.shown
        if details is None:
            return
        dialog = AgreementDialog(self._page.window(), self._setting(), details)
        given, typed = self.ask(dialog, f"agreements.change.{details.row.id}", draft)
        if given is not None:
            kind = given.change or ChangeKind.CORRECTION
            self.store(details.row.id, given.draft, kind, given.reason, lambda: self.change(typed))

    def take_step(self, step: AgreementStep, draft: Draft | None = None) -> None:
        """Ask what a step needs and take it, with the chosen agreement."""
        details = self._page.shown
        if details is None:
            return
        dialog = StepDialog(self._page.window(), step, details, self._page.tools.today())
        given, typed = self.ask(dialog, f"agreements.{step}.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Stap vastleggen"),
                quietly(partial(self._services.agreements.take_step, details.row.id, given)),
                failed=partial(self.again, lambda: self.take_step(step, typed)),
                changes=_CHANGED,
            )

    def remove_draft(self) -> None:
        """Ask, and remove the chosen agreement that was never offered for signing."""
        details = self._page.shown
        if details is None:
            return
        text = _tr(
            "Het concept verdwijnt met zijn documenten uit de kluis. In het logboek blijft staan dat het er was."
        )
        if self._page.messages.ask(_tr("Concept weghalen?"), text, _tr("Weghalen"), dangerous=True):
            self._page.jobs.start(
                _tr("Concept weghalen"),
                quietly(partial(self._services.agreements.remove_draft, details.row.id)),
                changes=_CHANGED,
            )

    def announce_change(self, draft: Draft | None = None) -> None:
        """Ask which change of sub-processors was announced for the chosen agreement, and record it."""
        details = self._page.shown
        if details is None:
            return
        dialog = AnnouncementDialog(self._page.window(), self._page.tools.today())
        given, typed = self.ask(dialog, f"agreements.announce.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Aankondiging vastleggen"),
                quietly(partial(self._services.agreements.announce_change, details.row.id, given)),
                failed=partial(self.again, lambda: self.announce_change(typed)),
                changes=_CHANGED,
            )

    def decide_change(self, row: SubProcessorChangeRow, draft: Draft | None = None) -> None:
        """Ask what the school decided about an announced change, and record it."""
        details = self._page.shown
        if details is None:
            return
        dialog = DecisionDialog(self._page.window(), row, self._page.tools.today())
        given, typed = self.ask(dialog, f"agreements.decision{row.id}.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Besluit vastleggen"),
                quietly(partial(self._services.agreements.decide_change, row.id, *given)),
                failed=partial(self.again, lambda: self.decide_change(row, typed)),
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
        given, typed = self.ask(dialog, f"agreements.review.{details.row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Beoordeling vastleggen"),
                quietly(partial(self._services.agreements.review, details.row.id, given)),
                failed=partial(self.again, lambda: self.review(typed)),
                changes=_CHANGED,
            )

    def resume(self, key: str, draft: Draft) -> None:
        """Open the form that was open when the vault was locked, with what was typed in it."""
        match key.split("."):
            case ["agreements", "new"]:
                self.register(draft)
            case ["agreements", what, number] if number.isdigit():
                self._page.show_agreement(AgreementId(int(number)))
                if self._page.shown is not None and self._page.shown.row.id == int(number):
                    self._resume_with(self._page.shown, what, draft)

    def _resume_with(self, details: AgreementDetails, what: str, draft: Draft) -> None:
        if what in set(AgreementStep):
            self.take_step(AgreementStep(what), draft)
        elif what in (deeds := {"change": self.change, "review": self.review, "announce": self.announce_change}):
            deeds[what](draft)
        elif what.startswith("document"):
            for document in details.documents:
                if what == f"document{document.id}":
                    self._page.documents.change(document, draft)
        elif what.startswith("decision"):
            for row in details.changes:
                if what == f"decision{row.id}":
                    self.decide_change(row, draft)
        else:
            self.content.resume(what, draft)

    def store(
        self,
        agreement_id: AgreementId,
        draft: NewAgreement,
        kind: ChangeKind,
        reason: str,
        again: Callable[[], object],
    ) -> None:
        """Store another version of an agreement; `again` opens the form when it was refused."""
        self._page.jobs.start(
            _tr("Overeenkomst wijzigen"),
            quietly(lambda: self._services.agreements.change(agreement_id, draft, kind, reason)),
            failed=partial(self.again, again),
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

    def ask(self, dialog: FormDialog, key: str, draft: Draft | None) -> tuple[Any | None, Draft]:
        """Show a form until it is saved or given up; return what it gives, or None, and what was typed."""
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(key, dialog)
        given = dialog.run()
        return given, dialog.draft() if given is not None else {}

    def _on_registered(self, agreement_id: AgreementId) -> None:
        self._page.show_agreement(agreement_id)
        self._page.banner.say(_tr("De overeenkomst is vastgelegd."), Tone.SUCCESS)

    def again(self, reopen: Callable[[], object], error: Exception) -> None:
        """Tell what went wrong, and open the form again with what was typed."""
        if not isinstance(error, Cancelled):
            self._page.messages.show_failure(error)
            reopen()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgreementDeeds", text)
