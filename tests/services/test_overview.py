"""The start page: everything that needs somebody today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leskracht_desktop.domain.overview import OverviewProblem, backup_is_due
from leskracht_desktop.domain.people import Custody, NewRelation, PersonKind, RelationKind
from leskracht_desktop.domain.requests import IdentityCheck, NewRequest, RequestKind
from leskracht_desktop.storage.models import Person
from tests.support.vaults import STARTED_AT

TODAY = date(2026, 3, 3)


def test_requests_are_counted_by_what_is_left_of_their_term(services, add):
    pupil = add("Noah", "", "Berg")

    def register(received_on):
        return services.requests.register(NewRequest(RequestKind.ACCESS, pupil, received_on)).row

    rows = [register(date(2026, 1, 1) + timedelta(days=days)) for days in range(0, 62, 3)]
    checked, answered = rows[-1].id, rows[0].id
    for request_id in (checked, answered):
        services.requests.record_identity(request_id, IdentityCheck("Bekend", TODAY, "Noor"))
    services.requests.mark_answered(answered, TODAY)
    services.requests.withdraw(rows[1].id, TODAY)
    running = [row for row in rows if row.id not in {answered, rows[1].id}]
    cards = services.overview.cards()
    left = [(row.due_on - TODAY).days for row in running]
    assert cards.requests_late == sum(days < 0 for days in left) > 0
    assert cards.due_today == left.count(0) > 0
    assert cards.due_within_7 == sum(0 < days <= 7 for days in left) > 0
    assert cards.due_later == sum(days > 7 for days in left) > 0
    assert cards.requests_open == len(running)
    assert (cards.to_close, cards.identity_missing) == (1, len(running) - 1)
    assert cards.next_due_on == min(row.due_on for row in running)


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2010, 3, 2), None),  # turned 16 yesterday
        (date(2010, 3, 3), (date(2026, 3, 3), 16)),
        (date(2010, 6, 3), (date(2026, 6, 3), 16)),
        (date(2010, 6, 4), None),  # further away than the longest term
        (date(2008, 3, 31), (date(2026, 3, 31), 18)),
        (date(2016, 3, 31), None),
    ],
)
def test_pupils_who_come_of_age_within_the_longest_term_are_named(services, add, born_on, expected):
    person_id = add("Yonatan", "", "Haile", birth_on=born_on)
    add("Teacher", "", "Zestien", kind=PersonKind.STAFF, birth_on=born_on)
    add("Vertrokken", "", "Zestien", birth_on=born_on, left_on=date(2026, 1, 1))
    found = [(one.person_id, one.on, one.age) for one in services.overview.cards().turning_16_soon]
    assert found == ([] if expected is None else [(person_id, *expected)])


def test_who_was_born_on_a_leap_day_turns_16_in_a_leap_year_and_18_on_1_march(services, add):
    add("Sprinkel", "", "Dag", birth_on=date(2008, 2, 29))
    found = services.overview.cards(date(2026, 2, 1)).turning_16_soon
    assert [(one.name, one.on, one.age) for one in found] == [("Sprinkel Dag", date(2026, 3, 1), 18)]


def test_people_are_counted_per_kind_and_who_is_gone_from_the_list_apart(services, add, vault):
    add("Noah", "", "Berg")
    gone = add("Tess", "", "Jong")
    add("Marieke", "", "Vries", kind=PersonKind.PARENT)
    with vault.session() as session:
        person = session.get(Person, gone)
        assert person is not None
        person.status, person.missing_since = "missing", STARTED_AT
    cards = services.overview.cards()
    assert dict(cards.people_count) == {
        PersonKind.PUPIL: 2,
        PersonKind.STAFF: 0,
        PersonKind.PARENT: 1,
        PersonKind.OTHER: 0,
    }
    assert cards.missing_people == 1


def test_an_empty_vault_tells_what_is_still_to_be_filled_in(services, add):
    cards = services.overview.cards()
    assert cards.problems == (
        OverviewProblem.NO_OFFICER,
        OverviewProblem.NO_SCHOOL_ADDRESS,
        OverviewProblem.DENOMINATION_UNKNOWN,
        OverviewProblem.NO_RETENTION,
    )
    assert (cards.last_backup_at, cards.backup_due, cards.imports_last) == (None, True, None)
    assert (cards.next_due_on, cards.requests_open, cards.turning_16_soon) == (None, 0, ())
    pupil, father = add("Noah", "", "Berg"), add("Jeroen", "", "Berg", kind=PersonKind.PARENT)
    services.people.relate(NewRelation(father, pupil, RelationKind.FATHER, Custody.UNKNOWN))
    assert OverviewProblem.CUSTODY_UNKNOWN in services.overview.cards().problems


def test_a_back_up_is_due_after_a_week(services, tmp_path, clock):
    services.vaults.backup(tmp_path / "back-up.leskracht")
    cards = services.overview.cards()
    assert (cards.last_backup_at, cards.backup_due) == (clock.now, False)
    assert not backup_is_due(STARTED_AT, STARTED_AT + timedelta(days=6, hours=23))
    assert backup_is_due(STARTED_AT, STARTED_AT + timedelta(days=7))
    clock.move(days=8)
    assert services.overview.cards().backup_due


@pytest.mark.parametrize("count", [0, 30])
def test_the_start_page_takes_a_fixed_number_of_queries(services, add, queries, count):
    services.requests.list()
    for number in range(count):
        pupil = add(f"Naam{number}", "", "Berg", birth_on=date(2010, 4, 1))
        services.requests.register(NewRequest(RequestKind.ACCESS, pupil, TODAY))
    with queries() as seen:
        assert len(services.overview.cards().turning_16_soon) == count
    assert len(seen) == 13
