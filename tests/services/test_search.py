"""Searching through the services: what is typed on the screen, on a school full of people."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from leskracht_desktop.domain.people import NewPerson, PersonFilter, PersonKind, PersonSort, SchoolId


@pytest.fixture
def vault_folder(demo_template, tmp_path):
    """Every vault in this file is a copy of the demonstration school with 400 people."""
    return Path(shutil.copytree(demo_template.folder, tmp_path / "demo.kluis"))


@pytest.fixture
def school(demo_template):
    """Who is who."""
    return demo_template.story


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("van den berg noah", "noah"),
        ("Noah van den Berg", "noah"),
        ("naoh berg", "noah"),
        ("jeroen van den bergh", "noahs_father"),
        ("ozlem yilmaz", "twins_mother"),
        ("Yılmaz-Çelik", "twins_mother"),
        ("in 't veld", "teacher"),
        ("sanne veld", "teacher"),
        ("kees ijzerman", "former_teacher"),
        ("yzerman kees", "former_teacher"),
        ("s gravesande", "left_pupil"),
        ("gravesande", "left_pupil"),
        ("محمد", "mohammed"),
        ("haile yonatan", "sixteen"),
        ("yonathan haile", "sixteen"),
        ("el amrani ilyas", "almost_sixteen"),
        ("amrani ilias", "almost_sixteen"),
    ],
)
def test_whoever_is_meant_comes_first(services, school, typed, who):
    assert services.people.search(typed)[0].id == getattr(school, who)


def test_every_person_is_found_by_her_own_name_before_anybody_else_but_namesakes(services, school):
    rows = services.people.rows(services.people.ids(PersonFilter()))
    for row in rows:
        found = services.people.search(row.display_name, limit=30)
        before = found[: [one.id for one in found].index(row.id)]
        assert {sorted_words(one.display_name) for one in before} <= {sorted_words(row.display_name)}


def sorted_words(name):
    from leskracht_desktop.domain.fuzzy import words

    return frozenset(words(name))


def test_each_letter_typed_narrows_the_list(services, school):
    counts = [services.people.count(PersonFilter(text="bakker sem"[:length])) for length in (1, 2, 3)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0


def test_searching_and_sorting_go_together(services, school):
    chosen = PersonFilter(text="van", sort=PersonSort.KIND)
    rows = services.people.rows(services.people.ids(chosen))
    assert set(services.people.ids(PersonFilter(text="van"))) == {row.id for row in rows}
    order = [PersonKind.PUPIL, PersonKind.STAFF, PersonKind.PARENT, PersonKind.OTHER]
    places = [order.index(row.kind) for row in rows]
    assert places == sorted(places)


def test_whoever_is_added_or_renamed_is_found_at_once(services):
    draft = NewPerson(PersonKind.OTHER, SchoolId(1), call_name="Quirijn", surname="Uniek")
    person_id = services.people.add(draft)
    assert services.people.ids(PersonFilter(text="quirijn")) == [person_id]
    services.people.edit(person_id, replace(draft, surname="Zeldzaam"))
    assert services.people.ids(PersonFilter(text="uniek")) == []
    assert services.people.ids(PersonFilter(text="zeldzaam quiryn")) == [person_id]


@pytest.mark.parametrize("typed", ["van", "xqzzk", "bregstra"])
def test_a_keystroke_takes_a_handful_of_queries_however_many_people_there_are(services, school, queries, typed):
    with queries() as seen:
        services.people.ids(PersonFilter(text=typed))
    assert len(seen) <= 8
