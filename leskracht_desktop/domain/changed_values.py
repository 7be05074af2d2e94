"""To which category of data a changed value belongs, so that its history goes where the value itself goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from leskracht_desktop.domain.people import ValueChangeRow
from leskracht_desktop.domain.school_records import CONTACT, ENROLMENT, IDENTITY, RELATIONS

REASON = "reason"
"""The field of a line that holds no value, but why the values of that moment were changed."""

_ENROLMENT = frozenset(
    {
        "school",
        "school_id",
        "site",
        "site_id",
        "group",
        "groups",
        "mixed_groups",
        "year_group",
        "start_year_3",
        "role",
        "roles",
        "enrolled_on",
        "left_on",
        "status",
        "missing_since",
    }
)
_CONTACT = frozenset({"email", "username", "phone", "address", "postcode", "city", "country"})
_ENTITIES = {"relation": RELATIONS, "membership": ENROLMENT}


def category_of(change: ValueChangeRow) -> str:
    """Return the code of the category a change is about; empty for a record that is not there any more."""
    if change.entity == "record":
        return change.category
    if change.entity in _ENTITIES:
        return _ENTITIES[change.entity]
    if change.field in _ENROLMENT:
        return ENROLMENT
    return CONTACT if change.field in _CONTACT else IDENTITY


def changes_within(history: Iterable[ValueChangeRow], categories: Collection[str]) -> tuple[ValueChangeRow, ...]:
    """Return the changes of values in these categories; a reason only if it gives away no change that is not in it."""
    lines = tuple(history)
    outside = {line.changed_at for line in lines if line.field != REASON and category_of(line) not in categories}
    return tuple(
        line
        for line in lines
        if (line.changed_at not in outside if line.field == REASON else category_of(line) in categories)
    )
