"""How a deadline was built, in Dutch sentences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from leskracht_desktop.domain.deadlines import Deadline, Step, StepCode
from leskracht_desktop.domain.working_days import Holiday, HolidayCode
from leskracht_desktop.labels_nl.times import long_date

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTH_COUNTS = {1: "Eén maand", 2: "Twee maanden", 3: "Drie maanden"}
_TARGET = ": de streefdatum."
_HOLIDAYS = {
    HolidayCode.NEW_YEAR: "Nieuwjaarsdag",
    HolidayCode.GOOD_FRIDAY: "Goede Vrijdag",
    HolidayCode.EASTER_MONDAY: "tweede paasdag",
    HolidayCode.KINGS_DAY: "Koningsdag",
    HolidayCode.LIBERATION_DAY: "Bevrijdingsdag",
    HolidayCode.ASCENSION: "Hemelvaartsdag",
    HolidayCode.WHIT_MONDAY: "tweede pinksterdag",
    HolidayCode.CHRISTMAS_DAY: "eerste kerstdag",
    HolidayCode.SECOND_CHRISTMAS_DAY: "tweede kerstdag",
    HolidayCode.ADDED: "een vrije dag die de school heeft toegevoegd",
}


def announced_without_term(day: date) -> str:
    """Return that something was announced that has a last day which nobody knows."""
    return f"aangekondigd op {long_date(day)}, tot wanneer bezwaar kan is niet bekend"


def weekday(day: date) -> str:
    """Return the name of the day of the week: `dinsdag`."""
    return _WEEKDAYS[day.weekday()]


def holiday_label(holiday: Holiday) -> str:
    """Return the Dutch name of a holiday."""
    return holiday.name or _HOLIDAYS[holiday.code]


def explain(deadline: Deadline, *, with_target: bool = True) -> list[str]:
    """Return how the deadline was built, one Dutch sentence or two per step (Reg. 1182/71 art. 3).

    The target is a matter of the school; who asked need not hear of it.
    """
    sentences = [_SENTENCES[step.code](step) for step in deadline.steps]
    return sentences if with_target else [sentence.replace(_TARGET, ".") for sentence in sentences]


def _full(day: date) -> str:
    return f"{weekday(day)} {long_date(day)}"


def _months(step: Step) -> str:
    return _MONTH_COUNTS.get(step.months, f"{step.months} maanden")


def _received(step: Step) -> str:
    return f"Het verzoek kwam binnen op {_full(step.on)}. Die dag telt niet mee."


def _counted_from(step: Step) -> str:
    return f"De termijn begint op {_full(step.on)}."


def _same_day(step: Step) -> str:
    return f"{_months(step)} na ontvangst is {_full(step.on)}{_TARGET}"


def _last_of_month(step: Step) -> str:
    return (
        f"{_months(step)} na ontvangst zou dag {step.wanted_day} zijn, maar die heeft de maand niet. "
        f"Dan telt de laatste dag van de maand, {_full(step.on)}{_TARGET}"
    )


def _weekend(step: Step) -> str:
    return f"{long_date(step.on)} is een {weekday(step.on)}. Daarom schuift de datum een dag op."


def _holiday(step: Step) -> str:
    name = holiday_label(step.holiday) if step.holiday else "een feestdag"
    return f"{long_date(step.on)} is {name}. Daarom schuift de datum een dag op."


def _ends(step: Step) -> str:
    return f"De uiterste datum is {_full(step.on)}."


_SENTENCES: dict[StepCode, Callable[[Step], str]] = {
    StepCode.RECEIVED: _received,
    StepCode.COUNTED_FROM: _counted_from,
    StepCode.SAME_DAY: _same_day,
    StepCode.LAST_OF_MONTH: _last_of_month,
    StepCode.SATURDAY: _weekend,
    StepCode.SUNDAY: _weekend,
    StepCode.HOLIDAY: _holiday,
    StepCode.ENDS: _ends,
}
