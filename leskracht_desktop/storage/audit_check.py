"""Checks the chain of the audit log from the first event to the last, and says how it was tampered with."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditDamage, VerifyResult
from leskracht_desktop.storage.audit import read_head, vault_id
from leskracht_desktop.storage.audit_chain import Head, Link, empty_log
from leskracht_desktop.storage.models import AuditEvent

_AT_ONCE = 2_000


def verify(session: Session, noted: Head | None = None) -> VerifyResult:
    """Check every event, the head in the settings, and the head `noted` outside the database, if there is one.

    `noted` may lag behind the log; it must lie on it.
    """
    last = empty_log(vault_id(session))
    first_hash, before_last = last.hash, ""
    hash_at_note = first_hash
    for link in _links(session):
        if link.sequence != last.count + 1 or link.previous_hash != last.hash or link.digest() != link.hash:
            return _explain(session, link, last, before_last)
        before_last, last = last.hash, Head(link.sequence, link.hash)
        if noted is not None and link.sequence == noted.count:
            hash_at_note = link.hash
    return _compare_heads(session, last, noted, hash_at_note)


def _compare_heads(session: Session, last: Head, noted: Head | None, hash_at_note: str) -> VerifyResult:
    if noted is not None and noted.count > last.count:
        return _bad(session, last.count + 1, AuditDamage.TRUNCATED)
    if noted is not None and noted.hash != hash_at_note:
        return _bad(session, max(noted.count, 1), AuditDamage.EDITED)
    kept = read_head(session)
    if kept is None:
        return VerifyResult(True, 0) if last.count == 0 else _bad(session, last.count, AuditDamage.ANCHOR)
    if kept.count > last.count:
        return _bad(session, last.count + 1, AuditDamage.TRUNCATED)
    if kept.count < last.count:
        return _bad(session, kept.count + 1, AuditDamage.INSERTED)
    if kept.hash != last.hash:
        return _bad(session, last.count, AuditDamage.EDITED)
    return VerifyResult(True, last.count)


def _explain(session: Session, link: Link, last: Head, before_last: str) -> VerifyResult:
    """Say what was done to `link`, the first event that does not fit behind `last`.

    A genuine event knows its place: its own hash covers its sequence number and the hash of the one before it.
    """
    elsewhere = [sequence for sequence in _followers(session, last.hash) if sequence != link.sequence]
    if link.previous_hash == last.hash:
        return _bad(session, *_what_follows_rightly(link, last.count + 1, bool(elsewhere)))
    if elsewhere:  # the one that belongs here stands in another place
        copied = len(_followers(session, link.previous_hash)) > 1
        moved = _exists(session, link.previous_hash) and not copied
        return _bad(session, last.count + 1, AuditDamage.REORDERED if moved else AuditDamage.INSERTED)
    return _bad(session, *_what_follows_nothing(link, last, before_last))


def _what_follows_rightly(link: Link, expected: int, rivals: bool) -> tuple[int, AuditDamage]:
    if rivals:  # two events claim this place
        return link.sequence, AuditDamage.INSERTED
    if link.sequence == expected:
        return expected, AuditDamage.EDITED
    renumbered = link.digest(sequence=expected) == link.hash
    return expected, AuditDamage.REORDERED if renumbered else AuditDamage.REMOVED


def _what_follows_nothing(link: Link, last: Head, before_last: str) -> tuple[int, AuditDamage]:
    expected = last.count + 1
    if link.previous_hash == before_last:  # it follows what `last` follows: `last` was put between them
        return last.count, AuditDamage.INSERTED
    if link.sequence == expected and link.digest(previous_hash=last.hash) == link.hash:
        return expected, AuditDamage.EDITED  # only its note of the hash before was changed
    if link.sequence == expected and link.digest() == link.hash and last.count:
        return last.count, AuditDamage.EDITED  # the one before was changed and hashed anew
    return expected, AuditDamage.REMOVED


def _links(session: Session) -> Iterator[Link]:
    table = AuditEvent.__table__.c
    columns = [
        table[name]
        for name in ("sequence", "at", "actor", "kind", "entity", "entity_id", "details", "previous_hash", "hash")
    ]
    for row in session.execute(select(*columns).order_by(table["sequence"])).yield_per(_AT_ONCE):
        yield Link(*row)


def _followers(session: Session, previous_hash: str) -> list[int]:
    query = select(AuditEvent.sequence).where(AuditEvent.previous_hash == previous_hash).limit(3)
    return list(session.scalars(query))


def _exists(session: Session, one_hash: str) -> bool:
    return session.scalar(select(AuditEvent.sequence).where(AuditEvent.hash == one_hash).limit(1)) is not None


def _bad(session: Session, sequence: int, damage: AuditDamage) -> VerifyResult:
    total = session.scalar(select(func.count()).select_from(AuditEvent)) or 0
    at = session.scalar(select(AuditEvent.at).where(AuditEvent.sequence == sequence))
    found_at = None
    with contextlib.suppress(ValueError, TypeError):  # the time itself may have been tampered with
        found_at = datetime.fromisoformat(at or "")
    return VerifyResult(False, total, sequence, damage, found_at)
