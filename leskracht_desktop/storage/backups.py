"""Back-ups: the whole vault in one file, checked by opening it, and brought back into a new folder only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from leskracht_desktop import __version__, paths
from leskracht_desktop.domain.vaults import PORTABLE_WAYS, BackupContents, BackupReceipt, VaultId, WayKind
from leskracht_desktop.errors import FileRefused, LastWayIn, NotAllowed, VaultDamaged, VaultNewer
from leskracht_desktop.storage import anchor, migrate
from leskracht_desktop.storage.archive import CHUNK, DAMAGED, NOT_A_BACKUP, Archive, pack
from leskracht_desktop.storage.audit import HEAD_SETTING
from leskracht_desktop.storage.audit_chain import Head, empty_log
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.engine import DATABASE_NAME, PASSING_KIB, Mode, connect, problem_of
from leskracht_desktop.storage.files import (
    remove_leftovers,
    temporary_name,
    translated,
    write_atomically,
)
from leskracht_desktop.storage.health import check_database
from leskracht_desktop.storage.keys import FILE_NAME as KEYS_NAME
from leskracht_desktop.storage.keys import KeyFile
from leskracht_desktop.storage.vault_making import new_folder

SUFFIX = ".kluisbackup"
FORMAT = "leskracht-vault-backup"
VERSION = 1
PERIODIC = "periodic"
BEFORE_MIGRATION = "before-migration"

Report = Callable[[int, int], None]
"""Told how many of how many steps are done; raising Cancelled in it stops the work with nothing left behind."""


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""


_PARTS = frozenset({DATABASE_NAME, KEYS_NAME, anchor.FILE_NAME})
_PAGES_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Origin:
    """What a back-up is made of: the database, its key, and the ways in that go along."""

    database: Path
    key: DatabaseKey
    keys: KeyFile


def write_backup(
    target: Path, origin: Origin, scratch: Path, made_at: datetime, report: Report = silent
) -> BackupReceipt:
    """Write a vault to the file `target`, while others go on reading and writing it.

    A consistent copy is made in the folder `scratch`, opened and checked page by page, packed, and read back.

    Raises: DiskFull, FolderReadOnly, FileInUse, FileUnreadable, VaultDamaged, Cancelled.
    """
    copy = scratch / temporary_name()
    try:
        head, schema = _copy_and_check(origin, copy, report)
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": origin.keys.vault_id,
            "made_at": made_at.astimezone(UTC).isoformat(),
            "program": __version__,
            "schema": schema,
            "ways_in": [way.kind.value for way in origin.keys.ways_in],
        }
        parts = (
            (DATABASE_NAME, _read(copy)),
            (KEYS_NAME, [origin.keys.to_bytes()]),
            (anchor.FILE_NAME, [anchor.to_bytes(origin.keys.vault_id, origin.key, head)]),
        )
        written = write_atomically(target, pack(parts, manifest))
    finally:
        _remove_database(copy)
    with Archive(target, _PARTS) as archive:
        for name in _PARTS:
            for _ in archive.chunks(name):
                pass
    return BackupReceipt(str(target), written.size, written.sha256, made_at)


def portable_keys(key_file: KeyFile) -> KeyFile:
    """Return the ways in that also open the vault on another computer.

    Raises: NotAllowed (`backup_without_portable_way`) when there is the keychain alone.
    """
    try:
        return key_file.only(PORTABLE_WAYS)
    except LastWayIn as error:
        raise NotAllowed("backup_without_portable_way") from error


def back_up_automatically(origin: Origin, made_at: datetime, reason: str, keep: int = 5) -> BackupReceipt:
    """Write a back-up to the program's own folder and keep the `keep` newest ones made for this reason.

    All ways in stay in it, also the keychain: it is for this computer.

    Raises: what `write_backup` raises.
    """
    folder = automatic_folder(origin.keys.vault_id)
    remove_leftovers(folder)
    target = folder / f"{made_at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{reason}{SUFFIX}"
    receipt = write_backup(target, origin, folder, made_at)
    for old in sorted(folder.glob(f"*-{reason}{SUFFIX}"))[:-keep]:
        with contextlib.suppress(OSError):  # one too many does no harm
            old.unlink()
    return receipt


def automatic_folder(vault_id: VaultId) -> Path:
    """Return the folder with the back-ups that the program made of this vault by itself."""
    return paths.private_folder(paths.backup_folder() / vault_id)


def read_contents(source: Path) -> BackupContents:
    """Return what a back-up says about itself.

    Raises: FileRefused, VaultNewer, FileUnreadable.
    """
    with Archive(source, _PARTS) as archive:
        return _contents(archive)


def read_key_file(source: Path) -> KeyFile:
    """Return the ways into a back-up.

    Raises: FileRefused, VaultNewer, VaultDamaged, FileUnreadable.
    """
    with Archive(source, _PARTS) as archive:
        key_file = KeyFile.from_bytes(archive.small(KEYS_NAME), source)
        if key_file.vault_id != _contents(archive).vault_id:
            raise FileRefused(source, DAMAGED, KEYS_NAME)
        return key_file


def restore(source: Path, folder: Path, key: DatabaseKey | None, report: Report = silent) -> BackupContents:
    """Bring a back-up back into the new folder `folder`, whole or not at all.

    Every part is compared with its SHA-256; with `key` the database is also opened and checked page by page.

    Raises: TargetExists, FileRefused, VaultNewer, VaultDamaged, DiskFull, FolderReadOnly, FileUnreadable, Cancelled.
    """
    with Archive(source, _PARTS) as archive:
        contents = _contents(archive)
        KeyFile.from_bytes(archive.small(KEYS_NAME), source)
        with new_folder(folder) as building:
            counter = _Counter(sum(archive.size(name) for name in _PARTS), report)
            for name in sorted(_PARTS):
                write_atomically(building / name, counter.through(archive.chunks(name)))
            if key is not None:
                _check(building / DATABASE_NAME, key)
    return contents


def _contents(archive: Archive) -> BackupContents:
    manifest = archive.manifest
    try:
        if manifest["format"] != FORMAT:
            raise FileRefused(archive.path, NOT_A_BACKUP)
        if int(manifest["version"]) > VERSION:
            raise VaultNewer(archive.path, f"back-up {manifest['version']}")
        contents = BackupContents(
            VaultId(str(manifest["vault_id"])),
            datetime.fromisoformat(manifest["made_at"]),
            str(manifest["program"]),
            str(manifest["schema"]),
            tuple(WayKind(kind) for kind in manifest["ways_in"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise FileRefused(archive.path, DAMAGED) from error
    migrate.refuse_newer(archive.path, contents.schema)
    return contents


def _copy_and_check(origin: Origin, copy: Path, report: Report) -> tuple[Head, str]:
    def progress(_status: int, remaining: int, total: int) -> None:
        report(total - remaining, total)

    try:
        with (
            contextlib.closing(connect(origin.database, origin.key, Mode.READ, PASSING_KIB)) as source,
            contextlib.closing(connect(copy, origin.key, Mode.COPY, PASSING_KIB)) as target,
        ):
            # Within one reading transaction, so that a busy writer can't make the copying start anew for ever.
            source.execute("BEGIN")
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            source.backup(target, pages=_PAGES_AT_ONCE, progress=progress)
            target.execute("PRAGMA journal_mode = DELETE")
    except driver.Error as error:
        raise problem_of(error, copy, Mode.COPY) or error from error
    return _check(copy, origin.key)


def _check(database: Path, key: DatabaseKey) -> tuple[Head, str]:
    """Open a database that nobody else uses, check every page, and return the head of its log and its schema."""
    try:
        with contextlib.closing(connect(database, key, Mode.FROZEN, PASSING_KIB)) as connection:
            outcome = check_database(connection)
            if not outcome.ok:
                raise VaultDamaged(database.parent, "database", str(outcome))
            settings = dict(connection.execute("SELECT key, value FROM settings").fetchall())
            (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.Error as error:
        raise problem_of(error, database, Mode.FROZEN) or error from error
    return _head(settings), str(schema)


def _head(settings: dict[str, Any]) -> Head:
    count, _, last_hash = settings.get(HEAD_SETTING, "").partition(":")
    return Head(int(count), last_hash) if count.isdecimal() else empty_log(VaultId(settings.get("vault.id", "")))


def _read(path: Path) -> Iterator[bytes]:
    with translated(path), path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


class _Counter:
    """Reports how many bytes of how many went through."""

    def __init__(self, total: int, report: Report) -> None:
        self._done, self._total, self._report = 0, total, report

    def through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Give the chunks on."""
        for chunk in chunks:
            yield chunk
            self._done += len(chunk)
            self._report(self._done, self._total)


def _remove_database(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
