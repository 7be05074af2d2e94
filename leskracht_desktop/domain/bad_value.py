"""What the `parse_...` functions of the domain raise when a typed or imported value is not in order."""

from __future__ import annotations

from collections.abc import Callable


class BadValue(ValueError):
    """A value is not in order; `code` says how, and never holds the value itself."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def problem_of(parse: Callable[[str], object], text: str) -> str | None:
    """Return the code of what `parse` finds wrong with a text, or None: for checks while someone types."""
    try:
        parse(text)
    except BadValue as error:
        return error.code
    return None
