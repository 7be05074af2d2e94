"""What must hold for people and their relations before they are stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.identifiers import parse_email, parse_postcode, tidy_postcode
from leskracht_desktop.domain.national_number import holds_national_number
from leskracht_desktop.domain.people import Custody, NewPerson, NewRelation, PersonKind, PersonStatus
from leskracht_desktop.domain.text_safety import parse_line, parse_name, parse_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Draft = TypeVar("Draft", bound="DataclassInstance")

Problems = tuple[tuple[str, str], ...]
"""What is wrong with a draft: (field name, problem code), in the order of the form."""

Parse = Callable[[str], str]

OLDEST_AGE: Final = 125
"""Years; nobody has been older by much."""

GENDERS: Final = frozenset({"", "0", "1", "2", "9"})
"""Gender as EDEXML writes it: not known, male, female, not stated."""

YEAR_GROUPS: Final = frozenset(
    {"", "B", "D", "S", "V", "C", "N", "H", *(str(year) for year in (*range(9), *range(11, 17)))}
)
"""Year groups (jaargroep) as EDEXML writes them."""

_HOME_COUNTRIES: Final = frozenset({"", "nl", "nederland", "netherlands"})


def postcode_parser(country: str) -> Parse:
    """Return how a postcode is read in a country: strictly in the Netherlands, as it comes elsewhere."""
    return parse_postcode if country.strip().casefold() in _HOME_COUNTRIES else tidy_postcode


def optional(parse: Parse) -> Parse:
    """Return `parse` for a field that may stay empty."""
    return lambda text: parse(text) if text.strip() else ""


def _parsers(draft: NewPerson) -> Mapping[str, Parse]:
    return {
        "given_names": parse_name,
        "call_name": parse_name,
        "initials": parse_name,
        "prefix": parse_name,
        "surname": parse_name,
        "username": parse_line,
        "email": optional(parse_email),
        "phone": parse_line,
        "address": parse_line,
        "postcode": optional(postcode_parser(draft.country)),
        "city": parse_line,
        "country": parse_line,
        "note": parse_text,
    }


def text_problems(texts: Mapping[str, str], parsers: Mapping[str, Parse]) -> list[tuple[str, str]]:
    """Return what is wrong with each text: what its parser says, or `national_number`."""
    found = []
    for field, parse in parsers.items():
        try:
            parse(texts[field])
        except BadValue as error:
            found.append((field, error.code))
        else:
            if holds_national_number(texts[field]):
                found.append((field, "national_number"))
    return found


def with_texts(draft: Draft, parsers: Mapping[str, Parse]) -> Draft:
    """Return a draft whose texts are written as their parsers write them.

    Raises: BadValue.
    """
    texts: dict[str, Any] = {field: parse(getattr(draft, field)) for field, parse in parsers.items()}
    return replace(draft, **texts)


def problems(draft: NewPerson, today: date) -> Problems:
    """Return what is wrong with a person's form; empty when it may be stored."""
    texts = {field.name: str(getattr(draft, field.name)) for field in fields(draft)}
    found = [] if draft.surname.strip() else [("surname", "required")]
    found += text_problems(texts, _parsers(draft))
    if draft.gender not in GENDERS:
        found.append(("gender", "unknown"))
    if draft.year_group not in YEAR_GROUPS:
        found.append(("year_group", "unknown"))
    return tuple(_in_form_order(found + _date_problems(draft, today)))


def _date_problems(draft: NewPerson, today: date) -> list[tuple[str, str]]:
    found = []
    oldest_on = date(today.year - OLDEST_AGE, 1, 1)
    if draft.birth_on is not None and draft.birth_on > today:
        found.append(("birth_on", "in_future"))
    for field in ("birth_on", "enrolled_on", "left_on"):
        day: date | None = getattr(draft, field)
        if day is None:
            continue
        if day < oldest_on:
            found.append((field, "too_old"))
        elif draft.birth_on is not None and day < draft.birth_on:
            found.append((field, "before_birth"))
    if draft.enrolled_on is not None and draft.left_on is not None and draft.left_on < draft.enrolled_on:
        found.append(("left_on", "before_enrolment"))
    return found


def _in_form_order(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    places = {field.name: place for place, field in enumerate(fields(NewPerson))}
    return sorted(dict.fromkeys(found), key=lambda item: places[item[0]])


def tidied(draft: NewPerson) -> NewPerson:
    """Return a draft without problems in the one way each text is written: NFC, `1234 AB`, no stray white space."""
    return with_texts(draft, _parsers(draft))


def status_of(left_on: date | None, today: date, *, missing: bool = False) -> PersonStatus:
    """Return someone's status: left from the day of leaving, else missing from the last file or active."""
    if left_on is not None and left_on <= today:
        return PersonStatus.LEFT
    return PersonStatus.MISSING if missing else PersonStatus.ACTIVE


def relation_problems(
    draft: NewRelation, adult_kind: PersonKind, pupil_kind: PersonKind, pupil_birth_on: date | None, today: date
) -> Problems:
    """Return what is wrong with a relation's form; the kinds are those of the two people it names."""
    found = []
    if draft.adult_id == draft.pupil_id:
        found.append(("adult_id", "same_person"))
    elif adult_kind is PersonKind.PUPIL:
        found.append(("adult_id", "not_an_adult"))
    if pupil_kind is not PersonKind.PUPIL:
        found.append(("pupil_id", "not_a_pupil"))
    since = draft.custody_since
    if since is not None:
        if draft.custody is Custody.UNKNOWN:
            found.append(("custody_since", "custody_unknown"))
        elif since > today:
            found.append(("custody_since", "in_future"))
        elif pupil_birth_on is not None and since < pupil_birth_on:
            found.append(("custody_since", "before_birth"))
    return tuple(found)
