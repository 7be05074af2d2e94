"""The columns of the list of requests."""

from __future__ import annotations

from leskracht_desktop.domain.requests import OPEN_STATUSES, RequestRow, RequestStatus
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.tables import Column
from leskracht_desktop.ui.theme import Tone

SOON_DAYS = 7


COUNTING = OPEN_STATUSES - {RequestStatus.ANSWERED}
"""The statuses in which the deadline still counts."""


def urgency(row: RequestRow) -> Tone:
    """Return how much attention a request asks: late, due within a week, or none."""
    if row.status not in COUNTING:
        return Tone.MUTED
    if row.days_left < 0:
        return Tone.DANGER
    return Tone.WARNING if row.days_left <= SOON_DAYS else Tone.NORMAL


def time_left(row: RequestRow) -> str:
    """Return in words how long there is left, or that it was answered; nothing when it is over."""
    if row.status is RequestStatus.ANSWERED:
        return label(row.status)
    return dates.days_left(row.days_left) if row.status in COUNTING else ""


def _warning_icon(row: RequestRow) -> str:
    return {Tone.DANGER: "error", Tone.WARNING: "clock"}.get(urgency(row), "")


def _stage(row: RequestRow) -> str:
    return f"{label(row.status)}, verlengd" if row.extended else label(row.status)


_KIND: Column[RequestRow] = Column("Soort verzoek", lambda row: label(row.kind), width=13)
_RECEIVED: Column[RequestRow] = Column("Ontvangen op", lambda row: dates.short(row.received_on), width=12)
_STAGE: Column[RequestRow] = Column("Stap", _stage, tooltip=_stage, width=22)

COLUMNS: tuple[Column[RequestRow], ...] = (
    Column("Nummer", lambda row: row.number, width=9),
    _KIND,
    Column("Betrokkene", lambda row: visible(row.person_name), tooltip=lambda row: visible(row.person_name), bold=True),
    _RECEIVED,
    Column("Uiterlijk", lambda row: dates.short(row.due_on), sort_key="due_on", width=10),
    Column("Nog", time_left, tone=urgency, icon_name=_warning_icon, width=16),
    _STAGE,
)

OPTIONAL_COLUMNS = (_RECEIVED, _STAGE, _KIND)
"""Left out, in this order, when the window is too narrow for a readable name; the pane shows them all."""
