"""Stored values as a Dutch reader reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

from leskracht_desktop.domain.inventory import Category, FieldKind, FieldLabel
from leskracht_desktop.domain.people import Custody, Origin, PersonKind, PersonStatus, RelationKind
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl.codes import label_of, role_label
from leskracht_desktop.labels_nl.fields import field_label
from leskracht_desktop.labels_nl.numbers import amount, decimal_number, duration, file_size
from leskracht_desktop.labels_nl.school_codes import year_group_label
from leskracht_desktop.labels_nl.times import long_date, long_instant

# Values the school itself keeps that the inventory has no field for, by the codes of `domain.school_records`.
_OWN_KINDS = {
    "imported_at": FieldKind.INSTANT,
    "created_at": FieldKind.INSTANT,
    "changed_at": FieldKind.INSTANT,
    "missing_since": FieldKind.INSTANT,
    "custody_since_on": FieldKind.DATE,
    "custody_since": FieldKind.DATE,
    "birth_on": FieldKind.DATE,
    "born_on": FieldKind.DATE,
    "enrolled_on": FieldKind.DATE,
    "left_on": FieldKind.DATE,
    "note": FieldKind.LONG_TEXT,
}
_OWN_CODES: Mapping[str, type[StrEnum]] = {
    "relation": RelationKind,
    "relation_to": RelationKind,
    "custody": Custody,
    "origin": Origin,
    "kind": PersonKind,
    "status": PersonStatus,
}
_GROUP_ROLE = re.compile(r" \(([A-Z]{2,3})\)$")
"""The role of staff in a group, as school systems write it after the name of the group."""

_KIND_FIELDS = {"location": "method", "analytics": "measurement"}
"""By which field the events of a category are counted, where that is not `action`."""

_YES = frozenset({"true", "yes", "1", "ja"})
_NO = frozenset({"false", "no", "0", "nee"})


class FieldTexts:
    """Labels and readable values of the fields of one category."""

    def __init__(self, category: Category | None) -> None:
        self._fields: dict[str, FieldLabel] = {field.code: field for field in category.fields} if category else {}
        self._own = category is None or category.compartment.value == "school"

    def label(self, code: str) -> str:
        """Return the inventory's label, else the program's own, else the supplier's own word for it."""
        field = self._fields.get(code)
        if field is not None:
            return field.label
        if self._own:
            return field_label(code)
        return visible(code.replace("_", " ").strip()).capitalize() or "Overig gegeven"

    def kind(self, code: str) -> FieldKind:
        """Return how values of this field are written."""
        field = self._fields.get(code)
        if field is not None:
            return field.kind
        return _OWN_KINDS.get(code, FieldKind.TEXT) if self._own else FieldKind.TEXT

    def text(self, code: str, value: str, currency: str = "EUR") -> str:
        """Return a value in Dutch; what does not look like its kind comes back as it is, made visible."""
        if not value:
            return ""
        field = self._fields.get(code)
        if field is not None and field.choices:
            known = field.choice_label(value)
            if known is not None:
                return known
        kind = self.kind(code)
        if kind is FieldKind.TEXT:
            return visible(self._own_text(code, value) if self._own else value)
        if kind is FieldKind.LONG_TEXT:
            return visible(value.replace("\r\n", "\n").replace("\r", "\n"), keep_lines=True)
        if kind is FieldKind.AMOUNT:
            return visible(amount(value, currency or "EUR"))
        return visible(_WRITERS.get(kind, str)(value))

    def event_kind(self, category: str, kind: str) -> str:
        """Return what a kind of event in the sums of a category is called."""
        return self.text(_KIND_FIELDS.get(category, "action"), kind) or "niet vermeld"

    def _own_text(self, code: str, value: str) -> str:
        if code in {"role", "roles"}:
            return role_label(value)
        if code == "group":
            return _GROUP_ROLE.sub(lambda found: f" ({role_label(found[1])})", value)
        if code == "year_group":
            return year_group_label(value)
        if code == "relation":  # in the history with the other person's key after it
            said, _, other = value.partition(" ")
            return f"{label_of(RelationKind, said)} {other}".strip()
        kind = _OWN_CODES.get(code)
        return label_of(kind, value) if kind is not None else value


def date_text(value: str) -> str:
    """Return an ISO 8601 date in words, any other text as it is."""
    try:
        return long_date(date.fromisoformat(value))
    except ValueError:
        return value


def instant_text(value: str) -> str:
    """Return an ISO 8601 instant in words on the Dutch clock, a time without zone or any other text as it is."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return value
    try:
        return long_instant(instant) if instant.tzinfo is not None else value
    except OverflowError:  # the year 1 or 9999, moved over its edge by the zone
        return value


def yes_no_text(value: str) -> str:
    """Return `ja` or `nee`, any other text as it is."""
    lowered = value.strip().lower()
    if lowered in _YES:
        return "ja"
    return "nee" if lowered in _NO else value


def _whole(value: str, write: Callable[[int], str]) -> str:
    return write(int(value)) if value.isascii() and value.isdigit() and len(value) < 16 else value


_WRITERS: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.DATE: date_text,
    FieldKind.INSTANT: instant_text,
    FieldKind.NUMBER: decimal_number,
    FieldKind.DURATION_SECONDS: lambda value: _whole(value, duration),
    FieldKind.SIZE_BYTES: lambda value: _whole(value, file_size),
    FieldKind.YES_NO: yes_no_text,
}
