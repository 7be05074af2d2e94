"""What the start page shows: everything that needs somebody today, in numbers and short lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from leskracht_desktop.domain.people import PersonId, PersonKind

BACKUP_DAYS = 7
"""After this many days without a back-up the start page asks for one."""


class OverviewProblem(StrEnum):
    """Things that are missing in the vault itself; each has a sentence and a page to mend it."""

    NO_CONTACT = "no_contact"
    NO_OFFICER = "no_officer"
    NO_SCHOOL_ADDRESS = "no_school_address"
    DENOMINATION_UNKNOWN = "denomination_unknown"
    NO_RETENTION = "no_retention"
    CUSTODY_UNKNOWN = "custody_unknown"


@dataclass(frozen=True, slots=True)
class UpcomingBirthday:
    """A pupil who from `on` acts for itself (16) or is of age (18)."""

    person_id: PersonId
    key: str
    name: str
    on: date
    age: int


@dataclass(frozen=True, slots=True)
class LastImport:
    """The last file that was taken in."""

    import_id: int
    kind: str
    file_name: str
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """The cards of the start page; the four `requests` counts by deadline exclude each other.

    Requests that are answered wait to be closed and have no deadline any more: `to_close` counts them.
    """

    today: date
    requests_late: int
    due_today: int
    due_within_7: int
    due_later: int
    to_close: int
    identity_missing: int
    next_due_on: date | None
    turning_16_soon: tuple[UpcomingBirthday, ...]
    missing_people: int
    last_backup_at: datetime | None
    backup_due: bool
    imports_last: LastImport | None
    people_count: Mapping[PersonKind, int] = field(default_factory=dict)
    problems: tuple[OverviewProblem, ...] = ()

    @property
    def requests_open(self) -> int:
        """Requests that still have to be answered."""
        return self.requests_late + self.due_today + self.due_within_7 + self.due_later


def backup_is_due(last_backup_at: datetime | None, now: datetime) -> bool:
    """Tell whether it is time for a back-up: never made, or more than a week ago."""
    return last_backup_at is None or (now - last_backup_at).days >= BACKUP_DAYS
