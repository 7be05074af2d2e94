"""Find national numbers in free text: a school may keep them in its administration, this program may not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class NationalNumberKind(StrEnum):
    """Whose number it is."""

    BSN = "bsn"
    """Burgerservicenummer, and the sofinummer before it."""
    EDUCATION = "education"
    """Onderwijsnummer, for pupils without a BSN."""
    BELGIAN = "belgian"
    """Rijksregisternummer."""


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """Where a number stands in a text, half open; never the number itself."""

    start: int
    end: int
    kind: NationalNumberKind


_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

# Up to three of these may stand between two digits: spaces, dots, hyphens, slashes, and what nobody sees.
_SEPARATORS = r"[ .\-/_\u00a0\u00ad\u00b7\u2000-\u2015\u202f\u2060\u3000\ufeff]{0,3}"
_RUN = re.compile(rf"(?<![^\W_])\d(?:{_SEPARATORS}\d){{7,}}(?![^\W_])")
_GROUP = re.compile(r"\d+")

_KEYWORD = re.compile(
    r"(?:\bbsn|burger ?service ?(?:nummer|nr)|\bsofi(?:[ -]?nummer|[ -]?nr)?\b|onderwijs ?(?:nummer|nr)|\bpgn\b"
    r"|persoonsgebonden ?(?:nummer|nr)|rijksregister)\w{0,12}\W{0,6}(?:\w{1,10}\W{1,3}){0,2}$",
    re.IGNORECASE,
)
_KEYWORD_REACH = 48

# What looks like such a number and is another one. No part can match in two ways, so hostile text costs no time.
_OTHER_NUMBERS = re.compile(
    r"""
      (?<![\w+]) (?:\+|00) \s? 31 \s? (?:\(0\)|0)? (?:[ .\-]?\d){9} (?!\d)       # Dutch phone number, from abroad
    | (?<!\w) 0[1-9] (?:(?:[ .\-]?[()][ .\-]?|[ .\-])?\d){8} (?!\d)              # Dutch phone number
    | (?<!\w) [A-Z]{2}\d{2} (?:[ ][A-Z0-9]{4}){3,7} (?:[ ][A-Z0-9]{1,3})? (?!\w) # IBAN in groups of four
    | (?<!\d) \d{4}-\d{2}-\d{2} [T ] \d{2}:\d{2} (?::\d{2}(?:[.,]\d{1,9})?)?     # instant
    | (?<!\d) \d{4} [-/.] \d{1,2} [-/.] \d{1,2} (?!\d)                           # date, year first
    | (?<!\d) \d{1,2} [-/. ] \d{1,2} [-/. ] (?:19|20)\d{2} (?!\d)                # date, day first
    | (?<!\d) (?:19|20)\d{2} [-/\u2013] (?:19|20)\d{2} (?!\d)                    # school year
    | (?<!\w) [0-9a-f]{8} (?:-[0-9a-f]{4}){3} - [0-9a-f]{12} (?!\w)              # UUID
    | (?<!\w) (?:[0-9a-f]{2}[:\-]){5} [0-9a-f]{2} (?!\w)                         # MAC address
    | (?<![\d.,]) -? \d{1,3} [.,] \d{4,} (?![\d.,]\d)                            # coordinate, decimal number
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FOREIGN_PHONE = re.compile(r"(?<!\w)(?:\+|00(?=[1-9]))\d{1,11}(?:[ .\-()]{1,3}\d{1,11}){0,7}(?!\d)")
_LEAST_PHONE_DIGITS, _MOST_PHONE_DIGITS = 8, 13
_IP_ADDRESS = re.compile(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}")

# How people write nine or eleven digits in groups; in other groupings the digits must stand alone.
_USUAL_GROUPINGS = frozenset({(9,), (3, 3, 3), (4, 2, 3), (3, 2, 2, 2), (11,), (2, 2, 2, 3, 2), (6, 3, 2)})
_BSN_LIKE_IP_ADDRESS = (3, 2, 2, 2)
_LONGEST = 11


def weighted_sum(digits: str) -> int:
    """Return the sum of the elfproef: weights 9 to 2, and -1 for the last digit; 8 digits get a zero in front."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits.zfill(9), strict=True))


def is_bsn(digits: str) -> bool:
    """Tell whether 8 or 9 digits pass the elfproef of a BSN or sofinummer."""
    return _digits(digits, 8, 9) and int(digits) > 0 and weighted_sum(digits) % 11 == 0


def is_education_number(digits: str) -> bool:
    """Tell whether 9 digits are an onderwijsnummer: it begins with 10, and the elfproef leaves 5."""
    return _digits(digits, 9) and digits.startswith("10") and weighted_sum(digits) % 11 == 5


def is_belgian_number(digits: str) -> bool:
    """Tell whether 11 digits are a rijksregisternummer: a date of birth, a count, and 97 minus the rest of these.

    From 2000 on a 2 stands before the nine digits when the rest is taken; a bis number has 20 or 40 on its month.
    """
    if not _digits(digits, 11) or int(digits[2:4]) % 20 > 12 or int(digits[2:4]) > 52 or int(digits[4:6]) > 31:
        return False
    check = int(digits[9:])
    return check in {97 - int(digits[:9]) % 97, 97 - int("2" + digits[:9]) % 97}


def find_national_numbers(text: str) -> tuple[NumberSpan, ...]:
    """Return where national numbers stand in a text, in order.

    Nine digits that pass are found in any usual way of writing. Eight digits are only found after a word such as BSN:
    alone they may as well be a KvK number or a date. Phone numbers, IBANs, dates, UUIDs and coordinates are passed
    over. A chance of one in eleven remains that some other number of nine digits is taken for a BSN.
    """
    spans: list[NumberSpan] = []
    others: bytearray | None = None
    for run in _RUN.finditer(text):
        if others is None:
            others = _other_numbers(text)
        before = text[max(0, run.start() - _KEYWORD_REACH) : run.start()]
        spans.extend(_in_run(text, run, others, named=_KEYWORD.search(before) is not None))
    return tuple(spans)


def holds_national_number(text: str) -> bool:
    """Tell whether a text holds a national number."""
    return bool(find_national_numbers(text))


def _other_numbers(text: str) -> bytearray:
    """Return for each character whether it belongs to a number that is something else."""
    marks = bytearray(len(text))
    for found in _OTHER_NUMBERS.finditer(text):
        start, end = found.span()
        marks[start:end] = b"\x01" * (end - start)
    for found in _FOREIGN_PHONE.finditer(text):
        count, end = 0, found.start()
        for group in _GROUP.finditer(text, found.start(), found.end()):
            if count + len(group[0]) > _MOST_PHONE_DIGITS:
                break  # the next number has begun
            count, end = count + len(group[0]), group.end()
        if count >= _LEAST_PHONE_DIGITS:
            marks[found.start() : end] = b"\x01" * (end - found.start())
    return marks


def _in_run(text: str, run: re.Match[str], others: bytearray, *, named: bool) -> Iterator[NumberSpan]:
    """Yield the numbers within one run of digits and separators; a number is made of whole groups."""
    groups = [found.span() for found in _GROUP.finditer(text, run.start(), run.end())]
    is_ip_address = _IP_ADDRESS.fullmatch(run[0]) is not None and _lengths(groups) != _BSN_LIKE_IP_ADDRESS
    first = 0
    while first < len(groups):
        after_word = named and first == 0
        span = _number_from(text, groups, first, named=after_word)
        if span is not None and (after_word or not (is_ip_address or any(others[span.start : span.end]))):
            yield span
            first = next((n for n in range(first, len(groups)) if groups[n][0] >= span.end), len(groups))
        else:
            first += 1


def _number_from(text: str, groups: Sequence[tuple[int, int]], first: int, *, named: bool) -> NumberSpan | None:
    """Return the number that begins with the group `first`, or None."""
    digits = ""
    lengths: tuple[int, ...] = ()
    for start, end in groups[first : first + _LONGEST]:
        if len(digits) + end - start > _LONGEST:
            return None
        digits += "".join(str(int(character)) for character in text[start:end])
        lengths = (*lengths, end - start)
        kind = _kind(digits, named=named)
        if kind is not None and (named or lengths in _USUAL_GROUPINGS or len(lengths) == len(groups)):
            return NumberSpan(groups[first][0], end, kind)
    return None


def _kind(digits: str, *, named: bool) -> NationalNumberKind | None:
    if is_bsn(digits) and (named or len(digits) == 9):
        return NationalNumberKind.BSN
    if is_education_number(digits):
        return NationalNumberKind.EDUCATION
    return NationalNumberKind.BELGIAN if is_belgian_number(digits) else None


def _lengths(groups: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(end - start for start, end in groups)


def _digits(text: str, *lengths: int) -> bool:
    return len(text) in lengths and text.isascii() and text.isdigit()
