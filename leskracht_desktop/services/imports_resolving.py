"""Who the people of a file are: tells the problems, gives new people their id."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from leskracht_desktop.domain.intake import IncomingPerson
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.names import list_name, name_in
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.services.imports_matching import KeyMatcher, ListMatcher, Match
from leskracht_desktop.services.imports_people import Resolved
from leskracht_desktop.services.imports_relations import RelationIntake
from leskracht_desktop.storage import intake


class KeyResolver:
    """For EDEXML: everyone has a key, or is a stand-in who is found by name and birth date."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._matcher = KeyMatcher(context)
        self._next_id = intake.next_id(context.session, "people")
        self._taken: set[int] = set()

    def resolve(self, people: list[IncomingPerson]) -> list[Resolved]:
        """Return who they are, without those who are refused."""
        resolved = []
        for kind, group in itertools.groupby(people, key=lambda person: person.kind):
            same_kind = list(group)
            for person, match in zip(same_kind, self._matcher.match(kind, same_kind), strict=True):
                if match.person_id in self._taken:
                    match = Match(refusal=ProblemCode.AMBIGUOUS_MATCH)  # noqa: PLW2901 (two rows, one person)
                if not _accepted(self._context, person, match):
                    continue
                person_id = match.person_id
                if person_id is None:
                    resolved.append(Resolved(person, self._next_id, is_new=True))
                    self._next_id += 1
                else:
                    self._taken.add(person_id)
                    resolved.append(Resolved(person, person_id, is_new=False))
        return resolved

    def ids_of(self, kind: PersonKind, keys: list[str]) -> Iterable[int]:
        """Return who is known by these keys."""
        return self._matcher.ids_of(kind, keys).values()

    def batch_done(self) -> None:
        """Nothing waits for people to be stored."""


class ListResolver:
    """For contact lists: several rows may be about one person, and rows name the pupils an adult belongs to."""

    def __init__(self, context: ImportContext, relations: RelationIntake) -> None:
        self._context = context
        self._relations = relations
        self._matcher = ListMatcher(context)
        self._next_id = intake.next_id(context.session, "people")
        self._told: dict[int, int] = {}

    def resolve(self, people: list[IncomingPerson]) -> list[Resolved]:
        """Return who they are, without those who are refused; notes their relations."""
        pupils_of = self._relations.find_pupils(people)
        resolved = []
        for person, links in zip(people, pupils_of, strict=True):
            pupils = [link.pupil_id for link in links]
            match = self._matcher.match(person, pupils)
            if not _accepted(self._context, person, match):
                continue
            is_new = match.person_id is None
            if match.person_id is None:
                person_id = self._next_id
                self._next_id += 1
                self._matcher.register(person_id, person, pupils)
            else:
                person_id = match.person_id
            self._check_repeated(person_id, person)
            self._relations.note(person_id, links)
            resolved.append(Resolved(person, person_id, is_new))
        return resolved

    def ids_of(self, kind: PersonKind, keys: list[str]) -> Iterable[int]:
        """Return who is known by these keys."""
        return intake.ids_by_key(self._context.session, self._context.school_id, kind, keys).values()

    def batch_done(self) -> None:
        """Take in the relations of the people who are stored now."""
        self._relations.flush()

    def _check_repeated(self, person_id: int, person: IncomingPerson) -> None:
        told = hash(tuple(sorted(person.values.items())))
        if self._told.setdefault(person_id, told) != told:
            self._context.doubt(ProblemCode.ROWS_DISAGREE, person.where, about=list_name(name_in(person.values)))


def _accepted(context: ImportContext, person: IncomingPerson, match: Match) -> bool:
    """Tell the problems with who somebody is; return whether the row can be taken in."""
    if match.refusal is not None:
        context.refuse(match.refusal, person.where, about=list_name(name_in(person.values)))
        return False
    if match.doubt is not None:
        context.doubt(match.doubt, person.where, about=list_name(name_in(person.values)))
    return True
