"""What kind of file this is, told by its content; only a plain text that calls itself a workbook is refused."""

from __future__ import annotations

from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.archives import Archive, ArchiveBounds
from leskracht_desktop.importers.limits import LIMITS, Limits
from leskracht_desktop.importers.package_manifest import MANIFEST
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.texts import shown
from leskracht_desktop.importers.xlsx_table import WORKBOOK
from leskracht_desktop.importers.xml_head import BadHead, read_head

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, or a workbook with a password
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_FORMATS = (b"%PDF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3", b"MZ")
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


def recognise(source: SourceFile, limits: Limits = LIMITS) -> ImportKind:
    """Return the kind of an open file.

    Raises: FileRefused.
    """
    head = source.head(limits.head)
    if head.startswith(_ZIP):
        return _kind_of_archive(source, limits)
    if head.startswith(_OLD_OFFICE):
        raise source.refuse(RefusalReason.OLD_EXCEL)
    if head.startswith(_OTHER_FORMATS) or not head.strip(b"\0"):
        raise source.refuse(RefusalReason.UNKNOWN_KIND)
    begin = head.removeprefix(_BOM).lstrip(_SPACE)
    if not begin:
        raise source.refuse(RefusalReason.EMPTY)
    if begin.startswith(b"<") or head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")):
        return _kind_of_xml(source, head)
    if begin.startswith((b"{", b"[")):
        return ImportKind.PACKAGE
    if source.path.suffix.lower() in _WORKBOOKS:
        # Any text may pass for a list with one column: nobody should be asked what that column means.
        raise source.refuse(RefusalReason.NOT_EXCEL)
    return ImportKind.CSV


def _kind_of_xml(source: SourceFile, head: bytes) -> ImportKind:
    try:
        root = read_head(head).root
    except BadHead as error:
        raise source.refuse(error.reason, detail=error.detail) from error
    if root != "EDEX":
        raise source.refuse(RefusalReason.OTHER_XML, detail=shown(root))
    return ImportKind.EDEXML


def _kind_of_archive(source: SourceFile, limits: Limits) -> ImportKind:
    bounds = ArchiveBounds(limits.archive_entries, limits.package_part, limits.archive_total)
    archive = Archive(source, bounds, limits)
    if WORKBOOK in archive.parts:
        return ImportKind.XLSX
    if MANIFEST in archive.parts:
        return ImportKind.PACKAGE
    raise source.refuse(RefusalReason.UNKNOWN_KIND)
