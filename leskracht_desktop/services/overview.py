"""The start page: everything that needs somebody today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain import names
from leskracht_desktop.domain.ages import ADULT_AGE, SELF_AGE, turns_on
from leskracht_desktop.domain.overview import LastImport, Overview, OverviewProblem, UpcomingBirthday, backup_is_due
from leskracht_desktop.domain.people import Custody, PersonFilter, PersonStatus, person_key
from leskracht_desktop.domain.request_rules import SOON_DAYS
from leskracht_desktop.domain.requests import RequestStatus
from leskracht_desktop.domain.schools import Denomination
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.retentions import lacks_a_term
from leskracht_desktop.storage import people, requests
from leskracht_desktop.storage.models import Import, Institution, Relation, School

_WEEK: Final = 7


class OverviewService(Service):
    """Gathers the cards of the start page, in a fixed number of queries."""

    def __init__(
        self, holder: VaultHolder, clock: Clock, actor: Actor, last_backup_at: Callable[[], datetime | None]
    ) -> None:
        super().__init__(holder, clock, actor)
        self._last_backup_at = last_backup_at

    def cards(self, today: date | None = None) -> Overview:
        """Return what the start page shows; `today` is the Dutch calendar day of now unless given."""
        today = today or self._today()
        last_backup_at = self._last_backup_at()
        with self._holder.vault.read() as session:
            running = requests.deadlines_running(session)
            left = [(due_on - today).days for due_on, _ in running]
            return Overview(
                today=today,
                requests_late=sum(days < 0 for days in left),
                due_today=sum(days == 0 for days in left),
                due_within_7=sum(0 < days <= _WEEK for days in left),
                due_later=sum(days > _WEEK for days in left),
                to_close=requests.count_with_status(session, RequestStatus.ANSWERED),
                identity_missing=sum(not checked for _, checked in running),
                next_due_on=min((due_on for due_on, _ in running), default=None),
                turning_16_soon=_birthdays(session, today),
                missing_people=people.count_people(session, PersonFilter(statuses=frozenset({PersonStatus.MISSING}))),
                last_backup_at=last_backup_at,
                backup_due=backup_is_due(last_backup_at, self._clock()),
                imports_last=_last_import(session),
                people_count=people.count_per_kind(session),
                problems=_problems(session),
            )


def _birthdays(session: Session, today: date) -> tuple[UpcomingBirthday, ...]:
    """Return the pupils who turn 16 or 18 within the longest term of a request, the first one on top."""
    found = []
    until = today + timedelta(days=SOON_DAYS)
    for age in (SELF_AGE, ADULT_AGE):
        # Days of margin on both sides: who was born on 29 February has a birthday on 1 March.
        first, last = turns_on(today, -age) - timedelta(days=2), turns_on(until, -age) + timedelta(days=2)
        for person_id, birth_on, name in people.pupils_born(session, first, last):
            on = turns_on(birth_on, age)
            if today <= on <= until:
                shown = names.display_name(name)
                found.append(UpcomingBirthday(person_id, person_key(person_id), shown, on, age))
    return tuple(sorted(found, key=lambda one: (one.on, one.key)))


def _last_import(session: Session) -> LastImport | None:
    row = session.scalars(select(Import).order_by(Import.id.desc()).limit(1)).one_or_none()
    return None if row is None else LastImport(row.id, row.kind, row.file_name, row.imported_at)


def _problems(session: Session) -> tuple[OverviewProblem, ...]:
    found = []
    institution = session.get(Institution, 1)
    if institution is None or not (institution.contact_name and institution.contact_email):
        found.append(OverviewProblem.NO_CONTACT)
    if institution is None or not institution.officer_name:
        found.append(OverviewProblem.NO_OFFICER)
    no_address = or_(School.address == "", School.postcode == "", School.city == "")
    if _any(session, select(func.count(School.id)).where(no_address)):
        found.append(OverviewProblem.NO_SCHOOL_ADDRESS)
    if _any(session, select(func.count(School.id)).where(School.denomination == Denomination.UNKNOWN)):
        found.append(OverviewProblem.DENOMINATION_UNKNOWN)
    if lacks_a_term(session):
        found.append(OverviewProblem.NO_RETENTION)
    unknown = select(Relation.id).where(Relation.custody == Custody.UNKNOWN).limit(1)
    if session.scalar(unknown) is not None:
        found.append(OverviewProblem.CUSTODY_UNKNOWN)
    return tuple(found)


def _any(session: Session, query: object) -> bool:
    return bool(session.scalar(query))  # type: ignore[call-overload]  # a select of one count
