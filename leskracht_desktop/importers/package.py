"""Leskracht-gegevenspakket: the file in which Leskracht answers an access request (resources/schemas)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from leskracht_desktop.domain.intake import ImportKind, Incoming, IncomingSchool, IncomingStream, Tally
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.inventory import Category, Inventory
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.archives import Archive, ArchiveBounds
from leskracht_desktop.importers.json_strict import BadJson, canonical_json, parse_json
from leskracht_desktop.importers.limits import CHUNK, LIMITS, Limits
from leskracht_desktop.importers.package_events import EventBatcher
from leskracht_desktop.importers.package_manifest import (
    MANIFEST,
    BadPackage,
    Manifest,
    Part,
    check_parts,
    read_manifest,
)
from leskracht_desktop.importers.package_records import RecordReader
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.texts import shown

_LINES = ".jsonl"


class PackageFile:
    """An open package; records and events come one by one, and every checksum is checked before the end."""

    kind = ImportKind.PACKAGE

    def __init__(self, source: SourceFile, inventory: Inventory, limits: Limits = LIMITS) -> None:
        self.tally = Tally()
        self._source = source
        self._limits = limits
        self._inventory = inventory
        self._archive: Archive | None = None
        self._read_attachments: set[str] = set()
        try:
            self.manifest = self._read_manifest()
        except BadPackage as error:
            raise self._refuse(error) from error
        self.subject = self.manifest.subject
        self.school = IncomingSchool(brin=self.subject.brin, reference_on=self.manifest.created_on)

    def records(self) -> IncomingStream:
        """Yield whom the package is about, then its records and batches of log events, with problems in between.

        Raises: FileRefused, at the latest after the last record: then nothing of the package may be kept.
        """
        yield self.subject
        used: set[str] = set()
        for part in self.manifest.parts:
            try:
                yield from self._part(part, used)
            except BadPackage as error:
                raise self._refuse(error) from error
            except BadJson as error:
                where = part.where if error.line is None else f"{part.where}:{error.line}"
                raise self._source.refuse(error.reason, shown(where)) from error
        for path in self.manifest.attachments:
            if path not in used:
                raise self._source.refuse(RefusalReason.PACKAGE_PART_EXTRA, shown(path))
            if path not in self._read_attachments:
                for _ in self.attachment(path):
                    pass

    def attachment(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of an attachment piece by piece; its checksum is checked after the last.

        Raises: FileRefused.
        """
        expected = self.manifest.attachments[part]
        if self._archive is None:
            raise self._source.refuse(RefusalReason.PACKAGE_PART_MISSING, shown(part))
        with self._archive.open(part) as reader:
            yield from reader.chunks()
            if reader.finish() != expected.sha256 or reader.size != expected.size:
                raise self._source.refuse(RefusalReason.PACKAGE_CHECKSUM, shown(part))
        self._read_attachments.add(part)

    def position(self) -> int:
        """Return how many bytes of the file were read, about."""
        return min(self._source.handle.tell(), self._source.size)

    def _read_manifest(self) -> Manifest:
        if self._source.head(4).startswith(b"PK"):
            self._source.limit(self._limits.package_file)
            bounds = ArchiveBounds(self._limits.archive_entries, self._limits.package_part, self._limits.archive_total)
            self._archive = archive = Archive(self._source, bounds, self._limits)
            if MANIFEST not in archive.parts:
                raise BadPackage(RefusalReason.UNKNOWN_KIND)
            manifest = read_manifest(
                self._parsed(archive.read(MANIFEST, self._limits.manifest), MANIFEST), inline=False
            )
            check_parts(manifest, archive)
            return manifest
        self._source.limit(self._limits.json_file)
        document = self._parsed(self._source.read_at(0, self._source.size), "")
        return read_manifest(document, inline=True)

    def _parsed(self, content: bytes, where: str) -> Any:
        try:
            return parse_json(content, self._limits)
        except BadJson as error:
            line = "" if error.line is None else str(error.line)
            raise self._source.refuse(error.reason, ":".join(filter(None, (where, line)))) from error

    def _part(self, part: Part, used: set[str]) -> Iterator[Incoming]:
        category = self._inventory.category(part.category)
        if category is None:
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, part.where)
        if category.high_volume:
            yield from self._events(part, category)
            return
        reader = RecordReader(category, part.compartment, self.manifest.attachments, self.tally)
        for where, record in self._counted(part, self._limits.package_records):
            yield from reader.read(record, where)
        used |= reader.used

    def _events(self, part: Part, category: Category) -> Iterator[Incoming]:
        batcher = EventBatcher(category, part.compartment, self.tally)
        for where, event in self._counted(part, self._limits.package_events):
            batch = batcher.add(event, where)
            if batch is not None:
                yield from batcher.problems
                batcher.problems.clear()
                yield batch
        batch = batcher.take()
        yield from batcher.problems
        if batch is not None:
            yield batch

    def _counted(self, part: Part, most: int) -> Iterator[tuple[str, Any]]:
        """Yield the items of a part; their number must be what the manifest says."""
        count = 0
        for count, item in enumerate(self._items(part), start=1):
            if count > part.count or count > most:
                raise BadPackage(RefusalReason.PACKAGE_COUNT, part.where, str(part.count))
            yield f"{part.where}:{count}", item
        if count != part.count:
            raise BadPackage(RefusalReason.PACKAGE_COUNT, part.where, str(count))

    def _items(self, part: Part) -> Iterator[Any]:
        """Yield the items of a part; after the last its checksum has been checked."""
        if part.content is not None:
            if hashlib.sha256(canonical_json(list(part.content))).hexdigest() != part.sha256:
                raise BadPackage(RefusalReason.PACKAGE_CHECKSUM, part.where)
            yield from part.content
            return
        archive = self._archive
        if archive is None:
            raise BadPackage(RefusalReason.PACKAGE_PART_MISSING, part.where)
        with archive.open(part.path) as reader:
            if part.path.endswith(_LINES):
                yield from self._lines(io.BufferedReader(reader, CHUNK), part)
            else:
                yield from self._document(reader.read(), part)
            if reader.finish() != part.sha256:
                raise BadPackage(RefusalReason.PACKAGE_CHECKSUM, part.where)

    def _document(self, content: bytes, part: Part) -> Iterator[Any]:
        if part.size > self._limits.package_table:
            raise BadPackage(RefusalReason.ARCHIVE_TOO_LARGE, part.where)
        # All of it is at hand, so a wrong checksum is told before anything the content might say.
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise BadPackage(RefusalReason.PACKAGE_CHECKSUM, part.where)
        items = parse_json(content, self._limits)
        if not isinstance(items, list):
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, part.where)
        yield from items

    def _lines(self, lines: io.BufferedReader, part: Part) -> Iterator[Any]:
        longest = self._limits.json_line
        number = 0
        while line := lines.readline(longest + 1):
            number += 1
            if len(line) > longest:
                raise BadPackage(RefusalReason.RECORD_TOO_LARGE, f"{part.where}:{number}")
            try:
                yield parse_json(line, self._limits)
            except BadJson as error:
                raise BadJson(error.reason, number) from error
        lines.detach()

    def _refuse(self, error: BadPackage) -> FileRefused:
        return self._source.refuse(error.reason, shown(error.where), shown(error.detail))
