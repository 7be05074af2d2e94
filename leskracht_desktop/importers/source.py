"""The chosen file, opened once: what was checked is what is read."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from leskracht_desktop.domain.intake import ImportKind, IncomingSchool, IncomingStream, Tally
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.errors import FileInUse, FileRefused, FileUnreadable
from leskracht_desktop.importers.limits import CHUNK

_SHARING_VIOLATIONS = frozenset({32, 33})  # Windows: another program has the file open


class Importer(Protocol):
    """What every kind of file offers once it is open."""

    kind: ImportKind
    tally: Tally
    school: IncomingSchool

    def records(self) -> IncomingStream:
        """Yield what the file holds, once; memory does not grow with the file.

        Raises: FileRefused, also halfway: then nothing of the file may be kept.
        """

    def position(self) -> int:
        """Return how far the file was read, between 0 and its `size`."""


class SourceFile:
    """A file that is open for reading; use it as a context manager.

    Raises: FileRefused when it is not a file or is empty, FileUnreadable, FileInUse.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with _readable(path):
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise FileRefused(path, RefusalReason.NOT_A_FILE)
            if status.st_size == 0:
                raise FileRefused(path, RefusalReason.EMPTY)
            self.handle: BinaryIO = path.open("rb")
        self.size = os.fstat(self.handle.fileno()).st_size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.handle.close()

    def head(self, size: int) -> bytes:
        """Return the first `size` bytes."""
        return self.read_at(0, size)

    def read_at(self, offset: int, size: int) -> bytes:
        """Return at most `size` bytes from `offset`."""
        with _readable(self.path):
            self.handle.seek(offset)
            return self.handle.read(size)

    def sha256(self, pause: Callable[[], None] = lambda: None) -> str:
        """Return the SHA-256 of the content in hexadecimal; `pause` is called between chunks and may raise."""
        digest = hashlib.sha256()
        with _readable(self.path):
            self.handle.seek(0)
            while chunk := self.handle.read(4 * CHUNK):
                digest.update(chunk)
                pause()
        return digest.hexdigest()

    def limit(self, most: int) -> None:
        """Refuse the file when it is larger than `most` bytes."""
        if self.size > most:
            raise self.refuse(RefusalReason.TOO_LARGE, detail=str(most))

    def refuse(self, reason: RefusalReason, where: str = "", detail: str = "") -> FileRefused:
        """Return the error that refuses this file."""
        return FileRefused(self.path, reason, where, detail)


class HeldFile(SourceFile):
    """A file whose bytes are held in memory, read as one on disk is; `path` is only its name."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.handle = io.BytesIO(data)
        self.size = len(data)


class _readable:  # noqa: N801 (a context manager that reads as a phrase)
    """Turns the operating system's errors about reading into the program's own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, OSError):
            return
        if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
            raise FileInUse(self.path) from error
        raise FileUnreadable(self.path, errno.errorcode.get(error.errno or 0, "UNKNOWN")) from error
