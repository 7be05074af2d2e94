"""Settings and the school's own holidays in a real vault."""

from __future__ import annotations

from datetime import date

import pytest

from leskracht_desktop.domain.requests import NewRequest, RequestEventKind, RequestKind
from leskracht_desktop.domain.working_days import HolidayAmendment
from leskracht_desktop.errors import InvalidInput, NationalNumberFound, NotFound
from leskracht_desktop.services.settings import Appearance
from tests.support.vaults import ACTOR

AFTER_ASCENSION = date(2026, 5, 15)


def test_settings_have_defaults_and_keep_what_is_chosen(services):
    settings = services.settings
    assert (settings.idle_minutes, settings.appearance, settings.actor_name) == (10, Appearance.SYSTEM, "")
    settings.idle_minutes, settings.appearance, settings.automatic_backups = 25, Appearance.DARK, 3
    assert (settings.idle_minutes, settings.appearance, settings.automatic_backups) == (25, Appearance.DARK, 3)
    logged = [dict(line.details)["key"] for line in services.audit.list(3)]
    assert logged == ["automatic_backups", "appearance", "idle_minutes"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("idle_minutes", "0", "out_of_range"),
        ("idle_minutes", "tien", "out_of_range"),
        ("automatic_backups", "101", "out_of_range"),
        ("appearance", "paars", "unknown"),
        ("actor_name", "\x00", "control_character"),
        ("ui.people.columns", "x" * 5000, "too_long"),
    ],
)
def test_wrong_values_are_refused(services, key, value, code):
    with pytest.raises(InvalidInput) as refused:
        services.settings.set(key, value)
    assert refused.value.problems == ((key, code),)


def test_only_settings_that_exist_can_be_set(services):
    for key in ("audit.head", "vault.id", "people", "ui", "ui.Noah van den Berg"):
        with pytest.raises(NotFound):
            services.settings.set(key, "x")
    before = services.audit.count()
    services.settings.set("ui.people.columns", "120,80")
    assert services.settings.get("ui.people.columns") == "120,80"
    assert services.settings.get("ui.people.widths", "leeg") == "leeg"
    assert services.audit.count() == before  # what a window remembers is no event


def test_the_chosen_name_signs_from_then_on(services, add):
    services.settings.actor_name = " Noor  Verhoeven "
    person_id = add("Noah", "", "Berg")
    assert services.audit.about(person_id)[0].actor == "Noor Verhoeven"
    services.settings.actor_name = ""
    assert services.actor() == ACTOR
    with pytest.raises(NationalNumberFound):
        services.settings.actor_name = "111222333"


def test_holidays_come_from_the_law_and_from_the_school(services):
    law = dict(services.settings.holidays(2026))
    assert law[date(2026, 4, 3)] == "good_friday"
    assert AFTER_ASCENSION not in law
    services.settings.add_holiday(AFTER_ASCENSION, "Dag na Hemelvaart")
    services.settings.add_holiday(date(2026, 5, 5), "Bevrijdingsdag", added=False)
    ours = dict(services.settings.holidays(2026))
    assert ours[AFTER_ASCENSION] == "Dag na Hemelvaart"
    assert date(2026, 5, 5) not in ours
    assert services.settings.holiday_amendments() == (
        HolidayAmendment(date(2026, 5, 5), "Bevrijdingsdag", added=False),
        HolidayAmendment(AFTER_ASCENSION, "Dag na Hemelvaart"),
    )
    services.settings.remove_holiday(AFTER_ASCENSION)
    services.settings.remove_holiday(date(2026, 5, 5))
    assert dict(services.settings.holidays(2026)) == law
    with pytest.raises(NotFound):
        services.settings.remove_holiday(AFTER_ASCENSION)


@pytest.mark.parametrize(
    ("on", "name", "expected"),
    [(AFTER_ASCENSION, " ", ("name", "required")), (date(2199, 1, 1), "X", ("on", "date_out_of_range"))],
)
def test_wrong_holidays_are_refused(services, on, name, expected):
    with pytest.raises(InvalidInput) as refused:
        services.settings.add_holiday(on, name)
    assert refused.value.problems == (expected,)


def test_a_new_holiday_moves_the_requests_that_end_on_it_and_their_time_line_tells(services, add, clock):
    clock.move(days=50)  # 22 April
    pupil = add("Noah", "", "Berg")
    moved = services.requests.register(NewRequest(RequestKind.ACCESS, pupil, date(2026, 4, 14))).row
    stays = services.requests.register(NewRequest(RequestKind.ACCESS, pupil, date(2026, 4, 20))).row
    assert moved.due_on == AFTER_ASCENSION  # 14 May is Ascension Day
    assert services.settings.add_holiday(AFTER_ASCENSION, "Dag na Hemelvaart") == 1
    details = services.requests.details(moved.id)
    assert (details.row.target_on, details.row.due_on) == (date(2026, 5, 14), date(2026, 5, 18))
    assert details.events[-1].kind is RequestEventKind.NOTE
    assert dict(details.events[-1].details) == {"old_due_on": "2026-05-15", "due_on": "2026-05-18"}
    assert services.requests.details(stays.id).row.due_on == stays.due_on
    assert services.requests.deadline(date(2026, 4, 14)).due_on == date(2026, 5, 18)
    assert services.settings.remove_holiday(AFTER_ASCENSION) == 1
    assert services.requests.details(moved.id).row.due_on == AFTER_ASCENSION


def test_a_request_that_was_answered_keeps_its_date(services, add, clock):
    from leskracht_desktop.domain.requests import IdentityCheck

    clock.move(days=50)
    pupil = add("Noah", "", "Berg")
    request_id = services.requests.register(NewRequest(RequestKind.ACCESS, pupil, date(2026, 4, 14))).row.id
    services.requests.record_identity(request_id, IdentityCheck("Bekend", date(2026, 4, 15), "Noor"))
    services.requests.mark_answered(request_id, date(2026, 4, 16))
    assert services.settings.add_holiday(AFTER_ASCENSION, "Dag na Hemelvaart") == 0
    assert services.requests.details(request_id).row.due_on == AFTER_ASCENSION
