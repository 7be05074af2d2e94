"""The audit log as the windows and the command line read it."""

from __future__ import annotations

from leskracht_desktop.domain.audit import AuditFilter, AuditRow, VerifyResult
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.services.base import Service
from leskracht_desktop.storage import audit

EVERYTHING = AuditFilter()


class AuditService(Service):
    """Reads and checks the log; what is written in it is written by the other services."""

    def list(
        self, limit: int = 200, wanted: AuditFilter = EVERYTHING, before: int | None = None
    ) -> tuple[AuditRow, ...]:
        """Return at most `limit` events, newest first, with a sequence number below `before` if that is given.

        Raises: VaultLocked.
        """
        with self._holder.vault.read() as session:
            return audit.rows(session, wanted, limit, before)

    def count(self, wanted: AuditFilter = EVERYTHING) -> int:
        """Return how many events there are.

        Raises: VaultLocked.
        """
        with self._holder.vault.read() as session:
            return audit.count(session, wanted)

    def about(self, person_id: PersonId, limit: int | None = None) -> tuple[AuditRow, ...]:
        """Return the events about a person, oldest first (AVG art. 15).

        Also those about her relations, records, requests and exports, and the imports that made or changed something.

        Raises: VaultLocked.
        """
        with self._holder.vault.read() as session:
            return audit.about(session, person_id, limit)

    def verify(self) -> VerifyResult:
        """Check that no event was edited, removed, inserted or moved since it was written.

        Raises: VaultLocked, VaultDamaged.
        """
        return self._holder.vault.verify_log()
