"""What an import comes to: complete counts, and a bounded number of lines and problems to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from leskracht_desktop.domain.intake import Change, FieldChange, PreviewLine, Problem

_LINES_OF_A_KIND: Final = 200
_PROBLEMS_OF_A_KIND: Final = 100
_MOST_PROBLEMS: Final = 1_000


class Outcome:
    """Counts everything and keeps what a person can still look at; memory does not grow with the file."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: list[PreviewLine] = []
        self.lines_total = 0
        self.problems: list[Problem] = []
        self.problems_total = 0
        self._of_a_kind: Counter[str] = Counter()

    def add(
        self,
        change: Change,
        noun: str,
        name: Callable[[], str],
        where: str = "",
        fields: tuple[FieldChange, ...] = (),
        *,
        number: int = 1,
        category: tuple[str, str] | None = None,
    ) -> None:
        """Count what happens to one thing; `name` is asked only if its line is kept."""
        key = f"{noun}.{change.value}"
        self.counts[key] += number
        if change is Change.UNCHANGED:
            return
        self.lines_total += 1
        if self.counts[key] <= _LINES_OF_A_KIND or self._of_a_kind[key] < _LINES_OF_A_KIND:
            self._of_a_kind[key] += 1
            self.lines.append(PreviewLine(change, noun, name(), where, fields, category))

    def doubt(self, problem: Problem) -> None:
        """Count a problem; of each kind the first hundred are kept."""
        self.problems_total += 1
        key = f"problem.{problem.code}"
        if self._of_a_kind[key] < _PROBLEMS_OF_A_KIND and len(self.problems) < _MOST_PROBLEMS:
            self._of_a_kind[key] += 1
            self.problems.append(problem)

    @property
    def changes_nothing(self) -> bool:
        """True when everyone and everything stays as it is."""
        return not any(number for key, number in self.counts.items() if not key.endswith(f".{Change.UNCHANGED}"))
