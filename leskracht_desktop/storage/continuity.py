"""Compares the note of the log's end with the log before it is replaced, and keeps in the log what did not fit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditDamage, AuditEvent, AuditKind, Detail, VerifyResult
from leskracht_desktop.storage import audit, models
from leskracht_desktop.storage.anchor import Note, NoteState
from leskracht_desktop.storage.audit_chain import Head, empty_log
from leskracht_desktop.storage.settings import setting, store_setting

ANCHORED_SETTING = "audit.anchored"
"""Present in a vault that has had a note; without it a missing note means that an older program made the vault."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How the note and the log did not fit: what the note said, if it was genuine, and where the log ended."""

    damage: AuditDamage
    noted: Head | None
    found: Head


def find(session: Session, note: Note) -> Gap | None:
    """Return how the note contradicts the log, None when it does not.

    A log that goes on behind the note is fine: the program may have been killed before it wrote the note anew. A note
    that can't be read says nothing, and a log without a head is for `audit_check.verify` to judge.
    """
    found = audit.read_head(session)
    if found is None:
        return None
    if note.state is NoteState.FORGED or (note.state is NoteState.GONE and has_been_anchored(session)):
        return Gap(AuditDamage.ANCHOR, None, found)
    if note.head is None:
        return None
    if note.head.count > found.count:
        return Gap(AuditDamage.TRUNCATED, note.head, found)
    if note.head.hash != _hash_at(session, note.head.count):
        return Gap(AuditDamage.EDITED, note.head, found)
    return None


def has_been_anchored(session: Session) -> bool:
    """Tell whether this vault has had a note of its log's end."""
    return setting(session, ANCHORED_SETTING) is not None


def mark_anchored(session: Session) -> None:
    """Remember that this vault has a note, so that its absence means something."""
    store_setting(session, ANCHORED_SETTING, "1")


def keep(session: Session, gap: Gap, at: datetime) -> None:
    """Add an event that tells of the gap; it is part of the chain, and `last_word` finds it ever after."""
    details: dict[str, Detail] = {"damage": gap.damage.value, "count": gap.found.count, "hash": gap.found.hash}
    if gap.noted is not None:
        details |= {"noted_count": gap.noted.count, "noted_hash": gap.noted.hash}
    audit.record(session, AuditEvent(at, "", AuditKind.LOG_DISCONTINUITY, details=details))


def last_word(session: Session, result: VerifyResult) -> VerifyResult:
    """Return a sound `result` as it is, unless the log tells of a gap; then the first of these is the finding."""
    table = models.AuditEvent
    query = select(table).where(table.kind == AuditKind.LOG_DISCONTINUITY.value).order_by(table.sequence).limit(1)
    event = session.scalar(query) if result.ok else None
    if event is None:
        return result
    seen = tuple(json.loads(event.details).items())
    at = datetime.fromisoformat(event.at)
    return VerifyResult(False, result.count, event.sequence, AuditDamage.DISCONTINUITY, at, seen)


def _hash_at(session: Session, sequence: int) -> str | None:
    if sequence == 0:
        return empty_log(audit.vault_id(session)).hash
    return session.scalar(select(models.AuditEvent.hash).where(models.AuditEvent.sequence == sequence))
