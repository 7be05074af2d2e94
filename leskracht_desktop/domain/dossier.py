"""The frozen snapshot from which a dossier is written: everything, nothing to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from leskracht_desktop.domain.audit import AuditRow
from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.domain.people import EventSummary, PersonDetails, StoredRecord
from leskracht_desktop.domain.requests import RequestDetails


class Remedy(StrEnum):
    """The court route after a complaint: depends on the school's legal form (editable per school)."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers: institution, school, contact, officer."""

    institution: str
    number_kind: str
    number: str
    school: str
    brin: str
    address: str
    postcode: str
    city: str
    contact_name: str
    contact_email: str
    contact_phone: str
    officer_name: str
    officer_email: str
    remedy: Remedy
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """To whom the letter goes."""

    name: str
    address: tuple[str, ...] = ()
    relation: str = ""  # RelationKind, `self`, or empty
    authority: str = ""  # Authority


@dataclass(frozen=True, slots=True)
class DossierAttachment:
    """A stored photo, video or file, with its bytes."""

    id: int
    name: str
    media_type: str
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class EventLines:
    """All events of one category, as stored: zlib-compressed JSON Lines, oldest batch first."""

    category: str
    batches: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class DossierSection:
    """One inventory category with its facts and what is stored in it for this person."""

    facts: Category
    records: tuple[StoredRecord, ...] = ()
    events: EventSummary | None = None


@dataclass(frozen=True, slots=True)
class Masking:
    """A third party's name to be burned out of every text."""

    name: str
    replacement_number: int


@dataclass(frozen=True, slots=True)
class DossierChoice:
    """What the user chose: sections (empty: all), names to mask, why."""

    sections: frozenset[str] = frozenset()
    mask: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DossierSnapshot:
    """All that a dossier says about one person; two equal snapshots give the same bytes."""

    number: str  # request number, or D-<person key>-<date> for a dossier without request
    prepared_at: datetime
    prepared_on: date
    prepared_by: str
    controller: Controller
    asker: Asker
    subject: PersonDetails
    request: RequestDetails | None
    sections: tuple[DossierSection, ...]
    left_out: tuple[str, ...] = ()  # category codes of sections not chosen
    maskings: tuple[Masking, ...] = ()
    mask_reason: str = ""
    consents: tuple[()] = ()
    requests: tuple[RequestDetails, ...] = ()
    log: tuple[AuditRow, ...] = ()
    log_total: int = 0
    attachments: tuple[DossierAttachment, ...] = ()
    event_lines: tuple[EventLines, ...] = ()
    program: str = ""
    statement_version: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RenderedDossier:
    """A finished dossier in memory."""

    data: bytes
    page_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ExportReceipt:
    """A dossier that was written and logged."""

    path: str
    sha256: str
    page_count: int
    size: int
    masked: int
