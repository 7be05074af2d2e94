"""The codes of countries that can be stored (ISO 3166-1 alpha-2)."""

from __future__ import annotations

from typing import Final

from leskracht_desktop.domain.bad_value import BadValue

_LETTERS: Final = {
    "A": "DEFGILMOQRSTUWXZ",
    "B": "ABDEFGHIJLMNOQRSTVWYZ",
    "C": "ACDFGHIKLMNORUVWXYZ",
    "D": "EJKMOZ",
    "E": "CEGHRST",
    "F": "IJKMOR",
    "G": "ABDEFGHILMNPQRSTUWY",
    "H": "KMNRTU",
    "I": "DELMNOQRST",
    "J": "EMOP",
    "K": "EGHIMNPRWYZ",
    "L": "ABCIKRSTUVY",
    "M": "ACDEFGHKLMNOPQRSTUVWXYZ",
    "N": "ACEFGILOPRUZ",
    "O": "M",
    "P": "AEFGHKLMNRSTWY",
    "Q": "A",
    "R": "EOSUW",
    "S": "ABCDEGHIJKLMNORSTVXYZ",
    "T": "CDFGHJKLMNORTVWZ",
    "U": "AGMSYZ",
    "V": "ACEGINU",
    "W": "FS",
    "Y": "ET",
    "Z": "AMW",
}
"""The second letters by the first."""

STANDARD_CODES: Final = frozenset(first + second for first, others in _LETTERS.items() for second in others)
"""The officially assigned codes."""

EXTRA_CODES: Final = frozenset({"EU", "XK"})
"""Codes that agreements use all the same: the European Union, where a supplier names no country, and Kosovo."""

COUNTRY_CODES: Final = STANDARD_CODES | EXTRA_CODES


def parse_country(text: str) -> str:
    """Return an ISO 3166-1 alpha-2 code in capitals.

    Raises: BadValue `country_format`.
    """
    code = text.strip().upper()
    if code not in COUNTRY_CODES:
        raise BadValue("country_format")
    return code
