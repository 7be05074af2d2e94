"""Making, unlocking and locking the vault, its ways in and its back-ups; light enough for the unlock screen."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from leskracht_desktop import paths
from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.audit import AuditKind
from leskracht_desktop.domain.vaults import (
    NewVault,
    SavedDraft,
    WayKind,
)
from leskracht_desktop.errors import FolderReadOnly, KeychainProblem, LeskrachtError, NotAllowed
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.recent import forget_vault, recent_vaults, remember_vault
from leskracht_desktop.services.vault_backups import VaultBackups
from leskracht_desktop.services.ways_in import WaysIn
from leskracht_desktop.storage import keychain
from leskracht_desktop.storage.derivation import DatabaseKey, PassphraseCost, calibrated_cost
from leskracht_desktop.storage.files import refuse_existing, safe_name
from leskracht_desktop.storage.keys import FILE_NAME as KEYS_NAME
from leskracht_desktop.storage.keys import KeyFile, unlock

if TYPE_CHECKING:
    from leskracht_desktop.storage.vault import Vault

__all__ = ["NewVault", "VaultService"]

SUFFIX = ".kluis"


class VaultService(WaysIn, VaultBackups):
    """Opens and closes the vault that all other services work in."""

    def __init__(
        self,
        holder: VaultHolder,
        clock: Clock,
        actor: Actor,
        cost: Callable[[], PassphraseCost] = calibrated_cost,
    ) -> None:
        super().__init__(holder, clock, actor, cost)
        self.creating: list[Callable[[NewVault], None]] = []
        """Called just before a vault is made; what was told then is forgotten, as by locking, when that fails."""
        self.unlocked: list[Callable[[], None]] = []
        """Called after a vault was opened."""
        self.locked: list[Callable[[], None]] = []
        """Called after the vault was closed."""
        self.keychain_problem: str | None = None
        """Why the keychain could not be made a way in when the last vault was created, if it could not."""

    def recent(self) -> tuple[Path, ...]:
        """Return the folders of the vaults opened last on this computer, the last one first."""
        return recent_vaults()

    def forget(self, folder: Path) -> None:
        """Take a vault off the list of recent ones."""
        forget_vault(folder)

    def suggested_folder(self, school_name: str, parent: Path | None = None) -> Path:
        """Return where a new vault for this school would go, in the program's own folder or in `parent`."""
        return (parent or paths.vaults_folder()) / f"{safe_name(school_name, 'school')}{SUFFIX}"

    def free_folder(self, name: str, parent: Path | None = None) -> Path:
        """Return where a vault of this name would go, with a number when something is there already."""
        number, free = 2, self.suggested_folder(name, parent)
        while free.exists():
            free = self.suggested_folder(f"{name} {number}", parent)
            number += 1
        return free

    def check_place(self, folder: Path) -> None:
        """Refuse a place where no vault can be made.

        Raises: NotAllowed (`vault_place_unclear`, `vault_within_vault`), TargetExists, FolderReadOnly, FileUnreadable.
        """
        if not folder.is_absolute():
            raise NotAllowed("vault_place_unclear")
        if any((parent / KEYS_NAME).exists() for parent in folder.parents):
            raise NotAllowed("vault_within_vault")
        refuse_existing(folder)
        above = next(parent for parent in folder.parents if parent.exists())
        if not above.is_dir() or not os.access(above, os.W_OK):
            raise FolderReadOnly(above)

    def vault_path(self, folder: Path) -> Path:
        """Return the path of a new vault that was given this name: a vault is a folder `NAAM.kluis`."""
        named = folder if folder.name else folder.absolute()
        return named if named.suffix.casefold() == SUFFIX else named.with_name(f"{named.name}{SUFFIX}")

    def ways_into(self, folder: Path) -> tuple[WayKind, ...]:
        """Return the ways into a vault that may be locked.

        Raises: VaultMissing, VaultDamaged, VaultNewer, FileUnreadable.
        """
        return tuple(way.kind for way in KeyFile.load(folder).ways_in)

    def has_keychain_way(self, folder: Path) -> bool:
        """Whether the keychain is one of the ways into a vault.

        Raises: VaultMissing, VaultDamaged, VaultNewer, FileUnreadable.
        """
        return WayKind.KEYCHAIN in self.ways_into(folder)

    def keychain_available(self) -> bool:
        """Whether this computer has a keychain that answers."""
        return keychain.is_available()

    def create(self, folder: Path, new: NewVault) -> str:
        """Make a vault for a school, open it, and return its recovery code, which is shown once.

        When the keychain was asked for and refuses, the vault is made without it; see `keychain_problem`.

        Raises: InvalidInput, NationalNumberFound, WeakPassphrase, TargetExists, DiskFull, FolderReadOnly, NotAllowed
            (`vault_within_vault`).
        """
        from leskracht_desktop.services.vault_contents import first_rows
        from leskracht_desktop.storage.vault import Vault

        fill = first_rows(new, self._record)
        self.check_place(folder.absolute())
        now = self._clock()
        key, key_file = DatabaseKey.generate(), KeyFile.new()
        key_file = key_file.with_passphrase(key, new.passphrase, self._cost(), now)
        key_file, code = key_file.with_recovery_code(key, now)
        self.lock()
        self.keychain_problem = None
        if new.use_keychain:
            try:
                key_file = key_file.with_keychain(key, now)
            except KeychainProblem as problem:
                self.keychain_problem = problem.reason
        try:
            for prepare in self.creating:
                prepare(new)
            vault = Vault.create(folder, key_file, key, fill, self._clock)
        except BaseException:
            key.wipe()
            for hook in self.locked:
                hook()
            if key_file.has(WayKind.KEYCHAIN):
                with contextlib.suppress(KeychainProblem):
                    keychain.forget(key_file.vault_id)
            raise
        self._opened(vault)
        return code

    def unlock_with_passphrase(self, folder: Path, passphrase: str, read_only: bool = False) -> None:
        """Open the vault in `folder`.

        Raises: WrongSecret with the seconds until the next try, VaultMissing, VaultInUse (then `read_only` works),
            VaultDamaged, VaultNewer, DiskFull, FolderReadOnly.
        """
        self._unlock(folder, WayKind.PASSPHRASE, passphrase, read_only)

    def unlock_with_recovery_code(self, folder: Path, code: str, read_only: bool = False) -> None:
        """Open the vault in `folder`.

        Raises: InvalidInput when the code was copied wrongly, and as `unlock_with_passphrase`.
        """
        self._unlock(folder, WayKind.RECOVERY_CODE, code, read_only)

    def unlock_with_keychain(self, folder: Path, read_only: bool = False) -> None:
        """Open the vault in `folder` without asking anything.

        Raises: KeychainProblem (then the passphrase is the way), NotFound (no such way in), and as
            `unlock_with_passphrase`.
        """
        self._unlock(folder, WayKind.KEYCHAIN, "", read_only)

    def lock(self, drafts: Mapping[str, str] | None = None) -> None:
        """Close the vault, keep typed but unsaved text in it, and drop the key; does nothing when it is locked.

        The vault is closed whatever happens; when the drafts could not be kept, that is raised afterwards.

        Raises: DiskFull, FileUnreadable, VaultDamaged.
        """
        vault = self._holder.take()
        if vault is None:
            return
        try:
            if drafts is not None and not vault.read_only:
                self._keep_drafts(vault, drafts)
        finally:
            vault.close()
            for hook in self.locked:
                hook()

    def drafts(self) -> tuple[SavedDraft, ...]:
        """Return the text that was unsaved when the vault was locked.

        Raises: VaultLocked.
        """
        from leskracht_desktop.storage.drafts import saved_drafts

        with self._holder.vault.read() as session:
            return saved_drafts(session)

    def discard_draft(self, key: str) -> None:
        """Drop the draft of one form: it was saved or given up.

        Raises: VaultLocked.
        """
        from leskracht_desktop.storage.drafts import discard_draft

        vault = self._holder.vault
        if not vault.read_only:
            with vault.session() as session:
                discard_draft(session, key)

    def _unlock(self, folder: Path, kind: WayKind, secret: str, read_only: bool) -> None:
        self.lock()
        key = unlock(folder, kind, secret, self._clock)
        try:
            from leskracht_desktop.services.outgoing import sweep
            from leskracht_desktop.storage.vault import Vault

            vault = Vault.open(folder, key, read_only, self._clock)
        except BaseException:
            key.wipe()
            raise
        with contextlib.suppress(LeskrachtError):  # what can't be tidied now is tidied another time
            sweep(vault, self._clock())
        self._opened(vault)
        if kind is WayKind.RECOVERY_CODE and not read_only:
            self._log(AuditKind.VAULT_UNLOCKED, way=kind.value)

    def _opened(self, vault: Vault) -> None:
        self._holder.put(vault)
        remember_vault(vault.folder)
        for hook in self.unlocked:
            hook()

    def _keep_drafts(self, vault: Vault, drafts: Mapping[str, str]) -> None:
        from leskracht_desktop.storage.drafts import replace_drafts

        with vault.session() as session:
            replace_drafts(session, drafts, self._clock())
