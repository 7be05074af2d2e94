"""The services as a whole: light until they are used, and signed by whoever the vault knows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

from leskracht_desktop.domain.people import NewPerson, PersonKind, PersonStatus, SchoolId
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
