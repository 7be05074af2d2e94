"""Files inside the file: the objects for associated files of PDF/A-3 (ISO 19005-3, 6.8)."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf.model import PackedBytes
from leskracht_desktop.reports.pdf.scripts import one_line
from leskracht_desktop.reports.pdf.syntax import date, deflated, name, text_string

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leskracht_desktop.reports.pdf.model import EmbeddedFile
    from leskracht_desktop.reports.pdf.writer import ArchiveFile


def attach(files: Sequence[EmbeddedFile], moment: datetime, target: ArchiveFile) -> dict[str, str]:
    """Add the files to a PDF and return the catalog entries that announce them.

    Raises ValueError when two files share a name.
    """
    if len({one_line(file.name) for file in files}) != len(files):
        raise ValueError("attached files need different names")
    if not files:
        return {}
    specifications: list[tuple[str, str]] = []
    for file in files:
        shown = text_string(one_line(file.name))
        packed = file.data if isinstance(file.data, PackedBytes) else _packed(file.data)
        stream = target.add_stream(
            {
                "Type": "/EmbeddedFile",
                "Subtype": name(file.mime),
                "Params": f"<</Size {packed.size}/ModDate{date(moment)}/CheckSum<{packed.md5.hex().upper()}>>>",
            },
            packed.deflated,
        )
        number = target.add(
            f"<</Type/Filespec/F{shown}/UF{shown}/Desc{text_string(one_line(file.description))}"
            f"/AFRelationship/{file.relationship.value}/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
        )
        specifications.append((shown, f"{number} 0 R"))
    in_order = sorted(zip(files, specifications, strict=True), key=lambda pair: _sort_key(one_line(pair[0].name)))
    names = " ".join(f"{shown} {reference}" for _, (shown, reference) in in_order)
    return {
        "Names": f"<</EmbeddedFiles<</Names[{names}]>>>>",
        "AF": f"[{' '.join(reference for _, reference in specifications)}]",
    }


def _sort_key(text: str) -> bytes:
    """Return the bytes by which a reader searches the name tree."""
    return text.encode("ascii") if text.isascii() and text.isprintable() else b"\xfe\xff" + text.encode("utf-16-be")


def _packed(data: bytes) -> PackedBytes:
    return PackedBytes(deflated(data), len(data), md5(data, usedforsecurity=False).digest())
