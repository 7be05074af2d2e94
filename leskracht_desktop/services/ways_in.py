"""The ways into the open vault: asked for, added, replaced, removed, never the last one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from leskracht_desktop.clock import Clock, local_date
from leskracht_desktop.domain.audit import AuditKind
from leskracht_desktop.domain.vaults import WayIn, WayKind
from leskracht_desktop.errors import KeychainProblem
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.vault_base import VaultBase
from leskracht_desktop.storage import keychain
from leskracht_desktop.storage.derivation import DatabaseKey, PassphraseCost, calibrated_cost
from leskracht_desktop.storage.files import write_atomically
from leskracht_desktop.storage.keys import KeyFile, unlock


class WaysIn(VaultBase):
    """The part of `VaultService` that decides who gets in; `cost` tells how hard a passphrase is made to guess."""

    def __init__(
        self,
        holder: VaultHolder,
        clock: Clock,
        actor: Actor,
        cost: Callable[[], PassphraseCost] = calibrated_cost,
    ) -> None:
        super().__init__(holder, clock, actor)
        self._cost = cost

    def ways_in(self) -> tuple[WayIn, ...]:
        """Return the ways into the open vault.

        Raises: VaultLocked.
        """
        return KeyFile.load(self.current_folder).ways_in

    def confirm(self, kind: WayKind, secret: str) -> None:
        """Check a secret before something weighty; a wrong one makes the next try wait.

        Raises: WrongSecret, InvalidInput, NotFound (no such way in), KeychainProblem, VaultLocked.
        """
        unlock(self.current_folder, kind, secret, self._clock).wipe()

    def set_passphrase(self, passphrase: str) -> None:
        """Make this the passphrase, in the place of an older one.

        Raises: WeakPassphrase, ReadOnlyVault, VaultLocked, DiskFull.
        """
        cost = self._cost()
        self._change_keys(
            WayKind.PASSPHRASE, lambda keys, key: keys.with_passphrase(key, passphrase, cost, self._clock())
        )

    def new_recovery_code(self) -> str:
        """Return a new recovery code, to be shown once; an older one opens nothing any more.

        Raises: ReadOnlyVault, VaultLocked, DiskFull.
        """
        codes: list[str] = []

        def change(keys: KeyFile, key: DatabaseKey) -> KeyFile:
            changed, code = keys.with_recovery_code(key, self._clock())
            codes.append(code)
            return changed

        self._change_keys(WayKind.RECOVERY_CODE, change)
        return codes[0]

    def save_recovery_sheet(self, code: str, target: Path) -> None:
        """Write a sheet with this recovery code as a PDF to print, and log that with its SHA-256, never the code.

        Raises: VaultLocked, ReadOnlyVault, DiskFull, FolderReadOnly, FileInUse, TargetExists, FileUnreadable.
        """
        from leskracht_desktop.reports.recovery_sheet import RecoverySheet, recovery_sheet
        from leskracht_desktop.storage.schools import institution

        vault = self._holder.vault
        with vault.session() as session:
            known = institution(session)
            sheet = RecoverySheet(
                code,
                vault.folder.stem,
                known.name if known else vault.folder.stem,
                local_date(self._clock()),
                known.logo if known else None,
            )
            rendered = recovery_sheet(sheet)
            written = write_atomically(target, rendered.data)
            self._record(
                session,
                AuditKind.DOCUMENT_EXPORTED,
                document="recovery_sheet",
                sha256=written.sha256,
                pages=rendered.page_count,
            )

    def use_keychain(self) -> None:
        """Make the keychain a way in, so that the vault opens without a question on this computer.

        Raises: KeychainProblem, ReadOnlyVault, VaultLocked, DiskFull.
        """
        self._change_keys(WayKind.KEYCHAIN, lambda keys, key: keys.with_keychain(key, self._clock()))

    def remove_way(self, kind: WayKind) -> None:
        """Remove a way in; what the keychain holds is removed too where it lets us.

        Raises: LastWayIn, NotFound, ReadOnlyVault, VaultLocked, DiskFull.
        """
        vault = self._holder.vault
        vault.change_keys(lambda keys, _key: keys.without(kind))
        self._log(AuditKind.WAY_IN_REMOVED, way=kind.value)
        if kind is WayKind.KEYCHAIN:
            with contextlib.suppress(KeychainProblem):  # what stays there opens nothing any more
                keychain.forget(vault.id)

    def _change_keys(self, kind: WayKind, change: Callable[[KeyFile, DatabaseKey], KeyFile]) -> None:
        before = {way.kind for way in self.ways_in()}
        self._holder.vault.change_keys(change)
        self._log(AuditKind.WAY_IN_REPLACED if kind in before else AuditKind.WAY_IN_ADDED, way=kind.value)
