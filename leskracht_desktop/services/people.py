"""People and their relations: lists, details, adding and editing with the old values kept."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.people import (
    NewPerson,
    NewRelation,
    PeopleList,
    PersonDetails,
    PersonFilter,
    PersonId,
    PersonKind,
    PersonRow,
    PersonStatus,
    person_id_of,
    person_key,
)
from leskracht_desktop.domain.people_rules import problems, relation_problems, status_of, tidied
from leskracht_desktop.domain.request_rules import reason_problems
from leskracht_desktop.errors import Ambiguous, InvalidInput, NotFound
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.storage import people as queries
from leskracht_desktop.storage import people_changes as changes
from leskracht_desktop.storage import person_details
from leskracht_desktop.storage.models import Group, Person, Relation, School
from leskracht_desktop.storage.search import find_people, index_people


class PeopleService(Service):
    """Reads and changes people; every change leaves the old value and a line in the audit log."""

    def count(self, chosen: PersonFilter) -> int:
        """Return how many people a list shows."""
        with self._holder.vault.read() as session:
            return queries.count_people(session, chosen)

    def count_all(self) -> int:
        """Return how many people there are."""
        return self.count(PersonFilter())

    def ids(self, chosen: PersonFilter, limit: int | None = None) -> list[PersonId]:
        """Return the ids of the people a list shows, in its order; with `limit` no more than that."""
        with self._holder.vault.read() as session:
            return queries.person_ids(session, chosen, limit)

    def beginning(self, chosen: PersonFilter, most: int) -> PeopleList:
        """Return the first `most` rows of a list, and as many of its ids: all of them when people are searched."""
        searched = bool(chosen.text.strip())
        with self._holder.vault.read() as session:
            ids = queries.person_ids(session, chosen, None if searched else most)
            count = len(ids) if searched or len(ids) < most else queries.count_people(session, chosen)
            return PeopleList(ids, count, queries.person_rows(session, ids[:most]))

    def rows(self, ids: Iterable[int]) -> tuple[PersonRow, ...]:
        """Return the rows of these people in the order of the ids."""
        with self._holder.vault.read() as session:
            return queries.person_rows(session, ids)

    def search(self, text: str, limit: int = 20, kinds: Iterable[PersonKind] = ()) -> tuple[PersonRow, ...]:
        """Return the best hits for a text, for the search field of the window and for pickers."""
        with self._holder.vault.read() as session:
            found = find_people(session, text, PersonFilter(kinds=frozenset(kinds)), limit)
            return queries.person_rows(session, found)

    def details(self, person_id: PersonId) -> PersonDetails:
        """Return everything stored about one person, but for the bytes of attachments and events.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return person_details.person_details(session, person_id)

    def find(self, key: str) -> PersonId:
        """Return the person with a key of ours (`P-000042`) or the school system's; digits alone are the latter first.

        Raises: NotFound, Ambiguous when two schools or kinds use the same key.
        """
        key = key.strip()
        with self._holder.vault.read() as session:
            own = person_id_of(key)
            if own is not None and not key.isdigit() and session.get(Person, own) is not None:
                return own
            found = queries.ids_by_local_key(session, key)
            if len(found) > 1:
                raise Ambiguous("person", key, len(found))
            if found:
                return found[0]
            if own is not None and session.get(Person, own) is not None:
                return own
        raise NotFound("person", key)

    def add(self, draft: NewPerson) -> PersonId:
        """Add a person.

        Raises: InvalidInput, NationalNumberFound, NotFound (school or group), ReadOnlyVault.
        """
        refuse(problems(draft, self._today()))
        draft = tidied(draft)
        with self._holder.vault.session() as session:
            self._check_places(session, draft)
            row = changes.new_person(draft, status_of(draft.left_on, self._today()), self._clock())
            session.add(row)
            session.flush()
            changes.change_groups(session, row, draft.group_ids)
            index_people(session, [row.id])
            self._record(session, AuditKind.PERSON_ADDED, AuditEntity.PERSON, row.id, kind=draft.kind.value)
            return PersonId(row.id)

    def edit(self, person_id: PersonId, draft: NewPerson, reason: str = "") -> None:
        """Change a person; each old value is kept in the history, with the reason if there is one.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(problems(draft, self._today()))
        refuse(reason_problems("reason", reason) if reason.strip() else ())
        draft = tidied(draft)
        with self._holder.vault.session() as session:
            row = self._person(session, person_id)
            self._check_places(session, draft)
            self._check_kind(session, row, draft.kind)
            status = status_of(draft.left_on, self._today(), missing=row.missing_since is not None)
            log = changes.ChangeLog(session, self._clock(), self._actor())
            fields = changes.change_person(log, row, draft, status)
            groups = changes.change_groups(session, row, draft.group_ids, log)
            if not fields and not groups:
                return
            if reason.strip():
                log.add(row.id, "person", row.id, "reason", "", reason.strip())
            row.changed_at = self._clock()
            session.flush()
            index_people(session, [row.id])
            if fields:
                self._record(session, AuditKind.PERSON_CHANGED, AuditEntity.PERSON, row.id, fields=fields)
            if groups:
                self._record(session, AuditKind.MEMBERSHIP_CHANGED, AuditEntity.PERSON, row.id, groups=groups)

    def mark_left(self) -> int:
        """Give everyone whose day of leaving has come the status that says so; return how many these are.

        Raises: ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            log = changes.ChangeLog(session, self._clock(), self._actor())
            due = session.scalars(changes.left_by(self._today())).all()
            for row in due:
                log.add(row.id, "person", row.id, "status", row.status, PersonStatus.LEFT)
                row.status = PersonStatus.LEFT
                self._record(session, AuditKind.PERSON_CHANGED, AuditEntity.PERSON, row.id, fields=("status",))
            return len(due)

    def relate(self, draft: NewRelation) -> int:
        """Add an adult's relation to a pupil; return its id.

        Raises: InvalidInput, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            self._check_relation(session, draft)
            same = select(Relation.id).where(Relation.adult_id == draft.adult_id, Relation.pupil_id == draft.pupil_id)
            if session.scalar(same) is not None:
                raise InvalidInput((("adult_id", "duplicate"),))
            row = Relation(
                adult_id=draft.adult_id,
                pupil_id=draft.pupil_id,
                kind=draft.kind,
                custody=draft.custody,
                custody_since=draft.custody_since,
                origin="manual",
            )
            session.add(row)
            session.flush()
            self._record(
                session,
                AuditKind.RELATION_ADDED,
                AuditEntity.RELATION,
                row.id,
                relation=draft.kind.value,
                custody=draft.custody.value,
            )
            return row.id

    def edit_relation(self, relation_id: int, draft: NewRelation) -> None:
        """Change the kind or custody of a relation; the two people stay. Old values are kept with both of them.

        Raises: InvalidInput, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = self._relation(session, relation_id)
            if (row.adult_id, row.pupil_id) != (draft.adult_id, draft.pupil_id):
                raise InvalidInput((("adult_id", "other_people"),))
            self._check_relation(session, draft)
            log = changes.ChangeLog(session, self._clock(), self._actor())
            fields = changes.change_relation(log, row, draft)
            if fields:
                session.flush()
                self._record(session, AuditKind.RELATION_CHANGED, AuditEntity.RELATION, row.id, fields=fields)

    def unrelate(self, relation_id: int) -> None:
        """End a relation that was entered by mistake; what it was stays in the history of both people.

        Raises: NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = self._relation(session, relation_id)
            log = changes.ChangeLog(session, self._clock(), self._actor())
            changes.end_relation(log, row)
            session.delete(row)
            self._record(session, AuditKind.RELATION_REMOVED, AuditEntity.RELATION, relation_id)
            for person_id in (row.adult_id, row.pupil_id):
                self._record(session, AuditKind.PERSON_CHANGED, AuditEntity.PERSON, person_id, fields=("relations",))

    @staticmethod
    def _person(session: Session, person_id: PersonId) -> Person:
        row = session.get(Person, person_id)
        if row is None:
            raise NotFound("person", person_key(person_id))
        return row

    @staticmethod
    def _relation(session: Session, relation_id: int) -> Relation:
        row = session.get(Relation, relation_id)
        if row is None:
            raise NotFound("relation", str(relation_id))
        return row

    @staticmethod
    def _check_places(session: Session, draft: NewPerson) -> None:
        if session.get(School, draft.school_id) is None:
            raise NotFound("school", str(draft.school_id))
        for group_id in draft.group_ids:
            group = session.get(Group, group_id)
            if group is None:
                raise NotFound("group", str(group_id))
            if group.school_id != draft.school_id:
                raise InvalidInput((("group_ids", "other_school"),))

    @staticmethod
    def _check_kind(session: Session, row: Person, kind: PersonKind) -> None:
        if row.kind == kind or PersonKind.PUPIL not in {row.kind, kind}:
            return
        as_pupil = row.kind == PersonKind.PUPIL
        end = Relation.pupil_id if as_pupil else Relation.adult_id
        if session.scalar(select(Relation.id).where(end == row.id).limit(1)) is not None:
            raise InvalidInput((("kind", "has_relations"),))

    def _check_relation(self, session: Session, draft: NewRelation) -> None:
        adult, pupil = self._person(session, draft.adult_id), self._person(session, draft.pupil_id)
        found = relation_problems(draft, PersonKind(adult.kind), PersonKind(pupil.kind), pupil.birth_on, self._today())
        refuse(found)
