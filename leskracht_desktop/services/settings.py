"""Settings of a vault, typed and checked, and the school's own changes to the list of public holidays."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.bad_value import BadValue
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.national_number import holds_national_number
from leskracht_desktop.domain.text_safety import parse_name
from leskracht_desktop.domain.working_days import HolidayAmendment, HolidayCalendar
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotFound
from leskracht_desktop.services.actors import CurrentActor
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.request_dates import reckon_again
from leskracht_desktop.storage import settings as queries
from leskracht_desktop.storage.schools import institution


class Appearance(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


IDLE_MINUTES: Final = range(1, 241)
"""Minutes without a keystroke after which the vault may lock."""

AUTOMATIC_BACKUPS: Final = range(1, 101)
"""How many automatic back-ups may be kept."""


def _number_within(allowed: range) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if not value.isascii() or not value.isdigit() or int(value) not in allowed:
            raise BadValue("out_of_range")
        return str(int(value))

    return parse


def _appearance(value: str) -> str:
    if value not in set(Appearance):
        raise BadValue("unknown")
    return value


_CHECKED: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "idle_minutes": ("10", _number_within(IDLE_MINUTES)),
    "appearance": (Appearance.SYSTEM.value, _appearance),
    "actor_name": ("", parse_name),
    "automatic_backups": ("10", _number_within(AUTOMATIC_BACKUPS)),
}
"""The settings with a meaning: what they are when nobody chose, and how they are checked."""

_FREE = re.compile(r"ui(?:\.[a-z][a-z0-9_]*)+")
"""What the windows remember for themselves: widths, orders, the last page. Never anything about a person."""

_FREE_LIMIT: Final = 4000


class SettingsService(Service):
    """Reads and changes settings; what is not chosen has its own default."""

    def __init__(self, holder: VaultHolder, clock: Clock, actor: CurrentActor) -> None:
        super().__init__(holder, clock, actor)
        self._current_actor = actor

    def load_actor(self) -> None:
        """Sign with the name that the open vault knows from now on."""
        with self._holder.vault.read() as session:
            found = institution(session)
        self._current_actor.introduce(found.contact_name if found else "")
        self._current_actor.choose(self.actor_name)

    def get(self, key: str, default: str = "") -> str:
        """Return a setting as text."""
        with self._holder.vault.read() as session:
            found = queries.setting(session, key)
        if found is not None:
            return found
        return _CHECKED[key][0] if key in _CHECKED and not default else default

    def set(self, key: str, value: str) -> None:
        """Store a setting; the ones with a meaning are checked, others must be named `ui.…`.

        Raises: InvalidInput, NationalNumberFound, NotFound (no such setting), ReadOnlyVault.
        """
        if key in _CHECKED:
            try:
                value = _CHECKED[key][1](value)
            except BadValue as error:
                raise InvalidInput(((key, error.code),)) from None
            if holds_national_number(value):
                raise NationalNumberFound(key)
        elif not _FREE.fullmatch(key):
            raise NotFound("setting", key)
        elif len(value) > _FREE_LIMIT:
            raise InvalidInput(((key, "too_long"),))
        with self._holder.vault.session() as session:
            changed = queries.store_setting(session, key, value)
            if changed and key in _CHECKED:
                self._record(session, AuditKind.SETTING_CHANGED, AuditEntity.SETTING, key=key)
        if key == "actor_name":
            self._current_actor.choose(value)

    @property
    def idle_minutes(self) -> int:
        """Minutes without a keystroke after which the vault locks."""
        return int(self.get("idle_minutes"))

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self.set("idle_minutes", str(minutes))

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system has it."""
        return Appearance(self.get("appearance"))

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self.set("appearance", appearance)

    @property
    def actor_name(self) -> str:
        """The name to sign with; empty means that of the privacy contact."""
        return self.get("actor_name")

    @actor_name.setter
    def actor_name(self, name: str) -> None:
        self.set("actor_name", name)

    @property
    def automatic_backups(self) -> int:
        """How many automatic back-ups are kept."""
        return int(self.get("automatic_backups"))

    @automatic_backups.setter
    def automatic_backups(self, number: int) -> None:
        self.set("automatic_backups", str(number))

    def calendar(self) -> HolidayCalendar:
        """Return the Dutch calendar with the school's own changes."""
        return dutch_calendar(self.holiday_amendments())

    def holidays(self, year: int) -> tuple[tuple[date, str], ...]:
        """Return a year's holidays in order, each with its own name or its code (`HolidayCode`).

        Raises: InvalidInput for a year the calendar does not know.
        """
        return tuple((day.on, day.name or day.code.value) for day in self.calendar().holidays_of(year))

    def holiday_amendments(self) -> tuple[HolidayAmendment, ...]:
        """Return the school's own changes to the list, by date."""
        with self._holder.vault.read() as session:
            return queries.amendments(session)

    def add_holiday(self, on: date, name: str, added: bool = True) -> int:
        """Add a holiday, or with `added=False` strike one; return how many open requests got another final date.

        Raises: InvalidInput, NationalNumberFound, ReadOnlyVault.
        """
        dutch_calendar().check(on, "on")
        try:
            name = parse_name(name)
        except BadValue as error:
            raise InvalidInput((("name", error.code),)) from None
        if added and not name:
            raise InvalidInput((("name", "required"),))
        if holds_national_number(name):
            raise NationalNumberFound("name")
        with self._holder.vault.session() as session:
            queries.store_amendment(session, HolidayAmendment(on, name, added))
            return self._holidays_changed(session, on, "added" if added else "struck")

    def remove_holiday(self, on: date) -> int:
        """Take back the school's change for a day; return how many open requests got another final date.

        Raises: NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            if not queries.delete_amendment(session, on):
                raise NotFound("holiday", on.isoformat())
            return self._holidays_changed(session, on, "taken_back")

    def _holidays_changed(self, session: Session, on: date, change: str) -> int:
        moved = reckon_again(session, dutch_calendar(queries.amendments(session)), self._clock(), self._actor())
        day = on.year * 10_000 + on.month * 100 + on.day
        self._record(session, AuditKind.HOLIDAY_CHANGED, AuditEntity.SETTING, change=change, day=day, moved=len(moved))
        for request_id in moved:
            self._record(session, AuditKind.REQUEST_CHANGED, AuditEntity.REQUEST, request_id, fields=("due_on",))
        return len(moved)
