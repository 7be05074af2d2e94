"""Pictures: whole from beginning to end, and not so large that showing them fills the memory."""

from __future__ import annotations

import struct
import zlib

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.source import SourceFile

_SIGNATURE = 8
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG that tell its size (SOF0 to SOF15)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def check_png(source: SourceFile, data: bytes, most_pixels: int) -> None:
    """Check every chunk of a PNG to its end, and that it has at most so many pixels.

    Raises: FileRefused.
    """
    at, first = _SIGNATURE, True
    while True:
        if len(data) < at + 12:
            raise source.refuse(RefusalReason.DOCUMENT_DAMAGED)
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise source.refuse(RefusalReason.DOCUMENT_DAMAGED)
        if first:
            if kind != b"IHDR" or length != 13:
                raise source.refuse(RefusalReason.DOCUMENT_DAMAGED)
            width, height = struct.unpack(">II", data[at + 8 : at + 16])
            _check_size(source, width, height, most_pixels)
        if kind == b"IEND":
            return
        at, first = end, False


def check_jpeg(source: SourceFile, data: bytes, most_pixels: int) -> None:
    """Check the markers of a JPEG up to its size, of at most so many pixels, and that it has an end.

    Raises: FileRefused.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _FRAMES:
            if at + 9 > len(data) or b"\xff\xd9" not in data[at:]:
                break
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            _check_size(source, width, height, most_pixels)
            return
        at += 2 + max(length, 2)
    raise source.refuse(RefusalReason.DOCUMENT_DAMAGED)


def _check_size(source: SourceFile, width: int, height: int, most_pixels: int) -> None:
    if not width or not height:
        raise source.refuse(RefusalReason.DOCUMENT_DAMAGED)
    if width * height > most_pixels:
        raise source.refuse(RefusalReason.DOCUMENT_TOO_LARGE, detail=f"{width}x{height}")
