"""Every line of somebody's history belongs to the category of the value it tells of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leskracht_desktop.domain.changed_values import category_of, changes_within
from leskracht_desktop.domain.people import ValueChangeRow
from leskracht_desktop.domain.school_records import CONTACT, ENROLMENT, IDENTITY, RELATIONS
from leskracht_desktop.storage.intake import VALUE_COLUMNS
from leskracht_desktop.storage.people_changes import EDITED

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)

IDENTIFYING = {"given_names", "call_name", "initials", "prefix", "surname", "birth_on", "gender", "note", "eck_id"}


def change(field: str, entity: str = "person", at: datetime = AT, category: str = "") -> ValueChangeRow:
    return ValueChangeRow(entity, field, "oud", "nieuw", at, "Noor", category)


@pytest.mark.parametrize(
    ("line", "category"),
    [
        (change("note"), IDENTITY),
        (change("status"), ENROLMENT),
        (change("site"), ENROLMENT),
        (change("groups"), ENROLMENT),
        (change("group", "membership"), ENROLMENT),
        (change("username"), CONTACT),
        (change("custody", "relation"), RELATIONS),
        (change("kind", "relation"), RELATIONS),
        (change("text", "record", category="messages"), "messages"),
        (change("text", "record"), ""),
    ],
)
def test_a_change_belongs_where_its_value_does(line: ValueChangeRow, category: str):
    assert category_of(line) == category


def test_whatever_is_changed_by_a_form_or_a_file_has_its_place():
    identity = {field for field in (*EDITED, *VALUE_COLUMNS) if category_of(change(field)) == IDENTITY}
    assert identity == IDENTIFYING | {"kind"}


def test_a_reason_goes_when_it_may_tell_of_what_is_left_out():
    both = (change("note"), change("phone"), change("reason"))
    alone = (change("phone", at=LATER), change("reason", at=LATER))
    history = (*alone, *both)
    assert changes_within(history, {CONTACT}) == (*alone, both[1])
    assert changes_within(history, {CONTACT, IDENTITY}) == history
    assert changes_within((change("text", "record"),), {CONTACT}) == ()
