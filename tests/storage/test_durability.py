"""Nothing acknowledged is lost: a program killed at any moment leaves a vault that opens, verifies and holds it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from leskracht_desktop.storage import backups, migrate
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.files import remove_tree
from leskracht_desktop.storage.vault import Vault
from tests.support import drills
from tests.support.vaults import Template

WHOLE = ["anchor.json", "keys.json", "vault.db", "vault.lock"]


def opened(folder: Path, template: Template) -> Vault:
    vault = Vault.open(folder, DatabaseKey(template.key))
    assert vault.verify_log().ok
    assert vault.check().ok
    return vault


def test_a_kill_while_writing_loses_nothing_that_was_acknowledged(vault_folder: Path, template: Template) -> None:
    written = [0]
    for moment in drills.moments(30, 0.1, seed=1, enough=lambda: written[-1] > 30):
        acknowledged = drills.run_until_killed(drills.write, vault_folder, template.key, moment, start=written[-1])
        vault = opened(vault_folder, template)
        with vault.read() as session:
            present = session.scalar(text("SELECT COUNT(*) FROM settings WHERE key LIKE 'n%'")) or 0
            logged = session.scalar(text("SELECT COUNT(*) FROM audit_events WHERE kind = 'setting.changed'"))
        vault.close()
        assert present == logged
        assert acknowledged <= present <= acknowledged + 1  # the last commit may have lacked only its word
        written.append(present)
    assert written[-1] > 30


def test_a_kill_while_backing_up_leaves_whole_back_ups_only(
    vault_folder: Path, template: Template, tmp_path: Path
) -> None:
    vault = opened(vault_folder, template)
    drills.fill(vault, megabytes=3)
    vault.close()
    found: set[Path] = set()
    for moment in drills.moments(10, 0.4, seed=2, enough=lambda: bool(found)):
        drills.run_until_killed(drills.back_up, vault_folder, template.key, moment)
        opened(vault_folder, template).close()
        for file in (*backups.automatic_folder(vault.id).glob("*.kluisbackup"), *tmp_path.glob("*.kluisbackup")):
            backups.restore(file, tmp_path / "back.kluis", DatabaseKey(template.key))
            remove_tree(tmp_path / "back.kluis")
            found.add(file)
        assert sorted(path.name for path in vault_folder.iterdir()) == WHOLE
    assert found


@pytest.mark.parametrize("work", [drills.step_down_and_up, drills.open_older])
def test_a_kill_while_migrating_leaves_one_schema_or_the_other(
    vault_folder: Path, template: Template, work: drills.Work
) -> None:
    for moment in drills.moments(10, 0.25, seed=3):
        drills.run_until_killed(work, vault_folder, template.key, moment)
        vault = opened(vault_folder, template)  # an older one is brought up to date by this
        assert migrate.schema_version(vault.engine) == migrate.HEAD
        with vault.read() as session:
            assert session.scalar(text("SELECT name FROM institution")) == "De Regenboog"
        vault.close()


def test_a_kill_while_changing_keys_leaves_a_whole_key_file(vault_folder: Path, template: Template) -> None:
    for moment in drills.moments(15, 0.05, seed=4):
        drills.run_until_killed(drills.change_keys, vault_folder, template.key, moment)
        opened(vault_folder, template).close()
        assert sorted(path.name for path in vault_folder.iterdir()) == WHOLE
