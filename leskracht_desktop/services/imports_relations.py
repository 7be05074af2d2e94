"""Relations between adults and pupils as a list tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.intake import Change, FieldChange, IncomingPerson, IncomingRelation
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.names import list_name, name_in
from leskracht_desktop.domain.people import Custody, PersonKind, RelationKind
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake, intake_school
from leskracht_desktop.storage.intake_school import RelationRecord


@dataclass(frozen=True, slots=True)
class Link:
    """A relation whose pupil was found."""

    person: IncomingPerson
    pupil_id: int
    told: IncomingRelation

    @property
    def name(self) -> str:
        """How a preview names it: the adult, and the pupil as the list does."""
        adult = list_name(name_in(self.person.values))
        return f"{adult} – {self.told.pupil_name or self.told.pupil_key}"


class RelationIntake:
    """Finds the pupils that a list names, and takes in the relations to them."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._next_id = intake.next_id(context.session, "relations")
        self._by_name: dict[int, list[int]] | None = None
        self._waiting: dict[tuple[int, int], Link] = {}
        self._seen: set[tuple[int, int]] = set()
        self._named = False

    def find_pupils(self, people: Sequence[IncomingPerson]) -> list[list[Link]]:
        """Return for each person the relations whose pupil was found; tells of the others."""
        context = self._context
        keys = {relation.pupil_key for person in people for relation in person.relations if relation.pupil_key}
        known = intake.ids_by_key(context.session, context.school_id, PersonKind.PUPIL, keys) if keys else {}
        found = []
        for person in people:
            links = []
            for relation in person.relations:
                self._named = True
                pupil_id = known.get(relation.pupil_key) or self._by_told_name(relation, person.where)
                if pupil_id is not None:
                    links.append(Link(person, pupil_id, relation))
            found.append(links)
        return found

    def note(self, adult_id: int, links: Sequence[Link]) -> None:
        """Remember the relations of an adult until the adult is stored."""
        for link in links:
            pair = (adult_id, link.pupil_id)
            if pair not in self._seen:
                self._seen.add(pair)
                self._waiting[pair] = link

    def flush(self) -> None:
        """Compare the relations that wait with those in the vault, and store them."""
        waiting, self._waiting = self._waiting, {}
        context = self._context
        held = intake_school.relations_of(context.session, {adult_id for adult_id, _ in waiting})
        new: list[tuple[Any, ...]] = []
        changed: list[tuple[Any, ...]] = []
        history: list[tuple[Any, ...]] = []
        touched: set[int] = set()
        for (adult_id, pupil_id), link in waiting.items():
            relation = held.get((adult_id, pupil_id))
            if relation is None:
                new.append(self._new(adult_id, pupil_id, link))
            elif not self._compare(relation, link, changed, history):
                continue
            touched |= {adult_id, pupil_id}
        if context.import_id is not None:
            intake_school.insert_relations(context.session, new)
            intake_school.update_relations(context.session, changed)
            intake.insert_changes(context.session, history, context.now, context.actor, context.import_id)
            intake.note_people(context.session, context.import_id, touched)

    def finish(self, *, everyone_read: bool) -> None:
        """In a complete list that was read without refusals, mark the relations that it does not name any more."""
        self.flush()
        context = self._context
        if not (context.complete and self._named and everyone_read):
            return
        gone = [
            relation
            for relation in intake_school.relations_in_school(context.session, context.school_id, context.origins)
            if (relation.adult_id, relation.pupil_id) not in self._seen
        ]
        for relation in gone:
            context.outcome.add(Change.GONE, "relation", partial(self._name_of, relation))
        if context.import_id is not None:
            intake_school.mark_relations_missing(context.session, [relation.id for relation in gone], context.now)
            ends = {person_id for relation in gone for person_id in (relation.adult_id, relation.pupil_id)}
            intake.note_people(context.session, context.import_id, ends)

    def _new(self, adult_id: int, pupil_id: int, link: Link) -> tuple[Any, ...]:
        context, told = self._context, link.told
        kind, custody = told.kind or RelationKind.PARENT, told.custody or Custody.UNKNOWN
        context.outcome.add(Change.NEW, "relation", lambda: link.name, link.person.where)
        since = told.custody_since.isoformat() if told.custody_since else None
        self._next_id += 1
        return (
            self._next_id - 1,
            adult_id,
            pupil_id,
            kind.value,
            custody.value,
            since,
            context.origin,
            context.import_id,
        )

    def _compare(
        self, held: RelationRecord, link: Link, changed: list[tuple[Any, ...]], history: list[tuple[Any, ...]]
    ) -> bool:
        """Note what changes in a relation; return whether anything does."""
        context, told = self._context, link.told
        now = {
            "kind": told.kind.value if told.kind else held.kind,
            "custody": told.custody.value if told.custody else held.custody,
            "custody_since": _text(told.custody_since) or held.custody_since,
        }
        fields = tuple(
            FieldChange(field, getattr(held, field), text, by_hand=held.origin == "manual")
            for field, text in now.items()
            if getattr(held, field) != text
        )
        if not fields and not held.is_missing:
            context.outcome.add(Change.UNCHANGED, "relation", lambda: "")
            return False
        change = Change.RETURNED if held.is_missing else Change.CHANGED
        context.outcome.add(change, "relation", lambda: link.name, link.person.where, fields)
        changed.append((now["kind"], now["custody"], now["custody_since"] or None, held.id))
        history += [
            (person_id, "relation", held.id, one.field, one.old, one.new)
            for one in fields
            for person_id in (held.adult_id, held.pupil_id)
        ]
        return True

    def _name_of(self, relation: RelationRecord) -> str:
        rows = intake.people_by_id(self._context.session, (relation.adult_id, relation.pupil_id))
        return " – ".join(list_name(name_in(rows[one])) for one in (relation.adult_id, relation.pupil_id))

    def _by_told_name(self, relation: IncomingRelation, where: str) -> int | None:
        """Return the pupil that a relation names, or None after telling that there is none or more than one."""
        context = self._context
        if not relation.pupil_name:
            context.doubt(ProblemCode.PUPIL_UNKNOWN, where, "pupil_key", relation.pupil_key)
            return None
        found = self._pupils_called(relation.pupil_name)
        if relation.pupil_birth_on is not None and found:
            rows = intake.people_by_id(context.session, found)
            born = relation.pupil_birth_on.isoformat()
            found = [one for one in found if rows[one]["birth_on"] == born]
        if len(found) == 1:
            if relation.pupil_birth_on is None:
                context.doubt(ProblemCode.WEAK_MATCH, where, "pupil_name")
            return found[0]
        code = ProblemCode.PUPIL_AMBIGUOUS if found else ProblemCode.PUPIL_UNKNOWN
        context.doubt(code, where, "pupil_name")
        return None

    def _pupils_called(self, name: str) -> list[int]:
        """Return the pupils with this name, its words in any order."""
        if self._by_name is None:
            self._by_name = {}
            context = self._context
            for row in intake.each_person(context.session, context.school_id, PersonKind.PUPIL):
                given = row["given_names"].split()
                for first in dict.fromkeys((row["call_name"], given[0] if given else "", row["given_names"])):
                    if first:
                        mark = _name_mark(f"{first} {row['prefix']} {row['surname']}")
                        ids = self._by_name.setdefault(mark, [])
                        if row["id"] not in ids:
                            ids.append(row["id"])
        return self._by_name.get(_name_mark(name), [])


def _name_mark(name: str) -> int:
    return hash(tuple(sorted(words(name))))


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
