"""Queries that gather what a dossier needs beside a person's own details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.dossier import DossierAttachment, EventLines, PastExport
from leskracht_desktop.domain.names import PersonName
from leskracht_desktop.domain.people import GroupId, PersonId, PersonKind
from leskracht_desktop.domain.requests import RequestDetails, RequestId
from leskracht_desktop.storage.models import (
    Attachment,
    AttachmentChunk,
    EventBatch,
    Export,
    Membership,
    Person,
    Record,
    Request,
)
from leskracht_desktop.storage.requests import request_details, requests_about


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody can be reached: for the address on a letter, and to mask it with the name."""

    name: PersonName
    address: str
    postcode: str
    city: str
    email: str
    phone: str
    username: str


def attachments_of(session: Session, person_id: PersonId) -> tuple[DossierAttachment, ...]:
    """Return the files that belong to a person's records with their bytes, in the order of the records; two queries."""
    found = session.execute(
        select(Attachment)
        .join(Record, Record.attachment_id == Attachment.id)
        .where(Record.person_id == person_id)
        .order_by(Record.category, Record.occurred_at, Record.id)
    )
    files = {file.id: file for file in found.scalars()}
    chunks = session.execute(
        select(AttachmentChunk.attachment_id, AttachmentChunk.data)
        .where(
            AttachmentChunk.attachment_id.in_(
                select(Record.attachment_id).where(Record.person_id == person_id, Record.attachment_id.is_not(None))
            )
        )
        .order_by(AttachmentChunk.attachment_id, AttachmentChunk.number)
    )
    parts: dict[int, list[bytes]] = {}
    for attachment_id, data in chunks:
        parts.setdefault(attachment_id, []).append(data)
    return tuple(
        DossierAttachment(file.id, file.name, file.media_type, file.sha256, b"".join(parts.get(file.id, ())))
        for file in files.values()
    )


def attachment_of(session: Session, person_id: PersonId, attachment_id: int, most: int) -> bytes | None:
    """Return the bytes of one file of a person's records; None when she has no such file or it has over `most`."""
    size = session.scalar(
        select(Attachment.size)
        .join(Record, Record.attachment_id == Attachment.id)
        .where(Record.person_id == person_id, Attachment.id == attachment_id)
        .limit(1)
    )
    if size is None or size > most:
        return None
    chunks = session.scalars(
        select(AttachmentChunk.data)
        .where(AttachmentChunk.attachment_id == attachment_id)
        .order_by(AttachmentChunk.number)
    )
    return b"".join(chunks)


def event_lines_of(session: Session, person_id: PersonId) -> tuple[EventLines, ...]:
    """Return a person's log events as stored, by category, oldest batch first; they stay compressed."""
    rows = session.execute(
        select(EventBatch.category, EventBatch.compartment, EventBatch.payload)
        .where(EventBatch.person_id == person_id)
        .order_by(EventBatch.category, EventBatch.first_at, EventBatch.id)
    )
    compartments: dict[str, str] = {}
    batches: dict[str, list[bytes]] = {}
    for category, compartment, payload in rows:
        compartments.setdefault(category, compartment)
        batches.setdefault(category, []).append(payload)
    return tuple(EventLines(category, compartments[category], tuple(found)) for category, found in batches.items())


def exports_of(session: Session, person_id: PersonId) -> tuple[PastExport, ...]:
    """Return what left the vault about a person, oldest first."""
    rows = session.execute(
        select(Export, Request.number)
        .outerjoin(Request, Request.id == Export.request_id)
        .where(Export.person_id == person_id)
        .order_by(Export.id)
    )
    return tuple(
        PastExport(export.kind, export.exported_at, export.actor, export.pages, number or "") for export, number in rows
    )


def requests_of(session: Session, person_id: PersonId, today: date) -> tuple[RequestDetails, ...]:
    """Return the requests about a person and those she made about somebody else, oldest first."""
    made = session.scalars(select(Request.id).where(Request.requester_id == person_id, Request.person_id != person_id))
    about_others = [request_details(session, RequestId(found), today) for found in made]
    both = [*requests_about(session, person_id, today), *about_others]
    return tuple(sorted(both, key=lambda request: request.row.id))


def reach_of(session: Session, person_id: PersonId) -> Reach | None:
    """Return where somebody can be reached, or None when nobody has this id."""
    person = session.get(Person, person_id)
    return None if person is None else _reach(person)


def reaches_of(session: Session, person_ids: Iterable[PersonId]) -> tuple[Reach, ...]:
    """Return where these people can be reached."""
    people = session.scalars(select(Person).where(Person.id.in_(list(person_ids))).order_by(Person.id))
    return tuple(_reach(person) for person in people)


def _reach(person: Person) -> Reach:
    name = PersonName(person.given_names, person.call_name, person.initials, person.prefix, person.surname)
    return Reach(name, person.address, person.postcode, person.city, person.email, person.phone, person.username)


def names_of_all(session: Session, but: PersonId) -> Iterator[PersonName]:
    """Yield the name of everybody but one person, without holding them all in memory."""
    rows = session.execute(
        select(Person.given_names, Person.call_name, Person.initials, Person.prefix, Person.surname)
        .where(Person.id != but)
        .order_by(Person.id)
        .execution_options(yield_per=2000)
    )
    for given_names, call_name, initials, prefix, surname in rows:
        yield PersonName(given_names, call_name, initials, prefix, surname)


def pupils_of(session: Session, group_id: GroupId) -> tuple[PersonId, ...]:
    """Return the pupils of a group in the order of their names."""
    found = session.scalars(
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.group_id == group_id, Person.kind == PersonKind.PUPIL)
        .order_by(Person.sort_key, Person.id)
        .distinct()
    )
    return tuple(PersonId(one) for one in found)


def add_export(session: Session, export: Export) -> int:
    """Add a line on something that left the vault and return its id."""
    session.add(export)
    session.flush()
    return export.id
