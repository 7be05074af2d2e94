"""The columns of the register of agreements."""

from __future__ import annotations

from leskracht_desktop.domain.agreements import IN_FORCE, AgreementRow, AgreementStatus
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.tables import Column
from leskracht_desktop.ui.theme import Tone

SOON_DAYS = 90


def status_tone(status: AgreementStatus) -> Tone:
    """Return the tone in which a status is shown."""
    return {
        AgreementStatus.SIGNED: Tone.SUCCESS,
        AgreementStatus.NOTICE_GIVEN: Tone.WARNING,
        AgreementStatus.ENDED: Tone.WARNING,
    }.get(status, Tone.NORMAL)


def end_text(row: AgreementRow) -> str:
    """Return until when an agreement holds, and how far away that is when it is near.

    One in force without an end holds until somebody ends it; of others without a day nothing is said.
    """
    if row.valid_until is None:
        return "onbepaald" if row.status in IN_FORCE else ""
    text = dates.short(row.valid_until)
    near = row.days_left is not None and row.days_left <= SOON_DAYS
    if not (near and row.status in IN_FORCE) or row.days_left is None:
        return text
    return f"{text} ({dates.days_left(row.days_left)})" if row.days_left >= 0 else f"{text} (verlopen)"


def end_tone(row: AgreementRow) -> Tone:
    """Return how urgent the end of an agreement is."""
    if row.days_left is None or row.status not in IN_FORCE:
        return Tone.NORMAL
    if row.days_left < 0:
        return Tone.DANGER
    return Tone.WARNING if row.days_left <= SOON_DAYS else Tone.NORMAL


COLUMNS: tuple[Column[AgreementRow], ...] = (
    Column("Leverancier", lambda row: row.supplier, bold=True),
    Column("Model", lambda row: row.model_version, width=8),
    Column("Status", lambda row: label(row.status), width=17, tone=lambda row: status_tone(row.status)),
    Column("Getekend op", lambda row: dates.short(row.signed_on), width=12),
    Column("Geldig tot en met", end_text, width=21, tone=end_tone),
)
"""Supplier, model, status, signed, until when."""
OPTIONAL_COLUMNS = (COLUMNS[3], COLUMNS[1])
