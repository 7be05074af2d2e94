"""Files that are written whole or not at all, for the owner only, under names that are safe anywhere."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leskracht_desktop.errors import (
    DiskFull,
    FileInUse,
    FileUnreadable,
    FolderMissing,
    FolderReadOnly,
    LeskrachtError,
    TargetExists,
)

OWNER_ONLY = 0o600
TEMP_PREFIX = ".leskracht-"
TEMP_SUFFIX = ".tmp"

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_SHARING_VIOLATIONS = frozenset({32, 33})  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_ACCESS_DENIED = 5  # what Windows says of replacing a file that is open elsewhere
_WINDOWS_NO_ROOM = frozenset({39, 112})  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL

_FORBIDDEN_IN_NAMES = frozenset('<>:"/\\|?*')
_RESERVED_NAMES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10)), *(f"LPT{n}" for n in range(10))}
)
_LONGEST_NAME = 120  # bytes of UTF-8; file systems stop at 255, encrypted home folders at 143


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """What was written: the path, the size in bytes and the SHA-256 of the content in hexadecimal."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A whole file that has reached the disk beside its target, under a temporary name."""

    temporary: Path
    target: Path
    size: int
    sha256: str

    def take_place(self) -> WrittenFile:
        """Give the file its target's name, in the place of what had it, in one step.

        Raises: FolderReadOnly, FileInUse, TargetExists (a folder is in the way), FileUnreadable.
        """
        _take_name(self.temporary, self.target)
        flush_folder(self.target.parent)
        return WrittenFile(self.target, self.size, self.sha256)

    def drop(self) -> None:
        """Remove the file if it still waits."""
        with contextlib.suppress(OSError):
            self.temporary.unlink()


def write_atomically(target: Path, content: bytes | Iterable[bytes], mode: int = OWNER_ONLY) -> WrittenFile:
    """Write `content` to `target` so that a reader sees the old file or the whole new one, never a part.

    The bytes go to a temporary file beside the target, reach the disk, and then take the target's name.
    If anything fails, also in the iterable that makes the content, nothing is left behind.

    Raises: DiskFull, FolderMissing, FolderReadOnly, FileInUse, TargetExists (a folder is in the way), FileUnreadable.
    """
    waiting = write_waiting(target, content, mode)
    try:
        return waiting.take_place()
    except BaseException:
        waiting.drop()
        raise


def write_waiting(
    target: Path, content: bytes | Iterable[bytes], mode: int = OWNER_ONLY, token: str = ""
) -> WaitingFile:
    """Write `content` beside `target` under a temporary name that begins with `token`; on failure nothing is left.

    Raises: DiskFull, FolderMissing, FolderReadOnly, FileUnreadable.
    """
    temporary = target.parent / temporary_name(token)
    chunks = (content,) if isinstance(content, bytes) else content
    digest, size = hashlib.sha256(), 0
    with translated(target):
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        except (FileNotFoundError, NotADirectoryError) as error:
            # A system's own folder (`/proc`) is there, and takes no files.
            raise (FolderReadOnly(target) if target.parent.is_dir() else FolderMissing(target.parent)) from error
    try:
        try:
            for chunk in chunks:
                with translated(target):
                    _write_all(handle, chunk)
                digest.update(chunk)
                size += len(chunk)
            with translated(target):
                flush_to_disk(handle)
        finally:
            with translated(target):
                os.close(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return WaitingFile(temporary, target, size, digest.hexdigest())


def temporary_name(token: str = "") -> str:
    """Return a name for a temporary file or folder that says nothing about what it holds."""
    return f"{TEMP_PREFIX}{token}{secrets.token_hex(8)}{TEMP_SUFFIX}"


def remove_leftovers(folder: Path, token: str = "") -> None:
    """Remove temporary files that a killed program left in `folder`; call it only where no one else writes them.

    With a `token` only those whose names begin with it.
    """
    for path in folder.glob(f"{TEMP_PREFIX}{token}*{TEMP_SUFFIX}*"):
        with contextlib.suppress(OSError):
            remove_tree(path)


def remove_tree(path: Path) -> None:
    """Remove a file, or a folder with everything in it; links are removed, never followed."""
    if path.is_dir() and not path.is_symlink():
        for child in path.iterdir():
            remove_tree(child)
        path.rmdir()
    else:
        path.unlink()


def refuse_existing(folder: Path) -> None:
    """Refuse a place for something new where there is something already; an empty folder is nothing.

    Raises: TargetExists, FolderReadOnly, FileUnreadable.
    """
    with translated(folder):
        if folder.is_dir() and not any(folder.iterdir()):
            return
    if folder.exists() or folder.is_symlink():
        raise TargetExists(folder)


def put_in_place(building: Path, folder: Path) -> None:
    """Give a folder that was built under a temporary name its own name, in one step.

    Raises: TargetExists, FolderReadOnly, FileInUse, FileUnreadable.
    """
    refuse_existing(folder)
    flush_folder(building)
    with translated(folder):
        if folder.is_dir():
            folder.rmdir()  # it is empty; Windows does not rename onto a folder
        building.rename(folder)
    flush_folder(folder.parent)


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn an operating system's error about `path` into the program's own.

    Raises: DiskFull, FolderReadOnly, FileInUse, TargetExists, FileUnreadable.
    """
    try:
        yield
    except OSError as error:
        raise file_problem(path, error) from error


def file_problem(path: Path, error: OSError) -> LeskrachtError:
    """Return the program's own error for an operating system's error about `path`."""
    windows_code = getattr(error, "winerror", None)
    if windows_code in _SHARING_VIOLATIONS or error.errno in {errno.EBUSY, errno.ETXTBSY}:
        return FileInUse(path)
    if windows_code in _WINDOWS_NO_ROOM or error.errno in _NO_ROOM:
        return DiskFull(path)
    if error.errno in _NOT_ALLOWED:
        return FolderReadOnly(path)
    if error.errno in {errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY}:
        return TargetExists(path)
    return FileUnreadable(path, errno.errorcode.get(error.errno or 0, "UNKNOWN"))


def flush_to_disk(handle: int) -> None:
    """Wait until what was written to the file descriptor `handle` has reached the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # not every macOS file system knows F_FULLFSYNC
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Wait until new and changed names in `folder` have reached the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    # The file itself is safe by now; a file system that can't flush a folder takes nothing away from it.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def safe_name(text: str, fallback: str = "bestand") -> str:
    """Return `text` as a file name that Windows, macOS and Linux accept, at most 120 bytes of UTF-8.

    Path separators, control and invisible characters go out, reserved Windows names are avoided.
    """
    kept = "".join(_safe_character(character) for character in unicodedata.normalize("NFC", text))
    name = " ".join(kept.split()).strip(". ")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(". ")
    if not name:
        return fallback
    if name.split(".")[0].rstrip().upper() in _RESERVED_NAMES:
        return f"_{name}"
    return name


def _take_name(temporary: Path, target: Path) -> None:
    with translated(target):
        try:
            temporary.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) == _ACCESS_DENIED:
                # A file could be made beside it, so it is not the folder: another program holds the old file.
                raise FileInUse(target) from error
            raise


def _safe_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in _FORBIDDEN_IN_NAMES:
        return "-"
    return "" if unicodedata.category(character).startswith("C") else character


def _write_all(handle: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(handle, view) :]
