"""Files with personal data on their way out of the vault: logged and whole, or gone, also after a kill."""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy.orm import Session

from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.storage.files import WaitingFile, remove_leftovers, translated, write_waiting
from leskracht_desktop.storage.settings import delete_setting, settings_under, store_setting
from leskracht_desktop.storage.vault import Vault

_NOTES: Final = "outgoing."
_REMEMBERED: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Note:
    """What the vault knows of files that are not logged yet: where, and the SHA-256 each will have under its name.

    It goes in the transaction that logs them, so as long as it is there they are not logged.
    """

    token: str
    folder: Path
    made_folder: bool
    noted_at: datetime
    checksums: Mapping[str, str]

    def to_text(self) -> str:
        parts = {
            "folder": str(self.folder),
            "made_folder": self.made_folder,
            "noted_at": self.noted_at.isoformat(),
            "checksums": dict(self.checksums),
        }
        return json.dumps(parts, ensure_ascii=False)

    @classmethod
    def of(cls, token: str, text: str) -> Self:
        parts = json.loads(text)
        noted_at = datetime.fromisoformat(parts["noted_at"])
        return cls(token, Path(parts["folder"]), bool(parts["made_folder"]), noted_at, parts["checksums"])


class Outgoing:
    """Writes files into one folder and lets them take their names in the transaction that logs them.

    First `promise`, which notes in the vault what is coming, then `add` each file, and within the transaction that
    logs them `take_places`. If the block is left in any other way, no file of it remains; if the program is killed,
    `sweep` removes them when the vault is next opened for writing.
    """

    def __init__(self, vault: Vault, folder: Path, now: datetime) -> None:
        self._vault = vault
        self._folder = folder.absolute()
        self._now = now
        self._token = secrets.token_hex(8)
        self._made_folder = False
        self._noted = False
        self._new: Mapping[str, str] = {}
        self._waiting: list[WaitingFile] = []
        self._placed: list[Path] = []
        self._done = False

    def make_folder(self) -> None:
        """Make the folder if need be; it goes again when the files do not come.

        Raises: DiskFull, FolderReadOnly, TargetExists, FileUnreadable.
        """
        if not self._folder.is_dir():
            with translated(self._folder):
                self._folder.mkdir(parents=True)
            self._made_folder = True

    def promise(self, checksums: Mapping[str, str]) -> None:
        """Note that files are coming, with the SHA-256 by file name of those that may take their place.

        Raises: ReadOnlyVault, VaultLocked, DiskFull.
        """
        # The same dossier on the same day has the same bytes: a file that is there already is the user's.
        self._new = {name: sha256 for name, sha256 in checksums.items() if not _holds(self._folder / name, sha256)}
        note = _Note(self._token, self._folder, self._made_folder, self._now, self._new)
        with self._vault.session() as session:
            store_setting(session, f"{_NOTES}{self._token}", note.to_text())
        self._noted = True

    def add(self, target: Path, data: bytes) -> WaitingFile:
        """Write a file that waits for its name.

        Raises: DiskFull, FolderReadOnly, FileUnreadable.
        """
        waiting = write_waiting(target, data, token=self._token)
        self._waiting.append(waiting)
        return waiting

    def take_places(self, session: Session) -> None:
        """Let every file take its name, as the last thing before `session` is committed.

        Raises: FolderReadOnly, FileInUse, TargetExists, FileUnreadable.
        """
        delete_setting(session, f"{_NOTES}{self._token}")
        for waiting in self._waiting:
            waiting.take_place()
            if waiting.target.name in self._new:
                self._placed.append(waiting.target)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            return
        for waiting in self._waiting:
            waiting.drop()
        for target in self._placed:
            with contextlib.suppress(OSError):
                target.unlink()
        if self._made_folder:
            with contextlib.suppress(OSError):
                self._folder.rmdir()
        if self._noted:
            # Should this fail too, the note stays and the next opening finds nothing left to do.
            with contextlib.suppress(LeskrachtError, OSError), self._vault.session() as session:
                delete_setting(session, f"{_NOTES}{self._token}")


def sweep(vault: Vault, now: datetime) -> None:
    """Remove what a killed program left of files that were never logged; does nothing in a read-only vault.

    A folder that is not there now, such as one on a stick, is remembered for 30 days. Whoever opened the vault for
    reading only must not tidy: the program that writes it may be at work on these very files.
    """
    if vault.read_only:
        return
    with vault.read() as session:
        notes = [_Note.of(key.removeprefix(_NOTES), text) for key, text in settings_under(session, _NOTES)]
    over = [note for note in notes if _tidied(note) or now >= note.noted_at + _REMEMBERED]
    if over:
        with vault.session() as session:
            for note in over:
                delete_setting(session, f"{_NOTES}{note.token}")


def _tidied(note: _Note) -> bool:
    """Remove the files of a note and tell whether nothing of them is left."""
    try:
        if not note.folder.is_dir():
            return False
        remove_leftovers(note.folder, note.token)
        for name, checksum in note.checksums.items():
            if _holds(note.folder / name, checksum):
                (note.folder / name).unlink()
        if any(note.folder.glob(f"*{note.token}*")):
            return False
        if note.made_folder and not any(note.folder.iterdir()):
            note.folder.rmdir()
    except (OSError, LeskrachtError):
        return False
    return True


def _holds(file: Path, sha256: str) -> bool:
    """Tell whether there is a file with this content."""
    if not file.is_file():
        return False
    with translated(file), file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256")
    return digest.hexdigest() == sha256
