"""Queries on the settings of a vault and on the school's own changes to the list of holidays."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.working_days import HolidayAmendment
from leskracht_desktop.storage import models


def setting(session: Session, key: str) -> str | None:
    """Return the text stored under a key, or None."""
    return session.scalar(select(models.Setting.value).where(models.Setting.key == key))


def store_setting(session: Session, key: str, value: str) -> bool:
    """Store a text under a key; tell whether anything changed."""
    row = session.get(models.Setting, key)
    if row is None:
        session.add(models.Setting(key=key, value=value))
    elif row.value == value:
        return False
    else:
        row.value = value
    session.flush()
    return True


def delete_setting(session: Session, key: str) -> None:
    """Forget what is stored under a key, if anything is."""
    session.execute(delete(models.Setting).where(models.Setting.key == key))


def settings_under(session: Session, prefix: str) -> tuple[tuple[str, str], ...]:
    """Return the keys that begin with `prefix` and their texts, by key."""
    named = models.Setting.key.startswith(prefix, autoescape=True)
    rows = session.execute(select(models.Setting.key, models.Setting.value).where(named).order_by(models.Setting.key))
    return tuple((key, value) for key, value in rows)


def amendments(session: Session) -> tuple[HolidayAmendment, ...]:
    """Return the school's changes to the list of holidays, by date."""
    rows = session.scalars(select(models.HolidayAmendment).order_by(models.HolidayAmendment.on))
    return tuple(HolidayAmendment(row.on, row.name, row.added) for row in rows)


def store_amendment(session: Session, amendment: HolidayAmendment) -> None:
    """Add a change to the list of holidays, in place of an earlier one for the same day."""
    session.merge(models.HolidayAmendment(on=amendment.on, name=amendment.name, added=amendment.added))
    session.flush()


def delete_amendment(session: Session, on: date) -> bool:
    """Take back the change for a day; tell whether there was one."""
    row = session.get(models.HolidayAmendment, on)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True
