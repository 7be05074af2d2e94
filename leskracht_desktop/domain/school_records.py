"""What the school itself keeps about a person, as records with the field codes of the processing inventory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.people import PersonDetails, RelationDetails, StoredField, StoredRecord

IDENTITY = "school_identity"
ENROLMENT = "school_enrolment"
RELATIONS = "school_relations"
CONTACT = "school_contact"

SINGLE = frozenset({IDENTITY, ENROLMENT, CONTACT})
"""Categories of which everyone has one record, as of a name: what a reader counts are its values."""

_GENDERS = {"0": "unknown", "1": "male", "2": "female", "9": "unspecified"}


def school_records(person: PersonDetails) -> Mapping[str, tuple[StoredRecord, ...]]:
    """Return everything the school keeps about a person, by category code; empty values are left out."""
    return {
        IDENTITY: _record(IDENTITY, _identity(person)),
        ENROLMENT: _record(ENROLMENT, _enrolment(person)),
        RELATIONS: tuple(_relation(relation) for relation in person.relations),
        CONTACT: _record(CONTACT, _contact(person)),
    }


def how_many(category: str, records: Collection[StoredRecord]) -> int:
    """Return how much is stored in a category: records, or values where there is one record per person."""
    return sum(len(record.fields) for record in records) if category in SINGLE else len(records)


def _identity(person: PersonDetails) -> list[tuple[str, str]]:
    source = person.provenance
    return [
        ("kind", person.kind.value),
        ("given_names", person.given_names),
        ("call_name", person.call_name),
        ("initials", person.initials),
        ("prefix", person.prefix),
        ("surname", person.surname),
        ("born_on", _day(person.birth_on)),
        ("gender", _GENDERS.get(person.gender, person.gender)),
        ("key", person.local_key),
        ("eck_id", person.eck_id),
        ("person_key", person.key),
        ("note", person.note),
        ("origin", source.origin.value),
        ("source_file", source.file_name),
        ("imported_at", _instant(source.imported_at)),
        ("created_at", _instant(person.created_at)),
        ("changed_at", _instant(person.changed_at)),
    ]


def _enrolment(person: PersonDetails) -> list[tuple[str, str]]:
    return [
        ("school", f"{person.school.name} ({person.school.brin})" if person.school.brin else person.school.name),
        ("site", person.site),
        *(("group", f"{name} ({role})" if role else name) for name, role in person.groups),
        ("year_group", person.year_group),
        ("start_year_3", person.start_year_3),
        *(("role", role) for role in person.roles),
        ("enrolled_on", _day(person.enrolled_on)),
        ("left_on", _day(person.left_on)),
        ("status", person.status.value),
        ("missing_since", _instant(person.missing_since)),
    ]


def _contact(person: PersonDetails) -> list[tuple[str, str]]:
    return [
        ("email", person.email),
        ("user_name", person.username),
        ("phone", person.phone),
        ("address", person.address),
        ("postcode", person.postcode),
        ("city", person.city),
        ("country", person.country),
    ]


def _relation(relation: RelationDetails) -> StoredRecord:
    values = [
        ("relation_to" if relation.other_is_pupil else "relation", relation.kind.value),
        ("related_person", relation.other_name),
        ("custody", relation.custody.value),
        ("custody_since_on", _day(relation.custody_since)),
        ("origin", relation.origin.value),
    ]
    return _stored(RELATIONS, values, third_parties=(relation.other_name,), missing=relation.missing)


def _record(category: str, values: Iterable[tuple[str, str]]) -> tuple[StoredRecord, ...]:
    record = _stored(category, values)
    return (record,) if record.fields else ()


def _stored(
    category: str, values: Iterable[tuple[str, str]], third_parties: tuple[str, ...] = (), missing: bool = False
) -> StoredRecord:
    return StoredRecord(
        id=0,
        category=category,
        compartment=Compartment.SCHOOL.value,
        external_id="",
        occurred_at=None,
        fields=tuple(StoredField(code, value) for code, value in values if value),
        third_parties=third_parties,
        attachment_id=None,
        attachment_name="",
        attachment_type="",
        attachment_size=0,
        missing=missing,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _instant(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""
