"""Back-ups of the open vault, the way back from one, and the check of every page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from leskracht_desktop.domain.audit import AuditKind, VerifyResult
from leskracht_desktop.domain.vaults import BackupReceipt, VaultCheck, WayKind
from leskracht_desktop.errors import VaultDamaged
from leskracht_desktop.services.vault_base import VaultBase
from leskracht_desktop.storage.derivation import DatabaseKey

LAST_BACKUP_SETTING = "vault.last_backup_at"
KEPT_BACKUPS_SETTING = "automatic_backups"
_KEPT_BACKUPS = 10
_BACKUP_EVERY = timedelta(days=1)

Report = Callable[[int, int], None]
"""Told how many of how many steps are done; raising Cancelled in it stops the work with nothing left behind."""


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A back-up that was brought back: where, and what its log turned out to be; None when it was not opened.

    `changed_files` names the files in it whose bytes are not what once came into the vault.
    """

    folder: Path
    log: VerifyResult | None = None
    changed_files: tuple[str, ...] = ()


class VaultBackups(VaultBase):
    """The part of `VaultService` that sees to it that nothing is lost."""

    def backup(self, target: Path, report: Report = _silent) -> BackupReceipt:
        """Write a back-up that opens on any computer to the file `target`, and check it by opening it.

        A changed file is told and does not stop the back-up: all the rest in the vault is worth keeping.

        Raises: NotAllowed (`backup_without_portable_way`), DiskFull, FolderReadOnly, FileInUse, VaultDamaged,
            ReadOnlyVault, VaultLocked, Cancelled.
        """
        receipt = self._holder.vault.back_up(target, self._clock, report)
        self._note_backup(receipt, "manual")
        return replace(receipt, changed_files=self.changed_files())

    def backup_automatically(self) -> BackupReceipt:
        """Write a back-up to the program's own folder and keep as many of them as the settings say.

        Raises: DiskFull, FolderReadOnly, VaultDamaged, ReadOnlyVault, VaultLocked.
        """
        keep = self._setting(KEPT_BACKUPS_SETTING)
        receipt = self._holder.vault.back_up_automatically(self._clock, int(keep or _KEPT_BACKUPS))
        self._note_backup(receipt, "automatic")
        return receipt

    def backup_is_due(self) -> bool:
        """Whether the last back-up is a day old or there is none; a clock set back makes one due, too.

        Raises: VaultLocked.
        """
        last, now = self.last_backup_at(), self._clock()
        return not self.is_read_only and (last is None or not last <= now < last + _BACKUP_EVERY)

    def last_backup_at(self) -> datetime | None:
        """Return when the last back-up was made (aware, UTC), None when there is none.

        Raises: VaultLocked.
        """
        text = self._setting(LAST_BACKUP_SETTING)
        return datetime.fromisoformat(text) if text else None

    def restore(
        self, source: Path, to: Path, report: Report = _silent, secret: tuple[WayKind, str] | None = None
    ) -> Restored:
        """Bring a back-up back into the new folder `to`; nothing is left there when that fails.

        With a `secret` (the kind of way and what is typed), or when it is a back-up of the open vault, the database is
        checked page by page before it is put in place, and then opened: its log is checked, and says that it was
        restored. Without, all parts are compared with their SHA-256.

        Raises: TargetExists, FileRefused, WrongSecret, InvalidInput, NotFound, VaultNewer, VaultDamaged, DiskFull,
            FolderReadOnly, FileUnreadable, Cancelled.
        """
        from leskracht_desktop.storage import backups

        if secret is None and self.restoring_asks_secret(source):
            backups.restore(source, to, None, report)
            return Restored(to)
        key = backups.read_key_file(source).open_with(*secret, source) if secret else self._holder.vault.copied_key()
        try:
            backups.restore(source, to, key, report)
            return self._proven(to, key)
        finally:
            key.wipe()

    def restoring_asks_secret(self, source: Path) -> bool:
        """Whether a back-up can only be opened with a passphrase or recovery code, not being one of the open vault.

        Raises: FileRefused, VaultNewer, VaultDamaged, FileUnreadable.
        """
        from leskracht_desktop.storage import backups

        return self.is_locked or backups.read_key_file(source).vault_id != self._holder.vault.id

    def _proven(self, folder: Path, key: DatabaseKey) -> Restored:
        """Open what was restored, check its log and files, and note there what was done; else it goes again."""
        from leskracht_desktop.storage.files import remove_tree
        from leskracht_desktop.storage.vault import Vault

        try:
            vault = Vault.open(folder, DatabaseKey(key.content), clock=self._clock)
            try:
                restored = Restored(folder, vault.verify_log(), vault.changed_files())
                with vault.session() as session:
                    self._record(session, AuditKind.VAULT_RESTORED)
            finally:
                vault.close()
        except BaseException:
            with contextlib.suppress(OSError):
                remove_tree(folder)
            raise
        return restored

    def check(self, report: Report = _silent) -> VaultCheck:
        """Check every page of the open vault, and every file in it; changed files are in the outcome.

        Raises: VaultDamaged with the damaged pages, VaultLocked.
        """
        report(0, 1)
        vault = self._holder.vault
        outcome = vault.check()
        report(1, 1)
        if not outcome.ok:
            pages = ", ".join(str(page) for page in outcome.damaged_pages)
            raise VaultDamaged(vault.folder, "database", pages or outcome.remarks[0])
        return replace(outcome, changed_files=self.changed_files())

    def changed_files(self) -> tuple[str, ...]:
        """Return the names of the stored files whose bytes are not what came in; reads all of them.

        Raises: VaultLocked, VaultDamaged.
        """
        return self._holder.vault.changed_files()

    def _note_backup(self, receipt: BackupReceipt, reason: str) -> None:
        from leskracht_desktop.storage.settings import store_setting

        with self._holder.vault.session() as session:
            store_setting(session, LAST_BACKUP_SETTING, receipt.made_at.isoformat())
            self._record(session, AuditKind.VAULT_BACKED_UP, reason=reason, sha256=receipt.sha256, size=receipt.size)
