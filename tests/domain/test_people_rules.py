"""What a person's and a relation's form may hold: one table per rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.people import (
    Custody,
    NewPerson,
    NewRelation,
    PersonId,
    PersonKind,
    PersonStatus,
    RelationKind,
    SchoolId,
)
from leskracht_desktop.domain.people_rules import problems, relation_problems, status_of, tidied

TODAY = date(2026, 3, 3)
NOAH = NewPerson(PersonKind.PUPIL, SchoolId(1), call_name="Noah", surname="Berg", birth_on=date(2016, 5, 1))
BSN = "111222333"


def test_a_person_in_order_has_no_problems():
    full = replace(
        NOAH,
        given_names="Noah Johannes",
        initials="N.J.",
        prefix="van den",
        gender="1",
        year_group="6",
        enrolled_on=date(2020, 5, 1),
        left_on=date(2026, 7, 31),
        username="noah.berg",
        email="noah@example.org",
        phone="06-00001234",
        address="Vlinderpad 14",
        postcode="1234ab",
        city="Oefendam",
        note="Mag niet op de website.",
    )
    assert problems(full, TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"surname": "  "}, ("surname", "required")),
        ({"surname": "x" * 201}, ("surname", "too_long")),
        ({"call_name": "No\x00ah"}, ("call_name", "control_character")),
        ({"given_names": "No\u202eah"}, ("given_names", "direction_character")),
        ({"email": "noah.example.org"}, ("email", "email_format")),
        ({"postcode": "0123 AB"}, ("postcode", "postcode_format")),
        ({"postcode": "B-1000", "country": "Nederland"}, ("postcode", "postcode_format")),
        ({"gender": "x"}, ("gender", "unknown")),
        ({"year_group": "9"}, ("year_group", "unknown")),
        ({"birth_on": date(2026, 3, 4)}, ("birth_on", "in_future")),
        ({"birth_on": date(1900, 1, 1)}, ("birth_on", "too_old")),
        ({"enrolled_on": date(2016, 4, 30)}, ("enrolled_on", "before_birth")),
        ({"left_on": date(2010, 1, 1)}, ("left_on", "before_birth")),
        ({"enrolled_on": date(2024, 8, 1), "left_on": date(2024, 7, 31)}, ("left_on", "before_enrolment")),
        ({"note": f"Zijn BSN is {BSN}."}, ("note", "national_number")),
        ({"surname": f"Berg {BSN}"}, ("surname", "national_number")),
        ({"username": BSN}, ("username", "national_number")),
        ({"phone": BSN}, ("phone", "national_number")),
    ],
)
def test_each_wrong_field_is_named(changes, expected):
    assert problems(replace(NOAH, **changes), TODAY) == (expected,)


@pytest.mark.parametrize(
    "changes",
    [
        {"birth_on": None},
        {"birth_on": TODAY},
        {"enrolled_on": date(2026, 8, 1)},  # enrolled for next year
        {"left_on": date(2026, 7, 31)},  # will leave
        {"postcode": "1000", "country": "België"},
        {"phone": "+31 6 0000 1234"},
        {"surname": "الأحمد", "call_name": "محمد"},
        {"surname": "ተስፋይ"},
        {"call_name": ""},  # some people have one name
    ],
)
def test_what_is_unusual_but_right_passes(changes):
    assert problems(replace(NOAH, **changes), TODAY) == ()


def test_problems_stand_in_the_order_of_the_form():
    draft = replace(NOAH, surname="", email="x", gender="x", birth_on=date(2027, 1, 1), note=BSN)
    assert [field for field, _ in problems(draft, TODAY)] == ["surname", "birth_on", "gender", "email", "note"]


def test_texts_are_stored_in_one_way_of_writing():
    draft = replace(NOAH, surname="  Bérg  Smit ", postcode="1234ab", email="Noah@EXAMPLE.org", note=" a\r\nb ")
    tidy = tidied(draft)
    assert (tidy.surname, tidy.postcode, tidy.email, tidy.note) == ("Bérg Smit", "1234 AB", "Noah@example.org", "a\nb")


@pytest.mark.parametrize(
    ("left_on", "missing", "expected"),
    [
        (None, False, PersonStatus.ACTIVE),
        (None, True, PersonStatus.MISSING),
        (date(2026, 3, 4), False, PersonStatus.ACTIVE),
        (date(2026, 3, 4), True, PersonStatus.MISSING),
        (TODAY, False, PersonStatus.LEFT),
        (TODAY, True, PersonStatus.LEFT),
    ],
)
def test_someone_has_left_from_the_day_of_leaving(left_on, missing, expected):
    assert status_of(left_on, TODAY, missing=missing) is expected


MOTHER_OF = NewRelation(PersonId(1), PersonId(2), RelationKind.MOTHER, Custody.YES, date(2020, 1, 1))
PARENT, PUPIL, STAFF = PersonKind.PARENT, PersonKind.PUPIL, PersonKind.STAFF


@pytest.mark.parametrize(
    ("draft", "kinds", "expected"),
    [
        (MOTHER_OF, (PARENT, PUPIL), ()),
        (MOTHER_OF, (STAFF, PUPIL), ()),  # a teacher whose child is at the school
        (replace(MOTHER_OF, adult_id=PersonId(2)), (PUPIL, PUPIL), (("adult_id", "same_person"),)),
        (MOTHER_OF, (PUPIL, PUPIL), (("adult_id", "not_an_adult"),)),
        (MOTHER_OF, (PARENT, PARENT), (("pupil_id", "not_a_pupil"),)),
        (replace(MOTHER_OF, custody_since=date(2026, 3, 4)), (PARENT, PUPIL), (("custody_since", "in_future"),)),
        (replace(MOTHER_OF, custody_since=date(2016, 4, 30)), (PARENT, PUPIL), (("custody_since", "before_birth"),)),
        (replace(MOTHER_OF, custody=Custody.UNKNOWN), (PARENT, PUPIL), (("custody_since", "custody_unknown"),)),
        (replace(MOTHER_OF, custody=Custody.NO), (PARENT, PUPIL), ()),
        (replace(MOTHER_OF, custody=Custody.UNKNOWN, custody_since=None), (PARENT, PUPIL), ()),
    ],
)
def test_a_relation_is_between_an_adult_and_a_pupil_with_custody_since_a_possible_day(draft, kinds, expected):
    assert relation_problems(draft, kinds[0], kinds[1], date(2016, 5, 1), TODAY) == expected
