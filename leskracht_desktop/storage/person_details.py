"""Everything stored about one person, gathered in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.people import (
    Custody,
    EventSummary,
    GroupId,
    Origin,
    PersonDetails,
    PersonId,
    PersonKind,
    PersonStatus,
    Provenance,
    RelationDetails,
    RelationKind,
    StoredField,
    StoredRecord,
    ValueChangeRow,
    person_key,
)
from leskracht_desktop.errors import NotFound
from leskracht_desktop.storage.models import (
    Attachment,
    EventBatch,
    Group,
    Import,
    Membership,
    Person,
    Record,
    Relation,
    School,
    Site,
    ValueChange,
)
from leskracht_desktop.storage.schools import school_row

_PLAIN: Final = (
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
    "start_year_3",
    "username",
    "email",
    "phone",
    "address",
    "postcode",
    "city",
    "country",
    "note",
    "missing_since",
    "created_at",
    "changed_at",
)
"""Columns that a person's details show as they are."""


def name_of(person: Person) -> names.PersonName:
    """Return the parts of a person's name."""
    return names.PersonName(person.given_names, person.call_name, person.initials, person.prefix, person.surname)


def person_details(session: Session, person_id: PersonId) -> PersonDetails:
    """Return everything stored about one person but the bytes of attachments and events; six queries.

    Raises: NotFound.
    """
    found = session.execute(
        select(Person, School, Site.name, Import.file_name, Import.imported_at)
        .join(School, School.id == Person.school_id)
        .outerjoin(Site, Site.id == Person.site_id)
        .outerjoin(Import, Import.id == Person.import_id)
        .where(Person.id == person_id)
    ).one_or_none()
    if found is None:
        raise NotFound("person", person_key(person_id))
    person, school, site, file_name, imported_at = found
    name = name_of(person)
    groups = _groups(session, person_id)
    plain: dict[str, Any] = {column: getattr(person, column) for column in _PLAIN}
    return PersonDetails(
        **plain,
        id=PersonId(person.id),
        key=person_key(person.id),
        kind=PersonKind(person.kind),
        status=PersonStatus(person.status),
        school=school_row(school),
        site=site or "",
        display_name=names.display_name(name),
        list_name=names.list_name(name),
        roles=tuple(role for role in person.roles.split(",") if role),
        groups=tuple((name, role) for _, name, role in groups),
        group_ids=tuple(dict.fromkeys(group_id for group_id, _, _ in groups)),
        local_key=person.local_key or "",
        eck_id=person.eck_id or "",
        provenance=Provenance(Origin(person.origin), file_name or "", imported_at),
        relations=relations(session, person_id),
        records=_records(session, person_id),
        events=event_summaries(session, person_id),
        history=_history(session, person_id),
    )


def _groups(session: Session, person_id: PersonId) -> tuple[tuple[GroupId, str, str], ...]:
    rows = session.execute(
        select(Group.id, Group.name, Membership.role)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.person_id == person_id)
        .order_by(Group.kind, Group.name, Membership.role)
    )
    return tuple((GroupId(group_id), name, role) for group_id, name, role in rows)


def relations(session: Session, person_id: PersonId) -> tuple[RelationDetails, ...]:
    """Return someone's relations, seen from that person: to pupils as an adult, and to adults as a pupil."""
    as_adult = select(Relation.id, Relation.pupil_id.label("other_id")).where(Relation.adult_id == person_id)
    as_pupil = select(Relation.id, Relation.adult_id.label("other_id")).where(Relation.pupil_id == person_id)
    ends = as_adult.union_all(as_pupil).subquery()
    rows = session.execute(
        select(Relation, Person)
        .join(ends, ends.c.id == Relation.id)
        .join(Person, Person.id == ends.c.other_id)
        .order_by(Person.sort_key, Person.id)
    )
    return tuple(
        RelationDetails(
            id=relation.id,
            other_id=PersonId(other.id),
            other_key=person_key(other.id),
            other_name=names.display_name(name_of(other)),
            other_is_pupil=relation.pupil_id == other.id,
            kind=RelationKind(relation.kind),
            custody=Custody(relation.custody),
            custody_since=relation.custody_since,
            origin=Origin(relation.origin),
            missing=relation.missing_since is not None,
        )
        for relation, other in rows
    )


def _records(session: Session, person_id: PersonId) -> tuple[StoredRecord, ...]:
    rows = session.execute(
        select(Record, Attachment)
        .outerjoin(Attachment, Attachment.id == Record.attachment_id)
        .where(Record.person_id == person_id)
        .order_by(Record.category, Record.occurred_at, Record.id)
    )
    return tuple(_record(record, attachment) for record, attachment in rows)


def _record(record: Record, attachment: Attachment | None) -> StoredRecord:
    return StoredRecord(
        id=record.id,
        category=record.category,
        compartment=record.compartment,
        external_id=record.external_id,
        occurred_at=record.occurred_at,
        fields=tuple(StoredField(code, value) for code, value in record.values.items()),
        third_parties=tuple(record.third_parties),
        attachment_id=None if attachment is None else attachment.id,
        attachment_name="" if attachment is None else attachment.name,
        attachment_type="" if attachment is None else attachment.media_type,
        attachment_size=0 if attachment is None else attachment.size,
        missing=record.missing_since is not None,
    )


@dataclass(slots=True)
class _Sum:
    """The batches of one category, added up."""

    compartment: str
    count: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    per_kind: Counter[str] = field(default_factory=Counter)
    per_month: Counter[str] = field(default_factory=Counter)

    def add(self, first_at: datetime, last_at: datetime, count: int) -> None:
        self.count += count
        self.first_at = first_at if self.first_at is None else min(self.first_at, first_at)
        self.last_at = last_at if self.last_at is None else max(self.last_at, last_at)


def event_summaries(session: Session, person_id: PersonId) -> tuple[EventSummary, ...]:
    """Return someone's log events in numbers, per category; the events themselves are not read."""
    rows = session.execute(
        select(
            EventBatch.category,
            EventBatch.compartment,
            EventBatch.first_at,
            EventBatch.last_at,
            EventBatch.count,
            EventBatch.per_kind,
            EventBatch.per_month,
        )
        .where(EventBatch.person_id == person_id)
        .order_by(EventBatch.category, EventBatch.first_at)
    )
    sums: dict[str, _Sum] = {}
    for category, compartment, first_at, last_at, count, per_kind, per_month in rows:
        one = sums.setdefault(category, _Sum(compartment))
        one.add(first_at, last_at, count)
        one.per_kind.update(per_kind)
        one.per_month.update(per_month)
    return tuple(
        EventSummary(
            category=category,
            compartment=one.compartment,
            count=one.count,
            first_at=one.first_at,
            last_at=one.last_at,
            per_kind=_by_number(one.per_kind),
            per_month=tuple(sorted(one.per_month.items())),
        )
        for category, one in sums.items()
    )


def _by_number(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _history(session: Session, person_id: PersonId) -> tuple[ValueChangeRow, ...]:
    rows = session.execute(
        select(ValueChange, Record.category)
        .outerjoin(Record, and_(ValueChange.entity == "record", Record.id == ValueChange.entity_id))
        .where(ValueChange.person_id == person_id)
        .order_by(ValueChange.id.desc())
    )
    return tuple(
        ValueChangeRow(row.entity, row.field, row.old, row.new, row.changed_at, row.actor, category or "")
        for row, category in rows
    )
