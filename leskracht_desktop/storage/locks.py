"""One writer per vault: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
from pathlib import Path

from leskracht_desktop.errors import VaultInUse
from leskracht_desktop.storage.files import translated

FILE_NAME = "vault.lock"
_BEYOND_THE_TEXT = 1 << 20  # Windows locks bytes against reading too, and others must be able to read the holder
_LONGEST_HOLDER = 200


class VaultLock:
    """The lock on the vault in `folder`, held from construction until `release`.

    The file stays where it is: removing it would let two programs hold locks on two files of one name.

    Raises: VaultInUse with the holder's computer and process; FolderReadOnly, FileUnreadable.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / FILE_NAME
        with translated(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _take(handle, folder)
            with translated(path):
                os.ftruncate(handle, 0)
                os.write(handle, f"{platform.node()}, {os.getpid()}".encode()[:_LONGEST_HOLDER])
        except BaseException:
            os.close(handle)
            raise
        self._handle: int | None = handle

    def release(self) -> None:
        """Let the next program in; a second call does nothing."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)  # closing drops the lock
            self._handle = None


def _take(handle: int, folder: Path) -> None:
    if not _lock(handle):
        raise VaultInUse(folder, _read_holder(handle))


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEYOND_THE_TEXT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            # flock, not lockf: it also keeps two openings within one process apart, and closing another handle
            # of the same file does not drop it.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            return False
        if error.errno in {errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK}:
            return True  # a network drive without locks; SQLite's own locks still guard the pages
        raise
    return True


def _read_holder(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        return os.read(handle, _LONGEST_HOLDER).decode(errors="replace").strip()
    except OSError:
        return ""
