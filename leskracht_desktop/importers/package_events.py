"""Log events of a package gathered into batches: some thousands of canonical JSON lines with their counts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from leskracht_desktop.clock import SCHOOL_ZONE
from leskracht_desktop.domain.intake import IncomingEventBatch, Problem, ProblemLevel, Tally
from leskracht_desktop.domain.intake_codes import ProblemCode, RefusalReason
from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.domain.national_number import holds_national_number
from leskracht_desktop.importers.limits import LIMITS
from leskracht_desktop.importers.package_manifest import BadPackage
from leskracht_desktop.importers.package_values import (
    DROPPED_FIELDS,
    as_text,
    instant_text,
    parse_instant,
    tidy_text,
    without_dropped,
)
from leskracht_desktop.importers.texts import may_hold_number, shown

_KIND_FIELDS = {"usage_log": "action", "location": "method", "analytics": "measurement"}
"""By which field the events of a category are counted."""

_LONGEST = 4_000
_LONGEST_KIND = 64
_MOST_UNKNOWN = 50
_SECONDS_Z = len("2026-03-01T08:00:00Z")
_MOST_SHAPES = 1_000
_FREE_TEXT = "details"

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class _Gathered:
    """The events of a batch so far."""

    lines: list[str] = field(default_factory=list)
    per_kind: dict[str, int] = field(default_factory=dict)
    per_month: dict[str, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None


class EventBatcher:
    """Takes the events of one part one by one, and gives a batch when it is full."""

    def __init__(self, category: Category, compartment: str, tally: Tally) -> None:
        self.problems: list[Problem] = []
        self._category = category.code
        self._compartment = compartment
        self._tally = tally
        self._time_field = category.time_field or "at"
        self._kind_field = _KIND_FIELDS.get(category.code, self._time_field)
        self._order = {field.code: place for place, field in enumerate(category.fields)}
        self._shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._unknown: set[str] = set()
        self._escaped = False
        self._now = _Gathered()

    def add(self, event: Any, where: str) -> IncomingEventBatch | None:
        """Take one event; return a batch when this one fills it.

        Raises: BadPackage.
        """
        values = self._values(event, where)
        written = values[self._time_field]
        at = parse_instant(written)
        if at is None:
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where, self._time_field)
        if len(written) != _SECONDS_Z or written[-1] != "Z":
            values[self._time_field] = written = instant_text(at)
        line = _write(values)
        if not line.isascii() or "\\" in line or len(line) > _LONGEST:
            line = _write(self._tidied(values, where))
        free = values.get(_FREE_TEXT, "")
        if free and may_hold_number(free) and holds_national_number(free):
            self.problems.append(Problem(ProblemLevel.REFUSED, ProblemCode.NATIONAL_NUMBER, where, _FREE_TEXT))
            return None
        now = self._now
        now.lines.append(line)
        if now.first is None or at < now.first:
            now.first = at
        if now.last is None or at > now.last:
            now.last = at
        kind = values.get(self._kind_field, "")[:_LONGEST_KIND]
        now.per_kind[kind] = now.per_kind.get(kind, 0) + 1
        month = _month(at, written)
        now.per_month[month] = now.per_month.get(month, 0) + 1
        return self.take() if len(now.lines) >= LIMITS.events_in_batch else None

    def take(self) -> IncomingEventBatch | None:
        """Return what was gathered so far, if anything, and begin anew."""
        now, self._now = self._now, _Gathered()
        if now.first is None or now.last is None:
            return None
        try:
            lines = ("\n".join(now.lines) + "\n").encode()
        except UnicodeEncodeError as error:
            raise BadPackage(RefusalReason.INVALID_TEXT, self._category) from error
        return IncomingEventBatch(
            category=self._category,
            compartment=self._compartment,
            first_at=now.first,
            last_at=now.last,
            count=len(now.lines),
            per_kind=now.per_kind,
            per_month=now.per_month,
            lines=lines,
            sha256=hashlib.sha256(lines).hexdigest(),
        )

    def _values(self, event: Any, where: str) -> dict[str, str]:
        """Return the fields of an event that are kept, as text, in the order of the inventory."""
        if not isinstance(event, dict) or not isinstance(event.get(self._time_field), str):
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where)
        shape = tuple(event)
        codes = self._shapes.get(shape)
        if codes is None:
            codes = self._new_shape(shape, where)
        if len(codes) < len(shape):
            without_dropped(event, self._tally)
        try:
            return {
                code: value if type(value) is str else as_text(value)
                for code in codes
                if (value := event[code]) is not None and value != ""
            }
        except TypeError as error:
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where) from error

    def _tidied(self, values: dict[str, str], where: str) -> dict[str, str]:
        """Look closer at an event with other than plain characters, or a long one."""
        for code, text in values.items():
            if len(text) > _LONGEST:
                raise BadPackage(RefusalReason.RECORD_TOO_LARGE, where, code)
            values[code], hostile = tidy_text(text)
            if hostile and not self._escaped:
                self._escaped = True  # once per part is enough to know
                self.problems.append(Problem(ProblemLevel.DOUBTFUL, ProblemCode.CONTROL_CHARACTERS, where, code))
        return values

    def _new_shape(self, shape: tuple[str, ...], where: str) -> tuple[str, ...]:
        """Return the fields to keep of events with these fields, in order; most events have one of a few shapes."""
        kept = [code for code in shape if code not in DROPPED_FIELDS]
        for code in kept:
            if code not in self._order and code not in self._unknown:
                self._note_unknown(code, where)
        codes = tuple(sorted(kept, key=lambda code: self._order.get(code, len(self._order))))
        if len(self._shapes) < _MOST_SHAPES:
            self._shapes[shape] = codes
        return codes

    def _note_unknown(self, code: str, where: str) -> None:
        if not is_field_code(code) or len(self._unknown) >= _MOST_UNKNOWN:
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where)
        self._unknown.add(code)
        self.problems.append(
            Problem(ProblemLevel.DOUBTFUL, ProblemCode.UNKNOWN_FIELD, where, self._category, shown(code))
        )


def is_field_code(code: str) -> bool:
    """Tell whether a text can be the code of a field."""
    return len(code) <= 64 and code.isascii() and code.isidentifier() and code == code.lower()


def _month(at: datetime, written: str) -> str:
    """Return the month of an instant on the Dutch clock; only around midnight on the last day do they differ."""
    if written[8:10] < "28" or written[11:13] < "22":
        return written[:7]
    return at.astimezone(SCHOOL_ZONE).isoformat()[:7]
