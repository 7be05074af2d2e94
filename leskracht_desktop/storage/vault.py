"""The vault: a folder with an encrypted database and its key file; made, opened, read, written and closed here."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock, system_clock
from leskracht_desktop.domain.audit import AuditDamage, VerifyResult
from leskracht_desktop.domain.vaults import BackupReceipt, VaultCheck, VaultId
from leskracht_desktop.errors import LeskrachtError, NotAllowed, ReadOnlyVault, VaultDamaged, VaultLocked, VaultMissing
from leskracht_desktop.storage import anchor, audit, audit_check, backups, continuity, migrate
from leskracht_desktop.storage.anchor import NoteState
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.engine import (
    DATABASE_NAME,
    PASSING_KIB,
    WRITES,
    Mode,
    connect,
    make_engine,
    reading_mode,
    sweep_after_reading,
)
from leskracht_desktop.storage.files import remove_leftovers
from leskracht_desktop.storage.health import changed_files, check_database
from leskracht_desktop.storage.keys import KeyFile
from leskracht_desktop.storage.locks import VaultLock
from leskracht_desktop.storage.upgrading import upgrade
from leskracht_desktop.storage.vault_making import make_database, new_folder

_PATIENCE_SECONDS = 5.0


class Vault:
    """An open vault; made by `create` and `open`, usable from any thread until `close`.

    It owns the key it was opened with, and wipes it when it closes.
    """

    def __init__(
        self, folder: Path, vault_id: VaultId, key: DatabaseKey, mode: Mode, lock: VaultLock | None, clock: Clock
    ) -> None:
        self.folder = folder
        self.id = vault_id
        self.read_only = mode is not Mode.WRITE
        self._key = key
        self._mode = mode
        self._lock = lock
        self._clock = clock
        self._idle = threading.Condition()
        self._in_use = 0
        self._draining = False  # no new sessions
        self._closing = False  # no new statements
        self._connections: list[Any] = []
        self._engine = make_engine(self.database, key, mode, lambda: self._closing)
        self._writer = self._engine.execution_options(**{WRITES: True})
        event.listen(self._engine, "connect", lambda connection, _record: self._connections.append(connection))

    @classmethod
    def create(
        cls,
        folder: Path,
        key_file: KeyFile,
        key: DatabaseKey,
        fill: Callable[[Session], object],
        clock: Clock = system_clock,
    ) -> Vault:
        """Make a vault in the new folder `folder`, let `fill` put the first rows in, and return it open.

        Raises: TargetExists, LastWayIn (no way in), DiskFull, FolderReadOnly, FileUnreadable.
        """
        with new_folder(folder) as building:
            key_file.save(building)
            make_database(building, key_file.vault_id, key, fill)
        return cls.open(folder, key, clock=clock)

    @classmethod
    def open(cls, folder: Path, key: DatabaseKey, read_only: bool = False, clock: Clock = system_clock) -> Vault:
        """Open the vault in `folder`; an older one is first copied to the back-up folder and brought up to date.

        A read-only vault can be opened while another program writes it.

        Raises: VaultMissing, VaultInUse, VaultNewer, VaultDamaged, DiskFull, FolderReadOnly, FileUnreadable,
            NotAllowed (`migration_needs_writing`: an older vault, opened read-only).
        """
        key_file = KeyFile.load(folder)
        if not (folder / DATABASE_NAME).is_file():
            raise VaultMissing(folder, "database")
        lock = None if read_only else VaultLock(folder)
        if lock is not None:
            remove_leftovers(folder)
        vault = cls(folder, key_file.vault_id, key, reading_mode(folder) if read_only else Mode.WRITE, lock, clock)
        try:
            vault._bring_up_to_date(key_file)
        except BaseException:
            vault._let_go()
            raise
        return vault

    @property
    def database(self) -> Path:
        """The path of the database file."""
        return self.folder / DATABASE_NAME

    @property
    def engine(self) -> Engine:
        """The engine, for what is not a unit of work: benchmarks, and tests that look underneath."""
        return self._engine

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called."""
        return self._draining

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Give a unit of work that is committed when the block ends, or undone as a whole when it fails.

        The write lock is taken with the first statement; rows stay readable after the commit.

        Raises: ReadOnlyVault, VaultLocked, DiskFull, VaultInUse, VaultDamaged, FileUnreadable.
        """
        self._refuse_read_only()
        with self._counted(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one consistent state and can't change it.

        Raises: VaultLocked, VaultDamaged, FileUnreadable.
        """
        with self._counted(), Session(self._engine, autoflush=False) as session:
            yield session

    def check(self) -> VaultCheck:
        """Check the authentication code of every page and SQLite's own structures; reads the whole database.

        Raises: VaultLocked.
        """
        with (
            self._counted(),
            contextlib.closing(connect(self.database, self._key, self._mode, PASSING_KIB)) as connection,
        ):
            return check_database(connection)

    def changed_files(self) -> tuple[str, ...]:
        """Return the names of the stored files whose bytes are not what came in; reads all of them.

        Raises: VaultLocked, VaultDamaged.
        """
        with self.read() as session:
            return changed_files(session.connection())

    def verify_log(self) -> VerifyResult:
        """Check the chain of the audit log, and its end against the note kept outside the database.

        Raises: VaultLocked, VaultDamaged.
        """
        with self.read() as session:
            note = anchor.read(self.folder, self.id, self._key)  # before the first statement fixes what is seen
            result = audit_check.verify(session, note.head)
            unsure = note.state in {NoteState.UNREADABLE, NoteState.FORGED}
            if result.ok and (unsure or continuity.find(session, note) is not None):
                return VerifyResult(False, result.count, result.count or None, AuditDamage.ANCHOR)
            return continuity.last_word(session, result)

    def back_up(self, target: Path, clock: Clock, report: backups.Report = backups.silent) -> BackupReceipt:
        """Write a back-up that opens on any computer to the file `target`; it is opened again before it counts.

        Raises: NotAllowed (`backup_without_portable_way`), DiskFull, FolderReadOnly, FileInUse, VaultDamaged,
            ReadOnlyVault, VaultLocked, Cancelled.
        """
        self._refuse_read_only()
        with self._counted():
            keys = backups.portable_keys(KeyFile.load(self.folder))
            origin = backups.Origin(self.database, self._key, keys)
            return backups.write_backup(target, origin, self.folder, clock(), report)

    def back_up_automatically(self, clock: Clock, keep: int) -> BackupReceipt:
        """Write a back-up to the program's own folder and keep the `keep` newest ones.

        Raises: DiskFull, FolderReadOnly, VaultDamaged, ReadOnlyVault, VaultLocked.
        """
        self._refuse_read_only()
        with self._counted():
            origin = backups.Origin(self.database, self._key, KeyFile.load(self.folder))
            return backups.back_up_automatically(origin, clock(), backups.PERIODIC, keep)

    def change_keys(self, change: Callable[[KeyFile, DatabaseKey], KeyFile]) -> KeyFile:
        """Let `change` make another key file of the present one, and write it whole or not at all.

        Raises: ReadOnlyVault, VaultLocked, and what `change` and `KeyFile.save` raise.
        """
        self._refuse_read_only()
        with self._counted():
            changed = change(KeyFile.load(self.folder), self._key)
            changed.save(self.folder)
            return changed

    def copied_key(self) -> DatabaseKey:
        """Return a copy of the key, for a back-up of this very vault; the caller wipes it.

        Raises: VaultLocked.
        """
        with self._counted():
            return DatabaseKey(self._key.content)

    def close(self) -> None:
        """Close the database, wipe the key and let others in; a second call does nothing.

        Work that is under way gets some seconds to end; after that its next statement fails with VaultLocked and
        its transaction is undone. The last connection to close folds the WAL into the database.
        """
        with self._idle:
            if self._draining:
                return
            self._draining = True
            self._idle.wait_for(lambda: not self._in_use, _PATIENCE_SECONDS)
        if not self.read_only:
            # The note may lag behind the log; the log itself never does. What can't be compared is not replaced.
            with contextlib.suppress(LeskrachtError, SQLAlchemyError):
                self._note_head()
        with self._idle:
            self._closing = True
            # An interrupted connection does not fold its WAL when it closes, hence only when there is need.
            for connection in self._connections if self._in_use else ():
                with contextlib.suppress(driver.Error):
                    connection.interrupt()
            self._idle.wait_for(lambda: not self._in_use, _PATIENCE_SECONDS)
        self._let_go()
        if self._mode is Mode.READ:
            sweep_after_reading(self.database, self._key)
        self._key.wipe()

    def _let_go(self) -> None:
        self._draining = self._closing = True
        self._engine.dispose()
        self._connections.clear()
        if self._lock is not None:
            self._lock.release()

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        with self._idle:
            if self._draining:
                raise VaultLocked
            self._in_use += 1
        try:
            yield
        finally:
            with self._idle:
                self._in_use -= 1
                self._idle.notify_all()

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise ReadOnlyVault

    def _note_head(self, earlier: continuity.Gap | None = None) -> None:
        """Write the note of the log's end anew, after the log has kept how the present one contradicts it."""
        note = anchor.read(self.folder, self.id, self._key)
        if note.state is NoteState.UNREADABLE:
            return
        with Session(self._engine) as session:
            head = audit.read_head(session)
            if head is None:
                return
            gap = earlier or continuity.find(session, note)
            marked = continuity.has_been_anchored(session)
        if gap is not None or not marked:
            with Session(self._writer) as session, session.begin():
                if gap is not None:
                    continuity.keep(session, gap, self._clock())
                continuity.mark_anchored(session)
                head = audit.read_head(session) or head
        anchor.write(self.folder, self.id, self._key, head)

    def _find_gap(self) -> continuity.Gap | None:
        if self.read_only:
            return None
        with Session(self._engine) as session:
            return continuity.find(session, anchor.read(self.folder, self.id, self._key))

    def _bring_up_to_date(self, key_file: KeyFile) -> None:
        version = migrate.schema_version(self._engine)
        if version is None:
            raise VaultDamaged(self.folder, "database", "no_tables")
        migrate.refuse_newer(self.folder, version)
        gap = self._find_gap()  # before a migration adds an event of its own
        if version != migrate.HEAD:
            if self.read_only:
                raise NotAllowed("migration_needs_writing")
            upgrade(self._engine, backups.Origin(self.database, self._key, key_file), version, self._clock())
        if gap is not None:
            with contextlib.suppress(LeskrachtError, SQLAlchemyError):  # the note stays, and is compared again
                self._note_head(gap)
