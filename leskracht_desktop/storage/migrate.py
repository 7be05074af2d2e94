"""Bringing an older vault up to date: in one transaction, after a verified copy, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

from leskracht_desktop import paths
from leskracht_desktop.errors import VaultDamaged, VaultNewer
from leskracht_desktop.storage.engine import WRITES

HEAD = "0003_agreements"
"""The schema this program works with: the newest script in `migrations/versions` (a test holds them together)."""


def known_revisions() -> frozenset[str]:
    """Return the revisions this program has a script for; a script is named after its revision."""
    return frozenset(path.stem for path in (paths.migrations_folder() / "versions").glob("[0-9]*.py"))


def schema_version(engine: Engine) -> str | None:
    """Return the revision of the database, None when it has no tables of ours yet; alembic is not needed for it."""
    with engine.connect() as connection:
        return _version(connection)


def refuse_newer(folder: Path, version: str | None) -> None:
    """Refuse a database with a schema that this program has no script for.

    Raises: VaultNewer.
    """
    if version is not None and version != HEAD and version not in known_revisions():
        raise VaultNewer(folder, version)


def migrate(engine: Engine, folder: Path, to: str, afterwards: Callable[[Connection], None] | None = None) -> None:
    """Run the scripts up or down to revision `to`, then `afterwards`, all in one transaction.

    Foreign keys are not enforced while tables are rebuilt and are checked as a whole before the commit.

    Raises: VaultDamaged when rows would point nowhere; DiskFull, VaultInUse.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        raw = connection.connection.driver_connection
        if raw is None:
            raise VaultDamaged(folder, "database", "no_connection")
        raw.execute("PRAGMA foreign_keys = OFF")  # has no effect once a transaction has begun
        try:
            with connection.begin():
                _run_scripts(connection, to)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise VaultDamaged(folder, "database", "foreign_keys")
                if afterwards is not None:
                    afterwards(connection)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _run_scripts(connection: Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    # Revisions are numbered, so their order is that of their names; `base` comes before all.
    if to == "base" or to < (_version(connection) or ""):
        command.downgrade(config, to)
    else:
        command.upgrade(config, to)


def _version(connection: Connection) -> str | None:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first() if found else None
    return None if row is None else str(row[0])
