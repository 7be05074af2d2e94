"""Values from files made fit to keep: one tidy line each, no hostile characters, no national numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.national_number import (
    holds_national_number,
    is_belgian_number,
    is_bsn,
    is_education_number,
)
from leskracht_desktop.domain.text_safety import clean_name, visible
from leskracht_desktop.importers.limits import LIMITS

_SHOWN = 60
# ASCII and the letters of European and Vietnamese names, which are in NFC as they stand.
_LATIN = re.compile("[\x00-\x7f\u00c0-\u024f\u1e00-\u1eff]*")
# What makes a second look at such a text necessary: white space that is not one space, control characters, formulas.
_ODD = re.compile(r"^[ =+@-]|[ ]$|  |[\x00-\x09\x0b-\x1f\x7f]", re.MULTILINE)
_FORMULA = re.compile(r"[ '\u00a0]*(?:[=\uff1d]|[+\-@\uff0b\uff0d\uff20](?:[A-Za-z][\w.]*\(|.*\|.*!))")
_NOT_DIGITS = str.maketrans("", "", " .-/")
_DIGITS = re.compile(r"\d(?:[^\w,;:]{0,2}\d){7}")

_REASONS = {
    "control_character": RefusalReason.CONTROL_CHARACTERS,
    "direction_character": RefusalReason.CONTROL_CHARACTERS,
}


class Hostile(Exception):
    """A text holds what no honest file holds; `reason` says what, `field` where."""

    def __init__(self, reason: RefusalReason, field: str = "") -> None:
        super().__init__(reason, field)
        self.reason = reason
        self.field = field


def tidy_line(text: str) -> str:
    """Return a text as one line in NFC with single spaces.

    Raises: Hostile for control and direction characters, and for what a spreadsheet would calculate.
    """
    try:
        line = clean_name(text)
    except BadValue as error:
        raise Hostile(_REASONS[error.code]) from error
    if _FORMULA.match(line):
        raise Hostile(RefusalReason.FORMULA)
    return line


def tidy_values(values: dict[str, str]) -> None:
    """Tidy every value of a record in place; one look at all of them together spares most records the rest.

    Raises: Hostile.
    """
    joined = "\n".join(values.values())
    if _LATIN.fullmatch(joined) and not _ODD.search(joined) and joined.count("\n") == len(values) - 1:
        return
    for field, text in values.items():
        if _LATIN.fullmatch(text) and "\n" not in text and not _ODD.search(text):
            continue
        try:
            values[field] = tidy_line(text)
        except Hostile as error:
            raise Hostile(error.reason, field) from None


def is_plain(values: Mapping[str, str]) -> bool:
    """Tell whether texts need no closer look: plain letters, not long, nothing that may be a national number.

    Nearly every record is, so this is one look at all its texts together.
    """
    joined = "\n".join(values.values())
    return (
        len(joined) <= LIMITS.field_characters
        and _LATIN.fullmatch(joined) is not None
        and _ODD.search(joined) is None
        and _DIGITS.search(joined) is None
        and joined.count("\n") == len(values) - 1
    )


def tidy_key(text: str | None) -> str:
    """Return a key as one tidy line; one way to write it, so that the same key is the same text.

    Raises: Hostile.
    """
    if not text:
        return ""
    if text.isascii() and text.isprintable() and " " not in text and text[0] != "=":
        return text
    return tidy_line(text)


def longest_field(values: Mapping[str, str]) -> str | None:
    """Return the first field that is longer than a field may be, or None."""
    if sum(map(len, values.values())) <= LIMITS.field_characters:
        return None
    return next((field for field, text in values.items() if len(text) > LIMITS.field_characters), None)


def may_hold_number(text: str) -> bool:
    """Tell whether a text has enough digits in a row for a national number; cheap."""
    return _DIGITS.search(text) is not None


def is_like_national_number(text: str) -> bool:
    """Tell whether a key is nothing but a national number: one in eleven numbers of nine digits is so by chance."""
    if not 9 <= len(text) <= 16:
        return False
    digits = text.translate(_NOT_DIGITS)
    if not digits.isascii() or not digits.isdigit():
        return False
    return (len(digits) == 9 and (is_bsn(digits) or is_education_number(digits))) or is_belgian_number(digits)


def field_with_number(values: Mapping[str, str], fields: tuple[str, ...]) -> str | None:
    """Return the first of `fields` whose text holds a national number, or None."""
    joined = "\n".join([values[field] for field in fields if field in values])
    if not may_hold_number(joined):
        return None
    return next((field for field in fields if holds_national_number(values.get(field, ""))), None)


def shown(text: str) -> str:
    """Return a text fit for a message: short, and with what is invisible made visible."""
    short = visible(text)
    return short if len(short) <= _SHOWN else short[: _SHOWN - 1] + "…"
