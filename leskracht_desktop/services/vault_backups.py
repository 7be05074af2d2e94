"""Back-ups of the open vault, the way back from one, and the check of every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from leskracht_desktop.domain.audit import AuditKind
from leskracht_desktop.domain.vaults import BackupReceipt, VaultCheck, WayKind
from leskracht_desktop.errors import VaultDamaged
from leskracht_desktop.services.vault_base import VaultBase

LAST_BACKUP_SETTING = "vault.last_backup_at"
KEPT_BACKUPS_SETTING = "automatic_backups"
_KEPT_BACKUPS = 10
_BACKUP_EVERY = timedelta(days=1)

Report = Callable[[int, int], None]
"""Told how many of how many steps are done; raising Cancelled in it stops the work with nothing left behind."""


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


class VaultBackups(VaultBase):
    """The part of `VaultService` that sees to it that nothing is lost."""

    def backup(self, target: Path, report: Report = _silent) -> BackupReceipt:
        """Write a back-up that opens on any computer to the file `target`, and check it by opening it.

        Raises: NotAllowed (`backup_without_portable_way`), DiskFull, FolderReadOnly, FileInUse, VaultDamaged,
            ReadOnlyVault, VaultLocked, Cancelled.
        """
        receipt = self._holder.vault.back_up(target, self._clock, report)
        self._note_backup(receipt, "manual")
        return receipt

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
    ) -> Path:
        """Bring a back-up back into the new folder `to`, and return it; nothing is opened.

        With a `secret` (the kind of way and what is typed) the database is opened and checked before it is put in
        place, and the log says that it was restored; without, all parts are compared with their SHA-256.

        Raises: TargetExists, FileRefused, WrongSecret, InvalidInput, NotFound, VaultNewer, VaultDamaged, DiskFull,
            FolderReadOnly, FileUnreadable, Cancelled.
        """
        from leskracht_desktop.storage import backups
        from leskracht_desktop.storage.vault import Vault

        if secret is None:
            backups.restore(source, to, None, report)
            return to
        key = backups.read_key_file(source).open_with(*secret, source)
        backups.restore(source, to, key, report)
        vault = Vault.open(to, key, clock=self._clock)
        try:
            with vault.session() as session:
                self._record(session, AuditKind.VAULT_RESTORED)
        finally:
            vault.close()
        return to

    def check(self, report: Report = _silent) -> VaultCheck:
        """Check every page of the open vault.

        Raises: VaultDamaged with the damaged pages, VaultLocked.
        """
        report(0, 1)
        vault = self._holder.vault
        outcome = vault.check()
        report(1, 1)
        if not outcome.ok:
            pages = ", ".join(str(page) for page in outcome.damaged_pages)
            raise VaultDamaged(vault.folder, "database", pages or outcome.remarks[0])
        return outcome

    def _note_backup(self, receipt: BackupReceipt, reason: str) -> None:
        from leskracht_desktop.storage.settings import store_setting

        with self._holder.vault.session() as session:
            store_setting(session, LAST_BACKUP_SETTING, receipt.made_at.isoformat())
            self._record(session, AuditKind.VAULT_BACKED_UP, reason=reason, sha256=receipt.sha256, size=receipt.size)
