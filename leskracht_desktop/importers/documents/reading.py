"""Read a document: what it is by its content, whether it is whole, and its text for searching."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from leskracht_desktop.domain.agreement_documents import DocumentKind, ExtractedText
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.written_documents import WrittenDocument
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.archives import Archive, ArchiveBounds
from leskracht_desktop.importers.documents.docx_reading import DocxReader, is_docx
from leskracht_desktop.importers.documents.odt_reading import OdtReader, is_odt
from leskracht_desktop.importers.documents.pdf_text import read_pdf
from leskracht_desktop.importers.documents.pictures import check_jpeg, check_png
from leskracht_desktop.importers.documents.plain_text import bounded
from leskracht_desktop.importers.limits import LIMITS, Limits
from leskracht_desktop.importers.source import HeldFile, SourceFile

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_LONGEST_ENDING = 5  # with its dot
_OF_DOCUMENTS = {
    RefusalReason.ARCHIVE_DAMAGED: RefusalReason.DOCUMENT_DAMAGED,
    RefusalReason.NOT_WELL_FORMED: RefusalReason.DOCUMENT_DAMAGED,
    RefusalReason.ARCHIVE_ENCRYPTED: RefusalReason.DOCUMENT_ENCRYPTED,
    RefusalReason.ARCHIVE_BOMB: RefusalReason.DOCUMENT_TOO_LARGE,
    RefusalReason.ARCHIVE_TOO_MANY: RefusalReason.DOCUMENT_TOO_LARGE,
    RefusalReason.ARCHIVE_TOO_LARGE: RefusalReason.DOCUMENT_TOO_LARGE,
    RefusalReason.ARCHIVE_METHOD: RefusalReason.DOCUMENT_UNSAFE,
    RefusalReason.ARCHIVE_NAME: RefusalReason.DOCUMENT_UNSAFE,
    RefusalReason.ARCHIVE_DUPLICATE: RefusalReason.DOCUMENT_UNSAFE,
    RefusalReason.ARCHIVE_LINK: RefusalReason.DOCUMENT_UNSAFE,
    RefusalReason.ARCHIVE_OVERLAP: RefusalReason.DOCUMENT_UNSAFE,
    RefusalReason.HAS_DOCTYPE: RefusalReason.DOCUMENT_UNSAFE,
}
"""What is wrong with a ZIP file or its XML, as it is for whoever sees a document in it."""

_ENDINGS = {
    ".pdf": {DocumentKind.PDF},
    ".docx": {DocumentKind.DOCX},
    ".odt": {DocumentKind.ODT},
    ".png": {DocumentKind.PNG},
    ".jpg": {DocumentKind.JPEG},
    ".jpeg": {DocumentKind.JPEG},
}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that is in order: its kind, its bytes as they came, their SHA-256, and its text."""

    kind: DocumentKind
    data: bytes
    sha256: str
    text: ExtractedText


def read_document(path: Path, limits: Limits = LIMITS) -> ReadDocument:
    """Read a whole document into memory; a picture has no text.

    Raises: FileRefused (broken, encrypted, enormous, disguised, unknown), FileUnreadable, FileInUse.
    """
    with SourceFile(path) as source:
        if source.size > limits.document_file:
            raise source.refuse(RefusalReason.DOCUMENT_TOO_LARGE, detail=str(limits.document_file))
        data = source.read_at(0, source.size)
        kind, text = _read(source, data, limits)
        expected = _ENDINGS.get(path.suffix.lower())
        if expected is None or kind not in expected:
            # A name without a known ending opens nowhere once it is exported; a wrong one means somebody misleads.
            reason = RefusalReason.DOCUMENT_DISGUISED if _says_something(path) else RefusalReason.DOCUMENT_NAME
            raise source.refuse(reason, detail=kind.value)
    return ReadDocument(kind, data, hashlib.sha256(data).hexdigest(), text)


def _says_something(path: Path) -> bool:
    """Whether the end of a name says what the file is: `.pdf` and `.exe` do; `.definitief`, `.0` and nothing do not."""
    return 2 <= len(path.suffix) <= _LONGEST_ENDING and path.suffix[1:].isalnum() and not path.suffix[1:].isdecimal()


def _read(source: SourceFile, data: bytes, limits: Limits) -> tuple[DocumentKind, ExtractedText]:
    nothing = ExtractedText((), 0)
    if data.startswith(b"%PDF-"):
        return DocumentKind.PDF, read_pdf(source, data, limits)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        check_png(source, data, limits.picture_pixels)
        return DocumentKind.PNG, nothing
    if data.startswith(b"\xff\xd8\xff"):
        check_jpeg(source, data, limits.picture_pixels)
        return DocumentKind.JPEG, nothing
    if data.startswith(_ZIP):
        return _read_archive(source, limits)
    if data.startswith(_OLD_OFFICE):
        encrypted = _ENCRYPTED_OFFICE in data
        reason = RefusalReason.DOCUMENT_ENCRYPTED if encrypted else RefusalReason.DOCUMENT_OLD_WORD
        raise source.refuse(reason)
    raise source.refuse(RefusalReason.DOCUMENT_KIND)


def _read_archive(source: SourceFile, limits: Limits) -> tuple[DocumentKind, ExtractedText]:
    kind, document = _read_written(source, limits)
    parts = bounded(list(document.parts()), 0, limits.document_characters)
    return kind, replace(parts, truncated=parts.truncated or document.truncated)


def read_written(file_name: str, data: bytes, limits: Limits = LIMITS) -> WrittenDocument:
    """Return what stands in a DOCX or ODT that is held in memory.

    Raises: FileRefused.
    """
    with HeldFile(Path(file_name), data) as source:
        return _read_written(source, limits)[1]


def _read_written(source: SourceFile, limits: Limits) -> tuple[DocumentKind, WrittenDocument]:
    bounds = ArchiveBounds(limits.document_entries, limits.document_file, limits.document_total)
    try:
        with Archive(source, bounds, limits) as archive:
            if is_docx(archive):
                return DocumentKind.DOCX, DocxReader(source, archive, limits).read()
            if is_odt(archive):
                return DocumentKind.ODT, OdtReader(source, archive, limits).read()
    except FileRefused as error:
        reason = _OF_DOCUMENTS.get(RefusalReason(error.reason))
        if reason is None:
            raise
        raise source.refuse(reason, error.where, error.detail) from error
    raise source.refuse(RefusalReason.DOCUMENT_KIND)
