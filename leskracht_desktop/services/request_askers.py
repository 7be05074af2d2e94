"""Who asks about whom in a request, and what to look at before answering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.people import Custody, PersonId, PersonKind, RelationKind, person_id_of, person_key
from leskracht_desktop.domain.request_rules import ActingCode, ActingFacts, acting_codes, authority_of
from leskracht_desktop.domain.requests import Authority, RequestId
from leskracht_desktop.errors import Ambiguous, NotFound
from leskracht_desktop.services.base import Service
from leskracht_desktop.storage import requests as queries
from leskracht_desktop.storage.models import Person, Relation
from leskracht_desktop.storage.person_details import name_of


class RequestAskers(Service):
    """Knows askers by key and by name, and compares what they say with what the vault holds about them."""

    def acting_warning(
        self, person_id: PersonId, requester_id: PersonId | None, on: date | None = None
    ) -> tuple[ActingCode, ...]:
        """Return what to look at before answering this asker about that person; None is somebody not in the vault.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            person = self._person(session, person_id)
            relation = None
            if requester_id is not None and requester_id != person_id:
                relation = session.scalar(
                    select(Relation).where(Relation.pupil_id == person_id, Relation.adult_id == requester_id)
                )
            facts = ActingFacts(
                subject_kind=PersonKind(person.kind),
                birth_on=person.birth_on,
                asks_for_self=requester_id == person_id,
                relation=None if relation is None else RelationKind(relation.kind),
                custody=Custody.UNKNOWN if relation is None else Custody(relation.custody),
            )
        return acting_codes(facts, on or self._today())

    def what_to_look_at(self, request_id: RequestId) -> tuple[ActingCode, ...]:
        """Return what to look at before answering a request; nothing as long as it does not say who asks.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            found = queries.request_details(session, request_id, self._today())
        asker_id = found.row.person_id if found.authority is Authority.SELF else found.requester_id
        if asker_id is None and not found.row.requester_name:
            return ()
        return self.acting_warning(found.row.person_id, asker_id, found.row.received_on)

    def is_called(self, person_id: PersonId, name: str) -> bool:
        """Tell whether a typed name is this person's.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return names.is_called(name_of(self._person(session, person_id)), name)

    def asker(
        self, person_id: PersonId, name: str, authority: Authority = Authority.UNKNOWN
    ) -> tuple[PersonId | None, Authority]:
        """Return who asks about a person, and on what authority as far as that is recorded.

        The typed name is a key of anybody in the vault, or the whole name of the person or of a relative; None is
        somebody the vault does not know as such. An authority that was given stays.

        Raises: NotFound, Ambiguous when two of them are called so.
        """
        with self._holder.vault.read() as session:
            self._person(session, person_id)
            relations = {
                PersonId(row.adult_id): authority_of(RelationKind(row.kind), Custody(row.custody))
                for row in session.scalars(select(Relation).where(Relation.pupil_id == person_id))
            }
            known = {person_id: Authority.SELF, **relations}
            found = person_id_of(name) if name.strip()[:1] in {"P", "p"} else None
            if found is None:
                found = self._named(session, known, name, authority)
            elif session.get(Person, found) is None:
                raise NotFound("person", name.strip())
        if found is None or authority is not Authority.UNKNOWN:
            return found, authority
        return found, known.get(found, authority)

    def _named(
        self, session: Session, known: Mapping[PersonId, Authority], name: str, authority: Authority
    ) -> PersonId | None:
        called = [one for one in known if names.is_called(name_of(self._person(session, one)), name)]
        if len(called) > 1 and authority is not Authority.UNKNOWN:  # father and son may share a name
            own = authority is Authority.SELF
            called = [one for one in called if (known[one] is Authority.SELF) is own]
        if len(called) > 1:
            raise Ambiguous("person", name.strip(), len(called))
        return called[0] if called else None

    @staticmethod
    def _person(session: Session, person_id: PersonId) -> Person:
        row = session.get(Person, person_id)
        if row is None:
            raise NotFound("person", person_key(person_id))
        return row
