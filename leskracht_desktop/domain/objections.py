"""Until when the school can object to an announced change of sub-processors, and how that day was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import Period
from leskracht_desktop.domain.agreement_watch import objection_until, reckoned
from leskracht_desktop.domain.agreements import SubProcessorChangeRow
from leskracht_desktop.domain.working_days import HolidayCalendar


class ObjectionBasis(StrEnum):
    """How the last day to object is known."""

    ANNOUNCED = "announced"
    """The supplier named it."""
    RECKONED = "reckoned"
    """The agreed period, from the day after the announcement."""
    EFFECTIVE = "effective"
    """No day and no period: until the change takes effect."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ObjectionDay:
    """The last day to object (None when unknown), what it rests on, and the period the parties agreed on, if any."""

    on: date | None
    basis: ObjectionBasis
    period: Period | None = None


def objection_day(change: SubProcessorChangeRow, period: Period | None, holidays: HolidayCalendar) -> ObjectionDay:
    """Return until when the school can object: the same day as the one that is watched, with how it was found.

    `period` is the one the parties agreed on for objections.
    """
    told = change.change
    on = objection_until(change, period, holidays)
    if on is None:
        return ObjectionDay(None, ObjectionBasis.UNKNOWN, period)
    if told.objection_until is not None:
        return ObjectionDay(on, ObjectionBasis.ANNOUNCED, period)
    if told.announced_on is not None and reckoned(told.announced_on, period, holidays) is not None:
        return ObjectionDay(on, ObjectionBasis.RECKONED, period)
    return ObjectionDay(on, ObjectionBasis.EFFECTIVE, period)
