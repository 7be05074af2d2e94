"""What to keep an eye on in agreements: dates that come near, and things that should have come by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from leskracht_desktop.domain.agreement_content import Period, PeriodUnit
from leskracht_desktop.domain.agreements import (
    IN_FORCE,
    AgreementDetails,
    AgreementId,
    AgreementStatus,
    Decision,
    SubProcessorChangeRow,
)
from leskracht_desktop.domain.deadlines import add_months
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.working_days import HolidayCalendar, add_working_days

EARLY_DAYS = 90
"""So many calendar days before its day something is announced."""
NEAR_DAYS = 30
"""So many calendar days before its day it becomes urgent."""


class WatchKind(StrEnum):
    """What has to be looked at."""

    END = "end"
    NOTICE = "notice"
    REVIEW = "review"
    OBJECTION = "objection"
    DESTRUCTION = "destruction"


class WatchLevel(StrEnum):
    """How near the day is."""

    LATE = "late"
    NEAR = "near"
    EARLY = "early"
    LATER = "later"
    DONE = "done"
    """Somebody decided that nothing needs to be done about it."""


_QUIET: Final = frozenset({WatchLevel.LATER, WatchLevel.DONE})


@dataclass(frozen=True, slots=True)
class WatchDays:
    """How many calendar days before a day it is announced, and becomes urgent."""

    early: int = EARLY_DAYS
    near: int = NEAR_DAYS


@dataclass(frozen=True, slots=True)
class WatchItem:
    """One thing to do about an agreement by a day; `days_left` counts calendar days (negative: late).

    `subject` names the sub-processor when the item is about one. Without `has_term`, nobody knows by when it must be
    done: `on` is the day it came up.
    """

    kind: WatchKind
    level: WatchLevel
    agreement_id: AgreementId
    supplier: str
    title: str
    on: date
    days_left: int
    subject: str = ""
    has_term: bool = True

    @property
    def is_due(self) -> bool:
        """Tell whether it is late or near enough to be announced."""
        return self.level not in _QUIET


def watch_items(
    agreements: Iterable[AgreementDetails], today: date, holidays: HolidayCalendar, days: WatchDays | None = None
) -> tuple[WatchItem, ...]:
    """Return everything with a day to it, the first day on top; items further away than `early` are `later`.

    An announced change without a known last day to object is watched, too, from its announcement, as something near.
    """
    days = days or WatchDays()
    items = []
    for one in agreements:
        row = one.row
        for kind, on, subject in _days_of(one, holidays):
            done = kind is WatchKind.NOTICE and one.notice_let_pass == on
            level = WatchLevel.DONE if done else level_of(on, today, days)
            items.append(WatchItem(kind, level, row.id, row.supplier, row.title, on, (on - today).days, subject))
        items += [
            WatchItem(WatchKind.OBJECTION, WatchLevel.NEAR, row.id, row.supplier, row.title, on, 0, subject, False)
            for on, subject in _without_term(one, holidays)
        ]
    return tuple(sorted(items, key=lambda item: (item.on, item.kind, item.agreement_id, item.subject)))


def level_of(on: date, today: date, days: WatchDays) -> WatchLevel:
    """Return how near a day is."""
    left = (on - today).days
    if left < 0:
        return WatchLevel.LATE
    if left <= days.near:
        return WatchLevel.NEAR
    return WatchLevel.EARLY if left <= days.early else WatchLevel.LATER


def _days_of(one: AgreementDetails, holidays: HolidayCalendar) -> Iterable[tuple[WatchKind, date, str]]:
    row = one.row
    if row.status in IN_FORCE:
        if row.valid_until is not None:
            yield WatchKind.END, row.valid_until, ""
        if row.notice_on is not None and row.status is AgreementStatus.SIGNED:
            yield WatchKind.NOTICE, row.notice_on, ""
        if row.review_due_on is not None:
            yield WatchKind.REVIEW, row.review_due_on, ""
        for change, until in _open_changes(one, holidays):
            if until is not None:
                yield WatchKind.OBJECTION, until, change.change.name
    if row.status is AgreementStatus.ENDED and one.ended_on is not None:
        period = one.content.period(TermCode.DESTRUCTION_CONFIRMATION) or one.content.period(
            TermCode.DESTRUCTION_AT_END
        )
        yield WatchKind.DESTRUCTION, reckoned(one.ended_on, period, holidays) or one.ended_on, ""


def _without_term(one: AgreementDetails, holidays: HolidayCalendar) -> Iterable[tuple[date, str]]:
    for change, until in _open_changes(one, holidays) if one.row.status in IN_FORCE else ():
        if until is None and change.change.announced_on is not None:
            yield change.change.announced_on, change.change.name


def _open_changes(
    one: AgreementDetails, holidays: HolidayCalendar
) -> Iterable[tuple[SubProcessorChangeRow, date | None]]:
    period = one.content.period(TermCode.SUB_PROCESSOR_OBJECTION)
    for change in one.changes:
        if change.decision is Decision.OPEN:
            yield change, objection_until(change, period, holidays)


def objection_until(change: SubProcessorChangeRow, period: Period | None, holidays: HolidayCalendar) -> date | None:
    """Return the last day to object to an announced change, or None when neither day nor period is known.

    What was announced goes before what is reckoned; without a period, the day on which the change takes effect counts.
    """
    if change.change.objection_until is not None:
        return change.change.objection_until
    if change.change.announced_on is None:
        return change.change.effective_on
    return reckoned(change.change.announced_on, period, holidays) or change.change.effective_on


def reckoned(start_on: date, period: Period | None, holidays: HolidayCalendar) -> date | None:
    """Return the last day of a period that begins after `start_on`; None for one without a number.

    The day of the event does not count (Reg. 1182/71 art. 3); hours are rounded up to whole days.
    """
    if period is None or period.value is None:
        return None
    value = period.value
    match period.unit:
        case PeriodUnit.HOURS:
            return start_on + timedelta(days=-(-value // 24))
        case PeriodUnit.DAYS:
            return start_on + timedelta(days=value)
        case PeriodUnit.WEEKS:
            return start_on + timedelta(weeks=value)
        case PeriodUnit.WORKING_DAYS:
            return add_working_days(start_on, value, holidays)
        case PeriodUnit.MONTHS:
            return add_months(start_on, value)
        case PeriodUnit.YEARS:
            return add_months(start_on, 12 * value)
        case PeriodUnit.NONE:
            return None
