"""Queries on agreements: everything about some of them in a fixed number of queries, and their time lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.agreement_rules import review_counts, review_due_on
from leskracht_desktop.domain.agreements import (
    AgreementDetails,
    AgreementEventKind,
    AgreementEventRow,
    AgreementFilter,
    AgreementId,
    AgreementRow,
    AgreementStatus,
    ChangeKind,
    Decision,
    NewAgreement,
    NewReview,
    NewSubProcessorChange,
    NewSupplier,
    ReviewRow,
    Risk,
    SubProcessorChangeId,
    SubProcessorChangeKind,
    SubProcessorChangeRow,
    SupplierDetails,
    SupplierId,
    VersionRow,
)
from leskracht_desktop.domain.fuzzy import fold
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.errors import NotFound
from leskracht_desktop.storage.documents import document_rows, remove_document
from leskracht_desktop.storage.frozen_json import from_json
from leskracht_desktop.storage.models import (
    Agreement,
    AgreementDocument,
    AgreementEvent,
    AgreementReview,
    AgreementVersion,
    Attachment,
    GuideNote,
    SubProcessorChange,
    Supplier,
)
from leskracht_desktop.storage.passages import unindex_passages

Item = TypeVar("Item")


def suppliers(session: Session) -> tuple[SupplierDetails, ...]:
    """Return all suppliers by name."""
    rows = session.scalars(select(Supplier).order_by(func.lower(Supplier.name), Supplier.id))
    return tuple(supplier_of(row) for row in rows)


def supplier_of(row: Supplier) -> SupplierDetails:
    """Return a supplier as windows show it."""
    values = {name: getattr(row, name) for name in NewSupplier.__dataclass_fields__}
    return SupplierDetails(SupplierId(row.id), NewSupplier(**values))


def agreement_rows(session: Session, chosen: AgreementFilter, today: date) -> tuple[AgreementRow, ...]:
    """Return the agreements a list shows: those in force first, by supplier and title."""
    ids = list(session.scalars(_where(select(Agreement.id), chosen)))
    found = [one.row for one in all_details(session, ids, today)]
    words = fold(chosen.text).split()
    return in_order(row for row in found if not words or _holds(row, words))


def in_order(rows: Iterable[AgreementRow]) -> tuple[AgreementRow, ...]:
    """Return agreements as a list shows them: those in force first, by supplier and title."""
    order = tuple(AgreementStatus)
    places = {AgreementStatus.SIGNED: -2, AgreementStatus.NOTICE_GIVEN: -1}
    return tuple(
        sorted(
            rows,
            key=lambda row: (places.get(row.status, order.index(row.status)), fold(row.supplier), row.title, row.id),
        )
    )


def _holds(row: AgreementRow, words: Collection[str]) -> bool:
    text = fold(" ".join((row.supplier, row.title, row.model_version, row.dvo_reference, *row.products)))
    return all(word in text for word in words)


def _where(query: Select[int], chosen: AgreementFilter) -> Select[int]:
    if chosen.statuses:
        query = query.where(Agreement.status.in_(sorted(chosen.statuses)))
    if chosen.supplier_id is not None:
        query = query.where(Agreement.supplier_id == chosen.supplier_id)
    if chosen.model_version:
        query = query.where(Agreement.model_version == chosen.model_version)
    return query


def agreement_details(session: Session, agreement_id: AgreementId, today: date) -> AgreementDetails:
    """Return everything about one agreement.

    Raises: NotFound.
    """
    found = all_details(session, [agreement_id], today)
    if not found:
        raise NotFound("agreement", str(agreement_id))
    return found[0]


def all_details(session: Session, ids: Collection[int], today: date) -> tuple[AgreementDetails, ...]:
    """Return everything about these agreements in order of their ids; seven queries, however many there are."""
    query = select(Agreement, Supplier).join(Supplier, Supplier.id == Agreement.supplier_id)
    heads = session.execute(query.where(Agreement.id.in_(ids)).order_by(Agreement.id)).all()
    kept, versions = _versions(session, ids)
    drafts = {agreement.id: _as_signed(kept[agreement.id], agreement) for agreement, _ in heads}
    events = _grouped(
        (row.agreement_id, _event(row))
        for row in session.scalars(
            select(AgreementEvent).where(AgreementEvent.agreement_id.in_(ids)).order_by(AgreementEvent.id)
        )
    )
    present = {agreement.id: agreement.version for agreement, _ in heads}
    reviews = _grouped(
        (row.agreement_id, _review(row, present[row.agreement_id]))
        for row in session.scalars(
            select(AgreementReview).where(AgreementReview.agreement_id.in_(ids)).order_by(AgreementReview.id)
        )
    )
    changes = _grouped(
        (row.agreement_id, change_of(row))
        for row in session.scalars(
            select(SubProcessorChange).where(SubProcessorChange.agreement_id.in_(ids)).order_by(SubProcessorChange.id)
        )
    )
    documents = _grouped((row.agreement_id, row) for row in document_rows(session, ids))
    return tuple(
        AgreementDetails(
            row=_row(
                agreement,
                supplier,
                drafts[agreement.id],
                _review_days(agreement, reviews[agreement.id], versions[agreement.id]),
                len(documents[agreement.id]),
                today,
            ),
            supplier=supplier_of(supplier),
            draft=drafts[agreement.id],
            notice_given_on=agreement.notice_given_on,
            ended_on=agreement.ended_on,
            destruction_confirmed_on=agreement.destruction_confirmed_on,
            events=tuple(events[agreement.id]),
            versions=tuple(versions[agreement.id]),
            reviews=tuple(reviews[agreement.id]),
            changes=tuple(changes[agreement.id]),
            documents=tuple(documents[agreement.id]),
            notice_let_pass=agreement.notice_let_pass,
        )
        for agreement, supplier in heads
    )


def has_document(session: Session, supplier_id: SupplierId, sha256: str) -> bool:
    """Tell whether an agreement with this supplier has a document with these bytes."""
    found = (
        select(AgreementDocument.id)
        .join(Attachment, Attachment.id == AgreementDocument.attachment_id)
        .join(Agreement, Agreement.id == AgreementDocument.agreement_id)
        .where(Agreement.supplier_id == supplier_id, Attachment.sha256 == sha256)
    )
    return session.scalar(found.limit(1)) is not None


def remove_agreement(session: Session, row: Agreement) -> None:
    """Remove an agreement with everything recorded about it; notes in the guide stay, about no agreement."""
    for document in document_rows(session, [row.id]):
        unindex_passages(session, HitKind.DOCUMENT, document.id)
        remove_document(session, document.id)
    unindex_passages(session, HitKind.AGREEMENT, row.id)
    session.execute(update(GuideNote).where(GuideNote.agreement_id == row.id).values(agreement_id=None))
    for part in (SubProcessorChange, AgreementReview, AgreementEvent, AgreementVersion):
        session.execute(delete(part).where(part.agreement_id == row.id))
    session.delete(row)


def version_draft(session: Session, agreement_id: AgreementId, version: str) -> NewAgreement:
    """Return what was agreed in one version, present or past.

    Raises: NotFound.
    """
    found = session.scalar(
        select(AgreementVersion.draft).where(
            AgreementVersion.agreement_id == agreement_id, AgreementVersion.version == version
        )
    )
    if found is None:
        raise NotFound("agreement_version", version)
    return from_json(NewAgreement, found)


def _as_signed(draft: NewAgreement, row: Agreement) -> NewAgreement:
    """Return a version with who signed and when: that is a step of the agreement, whatever was typed before."""
    return replace(draft, signed_on=row.signed_on, school_signer=row.school_signer, supplier_signer=row.supplier_signer)


def last_step_on(row: Agreement) -> date | None:
    """Return the day of the last step that was taken, None before the first one with a day."""
    days = (row.destruction_confirmed_on, row.ended_on, row.notice_given_on, row.signed_on)
    return next((day for day in days if day is not None), None)


def _versions(
    session: Session, ids: Collection[int]
) -> tuple[dict[int, NewAgreement], defaultdict[int, list[VersionRow]]]:
    rows = session.execute(
        select(
            AgreementVersion.agreement_id,
            AgreementVersion.version,
            AgreementVersion.change,
            AgreementVersion.saved_at,
            AgreementVersion.actor,
            AgreementVersion.reason,
        )
        .where(AgreementVersion.agreement_id.in_(ids))
        .order_by(AgreementVersion.id)
    )
    versions = _grouped(
        (row.agreement_id, VersionRow(row.version, ChangeKind(row.change), row.saved_at, row.actor, row.reason))
        for row in rows
    )
    # Only the present version of each is read out of its JSON.
    present = session.execute(
        select(AgreementVersion.agreement_id, AgreementVersion.draft)
        .join(Agreement, Agreement.id == AgreementVersion.agreement_id)
        .where(AgreementVersion.agreement_id.in_(ids), AgreementVersion.version == Agreement.version)
    )
    return {row.agreement_id: from_json(NewAgreement, row.draft) for row in present}, versions


def _row(
    agreement: Agreement,
    supplier: Supplier,
    draft: NewAgreement,
    review_days: tuple[date | None, date | None],
    documents: int,
    today: date,
) -> AgreementRow:
    until = agreement.valid_until
    return AgreementRow(
        id=AgreementId(agreement.id),
        supplier_id=SupplierId(supplier.id),
        supplier=supplier.name,
        title=agreement.title,
        model_version=agreement.model_version,
        status=AgreementStatus(agreement.status),
        version=agreement.version,
        signed_on=agreement.signed_on,
        valid_from=agreement.valid_from,
        valid_until=until,
        notice_on=agreement.notice_on,
        days_left=None if until is None else (until - today).days,
        dvo_reference=agreement.dvo_reference,
        products=tuple(product.name for product in draft.content.products),
        deviations=len(draft.content.deviations),
        documents=documents,
        reviewed_on=review_days[0],
        review_due_on=review_days[1],
    )


def _review_days(
    agreement: Agreement, reviews: Iterable[ReviewRow], versions: Sequence[VersionRow]
) -> tuple[date | None, date | None]:
    """Return when the present version was last reviewed, and when it must be; a correction is no other version."""
    reviewed_on = max((one.review.reviewed_on for one in reviews if one.counts), default=None)
    same = [one for one in versions if review_counts(one.version, agreement.version)]
    made_on = local_date(same[0].saved_at), len(same) < len(versions)
    status = AgreementStatus(agreement.status)
    return reviewed_on, review_due_on(status, agreement.signed_on, reviewed_on, agreement.review_months, made_on)


def _event(row: AgreementEvent) -> AgreementEventRow:
    return AgreementEventRow(row.at, row.actor, AgreementEventKind(row.kind), row.on, row.version, row.text)


def _review(row: AgreementReview, version: str) -> ReviewRow:
    review = NewReview(row.reviewed_on, row.reviewer, Risk(row.risk), row.remarks)
    return ReviewRow(review, row.version, review_counts(row.version, version), row.recorded_at, row.actor)


def change_of(row: SubProcessorChange) -> SubProcessorChangeRow:
    """Return an announced change as windows show it."""
    change = NewSubProcessorChange(
        name=row.name,
        kind=SubProcessorChangeKind(row.kind),
        service=row.service,
        country=row.country,
        announced_on=row.announced_on,
        effective_on=row.effective_on,
        objection_until=row.objection_until,
        note=row.note,
    )
    return SubProcessorChangeRow(
        SubProcessorChangeId(row.id), change, Decision(row.decision), row.decided_on, row.decision_note, row.actor
    )


def _grouped(pairs: Iterable[tuple[int | None, Item]]) -> defaultdict[int, list[Item]]:
    found: defaultdict[int, list[Item]] = defaultdict(list)
    for owner, item in pairs:
        if owner is not None:
            found[owner].append(item)
    return found
