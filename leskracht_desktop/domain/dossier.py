"""The frozen snapshot from which a dossier is written: everything, nothing to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from leskracht_desktop.domain.audit import AuditRow
from leskracht_desktop.domain.inventory import Category, CompartmentText
from leskracht_desktop.domain.people import EventSummary, PersonDetails, StoredRecord
from leskracht_desktop.domain.requests import RequestDetails


class Remedy(StrEnum):
    """The court route after a complaint: depends on the school's legal form (editable per school)."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class DossierPart(StrEnum):
    """Parts of a dossier beside the inventory's categories: what the program itself keeps about a person."""

    HISTORY = "history"
    CONSENTS = "consents"
    REQUESTS = "requests"
    EXPORTS = "exports"
    LOG = "log"


class ExportKind(StrEnum):
    """What left the vault."""

    DOSSIER = "dossier"
    MAIL_COPY = "mail_copy"
    RECOVERY_SHEET = "recovery_sheet"


RELATION_SELF = "self"
"""In `Asker.relation`: the asker is the person the dossier is about."""


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
    """To whom the letter goes; without a name it is for the parents of the person."""

    name: str
    address: tuple[str, ...] = ()
    relation: str = ""  # RelationKind, `self`, or empty
    authority: str = ""  # Authority


@dataclass(frozen=True, slots=True)
class DossierAttachment:
    """A stored photo, video or file, with its bytes; `withheld` when names in it can't be masked."""

    id: int
    name: str
    media_type: str
    sha256: str
    data: bytes
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class EventLines:
    """All events of one category, as stored: zlib-compressed JSON Lines, oldest batch first."""

    category: str
    compartment: str
    batches: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class DossierSection:
    """One inventory category with its facts and what is stored in it for this person."""

    facts: Category
    records: tuple[StoredRecord, ...] = ()
    events: EventSummary | None = None

    @property
    def count(self) -> int:
        """How many records and events are stored in it."""
        return len(self.records) + (self.events.count if self.events else 0)


@dataclass(frozen=True, slots=True)
class Masking:
    """A third party's name to be burned out of every text, with other texts that give the same person away."""

    name: str
    replacement_number: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierChoice:
    """What the user chose: sections (category codes and `DossierPart`s; None: all), names to mask, why."""

    sections: frozenset[str] | None = None
    mask: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SectionOffer:
    """A section that can be chosen, with how much is stored in it; `compartment` is empty for a `DossierPart`."""

    code: str
    label: str
    compartment: str
    count: int


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody else who is named in a person's records: how often, and in which categories (codes)."""

    name: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastExport:
    """A dossier that was made before; personal data were disclosed with it (AVG art. 15(1)(c))."""

    kind: str
    exported_at: datetime
    actor: str
    pages: int
    request_number: str = ""


@dataclass(frozen=True, slots=True)
class DossierSnapshot:
    """All that a dossier says about one person; two equal snapshots give the same bytes.

    `prepared_on` is the only date in the document: what time it was then, changes nothing.
    """

    number: str  # request number, or D-<person key>-<date> for a dossier without request
    prepared_on: date
    prepared_by: str
    controller: Controller
    asker: Asker
    subject: PersonDetails
    request: RequestDetails | None
    sections: tuple[DossierSection, ...]
    compartments: tuple[CompartmentText, ...] = ()
    parts: frozenset[DossierPart] = frozenset(DossierPart)
    left_out: tuple[str, ...] = ()  # codes of sections and parts that were not chosen
    left_out_labels: tuple[str, ...] = ()  # and their labels, in the same order
    maskings: tuple[Masking, ...] = ()
    mask_reason: str = ""
    masked: int = 0  # how many times a name was burned out
    changes_left_out: int = 0  # of values in sections that were not chosen
    addresses_left_out: int = 0  # of others who made a request about the person (AVG art. 15(4))
    consents: tuple[()] = ()
    requests: tuple[RequestDetails, ...] = ()
    exports: tuple[PastExport, ...] = ()
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
    masked: int = 0


@dataclass(frozen=True, slots=True)
class ExportReceipt:
    """A dossier that was written and logged."""

    path: str
    sha256: str
    page_count: int
    size: int
    masked: int
