"""All services of the program, over one vault holder, one clock and one hand; each is loaded when first asked for."""

from __future__ import annotations

import contextlib
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from leskracht_desktop.clock import Clock, local_date, system_clock
from leskracht_desktop.errors import EnvironmentProblem
from leskracht_desktop.services.actors import CurrentActor
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.vaults import VaultService

if TYPE_CHECKING:
    from leskracht_desktop.domain.guide import Guide
    from leskracht_desktop.services.agreement_documents import DocumentService
    from leskracht_desktop.services.agreement_intake import AgreementIntakeService
    from leskracht_desktop.services.agreement_reports import AgreementReportService
    from leskracht_desktop.services.agreement_watch import WatchService
    from leskracht_desktop.services.agreements import AgreementService
    from leskracht_desktop.services.attachments import AttachmentService
    from leskracht_desktop.services.audit import AuditService
    from leskracht_desktop.services.dossiers import DossierService
    from leskracht_desktop.services.guide_notes import NoteService
    from leskracht_desktop.services.guides import GuideService
    from leskracht_desktop.services.imports import ImportService
    from leskracht_desktop.services.inventory import InventoryService
    from leskracht_desktop.services.leaflet_check import LeafletCheckService
    from leskracht_desktop.services.overview import OverviewService
    from leskracht_desktop.services.people import PeopleService
    from leskracht_desktop.services.request_letters import RequestLetterService
    from leskracht_desktop.services.requests import RequestService
    from leskracht_desktop.services.retentions import RetentionService
    from leskracht_desktop.services.schools import SchoolService
    from leskracht_desktop.services.settings import SettingsService


class Services:
    """Every use case of the program; windows and commands call these and nothing below them.

    All but `vaults` bring SQLAlchemy along, for which the unlock screen should not wait: hence the late imports.
    """

    def __init__(self, clock: Clock, actor: str | None, holder: VaultHolder) -> None:
        self.holder = holder
        self.clock = clock
        self.actor = CurrentActor(actor)
        self.vaults = VaultService(self.holder, clock, self.actor)
        self.vaults.unlocked += [self._sign_as_chosen, self._mark_left]
        self.vaults.creating.append(lambda new: self.actor.introduce(new.contact_name))
        self.vaults.locked.append(self.actor.forget)
        if not holder.is_locked:
            self._sign_as_chosen()

    def today(self) -> date:
        """Return the Dutch calendar day of now."""
        return local_date(self.clock())

    def _sign_as_chosen(self) -> None:
        self.settings.load_actor()

    def _mark_left(self) -> None:
        """Keep who left since the last time up to date; on a full disk that can wait, the vault opens all the same."""
        if not self.vaults.is_read_only:
            with contextlib.suppress(EnvironmentProblem):
                self.people.mark_left()

    @cached_property
    def schools(self) -> SchoolService:
        """The institution, its schools, sites and groups."""
        from leskracht_desktop.services.schools import SchoolService

        return SchoolService(self.holder, self.clock, self.actor)

    @cached_property
    def people(self) -> PeopleService:
        """People and their relations."""
        from leskracht_desktop.services.people import PeopleService

        return PeopleService(self.holder, self.clock, self.actor)

    @cached_property
    def requests(self) -> RequestService:
        """Requests and their deadlines."""
        from leskracht_desktop.services.requests import RequestService

        return RequestService(self.holder, self.clock, self.actor)

    @cached_property
    def request_letters(self) -> RequestLetterService:
        """Letters around a request."""
        from leskracht_desktop.services.request_letters import RequestLetterService

        return RequestLetterService(self.holder, self.clock, self.actor)

    @cached_property
    def imports(self) -> ImportService:
        """Taking in files."""
        from leskracht_desktop.services.imports import ImportService

        return ImportService(self.holder, self.clock, self.actor)

    @cached_property
    def dossiers(self) -> DossierService:
        """Access dossiers."""
        from leskracht_desktop.services.dossiers import DossierService

        return DossierService(self.holder, self.clock, self.actor)

    @cached_property
    def attachments(self) -> AttachmentService:
        """Stored photos and files of people."""
        from leskracht_desktop.services.attachments import AttachmentService

        return AttachmentService(self.holder, self.clock, self.actor)

    @cached_property
    def audit(self) -> AuditService:
        """The audit log."""
        from leskracht_desktop.services.audit import AuditService

        return AuditService(self.holder, self.clock, self.actor)

    @cached_property
    def inventory(self) -> InventoryService:
        """Why, by whom and for how long each category of data is processed."""
        from leskracht_desktop.services.inventory import InventoryService

        return InventoryService()

    @cached_property
    def retentions(self) -> RetentionService:
        """How long the school keeps its own data."""
        from leskracht_desktop.services.retentions import RetentionService

        return RetentionService(self.holder, self.clock, self.actor)

    @cached_property
    def overview(self) -> OverviewService:
        """What needs somebody today."""
        from leskracht_desktop.services.overview import OverviewService

        return OverviewService(self.holder, self.clock, self.actor, self.vaults.last_backup_at)

    @cached_property
    def agreements(self) -> AgreementService:
        """The register of agreements."""
        from leskracht_desktop.services.agreements import AgreementService

        return AgreementService(self.holder, self.clock, self.actor, self._guide_of)

    def _guide_of(self, version: str) -> Guide | None:
        return self.guides.library().guide(version)

    @cached_property
    def agreement_intake(self) -> AgreementIntakeService:
        """Taking in an agreement with its document, both or neither."""
        from leskracht_desktop.services.agreement_intake import AgreementIntakeService

        return AgreementIntakeService(self.holder, self.clock, self.actor, self._guide_of)

    @cached_property
    def documents(self) -> DocumentService:
        """The documents of agreements."""
        from leskracht_desktop.services.agreement_documents import DocumentService

        return DocumentService(self.holder, self.clock, self.actor)

    @cached_property
    def watch(self) -> WatchService:
        """What agreements ask for, and by when."""
        from leskracht_desktop.services.agreement_watch import WatchService

        return WatchService(self.holder, self.clock, self.actor)

    @cached_property
    def leaflet_check(self) -> LeafletCheckService:
        """What was agreed against what is stored."""
        from leskracht_desktop.services.leaflet_check import LeafletCheckService

        return LeafletCheckService(self.holder, self.clock, self.actor)

    @cached_property
    def guides(self) -> GuideService:
        """The guides to the model agreements, comparing them, and searching in everything that can be read."""
        from leskracht_desktop.services.guides import GuideService

        return GuideService(self.holder, self.clock, self.actor)

    @cached_property
    def notes(self) -> NoteService:
        """Notes, questions and reading status beside the guides."""
        from leskracht_desktop.services.guide_notes import NoteService

        return NoteService(self.holder, self.clock, self.actor)

    @cached_property
    def agreement_reports(self) -> AgreementReportService:
        """Reports about agreements, to look at, print and save."""
        from leskracht_desktop.services.agreement_reports import AgreementReportService

        return AgreementReportService(self.holder, self.clock, self.actor, self.guides)

    @cached_property
    def settings(self) -> SettingsService:
        """Settings and holidays."""
        from leskracht_desktop.services.settings import SettingsService

        return SettingsService(self.holder, self.clock, self.actor)


def build_services(
    clock: Clock = system_clock, actor: str | None = None, holder: VaultHolder | None = None
) -> Services:
    """Return all services, with no vault open yet unless `holder` holds one.

    `actor` is the name to sign with as long as the settings of the vault do not say otherwise; without it that of
    the vault's privacy contact, and with no vault that of the operating system's user.
    """
    return Services(clock, actor, holder or VaultHolder())
