"""Changes to people, their groups and relations, with the old values kept (AVG art. 5(1)(d), art. 16)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.people import GroupId, NewPerson, NewRelation, Origin, PersonStatus, person_key
from leskracht_desktop.storage.models import Group, Membership, Person, Relation, ValueChange
from leskracht_desktop.storage.person_details import name_of

EDITED: Final = (
    "kind",
    "school_id",
    "given_names",
    "call_name",
    "initials",
    "prefix",
    "surname",
    "birth_on",
    "gender",
    "year_group",
    "enrolled_on",
    "left_on",
    "username",
    "email",
    "phone",
    "address",
    "postcode",
    "city",
    "country",
    "note",
)
"""The columns of a person that a form changes, in the order of the form."""


def left_by(day: date) -> Select[Person]:
    """Return the query for those who left on `day` or before and whose status does not say so yet."""
    return select(Person).where(Person.left_on <= day, Person.status != PersonStatus.LEFT)


class ChangeLog:
    """Writes old and new values, all of one moment and one hand."""

    def __init__(self, session: Session, at: datetime, actor: str, import_id: int | None = None) -> None:
        self._session = session
        self._at = at
        self._actor = actor
        self._import_id = import_id

    def add(self, person_id: int, entity: str, entity_id: int, field: str, old: object, new: object) -> None:
        """Add one line to someone's history; values are kept as text, dates in ISO 8601, nothing as an empty text."""
        self._session.add(
            ValueChange(
                person_id=person_id,
                entity=entity,
                entity_id=entity_id,
                field=field,
                old=_as_text(old),
                new=_as_text(new),
                changed_at=self._at,
                actor=self._actor,
                import_id=self._import_id,
            )
        )


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def new_person(draft: NewPerson, status: PersonStatus, at: datetime) -> Person:
    """Return the row of a new person that was typed in; not yet added to a session."""
    row = Person(status=status, origin=Origin.MANUAL, created_at=at, changed_at=at, sort_key="")
    for column in EDITED:
        setattr(row, column, getattr(draft, column))
    row.sort_key = names.sort_key(name_of(row))
    return row


def change_person(log: ChangeLog, row: Person, draft: NewPerson, status: PersonStatus) -> tuple[str, ...]:
    """Give a person the values of a form; return the names of the columns that changed."""
    changed = []
    for column in EDITED:
        old, new = getattr(row, column), getattr(draft, column)
        if old != new:
            log.add(row.id, "person", row.id, column, old, new)
            setattr(row, column, new)
            changed.append(column)
    if row.status != status:
        log.add(row.id, "person", row.id, "status", row.status, status)
        row.status = status
        changed.append("status")
    row.sort_key = names.sort_key(name_of(row))
    return tuple(changed)


def change_groups(session: Session, row: Person, wanted: Iterable[GroupId], log: ChangeLog | None = None) -> int:
    """Put a person in exactly these groups; return how many changed. Roles in groups that stay are kept."""
    held = set(session.scalars(select(Membership.group_id).where(Membership.person_id == row.id)))
    chosen = set(wanted)
    different = held ^ chosen
    if not different:
        return 0
    named = session.execute(select(Group.id, Group.name).where(Group.id.in_(sorted(different))))
    found = {group.id: group.name for group in named}
    for group_id in sorted(different):
        name = found.get(group_id, "")
        if group_id in chosen:
            session.add(Membership(person_id=row.id, group_id=group_id, role=""))
        else:
            session.execute(delete(Membership).where(Membership.person_id == row.id, Membership.group_id == group_id))
        if log is not None:
            old, new = ("", name) if group_id in chosen else (name, "")
            log.add(row.id, "membership", group_id, "group", old, new)
    session.flush()
    return len(different)


def change_relation(log: ChangeLog, row: Relation, draft: NewRelation) -> tuple[str, ...]:
    """Give a relation the values of a form; the history of both people tells. Return the columns that changed."""
    changed = []
    for column in ("kind", "custody", "custody_since"):
        old, new = getattr(row, column), getattr(draft, column)
        if old != new:
            for person_id in (row.adult_id, row.pupil_id):
                log.add(person_id, "relation", row.id, column, old, new)
            setattr(row, column, new)
            changed.append(column)
    return tuple(changed)


def end_relation(log: ChangeLog, row: Relation) -> None:
    """Write in the history of both people what a relation was that is about to be removed."""
    for person_id, other_id in ((row.adult_id, row.pupil_id), (row.pupil_id, row.adult_id)):
        log.add(person_id, "relation", row.id, "relation", f"{row.kind} {person_key(other_id)}", "")
        log.add(person_id, "relation", row.id, "custody", row.custody, "")
