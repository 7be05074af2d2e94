"""The columns of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.audit import AuditKind, AuditRow
from leskracht_desktop.domain.people import person_key
from leskracht_desktop.labels_nl import audit_entity_label, audit_label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.tables import Column


@dataclass(frozen=True, slots=True)
class LogLine:
    """One event, by its place in the log."""

    id: int
    event: AuditRow


def about(event: AuditRow) -> str:
    """Return what an event is about: `verzoek 12`, never a name."""
    noun = audit_entity_label(event.entity)
    if event.entity_id is None:
        return noun
    return person_key(event.entity_id) if event.entity == "person" else f"{noun} {event.entity_id}"


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("audit", dutch)


def columns() -> tuple[Column[LogLine], ...]:
    """Return the columns, newest event on top."""
    return (
        Column(_tr("Nr."), lambda line: str(line.event.sequence), width=7),
        Column(_tr("Wanneer"), lambda line: dates.moment(line.event.at), width=18),
        Column(_tr("Wat"), lambda line: audit_label(line.event.kind)),
        Column(_tr("Wie"), lambda line: line.event.actor, width=16),
        Column(_tr("Waarover"), lambda line: about(line.event), width=14),
    )


OPTIONAL_COLUMNS: Final = (4, 3)
"""Left out, in this order, when the window is too narrow; the pane shows them all."""

GROUPS: Final = {
    "requests": ("request.",),
    "people": ("person.", "relation.", "membership.", "record."),
    "exports": ("dossier.", "mail_copy.", "document.", "list."),
    "imports": ("import.", "demo."),
    "agreements": ("supplier.", "agreement", "sub_processor_change.", "guide"),
    "vault": ("vault.", "way_in.", "log."),
    "settings": ("setting.", "holiday.", "institution.", "school.", "site."),
}
"""What the choice above the table narrows the log to."""


def kinds_of(group: str) -> frozenset[AuditKind]:
    """Return the kinds of events in a group; all events for an unknown one."""
    starts = GROUPS.get(group, ())
    return frozenset(kind for kind in AuditKind if starts and kind.value.startswith(starts))
