"""Ages, birthdays in leap years, and who acts for a child."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.ages import Acting, acting_for, age_on, birthday_in, turns_16_on, turns_18_on, turns_on


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (date(2015, 3, 12), date(2026, 3, 11), 10),
        (date(2015, 3, 12), date(2026, 3, 12), 11),
        (date(2015, 3, 12), date(2015, 3, 12), 0),
        (date(2015, 3, 12), date(2015, 3, 11), -1),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (date(2016, 2, 29), date(2026, 3, 1), 10),
        (date(2016, 2, 29), date(2028, 2, 29), 12),
        (date(2016, 2, 29), date(2028, 2, 28), 11),
        (date(1999, 12, 31), date(2026, 12, 30), 26),
    ],
)
def test_ages(born_on, on, age):
    assert age_on(born_on, on) == age


@pytest.mark.parametrize(
    ("born_on", "sixteen_on", "eighteen_on"),
    [
        (date(2010, 11, 22), date(2026, 11, 22), date(2028, 11, 22)),
        (date(2012, 2, 29), date(2028, 2, 29), date(2030, 3, 1)),
        (date(2010, 2, 28), date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_sixteen_and_eighteen(born_on, sixteen_on, eighteen_on):
    assert (turns_16_on(born_on), turns_18_on(born_on)) == (sixteen_on, eighteen_on)


@pytest.mark.parametrize(
    ("on", "acting"),
    [
        (date(2026, 11, 21), Acting.REPRESENTATIVE),
        (date(2026, 11, 22), Acting.SELF),
        (date(2030, 1, 1), Acting.SELF),
    ],
)
def test_who_acts(on, acting):
    assert acting_for(date(2010, 11, 22), on) is acting


def test_who_acts_is_unknown_without_a_date_of_birth():
    assert acting_for(None, date(2026, 11, 22)) is Acting.UNKNOWN


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 120))
def test_the_first_day_of_an_age_is_the_first(born_on, age):
    first_on = turns_on(born_on, age)
    assert age_on(born_on, first_on) == age
    assert age_on(born_on, first_on - timedelta(days=1)) == age - 1
    assert birthday_in(born_on, first_on.year) == first_on


def test_the_calendar_ends_where_dates_end():
    with pytest.raises(ValueError, match="year"):
        turns_on(date(9990, 1, 1), 16)
