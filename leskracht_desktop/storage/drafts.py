"""Typed but unsaved text, kept in the vault while it is locked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.vaults import SavedDraft
from leskracht_desktop.storage.models import Draft


def replace_drafts(session: Session, payloads: Mapping[str, str], saved_at: datetime) -> None:
    """Keep these drafts, by the key of their form, and no others."""
    session.execute(delete(Draft))
    session.add_all(Draft(key=key, payload=payload, saved_at=saved_at) for key, payload in payloads.items())
    session.flush()


def saved_drafts(session: Session) -> tuple[SavedDraft, ...]:
    """Return the drafts; they stay until they are replaced, so that a crash after unlocking loses nothing."""
    rows = session.scalars(select(Draft).order_by(Draft.key))
    return tuple(SavedDraft(row.key, row.payload, row.saved_at) for row in rows)


def discard_draft(session: Session, key: str) -> None:
    """Drop the draft of one form: it was saved or given up."""
    session.execute(delete(Draft).where(Draft.key == key))
