"""The beginning of an XML file, read without an XML parser: encoding, document type, root element."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from leskracht_desktop.domain.intake_codes import RefusalReason

_BOMS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
_ENCODINGS = {
    "UTF-8": "UTF-8",
    "UTF8": "UTF-8",
    "US-ASCII": "UTF-8",
    "ASCII": "UTF-8",
    "ISO-8859-1": "ISO-8859-1",
    "LATIN1": "ISO-8859-1",
    "ISO-8859-15": "ISO-8859-15",
    "WINDOWS-1252": "WINDOWS-1252",
    "CP1252": "WINDOWS-1252",
}
"""Encodings in which `<!DOCTYPE` can be written in one way only."""

_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ROOT = re.compile(r"<([^\s/>]{1,200})")


class BadHead(Exception):
    """The beginning of an XML file is not acceptable; `reason` says why."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class XmlHead:
    """What an XML file begins with."""

    encoding: str
    """As the parser must be told, so that it reads what was looked at here."""
    root: str
    bom: bytes
    """The mark before the text, to be skipped."""


def read_head(head: bytes) -> XmlHead:
    """Return encoding and root element of the XML file that begins with `head`.

    A document type is refused before any parser sees it: entities can only be declared in one.

    Raises: BadHead.
    """
    bom, encoding = _encoding(head)
    text = head[len(bom) :].decode(encoding, errors="replace")
    position = 0
    while True:
        position = _skip_space(text, position)
        if text.startswith("<?", position):
            position = _after(text, "?>", position + 2)
        elif text.startswith("<!--", position):
            position = _after(text, "-->", position + 4)
        elif text.startswith("<!", position):
            raise BadHead(RefusalReason.HAS_DOCTYPE)
        else:
            break
    root = _ROOT.match(text, position)
    if root is None:
        raise BadHead(RefusalReason.NOT_WELL_FORMED)
    return XmlHead(encoding, root[1], bom)


def _encoding(head: bytes) -> tuple[bytes, str]:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return bom, encoding
    declared = _DECLARED.match(head)
    if declared is None:
        if b"\0" in head[:64]:
            raise BadHead(RefusalReason.ENCODING_UNKNOWN)
        return b"", "UTF-8"
    name = declared[1].decode("ascii").upper()
    if name not in _ENCODINGS:
        raise BadHead(RefusalReason.ENCODING_UNKNOWN, name)
    return b"", _ENCODINGS[name]


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position


def _after(text: str, end: str, position: int) -> int:
    found = text.find(end, position)
    if found < 0:
        raise BadHead(RefusalReason.NOT_WELL_FORMED)
    return found + len(end)
