"""The institution (bevoegd gezag), its schools and sites, and what must hold for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from leskracht_desktop.domain.identifiers import (
    parse_brin,
    parse_email,
    parse_institution_number,
    parse_kvk,
    parse_postcode,
    parse_rio,
    parse_site_code,
)
from leskracht_desktop.domain.people import SchoolId
from leskracht_desktop.domain.people_rules import Parse, Problems, optional, text_problems, with_texts
from leskracht_desktop.domain.text_safety import parse_line, parse_name

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


_NUMBER_PARSERS: Mapping[NumberKind, Parse] = {
    NumberKind.NONE: parse_line,
    NumberKind.BRIN: parse_brin,
    NumberKind.RIO: parse_rio,
    NumberKind.KVK: parse_kvk,
    NumberKind.AUTHORITY: parse_institution_number,
}

_SCHOOL_PARSERS: Mapping[str, Parse] = {
    "name": parse_name,
    "brin": parse_brin,
    "address": parse_line,
    "postcode": optional(parse_postcode),
    "city": parse_line,
}

_SITE_PARSERS: Mapping[str, Parse] = {"code": parse_site_code, "name": parse_name}


def _institution_parsers(details: InstitutionDetails) -> Mapping[str, Parse]:
    return {
        "name": parse_name,
        "contact_name": parse_name,
        "contact_email": parse_email,
        "number": optional(_NUMBER_PARSERS[details.number_kind]),
        "contact_phone": parse_line,
        "officer_name": parse_name,
        "officer_email": optional(parse_email),
        "address": parse_line,
        "postcode": optional(parse_postcode),
        "city": parse_line,
    }


def _problems(
    draft: InstitutionDetails | NewSchool | NewSite, parsers: Mapping[str, Parse], required: frozenset[str]
) -> Problems:
    texts: dict[str, str] = {name: getattr(draft, name) for name in parsers}
    empty = {name for name in required if not texts[name].strip()}
    wrong = text_problems(texts, {name: parse for name, parse in parsers.items() if name not in empty})
    found = dict([*((name, "required") for name in empty), *wrong])
    return tuple((name, found[name]) for name in parsers if name in found)


def institution_problems(details: InstitutionDetails) -> Problems:
    """Return what is wrong with the institution's form."""
    required = frozenset({"name", "contact_name", "contact_email"})
    found = _problems(details, _institution_parsers(details), required)
    if details.number_kind is NumberKind.NONE and details.number.strip():
        found += (("number_kind", "required"),)
    return found


def school_problems(draft: NewSchool) -> Problems:
    """Return what is wrong with a school's form."""
    return _problems(draft, _SCHOOL_PARSERS, frozenset({"name", "brin"}))


def site_problems(draft: NewSite, brin: str) -> Problems:
    """Return what is wrong with a site's form; its code begins with the BRIN of its school."""
    found = _problems(draft, _SITE_PARSERS, frozenset({"code"}))
    if not found and not parse_site_code(draft.code).startswith(brin):
        return (("code", "other_brin"),)
    return found


def tidied_institution(details: InstitutionDetails) -> InstitutionDetails:
    """Return details without problems in the one way each text is written."""
    return with_texts(details, _institution_parsers(details))


def tidied_school(draft: NewSchool) -> NewSchool:
    """Return a draft without problems in the one way each text is written."""
    return with_texts(draft, _SCHOOL_PARSERS)


def tidied_site(draft: NewSite) -> NewSite:
    """Return a draft without problems in the one way each text is written."""
    return with_texts(draft, _SITE_PARSERS)
