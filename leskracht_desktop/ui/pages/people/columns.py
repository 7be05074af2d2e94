"""The columns of the list of people."""

from __future__ import annotations

from leskracht_desktop.domain.people import PersonRow, PersonSort, PersonStatus
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label, person_status_label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.tables import Column
from leskracht_desktop.ui.theme import Tone


def groups_text(row: PersonRow) -> str:
    """Return the groups of a person on one line."""
    return visible(", ".join(row.groups))


def _status(row: PersonRow) -> str:
    return person_status_label(row.status, row.kind)


def _status_tone(row: PersonRow) -> Tone:
    return {PersonStatus.MISSING: Tone.WARNING, PersonStatus.LEFT: Tone.MUTED}.get(row.status, Tone.NORMAL)


def _status_icon(row: PersonRow) -> str:
    return "warning" if row.status is PersonStatus.MISSING else ""


SCHOOL_COLUMN: Column[PersonRow] = Column("School", lambda row: visible(row.school), width=16)
"""Shown when the vault holds more than one school."""

_BORN: Column[PersonRow] = Column("Geboren", lambda row: dates.short(row.birth_on), sort_key=PersonSort.BIRTH, width=11)
_STATUS: Column[PersonRow] = Column(
    "Status",
    lambda row: "uit lijst" if row.status is PersonStatus.MISSING else _status(row),
    sort_key=PersonSort.STATUS,
    tooltip=_status,
    tone=_status_tone,
    icon_name=_status_icon,
    width=11,
)

COLUMNS: tuple[Column[PersonRow], ...] = (
    Column(
        "Naam",
        lambda row: visible(row.name),
        sort_key=PersonSort.NAME,
        tooltip=lambda row: f"{visible(row.display_name)} ({row.key})",
        bold=True,
    ),
    Column("Soort", lambda row: label(row.kind), sort_key=PersonSort.KIND, width=15),
    Column("Groep", groups_text, sort_key=PersonSort.GROUP, tooltip=groups_text, width=9),
    SCHOOL_COLUMN,
    _BORN,
    _STATUS,
)

OPTIONAL_COLUMNS = (SCHOOL_COLUMN, _BORN, _STATUS)
"""Left out, in this order, when the window is too narrow for a readable name; the pane shows them all."""
