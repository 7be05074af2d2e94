"""What the demonstration school holds: in order with every rule, and lively."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from leskracht_desktop.domain.people import Custody, PersonFilter, PersonKind, PersonStatus
from leskracht_desktop.domain.people_rules import problems
from leskracht_desktop.domain.requests import RequestFilter, RequestStatus
from leskracht_desktop.services.demo_extra import draft_of
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage.models import EventBatch, Person, Record

PEOPLE = 400


@pytest.fixture
def vault_folder(demo_template, tmp_path):
    """Every vault in this file is a copy of the demonstration of Tuesday 3 March 2026."""
    return Path(shutil.copytree(demo_template.folder, tmp_path / "demo.kluis"))


@pytest.fixture
def demo(demo_template):
    """Who is who."""
    return demo_template.story


def test_there_are_as_many_people_as_asked_for_of_every_kind_and_status(services, demo):
    assert services.people.count_all() == PEOPLE
    for kind in PersonKind:
        assert services.people.count(PersonFilter(kinds=frozenset({kind}))) > 0
    for status in PersonStatus:
        assert services.people.count(PersonFilter(statuses=frozenset({status}))) > 0
    schools = services.schools.schools()
    assert [school.brin for school in schools] == ["99YY", "99XX", "99ZZ"]
    assert {site.school_id for site in services.schools.sites()} == {school.id for school in schools}
    for school in schools:
        assert services.people.count(PersonFilter(school_id=school.id)) > 30
        assert sum(group.count for group in services.schools.groups(school.id)) > 10


def test_everyone_in_it_would_pass_the_form(services, demo, vault):
    with vault.read() as session:
        ids = list(session.scalars(select(Person.id)))
    for person_id in ids:
        assert problems(draft_of(services.people.details(person_id)), services.today()) == ()


def test_nothing_in_it_can_be_of_somebody_real(services, demo, vault):
    with vault.read() as session:
        for person in session.scalars(select(Person)):
            assert re.fullmatch(r"|.+@([a-z]+\.)*example\.org", person.email)
            assert re.fullmatch(r"|06-0000\d{4}", person.phone)
            assert re.fullmatch(r"|1234 [A-Z]{2}", person.postcode)
            assert person.eck_id is None
    assert services.schools.institution().is_demo


def test_requests_stand_at_every_step_and_one_father_asked_on_3_march(services, demo):
    rows = services.requests.list(RequestFilter())
    assert {row.status for row in rows} >= {RequestStatus.RECEIVED, RequestStatus.IDENTITY_CHECKED}
    father = services.requests.details(next(row.id for row in rows if row.person_id == demo.noah and row.days_left > 0))
    assert (father.row.received_on, father.row.due_on) == (date(2026, 3, 3), date(2026, 4, 7))
    assert father.requester_id == demo.noahs_father
    cards = services.overview.cards()
    assert cards.requests_late == 1
    assert cards.due_today + cards.due_within_7 > 0
    assert cards.identity_missing > 0
    assert sum(row.extended for row in rows) == 1


def test_families_are_as_they_are(services, demo):
    people = services.people

    def relation(pupil, adult):
        return next(one for one in people.details(pupil).relations if one.other_id == adult)

    assert people.details(demo.elif_twin).birth_on == people.details(demo.emir_twin).birth_on
    assert people.details(demo.noah).address != people.details(demo.noahs_father).address
    assert relation(demo.sem, demo.sems_father).custody is Custody.NO
    assert relation(demo.shania, demo.shanias_father).custody is Custody.UNKNOWN
    assert len([one for one in people.details(demo.tess).relations if one.kind == "mother"]) == 2
    custody = [(line.old, line.new) for line in people.details(demo.sem).history if line.field == "custody"]
    assert custody == [("yes", "no")]
    phone = [line for line in people.details(demo.noahs_mother).history if line.field == "phone"]
    assert len(phone) == 1
    assert people.details(demo.former_teacher).status is PersonStatus.LEFT
    assert people.search("محمد الأحمد")[0].id == demo.mohammed


def test_the_log_of_somebody_tells_the_imports(services, demo):
    about = services.audit.about(demo.noah)
    assert [row.kind for row in about].count("import.done") >= 2


def test_every_category_of_leskracht_holds_something(services, demo, vault):
    noah = services.people.details(demo.noah)
    held = {record.category for record in noah.records} | {events.category for events in noah.events}
    told = {category.code for category in processing_inventory().categories if category.compartment != "school"}
    assert held == told
    assert [record.attachment_type for record in noah.records if record.attachment_id].count("image/jpeg") == 2
    assert {name for record in noah.records for name in record.third_parties} >= {"Sem Bakker", "Elif Yılmaz"}
    assert next(one.count for one in noah.events if one.category == "usage_log") == 1240
    with vault.read() as session:
        assert all(one.import_id for one in session.scalars(select(Record)))
        assert all(one.import_id for one in session.scalars(select(EventBatch)))


def test_the_history_of_imports_tells_what_each_file_brought(services, demo):
    history = services.imports.history()
    brought = [sum(count for key, count in row.counts.items() if key.endswith(".new")) for row in history]
    assert all(brought)
    assert sum(row.counts.get("pupil.new", 0) for row in history) == services.people.count(
        PersonFilter(kinds=frozenset({PersonKind.PUPIL}))
    )
    assert all(row.dropped["national_number"] > 0 for row in history if row.kind == "edexml")
