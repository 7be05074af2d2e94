"""What else happened in the demonstration school: values that were corrected, and many requests of the past."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditEvent, AuditKind
from leskracht_desktop.domain.deadlines import Deadline, deadline
from leskracht_desktop.domain.people import Custody, NewPerson, NewRelation, PersonDetails, PersonId, PersonKind
from leskracht_desktop.domain.requests import Authority, Channel, RequestKind, RequestStatus, request_number
from leskracht_desktop.domain.working_days import HolidayCalendar
from leskracht_desktop.services.demo_people import Population, Row
from leskracht_desktop.services.demo_requests import Act
from leskracht_desktop.services.demo_story import Story
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage import audit
from leskracht_desktop.storage.models import Request, RequestEvent
from leskracht_desktop.storage.search_index import index_requests

_YEARS_BACK: Final = 3
_OPEN_FOR: Final = 45
"""Of the requests of so many days some are still open, a few of them late."""

_NOON: Final = time(11, 0, tzinfo=UTC)


def draft_of(person: PersonDetails, **changes: Any) -> NewPerson:
    """Return the form of a person with some fields changed."""
    same = {one.name: getattr(person, one.name) for one in fields(NewPerson) if hasattr(person, one.name)}
    return NewPerson(**{**same, "school_id": person.school.id, **changes})


def corrections(maker: Services, story: Story, today: date) -> list[Act]:
    """Return what was corrected by hand: a telephone number, and a custody that a court ended."""

    def new_number() -> None:
        person_id = PersonId(story.noahs_mother)
        draft = draft_of(maker.people.details(person_id), phone="06-00007788")
        maker.people.edit(person_id, draft, "Doorgegeven door moeder zelf")

    def custody_ended() -> None:
        person_id = PersonId(story.sem)
        father = next(one for one in maker.people.details(person_id).relations if one.other_id == story.sems_father)
        since = today - timedelta(days=64)
        draft = NewRelation(father.other_id, person_id, father.kind, Custody.NO, since)
        maker.people.edit_relation(father.id, draft)

    acts = {
        story.noahs_mother: Act(today - timedelta(days=95), 900, new_number),
        story.sem: Act(today - timedelta(days=58), 901, custody_ended),
    }
    return [act for person_id, act in acts.items() if person_id]


@dataclass(slots=True)
class _Past:
    """Rows of requests of the past, gathered before they are stored."""

    requests: list[Row]
    events: list[Row]
    log: list[AuditEvent]
    words: list[tuple[int, str]]


def store_past_requests(
    session: Session, crowd: Population, count: int, calendar: HolidayCalendar, first_id: int, actor: str
) -> None:
    """Store many requests of the last years, nearly all of them closed: what a large institution has."""
    pupils = [row for row in crowd.people if row["kind"] == PersonKind.PUPIL.value]
    parent_of: dict[int, int] = {relation["pupil_id"]: relation["adult_id"] for relation in crowd.relations}
    random, numbers = crowd.random, Counter[int]()
    days = sorted(random.randint(8, _YEARS_BACK * 365) for _ in range(count))
    past = _Past([], [], [], [])
    for number, ago in enumerate(reversed(days)):
        received_on = crowd.today - timedelta(days=ago)
        numbers[received_on.year] += 1
        pupil = random.choice(pupils)
        adult = crowd.people[parent_of.get(int(pupil["id"]), int(pupil["id"])) - crowd.first_id]
        row: Row = {
            "id": first_id + number,
            "number": request_number(received_on.year, numbers[received_on.year]),
            "kind": random.choices(list(RequestKind), (70, 10, 9, 3, 5, 3))[0].value,
            "school_id": pupil["school_id"],
            "person_id": pupil["id"],
            "requester_id": adult["id"],
            "requester_name": " ".join(
                part for part in (adult["call_name"], adult["prefix"], adult["surname"]) if part
            ),
            "authority": Authority.CUSTODY.value,
            "channel": random.choice([one for one in Channel if one is not Channel.UNKNOWN]).value,
            "received_on": received_on,
            "registered_by": actor,
        }
        _take_along(past, row, deadline(received_on, calendar), crowd, actor)
    _store(session, past)


def _take_along(past: _Past, row: Row, dates: Deadline, crowd: Population, actor: str) -> None:
    """Take a request as far as it has come by today, and gather its time line."""
    received_on: date = row["received_on"]
    answered_on = received_on + timedelta(days=crowd.random.randint(3, 31))
    is_recent = (crowd.today - received_on).days < _OPEN_FOR
    is_closed = answered_on + timedelta(days=1) <= crowd.today and not (is_recent and crowd.random.random() < 0.1)
    identity_on = received_on + timedelta(days=1)
    row |= {
        "status": (RequestStatus.CLOSED if is_closed else RequestStatus.IDENTITY_CHECKED).value,
        "target_on": dates.target_on,
        "due_on": dates.due_on,
        "identity_method": "Gezien aan de balie",
        "identity_checked_on": identity_on,
        "identity_checked_by": actor,
        "registered_at": _at(received_on),
        "answered_on": answered_on if is_closed else None,
        "closed_on": answered_on + timedelta(days=1) if is_closed else None,
    }
    steps = [("registered", received_on), ("identity", identity_on)]
    steps += [("answered", answered_on), ("closed", answered_on + timedelta(days=1))] if is_closed else []
    for kind, on in steps:
        past.events.append(
            {"request_id": row["id"], "at": _at(on), "actor": actor, "kind": kind, "text": "", "details": {}}
        )
        past.log.append(AuditEvent(_at(on), actor, _AUDIT[kind], AuditEntity.REQUEST, row["id"]))
    past.requests.append(row)
    past.words.append((row["id"], f"{row['number']} {row['requester_name']}"))


_AUDIT: Final = {
    "registered": AuditKind.REQUEST_REGISTERED,
    "identity": AuditKind.REQUEST_IDENTITY_CHECKED,
    "answered": AuditKind.REQUEST_ANSWERED,
    "closed": AuditKind.REQUEST_CLOSED,
}


def _at(on: date) -> datetime:
    return datetime.combine(on, _NOON)


def _store(session: Session, past: _Past) -> None:
    session.execute(insert(Request), past.requests)
    session.execute(insert(RequestEvent), past.events)
    audit.record_all(session, sorted(past.log, key=lambda event: event.at))
    index_requests(session, past.words)
