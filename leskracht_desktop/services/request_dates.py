"""The dates of running requests, reckoned again when the list of holidays changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.deadlines import ANSWER_MONTHS, EXTENDED_MONTHS, deadline
from leskracht_desktop.domain.requests import RequestEventKind, RequestEventRow, RequestId
from leskracht_desktop.domain.working_days import HolidayCalendar
from leskracht_desktop.storage.models import Request
from leskracht_desktop.storage.requests import RUNNING, add_event


def reckon_again(session: Session, calendar: HolidayCalendar, at: datetime, actor: str) -> tuple[RequestId, ...]:
    """Give every request that must still be answered the final date of this calendar; return those that moved.

    The old and the new date stand on the time line of each.
    """
    moved = []
    for request in session.scalars(select(Request).where(Request.status.in_(RUNNING)).order_by(Request.id)):
        months = ANSWER_MONTHS if request.extended_on is None else EXTENDED_MONTHS
        found = deadline(request.received_on, calendar, months)
        if found.due_on == request.due_on:
            continue
        dates = (("old_due_on", request.due_on.isoformat()), ("due_on", found.due_on.isoformat()))
        add_event(session, request.id, RequestEventRow(at, actor, RequestEventKind.NOTE, "", dates))
        request.due_on = found.due_on
        moved.append(RequestId(request.id))
    return tuple(moved)
