"""The columns of the list of requests."""

from __future__ import annotations

from leskracht_desktop.domain.requests import OPEN_STATUSES, RequestRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.tables import Column
from leskracht_desktop.ui.theme import Tone

SOON_DAYS = 7


def urgency(row: RequestRow) -> Tone:
    """Return how much attention a request asks: late, due within a week, or none."""
    if row.status not in OPEN_STATUSES:
        return Tone.MUTED
    if row.days_left < 0:
        return Tone.DANGER
    return Tone.WARNING if row.days_left <= SOON_DAYS else Tone.NORMAL


def time_left(row: RequestRow) -> str:
    """Return in words how long there is left; nothing for a request that needs no more work."""
    return dates.days_left(row.days_left) if row.status in OPEN_STATUSES else ""


def _warning_icon(row: RequestRow) -> str:
    return {Tone.DANGER: "error", Tone.WARNING: "clock"}.get(urgency(row), "")


def _due_on(row: RequestRow) -> str:
    return dates.short(row.due_on) + (" (verlengd)" if row.extended else "")


COLUMNS: tuple[Column[RequestRow], ...] = (
    Column("Nummer", lambda row: row.number, width=11),
    Column("Soort verzoek", lambda row: label(row.kind), width=16),
    Column("Betrokkene", lambda row: visible(row.person_name), bold=True),
    Column("Ontvangen op", lambda row: dates.short(row.received_on), width=13),
    Column("Uiterste datum", _due_on, sort_key="due_on", width=20),
    Column("Nog", time_left, tone=urgency, icon_name=_warning_icon, width=18),
    Column("Stap", lambda row: label(row.status), width=20),
)
