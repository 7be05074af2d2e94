"""Requests of data subjects (verzoeken): kinds, steps and the values that cross layers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from leskracht_desktop.domain.people import PersonId, SchoolId

RequestId = NewType("RequestId", int)


class RequestKind(StrEnum):
    """The right that is used (AVG art. 15-21); this release handles access in full."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"


class RequestStatus(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    IDENTITY_CHECKED = "identity_checked"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN_STATUSES = frozenset({RequestStatus.RECEIVED, RequestStatus.IDENTITY_CHECKED, RequestStatus.ANSWERED})


class Authority(StrEnum):
    """On what authority the requester asks."""

    SELF = "self"
    CUSTODY = "custody"
    GUARDIAN = "guardian"
    PROXY = "proxy"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How a request came in; unknown until somebody says so."""

    UNKNOWN = "unknown"
    EMAIL = "email"
    LETTER = "letter"
    CONVERSATION = "conversation"
    PHONE = "phone"
    FORM = "form"
    APP = "app"
    OTHER = "other"


class RequestEventKind(StrEnum):
    """What a line of the time line says."""

    REGISTERED = "registered"
    IDENTITY = "identity"
    EXTENDED = "extended"
    DOSSIER = "dossier"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    NOTE = "note"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What the user typed for a new request."""

    kind: RequestKind
    person_id: PersonId
    received_on: date
    channel: Channel = Channel.UNKNOWN
    requester_id: PersonId | None = None
    requester_name: str = ""
    requester_address: str = ""
    authority: Authority = Authority.UNKNOWN
    description: str = ""


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """How, when and by whom identity was checked; never a copy or number of a document."""

    method: str
    checked_on: date
    checked_by: str


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests a list shows."""

    text: str = ""
    open_only: bool = False
    statuses: frozenset[RequestStatus] = frozenset()
    kinds: frozenset[RequestKind] = frozenset()
    due_until: date | None = None
    school_id: SchoolId | None = None
    person_id: PersonId | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a list shows it; `days_left` counts calendar days to `due_on` (negative: late)."""

    id: RequestId
    number: str
    kind: RequestKind
    status: RequestStatus
    person_id: PersonId
    person_key: str
    person_name: str
    requester_name: str
    school: str
    received_on: date
    target_on: date
    due_on: date
    days_left: int
    extended: bool


@dataclass(frozen=True, slots=True)
class RequestEventRow:
    """One line of the time line."""

    at: datetime
    actor: str
    kind: RequestEventKind
    text: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RequestDetails:
    """A request with everything recorded about it."""

    row: RequestRow
    requester_id: PersonId | None
    requester_address: str
    authority: Authority
    channel: Channel
    description: str
    extended_on: date | None
    extension_reason: str
    identity: IdentityCheck | None
    registered_at: datetime
    registered_by: str
    answered_on: date | None
    closed_on: date | None
    events: tuple[RequestEventRow, ...]


def request_number(year: int, sequence: int) -> str:
    """Return a number without personal data, e.g. `2026-0001` (year of registration)."""
    return f"{year:04d}-{sequence:04d}"
