"""Whether a package can be about somebody: nothing that contradicts is overruled by a choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from leskracht_desktop.domain.names import PersonName
from leskracht_desktop.domain.package_subject import KnownPerson, Likeness, PackageSubject, Verdict, compare, same_name
from leskracht_desktop.domain.people import PersonKind

NAME = PersonName("Noah Elias", "Noah", "N.E.", "van den", "Berg")
NOAH = KnownPerson(PersonKind.PUPIL, NAME, "10001", date(2014, 5, 3), "noah@school.example")
NOTHING: dict[str, Any] = {"local_key": "", "birth_on": None, "email": ""}
SUBJECT = PackageSubject("LK-1", "99ZZ", PersonKind.PUPIL, "", "Noah van den Berg", None, "")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"local_key": "10001"}, Verdict(Likeness.CERTAIN)),
        ({"birth_on": date(2014, 5, 3)}, Verdict(Likeness.CERTAIN)),
        ({"email": "Noah@School.example"}, Verdict(Likeness.CERTAIN)),
        ({"local_key": "10001", "email": "noah@thuis.example"}, Verdict(Likeness.CERTAIN)),
        ({"local_key": "99", "birth_on": date(2014, 5, 3)}, Verdict(Likeness.CERTAIN)),
        ({}, Verdict(Likeness.UNPROVEN)),
        ({"name": "Noah Bergsma"}, Verdict(Likeness.OTHER_NAME, "name")),
        ({"name": "Elias Smit", "local_key": "10001"}, Verdict(Likeness.OTHER_NAME, "name")),
        ({"name": "Jan Jansen"}, Verdict(Likeness.CONTRADICTED, "name")),
        ({"kind": PersonKind.PARENT, "local_key": "10001"}, Verdict(Likeness.CONTRADICTED, "kind")),
        ({"birth_on": date(2014, 5, 4), "local_key": "10001"}, Verdict(Likeness.CONTRADICTED, "birth_on")),
        ({"local_key": "99"}, Verdict(Likeness.CONTRADICTED, "local_key")),
        ({"email": "iemand@anders.example"}, Verdict(Likeness.CONTRADICTED, "email")),
    ],
)
def test_how_sure_it_is(told: dict[str, Any], expected: Verdict):
    assert compare(replace(SUBJECT, **told), NOAH) == expected


def test_what_the_vault_does_not_know_contradicts_nothing():
    unknown = replace(NOAH, **NOTHING)
    told = replace(SUBJECT, local_key="99", birth_on=date(1999, 1, 1), email="x@y.example")
    assert compare(told, unknown) == Verdict(Likeness.UNPROVEN)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Berg, van den, Noah", True),
        ("N. van den Berg", True),
        ("van den Berg", True),
        ("Noah Berg", False),
        ("Mila van den Berg", False),
        ("", False),
    ],
)
def test_a_name_in_one_line(text: str, same: bool):
    assert same_name(NAME, text) is same
