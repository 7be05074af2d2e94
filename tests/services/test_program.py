"""The services as a whole: light until they are used, and signed by whoever the vault knows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.people import NewPerson, PersonKind, PersonStatus, SchoolId
from leskracht_desktop.domain.vaults import NewVault
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.services.program import build_services
from tests.support.vaults import ACTOR, NEW_VAULT, PASSPHRASE

LIGHT = """
import sys
from leskracht_desktop.services.program import build_services
services = build_services()
services.today(), services.actor(), services.vaults.is_locked
print([name for name in ("sqlalchemy", "alembic", "lxml", "openpyxl", "reportlab", "PySide6") if name in sys.modules])
"""


def test_nothing_heavy_is_loaded_before_a_vault_opens():
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_name_in_the_settings_signs_while_the_vault_is_open(tmp_path, clock):
    services = build_services(clock, ACTOR)
    folder = tmp_path / "school.kluis"
    services.vaults.create(folder, NEW_VAULT)
    services.settings.actor_name = "Noor Verhoeven"
    services.vaults.lock()
    assert services.actor() == ACTOR
    services.vaults.unlock_with_passphrase(folder, PASSPHRASE)
    assert services.actor() == "Noor Verhoeven"
    services.vaults.lock()


def test_the_privacy_contact_signs_and_not_the_account_of_the_system(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("LOGNAME", "oper01")
    services = build_services(clock)
    assert services.actor() == "oper01"
    folder = tmp_path / "school.kluis"
    services.vaults.create(folder, replace(NEW_VAULT, contact_name=" Noor  Verhoeven "))
    assert {line.actor for line in services.audit.list(10)} == {"Noor Verhoeven"}
    services.schools.save_institution(replace(services.schools.institution(), contact_name="Ans Smit"))
    assert services.actor() == "Ans Smit"
    services.settings.actor_name = "Bram Bos"
    assert services.actor() == "Bram Bos"
    services.settings.actor_name = ""
    assert services.actor() == "Ans Smit"
    assert build_services(clock, holder=services.holder).actor() == "Ans Smit"
    services.vaults.lock()
    assert services.actor() == "oper01"
    services.vaults.unlock_with_passphrase(folder, PASSPHRASE, read_only=True)
    assert services.actor() == "Ans Smit"
    services.vaults.lock()


def test_a_vault_that_could_not_be_made_leaves_no_name(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("LOGNAME", "oper01")
    services = build_services(clock)
    seen = []

    def stop(_new: NewVault) -> None:
        seen.append(services.actor())
        raise Cancelled

    services.vaults.creating.append(stop)
    with pytest.raises(Cancelled):
        services.vaults.create(tmp_path / "school.kluis", NEW_VAULT)
    assert seen == [NEW_VAULT.contact_name]
    assert services.actor() == "oper01"


def test_opening_a_vault_marks_who_left_in_the_meantime_unless_it_is_read_only(tmp_path, clock):
    services = build_services(clock, ACTOR)
    folder = tmp_path / "school.kluis"
    services.vaults.create(folder, NEW_VAULT)
    pupil = NewPerson(PersonKind.PUPIL, SchoolId(1), call_name="Noah", surname="Berg", left_on=date(2026, 3, 10))
    person_id = services.people.add(pupil)
    services.people.edit(person_id, replace(pupil, call_name="Noa"))
    clock.move(days=10)
    services.vaults.unlock_with_passphrase(folder, PASSPHRASE, read_only=True)
    assert services.people.details(person_id).status is PersonStatus.ACTIVE
    services.vaults.unlock_with_passphrase(folder, PASSPHRASE)
    assert services.people.details(person_id).status is PersonStatus.LEFT
    services.vaults.lock()
