"""What the school keeps, as records: everything, under the inventory's codes, and nothing that is empty."""

from __future__ import annotations

from dataclasses import fields

from leskracht_desktop.domain.people import Custody, PersonDetails, PersonKind, RelationKind
from leskracht_desktop.domain.school_records import CONTACT, ENROLMENT, IDENTITY, RELATIONS, school_records
from leskracht_desktop.labels_nl import field_label
from tests.support import snapshots

# What is told elsewhere in a dossier, or is made from values that are in the records.
ELSEWHERE = {"id", "school", "display_name", "list_name", "records", "events", "history", "relations", "provenance"}


def values(person: PersonDetails) -> dict[str, list[tuple[str, str]]]:
    return {
        category: [(field.code, field.value) for record in records for field in record.fields]
        for category, records in school_records(person).items()
    }


def test_every_value_of_a_person_is_in_a_record():
    marked = {
        field.name: f"mark-{field.name}"
        for field in fields(PersonDetails)
        if field.name not in ELSEWHERE and field.type == "str"
    }
    person = snapshots.person(**marked, roles=("mark-role",), groups=(("mark-group", "mark-part"),))
    stored = {value for pairs in values(person).values() for _, value in pairs}
    assert set(marked.values()) - stored == set()
    assert {"mark-role", "mark-group (mark-part)"} <= stored


def test_empty_values_are_left_out():
    person = snapshots.person(phone="", eck_id="", birth_on=None)
    codes = {code for pairs in values(person).values() for code, _ in pairs}
    assert not {"phone", "eck_id", "born_on"} & codes


def test_every_code_has_a_label():
    person = snapshots.person(start_year_3="2020", missing_since=snapshots.START, roles=("leerkracht",))
    inventory = snapshots.inventory()
    for category, pairs in values(person).items():
        facts = inventory.facts(category, "school")
        assert facts is not None
        for code, _ in pairs:
            assert facts.field(code) is not None or field_label(code) != "Overig gegeven", code


def test_relations_are_told_from_either_side():
    parent = snapshots.person(
        kind=PersonKind.PARENT,
        relations=(
            snapshots.relation(1, "Deniz", RelationKind.FATHER, Custody.YES, is_pupil=True),
            snapshots.relation(2, "Mia", RelationKind.FATHER, Custody.NO),
        ),
    )
    first, second = school_records(parent)[RELATIONS]
    assert first.fields[0].code == "relation_to"
    assert second.fields[0].code == "relation"
    assert first.third_parties == ("Deniz",)


def test_categories_without_anything_are_empty():
    person = snapshots.person(email="", username="", phone="", address="", postcode="", city="", country="")
    records = school_records(person)
    assert records[CONTACT] == ()
    assert len(records[IDENTITY]) == len(records[ENROLMENT]) == 1
