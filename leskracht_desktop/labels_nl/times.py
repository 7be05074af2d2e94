"""Dates and instants as a Dutch reader writes them; instants on the clock of the school."""

from __future__ import annotations

from datetime import date, datetime

from leskracht_desktop.clock import school_zone

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def long_date(day: date) -> str:
    """Return a date for running text: `3 maart 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return a date for a narrow column: `03-03-2026`."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def clock_time(instant: datetime) -> str:
    """Return the time of day in the Netherlands: `14.05 uur`."""
    local = instant.astimezone(school_zone())
    return f"{local.hour}.{local.minute:02d} uur"


def long_instant(instant: datetime) -> str:
    """Return an aware instant for running text: `3 maart 2026 om 14.05 uur`."""
    return f"{long_date_of(instant)} om {clock_time(instant)}"


def long_date_of(instant: datetime) -> str:
    """Return the Dutch calendar day of an aware instant: `3 maart 2026`."""
    return long_date(instant.astimezone(school_zone()).date())


def short_instant(instant: datetime) -> str:
    """Return an aware instant for a narrow column: `03-03-2026 14:05`."""
    local = instant.astimezone(school_zone())
    return f"{short_date(local.date())} {local.hour:02d}:{local.minute:02d}"


def month_name(month: str) -> str:
    """Return a month written `YYYY-MM` in words: `maart 2026`; any other text comes back as it is."""
    year, _, number = month.partition("-")
    if year.isdigit() and number.isdigit() and 1 <= int(number) <= len(_MONTHS):
        return f"{_MONTHS[int(number) - 1]} {int(year)}"
    return month
