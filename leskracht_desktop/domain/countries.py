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


EEA_CODES: Final = frozenset(
    "AT BE BG CY CZ DE DK EE ES EU FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)
"""The European Economic Area: within it a transfer needs no basis of AVG chapter V."""


def is_in_eea(code: str) -> bool:
    """Tell whether a country lies within the European Economic Area, or is the Union as a whole."""
    return code.strip().upper() in EEA_CODES


def parse_country(text: str) -> str:
    """Return an ISO 3166-1 alpha-2 code in capitals.

    Raises: BadValue `country_format`.
    """
    code = text.strip().upper()
    if code not in COUNTRY_CODES:
        raise BadValue("country_format")
    return code
