"""Watching agreements: what has a day to it, for the start page, as tasks and as a calendar file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreement_watch import (
    EARLY_DAYS,
    NEAR_DAYS,
    WatchDays,
    WatchItem,
    WatchLevel,
    watch_items,
)
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementEventKind, AgreementId, AgreementStatus
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.people_rules import text_problems
from leskracht_desktop.domain.text_safety import clean_text, parse_text
from leskracht_desktop.errors import InvalidInput, NotAllowed, NotFound
from leskracht_desktop.labels_nl import announced_without_term, audit_entity_label, label, long_date
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.services.calendar_file import CalendarDay, calendar_text
from leskracht_desktop.services.outgoing import Outgoing, sweep
from leskracht_desktop.storage import settings
from leskracht_desktop.storage.agreements import all_details
from leskracht_desktop.storage.models import Agreement, AgreementEvent

_EARLY: Final = "agreements.early_days"
_NEAR: Final = "agreements.near_days"
MOST_DAYS: Final = 366


class WatchService(Service):
    """Tells what agreements ask for and by when; the days of notice are settings of the vault."""

    def items(self, details: Iterable[AgreementDetails] | None = None) -> tuple[WatchItem, ...]:
        """Return everything with a day to it, the first day on top; `details` are all agreements, if read already."""
        with self._holder.vault.read() as session:
            if details is None:
                ids = list(session.scalars(select(Agreement.id)))
                details = all_details(session, ids, self._today())
            calendar = dutch_calendar(settings.amendments(session))
            return watch_items(details, self._today(), calendar, _days(session))

    def due(self) -> tuple[WatchItem, ...]:
        """Return what is late or near enough to be announced: what the start page shows."""
        return tuple(item for item in self.items() if item.is_due)

    def let_notice_pass(self, agreement_id: AgreementId, note: str = "") -> None:
        """Record that the school lets the last day for notice pass: the agreement goes on, and that day is done with.

        Another day for notice asks again.

        Raises: InvalidInput, NationalNumberFound, NotAllowed (`no_notice_day`), NotFound, ReadOnlyVault.
        """
        refuse(tuple(text_problems({"note": note}, {"note": parse_text})))
        self._decide_notice(agreement_id, AgreementEventKind.NOTICE_WAIVED, clean_text(note))

    def open_notice_again(self, agreement_id: AgreementId) -> None:
        """Take back the decision to let the last day for notice pass.

        Raises: NotAllowed (`no_notice_day`), NotFound, ReadOnlyVault.
        """
        self._decide_notice(agreement_id, AgreementEventKind.NOTICE_OPEN_AGAIN, "")

    def _decide_notice(self, agreement_id: AgreementId, kind: AgreementEventKind, note: str) -> None:
        with self._holder.vault.session() as session:
            row = session.get(Agreement, agreement_id)
            if row is None:
                raise NotFound("agreement", str(agreement_id))
            if row.notice_on is None or row.status != AgreementStatus.SIGNED:
                raise NotAllowed("no_notice_day")
            let_pass = row.notice_on if kind is AgreementEventKind.NOTICE_WAIVED else None
            if row.notice_let_pass == let_pass:
                return
            row.notice_let_pass = let_pass
            session.add(
                AgreementEvent(
                    agreement_id=agreement_id,
                    at=self._clock(),
                    actor=self._actor(),
                    kind=kind,
                    on=self._today(),
                    version=row.version,
                    text=note,
                )
            )
            self._record(session, AuditKind.AGREEMENT_NOTICE_DECIDED, AuditEntity.AGREEMENT, agreement_id)

    def days(self) -> WatchDays:
        """Return how many days before a day it is announced and becomes urgent: 90 and 30 unless chosen otherwise."""
        with self._holder.vault.read() as session:
            return _days(session)

    def set_days(self, days: WatchDays) -> None:
        """Choose how many days before a day it is announced and becomes urgent.

        Raises: InvalidInput (`early_days`, `near_days`: `out_of_range`), ReadOnlyVault.
        """
        if not 1 <= days.early <= MOST_DAYS:
            raise InvalidInput((("early_days", "out_of_range"),))
        if not 0 <= days.near <= days.early:
            raise InvalidInput((("near_days", "out_of_range"),))
        with self._holder.vault.session() as session:
            changed = [
                settings.store_setting(session, key, str(value))
                for key, value in ((_EARLY, days.early), (_NEAR, days.near))
            ]
            if any(changed):
                self._record(session, AuditKind.SETTING_CHANGED, AuditEntity.SETTING, key="agreements.days")

    def calendar(self) -> str:
        """Return what is to be done as a calendar file (RFC 5545); an agreement gives the same events in every file."""
        days = self.days()
        remind = tuple(sorted({days.early, days.near} - {0}, reverse=True))
        return calendar_text(
            (self._day(item, remind) for item in self.items() if item.level is not WatchLevel.DONE),
            self._clock(),
            audit_entity_label(AuditEntity.AGREEMENT).capitalize(),
        )

    def export_calendar(self, target: Path) -> Path:
        """Write the calendar file and log that, both or neither.

        Raises: DiskFull, FolderReadOnly, FileInUse, TargetExists, ReadOnlyVault.
        """
        data = self.calendar().encode()
        vault = self._holder.vault
        sweep(vault, self._clock())
        with Outgoing(vault, target.parent, self._clock()) as files:
            sha256 = hashlib.sha256(data).hexdigest()
            files.promise({target.name: sha256})
            files.add(target, data)
            with vault.session() as session:
                self._record(session, AuditKind.LIST_EXPORTED, AuditEntity.AGREEMENT, sha256=sha256, kind="calendar")
                session.flush()
                files.take_places(session)
        return target

    def _day(self, item: WatchItem, remind: tuple[int, ...]) -> CalendarDay:
        key = f"{self._holder.vault.id}/{item.agreement_id}/{item.kind.value}/{item.subject}"
        about = ": ".join(filter(None, (item.supplier, item.title)))
        subject = f" ({item.subject})" if item.subject else ""
        title = f"{label(item.kind)}{subject}, {about}"
        if not item.has_term:  # there is no day to wait for
            told = announced_without_term(item.on)
            return CalendarDay(key, self._today(), title, f"{told[0].upper()}{told[1:]}", remind)
        return CalendarDay(key, item.on, title, long_date(item.on), remind)


def _days(session: Session) -> WatchDays:
    early, near = settings.setting(session, _EARLY), settings.setting(session, _NEAR)
    return WatchDays(int(early or EARLY_DAYS), NEAR_DAYS if near is None else int(near))
