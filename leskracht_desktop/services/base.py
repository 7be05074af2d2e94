"""What every service has at hand: the open vault, the clock, and who does it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock, local_date
from leskracht_desktop.domain.audit import AuditEntity, AuditEvent, AuditKind, Detail
from leskracht_desktop.domain.people_rules import Problems
from leskracht_desktop.errors import InvalidInput, NationalNumberFound
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.storage import audit


class Service:
    """Root of the services; a method opens one session, records what it did in it, and returns frozen values."""

    def __init__(self, holder: VaultHolder, clock: Clock, actor: Actor) -> None:
        self._holder = holder
        self._clock = clock
        self._actor = actor

    def _today(self) -> date:
        """Return the Dutch calendar day of now."""
        return local_date(self._clock())

    def _record(
        self,
        session: Session,
        kind: AuditKind,
        entity: AuditEntity,
        entity_id: int | None = None,
        /,
        **details: Detail,
    ) -> None:
        """Add an event to the audit log, in the transaction of what it is about; details hold codes and counts only."""
        audit.record(session, AuditEvent(self._clock(), self._actor(), kind, entity, entity_id, details))


def refuse(problems: Problems) -> None:
    """Raise what is wrong with a form, if anything is.

    Raises: NationalNumberFound when a text holds a BSN or the like, else InvalidInput with all problems.
    """
    for field, code in problems:
        if code == "national_number":
            raise NationalNumberFound(field)
    if problems:
        raise InvalidInput(tuple(problems))
