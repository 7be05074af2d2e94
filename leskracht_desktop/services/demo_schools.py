"""The invented institution and its schools, sites and groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Any, Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.people import SchoolId
from leskracht_desktop.domain.schools import Denomination, InstitutionDetails, NewSchool, NewSite, NumberKind
from leskracht_desktop.services.demo_data import read
from leskracht_desktop.services.demo_people import Place
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage.models import Group

_PUPILS_PER_SCHOOL: Final = 450
_SHARE_OF_PUPILS: Final = 0.47


def demo_institution() -> InstitutionDetails:
    """Return the invented institution."""
    told = read("schools")["institution"]
    return InstitutionDetails(**{**told, "number_kind": NumberKind(told["number_kind"])}, is_demo=True)


def found_schools(maker: Services, people: int) -> dict[SchoolId, dict[str, Any]]:
    """Fill in the institution and add the schools that so many people need; return what was told of each."""
    maker.schools.save_institution(replace(demo_institution(), logo=None))
    maker.retentions.set_terms({term.category: term.suggestion for term in maker.retentions.terms()})
    known = {school.brin: school.id for school in maker.schools.schools()}
    found = {}
    for one in _told(people):
        draft = NewSchool(
            name=one["name"],
            brin=one["brin"],
            denomination=Denomination(one["denomination"]),
            address=one["address"],
            postcode=one["postcode"],
            city=one["city"],
        )
        school_id = known.get(one["brin"])
        if school_id is None:
            school_id = maker.schools.add_school(draft)
        else:
            maker.schools.save_school(school_id, draft)
        for number, name in enumerate(one["sites"]):
            maker.schools.add_site(NewSite(school_id, f"{one['brin']}{number:02d}", name))
        found[school_id] = one
    return found


def _told(people: int) -> Iterator[dict[str, Any]]:
    told = read("schools")
    yield from told["school"]
    wanted = ceil(people * _SHARE_OF_PUPILS / _PUPILS_PER_SCHOOL)
    used = {one["brin"] for one in told["school"]}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    brins = (brin for one in letters for two in letters if (brin := f"99{one}{two}") not in used)
    more = told["more"]
    for number, brin in zip(range(len(used), wanted), brins, strict=False):
        city = more["cities"][number % len(more["cities"])]
        name = more["names"][number % len(more["names"])]
        yield {
            "name": name if number < len(more["names"]) else f"{name} {number // len(more['names']) + 1}",
            "brin": brin,
            "denomination": ("private", "public")[number % 3 == 0],
            "kind": "primary",
            "address": f"{more['streets'][number % len(more['streets'])]} {number}",
            "postcode": "1234 GH",
            "city": city,
            "sites": [name],
        }


def place_of(
    session: Session, site_ids: tuple[int, ...], school_id: SchoolId, one: dict[str, Any], imports: tuple[int, int]
) -> Place:
    """Add a school's groups and return all that people there need; `imports` are those of the lists they came in."""
    told = read("schools")
    groups = []
    for number, (name, year) in enumerate(told["groups"][one["kind"]], 1):
        group = Group(school_id=school_id, local_key=f"G{number:02d}", name=name, year_group=year)
        session.add(group)
        session.flush()
        groups.append((group.id, name, year))
    mixed = Group(school_id=school_id, kind="mixed", local_key="P01", name=told["groups"]["mixed"])
    session.add(mixed)
    session.flush()
    return Place(
        school_id=school_id,
        special=one["kind"] == "special",
        site_ids=site_ids,
        groups=tuple(groups),
        mixed_group_id=mixed.id,
        city=one["city"],
        streets=tuple(told["more"]["streets"]),
        list_import_id=imports[0],
        contacts_import_id=imports[1],
    )
