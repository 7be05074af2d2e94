"""What happens to an agreement after it was made: reviews, and changes of sub-processors that were announced."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreement_deed_forms import (
    decision_problems,
    review_problems,
    sub_processor_change_problems,
    tidied_review,
    tidied_sub_processor_change,
)
from leskracht_desktop.domain.agreements import (
    AgreementEventKind,
    AgreementId,
    Decision,
    NewReview,
    NewSubProcessorChange,
    SubProcessorChangeId,
)
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.text_safety import clean_text
from leskracht_desktop.errors import NotFound
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.storage.models import Agreement, AgreementEvent, AgreementReview, SubProcessorChange


class FollowUpService(Service):
    """Records what came after, on the time line and in the audit log; part of the register of agreements."""

    def review(self, agreement_id: AgreementId, draft: NewReview) -> None:
        """Record that somebody looked at the present version.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(review_problems(draft, self._today()))
        draft = tidied_review(draft)
        with self._holder.vault.session() as session:
            row = found_agreement(session, agreement_id)
            session.add(
                AgreementReview(
                    agreement_id=agreement_id,
                    version=row.version,
                    reviewed_on=draft.reviewed_on,
                    reviewer=draft.reviewer,
                    risk=draft.risk,
                    remarks=draft.remarks,
                    recorded_at=self._clock(),
                    actor=self._actor(),
                )
            )
            self._line(session, row, AgreementEventKind.REVIEWED, draft.reviewed_on, draft.remarks)
            self._record(
                session, AuditKind.AGREEMENT_REVIEWED, AuditEntity.AGREEMENT, agreement_id, risk=draft.risk.value
            )

    def announce_change(self, agreement_id: AgreementId, draft: NewSubProcessorChange) -> SubProcessorChangeId:
        """Record a change of sub-processors that the supplier announced (AVG art. 28(2)).

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        today = self._today()
        refuse(sub_processor_change_problems(draft, today))
        draft = tidied_sub_processor_change(draft)
        with self._holder.vault.session() as session:
            row = found_agreement(session, agreement_id)
            values = {name: getattr(draft, name) for name in NewSubProcessorChange.__dataclass_fields__}
            change = SubProcessorChange(
                agreement_id=agreement_id, decision=Decision.OPEN, actor=self._actor(), **values
            )
            session.add(change)
            session.flush()
            self._line(session, row, AgreementEventKind.CHANGE_ANNOUNCED, draft.announced_on or today, draft.name)
            self._record(session, AuditKind.SUB_PROCESSOR_CHANGE_ANNOUNCED, AuditEntity.AGREEMENT, agreement_id)
            return SubProcessorChangeId(change.id)

    def decide_change(self, change_id: SubProcessorChangeId, decision: Decision, on: date, note: str = "") -> None:
        """Record what the school decided about an announced change; a second time corrects the first.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(decision_problems(on, note, self._today()))
        with self._holder.vault.session() as session:
            change, row = _found_change(session, change_id)
            change.decision, change.decision_note = decision, clean_text(note)
            change.decided_on = None if decision is Decision.OPEN else on
            self._line(session, row, AgreementEventKind.CHANGE_DECIDED, on, change.name)
            self._record(
                session,
                AuditKind.SUB_PROCESSOR_CHANGE_DECIDED,
                AuditEntity.AGREEMENT,
                row.id,
                decision=decision.value,
            )

    def correct_change(self, change_id: SubProcessorChangeId, draft: NewSubProcessorChange) -> None:
        """Correct what was recorded of an announced change; what was decided about it stays.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(sub_processor_change_problems(draft, self._today()))
        draft = tidied_sub_processor_change(draft)
        with self._holder.vault.session() as session:
            change, row = _found_change(session, change_id)
            values = {name: getattr(draft, name) for name in NewSubProcessorChange.__dataclass_fields__}
            if all(getattr(change, name) == value for name, value in values.items()):
                return
            for name, value in values.items():
                setattr(change, name, value)
            self._line(session, row, AgreementEventKind.CHANGE_CORRECTED, self._today(), draft.name)
            self._record(session, AuditKind.SUB_PROCESSOR_CHANGE_CORRECTED, AuditEntity.AGREEMENT, row.id)

    def remove_change(self, change_id: SubProcessorChangeId) -> None:
        """Remove an announced change that should not have been recorded; the time line keeps that it was there.

        Raises: NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            change, row = _found_change(session, change_id)
            session.delete(change)
            self._line(session, row, AgreementEventKind.CHANGE_REMOVED, self._today(), change.name)
            self._record(session, AuditKind.SUB_PROCESSOR_CHANGE_REMOVED, AuditEntity.AGREEMENT, row.id)

    def _line(self, session: Session, row: Agreement, kind: AgreementEventKind, on: date, text: str = "") -> None:
        session.add(
            AgreementEvent(
                agreement_id=row.id,
                at=self._clock(),
                actor=self._actor(),
                kind=kind,
                on=on,
                version=row.version,
                text=text,
            )
        )


def _found_change(session: Session, change_id: SubProcessorChangeId) -> tuple[SubProcessorChange, Agreement]:
    change = session.get(SubProcessorChange, change_id)
    if change is None:
        raise NotFound("sub_processor_change", str(change_id))
    return change, found_agreement(session, AgreementId(change.agreement_id))


def found_agreement(session: Session, agreement_id: AgreementId) -> Agreement:
    """Return the row of an agreement.

    Raises: NotFound.
    """
    row = session.get(Agreement, agreement_id)
    if row is None:
        raise NotFound("agreement", str(agreement_id))
    return row
