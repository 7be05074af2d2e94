"""A field with fields inside: it shows what is wrong with its parts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable


@runtime_checkable
class Compound(Protocol):
    """What a form asks of such a field; a part goes by its name within the field, such as `0.country`."""

    def unclear_parts(self) -> Sequence[tuple[str, str]]:
        """Return (part, problem code) of what can not even be read, such as a day that is none."""

    def show_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Show these problems beside their parts, and none beside the others."""

    def focus_problem(self) -> None:
        """Put the focus in the first part with a problem."""
