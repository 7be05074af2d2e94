"""Numbers of headings and lists as word processors write them: 1.2, a, iv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

BULLETS: Final = ("•", "◦", "▪")
LEVELS: Final = 9
_HIGHEST: Final = 9_999
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def bullet(level: int) -> str:
    """Return the bullet of a level that counts from 0; signs of symbol fonts mean nothing in another one."""
    return BULLETS[level % len(BULLETS)]


def letters(number: int) -> str:
    """Return a, b … z, aa, bb … as Word counts with letters."""
    if number < 1:
        return str(number)
    again, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * min(again + 1, 9)


def roman(number: int) -> str:
    """Return a Roman number in small letters."""
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    `kind` is 1, a, A, i or I, or empty for none; `before` and `after` stand around the number, `shown` is how many
    levels it names.
    """

    kind: str = "1"
    before: str = ""
    after: str = "."
    start: int = 1
    shown: int = 1

    def write(self, number: int) -> str:
        """Return a number of this level without what stands around it."""
        match self.kind:
            case "a":
                return letters(number)
            case "A":
                return letters(number).upper()
            case "i":
                return roman(number)
            case "I":
                return roman(number).upper()
            case "":
                return ""
        return str(number)


class Counter:
    """Counts through the levels of one list; a level begins anew under the next item above it."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = [None] * LEVELS

    def restart(self, level: int) -> None:
        """Let a level, and those below it, begin anew."""
        self._numbers[level:] = [None] * (LEVELS - level)

    def count(self, level: int, start: int) -> None:
        """Count one item of a level that begins with `start`."""
        before = self._numbers[level]
        now = start if before is None else before + 1
        self.restart(level)
        self._numbers[level] = min(now, _HIGHEST)

    def number(self, level: int, start: int) -> int:
        """Return where a level stands."""
        found = self._numbers[level]
        return start if found is None else found


def outline_number(levels: Sequence[Level], counter: Counter, level: int) -> str:
    """Count an item of a level (from 0) and return its number, such as `1.2.` for two levels shown."""
    one = levels[level]
    counter.count(level, one.start)
    if not one.kind:
        return f"{one.before}{one.after}".strip()
    above = range(max(0, level + 1 - one.shown), level + 1)
    numbers = [levels[number].write(counter.number(number, levels[number].start)) for number in above]
    return f"{one.before}{'.'.join(filter(None, numbers))}{one.after}".strip()
