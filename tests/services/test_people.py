"""People and relations in a real vault: lists, details, history, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.people import (
    Custody,
    NewPerson,
    NewRelation,
    Origin,
    PersonFilter,
    PersonId,
    PersonKind,
    PersonSort,
    PersonStatus,
    RelationKind,
    SchoolId,
)
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.errors import Ambiguous, InvalidInput, NationalNumberFound, NotFound
from leskracht_desktop.storage.models import Person
from leskracht_desktop.storage.people_changes import left_by
from tests.support.vaults import ACTOR, STARTED_AT

NOAH = NewPerson(
    PersonKind.PUPIL,
    SchoolId(1),
    call_name="Noah",
    prefix="van den",
    surname="Berg",
    birth_on=date(2016, 5, 1),
    email="noah@example.org",
)


def names(services, chosen=PersonFilter()):  # noqa: B008 -- a frozen value
    return [row.name for row in services.people.rows(services.people.ids(chosen))]


def test_lists_follow_the_dutch_order(services, add):
    for call, prefix, surname in (
        ("Anna", "de", "Vries"),
        ("Noah", "van den", "Berg"),
        ("Zoë", "", "Øst"),
        ("Anna", "", "Berg"),
        ("Émile", "", "Ångström"),
        ("Jan", "'t", "Hart"),
        ("Bo", "", "Berg Smit"),
    ):
        add(call, prefix, surname)
    expected = [
        "Ångström, Émile",
        "Berg, Anna",
        "van den Berg, Noah",
        "Berg Smit, Bo",
        "'t Hart, Jan",
        "Øst, Zoë",
        "de Vries, Anna",
    ]
    assert names(services) == expected
    assert names(services, PersonFilter(descending=True)) == expected[::-1]


def test_lists_are_narrowed(services, add, groups):
    second = services.schools.add_school(NewSchool("De Klimtoren", "99YY"))
    add("Noah", "", "Berg", group_ids=(groups[0],))
    add("Anna", "", "Berg", kind=PersonKind.PARENT)
    add("Sem", "", "Bakker", left_on=date(2025, 7, 31))
    add("Kees", "", "Vos", kind=PersonKind.STAFF, school_id=second, group_ids=())
    both = frozenset({PersonKind.PARENT, PersonKind.STAFF})
    for chosen, expected in (
        (PersonFilter(kinds=frozenset({PersonKind.PUPIL})), ["Bakker, Sem", "Berg, Noah"]),
        (PersonFilter(kinds=both), ["Berg, Anna", "Vos, Kees"]),
        (PersonFilter(statuses=frozenset({PersonStatus.LEFT})), ["Bakker, Sem"]),
        (PersonFilter(school_id=second), ["Vos, Kees"]),
        (PersonFilter(group_id=groups[0]), ["Berg, Noah"]),
        (PersonFilter(text="berg"), ["Berg, Anna", "Berg, Noah"]),
        (PersonFilter(text="berg", kinds=both), ["Berg, Anna"]),
        (PersonFilter(text="berg", group_id=groups[1]), []),
        (PersonFilter(text="berg", descending=True), ["Berg, Noah", "Berg, Anna"]),
    ):
        assert names(services, chosen) == expected
        assert services.people.count(chosen) == len(expected)
    assert services.people.count_all() == 4


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (PersonSort.KIND, ["Berg", "Dam", "Vos", "Aa", "Eik"]),
        (PersonSort.GROUP, ["Dam", "Berg", "Aa", "Eik", "Vos"]),
        (PersonSort.STATUS, ["Aa", "Berg", "Eik", "Vos", "Dam"]),
        (PersonSort.BIRTH, ["Berg", "Dam", "Aa", "Eik", "Vos"]),
    ],
)
def test_lists_are_sorted_by_each_column(services, add, groups, sort, expected):
    add("A", "", "Aa", kind=PersonKind.PARENT)
    add("B", "", "Berg", birth_on=date(2015, 1, 1), group_ids=(groups[1],))
    add("D", "", "Dam", birth_on=date(2016, 1, 1), left_on=date(2026, 1, 1), group_ids=(groups[0],))
    add("E", "", "Eik", kind=PersonKind.OTHER)
    add("V", "", "Vos", kind=PersonKind.STAFF)
    rows = services.people.rows(services.people.ids(PersonFilter(sort=sort)))
    assert [row.name.partition(",")[0] for row in rows] == expected
    assert services.people.ids(PersonFilter(sort=sort), limit=2) == [row.id for row in rows][:2]
    backwards = services.people.ids(PersonFilter(sort=sort, descending=True))
    assert sorted(backwards) == sorted(row.id for row in rows)
    assert backwards != [row.id for row in rows]


def test_people_without_a_birth_date_come_last_in_both_directions(services, add):
    unknown = add("A", "", "Aa")
    young, old = add("B", "", "Bos", birth_on=date(2018, 1, 1)), add("C", "", "Cox", birth_on=date(2014, 1, 1))
    assert services.people.ids(PersonFilter(sort=PersonSort.BIRTH)) == [old, young, unknown]
    assert services.people.ids(PersonFilter(sort=PersonSort.BIRTH, descending=True)) == [young, old, unknown]


def test_rows_come_in_the_order_of_the_ids_and_leave_out_who_is_not_there(services, add):
    first, second = add("A", "", "Aa"), add("B", "", "Bos")
    assert [row.id for row in services.people.rows([second, 99, first])] == [second, first]


@pytest.mark.parametrize("count", [1, 50])
def test_a_list_takes_as_many_queries_for_fifty_people_as_for_one(services, add, groups, queries, count):
    for number in range(count):
        add(f"Naam{number}", "", "Berg", group_ids=groups)
    with queries() as seen:
        rows = services.people.rows(services.people.ids(PersonFilter()))
    assert len(rows) == count
    assert all(row.groups == ("5", "6") for row in rows)
    assert len(seen) == 3


def test_details_take_a_fixed_number_of_queries(services, add, queries):
    pupil = add("Noah", "", "Berg")
    with queries() as seen:
        services.people.details(pupil)
    alone = len(seen)
    for number in range(20):
        parent = add(f"Ouder{number}", "", "Berg", kind=PersonKind.PARENT)
        services.people.relate(NewRelation(parent, pupil, RelationKind.PARENT))
    with queries() as seen:
        assert len(services.people.details(pupil).relations) == 20
    assert len(seen) == alone


def test_a_new_person_is_stored_as_typed_and_logged(services, groups):
    person_id = services.people.add(
        replace(NOAH, group_ids=(groups[1],), postcode="1234ab", note="Let op.\r\nZie map.")
    )
    person = services.people.details(person_id)
    assert (person.display_name, person.list_name) == ("Noah van den Berg", "van den Berg, Noah")
    assert (person.postcode, person.note, person.groups) == ("1234 AB", "Let op.\nZie map.", (("6", ""),))
    assert (person.school.name, person.status) == ("De Regenboog", PersonStatus.ACTIVE)
    assert (person.provenance.origin, person.created_at) == (Origin.MANUAL, STARTED_AT)
    assert person.history == ()
    event = services.audit.about(person_id)[0]
    assert (event.kind, event.actor, event.details) == ("person.added", ACTOR, (("kind", "pupil"),))


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"surname": ""}, InvalidInput, "surname"),
        ({"note": "BSN 111222333"}, NationalNumberFound, "note"),
        ({"school_id": SchoolId(9)}, NotFound, "school"),
        ({"group_ids": (99,)}, NotFound, "group"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(services, changes, error, field):
    with pytest.raises(error) as refused:
        services.people.add(replace(NOAH, **changes))
    assert field in str(vars(refused.value))
    assert services.people.count_all() == 0
    assert services.audit.count() == 2  # the vault and its school


def test_groups_of_another_school_are_refused(services, groups):
    second = services.schools.add_school(NewSchool("De Klimtoren", "99YY"))
    with pytest.raises(InvalidInput) as refused:
        services.people.add(replace(NOAH, school_id=second, group_ids=(groups[0],)))
    assert refused.value.problems == (("group_ids", "other_school"),)


def test_editing_keeps_the_old_values_with_the_reason(services, groups, clock):
    person_id = services.people.add(replace(NOAH, group_ids=(groups[0],)))
    clock.move(days=1)
    changed = replace(NOAH, call_name="Noa", birth_on=date(2016, 5, 2), email="", group_ids=(groups[1],))
    services.people.edit(person_id, changed, "Doorgegeven door moeder")
    person = services.people.details(person_id)
    assert person.display_name == "Noa van den Berg"
    assert (person.created_at, person.changed_at) == (STARTED_AT, clock.now)
    history = {(line.entity, line.field, line.old, line.new) for line in person.history}
    assert history == {
        ("person", "call_name", "Noah", "Noa"),
        ("person", "birth_on", "2016-05-01", "2016-05-02"),
        ("person", "email", "noah@example.org", ""),
        ("membership", "group", "5", ""),
        ("membership", "group", "", "6"),
        ("person", "reason", "", "Doorgegeven door moeder"),
    }
    assert {(line.actor, line.changed_at) for line in person.history} == {(ACTOR, clock.now)}
    assert names(services, PersonFilter(text="noa")) == ["van den Berg, Noa"]
    assert names(services, PersonFilter(text="noah")) == ["van den Berg, Noa"]  # one letter away: still found
    kinds = [event.kind for event in services.audit.about(person_id)]
    assert kinds == ["person.added", "person.changed", "membership.changed"]
    assert services.audit.about(person_id)[1].details == (("fields", ("call_name", "birth_on", "email")),)
    assert services.audit.verify().ok


def test_saving_an_unchanged_form_changes_nothing(services, clock):
    person_id = services.people.add(NOAH)
    clock.move(days=1)
    services.people.edit(person_id, NOAH, "zomaar")
    person = services.people.details(person_id)
    assert (person.history, person.changed_at) == ((), STARTED_AT)
    assert len(services.audit.about(person_id)) == 1


def test_leaving_changes_the_status_and_the_history_tells(services):
    person_id = services.people.add(NOAH)
    services.people.edit(person_id, replace(NOAH, left_on=date(2026, 3, 1)))
    person = services.people.details(person_id)
    assert person.status is PersonStatus.LEFT
    assert ("status", "active", "left") in {(line.field, line.old, line.new) for line in person.history}
    assert services.people.count(PersonFilter(statuses=frozenset({PersonStatus.LEFT}))) == 1
    assert services.people.count(PersonFilter(statuses=frozenset({PersonStatus.ACTIVE}))) == 0


def test_editing_somebody_who_is_not_there(services):
    with pytest.raises(NotFound):
        services.people.edit(PersonId(7), NOAH)


@pytest.fixture
def family(services, add):
    return add("Noah", "", "Berg", birth_on=date(2016, 5, 1)), add("Marieke", "de", "Vries", kind=PersonKind.PARENT)


def test_a_relation_shows_from_both_sides(services, family):
    pupil, mother = family
    relation_id = services.people.relate(NewRelation(mother, pupil, RelationKind.MOTHER, Custody.YES, date(2016, 5, 1)))
    (from_pupil,) = services.people.details(pupil).relations
    (from_mother,) = services.people.details(mother).relations
    assert (from_pupil.other_name, from_pupil.other_is_pupil) == ("Marieke de Vries", False)
    assert (from_mother.other_name, from_mother.other_is_pupil) == ("Noah Berg", True)
    for one in (from_pupil, from_mother):
        assert (one.id, one.kind, one.custody) == (relation_id, RelationKind.MOTHER, Custody.YES)
    for person_id in family:
        assert "relation.added" in [event.kind for event in services.audit.about(person_id)]


def test_custody_keeps_its_history_with_both_people(services, family):
    pupil, mother = family
    relation_id = services.people.relate(NewRelation(mother, pupil, RelationKind.MOTHER, Custody.YES))
    services.people.edit_relation(
        relation_id, NewRelation(mother, pupil, RelationKind.MOTHER, Custody.NO, date(2026, 1, 15))
    )
    for person_id in family:
        details = services.people.details(person_id)
        assert details.relations[0].custody is Custody.NO
        changed = {(line.entity, line.field, line.old, line.new) for line in details.history}
        assert changed == {("relation", "custody", "yes", "no"), ("relation", "custody_since", "", "2026-01-15")}


def test_ending_a_relation_leaves_what_it_was(services, family):
    pupil, mother = family
    relation_id = services.people.relate(NewRelation(mother, pupil, RelationKind.MOTHER, Custody.YES))
    services.people.unrelate(relation_id)
    details = services.people.details(pupil)
    assert details.relations == ()
    assert ("relation", "mother P-000002", "") in {(line.field, line.old, line.new) for line in details.history}
    for person_id in family:
        assert services.audit.about(person_id)[-1].details == (("fields", ("relations",)),)
    with pytest.raises(NotFound):
        services.people.unrelate(relation_id)


def test_relations_that_can_not_be_are_refused(services, family, add):
    pupil, mother = family
    services.people.relate(NewRelation(mother, pupil, RelationKind.MOTHER))
    other = add("Sem", "", "Berg")
    for draft, expected in (
        (NewRelation(mother, pupil, RelationKind.STEP), ("adult_id", "duplicate")),
        (NewRelation(mother, mother, RelationKind.STEP), ("adult_id", "same_person")),
        (NewRelation(other, pupil, RelationKind.OTHER), ("adult_id", "not_an_adult")),
        (
            NewRelation(mother, pupil, RelationKind.MOTHER, Custody.YES, date(2010, 1, 1)),
            ("custody_since", "before_birth"),
        ),
    ):
        with pytest.raises(InvalidInput) as refused:
            services.people.relate(draft)
        assert expected in refused.value.problems
    with pytest.raises(InvalidInput) as refused:
        services.people.edit_relation(1, NewRelation(mother, other, RelationKind.MOTHER))
    assert refused.value.problems == (("adult_id", "other_people"),)


def test_a_pupil_with_parents_stays_a_pupil(services, family):
    pupil, mother = family
    services.people.relate(NewRelation(mother, pupil, RelationKind.MOTHER))
    for person_id, kind in ((pupil, PersonKind.STAFF), (mother, PersonKind.PUPIL)):
        with pytest.raises(InvalidInput) as refused:
            services.people.edit(person_id, replace(NOAH, kind=kind))
        assert refused.value.problems == (("kind", "has_relations"),)
    services.people.edit(mother, replace(NOAH, kind=PersonKind.STAFF))  # a mother who comes to work here
    assert services.people.details(mother).kind is PersonKind.STAFF


def set_local_key(vault, person_id, key):
    with vault.session() as session:
        person = session.get(Person, person_id)
        person.local_key = key


def test_people_are_found_by_our_key_and_by_that_of_the_school(services, add, vault):
    ids = [add(f"Naam{number}", "", "Berg") for number in range(3)]
    set_local_key(vault, ids[2], "1")
    assert services.people.find("P-000002") == ids[1]
    assert services.people.find(" p2 ") == ids[1]
    assert services.people.find("1") == ids[2]  # the school's own number comes first
    assert services.people.find("2") == ids[1]
    for key in ("P-000009", "onbekend", "", "0"):
        with pytest.raises(NotFound):
            services.people.find(key)


def test_a_key_of_two_people_is_ambiguous(services, add, vault):
    pupil, teacher = add("A", "", "Aa"), add("B", "", "Bos", kind=PersonKind.STAFF)
    for person_id in (pupil, teacher):
        set_local_key(vault, person_id, "0042")
    with pytest.raises(Ambiguous) as refused:
        services.people.find("0042")
    assert refused.value.count == 2


def test_the_picker_offers_some_kinds_only(services, add):
    add("Noah", "", "Berg")
    mother = add("Noa", "", "Berg", kind=PersonKind.PARENT)
    found = services.people.search("noa", kinds={PersonKind.PARENT})
    assert [row.id for row in found] == [mother]
    assert len(services.people.search("berg", limit=1)) == 1


def test_whoever_left_since_the_last_time_gets_that_status(services, clock):
    leaving = services.people.add(replace(NOAH, left_on=date(2026, 3, 10)))
    staying = services.people.add(replace(NOAH, left_on=date(2026, 3, 11)))
    assert services.people.mark_left() == 0
    clock.move(days=7)
    assert services.people.mark_left() == 1
    assert services.people.mark_left() == 0
    assert services.people.details(leaving).status is PersonStatus.LEFT
    assert services.people.details(staying).status is PersonStatus.ACTIVE
    (line,) = services.people.details(leaving).history
    assert (line.field, line.old, line.new) == ("status", "active", "left")
    assert services.audit.about(leaving)[-1].details == (("fields", ("status",)),)


def test_who_left_is_found_without_reading_all_people(vault):
    query = left_by(date(2026, 3, 10)).with_only_columns(Person.id).compile(compile_kwargs={"literal_binds": True})
    with vault.read() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    assert [row[3] for row in plan] == ["SEARCH people USING COVERING INDEX ix_people_left (left_on<?)"]
