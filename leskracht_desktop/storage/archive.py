"""The file a back-up is: a ZIP without compression, written as a stream and read with suspicion."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from typing_extensions import override

from leskracht_desktop.errors import FileRefused
from leskracht_desktop.storage.files import translated

MANIFEST = "manifest.json"
NOT_A_BACKUP = "not_a_backup"
DAMAGED = "backup_damaged"
CHUNK = 1 << 20
_LARGEST_SMALL_PART = 64 * 1024
_ZIP_START = b"PK\x03\x04"


def pack(parts: Iterable[tuple[str, Iterable[bytes]]], manifest: Mapping[str, Any]) -> Iterator[bytes]:
    """Give the archive piece by piece; the manifest comes last and tells size and SHA-256 of each part."""
    sink = _Sink()
    described: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, chunks in parts:
            digest, size = hashlib.sha256(), 0
            with archive.open(_entry(name), "w", force_zip64=True) as part:
                for chunk in chunks:
                    part.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                    yield from sink.taken()
            described[name] = {"size": size, "sha256": digest.hexdigest()}
        archive.writestr(_entry(MANIFEST), json.dumps({**manifest, "files": described}, indent=2))
    yield from sink.taken()


class Archive:
    """A back-up opened for reading; a context manager.

    Raises: FileRefused (`not_a_backup`, `backup_damaged`), FileUnreadable.
    """

    def __init__(self, path: Path, names: frozenset[str]) -> None:
        self.path = path
        with translated(path), path.open("rb") as file:
            begins_well = file.read(len(_ZIP_START)) == _ZIP_START
        if not begins_well:
            raise FileRefused(path, NOT_A_BACKUP)
        with self._reading(""):
            self._zip = zipfile.ZipFile(path)
        try:
            self._refuse_strangers(names)
            self.manifest = self._read_manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a part piece by piece, and fail at its end when size or SHA-256 is not the manifest's.

        Raises: FileRefused, FileUnreadable.
        """
        digest, size = hashlib.sha256(), 0
        with self._reading(name), self._zip.open(name) as part:
            while chunk := part.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                yield chunk
        described = self.manifest["files"].get(name, {})
        if described.get("size") != size or described.get("sha256") != digest.hexdigest():
            raise FileRefused(self.path, DAMAGED, name)

    def small(self, name: str) -> bytes:
        """Return a small part as a whole.

        Raises: FileRefused, FileUnreadable.
        """
        self._refuse_large(name)
        return b"".join(self.chunks(name))

    def size(self, name: str) -> int:
        """Return the size of a part in bytes, as the archive tells it."""
        return self._zip.getinfo(name).file_size

    def _refuse_strangers(self, names: frozenset[str]) -> None:
        entries = self._zip.infolist()
        if sorted(entry.filename for entry in entries) != sorted(names | {MANIFEST}):
            raise FileRefused(self.path, NOT_A_BACKUP)
        for entry in entries:
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
                raise FileRefused(self.path, NOT_A_BACKUP, entry.filename)

    def _refuse_large(self, name: str) -> None:
        if self.size(name) > _LARGEST_SMALL_PART:
            raise FileRefused(self.path, NOT_A_BACKUP, name)

    def _read_manifest(self) -> dict[str, Any]:
        self._refuse_large(MANIFEST)
        with self._reading(MANIFEST):
            content = self._zip.read(MANIFEST)
        try:
            manifest = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise FileRefused(self.path, DAMAGED, MANIFEST) from error
        if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
            raise FileRefused(self.path, NOT_A_BACKUP, MANIFEST)
        return manifest

    @contextlib.contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            with translated(self.path):
                yield
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise FileRefused(self.path, DAMAGED, name) from error


class _Sink(io.RawIOBase):
    """Takes what the ZIP writer writes, to be fetched in pieces."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> list[bytes]:
        """Return what came in since the last time."""
        pieces, self._pieces = self._pieces, []
        return pieces


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # 1980, so that the archive tells nothing but its manifest
    entry.external_attr = 0o600 << 16
    return entry
