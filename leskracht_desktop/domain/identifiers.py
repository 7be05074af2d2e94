"""Identifiers of schools, boards and people: each `parse_...` returns the one way to write it, or raises BadValue."""

from __future__ import annotations

import re
from enum import StrEnum

from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.text_safety import clean_name

_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}")
_SITE_CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_INSTITUTION_NUMBER = re.compile(r"[0-9]{5}")
_RIO = re.compile(r"[0-9]{3}[A-Z][0-9]{3}")
_KVK = re.compile(r"[0-9]{7,8}")
_OIN = re.compile(r"[0-9]{8}[0-9A-Z]{12}")
_ECK_ID = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}/(?:[a-z0-9._~-]+/)*[0-9a-f]{128}")
_POSTCODE = re.compile(r"([1-9][0-9]{3})([A-Z]{2})")
_SCHOOL_YEAR = re.compile(r"([0-9]{4})\s?[-/\u2013]\s?([0-9]{4})")
_EMAIL_LOCAL = re.compile(r"[^\s\"'(),.:;<>@\[\\\]](?:[^\s\"(),:;<>@\[\\\]]*[^\s\"(),:;<>@\[\\\].])?")
_DOMAIN_LABEL = re.compile(r"(?!-)[^\W_](?:[^\W_]|-){0,62}(?<!-)")

_NO_POSTCODE = frozenset({"SA", "SD", "SS"})
"""Letters that are never given out in a postcode."""

LOCAL_KEY_LIMIT = 256
"""Characters in a key of the school's own system (EDEXML 2.1)."""


class RioKind(StrEnum):
    """What a number in the register of institutions and education (RIO) names; the value is its letter."""

    BOARD = "B"
    LOCATION = "X"
    UNIT = "A"


def parse_brin(text: str) -> str:
    """Return a BRIN number, two digits and two capitals, like `99ZZ`.

    Raises: BadValue `brin_format`.
    """
    return _matching(_BRIN, _compact(text), "brin_format")


def parse_site_code(text: str) -> str:
    """Return a vestigingscode, a BRIN number and two digits, like `99ZZ00`.

    Raises: BadValue `site_code_format`.
    """
    return _matching(_SITE_CODE, _compact(text), "site_code_format")


def parse_institution_number(text: str) -> str:
    """Return the five digits of a bevoegd gezag.

    Raises: BadValue `institution_number_format`.
    """
    return _matching(_INSTITUTION_NUMBER, _compact(text), "institution_number_format")


def parse_rio(text: str, kind: RioKind | None = None) -> str:
    """Return a RIO number, three digits, a letter and three digits; with `kind` only one with its letter.

    An organisational unit is usually an A, but other letters are given out too.

    Raises: BadValue `rio_format`, or `rio_kind` for another letter.
    """
    code = _matching(_RIO, _compact(text), "rio_format")
    if kind in {RioKind.BOARD, RioKind.LOCATION} and code[3] != kind:
        raise BadValue("rio_kind")
    if kind is RioKind.UNIT and code[3] in {RioKind.BOARD, RioKind.LOCATION}:
        raise BadValue("rio_kind")
    return code


def parse_kvk(text: str) -> str:
    """Return the eight digits of a Chamber of Commerce number; the zero that lists drop is put back.

    Raises: BadValue `kvk_format`.
    """
    digits = _matching(_KVK, _compact(text).replace(".", ""), "kvk_format")
    return digits.zfill(8)


def parse_oin(text: str) -> str:
    """Return an organisation number (OIN), 20 characters; the tail of zeros is checked for KvK and RSIN numbers.

    Raises: BadValue `oin_format`.
    """
    code = _matching(_OIN, _compact(text), "oin_format")
    if code.startswith("00000003") and not (code[8:16].isdigit() and code.endswith("0000")):
        raise BadValue("oin_format")
    if code.startswith("00000001") and not (code[8:17].isdigit() and code.endswith("000")):
        raise BadValue("oin_format")
    return code


def parse_eck_id(text: str) -> str:
    """Return an ECK iD, an https address that ends in 128 hexadecimal characters, in lower case.

    Raises: BadValue `eck_id_format`.
    """
    return _matching(_ECK_ID, _tidy(text, "eck_id_format").lower(), "eck_id_format")


def parse_local_key(text: str) -> str:
    """Return a key of the school's own system: any single line of at most 256 characters.

    Raises: BadValue `local_key_missing` or `local_key_format`.
    """
    key = _tidy(text, "local_key_format")
    if not key:
        raise BadValue("local_key_missing")
    if len(key) > LOCAL_KEY_LIMIT:
        raise BadValue("local_key_format")
    return key


def is_dummy_key(key: str) -> bool:
    """Tell whether a key is a stand-in that changes with every file (it begins with `#`, EDEXML 2.1)."""
    return key.startswith("#")


def parse_postcode(text: str) -> str:
    """Return a Dutch postcode like `1234 AB`.

    Raises: BadValue `postcode_format`.
    """
    found = _POSTCODE.fullmatch(_compact(text))
    if found is None or found[2] in _NO_POSTCODE:
        raise BadValue("postcode_format")
    return f"{found[1]} {found[2]}"


def tidy_postcode(text: str) -> str:
    """Return a postcode in the Dutch way of writing if it is Dutch, else as it came: people live abroad too.

    Raises: BadValue `postcode_format` if it holds what no line of text holds.
    """
    try:
        return parse_postcode(text)
    except BadValue:
        return _tidy(text, "postcode_format")


def parse_email(text: str) -> str:
    """Return an e-mail address with its domain in lower case; a pragmatic check, not the whole of RFC 5322.

    Raises: BadValue `email_format`.
    """
    address = _tidy(text, "email_format")
    local, at, domain = address.rpartition("@")
    labels = domain.lower().split(".")
    fits = (
        at
        and len(address) <= 254
        and len(local) <= 64
        and ".." not in local
        and _EMAIL_LOCAL.fullmatch(local)
        and len(labels) >= 2
        and all(_DOMAIN_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
        and len(labels[-1]) >= 2
    )
    if not fits:
        raise BadValue("email_format")
    return f"{local}@{domain.lower()}"


def parse_school_year(text: str) -> str:
    """Return a school year like `2026-2027`: the second year follows the first, whatever list a schema holds.

    Raises: BadValue `school_year_format`.
    """
    found = _SCHOOL_YEAR.fullmatch(_tidy(text, "school_year_format"))
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise BadValue("school_year_format")
    return f"{found[1]}-{found[2]}"


def _matching(pattern: re.Pattern[str], text: str, code: str) -> str:
    if pattern.fullmatch(text) is None:
        raise BadValue(code)
    return text


def _tidy(text: str, code: str) -> str:
    try:
        return clean_name(text)
    except BadValue:
        raise BadValue(code) from None


def _compact(text: str) -> str:
    """Return a code without white space, in capitals; other letters stay as they are and so match no pattern."""
    code = "".join(text.split())
    return code.upper() if code.isascii() else code
