"""The only place where the program asks the machine for the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""A function that returns the present instant, aware and in UTC."""


@cache
def school_zone() -> ZoneInfo:
    """Return the time zone in which the school's days begin; loaded when a day is asked for."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Amsterdam")


def system_clock() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """Return the Dutch calendar day on which `instant` falls, whatever zone the machine is set to."""
    return instant.astimezone(school_zone()).date()
