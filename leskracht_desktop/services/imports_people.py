"""People of a file compared with those in the vault, a thousand at a time, and taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final, Protocol

from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.intake import Change, FieldChange, ImportKind, IncomingPerson, RefusedPerson
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.names import display_name, list_name, name_in, sort_key
from leskracht_desktop.domain.people import Origin, PersonKind, PersonStatus
from leskracht_desktop.domain.people_rules import status_of
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.services.imports_school import SchoolIntake
from leskracht_desktop.services.imports_work import BatchWork
from leskracht_desktop.storage import intake
from leskracht_desktop.storage.intake import NULL_WHEN_EMPTY, PersonRecord, stored_instant

BATCH: Final = 2_000
_NAME_COLUMNS: Final = frozenset({"given_names", "call_name", "initials", "prefix", "surname"})
_INDEXED: Final = _NAME_COLUMNS | {"username", "email", "local_key"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A person of the file and who that is: an id, of somebody known or new."""

    person: IncomingPerson
    person_id: int
    is_new: bool


class Resolver(Protocol):
    """Tells who the people of a file are, and tells the problems with that."""

    def resolve(self, people: list[IncomingPerson]) -> list[Resolved]:
        """Return who they are, without those who are refused."""

    def ids_of(self, kind: PersonKind, keys: list[str]) -> Iterable[int]:
        """Return who is known by these keys."""

    def batch_done(self) -> None:
        """Do what had to wait until these people were stored."""


class PeopleIntake:
    """Takes people one by one, works in batches, and at the end marks who is gone from the file."""

    def __init__(self, context: ImportContext, school: SchoolIntake, resolver: Resolver) -> None:
        self._context = context
        self._school = school
        self._resolver = resolver
        self._waiting: list[IncomingPerson] = []
        self._refused_keys: dict[PersonKind, list[str]] = {}
        self._kinds: set[PersonKind] = set()
        self._new_kinds: set[PersonKind] = set()
        """Kinds of which the school had nobody before, so that nobody can be gone."""
        self._unsure: set[PersonKind] = set()
        self._today = context.today.isoformat()
        self._stamp = stored_instant(context.now)
        self._first_new_id = intake.next_id(context.session, "people")
        self.seen: set[int] = set()

    def take(self, person: IncomingPerson) -> None:
        """Take one person of the file."""
        if person.values.get("birth_on", "") > self._today:
            person = self._not_yet_born(person)
        self._waiting.append(person)
        if len(self._waiting) >= BATCH:
            self.flush()

    def _not_yet_born(self, person: IncomingPerson) -> IncomingPerson:
        """Tell that a birth date lies in the future, and return the person without it."""
        values = dict(person.values)
        born = values.pop("birth_on")
        self._context.doubt(ProblemCode.FUTURE_DATE, person.where, "birth_on", born, _list_name(values))
        return replace(person, values=values)

    def skip(self, refused: RefusedPerson) -> None:
        """Note somebody whose row was refused: not taken in, but not gone either."""
        self._note_kinds({refused.kind})
        if refused.local_key:
            self._refused_keys.setdefault(refused.kind, []).append(refused.local_key)
        else:
            self._unsure.add(refused.kind)

    def flush(self) -> None:
        """Work through the people that wait."""
        people, self._waiting = self._waiting, []
        if not people:
            return
        self._note_kinds({person.kind for person in people})
        self._school.flush()
        resolved = self._resolver.resolve(people)
        told = {id(one.person) for one in resolved}
        self._unsure.update(person.kind for person in people if id(person) not in told)
        ids = [one.person_id for one in resolved if not one.is_new]
        rows = intake.people_by_id(self._context.session, ids)
        groups = intake.memberships(self._context.session, ids)
        by_hand = intake.edited_by_hand(self._context.session, ids)
        work = BatchWork()
        for one in resolved:
            if one.person_id in self.seen:
                continue
            self.seen.add(one.person_id)
            if one.is_new:
                self._add(one, work)
            else:
                self._compare(one, rows[one.person_id], groups.get(one.person_id, set()), by_hand, work)
        work.apply(self._context)
        self._resolver.batch_done()

    @property
    def everyone_read(self) -> bool:
        """Whether no row was refused, so that who is not there is really gone."""
        return not (self._unsure or self._refused_keys)

    def finish(self) -> None:
        """Mark those who came from such a file before and are not in this one; nobody is removed."""
        self.flush()
        if self._context.kind is ImportKind.EDEXML or self._context.complete:
            for kind in sorted(self._kinds - self._new_kinds):
                if kind in self._unsure:
                    self._context.doubt(ProblemCode.GONE_NOT_MARKED, field=kind)
                    continue
                self.seen.update(self._resolver.ids_of(kind, self._refused_keys.get(kind, [])))
                self._mark_gone(kind)
        if self._context.kind is ImportKind.EDEXML:
            self._school.finish()

    def _note_kinds(self, kinds: set[PersonKind]) -> None:
        for kind in kinds - self._kinds:
            self._kinds.add(kind)
            if intake.count_people(self._context.session, self._context.school_id, kind) == 0:
                self._new_kinds.add(kind)

    def _add(self, one: Resolved, work: BatchWork) -> None:
        context, person = self._context, one.person
        values = person.values
        context.outcome.add(Change.NEW, person.kind, partial(_list_name, values), person.where)
        if not context.applies:
            self._school.group_links(person)
            return
        state = (
            one.person_id,
            person.kind.value,
            self._status(values.get("left_on", "")),
            context.school_id,
            self._school.site_id(person),
            person.local_key,
            context.origin,
            context.import_id,
        )
        name = name_in(values)
        key = sort_key(name)
        work.new.append(intake.new_row(state, key, self._stamp, values))
        keys = (person.local_key, values.get("username", ""), values.get("email", ""))
        work.entries.append(
            (one.person_id, key, name.given_names, name.call_name, name.initials, name.prefix, name.surname, *keys)
        )
        work.joined_groups += [(one.person_id, group, role) for group, role in self._school.group_links(person)]

    def _compare(
        self,
        one: Resolved,
        row: PersonRecord,
        groups: set[tuple[int, str]],
        by_hand: set[tuple[int, str]],
        work: BatchWork,
    ) -> None:
        context, person, person_id = self._context, one.person, one.person_id
        typed = row["origin"] == Origin.MANUAL
        fields = [
            FieldChange(column, row[column] or "", text, by_hand=typed or (person_id, column) in by_hand)
            for column, text in self._told(person, row)
            if (row[column] or "") != text
        ]
        if person.local_key and person.local_key != row["local_key"]:
            fields.append(FieldChange("local_key", row["local_key"] or "", person.local_key))
        updates: dict[str, Any] = {change.field: _stored(change.field, change.new) for change in fields}
        fields += self._site_change(person, row, updates)
        status = self._status(updates.get("left_on", row["left_on"]) or "")
        if status != row["status"]:
            fields.append(FieldChange("status", row["status"], status))
            updates |= {"status": status, "missing_since": None}
        history = [(person_id, "person", person_id, one.field, one.old, one.new) for one in fields]
        wanted = self._wanted_groups(person, groups)
        if wanted != groups:
            fields.append(FieldChange("groups", self._names_of(groups), self._names_of(wanted)))
            history += self._group_history(person_id, groups, wanted)
        if not fields:
            context.outcome.add(Change.UNCHANGED, person.kind, lambda: "")
            return
        returned = row["status"] == PersonStatus.MISSING
        context.outcome.add(
            Change.RETURNED if returned else Change.CHANGED,
            person.kind,
            partial(_list_name, {**row, **person.values}),
            person.where,
            tuple(fields),
        )
        work.history += history
        work.left_groups += [(person_id, group, role) for group, role in groups - wanted]
        work.joined_groups += [(person_id, group, role) for group, role in wanted - groups]
        work.updates[person_id] = self._completed(updates, row)
        if _INDEXED & updates.keys():
            work.indexed.append(person_id)

    def _told(self, person: IncomingPerson, row: PersonRecord) -> Iterable[tuple[str, str]]:
        """Return the values that a file tells about somebody known.

        A list that gives the same name as a whole says nothing about its parts: `El Amrani` may be a surname, or a
        prefix and a surname.
        """
        if self._context.kind is ImportKind.EDEXML or not _same_name(row, person.values):
            return person.values.items()
        settled = {column for column in _NAME_COLUMNS if row[column]} | {"prefix", "surname"}
        return [(column, text) for column, text in person.values.items() if column not in settled]

    def _completed(self, updates: dict[str, Any], row: PersonRecord) -> dict[str, Any]:
        """Add to the new values what follows from them."""
        context = self._context
        if _NAME_COLUMNS & updates.keys():
            updates["sort_key"] = sort_key(name_in({**row, **updates}))
        # A school's own system outranks a list; a list outranks what was typed.
        if context.kind is ImportKind.EDEXML or row["origin"] in {Origin.MANUAL, *context.origins}:
            updates |= {"origin": context.origin, "import_id": context.import_id}
        return updates | {"changed_at": self._stamp}

    def _site_change(self, person: IncomingPerson, row: PersonRecord, updates: dict[str, Any]) -> list[FieldChange]:
        """Return the change of site of a pupil; staff may work at several sites, so theirs stays."""
        if self._context.kind is not ImportKind.EDEXML or person.kind is not PersonKind.PUPIL:
            return []
        site_id = self._school.site_id(person)
        if site_id == row["site_id"]:
            return []
        updates["site_id"] = site_id
        return [FieldChange("site", self._school.site_name(row["site_id"]), self._school.site_name(site_id))]

    def _wanted_groups(self, person: IncomingPerson, groups: set[tuple[int, str]]) -> set[tuple[int, str]]:
        """Return the groups a person is in from now on; a list that does not name any changes nothing."""
        wanted = self._school.group_links(person)
        return groups if self._context.kind is not ImportKind.EDEXML and not wanted else wanted

    def _names_of(self, groups: set[tuple[int, str]]) -> str:
        names = ((self._school.group_name(group), role) for group, role in groups)
        return ", ".join(sorted(f"{name} ({role})" if role else name for name, role in names))

    def _group_history(
        self, person_id: int, old: set[tuple[int, str]], new: set[tuple[int, str]]
    ) -> list[tuple[Any, ...]]:
        lines: list[tuple[Any, ...]] = []
        for group in sorted({group for group, _ in old ^ new}):
            was = sorted(role for held, role in old if held == group)
            now = sorted(role for held, role in new if held == group)
            name = self._school.group_name(group)
            if was and now:
                lines.append((person_id, "membership", group, "role", ", ".join(was), ", ".join(now)))
            else:
                lines.append((person_id, "membership", group, "group", name if was else "", name if now else ""))
        return lines

    def _status(self, left_on: str) -> str:
        return status_of(date.fromisoformat(left_on) if left_on else None, self._context.today).value

    def _mark_gone(self, kind: PersonKind) -> None:
        context = self._context
        gone = []
        active = intake.active_people(
            context.session, context.school_id, kind, context.origins, before=self._first_new_id
        )
        for person_id, site_id in active:
            if person_id not in self.seen and (context.kind is not ImportKind.EDEXML or self._school.covers(site_id)):
                gone.append(person_id)
                context.outcome.add(Change.GONE, kind, partial(self._name_of, person_id))
        if context.import_id is not None:
            intake.mark_missing(context.session, gone, context.now)
            statuses = (PersonStatus.ACTIVE.value, PersonStatus.MISSING.value)
            lines = [(number, "person", number, "status", *statuses) for number in gone]
            intake.insert_changes(context.session, lines, context.now, context.actor, context.import_id)
            intake.note_people(context.session, context.import_id, gone)

    def _name_of(self, person_id: int) -> str:
        return _list_name(intake.people_by_id(self._context.session, [person_id])[person_id])


def _stored(column: str, text: str) -> str | None:
    return None if not text and column in NULL_WHEN_EMPTY else text


def _same_name(row: PersonRecord, values: Mapping[str, str]) -> bool:
    """Tell whether a name, said as a whole, is one of the ways to say the name in a row."""
    told = words(display_name(name_in(values)))
    last = f"{row['prefix']} {row['surname']}"
    return any(words(f"{first} {last}") == told for first in (row["call_name"], row["given_names"], row["initials"]))


def _list_name(values: Mapping[str, Any]) -> str:
    return list_name(name_in(values))
