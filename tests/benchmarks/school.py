"""A demonstration school of any size in a vault of a temporary folder, and the same database unencrypted beside it."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine
from sqlalchemy.pool import QueuePool

from leskracht_desktop.domain.vaults import NewVault, WayKind
from leskracht_desktop.services.demo import make_demo_vault
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage import engine
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.keys import unlock
from leskracht_desktop.storage.vault import Vault

PASSPHRASE = "zeven groene fietsen"
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


EMPTY = NewVault(
    school_name="De Meetlat",
    brin="99ZZ",
    contact_name="Noor Testers",
    contact_email="privacy@meetlat.example",
    passphrase=PASSPHRASE,
)


class School:
    """A vault in `folder` with made-up people (or nobody), a request for every ten of them, and its key."""

    def __init__(self, folder: Path, people: int) -> None:
        self.people = people
        services = build_services(clock, "Noor Testers")
        self.folder = make_demo_vault(services, folder / f"school-{people}.kluis", passphrase=PASSPHRASE, people=people)
        services.vaults.lock()
        self._key = unlock(self.folder, WayKind.PASSPHRASE, PASSPHRASE, clock).content

    def copied(self, folder: Path) -> School:
        """Return a copy of this school in a new folder."""
        other = copy.copy(self)
        other.folder = Path(shutil.copytree(self.folder, folder))
        return other

    def key(self) -> DatabaseKey:
        """Return the key; whoever closes a vault wipes the one it was given."""
        return DatabaseKey(self._key)

    @contextmanager
    def vault(self) -> Iterator[Vault]:
        """Give the open vault."""
        vault = Vault.open(self.folder, self.key(), clock=clock)
        try:
            yield vault
        finally:
            vault.close()

    @contextmanager
    def services(self) -> Iterator[Services]:
        """Give the program's services over the open vault."""
        with self.vault() as vault:
            yield services_over(vault)

    def raw(self) -> Any:
        """Return a bare connection of the driver to the encrypted database, set as the program sets its own."""
        return engine.connect(self.folder / engine.DATABASE_NAME, self.key(), engine.Mode.WRITE)

    def plain_copy(self, target: Path) -> Path:
        """Write the same database, unencrypted, to a new file and return it."""
        connection = self.raw()
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
        connection.close()
        return target

    @contextmanager
    def plain_services(self, plain: Path) -> Iterator[Services]:
        """Give the program's services over an unencrypted copy, with the same driver and the same settings."""
        with self.vault() as vault:
            over(vault, plain)
            yield services_over(vault)


def clock() -> datetime:
    """The moment at which the demonstration school's story ends."""
    return NOW


def services_over(vault: Vault) -> Services:
    """Return the program's services over an open vault."""
    return build_services(clock, "Noor Testers", VaultHolder(vault))


def over(vault: Vault, plain: Path) -> None:
    """Have an open vault work in an unencrypted database instead of its own."""
    vault._engine.dispose()
    vault._engine = create_engine(
        "sqlite://",
        creator=lambda: connect_plain(plain),
        module=driver,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=0,
        pool_use_lifo=True,
    )
    engine._listen(vault._engine, lambda error: error, lambda: False)
    vault._writer = vault._engine.execution_options(**{engine.WRITES: True})


def connect_plain(database: Path) -> Any:
    """Return a connection to an unencrypted database, set as the program sets its own."""
    connection = driver.connect(str(database), timeout=15.0, isolation_level=None, check_same_thread=False)
    engine.settle(connection, engine.Mode.WRITE)
    return connection
