"""What the parties agreed: parties, periods, products with their leaflets, security, and deviations from the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.schools import NumberKind


class PeriodUnit(StrEnum):
    """In what a period is counted; `none` is a period that only has words."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    NONE = "none"


class Level(StrEnum):
    """A level of the BIV classification."""

    UNKNOWN = "unknown"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class TestedBy(StrEnum):
    """How it was tested that a product meets the certification scheme."""

    UNKNOWN = "unknown"
    SELF = "self"
    THIRD_PARTY = "third_party"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two parties; the school is known by BRIN, RIO, KvK or bevoegd gezag number, the supplier by KvK."""

    name: str = ""
    number_kind: NumberKind = NumberKind.NONE
    number: str = ""
    legal_form: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    representative: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period the parties filled in, and where it stands; `text` is what the agreement adds in words."""

    code: TermCode
    value: int | None = None
    unit: PeriodUnit = PeriodUnit.NONE
    text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LeafletCategory:
    """A category of data in a leaflet; `code` is that of the processing inventory, empty when it has none."""

    label: str
    code: str = ""
    why: str = ""
    special: bool = False
    """Special category of AVG art. 9."""
    retention: str = ""


@dataclass(frozen=True, slots=True)
class SubProcessor:
    """Who the supplier engages; `country` is its ISO 3166-1 code, `basis` what a transfer rests on."""

    name: str
    service: str = ""
    data: str = ""
    country: str = ""
    basis: str = ""
    since_on: date | None = None


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The privacy leaflet (privacybijsluiter) of one product."""

    version: str = ""
    dated_on: date | None = None
    website: str = ""
    audience: str = ""
    users: str = ""
    core_services: str = ""
    optional_services: str = ""
    purposes: tuple[str, ...] = ()
    categories: tuple[LeafletCategory, ...] = ()
    storage_countries: tuple[str, ...] = ()
    """ISO 3166-1 codes."""
    transfers: str = ""
    access: str = ""
    sub_processors: tuple[SubProcessor, ...] = ()
    retention: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """A product or service under the agreement, with its leaflet."""

    name: str
    description: str = ""
    leaflet: Leaflet = field(default_factory=Leaflet)


@dataclass(frozen=True, slots=True)
class SecurityAnnex:
    """The security annex: BIV classification, certification scheme, measures, and who to call about an incident."""

    availability: Level = Level.UNKNOWN
    integrity: Level = Level.UNKNOWN
    confidentiality: Level = Level.UNKNOWN
    scheme: str = ""
    tested_by: TestedBy = TestedBy.UNKNOWN
    tested_on: date | None = None
    measures: str = ""
    incident_name: str = ""
    incident_email: str = ""
    incident_phone: str = ""
    incident_hours: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the agreement deviates from the model, and why (comply or explain); `article` is None for an annex."""

    article: int | None
    what: str
    why: str
    agreed_by: str = ""
    agreed_on: date | None = None
    annex: str = ""
    """Code of the annex, if it is one that deviates."""


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """What was agreed; kept as a whole for each version."""

    school: Party = field(default_factory=Party)
    supplier: Party = field(default_factory=Party)
    contract_name: str = ""
    """The underlying contract (onderliggende overeenkomst)."""
    contract_on: date | None = None
    periods: tuple[Period, ...] = ()
    products: tuple[Product, ...] = ()
    security: SecurityAnnex = field(default_factory=SecurityAnnex)
    deviations: tuple[Deviation, ...] = ()

    def period(self, code: TermCode) -> Period | None:
        """Return the period with this code, or None if the parties filled in none."""
        return next((period for period in self.periods if period.code is code), None)

    def deviations_at(self, article: int) -> tuple[Deviation, ...]:
        """Return the deviations from one article of the model."""
        return tuple(one for one in self.deviations if one.article == article)


def texts_of(part: Any) -> Iterator[str]:
    """Yield every text somebody typed in a part of an agreement, in the order of the form (for searching)."""
    if is_dataclass(part):
        for one in fields(part):
            yield from texts_of(getattr(part, one.name))
    elif isinstance(part, tuple):
        for item in part:
            yield from texts_of(item)
    elif isinstance(part, str) and not isinstance(part, StrEnum) and part:
        yield part
