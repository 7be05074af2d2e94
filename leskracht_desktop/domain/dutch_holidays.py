"""The public holidays of the Netherlands, year by year: the only place that asks the library `holidays`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from leskracht_desktop.domain.working_days import Holiday, HolidayAmendment, HolidayCalendar, HolidayCode

FIRST_YEAR = 1970
LAST_YEAR = 2100
"""The library knows no holidays after this year, so no date there can be trusted."""

# The closed list of Algemene termijnenwet art. 3(1), and Good Friday, which art. 3(2) equates with it. Easter Sunday
# and Whit Sunday are not on it: they are Sundays anyway.
_NAMES: Mapping[str, HolidayCode] = MappingProxyType(
    {
        "New Year's Day": HolidayCode.NEW_YEAR,
        "Good Friday": HolidayCode.GOOD_FRIDAY,
        "Easter Monday": HolidayCode.EASTER_MONDAY,
        "King's Day": HolidayCode.KINGS_DAY,
        "Queen's Day": HolidayCode.KINGS_DAY,
        "Liberation Day": HolidayCode.LIBERATION_DAY,
        "Ascension Day": HolidayCode.ASCENSION,
        "Pentecost Monday": HolidayCode.WHIT_MONDAY,
        "Christmas Day": HolidayCode.CHRISTMAS_DAY,
        "Second Day of Christmas": HolidayCode.SECOND_CHRISTMAS_DAY,
    }
)


@cache
def dutch_holidays(year: int) -> Mapping[date, Holiday]:
    """Return the holidays of a year by Algemene termijnenwet art. 3.

    The library counts 5 May as a public holiday only once in five years, when most people have the day off; the law
    names it every year, so it is added.
    """
    # Importing it costs a tenth of a second, which the start of the program need not wait for.
    from holidays import country_holidays

    days: dict[date, Holiday] = {}
    found = country_holidays("NL", years=year, language="en_US")
    for day, names in sorted(found.items()):
        # Two holidays on one day (Ascension and 5 May in 2016) come as one text.
        codes = [_NAMES[name] for name in names.split("; ") if name in _NAMES]
        if codes:
            days[day] = Holiday(day, codes[0])
    liberation_day = date(year, 5, 5)
    days.setdefault(liberation_day, Holiday(liberation_day, HolidayCode.LIBERATION_DAY))
    return MappingProxyType(days)


def dutch_calendar(amendments: Iterable[HolidayAmendment] = ()) -> HolidayCalendar:
    """Return the Dutch calendar with the school's own amendments."""
    return HolidayCalendar(dutch_holidays, FIRST_YEAR, LAST_YEAR, tuple(amendments))
