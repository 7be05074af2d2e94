"""The XML parts of a DOCX or ODT: parsed without entities, and what they point to within the file."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.archives import Archive
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.xml_head import BadHead, read_head

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_USUAL: Final = (
    (b"wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)
"""Names of the strict form of a DOCX with those that nearly every program writes (ISO/IEC 29500-1 and -4)."""
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class OfficeParts:
    """The XML parts of one file, parsed when they are asked for; all of them together may have so many tags."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self.archive = archive
        self._limits = limits
        self._tags = limits.document_tags

    def parse(self, part: str) -> _Element:
        """Return the root of a part; a document type, a depth over 256 and broken XML are refused.

        Raises: FileRefused.
        """
        archive, limits = self.archive, self._limits
        content = archive.read(part, limits.document_part)
        self._tags -= content.count(b"<")
        if self._tags < 0:
            raise archive.refuse(RefusalReason.DOCUMENT_TOO_LARGE, part)
        if _STRICT in content[: limits.head]:
            for strict, usual in _USUAL:
                content = content.replace(b'"' + _STRICT + strict + b'"', b'"' + usual + b'"')
        try:
            head = read_head(content[: limits.head])
        except BadHead as error:
            raise archive.refuse(error.reason, part, error.detail) from error
        parser = etree.XMLParser(
            encoding=head.encoding,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content[len(head.bom) :], parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise archive.refuse(RefusalReason.DOCUMENT_DAMAGED, part) from error

    def find(self, part: str) -> _Element | None:
        """Return the root of a part, or None when the file has no such part.

        Raises: FileRefused.
        """
        return self.parse(part) if part in self.archive.parts else None

    def relations(self, part: str) -> dict[str, str]:
        """Return by id the parts that a part of a DOCX points to; what lies outside the file is left out.

        Raises: FileRefused.
        """
        folder, name = posixpath.split(part)
        root = self.find(f"{folder}/_rels/{name}.rels")
        found: dict[str, str] = {}
        for element in () if root is None else root.iter(_RELATION):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if element.get("TargetMode") != "External" and target in self.archive.parts:
                found[element.get("Id", "")] = target
        return found


def part_called(archive: Archive, name: str) -> str:
    """Return the part of a DOCX of this name, also where a program put a number behind it; else the usual one."""
    numbered = re.compile(rf"word/{name}[0-9]*\.xml")
    return next((part for part in archive.parts if numbered.fullmatch(part)), f"word/{name}.xml")
