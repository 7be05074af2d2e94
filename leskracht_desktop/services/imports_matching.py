"""Whom of the vault a person in a file is: by key, else by name with something else that is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leskracht_desktop.domain.fuzzy import fold
from leskracht_desktop.domain.intake import IncomingPerson
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake, intake_school

_SEVERAL = -1
_PHONE_DIGITS = 9
_TELLING = ("birth_on", "email", "phone", "postcode")


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a person is: `person_id` None is somebody new; `doubt` and `refusal` are problems to tell."""

    person_id: int | None = None
    doubt: ProblemCode | None = None
    refusal: ProblemCode | None = None


NEW = Match()
_AMBIGUOUS = Match(refusal=ProblemCode.AMBIGUOUS_MATCH)


class KeyMatcher:
    """For EDEXML: by key; people without a key of their own by name and birth date."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._existing: dict[PersonKind, bool] = {}
        self._keyless: dict[PersonKind, dict[int, int]] = {}
        self._names: dict[PersonKind, dict[int, int]] = {}
        self._everyone: dict[PersonKind, dict[int, int]] = {}

    def match(self, kind: PersonKind, people: Sequence[IncomingPerson]) -> list[Match]:
        """Return whom each of these people of one kind is."""
        if not self._has_any(kind):
            return [NEW] * len(people)
        context = self._context
        keys = {person.local_key for person in people if person.local_key}
        known = intake.ids_by_key(context.session, context.school_id, kind, keys)
        return [self._match(person, known) for person in people]

    def ids_of(self, kind: PersonKind, keys: Sequence[str]) -> dict[str, int]:
        """Return key -> id of those who are known by these keys."""
        return intake.ids_by_key(self._context.session, self._context.school_id, kind, keys)

    def _match(self, person: IncomingPerson, known: Mapping[str, int]) -> Match:
        if person.local_key in known:
            return Match(known[person.local_key])
        keyless = bool(person.local_key)
        if not keyless and not any(person.values.get(name) for name in ("birth_on", "email")):
            return self._match_by_name(person)
        marks = self._marks(person.kind, keyless=keyless)
        if not marks:
            return NEW
        found = {marks[mark] for mark in _strong_marks(person.values) if mark in marks}
        if not found:
            return NEW
        if len(found) > 1 or _SEVERAL in found:
            return _AMBIGUOUS
        return Match(found.pop(), ProblemCode.WEAK_MATCH if keyless else None)

    def _match_by_name(self, person: IncomingPerson) -> Match:
        """Return whom a row is that has neither a key nor a birth date: the only one without a key of that name.

        Without this the same file would bring the same people again each time it is taken in.
        """
        table = self._names.get(person.kind)
        if table is None:
            table = self._names[person.kind] = {}
            for row in intake.each_person(self._context.session, self._context.school_id, person.kind, keyless=True):
                for mark in _name_marks(row, stored=True):
                    _register(table, mark, row["id"])
        found = {table[mark] for mark in _name_marks(person.values) if mark in table}
        if not found:
            return NEW
        return _AMBIGUOUS if len(found) > 1 or _SEVERAL in found else Match(found.pop(), ProblemCode.WEAK_MATCH)

    def _has_any(self, kind: PersonKind) -> bool:
        if kind not in self._existing:
            context = self._context
            self._existing[kind] = intake.count_people(context.session, context.school_id, kind) > 0
        return self._existing[kind]

    def _marks(self, kind: PersonKind, *, keyless: bool) -> dict[int, int]:
        """Return the marks of those without a key, or of everyone; read when first needed."""
        cache = self._keyless if keyless else self._everyone
        if kind not in cache:
            context = self._context
            marks = cache[kind] = {}
            for row in intake.each_person(context.session, context.school_id, kind, keyless=keyless):
                for mark in _strong_marks(row, stored=True):
                    _register(marks, mark, row["id"])
        return cache[kind]


class ListMatcher:
    """For contact lists: by key, birth date or e-mail address with the name, or by weaker signs, with a doubt."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._strong: dict[PersonKind, dict[int, int]] = {}
        self._weak: dict[PersonKind, dict[int, int]] = {}
        self._bare: dict[PersonKind, dict[int, int]] = {}
        self._named: set[int] = set()
        self._keyed: set[int] = set()

    def match(self, person: IncomingPerson, pupils: Sequence[int]) -> Match:
        """Return whom a person is; `pupils` are the ids of those an adult belongs to."""
        strong, weak = self._tables(person.kind)
        key_mark = hash(("k", person.local_key))
        if person.local_key and key_mark in strong:
            return Match(strong[key_mark])
        marks = _strong_marks(person.values, pupils)
        found = self._possible(person, {strong[mark] for mark in marks if mark in strong})
        if found:
            return _AMBIGUOUS if len(found) > 1 or _SEVERAL in found else Match(found.pop())
        marks = _weak_marks(person.kind, person.values)
        found = self._possible(person, {weak[mark] for mark in marks if mark in weak})
        sure = found - {_SEVERAL}
        if len(sure) == 1:
            return Match(sure.pop(), ProblemCode.WEAK_MATCH)
        return _AMBIGUOUS if found else self._match_by_name(person, pupils)

    def _match_by_name(self, person: IncomingPerson, pupils: Sequence[int]) -> Match:
        """Return whom a row that tells little more than a name is: the only one of that name, for one row of the file.

        Without this the same list would bring the same people again each time it is taken in.
        """
        if pupils or not _tells_only_a_name(person):
            return NEW
        table = self._bare[person.kind]
        found = self._possible(person, {table[mark] for mark in _name_marks(person.values) if mark in table})
        if not found:
            return NEW
        if len(found) > 1 or _SEVERAL in found or found & self._named:
            return _AMBIGUOUS
        self._named |= found
        return Match(found.pop(), ProblemCode.WEAK_MATCH)

    def _possible(self, person: IncomingPerson, found: set[int]) -> set[int]:
        """Return who a person may be: with a key, nobody who has another one."""
        if not person.local_key:
            return found
        return {one for one in found if one != _SEVERAL and one not in self._keyed}

    def register(self, person_id: int, person: IncomingPerson, pupils: Sequence[int]) -> None:
        """Remember somebody new, so that a later row about the same person is recognised."""
        self._register(person.kind, person_id, person.local_key, person.values, pupils)
        if not pupils and _tells_only_a_name(person):
            self._named.add(person_id)

    def _tables(self, kind: PersonKind) -> tuple[dict[int, int], dict[int, int]]:
        if kind not in self._strong:
            self._strong[kind], self._weak[kind], self._bare[kind] = {}, {}, {}
            context = self._context
            pupils: dict[int, list[int]] = {}
            if kind is PersonKind.PARENT:
                for adult_id, pupil_id in intake_school.adults_and_pupils(context.session, context.school_id):
                    pupils.setdefault(adult_id, []).append(pupil_id)
            for row in intake.each_person(context.session, context.school_id, kind):
                self._register(kind, row["id"], row["local_key"] or "", row, pupils.get(row["id"], ()))
        return self._strong[kind], self._weak[kind]

    def _register(
        self, kind: PersonKind, person_id: int, key: str, values: Mapping[str, Any], pupils: Sequence[int]
    ) -> None:
        strong, weak = self._strong[kind], self._weak[kind]
        if key:
            self._keyed.add(person_id)
            _register(strong, hash(("k", key)), person_id)
        for mark in _strong_marks(values, pupils, stored=True):
            _register(strong, mark, person_id)
        for mark in _weak_marks(kind, values, stored=True):
            _register(weak, mark, person_id)
        for mark in _name_marks(values, stored=True):
            _register(self._bare[kind], mark, person_id)


def _tells_only_a_name(person: IncomingPerson) -> bool:
    if person.kind is PersonKind.STAFF:
        return True  # a school has few people with the same name at work
    return not person.local_key and not any(
        person.values.get(name) for name in ("birth_on", "email", "phone", "postcode")
    )


def _name_marks(values: Mapping[str, Any], *, stored: bool = False) -> Iterator[int]:
    return (hash(("n", form)) for form in _name_forms(values, stored=stored))


def _register(marks: dict[int, int], mark: int, person_id: int) -> None:
    held = marks.setdefault(mark, person_id)
    if held != person_id:
        marks[mark] = _SEVERAL


def _name_forms(values: Mapping[str, Any], *, stored: bool) -> list[str]:
    """Return the folded ways to name a person: surname with what is called, given name, or initials.

    Somebody in the vault is known by all of them; somebody in a file is looked for by initials only if the file has
    nothing better: parents and twins share initials.
    """
    last = fold(f"{values.get('prefix') or ''} {values.get('surname') or ''}")
    given = str(values.get("given_names") or "").split()
    firsts = [first for first in (values.get("call_name") or "", given[0] if given else "") if first]
    if values.get("initials") and (stored or not firsts):
        firsts.append(values["initials"])
    return list(dict.fromkeys(f"{last}|{fold(first)}" for first in firsts)) or [f"{last}|"]


def _strong_marks(values: Mapping[str, Any], pupils: Sequence[int] = (), *, stored: bool = False) -> Iterator[int]:
    """Yield what makes a person certain: the name with a birth date, an e-mail address, or a pupil one belongs to."""
    birth_on, email = values.get("birth_on"), values.get("email")
    if birth_on or email or pupils:
        for form in _name_forms(values, stored=stored):
            if birth_on:
                yield hash(("b", form, birth_on))
            if email:
                yield hash(("e", form, email.casefold()))
            for pupil_id in pupils:
                yield hash(("r", form, pupil_id))


def _weak_marks(kind: PersonKind, values: Mapping[str, Any], *, stored: bool = False) -> Iterator[int]:
    """Yield what makes a person likely: the name with a phone number or postcode; for staff the e-mail address."""
    phone = "".join(filter(str.isdigit, values.get("phone") or ""))[-_PHONE_DIGITS:]
    postcode = "".join((values.get("postcode") or "").split()).upper()
    for form in _name_forms(values, stored=stored):
        if len(phone) == _PHONE_DIGITS:
            yield hash(("p", form, phone))
        if postcode:
            yield hash(("z", form, postcode))
    if kind is PersonKind.STAFF and values.get("email"):
        yield hash(("m", values["email"].casefold()))
