"""Queries on requests: ids first, filtered and sorted in SQL, rows for the ids that are shown, details for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.people import PersonFilter, PersonId, person_key
from leskracht_desktop.domain.requests import (
    OPEN_STATUSES,
    Authority,
    Channel,
    IdentityCheck,
    RequestDetails,
    RequestEventKind,
    RequestEventRow,
    RequestFilter,
    RequestId,
    RequestKind,
    RequestRow,
    RequestStatus,
)
from leskracht_desktop.errors import NotFound
from leskracht_desktop.storage.models import Person, Request, RequestEvent, School
from leskracht_desktop.storage.person_details import name_of
from leskracht_desktop.storage.search import find_people, find_requests

RUNNING: Final = (RequestStatus.RECEIVED, RequestStatus.IDENTITY_CHECKED)
"""The statuses in which the deadline still counts."""


def request_ids(session: Session, chosen: RequestFilter, limit: int | None = None) -> list[RequestId]:
    """Return the ids of the requests a list shows: those whose deadline runs first, the most urgent on top."""
    query = _where(session, select(Request.id), chosen)
    stage = case((Request.status.in_(RUNNING), 0), (Request.status == RequestStatus.ANSWERED, 1), else_=2)
    order = (stage, Request.due_on, Request.id)
    query = query.order_by(*(column.desc() for column in order) if chosen.descending else order)
    if limit is not None:
        query = query.limit(limit)
    return [RequestId(found) for found in session.scalars(query)]


def count_requests(session: Session, chosen: RequestFilter) -> int:
    """Return how many requests a list shows."""
    return session.scalar(_where(session, select(func.count(Request.id)), chosen)) or 0


def _where(session: Session, query: Select[Any], chosen: RequestFilter) -> Select[Any]:
    statuses = set(chosen.statuses)
    if chosen.open_only:
        statuses = statuses & OPEN_STATUSES if statuses else set(OPEN_STATUSES)
        query = query.where(Request.status.in_(sorted(statuses)))
    elif statuses:
        query = query.where(Request.status.in_(sorted(statuses)))
    if chosen.kinds:
        query = query.where(Request.kind.in_(sorted(chosen.kinds)))
    if chosen.due_until is not None:
        query = query.where(Request.due_on <= chosen.due_until, Request.status.in_(RUNNING))
    if chosen.school_id is not None:
        query = query.where(Request.school_id == chosen.school_id)
    if chosen.person_id is not None:
        query = query.where(Request.person_id == chosen.person_id)
    if chosen.text.strip():
        query = query.where(_about(session, chosen.text))
    return query


def _about(session: Session, words: str) -> Any:
    """Requests whose own words match, or whose data subject or asker is found by name."""
    people = find_people(session, words, PersonFilter(), limit=500)
    return or_(
        Request.id.in_(find_requests(session, words)),
        Request.person_id.in_(people),
        Request.requester_id.in_(people),
    )


def request_rows(session: Session, ids: Iterable[int], today: date) -> tuple[RequestRow, ...]:
    """Return the rows of these requests in the order of the ids, in one query; an id nobody has is left out."""
    wanted = list(ids)
    found = session.execute(
        select(Request, Person, School.name)
        .join(Person, Person.id == Request.person_id)
        .join(School, School.id == Request.school_id)
        .where(Request.id.in_(wanted))
    )
    rows = {request.id: _row(request, person, school, today) for request, person, school in found}
    return tuple(rows[one] for one in wanted if one in rows)


def _row(request: Request, person: Person, school: str, today: date) -> RequestRow:
    return RequestRow(
        id=RequestId(request.id),
        number=request.number,
        kind=RequestKind(request.kind),
        status=RequestStatus(request.status),
        person_id=PersonId(person.id),
        person_key=person_key(person.id),
        person_name=names.list_name(name_of(person)),
        requester_name=request.requester_name,
        school=school,
        received_on=request.received_on,
        target_on=request.target_on,
        due_on=request.due_on,
        days_left=(request.due_on - today).days,
        extended=request.extended_on is not None,
    )


def request_details(session: Session, request_id: RequestId, today: date) -> RequestDetails:
    """Return a request with its time line, oldest line first; two queries.

    Raises: NotFound.
    """
    found = session.execute(
        select(Request, Person, School.name)
        .join(Person, Person.id == Request.person_id)
        .join(School, School.id == Request.school_id)
        .where(Request.id == request_id)
    ).one_or_none()
    if found is None:
        raise NotFound("request", str(request_id))
    return _details(session, *found, today)


def requests_about(session: Session, person_id: PersonId, today: date) -> tuple[RequestDetails, ...]:
    """Return all requests about one person with their time lines, oldest first."""
    found = session.execute(
        select(Request, Person, School.name)
        .join(Person, Person.id == Request.person_id)
        .join(School, School.id == Request.school_id)
        .where(Request.person_id == person_id)
        .order_by(Request.id)
    ).all()
    return tuple(_details(session, request, person, school, today) for request, person, school in found)


def _details(session: Session, request: Request, person: Person, school: str, today: date) -> RequestDetails:
    identity = None
    if request.identity_checked_on is not None:
        identity = IdentityCheck(request.identity_method, request.identity_checked_on, request.identity_checked_by)
    return RequestDetails(
        row=_row(request, person, school, today),
        requester_id=None if request.requester_id is None else PersonId(request.requester_id),
        requester_address=request.requester_address,
        authority=Authority(request.authority),
        channel=Channel(request.channel),
        description=request.description,
        extended_on=request.extended_on,
        extension_reason=request.extension_reason,
        identity=identity,
        registered_at=request.registered_at,
        registered_by=request.registered_by,
        answered_on=request.answered_on,
        closed_on=request.closed_on,
        events=_events(session, request.id),
    )


def _events(session: Session, request_id: int) -> tuple[RequestEventRow, ...]:
    rows = session.scalars(select(RequestEvent).where(RequestEvent.request_id == request_id).order_by(RequestEvent.id))
    return tuple(
        RequestEventRow(row.at, row.actor, RequestEventKind(row.kind), row.text, tuple(row.details.items()))
        for row in rows
    )


def add_event(session: Session, request_id: int, line: RequestEventRow) -> None:
    """Add a line to a request's time line; lines are never changed."""
    session.add(
        RequestEvent(
            request_id=request_id,
            at=line.at,
            actor=line.actor,
            kind=line.kind,
            text=line.text,
            details=dict(line.details),
        )
    )


def last_sequence(session: Session, year: int) -> int:
    """Return the highest sequence number given out in a year, 0 when there is none."""
    prefix = f"{year:04d}-"
    numbers = session.scalars(select(Request.number).where(Request.number.startswith(prefix, autoescape=True)))
    return max((int(number.removeprefix(prefix)) for number in numbers), default=0)


def request_id_by_number(session: Session, number: str) -> RequestId:
    """Return the request with this number.

    Raises: NotFound.
    """
    found = session.scalar(select(Request.id).where(Request.number == number.strip()))
    if found is None:
        raise NotFound("request", number)
    return RequestId(found)


def deadlines_running(session: Session) -> list[tuple[date, bool]]:
    """Return (final date, identity checked) of every request that still has to be answered."""
    rows = session.execute(
        select(Request.due_on, Request.status == RequestStatus.IDENTITY_CHECKED).where(Request.status.in_(RUNNING))
    )
    return [(due_on, bool(checked)) for due_on, checked in rows]


def count_with_status(session: Session, status: RequestStatus) -> int:
    """Return how many requests have a status."""
    return session.scalar(select(func.count(Request.id)).where(Request.status == status)) or 0
