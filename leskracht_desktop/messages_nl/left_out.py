"""Which content file of the guides was left out and why, in Dutch; windows and commands share it."""

from __future__ import annotations

import re

from leskracht_desktop.domain.guide_library import UNREADABLE, GuideProblem
from leskracht_desktop.messages_nl.files import FILE_REASONS

_LINE = re.compile(r"line (\d+)(?:, column (\d+))?(?:: (.+))?")
_UNKNOWN = ("Het programma kan dit bestand niet veilig lezen.", "")


def left_out_text(problem: GuideProblem) -> str:
    """Return which file was left out, why, and at what place in it."""
    if problem.reason == UNREADABLE:
        return f"‘{problem.file}’ is weggelaten. Het bestand ontbreekt of kan niet worden gelezen."
    reason, _ = FILE_REASONS.get(problem.reason, _UNKNOWN)
    where = f" Plaats in het bestand: {place_in_file(problem.where)}." if problem.where else ""
    return f"‘{problem.file}’ is weggelaten. {reason}{where}"


def place_in_file(where: str) -> str:
    """Return a place in a file in Dutch: `regel 60, kolom 1` for `line 60, column 1`; a bare number is a line."""
    if where.isdecimal():
        return f"regel {where}"
    if where == "end of document":
        return "het einde van het bestand"
    found = _LINE.fullmatch(where)
    if found is None:
        return where
    line, column, part = found.groups()
    at = f"regel {line}, kolom {column}" if column else f"regel {line}"
    return f"{at} ({part})" if part else at
