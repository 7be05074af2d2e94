"""Ages, and who acts for a child at which age."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

SELF_AGE = 16
"""From this age someone decides on its own data (AVG art. 8, UAVG art. 5); not checked at the source."""

ADULT_AGE = 18
"""From this age parental authority ends (BW 1:233, 1:245); not checked at the source."""

LEAP_DAY_BIRTHDAY = (3, 1)
"""Month and day on which someone born on 29 February grows a year older in a common year.

The rule that one has to be alive for the full number of years points to 1 March; no source was found that says so for
the AVG. A choice of ours, in one place.
"""


class Acting(StrEnum):
    """Who acts for a child on a day: advice to look at, never a verdict."""

    SELF = "self"
    REPRESENTATIVE = "representative"
    UNKNOWN = "unknown"
    """The date of birth is not known."""


def birthday_in(born_on: date, year: int) -> date:
    """Return the day in a year on which someone grows older."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, *LEAP_DAY_BIRTHDAY)


def age_on(born_on: date, on: date) -> int:
    """Return someone's age in whole years on a day; negative before birth."""
    return on.year - born_on.year - (on < birthday_in(born_on, on.year))


def turns_on(born_on: date, age: int) -> date:
    """Return the first day on which someone has this age.

    Raises: ValueError beyond the year 9999.
    """
    return birthday_in(born_on, born_on.year + age)


def turns_16_on(born_on: date) -> date:
    """Return the first day on which someone decides on its own data."""
    return turns_on(born_on, SELF_AGE)


def turns_18_on(born_on: date) -> date:
    """Return the first day on which nobody has authority over someone any more."""
    return turns_on(born_on, ADULT_AGE)


def acting_for(born_on: date | None, on: date) -> Acting:
    """Return who acts for someone on a day: under 16 a legal representative, from 16 the person itself."""
    if born_on is None:
        return Acting.UNKNOWN
    return Acting.SELF if age_on(born_on, on) >= SELF_AGE else Acting.REPRESENTATIVE
