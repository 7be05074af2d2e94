"""The one date function of the program: by when a request must be answered (AVG art. 12(3), Reg. 1182/71 art. 3)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.working_days import DayKind, Holiday, HolidayCalendar, next_day
from leskracht_desktop.errors import InvalidInput

ANSWER_MONTHS = 1
"""The term for an answer, from receipt (AVG art. 12(3), first sentence)."""

EXTENDED_MONTHS = 3
"""The term after an extension: one month and two more, all from receipt (AVG art. 12(3), second sentence)."""


class StepCode(StrEnum):
    """The steps in which a date is built; screens, letters and commands have a sentence for each."""

    RECEIVED = "received"
    """`on` is the day of receipt, which does not count (art. 3(1))."""
    COUNTED_FROM = "counted_from"
    """`on` is the first day that counts."""
    SAME_DAY = "same_day"
    """`on` has the number of the day of receipt, `months` later (art. 3(2)(c))."""
    LAST_OF_MONTH = "last_of_month"
    """The month lacks day number `wanted_day`: `on` is its last day (art. 3(2)(c))."""
    SATURDAY = "saturday"
    """`on` is a Saturday, so the term runs on (art. 3(4))."""
    SUNDAY = "sunday"
    """`on` is a Sunday, so the term runs on (art. 3(4))."""
    HOLIDAY = "holiday"
    """`on` is `holiday`, so the term runs on (art. 3(4))."""
    ENDS = "ends"
    """`on` is a working day: the term ends at its close."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the building of a date, in order; fields that say nothing about the step are empty."""

    code: StepCode
    on: date
    months: int = 0
    wanted_day: int = 0
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term in months: `target_on` before weekends and holidays are looked at, `due_on` after."""

    received_on: date
    target_on: date
    due_on: date
    months: int
    steps: tuple[Step, ...]

    @property
    def extended(self) -> bool:
        """True for the extended term."""
        return self.months > ANSWER_MONTHS

    @property
    def moved(self) -> bool:
        """True when a weekend or holiday moved the final day."""
        return self.due_on != self.target_on


_STEP_OF_KIND = {
    DayKind.SATURDAY: StepCode.SATURDAY,
    DayKind.SUNDAY: StepCode.SUNDAY,
    DayKind.HOLIDAY: StepCode.HOLIDAY,
}


def add_months(day: date, months: int) -> date:
    """Return the same-numbered day some months later, or the last day of a month that lacks it.

    Raises: InvalidInput beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise InvalidInput((("received_on", "date_out_of_range"),))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deadline(received_on: date, calendar: HolidayCalendar, months: int = ANSWER_MONTHS) -> Deadline:
    """Return by when a request that came in on `received_on` must be answered, and how that was reckoned.

    Give `EXTENDED_MONTHS` for the extended term: it too counts from receipt, not from the end of the first month.

    Raises: InvalidInput when the calendar does not know the years involved; ValueError if `months` is below 1.
    """
    if months < 1:
        raise ValueError(months)
    target_on = add_months(received_on, months)
    calendar.check(received_on, "received_on")
    calendar.check(target_on, "received_on")
    reached = Step(StepCode.SAME_DAY, target_on, months)
    if target_on.day != received_on.day:
        reached = Step(StepCode.LAST_OF_MONTH, target_on, months, wanted_day=received_on.day)
    steps = [Step(StepCode.RECEIVED, received_on), Step(StepCode.COUNTED_FROM, next_day(received_on)), reached]
    due_on = target_on
    while (kind := calendar.kind_of(due_on)) is not DayKind.WORKING_DAY:
        steps.append(Step(_STEP_OF_KIND[kind], due_on, holiday=calendar.holiday_on(due_on)))
        due_on = next_day(due_on)
    steps.append(Step(StepCode.ENDS, due_on))
    return Deadline(received_on, target_on, due_on, months, tuple(steps))


def extended_deadline(received_on: date, calendar: HolidayCalendar) -> Deadline:
    """Return the deadline after an extension, three months from receipt (AVG art. 12(3)).

    Raises: InvalidInput.
    """
    return deadline(received_on, calendar, EXTENDED_MONTHS)


def extension_notice_due_on(received_on: date, calendar: HolidayCalendar) -> date:
    """Return by when the person must be told of an extension and its reasons: within the first month (art. 12(3)).

    Raises: InvalidInput.
    """
    return deadline(received_on, calendar).due_on
