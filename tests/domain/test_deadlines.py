"""The one date function: tables from the rules, and properties that hold for every date."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.deadlines import (
    ANSWER_MONTHS,
    EXTENDED_MONTHS,
    Step,
    StepCode,
    add_months,
    deadline,
    extended_deadline,
    extension_notice_due_on,
)
from leskracht_desktop.domain.dutch_holidays import FIRST_YEAR, LAST_YEAR, dutch_calendar
from leskracht_desktop.domain.working_days import Holiday, HolidayAmendment, HolidayCode
from leskracht_desktop.errors import InvalidInput

DUTCH = dutch_calendar()
RECEIVED = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 1, 12, 31))
AMENDMENTS = st.lists(
    st.builds(HolidayAmendment, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.just("extra"), st.booleans()),
    max_size=12,
)

# received on, target, due, extended target, extended due
VECTORS = [
    (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 2), date(2026, 4, 30), date(2026, 4, 30)),
    (date(2026, 3, 3), date(2026, 4, 3), date(2026, 4, 7), date(2026, 6, 3), date(2026, 6, 3)),
    (date(2026, 3, 5), date(2026, 4, 5), date(2026, 4, 7), date(2026, 6, 5), date(2026, 6, 5)),
    (date(2026, 4, 14), date(2026, 5, 14), date(2026, 5, 15), date(2026, 7, 14), date(2026, 7, 14)),
    (date(2026, 8, 31), date(2026, 9, 30), date(2026, 9, 30), date(2026, 11, 30), date(2026, 11, 30)),
    (date(2026, 11, 25), date(2026, 12, 25), date(2026, 12, 28), date(2027, 2, 25), date(2027, 2, 25)),
    (date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 1), date(2027, 3, 31), date(2027, 3, 31)),
    (date(2027, 4, 5), date(2027, 5, 5), date(2027, 5, 7), date(2027, 7, 5), date(2027, 7, 5)),
    (date(2028, 1, 31), date(2028, 2, 29), date(2028, 2, 29), date(2028, 4, 30), date(2028, 5, 1)),
]


@pytest.mark.parametrize(("received_on", "target_on", "due_on", "later_target_on", "later_due_on"), VECTORS)
def test_vectors(received_on, target_on, due_on, later_target_on, later_due_on):
    first = deadline(received_on, DUTCH)
    assert (first.target_on, first.due_on) == (target_on, due_on)
    assert (first.months, first.extended, first.moved) == (ANSWER_MONTHS, False, target_on != due_on)
    later = extended_deadline(received_on, DUTCH)
    assert (later.target_on, later.due_on) == (later_target_on, later_due_on)
    assert (later.months, later.extended) == (EXTENDED_MONTHS, True)
    assert extension_notice_due_on(received_on, DUTCH) == due_on


@pytest.mark.parametrize(
    ("received_on", "equated", "due_on"),
    [
        (date(2026, 4, 14), date(2026, 5, 15), date(2026, 5, 18)),
        (date(2027, 4, 5), date(2027, 5, 7), date(2027, 5, 10)),
    ],
)
def test_a_day_equated_by_royal_decree(received_on, equated, due_on):
    amended = dutch_calendar([HolidayAmendment(equated, "Dag na Hemelvaart")])
    found = deadline(received_on, amended)
    assert found.due_on == due_on
    assert Holiday(equated, HolidayCode.ADDED, "Dag na Hemelvaart") in {step.holiday for step in found.steps}


def test_a_holiday_that_is_taken_off_the_list():
    amended = dutch_calendar([HolidayAmendment(date(2026, 4, 3), "", added=False)])
    assert deadline(date(2026, 3, 3), amended).due_on == date(2026, 4, 3)


def test_the_steps_tell_how_a_date_was_built():
    good_friday = Holiday(date(2026, 4, 3), HolidayCode.GOOD_FRIDAY)
    easter_monday = Holiday(date(2026, 4, 6), HolidayCode.EASTER_MONDAY)
    assert deadline(date(2026, 3, 3), DUTCH).steps == (
        Step(StepCode.RECEIVED, date(2026, 3, 3)),
        Step(StepCode.COUNTED_FROM, date(2026, 3, 4)),
        Step(StepCode.SAME_DAY, date(2026, 4, 3), months=1),
        Step(StepCode.HOLIDAY, date(2026, 4, 3), holiday=good_friday),
        Step(StepCode.SATURDAY, date(2026, 4, 4)),
        Step(StepCode.SUNDAY, date(2026, 4, 5)),
        Step(StepCode.HOLIDAY, date(2026, 4, 6), holiday=easter_monday),
        Step(StepCode.ENDS, date(2026, 4, 7)),
    )


def test_the_steps_tell_of_a_month_that_is_too_short():
    assert deadline(date(2028, 1, 31), DUTCH).steps[2:] == (
        Step(StepCode.LAST_OF_MONTH, date(2028, 2, 29), months=1, wanted_day=31),
        Step(StepCode.ENDS, date(2028, 2, 29)),
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(1900, 1, 31), 1, date(1900, 2, 28)),
    ],
)
def test_adding_months(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    "received_on",
    [date.min, date(206, 3, 3), date(1899, 12, 31), date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR, 12, 31), date.max],
)
def test_dates_nobody_can_reckon_with_are_refused(received_on):
    for months in (ANSWER_MONTHS, EXTENDED_MONTHS):
        with pytest.raises(InvalidInput) as caught:
            deadline(received_on, DUTCH, months)
        assert caught.value.problems == (("received_on", "date_out_of_range"),)


@pytest.mark.parametrize("months", [0, -1])
def test_a_term_has_at_least_a_month(months):
    with pytest.raises(ValueError, match=str(months)):
        deadline(date(2026, 3, 3), DUTCH, months)


@settings(deadline=None)
@given(RECEIVED, st.sampled_from([ANSWER_MONTHS, EXTENDED_MONTHS]))
def test_never_on_a_free_day_and_never_before_the_target(received_on, months):
    found = deadline(received_on, DUTCH, months)
    assert DUTCH.is_working_day(found.due_on)
    assert found.due_on >= found.target_on > received_on
    assert found.due_on == DUTCH.roll(found.target_on) == DUTCH.roll(found.due_on)
    between = (found.due_on - found.target_on).days
    assert not any(DUTCH.is_working_day(found.target_on + timedelta(days=n)) for n in range(between))


@settings(deadline=None)
@given(RECEIVED, RECEIVED, st.sampled_from([ANSWER_MONTHS, EXTENDED_MONTHS]))
def test_who_asks_later_is_never_answered_earlier(one, other, months):
    earlier, later = sorted((one, other))
    assert deadline(earlier, DUTCH, months).target_on <= deadline(later, DUTCH, months).target_on
    assert deadline(earlier, DUTCH, months).due_on <= deadline(later, DUTCH, months).due_on


@settings(deadline=None)
@given(RECEIVED)
def test_an_extension_is_never_earlier(received_on):
    first, later = deadline(received_on, DUTCH), extended_deadline(received_on, DUTCH)
    assert later.target_on > first.target_on
    assert later.due_on > first.due_on
    assert extension_notice_due_on(received_on, DUTCH) == first.due_on


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2027, 9, 30)), AMENDMENTS)
def test_the_same_holds_with_any_amendments(received_on, amendments):
    amended = dutch_calendar(amendments)
    found = deadline(received_on, amended)
    assert amended.is_working_day(found.due_on)
    assert found.due_on == amended.roll(found.target_on)


@settings(deadline=None)
@given(RECEIVED, st.sampled_from([ANSWER_MONTHS, EXTENDED_MONTHS]))
def test_the_steps_lead_from_receipt_to_the_end_without_a_gap(received_on, months):
    found = deadline(received_on, DUTCH, months)
    assert [step.code for step in found.steps[:2]] == [StepCode.RECEIVED, StepCode.COUNTED_FROM]
    assert found.steps[2].on == found.target_on
    assert found.steps[-1] == Step(StepCode.ENDS, found.due_on)
    rolled = [step.on for step in found.steps[3:]]
    assert rolled == [found.target_on + timedelta(days=n) for n in range(len(rolled))]
    assert all((step.holiday is not None) == (step.code is StepCode.HOLIDAY) for step in found.steps)


@pytest.fixture
def machine_zone(monkeypatch):
    """Set the time zone of the whole process, and put it back."""

    def put(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        if hasattr(time, "tzset"):  # Windows has none; there the variable alone must not matter either
            time.tzset()

    before = os.environ.get("TZ")
    yield put
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "Europe/Amsterdam", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
@pytest.mark.parametrize(
    ("instant", "received_on"),
    [
        # Dutch midnight is 23:00 UTC in winter and 22:00 UTC in summer.
        (datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 23, 0, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 3, 3, 22, 59, 59, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 7, 2, 21, 59, 59, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 7, 2, 22, 0, 0, tzinfo=UTC), date(2026, 7, 3)),
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), date(2026, 3, 29)),  # the clock goes forward
        (datetime(2026, 10, 25, 1, 0, 0, tzinfo=UTC), date(2026, 10, 25)),  # the clock goes back
        (datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_zone_of_the_machine_does_not_matter(machine_zone, zone, instant, received_on):
    machine_zone(zone)
    assert local_date(instant) == received_on
    assert local_date(instant.astimezone()) == received_on
    found = deadline(local_date(instant), DUTCH)
    assert found == deadline(received_on, dutch_calendar())


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])
def test_the_vectors_hold_in_every_zone(machine_zone, zone):
    machine_zone(zone)
    for received_on, target_on, due_on, _, later_due_on in VECTORS:
        assert (deadline(received_on, DUTCH).target_on, deadline(received_on, DUTCH).due_on) == (target_on, due_on)
        assert extended_deadline(received_on, DUTCH).due_on == later_due_on
