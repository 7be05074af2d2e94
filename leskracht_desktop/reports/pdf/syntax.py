"""Small pieces of PDF syntax: strings, names, dates and numbers as bytes."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})
_IN_ADDRESSES = frozenset(b"!#$%&'()*+,-./:;=?@[]_~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LEVEL = 4  # takes 60 % of the time of level 6 and makes streams 4 % larger
_REGULAR_NAME = re.compile(rb"[A-Za-z0-9.+_-]")


def text_string(text: str) -> str:
    """Return a PDF text string: readable when ASCII, UTF-16 in hexadecimal otherwise."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def web_address(text: str) -> str:
    """Return an address in ASCII: what an address may not hold is written as `%xx` (RFC 3987, 3.1)."""
    return "".join(chr(byte) if byte in _IN_ADDRESSES else f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def name(text: str) -> str:
    """Return a PDF name with every irregular byte written as `#xx`."""
    data = text.encode("utf-8")
    return "/" + "".join(chr(byte) if _REGULAR_NAME.match(bytes((byte,))) else f"#{byte:02X}" for byte in data)


def date(moment: datetime) -> str:
    """Return an aware instant as a PDF date in UTC."""
    return f"(D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z)"


def number(value: float) -> str:
    """Return a coordinate in points with at most two decimals and no useless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def deflated(data: bytes) -> bytes:
    """Return data as the filter FlateDecode reads it."""
    return zlib.compress(data, _LEVEL)
