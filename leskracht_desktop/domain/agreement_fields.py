"""What the forms of agreements have in common: the problems of a part's texts, and the days that are accepted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from leskracht_desktop.domain.people_rules import Parse, text_problems

OLDEST_ON = date(2001, 9, 1)
"""The day from which the Netherlands had a law with processors in it (Wbp); nothing of before is kept here."""
NEWEST_ON = date(2099, 12, 31)
"""No agreement is made for longer; holidays are reckoned until then."""


def wrong_texts(
    part: Any, parsers: dict[str, Parse], required: Iterable[str] = (), where: str = ""
) -> list[tuple[str, str]]:
    """Return what is wrong with the texts of one part; `where` stands before the name of each field."""
    texts = {name: getattr(part, name) for name in parsers}
    empty = [name for name in required if not texts[name].strip()]
    found = [(name, "required") for name in empty]
    found += text_problems(texts, {name: parse for name, parse in parsers.items() if name not in empty})
    return [(f"{where}{name}", code) for name, code in found]


def past_problems(name: str, day: date, today: date) -> list[tuple[str, str]]:
    """Return what is wrong with a day that must lie behind us."""
    if day > today:
        return [(name, "in_future")]
    return [(name, "too_old")] if day < OLDEST_ON else []


def day_problems(name: str, day: date | None) -> list[tuple[str, str]]:
    """Return what is wrong with a day that may lie ahead of us."""
    if day is None or OLDEST_ON <= day <= NEWEST_ON:
        return []
    return [(name, "too_old" if day < OLDEST_ON else "date_out_of_range")]
