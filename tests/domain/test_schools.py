"""What the forms of the institution, its schools and sites may hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.people import SchoolId
from leskracht_desktop.domain.schools import (
    InstitutionDetails,
    NewSchool,
    NewSite,
    NumberKind,
    institution_problems,
    school_problems,
    site_problems,
    tidied_institution,
    tidied_school,
    tidied_site,
)

INSTITUTION = InstitutionDetails("Stichting De Vlinderboom", "Noor Verhoeven", "privacy@vlinderboom.example.org")
SCHOOL = NewSchool("De Regenboog", "99XX")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"name": ""}, (("name", "required"),)),
        ({"contact_name": " "}, (("contact_name", "required"),)),
        ({"contact_email": ""}, (("contact_email", "required"),)),
        ({"contact_email": "noor"}, (("contact_email", "email_format"),)),
        ({"officer_email": "fg@"}, (("officer_email", "email_format"),)),
        ({"postcode": "12 AB"}, (("postcode", "postcode_format"),)),
        ({"number": "123"}, (("number_kind", "required"),)),
        ({"number_kind": NumberKind.KVK, "number": "123"}, (("number", "kvk_format"),)),
        ({"number_kind": NumberKind.KVK, "number": "01234567"}, ()),
        ({"number_kind": NumberKind.BRIN, "number": "9XXX"}, (("number", "brin_format"),)),
        ({"number_kind": NumberKind.RIO, "number": "123B456"}, ()),
        ({"number_kind": NumberKind.AUTHORITY, "number": "99001"}, ()),
        ({"number_kind": NumberKind.AUTHORITY, "number": ""}, ()),
        ({"address": "111222333"}, (("address", "national_number"),)),
        ({"name": "", "contact_email": "x"}, (("name", "required"), ("contact_email", "email_format"))),
    ],
)
def test_the_institutions_form(changes, expected):
    assert institution_problems(replace(INSTITUTION, **changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"brin": "99xx"}, ()),
        ({"name": "", "brin": ""}, (("name", "required"), ("brin", "required"))),
        ({"brin": "9XX9"}, (("brin", "brin_format"),)),
        ({"postcode": "1234"}, (("postcode", "postcode_format"),)),
    ],
)
def test_a_schools_form(changes, expected):
    assert school_problems(replace(SCHOOL, **changes)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("99XX01", ()),
        ("99xx 01", ()),
        ("", (("code", "required"),)),
        ("99XX", (("code", "site_code_format"),)),
        ("99YY01", (("code", "other_brin"),)),
    ],
)
def test_a_sites_code_begins_with_the_brin_of_its_school(code, expected):
    assert site_problems(NewSite(SchoolId(1), code), "99XX") == expected


def test_texts_are_stored_in_one_way_of_writing():
    institution = tidied_institution(
        replace(INSTITUTION, name=" Stichting  X ", postcode="1234ab", number_kind=NumberKind.KVK, number="1234567")
    )
    assert (institution.name, institution.postcode, institution.number) == ("Stichting X", "1234 AB", "01234567")
    assert tidied_school(replace(SCHOOL, brin="99xx")).brin == "99XX"
    assert tidied_site(NewSite(SchoolId(1), "99xx 01", " Park ")) == NewSite(SchoolId(1), "99XX01", "Park")
