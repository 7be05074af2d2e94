"""Connections to the encrypted database: the driver's settings, transactions, and its errors in our own words."""

from __future__ import annotations

import contextlib
import os
import shutil
import string
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from leskracht_desktop.errors import (
    DiskFull,
    FileUnreadable,
    FolderReadOnly,
    LeskrachtError,
    ReadOnlyVault,
    VaultDamaged,
    VaultInUse,
    VaultLocked,
)
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.files import translated

DATABASE_NAME = "vault.db"
WRITES = "vault_writes"
"""Execution option: this connection's transactions take the write lock at once."""

_ROOM_TO_READ = 64 * 1024  # twice the smallest index of a WAL
_PLAIN_IN_URI = frozenset("/:._-~" + string.ascii_letters + string.digits)
_BUSY_SECONDS = 15.0
_CONNECTIONS = 4
_CACHE_KIB = 8 * 1024
PASSING_KIB = 2 * 1024
"""Cache for work that reads each page once, such as a back-up: more would only be filled in passing."""
_HEAP_LIMIT = 12 * 1024 * 1024


class Mode(Enum):
    """How a database file is opened; the value is SQLite's own parameter. Only CREATE and COPY ever make a file."""

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"  # nobody writes it: a copy, or a medium that can't be written
    COPY = "mode=rwc&psow=1"  # without a WAL beside it; the second parameter is SQLite's default


def connect(database: Path, key: DatabaseKey, mode: Mode, cache_kib: int | None = None) -> Any:
    """Return a driver connection to `database`; the driver's own errors come through.

    Raises: DiskFull, FolderReadOnly, FileUnreadable when the file is to be made and can't be.

    - WAL with `synchronous=FULL`: a committed change has reached the disk, and readers never wait for the writer.
    - `secure_delete` overwrites what is removed; `temp_store=MEMORY` keeps sorting out of temporary files.
    - Every page that is not cached is decrypted again, hence 8 MB of cache: beyond that lists and searches gain
      little, and the whole program has to stay below 200 MB with 100,000 people. A connection's own commits keep its
      cache warm; the heap limit makes all connections together recycle pages beyond 12 MB.
    - `cipher_memory_security` stays off: it makes reading three and writing eight times as slow to wipe what SQLite
      frees, while the same names stand in Python's and Qt's memory, where nothing wipes them.
    """
    if mode in {Mode.CREATE, Mode.COPY}:
        with translated(database):
            database.touch(mode=0o600)  # SQLite would let everyone read it; its WAL takes the same rights
    connection = driver.connect(
        _uri(database, mode), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
    )
    raw_key = key.as_raw_key()
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # or a wrong key writes to standard error
        connection.set_key(raw_key)
        settle(connection, mode, cache_kib)
    except BaseException:
        connection.close()
        raise
    finally:
        raw_key[:] = bytes(len(raw_key))
    return connection


def settle(connection: Any, mode: Mode, cache_kib: int | None = None) -> None:
    """Give a connection that has its key the settings that `connect` explains."""
    for pragma in (
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "secure_delete = ON",
        "synchronous = FULL",
        "fullfsync = ON",
        "checkpoint_fullfsync = ON",
        "journal_size_limit = 16777216",
        f"cache_size = -{cache_kib or _CACHE_KIB}",
        f"soft_heap_limit = {_HEAP_LIMIT}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if mode in {Mode.CREATE, Mode.WRITE}:
        connection.execute("PRAGMA journal_mode = WAL")


def reading_mode(folder: Path) -> Mode:
    """Return how the database in `folder` can be read by who does not write it.

    A WAL needs a file beside it that readers write too; on a medium that can't be written nobody changes the database
    either, and SQLite may read it as it is.
    """
    unfolded = folder / f"{DATABASE_NAME}-wal"
    if os.access(folder, os.W_OK) or (unfolded.exists() and unfolded.stat().st_size):
        return Mode.READ
    return Mode.FROZEN


def sweep_after_reading(database: Path, key: DatabaseKey) -> None:
    """Have SQLite remove the empty WAL and its index, which who only reads has to make and may not remove.

    Only who may write can do that, and only when nobody else has the database open: SQLite sees to that. A WAL with
    something in it is left alone, for folding it changes the database.
    """
    unfolded = database.with_name(f"{DATABASE_NAME}-wal")
    with contextlib.suppress(OSError, driver.Error):
        if not unfolded.stat().st_size:
            connect(database, key, Mode.WRITE, PASSING_KIB).close()


def make_engine(database: Path, key: DatabaseKey, mode: Mode, is_closing: Callable[[], bool]) -> Engine:
    """Return an engine whose errors are the program's own; `is_closing` turns interrupted work into VaultLocked.

    Transactions begin with BEGIN, or with BEGIN IMMEDIATE on connections with the option `WRITES`, so that a
    migration's DDL is undone as a whole and a writer never finds out at the end that it can't write.
    """

    def translate(error: BaseException) -> BaseException:
        if code_of(error) == driver.SQLITE_INTERRUPT and is_closing():
            return VaultLocked()
        return problem_of(error, database, mode) or error

    def open_connection() -> Any:
        try:
            return connect(database, key, mode)
        except driver.Error as error:
            raise translate(error) from error

    engine = create_engine(
        "sqlite://",
        creator=open_connection,
        module=driver,
        hide_parameters=True,  # an error's text may end in a log; what was being stored may not
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_use_lifo=True,  # the connection used last has the warmest cache
    )
    _listen(engine, translate, is_closing)
    return engine


def _listen(
    engine: Engine, translate: Callable[[BaseException], BaseException], is_closing: Callable[[], bool]
) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = _writes(connection)
        cursor, kept = connection.connection.cursor(), connection.connection.info
        try:
            if kept.get(WRITES) is not writes:  # for it has SQLite compile all statements anew
                cursor.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
                kept[WRITES] = writes
            cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        except driver.Error as error:
            raise translate(error) from error
        finally:
            cursor.close()

    @event.listens_for(engine, "before_cursor_execute")
    def refuse_when_closing(*_: object) -> None:
        if is_closing():
            raise VaultLocked

    @event.listens_for(engine, "handle_error")
    def raise_our_own(context: ExceptionContext) -> None:
        problem = translate(context.original_exception)
        if isinstance(problem, FolderReadOnly) and not _writes(context.connection):
            return  # writing in a reading session is a bug, not a read-only folder
        if problem is not context.original_exception:
            raise problem from context.original_exception


def _writes(connection: Connection | None) -> bool:
    return connection is None or bool(connection.get_execution_options().get(WRITES, False))


def problem_of(error: BaseException, database: Path, mode: Mode) -> LeskrachtError | None:
    """Return the program's own error for one of the driver's, None when it is a bug (a broken constraint, bad SQL)."""
    code = code_of(error)
    folder, name = database.parent, getattr(error, "sqlite_errorname", "")
    problems: dict[int, LeskrachtError] = {
        driver.SQLITE_NOTADB: VaultDamaged(folder, "database", name),
        driver.SQLITE_CORRUPT: VaultDamaged(folder, "database", name),
        driver.SQLITE_FULL: DiskFull(folder),
        driver.SQLITE_READONLY: ReadOnlyVault() if mode in {Mode.READ, Mode.FROZEN} else FolderReadOnly(folder),
        driver.SQLITE_PERM: FolderReadOnly(folder),
        driver.SQLITE_BUSY: VaultInUse(folder, ""),
        driver.SQLITE_LOCKED: VaultInUse(folder, ""),
        driver.SQLITE_IOERR: FileUnreadable(database, name),
        driver.SQLITE_CANTOPEN: FileUnreadable(database, name),
    }
    # Reading needs a little room too, for the index of the WAL; SQLite calls its absence an error of the device.
    if code in {driver.SQLITE_IOERR, driver.SQLITE_CANTOPEN} and _is_full(folder):
        return DiskFull(folder)
    return problems.get(code)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM_TO_READ
    except OSError:
        return False


def code_of(error: BaseException) -> int:
    """Return SQLite's primary result code for one of the driver's errors, 0 for any other error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF if isinstance(error, driver.Error) else 0


def _uri(database: Path, mode: Mode) -> str:
    path = database.absolute().as_posix()
    quoted = "".join(chr(byte) if chr(byte) in _PLAIN_IN_URI else f"%{byte:02X}" for byte in path.encode())
    # file:///C:/… on Windows, file:////server/share/… for a network folder, file:///… elsewhere.
    return f"file://{'' if path.startswith('/') and not path.startswith('//') else '/'}{quoted}?{mode.value}"
