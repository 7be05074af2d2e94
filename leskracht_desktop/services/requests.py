"""Requests of data subjects: registering them, their steps and their dates."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.deadlines import ANSWER_MONTHS, EXTENDED_MONTHS, Deadline, deadline
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.request_rules import (
    Step,
    check_authority,
    check_in_time,
    identity_problems,
    next_status,
    problems,
    reason_problems,
    speaks_for_self_by_name,
    step_date_problems,
    tidied,
)
from leskracht_desktop.domain.requests import (
    Authority,
    IdentityCheck,
    NewRequest,
    RequestDetails,
    RequestEventKind,
    RequestEventRow,
    RequestFilter,
    RequestId,
    RequestRow,
    RequestStatus,
    request_number,
)
from leskracht_desktop.domain.text_safety import clean_name, clean_text
from leskracht_desktop.domain.working_days import HolidayCalendar
from leskracht_desktop.errors import InvalidInput, NotFound
from leskracht_desktop.services.base import refuse
from leskracht_desktop.services.request_askers import RequestAskers
from leskracht_desktop.storage import requests as queries
from leskracht_desktop.storage import settings
from leskracht_desktop.storage.models import Person, Request
from leskracht_desktop.storage.person_details import name_of
from leskracht_desktop.storage.search import index_request

ALL: Final = RequestFilter()


class RequestService(RequestAskers):
    """Reads and changes requests; each step is a line on the time line and in the audit log, in one transaction."""

    def list(self, chosen: RequestFilter = ALL) -> tuple[RequestRow, ...]:
        """Return the requests a list shows, the most urgent first."""
        with self._holder.vault.read() as session:
            return queries.request_rows(session, queries.request_ids(session, chosen), self._today())

    def ids(self, chosen: RequestFilter, limit: int | None = None) -> builtins.list[RequestId]:
        """Return the ids of the requests a list shows, in its order."""
        with self._holder.vault.read() as session:
            return queries.request_ids(session, chosen, limit)

    def rows(self, ids: Iterable[int]) -> tuple[RequestRow, ...]:
        """Return the rows of these requests in the order of the ids."""
        with self._holder.vault.read() as session:
            return queries.request_rows(session, ids, self._today())

    def count(self, chosen: RequestFilter) -> int:
        """Return how many requests a list shows."""
        with self._holder.vault.read() as session:
            return queries.count_requests(session, chosen)

    def details(self, request_id: RequestId) -> RequestDetails:
        """Return a request with its time line.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return queries.request_details(session, request_id, self._today())

    def by_number(self, number: str) -> RequestId:
        """Return the request with this number.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return queries.request_id_by_number(session, number)

    def deadline(self, received_on: date, extended: bool = False) -> Deadline:
        """Return by when a request must be answered and how that was reckoned, with the school's holidays.

        Raises: InvalidInput.
        """
        with self._holder.vault.read() as session:
            return deadline(received_on, self._calendar(session), EXTENDED_MONTHS if extended else ANSWER_MONTHS)

    def register(self, draft: NewRequest, *, confirmed: bool = True) -> RequestDetails:
        """Register a request; it gets a number without personal data and its dates.

        `confirmed` False: whoever registers it has not seen what `acting_warning` says, so custody that is recorded
        otherwise is refused.

        Raises: InvalidInput, NationalNumberFound, NotAllowed, NotFound, ReadOnlyVault.
        """
        today = self._today()
        refuse(problems(draft, today))
        draft = tidied(draft)
        if not confirmed:
            codes = self.acting_warning(draft.person_id, draft.requester_id, draft.received_on)
            check_authority(draft.authority, codes)
        with self._holder.vault.session() as session:
            person = self._person(session, draft.person_id)
            if speaks_for_self_by_name(draft) and not names.is_called(name_of(person), draft.requester_name):
                raise InvalidInput((("authority", "self_is_other"),))
            if draft.authority is Authority.SELF:
                draft = replace(draft, requester_id=draft.person_id)
            dates = deadline(draft.received_on, self._calendar(session))
            row = Request(
                number=request_number(today.year, queries.last_sequence(session, today.year) + 1),
                kind=draft.kind,
                status=RequestStatus.RECEIVED,
                school_id=person.school_id,
                person_id=person.id,
                requester_id=draft.requester_id,
                requester_name=self._asker(session, draft, person),
                requester_address=draft.requester_address,
                authority=draft.authority,
                channel=draft.channel,
                description=draft.description,
                received_on=draft.received_on,
                target_on=dates.target_on,
                due_on=dates.due_on,
                registered_at=self._clock(),
                registered_by=self._actor(),
            )
            session.add(row)
            session.flush()
            self._line(session, row, RequestEventKind.REGISTERED, due_on=dates.due_on)
            self._record(session, AuditKind.REQUEST_REGISTERED, AuditEntity.REQUEST, row.id, kind=row.kind)
            index_request(session, row.id, f"{row.number} {row.requester_name} {row.description}")
            session.flush()
            return queries.request_details(session, RequestId(row.id), today)

    def record_identity(self, request_id: RequestId, check: IdentityCheck) -> None:
        """Record how, when and by whom identity was checked (AVG art. 12(6)); a second time corrects the first.

        Raises: InvalidInput, NationalNumberFound, NotAllowed, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = self._request(session, request_id)
            reached = next_status(RequestStatus(row.status), Step.IDENTITY)
            refuse(identity_problems(check, row.received_on, self._today()))
            row.status = reached
            row.identity_method = clean_name(check.method)
            row.identity_checked_on = check.checked_on
            row.identity_checked_by = clean_name(check.checked_by)
            self._line(
                session,
                row,
                RequestEventKind.IDENTITY,
                row.identity_method,
                checked_on=check.checked_on,
                checked_by=row.identity_checked_by,
            )
            self._record(session, AuditKind.REQUEST_IDENTITY_CHECKED, AuditEntity.REQUEST, row.id)

    def extend(self, request_id: RequestId, on: date, reason: str) -> None:
        """Extend the term once, to three months from receipt; `on` is the day the asker was told (AVG art. 12(3)).

        Raises: InvalidInput, NationalNumberFound, NotAllowed, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = self._request(session, request_id)
            next_status(RequestStatus(row.status), Step.EXTEND, extended=row.extended_on is not None)
            refuse(
                reason_problems("extension_reason", reason)
                + tuple(("on", code) for code in step_date_problems(on, row.received_on, self._today()))
            )
            calendar = self._calendar(session)
            check_in_time(on, deadline(row.received_on, calendar).due_on)
            dates = deadline(row.received_on, calendar, EXTENDED_MONTHS)
            old_due_on = row.due_on
            row.extended_on, row.extension_reason = on, clean_text(reason)
            row.target_on, row.due_on = dates.target_on, dates.due_on
            self._line(
                session,
                row,
                RequestEventKind.EXTENDED,
                row.extension_reason,
                on=on,
                old_due_on=old_due_on,
                due_on=dates.due_on,
            )
            self._record(session, AuditKind.REQUEST_EXTENDED, AuditEntity.REQUEST, row.id)

    def mark_answered(self, request_id: RequestId, on: date) -> None:
        """Record on which day the answer was given.

        Raises: InvalidInput, NotAllowed, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = self._request(session, request_id)
            self._step(row, Step.ANSWER, on, row.received_on)
            row.answered_on = on
            self._line(session, row, RequestEventKind.ANSWERED, on=on)
            late = int(on > row.due_on)
            self._record(session, AuditKind.REQUEST_ANSWERED, AuditEntity.REQUEST, row.id, late=late)

    def close(self, request_id: RequestId, on: date) -> None:
        """Close an answered request.

        Raises: InvalidInput, NotAllowed, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = self._request(session, request_id)
            self._step(row, Step.CLOSE, on, row.answered_on or row.received_on)
            row.closed_on = on
            self._line(session, row, RequestEventKind.CLOSED, on=on)
            self._record(session, AuditKind.REQUEST_CLOSED, AuditEntity.REQUEST, row.id)

    def withdraw(self, request_id: RequestId, on: date, reason: str = "") -> None:
        """Record that the asker took the request back, with the reason if one was given.

        Raises: InvalidInput, NationalNumberFound, NotAllowed, NotFound, ReadOnlyVault.
        """
        refuse(reason_problems("reason", reason) if reason.strip() else ())
        with self._holder.vault.session() as session:
            row = self._request(session, request_id)
            self._step(row, Step.WITHDRAW, on, row.received_on)
            row.closed_on = on
            self._line(session, row, RequestEventKind.WITHDRAWN, clean_text(reason), on=on)
            self._record(session, AuditKind.REQUEST_WITHDRAWN, AuditEntity.REQUEST, row.id)

    def add_note(self, request_id: RequestId, text: str) -> None:
        """Add a note to the time line.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(reason_problems("text", text))
        with self._holder.vault.session() as session:
            row = self._request(session, request_id)
            self._line(session, row, RequestEventKind.NOTE, clean_text(text))
            self._record(session, AuditKind.REQUEST_NOTED, AuditEntity.REQUEST, row.id)

    def _step(self, row: Request, step: Step, on: date, not_before: date) -> None:
        reached = next_status(RequestStatus(row.status), step)
        refuse(tuple(("on", code) for code in step_date_problems(on, not_before, self._today())))
        row.status = reached

    def _line(
        self, session: Session, row: Request, kind: RequestEventKind, text: str = "", **details: date | str
    ) -> None:
        shown = tuple((key, str(value)) for key, value in details.items())
        queries.add_event(session, row.id, RequestEventRow(self._clock(), self._actor(), kind, text, shown))

    def _asker(self, session: Session, draft: NewRequest, person: Person) -> str:
        if draft.requester_id is not None:
            return names.display_name(name_of(self._person(session, draft.requester_id)))
        if draft.authority is Authority.SELF and not draft.requester_name:
            return names.display_name(name_of(person))
        return draft.requester_name

    @staticmethod
    def _calendar(session: Session) -> HolidayCalendar:
        return dutch_calendar(settings.amendments(session))

    @staticmethod
    def _request(session: Session, request_id: RequestId) -> Request:
        row = session.get(Request, request_id)
        if row is None:
            raise NotFound("request", str(request_id))
        return row
