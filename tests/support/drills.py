"""Programs that work on a vault until they are killed, run in processes that start quickly."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

import alembic.command  # noqa: F401 - loaded here so that no drill spends its time on it
from sqlalchemy import text

from leskracht_desktop.clock import system_clock
from leskracht_desktop.domain.audit import AuditEvent, AuditKind
from leskracht_desktop.storage import audit, migrate, models
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault

Work = Callable[[Vault, Connection, int], None]

_context: SpawnContext | ForkServerContext
if sys.platform == "win32":
    _context = multiprocessing.get_context("spawn")
else:
    _context = multiprocessing.get_context("forkserver")
    _context.set_forkserver_preload([__name__])


def moments(least: int, longest: float, seed: int, enough: Callable[[], bool] = lambda: True) -> Iterator[float]:
    """Yield `least` moments to kill at, each at most `longest` seconds after the beginning, and more until `enough`.

    On a machine that is busy with other things a program gets little done before it is killed.
    """
    chance = random.Random(seed)
    for number in range(20 * least):
        if number >= least and enough():
            return
        yield chance.uniform(0, longest)


def run_until_killed(work: Work, folder: Path, key: bytes, seconds: float, start: int = 0) -> int:
    """Run `work`, kill it so many seconds after it began, and return the last number it acknowledged."""
    receiver, sender = _context.Pipe(duplex=False)
    process = _context.Process(target=_open_and_work, args=(work, folder, key, sender, start, _home()))
    process.start()
    sender.close()
    last = receiver.recv()
    time.sleep(seconds)  # not a wait for something: it is the moment of the kill
    process.kill()
    try:
        while True:
            last = receiver.recv()
    except (EOFError, OSError):
        receiver.close()
    process.join()
    process.close()
    return last if isinstance(last, int) else start


def write(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Write one numbered setting, and its event, after another."""
    number = start
    while True:
        number += 1
        with vault.session() as session:
            session.add(models.Setting(key=f"n{number}", value="x" * (number * 97 % 9_000)))
            audit.record(session, AuditEvent(system_clock(), "drill", AuditKind.SETTING_CHANGED, entity_id=number))
        acknowledge.send(number)


def back_up(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Make one back-up after another, automatic ones and one that is replaced."""
    while True:
        vault.back_up_automatically(system_clock, 3)
        vault.back_up(vault.folder.parent / "school.kluisbackup", system_clock)
        acknowledge.send(start)


def step_down_and_up(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Migrate to the first schema and back to the last."""
    while True:
        migrate.migrate(vault.engine, vault.folder, "0001_start")
        migrate.migrate(vault.engine, vault.folder, migrate.HEAD)
        acknowledge.send(start)


def open_older(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Make the vault an older one and open it, which copies and migrates it."""
    folder, key = vault.folder, vault._key.content
    while True:
        migrate.migrate(vault.engine, folder, "0001_start")
        vault.close()
        vault = Vault.open(folder, DatabaseKey(key))
        acknowledge.send(start)


def change_keys(vault: Vault, acknowledge: Connection, start: int) -> None:
    """Replace the recovery code again and again."""
    while True:
        vault.change_keys(lambda keys, key: keys.with_recovery_code(key, system_clock())[0])
        acknowledge.send(start)


def fill(vault: Vault, megabytes: int) -> None:
    """Make the database larger by random bytes, which do not compress."""
    with vault.session() as session:
        for number in range(megabytes):
            statement = "INSERT INTO settings VALUES (:key, hex(randomblob(500000)))"
            session.execute(text(statement), {"key": f"filler{number}"})


def _home() -> str:
    return os.environ["LESKRACHT_HOME"]


def _open_and_work(work: Work, folder: Path, key: bytes, sender: Connection, start: int, home: str) -> None:
    os.environ["LESKRACHT_HOME"] = home  # a process that starts quickly does not see what this test set
    vault = Vault.open(folder, DatabaseKey(key))
    sender.send(None)
    work(vault, sender, start)
