"""Whom a package is about, and whether that can be a certain person of the vault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.names import PersonName
from leskracht_desktop.domain.people import PersonKind


@dataclass(frozen=True, slots=True)
class PackageSubject:
    """Whom a Leskracht package is about: how to find the person in the vault."""

    reference: str
    brin: str
    kind: PersonKind
    local_key: str
    name: str
    birth_on: date | None
    email: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the vault knows to tell people apart."""

    kind: PersonKind
    name: PersonName
    local_key: str
    birth_on: date | None
    email: str


class Likeness(StrEnum):
    """Whether a package is about somebody."""

    CERTAIN = "certain"
    UNPROVEN = "unproven"
    OTHER_NAME = "other_name"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeness, and which value contradicts it."""

    likeness: Likeness
    field: str = ""


def compare(subject: PackageSubject, person: KnownPerson) -> Verdict:
    """Judge whether a package is about a person; another person's data must never come in by mistake.

    The kind and the birth date of somebody do not change. A number or an address may, so another one contradicts only
    while nothing else proves who it is. A name alone proves nothing, and an altogether different one contradicts.
    """
    if subject.kind is not person.kind:
        return Verdict(Likeness.CONTRADICTED, "kind")
    values = {
        "birth_on": (subject.birth_on, person.birth_on),
        "local_key": (subject.local_key, person.local_key),
        "email": (subject.email.casefold(), person.email.casefold()),
    }
    told = {field: pair for field, pair in values.items() if all(pair)}
    other = [field for field, (ours, theirs) in told.items() if ours != theirs]
    same = len(other) < len(told)
    if "birth_on" in other or (other and not same):
        return Verdict(Likeness.CONTRADICTED, other[0])
    if same_name(person.name, subject.name):
        return Verdict(Likeness.CERTAIN if same else Likeness.UNPROVEN)
    if same or _words_of(person.name) & set(words(subject.name)):
        return Verdict(Likeness.OTHER_NAME, "name")
    return Verdict(Likeness.CONTRADICTED, "name")


def same_name(name: PersonName, text: str) -> bool:
    """Tell whether a name in one line is this one: the whole surname, and a first name or initial that fits."""
    told = set(words(text))
    last = set(words(f"{name.prefix} {name.surname}"))
    firsts = set(words(f"{name.call_name} {name.given_names}"))
    rest = told - last
    letters = {word[0] for word in firsts} | set(words(name.initials))
    return last <= told and bool(told) and (not rest or not (firsts | letters) or bool(rest & (firsts | letters)))


def _words_of(name: PersonName) -> set[str]:
    return set(words(f"{name.call_name} {name.given_names} {name.surname}"))
