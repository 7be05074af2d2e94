"""The documents of an agreement: PDF, DOCX, ODT and pictures, kept in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

DocumentId = NewType("DocumentId", int)


class DocumentKind(StrEnum):
    """What a document is, told by its content and never by its name."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    PNG = "png"
    JPEG = "jpeg"


MEDIA_TYPES: Mapping[DocumentKind, str] = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.ODT: "application/vnd.oasis.opendocument.text",
    DocumentKind.PNG: "image/png",
    DocumentKind.JPEG: "image/jpeg",
}


class DocumentRole(StrEnum):
    """What a document is to the agreement."""

    AGREEMENT = "agreement"
    PRIVACY_LEAFLET = "privacy_leaflet"
    SECURITY_ANNEX = "security_annex"
    AMENDMENT_ANNEX = "amendment_annex"
    SUB_PROCESSORS = "sub_processors"
    DESTRUCTION = "destruction"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What the user chose for a document; `article` or `annex` is what of the model it is about, if one."""

    title: str = ""
    """Empty: the name of the file."""
    role: DocumentRole = DocumentRole.AGREEMENT
    article: int | None = None
    annex: str = ""
    """Code of the annex."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """What was read from a document: one text for each page (DOCX and ODT count as one page), cut off or whole."""

    pages: tuple[str, ...]
    page_count: int
    truncated: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search, as in a scan."""
        return not any(page.strip() for page in self.pages)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it; `size` in bytes, `pages` 0 when it has none to count."""

    id: DocumentId
    agreement_id: int | None
    title: str
    file_name: str
    kind: DocumentKind
    role: DocumentRole
    article: int | None
    size: int
    sha256: str
    pages: int
    has_text: bool
    added_at: datetime
    actor: str
    annex: str = ""


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A document with its bytes, as they came in: the checksum was reckoned again just now and fits."""

    row: DocumentRow
    data: bytes

    @property
    def media_type(self) -> str:
        """Return the media type of the bytes."""
        return MEDIA_TYPES[self.row.kind]
