"""Dates as a Dutch reader writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.ui import dates

ON = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("3-3-2026", ON),
        ("03-03-2026", ON),
        ("3/3/2026", ON),
        ("3.3.26", ON),
        (" 3 3 2026 ", ON),
        ("3 maart 2026", ON),
        ("3 mrt 2026", None),
        ("3 Maart 2026", ON),
        ("3 maa. 2026", ON),
        ("2026-03-03", ON),
        ("31-12-99", date(1999, 12, 31)),
        ("31-2-2026", None),
        ("3-13-2026", None),
        ("gisteren", None),
        ("", None),
        ("3-3", None),
    ],
)
def test_what_people_type(text: str, on: date | None):
    assert dates.parse(text) == on


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_shown_can_be_typed(on: date):
    assert dates.parse(dates.short(on)) == on
    assert dates.parse(dates.long(on)) == on


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_not(text: str):
    assert dates.parse(text) is None or isinstance(dates.parse(text), date)


def test_a_moment_is_told_on_the_dutch_clock():
    assert dates.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "02-07-2026 00:30"
    assert dates.moment(datetime(2026, 12, 1, 22, 30, tzinfo=UTC)) == "01-12-2026 23:30"


@pytest.mark.parametrize(
    ("days", "text"),
    [(-3, "3 dagen te laat"), (-1, "1 dag te laat"), (0, "vandaag"), (1, "morgen"), (12, "nog 12 dagen")],
)
def test_how_much_time_is_left(days: int, text: str):
    assert dates.days_left(days) == text


def test_how_long_ago():
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert dates.ago(None, now) == "nooit"
    assert dates.ago(now, now) == "vandaag"
    assert dates.ago(datetime(2026, 11, 21, 20, tzinfo=UTC), now) == "gisteren"
    assert dates.ago(datetime(2026, 11, 12, 20, tzinfo=UTC), now) == "10 dagen geleden"
    assert dates.with_weekday(now.date()) == "zondag 22 november 2026"
