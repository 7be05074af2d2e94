"""Keep texts from outside harmless: control and direction characters, spreadsheet formulas, length."""

from __future__ import annotations

import re
import unicodedata

from leskracht_desktop.domain.bad_value import BadValue

NAME_LIMIT = 200
"""Characters in one part of a name (EDEXML 2.1 allows 200)."""
LINE_LIMIT = 500
"""Characters in any other single line."""
TEXT_LIMIT = 100_000
"""Characters in a text of several lines."""

# Joiners (U+200C, U+200D) are left alone: Persian, Indian names and emoji need them.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029"

_UNSAFE = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}{_NO_CHARACTER}]")
_UNSAFE_IN_LINES = re.compile(f"(?!\n)[{_CONTROL}{_BIDI}{_INVISIBLE}{_NO_CHARACTER}]")
_REFUSED_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REFUSED = re.compile(f"(?![\t\n\v\f\r\x85\u2028\u2029])[{_CONTROL}{_NO_CHARACTER}]")
_DROPPED = re.compile(f"[\u061c\u200e\u200f\u206a-\u206f{_INVISIBLE}]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_FORMULA = re.compile(r"'*[ \u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def visible(text: str, *, keep_lines: bool = False) -> str:
    """Return a text with every control, direction and invisible character shown as its number, like `⟨U+202E⟩`.

    `keep_lines` leaves line feeds as they are, for texts of several lines.
    """
    if text.isascii() and text.isprintable():
        return text
    return (_UNSAFE_IN_LINES if keep_lines else _UNSAFE).sub(_shown, text)


def clean_name(text: str) -> str:
    """Return a text on one line in NFC: white space made single spaces, invisible characters dropped.

    Raises: BadValue `control_character` or `direction_character` for what no name or single line holds.
    """
    if _REFUSED_BIDI.search(text):
        raise BadValue("direction_character")
    if _REFUSED.search(text):
        raise BadValue("control_character")
    return unicodedata.normalize("NFC", " ".join(_DROPPED.sub("", text).split()))


def clean_text(text: str) -> str:
    """Return a text of several lines in NFC, with line feeds for ends of lines and no white space at the outside.

    Raises: BadValue `control_character` or `direction_character`.
    """
    if _REFUSED_BIDI.search(text):
        raise BadValue("direction_character")
    if _REFUSED.search(text):
        raise BadValue("control_character")
    return unicodedata.normalize("NFC", _DROPPED.sub("", _LINE_ENDS.sub("\n", text))).strip()


def parse_name(text: str) -> str:
    """Return a cleaned part of a name of at most `NAME_LIMIT` characters; it may be empty.

    Raises: BadValue `too_long`, `control_character` or `direction_character`.
    """
    return _within(clean_name(text), NAME_LIMIT)


def parse_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a cleaned single line; it may be empty.

    Raises: BadValue `too_long`, `control_character` or `direction_character`.
    """
    return _within(clean_name(text), limit)


def parse_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return a cleaned text of several lines; it may be empty.

    Raises: BadValue `too_long`, `control_character` or `direction_character`.
    """
    return _within(clean_text(text), limit)


def formula_safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe comes before `=`, `+`, `-`, `@`, tab or CR.

    Cells that already begin with apostrophes before such a sign get one more, so that `formula_restored` is exact.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def formula_restored(cell: str) -> str:
    """Return the text that `formula_safe` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _shown(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise BadValue("too_long")
    return text
