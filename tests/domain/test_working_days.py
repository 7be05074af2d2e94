"""Working days and the Dutch holidays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leskracht_desktop.domain.dutch_holidays import FIRST_YEAR, LAST_YEAR, dutch_calendar, dutch_holidays
from leskracht_desktop.domain.working_days import (
    DayKind,
    HolidayAmendment,
    HolidayCode,
    add_working_days,
    days_late,
    days_left,
    next_day,
    working_days_left,
)
from leskracht_desktop.errors import InvalidInput

DUTCH = dutch_calendar()
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 1, 12, 31))


def easter_sunday(year: int) -> date:
    """The Gregorian computus in its usual (anonymous) form: a second opinion on the library."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """30 April until 2013 and 27 April since; on a Sunday it was moved (before 1980 to the day after)."""
    day = date(year, 4, 30) if year < 2014 else date(year, 4, 27)
    if day.weekday() != 6:
        return day
    return day + timedelta(days=1 if year < 1980 else -1)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_the_list_is_exactly_that_of_the_law_in_every_year(year):
    easter = easter_sunday(year)
    expected = {
        date(year, 1, 1),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        kings_day(year),
        date(year, 5, 5),
        easter + timedelta(days=39),
        easter + timedelta(days=50),
        date(year, 12, 25),
        date(year, 12, 26),
    }
    assert set(dutch_holidays(year)) == expected


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2026, 1, 1), HolidayCode.NEW_YEAR),
        (date(2026, 4, 3), HolidayCode.GOOD_FRIDAY),
        (date(2026, 4, 6), HolidayCode.EASTER_MONDAY),
        (date(2026, 4, 27), HolidayCode.KINGS_DAY),
        (date(2025, 4, 26), HolidayCode.KINGS_DAY),  # the 27th was a Sunday
        (date(2031, 4, 26), HolidayCode.KINGS_DAY),
        (date(2013, 4, 30), HolidayCode.KINGS_DAY),
        (date(2025, 5, 5), HolidayCode.LIBERATION_DAY),
        (date(2026, 5, 5), HolidayCode.LIBERATION_DAY),  # no fifth year, yet on the list
        (date(2027, 5, 5), HolidayCode.LIBERATION_DAY),
        (date(2016, 5, 5), HolidayCode.ASCENSION),  # both on one day
        (date(2026, 5, 14), HolidayCode.ASCENSION),
        (date(2026, 5, 25), HolidayCode.WHIT_MONDAY),
        (date(2026, 12, 25), HolidayCode.CHRISTMAS_DAY),
        (date(2026, 12, 26), HolidayCode.SECOND_CHRISTMAS_DAY),
    ],
)
def test_each_holiday_has_its_code(on, code):
    holiday = DUTCH.holiday_on(on)
    assert holiday is not None
    assert (holiday.on, holiday.code, holiday.name) == (on, code, "")


@pytest.mark.parametrize(
    "on",
    [date(2025, 4, 27), date(2026, 4, 5), date(2026, 5, 24), date(2026, 5, 15), date(2026, 12, 5), date(2026, 4, 30)],
)
def test_other_days_are_no_holidays(on):
    assert DUTCH.holiday_on(on) is None


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 3, 6), DayKind.WORKING_DAY),
        (date(2026, 3, 7), DayKind.SATURDAY),
        (date(2026, 3, 8), DayKind.SUNDAY),
        (date(2026, 4, 3), DayKind.HOLIDAY),
        (date(2026, 12, 26), DayKind.HOLIDAY),  # a Saturday too
    ],
)
def test_kinds_of_days(day, kind):
    assert DUTCH.kind_of(day) is kind
    assert DUTCH.is_working_day(day) is (kind is DayKind.WORKING_DAY)


def test_a_day_can_be_added_taken_off_and_put_back():
    friday = date(2026, 5, 15)
    added = dutch_calendar([HolidayAmendment(friday, "Dag na Hemelvaart")])
    found = added.holiday_on(friday)
    assert found is not None
    assert (found.code, found.name) == (HolidayCode.ADDED, "Dag na Hemelvaart")
    assert friday in {holiday.on for holiday in added.holidays_of(2026)}

    without = added.amended([HolidayAmendment(date(2026, 4, 3), "", added=False)])
    assert without.holiday_on(date(2026, 4, 3)) is None
    assert without.holiday_on(friday) is None
    assert len(without.holidays_of(2026)) == len(DUTCH.holidays_of(2026)) - 1

    changed_mind = dutch_calendar([HolidayAmendment(friday, "a"), HolidayAmendment(friday, "a", added=False)])
    assert changed_mind.is_working_day(friday)


def test_a_calendar_year_comes_in_order():
    days = [holiday.on for holiday in DUTCH.holidays_of(2027)]
    assert days == sorted(days)
    assert len(days) == 9


@pytest.mark.parametrize(
    ("start_on", "tenth"),
    [
        (date(2026, 3, 5), date(2026, 3, 19)),
        (date(2026, 3, 31), date(2026, 4, 16)),  # passes Good Friday and Easter Monday
        (date(2026, 11, 22), date(2026, 12, 4)),  # begins on a Sunday
        (date(2026, 12, 31), date(2027, 1, 15)),
    ],
)
def test_ten_working_days_for_an_opt_out(start_on, tenth):
    assert add_working_days(start_on, 10, DUTCH) == tenth


@pytest.mark.parametrize(
    ("due_on", "today", "working", "left", "late"),
    [
        (date(2026, 4, 7), date(2026, 4, 2), 1, 5, 0),  # Easter lies between
        (date(2026, 4, 7), date(2026, 4, 7), 0, 0, 0),
        (date(2026, 4, 7), date(2026, 4, 8), 0, -1, 1),
        (date(2026, 4, 7), date(2026, 3, 30), 4, 8, 0),
        (date(2026, 4, 7), date(2026, 4, 6), 1, 1, 0),
        (date(2025, 4, 7), date(2026, 4, 7), 0, -365, 365),
    ],
)
def test_days_left_and_late(due_on, today, working, left, late):
    assert working_days_left(due_on, today, DUTCH) == working
    assert days_left(due_on, today) == left
    assert days_late(due_on, today) == late


@pytest.mark.parametrize("day", [date.min, date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR + 1, 1, 1), date.max])
def test_years_without_known_holidays_are_refused(day):
    for ask in (DUTCH.holiday_on, DUTCH.kind_of, DUTCH.roll, lambda it: DUTCH.holidays_of(it.year)):
        with pytest.raises(InvalidInput) as caught:
            ask(day)
        assert caught.value.problems == (("date", "date_out_of_range"),)


def test_the_calendar_ends_where_dates_end():
    with pytest.raises(InvalidInput):
        next_day(date.max)
    with pytest.raises(InvalidInput):
        add_working_days(date(LAST_YEAR, 12, 31), 1, DUTCH)
    with pytest.raises(InvalidInput):
        DUTCH.holidays_of(0)


def test_a_negative_count_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2026, 3, 5), -1, DUTCH)


@settings(deadline=None)
@given(DAYS)
def test_rolling_ends_on_a_working_day_and_once_is_enough(day):
    rolled = DUTCH.roll(day)
    assert DUTCH.is_working_day(rolled)
    assert DUTCH.roll(rolled) == rolled
    assert timedelta(0) <= rolled - day <= timedelta(days=6)


@settings(deadline=None)
@given(DAYS.filter(lambda day: day.year < LAST_YEAR - 1), st.integers(0, 60))
def test_adding_and_counting_agree(start_on, count):
    end_on = add_working_days(start_on, count, DUTCH)
    assert working_days_left(end_on, start_on, DUTCH) == count
