"""The register of agreements: what was agreed, the steps and the versions; with the suppliers and what follows."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.agreement_content import texts_of
from leskracht_desktop.domain.agreement_deed_forms import step_problems, tidied_step
from leskracht_desktop.domain.agreement_form import (
    agreement_problems,
    change_problems,
    place_problems,
    tidied_agreement,
)
from leskracht_desktop.domain.agreement_rules import check_change_kind, next_agreement_status, next_version
from leskracht_desktop.domain.agreements import (
    UNSIGNED,
    AgreementDetails,
    AgreementEventKind,
    AgreementFilter,
    AgreementId,
    AgreementRow,
    AgreementStatus,
    AgreementStep,
    ChangeKind,
    NewAgreement,
    StepTaken,
)
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.guide import Guide, ModelStatus
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.domain.people_rules import Problems, text_problems
from leskracht_desktop.domain.text_safety import clean_text, parse_text
from leskracht_desktop.errors import NotAllowed
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.agreement_follow_up import FollowUpService, found_agreement
from leskracht_desktop.services.base import refuse
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.suppliers import SupplierService, found_supplier
from leskracht_desktop.storage import agreements as queries
from leskracht_desktop.storage.frozen_json import to_json
from leskracht_desktop.storage.models import (
    Agreement,
    AgreementVersion,
)
from leskracht_desktop.storage.passages import index_passages

ALL: Final = AgreementFilter()
FIRST_VERSION: Final = "1.0"

_HEAD: Final = (
    "model_version",
    "title",
    "valid_from",
    "valid_until",
    "notice_on",
    "signed_on",
    "school_signer",
    "supplier_signer",
    "review_months",
    "dvo_reference",
    "note",
)

_STEP_EVENTS: Final = {
    AgreementStep.OFFER: AgreementEventKind.OFFERED,
    AgreementStep.SIGN: AgreementEventKind.SIGNED,
    AgreementStep.GIVE_NOTICE: AgreementEventKind.NOTICE_GIVEN,
    AgreementStep.END: AgreementEventKind.ENDED,
    AgreementStep.CONFIRM_DESTRUCTION: AgreementEventKind.DESTRUCTION_CONFIRMED,
    AgreementStep.CORRECT: AgreementEventKind.STEP_TAKEN_BACK,
}
_STEP_DAYS: Final = {
    AgreementStep.SIGN: "signed_on",
    AgreementStep.GIVE_NOTICE: "notice_given_on",
    AgreementStep.END: "ended_on",
    AgreementStep.CONFIRM_DESTRUCTION: "destruction_confirmed_on",
}
_DAYS_OF_STATUS: Final = {
    AgreementStatus.SIGNED: "signed_on",
    AgreementStatus.NOTICE_GIVEN: "notice_given_on",
    AgreementStatus.ENDED: "ended_on",
    AgreementStatus.DESTRUCTION_CONFIRMED: "destruction_confirmed_on",
}


GuideOf = Callable[[str], Guide | None]


def no_guide(_version: str) -> Guide | None:
    """Know no version of the model."""
    return None


class AgreementService(SupplierService, FollowUpService):
    """Reads and changes agreements; each change is a line on the time line and in the audit log, in one transaction.

    `guide_of` gives what is known of a version of the model: which articles it has, and whether it is there at all.
    """

    def __init__(self, holder: VaultHolder, clock: Clock, actor: Actor, guide_of: GuideOf = no_guide) -> None:
        super().__init__(holder, clock, actor)
        self._guide_of = guide_of

    def list(self, chosen: AgreementFilter = ALL) -> tuple[AgreementRow, ...]:
        """Return the agreements a list shows, those in force first."""
        with self._holder.vault.read() as session:
            return queries.agreement_rows(session, chosen, self._today())

    def details(self, agreement_id: AgreementId) -> AgreementDetails:
        """Return an agreement with everything recorded about it.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return queries.agreement_details(session, agreement_id, self._today())

    def all_details(self) -> tuple[AgreementDetails, ...]:
        """Return every agreement with everything recorded about it, in the order in which they were registered."""
        with self._holder.vault.read() as session:
            ids = builtins.list(session.scalars(select(Agreement.id)))
            return queries.all_details(session, ids, self._today())

    def rows_of(self, details: Iterable[AgreementDetails]) -> tuple[AgreementRow, ...]:
        """Return what `list` does, of agreements that were read already."""
        return queries.in_order(one.row for one in details)

    def version(self, agreement_id: AgreementId, version: str) -> NewAgreement:
        """Return what was agreed in one version, present or past.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return queries.version_draft(session, agreement_id, version)

    def register(self, draft: NewAgreement) -> AgreementId:
        """Record an agreement: a draft, or with `signed_on` one that both parties signed already.

        Raises: InvalidInput, NationalNumberFound, NotAllowed (`model_only_expected`), NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            return self.register_in(session, draft)

    def register_in(self, session: Session, draft: NewAgreement) -> AgreementId:
        """Record an agreement within the transaction of a larger deed.

        Raises: InvalidInput, NationalNumberFound, NotAllowed (`model_only_expected`), NotFound.
        """
        today = self._today()
        refuse(agreement_problems(draft, today))
        refuse(place_problems(draft.content, self._articles_of(draft)))
        draft = tidied_agreement(draft)
        found_supplier(session, draft.supplier_id)
        status = AgreementStatus.DRAFT if draft.signed_on is None else AgreementStatus.SIGNED
        if draft.signed_on is not None:
            self._refuse_expected(draft.model_version)
        row = Agreement(
            supplier_id=draft.supplier_id,
            status=status,
            version=FIRST_VERSION,
            created_at=self._clock(),
            created_by=self._actor(),
            **{name: getattr(draft, name) for name in _HEAD},
        )
        session.add(row)
        session.flush()
        self._keep(session, row, draft, ChangeKind.NEW_VERSION, "")
        self._line(session, row, AgreementEventKind.REGISTERED, today)
        if draft.signed_on is not None:
            self._line(session, row, AgreementEventKind.SIGNED, draft.signed_on)
        self._record(session, AuditKind.AGREEMENT_REGISTERED, AuditEntity.AGREEMENT, row.id, status=status.value)
        return AgreementId(row.id)

    def change(self, agreement_id: AgreementId, draft: NewAgreement, change: ChangeKind, reason: str = "") -> str:
        """Store another version and return its number; a correction keeps reviews, a new version asks for them again.

        Nothing is stored when nothing differs. A new version needs a reason.

        Raises: InvalidInput, NationalNumberFound, NotAllowed (`agreement_over`), NotFound, ReadOnlyVault.
        """
        today = self._today()
        refuse(agreement_problems(draft, today) + _reason_problems(reason, change))
        draft = tidied_agreement(draft)
        with self._holder.vault.session() as session:
            row = found_agreement(session, agreement_id)
            check_change_kind(AgreementStatus(row.status), change)
            if row.status in UNSIGNED:
                draft = replace(draft, signed_on=None, school_signer="", supplier_signer="")
            before = queries.agreement_details(session, agreement_id, today)
            refuse(change_problems(before, draft, change, self._articles_of(draft)))
            if draft == before.draft:
                return row.version
            if row.status not in UNSIGNED and draft.model_version != row.model_version:
                self._refuse_expected(draft.model_version)
            row.version = next_version(row.version, change)
            for name in _HEAD:
                setattr(row, name, getattr(draft, name))
            self._keep(session, row, draft, change, clean_text(reason))
            kinds = {ChangeKind.CORRECTION: AgreementEventKind.CORRECTED}
            self._line(session, row, kinds.get(change, AgreementEventKind.NEW_VERSION), today, clean_text(reason))
            self._record(session, AuditKind.AGREEMENT_CHANGED, AuditEntity.AGREEMENT, agreement_id, change=change.value)
            return row.version

    def remove_draft(self, agreement_id: AgreementId) -> None:
        """Remove an agreement that was never offered for signing, with its documents; the log keeps that it was there.

        Raises: NotAllowed (`agreement_not_draft`), NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = found_agreement(session, agreement_id)
            if row.status != AgreementStatus.DRAFT:
                raise NotAllowed("agreement_not_draft")
            queries.remove_agreement(session, row)
            self._record(session, AuditKind.AGREEMENT_REMOVED, AuditEntity.AGREEMENT, agreement_id)

    def take_step(self, agreement_id: AgreementId, step: StepTaken) -> AgreementStatus:
        """Take a legal step and return where the agreement stands now.

        Raises: InvalidInput, NationalNumberFound, NotAllowed, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = found_agreement(session, agreement_id)
            status = AgreementStatus(row.status)
            reached = next_agreement_status(status, step.step, notice_given=row.notice_given_on is not None)
            refuse(step_problems(step, queries.last_step_on(row), self._today(), row.valid_until))
            step = tidied_step(step)
            if step.step is AgreementStep.SIGN:
                self._refuse_expected(row.model_version)
            row.status = reached
            if step.step is AgreementStep.CORRECT:
                if (taken_back := _DAYS_OF_STATUS.get(status)) is not None:
                    setattr(row, taken_back, None)
                if status is AgreementStatus.SIGNED:
                    row.school_signer = row.supplier_signer = ""
            elif (day := _STEP_DAYS.get(step.step)) is not None:
                setattr(row, day, step.on)
            if step.step is AgreementStep.SIGN:
                row.school_signer, row.supplier_signer = step.school_signer, step.supplier_signer
            self._line(session, row, _STEP_EVENTS[step.step], step.on, step.note)
            self._record(
                session,
                AuditKind.AGREEMENT_STEP,
                AuditEntity.AGREEMENT,
                agreement_id,
                step=step.step.value,
                status=reached.value,
            )
            return reached

    def _articles_of(self, draft: NewAgreement) -> Collection[int]:
        """Return the articles a deviation can be about; asked for only when there is one that names an article."""
        named = any(one.article is not None for one in draft.content.deviations)
        guide = self._guide_of(draft.model_version) if named else None
        return () if guide is None else tuple(article.number for article in guide.articles)

    def _refuse_expected(self, version: str) -> None:
        """Refuse to sign on a model that is only expected.

        Raises: NotAllowed (`model_only_expected`).
        """
        guide = self._guide_of(version)
        if guide is not None and guide.version.status is ModelStatus.EXPECTED:
            raise NotAllowed("model_only_expected")

    def _keep(self, session: Session, row: Agreement, draft: NewAgreement, change: ChangeKind, reason: str) -> None:
        """Store a version as a whole, and let it be found."""
        session.add(
            AgreementVersion(
                agreement_id=row.id,
                version=row.version,
                change=change,
                saved_at=self._clock(),
                actor=self._actor(),
                reason=reason,
                draft=to_json(draft),
            )
        )
        index_passages(session, HitKind.AGREEMENT, row.id, ["\n".join(texts_of(draft))])


def _reason_problems(reason: str, change: ChangeKind) -> Problems:
    if change is ChangeKind.NEW_VERSION and not reason.strip():
        return (("reason", "required"),)
    return tuple(text_problems({"reason": reason}, {"reason": parse_text}))
