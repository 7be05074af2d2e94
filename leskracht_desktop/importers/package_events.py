"""Log events of a package gathered into batches: some thousands of canonical JSON lines with their counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from leskracht_desktop.clock import school_zone
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

_TIME = "at"
"""The field with an event's instant, in every category of events."""

_KIND_FIELDS = {"usage_log": "action", "location": "method", "analytics": "measurement"}
"""By which field the events of a category are counted."""

_LONGEST = 4_000
_LONGEST_KIND = 64
_MOST_UNKNOWN = 50
_SECONDS_Z = len("2026-03-01T08:00:00Z")
_MOST_SHAPES = 1_000
_FREE_TEXT = "details"

_NEVER = (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class BatchBuilder:
    """Gathers canonical lines with their counts."""

    def __init__(self, category: str, compartment: str) -> None:
        self._category = category
        self._compartment = compartment
        self._lines: list[str] = []
        self._per_kind: dict[str, int] = {}
        self._per_month: dict[str, int] = {}
        self._first, self._last = _NEVER

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, line: str, values: Mapping[str, str], at: datetime) -> None:
        """Add one event: its line, its fields, and its instant in UTC."""
        self._lines.append(line)
        self._first = min(self._first, at)
        self._last = max(self._last, at)
        kind = values.get(_KIND_FIELDS.get(self._category, ""), "")[:_LONGEST_KIND]
        self._per_kind[kind] = self._per_kind.get(kind, 0) + 1
        month = _month(at, values[_TIME])
        self._per_month[month] = self._per_month.get(month, 0) + 1

    def take(self) -> IncomingEventBatch | None:
        """Return what was gathered so far, None of nothing, and begin anew."""
        if not self._lines:
            return None
        lines = ("\n".join(self._lines) + "\n").encode()
        batch = IncomingEventBatch(
            category=self._category,
            compartment=self._compartment,
            first_at=self._first,
            last_at=self._last,
            count=len(self._lines),
            per_kind=self._per_kind,
            per_month=self._per_month,
            lines=lines,
            sha256=hashlib.sha256(lines).hexdigest(),
        )
        self._lines, self._per_kind, self._per_month = [], {}, {}
        self._first, self._last = _NEVER
        return batch


def batch_of_lines(category: str, compartment: str, lines: Iterable[bytes]) -> IncomingEventBatch | None:
    """Return a batch of some of the lines of a batch, None when there are none."""
    builder = BatchBuilder(category, compartment)
    for line in lines:
        values = json.loads(line)
        builder.add(line.decode(), values, datetime.fromisoformat(values[_TIME]))
    return builder.take()


class EventBatcher:
    """Takes the events of one part one by one, and gives a batch when it is full."""

    def __init__(self, category: Category, compartment: str, tally: Tally) -> None:
        self.problems: list[Problem] = []
        self._category = category.code
        self._tally = tally
        self._order = {field.code: place for place, field in enumerate(category.fields)}
        self._shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._unknown: set[str] = set()
        self._escaped = False
        self._builder = BatchBuilder(category.code, compartment)

    def add(self, event: Any, where: str) -> IncomingEventBatch | None:
        """Take one event; return a batch when this one fills it.

        Raises: BadPackage.
        """
        values = self._values(event, where)
        written = values[_TIME]
        at = parse_instant(written)
        if at is None:
            raise BadPackage(RefusalReason.PACKAGE_SCHEMA, where, _TIME)
        if len(written) != _SECONDS_Z or written[-1] != "Z":
            values[_TIME] = written = instant_text(at)
        line = _write(values)
        if not line.isascii() or "\\" in line or len(line) > _LONGEST:
            line = _write(self._tidied(values, where))
        free = values.get(_FREE_TEXT, "")
        if free and may_hold_number(free) and holds_national_number(free):
            self.problems.append(Problem(ProblemLevel.REFUSED, ProblemCode.NATIONAL_NUMBER, where, _FREE_TEXT))
            return None
        self._builder.add(line, values, at)
        return self._builder.take() if len(self._builder) >= LIMITS.events_in_batch else None

    def take(self) -> IncomingEventBatch | None:
        """Return what was gathered so far, if anything, and begin anew."""
        return self._builder.take()

    def _values(self, event: Any, where: str) -> dict[str, str]:
        """Return the fields of an event that are kept, as text, in the order of the inventory."""
        if not isinstance(event, dict) or not isinstance(event.get(_TIME), str):
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
    return at.astimezone(school_zone()).isoformat()[:7]
