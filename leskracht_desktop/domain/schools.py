"""The institution (bevoegd gezag), its schools and sites, and what must hold for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from leskracht_desktop.domain.people import SchoolId

SiteId = NewType("SiteId", int)

MAIN_SITE = "00"
"""The last two digits of the code of a school's main site (domain facts of DUO's lists)."""


class Denomination(StrEnum):
    """A school's legal form: it decides which court route follows a complaint (UAVG art. 34 and 35)."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class NumberKind(StrEnum):
    """By which number the institution is known (model agreement 4.0: BRIN, RIO or KvK; DUO: bevoegd gezag)."""

    NONE = ""
    BRIN = "brin"
    RIO = "rio"
    KVK = "kvk"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class InstitutionDetails:
    """The institution the vault belongs to; `officer_*` is the data protection officer (FG)."""

    name: str
    contact_name: str
    contact_email: str
    number_kind: NumberKind = NumberKind.NONE
    number: str = ""
    contact_phone: str = ""
    officer_name: str = ""
    officer_email: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    logo: bytes | None = None
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class NewSchool:
    """What the user typed for a new or edited school."""

    name: str
    brin: str
    denomination: Denomination = Denomination.UNKNOWN
    address: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class NewSite:
    """What the user typed for a site; `code` is the BRIN and two digits, e.g. `99XX01`."""

    school_id: SchoolId
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site (vestiging) as lists show it."""

    id: SiteId
    school_id: SchoolId
    code: str
    name: str
    local_key: str
