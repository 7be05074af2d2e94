"""Dates as a Dutch reader writes them, and as she types them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from leskracht_desktop.clock import local_date
from leskracht_desktop.labels_nl import long_date, month_name, short_date, short_instant, weekday

MONTHS: Final = tuple(month_name(f"2000-{number:02d}").split()[0] for number in range(1, 13))

_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2}) ([a-z]{3,})\.? (\d{4})")


def short(on: date | None) -> str:
    """Return `03-03-2026`, for tables and fields; an empty text for None."""
    return "" if on is None else short_date(on)


def long(on: date | None) -> str:
    """Return `3 maart 2026`, for running text; an empty text for None."""
    return "" if on is None else long_date(on)


def with_weekday(on: date) -> str:
    """Return `zondag 22 november 2026`."""
    return f"{weekday(on)} {long_date(on)}"


def moment(at: datetime | None) -> str:
    """Return `22-11-2026 14:05` on the Dutch clock; an empty text for None."""
    return "" if at is None else short_instant(at)


def days_left(days: int) -> str:
    """Return how far away a final date is: `vandaag`, `nog 3 dagen`, `3 dagen te laat`."""
    if days == 0:
        return "vandaag"
    if days == 1:
        return "morgen"
    if days > 0:
        return f"nog {days} dagen"
    return "1 dag te laat" if days == -1 else f"{-days} dagen te laat"


def ago(at: datetime | None, now: datetime) -> str:
    """Return how long ago something was: `vandaag`, `gisteren`, `5 dagen geleden`, `nooit`."""
    if at is None:
        return "nooit"
    days = (local_date(now) - local_date(at)).days
    if days <= 0:
        return "vandaag"
    return "gisteren" if days == 1 else f"{days} dagen geleden"


def parse(text: str) -> date | None:
    """Return the date in `3-3-2026`, `3/3/26`, `3 maart 2026` or `2026-03-03`, or None when it is no date.

    Two digits for a year mean this century up to 79 and the last one from 80, so that birth dates work.
    """
    tidy = " ".join(text.lower().split())
    try:
        if found := _ISO.fullmatch(tidy):
            year, month, day = (int(part) for part in found.groups())
        elif found := _NUMERIC.fullmatch(tidy):
            day, month, year = (int(part) for part in found.groups())
            if len(found[3]) == 2:
                year += 2000 if year < 80 else 1900
        elif found := _WORDS.fullmatch(tidy):
            day, year = int(found[1]), int(found[3])
            month = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(found[2])), 0)
        else:
            return None
        return date(year, month, day)
    except ValueError:
        return None
