"""What the parts of the vault service share: the open vault, the clock, who does it, and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.audit import AuditEntity, AuditEvent, AuditKind, Detail
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.holder import VaultHolder

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session


class VaultBase:
    """The open vault and its log.

    SQLAlchemy is imported when there is an open vault, not before: the unlock screen must not wait for it.
    """

    def __init__(self, holder: VaultHolder, clock: Clock, actor: Actor) -> None:
        self._holder = holder
        self._clock = clock
        self._actor = actor

    @property
    def is_locked(self) -> bool:
        """Whether no vault is open."""
        return self._holder.is_locked

    @property
    def is_read_only(self) -> bool:
        """Whether the open vault can't be changed.

        Raises: VaultLocked.
        """
        return self._holder.vault.read_only

    @property
    def current_folder(self) -> Path:
        """The folder of the open vault.

        Raises: VaultLocked.
        """
        return self._holder.vault.folder

    def _setting(self, key: str) -> str | None:
        from leskracht_desktop.storage.settings import setting

        with self._holder.vault.read() as session:
            return setting(session, key)

    def _log(self, kind: AuditKind, **details: Detail) -> None:
        with self._holder.vault.session() as session:
            self._record(session, kind, AuditEntity.VAULT, None, **details)

    def _record(
        self,
        session: Session,
        kind: AuditKind,
        entity: AuditEntity = AuditEntity.VAULT,
        entity_id: int | None = None,
        **details: Detail,
    ) -> None:
        from leskracht_desktop.storage import audit

        audit.record(session, AuditEvent(self._clock(), self._actor(), kind, entity, entity_id, details))
