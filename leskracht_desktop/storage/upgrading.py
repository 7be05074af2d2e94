"""Bringing an older vault up to date: a copy first, then all scripts in one transaction, with an event of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEvent, AuditKind
from leskracht_desktop.storage import audit, backups, migrate


def upgrade(engine: Engine, origin: backups.Origin, version: str, at: datetime) -> None:
    """Copy the vault to the back-up folder and bring it from `version` up to date, or leave it as it was.

    Raises: DiskFull, FolderReadOnly, FileUnreadable, VaultDamaged.
    """
    backups.back_up_automatically(origin, at, backups.BEFORE_MIGRATION)

    def note(connection: Connection) -> None:
        with Session(connection, join_transaction_mode="rollback_only") as session:
            details = {"from": version, "to": migrate.HEAD}
            audit.record(session, AuditEvent(at, "", AuditKind.VAULT_MIGRATED, details=details))
            session.commit()

    migrate.migrate(engine, origin.database.parent, migrate.HEAD, afterwards=note)
