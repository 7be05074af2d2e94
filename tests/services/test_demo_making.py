"""Making the demonstration vault: alike for the same seed, alive on any day, whole or not at all."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from leskracht_desktop.domain.people import PersonFilter
from leskracht_desktop.domain.requests import RequestFilter, RequestStatus
from leskracht_desktop.errors import Cancelled, TargetExists
from leskracht_desktop.services.demo import fill_demo, make_demo_vault
from leskracht_desktop.services.demo_story import CAST_SIZE
from leskracht_desktop.services.program import build_services
from leskracht_desktop.storage.models import Relation
from tests.support.vaults import PASSPHRASE, STARTED_AT, MovableClock


@pytest.mark.parametrize("now", [datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2028, 2, 29, 23, 30, tzinfo=UTC)])
def test_it_is_alive_on_any_day(services, clock, now):
    clock.now = now
    demo = fill_demo(services, 60)
    cards = services.overview.cards()
    assert cards.requests_late == 1
    assert cards.due_today + cards.due_within_7 >= 2
    statuses = {row.status for row in services.requests.list()}
    assert statuses == set(RequestStatus)
    by_id = {one.person_id: (one.age, (one.on - cards.today).days) for one in cards.turning_16_soon}
    assert 25 <= by_id[demo.almost_sixteen][1] <= 35
    assert demo.sixteen not in by_id  # has turned 16 already
    assert all(event.at <= now for event in services.audit.list(1000))
    assert services.audit.verify().ok


def test_the_same_seed_gives_the_same_people_and_another_gives_others(tmp_path, clock):
    def made(name, seed):
        services = build_services(clock, "Tester")
        make_demo_vault(services, tmp_path / name, passphrase=PASSPHRASE, people=80, seed=seed)
        people = [services.people.details(one) for one in services.people.ids(PersonFilter())]
        services.vaults.lock()
        return [(one.key, one.list_name, one.birth_on, one.address, one.groups, one.relations) for one in people]

    first = made("een.kluis", 1)
    assert made("twee.kluis", 1) == first
    assert made("drie.kluis", 2) != first


def test_a_large_demonstration_has_more_schools_and_a_past(services, vault):
    fill_demo(services, 2500)
    assert services.people.count_all() == 2500
    assert len(services.schools.schools()) == 3
    rows = services.requests.list()
    assert len(rows) == 250 + 12
    assert len({row.number for row in rows}) == len(rows)
    assert services.requests.ids(RequestFilter(text=rows[-1].number)) == [rows[-1].id]
    assert services.audit.verify().ok
    with vault.read() as session:
        assert len(session.scalars(select(Relation)).all()) > 1000


def test_stopping_leaves_nothing_behind(tmp_path, clock):
    def stop(done, total):
        if done:
            raise Cancelled

    services = build_services(clock, "Tester")
    folder = tmp_path / "demo.kluis"
    with pytest.raises(Cancelled):
        make_demo_vault(services, folder, passphrase=PASSPHRASE, people=80, report=stop)
    assert list(tmp_path.iterdir()) == []
    assert services.vaults.is_locked
    folder.mkdir()
    (folder / "iets").write_text("van iemand anders")
    with pytest.raises(TargetExists):
        make_demo_vault(services, folder, passphrase=PASSPHRASE, people=80)
    assert [path.name for path in folder.iterdir()] == ["iets"]


def test_the_clock_that_told_the_story_is_not_the_one_that_stays(tmp_path):
    clock = MovableClock()
    services = build_services(clock, "Tester")
    make_demo_vault(services, tmp_path / "demo.kluis", passphrase=PASSPHRASE, people=60)
    first, *_, last = reversed(services.audit.list(1000))
    assert (STARTED_AT - first.at).days == 280
    assert last.at <= clock.now
    assert services.overview.cards().today == date(2026, 3, 3)
    services.vaults.lock()


@pytest.mark.parametrize("people", [1, 2, 5, 20, CAST_SIZE - 1, CAST_SIZE, CAST_SIZE + 1])
def test_there_are_as_many_people_as_were_asked_and_as_much_of_the_story_as_fits(services, people):
    story = fill_demo(services, people)
    assert services.people.count_all() == people
    assert bool(story.noah) is (people >= 4)
    assert all(astuple(story)) or people < CAST_SIZE
    for row in services.requests.list():
        assert services.people.details(row.person_id).id in astuple(story)
    assert services.requests.list() or people < 4
    assert services.audit.verify().ok
