"""Values about the vault itself: its ways in, what a new one needs, its back-ups and its health."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

VaultId = NewType("VaultId", str)
"""A UUID that a vault keeps for life, also after a restore."""

MINIMUM_PASSPHRASE = 12
"""Fewest characters of a passphrase; one that is guessed offline protects a whole school."""


class WayKind(StrEnum):
    """A way into the vault; there is at most one of each kind."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the kind of way, not a secret
    RECOVERY_CODE = "recovery_code"
    KEYCHAIN = "keychain"


PORTABLE_WAYS = frozenset({WayKind.PASSPHRASE, WayKind.RECOVERY_CODE})
"""The ways that also open the vault on another computer."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way in and since when (aware, UTC)."""

    kind: WayKind
    added_at: datetime


@dataclass(frozen=True, slots=True)
class NewVault:
    """What the user typed for a new vault; the institution takes the school's name when it has none of its own."""

    school_name: str
    brin: str
    contact_name: str
    contact_email: str
    passphrase: str = field(repr=False)
    institution_name: str = ""
    use_keychain: bool = False
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class BackupReceipt:
    """A back-up that was written and opened again: where, size in bytes, SHA-256, and when (aware, UTC).

    `changed_files` names the files in it whose bytes are not what once came into the vault.
    """

    path: str
    size: int
    sha256: str
    made_at: datetime
    changed_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a back-up says about itself before it is opened."""

    vault_id: VaultId
    made_at: datetime
    program: str
    schema: str
    ways_in: tuple[WayKind, ...]


@dataclass(frozen=True, slots=True)
class VaultCheck:
    """The outcome of a check: `damaged_pages`, SQLite's own remarks and `changed_files`, all empty when all is well."""

    damaged_pages: tuple[int, ...]
    remarks: tuple[str, ...]
    changed_files: tuple[str, ...] = ()
    """The names of the files whose bytes are not what came in; known only when every page is whole."""

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.damaged_pages and not self.remarks and not self.changed_files


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Text somebody had typed when the vault was locked; `payload` belongs to the form that `key` names."""

    key: str
    payload: str = field(repr=False)
    saved_at: datetime
