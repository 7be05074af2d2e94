"""Working days: every day but Saturdays, Sundays and the holidays of a calendar (Reg. 1182/71 art. 2(2))."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from leskracht_desktop.errors import InvalidInput

_ONE_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


class HolidayCode(StrEnum):
    """The days of Algemene termijnenwet art. 3, and days added by hand."""

    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION = "ascension"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; `name` is only filled for a day that was added by hand."""

    on: date
    code: HolidayCode
    name: str = ""


@dataclass(frozen=True, slots=True)
class HolidayAmendment:
    """A day that the school adds to the list, or takes off it (a royal decree can equate days with holidays)."""

    on: date
    name: str
    added: bool = True


HolidaysOfYear = Callable[[int], Mapping[date, Holiday]]
"""A pure function from a year to its holidays."""


class DayKind(StrEnum):
    """Why a day is or is not a working day."""

    WORKING_DAY = "working_day"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The holidays of every year from `first_year` to `last_year`, with the school's own amendments."""

    of_year: HolidaysOfYear
    first_year: int
    last_year: int
    amendments: tuple[HolidayAmendment, ...] = ()

    def amended(self, amendments: Iterable[HolidayAmendment]) -> HolidayCalendar:
        """Return the same calendar with these amendments instead of any it had."""
        return HolidayCalendar(self.of_year, self.first_year, self.last_year, tuple(amendments))

    def check(self, day: date, field: str = "date") -> None:
        """Check that the holidays of this day's year are known.

        Raises: InvalidInput with problem `date_out_of_range` for `field`.
        """
        if not self.first_year <= day.year <= self.last_year:
            raise InvalidInput(((field, "date_out_of_range"),))

    def holiday_on(self, day: date) -> Holiday | None:
        """Return the holiday on this day, or None; of two amendments for one day the last one counts.

        Raises: InvalidInput.
        """
        self.check(day)
        for amendment in reversed(self.amendments):
            if amendment.on == day:
                return Holiday(day, HolidayCode.ADDED, amendment.name) if amendment.added else None
        return self.of_year(day.year).get(day)

    def holidays_of(self, year: int) -> tuple[Holiday, ...]:
        """Return the holidays of a year in order, amended.

        Raises: InvalidInput.
        """
        self.check(date(year, 1, 1) if 1 <= year <= 9999 else date.max)
        days = set(self.of_year(year)) | {item.on for item in self.amendments if item.on.year == year}
        found = (self.holiday_on(day) for day in sorted(days))
        return tuple(holiday for holiday in found if holiday is not None)

    def kind_of(self, day: date) -> DayKind:
        """Return why this day is or is not a working day; a holiday in a weekend counts as a holiday.

        Raises: InvalidInput.
        """
        if self.holiday_on(day) is not None:
            return DayKind.HOLIDAY
        if day.weekday() == _SATURDAY:
            return DayKind.SATURDAY
        return DayKind.SUNDAY if day.weekday() == _SUNDAY else DayKind.WORKING_DAY

    def is_working_day(self, day: date) -> bool:
        """Tell whether this is a working day.

        Raises: InvalidInput.
        """
        return self.kind_of(day) is DayKind.WORKING_DAY

    def roll(self, day: date) -> date:
        """Return this day if it is a working day, else the next one (Reg. 1182/71 art. 3(4)).

        Raises: InvalidInput.
        """
        while not self.is_working_day(day):
            day = next_day(day)
        return day


def next_day(day: date) -> date:
    """Return the day after this one.

    Raises: InvalidInput at the end of the calendar (31 December 9999).
    """
    try:
        return day + _ONE_DAY
    except OverflowError:
        raise InvalidInput((("date", "date_out_of_range"),)) from None


def add_working_days(start_on: date, count: int, calendar: HolidayCalendar) -> date:
    """Return the `count`-th working day after `start_on`, which itself does not count.

    Leskracht takes up to ten of these to end its offers after an opt-out (its privacy statement).

    Raises: InvalidInput; ValueError if `count` is negative.
    """
    if count < 0:
        raise ValueError(count)
    day = start_on
    for _ in range(count):
        day = calendar.roll(next_day(day))
    return day


def working_days_left(due_on: date, today: date, calendar: HolidayCalendar) -> int:
    """Return how many working days come after `today`, up to and including `due_on`; 0 when there are none.

    Raises: InvalidInput.
    """
    count, day = 0, today
    while day < due_on:
        day = next_day(day)
        count += calendar.is_working_day(day)
    return count


def days_left(due_on: date, today: date) -> int:
    """Return the calendar days from `today` to `due_on`: 0 on the day itself, negative when it has passed."""
    return (due_on - today).days


def days_late(due_on: date, today: date) -> int:
    """Return how many calendar days `due_on` has passed; 0 when it has not."""
    return max(0, -days_left(due_on, today))
