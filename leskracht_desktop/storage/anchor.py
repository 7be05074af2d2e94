"""A note of the audit log's end outside the database, so that cutting off its tail is noticed."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from leskracht_desktop.domain.vaults import VaultId
from leskracht_desktop.storage.audit_chain import Head, canonical
from leskracht_desktop.storage.derivation import DatabaseKey, random_secret_key
from leskracht_desktop.storage.files import write_atomically

FILE_NAME = "anchor.json"
_LARGEST_FILE = 4096


class NoteState(Enum):
    """What became of the note."""

    GENUINE = auto()
    GONE = auto()
    FORGED = auto()  # not made with this vault's key, or not a note at all
    UNREADABLE = auto()  # it is there, but the system does not let us read it; nothing can be said of it


@dataclass(frozen=True, slots=True)
class Note:
    """The note as it was found; only a genuine one tells the `head` of the log."""

    state: NoteState
    head: Head | None = None


def to_bytes(vault_id: VaultId, key: DatabaseKey, head: Head) -> bytes:
    """Return the note's content; without the vault's key nobody can make another."""
    note = {"version": 1, "count": head.count, "hash": head.hash}
    return json.dumps({**note, "mac": _mac(vault_id, key, head)}, indent=2).encode() + b"\n"


def write(folder: Path, vault_id: VaultId, key: DatabaseKey, head: Head) -> None:
    """Write the note beside the database, whole or not at all.

    Raises: DiskFull, FolderReadOnly, FileInUse, FileUnreadable.
    """
    write_atomically(folder / FILE_NAME, to_bytes(vault_id, key, head))


def read(folder: Path, vault_id: VaultId, key: DatabaseKey) -> Note:
    """Return the note as it lies beside the database; it is compared with nothing but the vault's key."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            content = file.read(_LARGEST_FILE)
    except FileNotFoundError:
        return Note(NoteState.GONE)
    except OSError:
        return Note(NoteState.UNREADABLE)
    try:
        note = json.loads(content)
        head = Head(int(note["count"]), str(note["hash"]))
        genuine = hmac.compare_digest(str(note["mac"]).encode(), _mac(vault_id, key, head).encode())
    except (ValueError, KeyError, TypeError, RecursionError):
        return Note(NoteState.FORGED)
    return Note(NoteState.GENUINE, head) if genuine else Note(NoteState.FORGED)


def _mac(vault_id: VaultId, key: DatabaseKey, head: Head) -> str:
    own_key = random_secret_key(key.content, vault_id.encode(), "audit anchor")
    return hmac.new(own_key, canonical([vault_id, head.count, head.hash]).encode(), "sha256").hexdigest()
