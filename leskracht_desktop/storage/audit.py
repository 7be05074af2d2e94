"""The audit log in the vault: events are added in the caller's transaction and read back in pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditEvent, AuditFilter, AuditRow, problem_with_details
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.domain.vaults import VaultId
from leskracht_desktop.storage import models
from leskracht_desktop.storage.audit_chain import Head, Link, canonical, empty_log, instant_text

VAULT_ID_SETTING = "vault.id"
HEAD_SETTING = "audit.head"


def record(session: Session, event: AuditEvent) -> int:
    """Add one event in the caller's transaction and return its sequence number.

    Raises: ValueError when a detail might hold something a person typed, or the instant is naive.
    """
    return record_all(session, (event,))


def record_all(session: Session, events: Iterable[AuditEvent]) -> int:
    """Add several events at once and return the sequence number of the last; 0 when the log is and stays empty.

    Raises: ValueError as `record` does.
    """
    head = read_head(session) or empty_log(vault_id(session))
    rows = []
    for event in events:
        link = _link(event, head)
        head = Head(link.sequence, link.digest())
        rows.append(
            {
                "sequence": link.sequence,
                "at": link.at,
                "actor": link.actor,
                "kind": link.kind,
                "entity": link.entity,
                "entity_id": link.entity_id,
                "details": link.details,
                "previous_hash": link.previous_hash,
                "hash": head.hash,
            }
        )
    if rows:
        session.execute(insert(models.AuditEvent.__table__), rows)  # type: ignore[arg-type]  # a Table, typed as less
        _write_head(session, head)
    return head.count


def read_head(session: Session) -> Head | None:
    """Return the end of the log as the settings tell it, None when they do not (a new vault, or tampering)."""
    text = session.scalar(select(models.Setting.value).where(models.Setting.key == HEAD_SETTING))
    count, _, last_hash = (text or "").partition(":")
    return Head(int(count), last_hash) if count.isdecimal() else None


def vault_id(session: Session) -> VaultId:
    """Return the vault's id as the database tells it.

    Raises: LookupError when it does not.
    """
    text = session.scalar(select(models.Setting.value).where(models.Setting.key == VAULT_ID_SETTING))
    if text is None:
        raise LookupError(VAULT_ID_SETTING)
    return VaultId(text)


def rows(session: Session, wanted: AuditFilter, limit: int, before: int | None = None) -> tuple[AuditRow, ...]:
    """Return at most `limit` events, newest first, of those with a sequence number below `before`."""
    query = select(models.AuditEvent).where(*_conditions(wanted))
    if before is not None:
        query = query.where(models.AuditEvent.sequence < before)
    return _read(session, query.order_by(models.AuditEvent.sequence.desc()).limit(limit))


def count(session: Session, wanted: AuditFilter) -> int:
    """Return how many events there are; without a filter the head of the log knows."""
    if wanted == AuditFilter():
        head = read_head(session)
        return head.count if head else 0
    return session.scalar(select(func.count()).select_from(models.AuditEvent).where(*_conditions(wanted))) or 0


def about(session: Session, person_id: PersonId, limit: int | None = None) -> tuple[AuditRow, ...]:
    """Return the events about a person and what belongs to her, oldest first."""
    query = select(models.AuditEvent).where(_about(person_id)).order_by(models.AuditEvent.sequence)
    return _read(session, query.limit(limit) if limit is not None else query)


def _about(person_id: PersonId) -> ColumnElement[bool]:
    """Choose the events about a person, her relations, records, requests and exports, and the imports of her data."""
    own = and_(models.AuditEvent.entity == AuditEntity.PERSON, models.AuditEvent.entity_id == person_id)
    relation = models.Relation
    parts: tuple[tuple[AuditEntity, Select[int]], ...] = (
        (
            AuditEntity.IMPORT,
            select(models.ImportedPerson.import_id).where(models.ImportedPerson.person_id == person_id),
        ),
        (AuditEntity.REQUEST, select(models.Request.id).where(models.Request.person_id == person_id)),
        (AuditEntity.EXPORT, select(models.Export.id).where(models.Export.person_id == person_id)),
        (AuditEntity.RECORD, select(models.Record.id).where(models.Record.person_id == person_id)),
        (
            AuditEntity.RELATION,
            select(relation.id).where(or_(relation.pupil_id == person_id, relation.adult_id == person_id)),
        ),
    )
    table = models.AuditEvent
    belonging = (and_(table.entity == entity, table.entity_id.in_(ids)) for entity, ids in parts)
    return or_(own, *belonging)


def _link(event: AuditEvent, head: Head) -> Link:
    problem = problem_with_details(event.details)
    if problem is not None:
        raise ValueError(f"the detail {problem!r} of {event.kind} is not a count, code or hash")
    return Link(
        sequence=head.count + 1,
        at=instant_text(event.at),
        actor=event.actor,
        kind=event.kind.value,
        entity=event.entity.value,
        entity_id=event.entity_id,
        details=canonical(dict(event.details)),
        previous_hash=head.hash,
    )


def _write_head(session: Session, head: Head) -> None:
    statement = upsert(models.Setting).values(key=HEAD_SETTING, value=f"{head.count}:{head.hash}")
    session.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded.value}))


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    table = models.AuditEvent
    conditions: list[ColumnElement[bool]] = []
    if wanted.kinds:
        conditions.append(table.kind.in_(sorted(wanted.kinds)))
    if wanted.entity is not None:
        conditions.append(table.entity == wanted.entity)
    if wanted.entity_id is not None:
        conditions.append(table.entity_id == wanted.entity_id)
    if wanted.person_id is not None:
        conditions.append(_about(wanted.person_id))
    if wanted.since is not None:
        conditions.append(table.at >= instant_text(wanted.since))
    if wanted.until is not None:
        conditions.append(table.at < instant_text(wanted.until))
    return conditions


def _read(session: Session, query: Select[models.AuditEvent]) -> tuple[AuditRow, ...]:
    return tuple(
        AuditRow(
            sequence=row.sequence,
            at=datetime.fromisoformat(row.at),
            actor=row.actor,
            kind=row.kind,
            entity=row.entity,
            entity_id=row.entity_id,
            details=tuple(
                (key, tuple(value) if isinstance(value, list) else value)
                for key, value in json.loads(row.details).items()
            ),
            hash=row.hash,
        )
        for row in session.scalars(query)
    )
