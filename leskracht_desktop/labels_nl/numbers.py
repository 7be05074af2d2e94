"""Numbers, amounts, sizes and lists in Dutch writing: a point for thousands, a comma for decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

_SECONDS_IN = ((3600, "uur", "uur"), (60, "minuut", "minuten"), (1, "seconde", "seconden"))
_UNITS = ("kB", "MB", "GB", "TB")
_SWAP_SIGNS = str.maketrans(",.", ".,")
_CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£"}


def whole_number(value: int) -> str:
    """Return a whole number with points between thousands: `1.234.567`."""
    return f"{value:,}".replace(",", ".")


def decimal_number(text: str) -> str:
    """Return a number written with a decimal point in Dutch writing; any other text comes back as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return text
    return f"{value:,f}".translate(_SWAP_SIGNS)


def amount(text: str, currency: str = "EUR") -> str:
    """Return an amount of money with two decimals: `€ 1.234,50`; any other text comes back as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return text
    return f"{_CURRENCIES.get(currency, currency)} {decimal_number(f'{value:.2f}')}"


def duration(seconds: int) -> str:
    """Return a duration in words: `1 uur, 2 minuten en 5 seconden`."""
    parts: list[str] = []
    left = abs(seconds)
    for size, one, many in _SECONDS_IN:
        number, left = divmod(left, size)
        if number:
            parts.append(f"{whole_number(number)} {one if number == 1 else many}")
    return joined(parts) if parts else "0 seconden"


def file_size(size: int) -> str:
    """Return a size in bytes in the unit a reader expects: `812 bytes`, `1,2 MB`."""
    if size < 1000:
        return f"{size} {'byte' if size == 1 else 'bytes'}"
    power = next((power for power in range(1, len(_UNITS)) if size < 999.5 * 1000**power), len(_UNITS))
    value = size / 1000**power
    digits = 1 if value < 9.95 else 0
    return f"{value:.{digits}f} {_UNITS[power - 1]}".replace(".", ",")


def joined(parts: Sequence[str], word: str = "en") -> str:
    """Return a list in a sentence: `a, b en c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: `1 gegeven`, `12 gegevens`."""
    return f"{whole_number(number)} {one if number == 1 else many}"
