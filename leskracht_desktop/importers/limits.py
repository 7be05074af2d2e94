"""How large, deep and odd a file from outside may be: every bound in one place."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on files from outside, in bytes unless the name says otherwise.

    They are far above what a school ever has (100,000 pupils make 60 MiB of EDEXML) and far below what would
    make the program slow, use much memory or fill the disk.
    """

    # Whole files, by kind
    xml_file: int = 1 * GIB
    text_file: int = 256 * MIB
    workbook_file: int = 64 * MIB
    package_file: int = 8 * GIB
    json_file: int = 32 * MIB
    head: int = 64 * KIB
    """What is read to recognise a file; an XML prolog must fit in it."""

    # Records
    xml_record: int = 4 * MIB
    """Between one pupil's end and the next, vendor blocks included."""
    xml_children: int = 500
    field_characters: int = 256
    """A name, key, address or e-mail address."""
    text_characters: int = 100_000
    """A message, description or answer."""
    rows: int = 500_000
    columns: int = 256
    cell_characters: int = 32_767
    """What a cell of a spreadsheet can hold."""

    # Documents
    document_file: int = 64 * MIB
    document_part: int = 24 * MIB
    """The text of a DOCX or ODT, unpacked; a page takes some kilobytes."""
    document_total: int = 512 * MIB
    document_entries: int = 5_000
    document_pages: int = 2_000
    document_characters: int = 5_000_000
    """Text kept for searching; what comes after it is not searched."""
    document_tags: int = 1_500_000
    """Of all XML parts of a DOCX or ODT that are read; a page takes some hundreds."""
    document_blocks: int = 25_000
    """Paragraphs, cells and pictures of a DOCX or ODT; what comes after them is not shown."""
    document_picture: int = 16 * MIB
    document_picture_pixels: int = 40_000_000
    document_pictures_total: int = 64 * MIB
    """All pictures shown in one DOCX or ODT; a larger one, or one more, is shown as its description."""
    picture_pixels: int = 100_000_000

    # Archives
    archive_entries: int = 20_000
    archive_directory: int = 16 * MIB
    archive_total: int = 16 * GIB
    archive_ratio: int = 250
    """Unpacked against packed size; usage logs pack 10 to 40 times, a bomb more than 1,000 times."""
    archive_ratio_from: int = 1 * MIB
    """Smaller parts may pack better."""
    workbook_part: int = 512 * MIB
    workbook_total: int = 768 * MIB
    shared_strings: int = 64 * MIB
    package_part: int = 4 * GIB
    package_table: int = 64 * MIB
    """A part that is one JSON document, and so is held in memory as a whole."""
    manifest: int = 4 * MIB
    attachment: int = 4 * GIB

    # JSON
    json_depth: int = 16
    json_line: int = 1 * MIB
    json_digits: int = 20
    package_records: int = 500_000
    package_events: int = 20_000_000
    events_in_batch: int = 5_000


LIMITS = Limits()
"""The bounds the program uses; tests may pass tighter ones."""

CHUNK = 256 * KIB
"""How much of a file is read at a time."""
