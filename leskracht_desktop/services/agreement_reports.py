"""Reports about agreements: taken from the vault as a frozen whole, made, and written and logged both or neither."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.agreement_reports import (
    AgreementReport,
    AgreementSnapshot,
    ComparisonSnapshot,
    FactsSnapshot,
    FinishedReport,
    KeyCardSnapshot,
    LeafletCheckSnapshot,
    Letterhead,
    OpenQuestion,
    OwnComparisonSnapshot,
    QuestionsSnapshot,
    RegisterFormat,
    RegisterSnapshot,
)
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.guide_notes import GuidePlace, NoteKind, NoteRow, PlaceKind, ReadingStatus
from leskracht_desktop.domain.objections import objection_day
from leskracht_desktop.errors import NotFound
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.agreements import AgreementService
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.guide_notes import NoteService
from leskracht_desktop.services.guides import GuideService
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.inventory import is_inventory_supplier
from leskracht_desktop.services.leaflet_check import LeafletCheckService
from leskracht_desktop.services.outgoing import Outgoing, sweep
from leskracht_desktop.storage import schools, settings
from leskracht_desktop.storage.files import safe_name

if TYPE_CHECKING:
    from leskracht_desktop.reports.pdf.model import RenderedPdf


class AgreementReportService(Service):
    """Makes reports in memory, to look at and to print; only `save` writes a file, and logs it.

    Every method that makes one raises NotFound (also before there is an institution) and VaultLocked.
    """

    def __init__(self, holder: VaultHolder, clock: Clock, actor: Actor, guides: GuideService | None = None) -> None:
        super().__init__(holder, clock, actor)
        self._guides = guides or GuideService(holder, clock, actor)
        self._agreements = AgreementService(holder, clock, actor)
        self._notes = NoteService(holder, clock, actor)
        self._checks = LeafletCheckService(holder, clock, actor)

    def comparison(self, old: str, new: str, *, only_differences: bool = False) -> FinishedReport:
        """Return two versions of the model side by side: what is known of them when either has no articles."""
        from leskracht_desktop.reports.comparison import comparison_report
        from leskracht_desktop.reports.version_facts import version_facts_report

        library = self._guides.library()
        before, after = self._guides.guide(old), self._guides.guide(new)
        if not (before.worked_out and after.worked_out):
            facts = FactsSnapshot(self._letterhead(), library.notice, before, after)
            return _finished(AgreementReport.COMPARISON, version_facts_report(facts), f"{old}-{new}")
        compared = self._guides.compare(old, new)
        snapshot = ComparisonSnapshot(
            self._letterhead(),
            library.notice,
            before.version,
            after.version,
            compared.only_differences() if only_differences else compared,
            only_differences,
        )
        return _finished(AgreementReport.COMPARISON, comparison_report(snapshot), f"{old}-{new}")

    def own_comparison(self, agreement_id: AgreementId, *, only_differences: bool = False) -> FinishedReport:
        """Return the model of an agreement beside what the parties agreed themselves."""
        from leskracht_desktop.reports.own_comparison import own_comparison_report

        details = self._agreements.details(agreement_id)
        compared = self._guides.compare_with_own(agreement_id)
        snapshot = OwnComparisonSnapshot(
            self._letterhead(),
            self._guides.library().notice,
            self._guides.guide(details.row.model_version).version,
            details.row.supplier,
            details.row.title,
            details.row.version,
            compared.only_differences() if only_differences else compared,
            only_differences,
        )
        return _finished(
            AgreementReport.COMPARISON, own_comparison_report(snapshot), details.row.supplier, agreement_id=agreement_id
        )

    def key_card(self, agreement_id: AgreementId) -> FinishedReport:
        """Return the key card of an agreement, on one page."""
        from leskracht_desktop.reports.key_card import key_card

        facts = self._guides.key_facts(agreement_id)
        snapshot = KeyCardSnapshot(self._letterhead(), self._guides.library().notice, facts)
        return _finished(AgreementReport.KEY_CARD, key_card(snapshot), facts.supplier, agreement_id=agreement_id)

    def agreement(self, agreement_id: AgreementId) -> FinishedReport:
        """Return an agreement with its annexes, deviations and reviews as one document."""
        from leskracht_desktop.reports.agreement import agreement_report

        details = self._agreements.details(agreement_id)
        guide = self._guides.library().guide(details.row.model_version)
        with self._holder.vault.read() as session:
            calendar = dutch_calendar(settings.amendments(session))
        period = details.content.period(TermCode.SUB_PROCESSOR_OBJECTION)
        objections = tuple(objection_day(change, period, calendar) for change in details.changes)
        rendered = agreement_report(AgreementSnapshot(self._letterhead(), details, guide, objections))
        name = (details.row.supplier, details.row.version)
        return _finished(AgreementReport.AGREEMENT, rendered, *name, agreement_id=agreement_id)

    def questions_letter(self, agreement_id: AgreementId) -> FinishedReport:
        """Return the open questions about an agreement, and about its model, as a letter to the supplier."""
        from leskracht_desktop.reports.questions_letter import questions_letter

        snapshot = self._questions(agreement_id)
        rendered = questions_letter(snapshot)
        return _finished(AgreementReport.QUESTIONS_LETTER, rendered, snapshot.supplier.name, agreement_id=agreement_id)

    def questions_mail(self, agreement_id: AgreementId) -> FinishedReport:
        """Return the same letter as the attachment of a draft e-mail (.eml); nothing is sent."""
        from leskracht_desktop.reports.questions_letter import questions_mail

        snapshot = self._questions(agreement_id)
        name = _file_name(AgreementReport.QUESTIONS_MAIL, "eml", snapshot.supplier.name)
        return FinishedReport(AgreementReport.QUESTIONS_MAIL, questions_mail(snapshot), 0, name, agreement_id)

    def leaflet_check(self, agreement_id: AgreementId) -> FinishedReport:
        """Return the leaflet check of an agreement, made just now.

        Raises: FileRefused when the program's own inventory was altered.
        """
        from leskracht_desktop.reports.leaflet_check import leaflet_check_report

        check = self._checks.check(agreement_id)
        rendered = leaflet_check_report(LeafletCheckSnapshot(self._letterhead(), check))
        return _finished(AgreementReport.LEAFLET_CHECK, rendered, check.supplier, agreement_id=agreement_id)

    def register(self, form: RegisterFormat) -> FinishedReport:
        """Return the register of all agreements in one of its forms."""
        from leskracht_desktop.reports import agreement_register

        snapshot = RegisterSnapshot(self._letterhead(), self._agreements.all_details())
        pages = 0
        if form is RegisterFormat.PDF:
            rendered = agreement_register.register_report(snapshot)
            data, pages = rendered.data, rendered.page_count
        elif form is RegisterFormat.CSV:
            data = agreement_register.register_csv(snapshot)
        else:
            data = agreement_register.register_json(snapshot)
        return FinishedReport(AgreementReport.REGISTER, data, pages, _file_name(AgreementReport.REGISTER, form.value))

    def save(self, finished: FinishedReport, target: Path) -> Path:
        """Write a report to a file outside the vault, and log that, both or neither.

        Raises: DiskFull, FolderReadOnly, FileInUse, TargetExists, FileUnreadable, ReadOnlyVault, VaultLocked.
        """
        vault = self._holder.vault
        sha256 = hashlib.sha256(finished.data).hexdigest()
        sweep(vault, self._clock())
        with Outgoing(vault, target.parent, self._clock()) as files:
            files.promise({target.name: sha256})
            files.add(target, finished.data)
            with vault.session() as session:
                self._record(
                    session,
                    AuditKind.DOCUMENT_EXPORTED,
                    AuditEntity.AGREEMENT,
                    finished.agreement_id,
                    report=finished.report.value,
                    sha256=sha256,
                    pages=finished.page_count,
                )
                session.flush()
                files.take_places(session)
        return target

    def _letterhead(self) -> Letterhead:
        """Return who makes the report today.

        Raises: NotFound before there is an institution, VaultLocked.
        """
        with self._holder.vault.read() as session:
            found = schools.institution(session)
        if found is None:
            raise NotFound("institution", "")
        return Letterhead(
            institution=found.name,
            prepared_on=self._today(),
            contact_name=found.contact_name,
            contact_email=found.contact_email,
            contact_phone=found.contact_phone,
            address=found.address,
            postcode=found.postcode,
            city=found.city,
            logo=found.logo,
        )

    def open_questions(self, agreement_id: AgreementId) -> tuple[OpenQuestion, ...]:
        """Return what the letter about an agreement asks: typed questions, and places only marked as a question.

        A mark at a place where another supplier is asked something says nothing about this one. A question about the
        law or the glossary is in it only when somebody tied it to this agreement; one about the privacy statement goes
        to the supplier whose statement it is.

        Raises: NotFound, VaultLocked, FileRefused, FileUnreadable.
        """
        from leskracht_desktop.reports.agreement_names import place_name

        details = self._agreements.details(agreement_id)
        library = self._guides.library()
        questions_kept = [row for row in self._notes.notes() if row.note.kind is NoteKind.QUESTION]
        rows = [row for row in self._notes.open_questions() if _belongs(row, details)]
        asked = {row.note.place for row in questions_kept if row.answered_at is None or _is_for_other(row, details)}
        marked = [
            mark
            for mark in self._notes.marks().values()
            if mark.status is ReadingStatus.QUESTION and mark.place not in asked and _is_about(mark.place, details)
        ]
        questions = []
        for row in rows:
            name, order = place_name(row.note.place, library)
            questions.append(OpenQuestion(name, row.note.text, row.created_at, row.note.quote, order))
        for mark in marked:
            name, order = place_name(mark.place, library)
            questions.append(OpenQuestion(name, "", mark.at, order=order))
        return tuple(questions)

    def _questions(self, agreement_id: AgreementId) -> QuestionsSnapshot:
        details = self._agreements.details(agreement_id)
        return QuestionsSnapshot(
            self._letterhead(),
            details.supplier.supplier,
            details.row.title,
            details.row.model_version,
            self.open_questions(agreement_id),
        )


def _belongs(row: NoteRow, details: AgreementDetails) -> bool:
    """Tell whether a question is about this agreement: by itself, or else because of its place."""
    if row.note.agreement_id is not None:
        return row.note.agreement_id == details.row.id
    return _is_about(row.note.place, details)


def _is_for_other(row: NoteRow, details: AgreementDetails) -> bool:
    """Tell whether a question is tied to another agreement."""
    return row.note.agreement_id not in {None, details.row.id}


def _is_about(place: GuidePlace, details: AgreementDetails) -> bool:
    """Tell whether a place is about this agreement: its model, or the privacy statement of its supplier."""
    if place.kind is PlaceKind.STATEMENT:
        return is_inventory_supplier(details.row.supplier)
    return place.version == details.row.model_version


def _finished(
    report: AgreementReport, rendered: RenderedPdf, *name: str, agreement_id: AgreementId | None = None
) -> FinishedReport:
    return FinishedReport(report, rendered.data, rendered.page_count, _file_name(report, "pdf", *name), agreement_id)


def _file_name(report: AgreementReport, ending: str, *parts: str) -> str:
    from leskracht_desktop.reports.agreement_names import file_stem

    return f"{safe_name(file_stem(report, *parts), report.value)}.{ending}"
