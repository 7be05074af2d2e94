"""ZIP files from outside: the directory is checked as a whole before anything in it is unpacked."""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.limits import CHUNK, LIMITS, Limits
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.importers.texts import shown

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError)
"""All that `zipfile` raises on files that are not in order."""

_END = b"PK\x05\x06"
_END_64_LOCATOR = b"PK\x06\x07"
_END_64 = b"PK\x06\x06"
_LONGEST_COMMENT = 0xFFFF
_LOCAL_HEADER = 30  # bytes before the name
_LONGEST_NAME = 240
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_FORBIDDEN = frozenset('<>:"|?*\\')


@dataclass(frozen=True, slots=True)
class ArchiveBounds:
    """How much one kind of archive may hold."""

    entries: int
    part: int
    total: int


class Archive:
    """An open ZIP file in order; parts are read by their exact name.

    Raises: FileRefused, on opening and on reading.
    """

    def __init__(self, source: SourceFile, bounds: ArchiveBounds, limits: Limits = LIMITS) -> None:
        self._source = source
        self._limits = limits
        self._bounds = bounds
        self._check_end(source)
        try:
            self.zip = zipfile.ZipFile(source.handle)
        except _DAMAGE as error:
            raise source.refuse(RefusalReason.ARCHIVE_DAMAGED) from error
        self.parts: dict[str, zipfile.ZipInfo] = {}
        self._check_entries()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.zip.close()

    def open(self, name: str) -> PartReader:
        """Return a reader of one part."""
        return PartReader(self, name)

    def read(self, name: str, most: int) -> bytes:
        """Return the whole of a part of at most `most` bytes."""
        if self.parts[name].file_size > most:
            raise self.refuse(RefusalReason.ARCHIVE_TOO_LARGE, name)
        with self.open(name) as reader:
            return b"".join(reader.chunks())

    def head(self, name: str, size: int) -> bytes:
        """Return the first `size` bytes of a part."""
        try:
            with self.zip.open(self.parts[name]) as stream:
                return stream.read(size)
        except (*_DAMAGE, RuntimeError) as error:
            raise self.refuse(RefusalReason.ARCHIVE_DAMAGED, name) from error

    def refuse(self, reason: RefusalReason, where: str = "", detail: str = "") -> FileRefused:
        """Return the error that refuses this file."""
        return self._source.refuse(reason, shown(where), detail)

    def _check_end(self, source: SourceFile) -> None:
        """Refuse a directory that is too large before it is read into memory."""
        tail_size = min(source.size, _LONGEST_COMMENT + 22 + 20)
        tail = source.read_at(source.size - tail_size, tail_size)
        at = tail.rfind(_END)
        if at < 0 or len(tail) - at < 22:
            raise source.refuse(RefusalReason.ARCHIVE_DAMAGED)
        entries, size = struct.unpack("<HL", tail[at + 10 : at + 16])
        locator = tail[at - 20 : at] if at >= 20 else b""
        if locator.startswith(_END_64_LOCATOR):
            (offset,) = struct.unpack("<Q", locator[8:16])
            record = source.read_at(offset, 56) if offset < source.size else b""
            if len(record) < 56 or not record.startswith(_END_64):
                raise source.refuse(RefusalReason.ARCHIVE_DAMAGED)
            entries, size = struct.unpack("<QQ", record[32:48])
        if entries > self._bounds.entries:
            raise source.refuse(RefusalReason.ARCHIVE_TOO_MANY, detail=str(entries))
        if size > self._limits.archive_directory or size > source.size:
            raise source.refuse(RefusalReason.ARCHIVE_DAMAGED)

    def _check_entries(self) -> None:
        entries = self.zip.infolist()
        if len(entries) > self._bounds.entries:
            raise self.refuse(RefusalReason.ARCHIVE_TOO_MANY, detail=str(len(entries)))
        seen: set[str] = set()
        total = 0
        for entry in entries:
            problem = _problem_with_entry(entry, self._limits)
            if problem is not None:
                raise self.refuse(problem, entry.orig_filename)
            folded = unicodedata.normalize("NFC", entry.filename).casefold()
            if folded in seen:
                raise self.refuse(RefusalReason.ARCHIVE_DUPLICATE, entry.filename)
            seen.add(folded)
            total += entry.file_size
            if entry.file_size > self._bounds.part or total > self._bounds.total:
                raise self.refuse(RefusalReason.ARCHIVE_TOO_LARGE, entry.filename)
            if not entry.is_dir():
                self.parts[entry.filename] = entry
        self._check_overlap(entries)

    def _check_overlap(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse entries that share their packed bytes: one kernel unpacked a thousand times."""
        end = 0
        for entry in sorted(entries, key=lambda one: one.header_offset):
            if entry.header_offset < end:
                raise self.refuse(RefusalReason.ARCHIVE_OVERLAP, entry.filename)
            end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
        if end > self._source.size:
            raise self.refuse(RefusalReason.ARCHIVE_DAMAGED)


class PartReader(io.RawIOBase):
    """Reads one part of an archive while it reckons its SHA-256; `finish` tells what it came to."""

    def __init__(self, archive: Archive, name: str) -> None:
        super().__init__()
        self._archive = archive
        self._name = name
        self._digest = hashlib.sha256()
        self.size = 0
        try:
            self._stream = archive.zip.open(archive.parts[name])
        except (*_DAMAGE, RuntimeError) as error:
            raise archive.refuse(RefusalReason.ARCHIVE_DAMAGED, name) from error

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than any buffer
        """Fill `buffer` as far as there is something to read.

        Raises: FileRefused for a part that is not what the directory says.
        """
        try:
            chunk = self._stream.read(len(buffer))
        except (*_DAMAGE, RuntimeError) as error:
            raise self._archive.refuse(RefusalReason.ARCHIVE_DAMAGED, self._name) from error
        buffer[: len(chunk)] = chunk
        self._digest.update(chunk)
        self.size += len(chunk)
        return len(chunk)

    def chunks(self) -> Iterator[bytes]:
        """Yield what is left, piece by piece."""
        while chunk := self.read(CHUNK):
            yield chunk

    def finish(self) -> str:
        """Read what is left and return the SHA-256 of the whole part in hexadecimal."""
        for _ in self.chunks():
            pass
        return self._digest.hexdigest()

    def close(self) -> None:
        """Close the part."""
        if not self.closed:
            self._stream.close()
        super().close()


def _problem_with_entry(entry: zipfile.ZipInfo, limits: Limits) -> RefusalReason | None:
    if not is_safe_name(entry.orig_filename.removesuffix("/")) or entry.orig_filename != entry.filename:
        return RefusalReason.ARCHIVE_NAME
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return RefusalReason.ARCHIVE_LINK
    if entry.flag_bits & 0x1:
        return RefusalReason.ARCHIVE_ENCRYPTED
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return RefusalReason.ARCHIVE_METHOD
    if entry.file_size > limits.archive_ratio_from and entry.file_size > entry.compress_size * limits.archive_ratio:
        return RefusalReason.ARCHIVE_BOMB
    return None


def is_safe_name(name: str) -> bool:
    """Tell whether a name in an archive is a plain relative path that means the same on every system."""
    if not name or len(name) > _LONGEST_NAME or visible(name) != name or _FORBIDDEN & set(name):
        return False
    return all(
        part not in {"", ".", ".."}
        and not part.endswith((".", " "))
        and not part.startswith(" ")
        and part.split(".")[0].strip().casefold() not in _RESERVED
        for part in name.split("/")
    )
