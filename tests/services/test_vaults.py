"""The vault service: make, unlock, lock, guard, back up; with every way in, and whatever goes wrong."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from leskracht_desktop import paths
from leskracht_desktop.domain.audit import AuditFilter
from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import (
    DiskFull,
    FileRefused,
    InvalidInput,
    KeychainProblem,
    LastWayIn,
    NotFound,
    ReadOnlyVault,
    TargetExists,
    VaultDamaged,
    VaultInUse,
    VaultLocked,
    VaultMissing,
    WeakPassphrase,
    WrongSecret,
)
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.vaults import VaultService
from leskracht_desktop.storage import audit, backups
from leskracht_desktop.storage.drafts import replace_drafts
from leskracht_desktop.storage.models import Institution, School
from leskracht_desktop.storage.vault import Vault
from tests.support.secret_service import SecretService
from tests.support.vaults import ACTOR, CHEAP, NEW_VAULT, PASSPHRASE, STARTED_AT, MovableClock

OTHER = "acht paarse brommers"


def kinds(vaults: VaultService) -> list[str]:
    with vaults._holder.vault.read() as session:
        return [row.kind for row in reversed(audit.rows(session, AuditFilter(), 100))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "De Regenboog.kluis"


@pytest.fixture
def code(vaults: VaultService, folder: Path) -> str:
    """A new vault, open; its recovery code."""
    return vaults.create(folder, NEW_VAULT)


def test_a_new_vault_holds_the_school_and_says_so_in_its_log(vaults: VaultService, folder: Path, code: str) -> None:
    assert not vaults.is_locked
    assert vaults.current_folder == folder
    with vaults._holder.vault.read() as session:
        institution = session.get_one(Institution, 1)
        school = session.get_one(School, 1)
    assert (institution.name, institution.contact_name) == ("De Regenboog", "Noor Testers")
    assert institution.contact_email == "privacy@regenboog.example"
    assert (school.name, school.brin) == ("De Regenboog", "99XX")
    assert kinds(vaults) == ["vault.created", "school.added"]
    assert [way.kind for way in vaults.ways_in()] == [WayKind.PASSPHRASE, WayKind.RECOVERY_CODE]
    assert len(code) == 41


def test_the_institution_may_have_a_name_of_its_own(vaults: VaultService, folder: Path) -> None:
    vaults.create(folder, dataclasses.replace(NEW_VAULT, institution_name="Stichting Kleurrijk", is_demo=True))
    with vaults._holder.vault.read() as session:
        institution = session.get_one(Institution, 1)
    assert (institution.name, institution.is_demo) == ("Stichting Kleurrijk", True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"school_name": ""}, "school_name"),
        ({"brin": "99"}, "brin"),
        ({"contact_name": " "}, "contact_name"),
        ({"contact_email": "nobody"}, "contact_email"),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_is_made(
    vaults: VaultService, folder: Path, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        vaults.create(folder, dataclasses.replace(NEW_VAULT, **changes))
    assert [name for name, _ in caught.value.problems] == [field]
    assert not folder.exists()


def test_a_weak_passphrase_is_refused_and_nothing_is_made(vaults: VaultService, folder: Path) -> None:
    with pytest.raises(WeakPassphrase):
        vaults.create(folder, dataclasses.replace(NEW_VAULT, passphrase="te kort"))
    assert list(folder.parent.iterdir()) == []


def test_no_vault_is_made_over_another_which_stays_open(vaults: VaultService, folder: Path, code: str) -> None:
    with pytest.raises(TargetExists):
        vaults.create(folder, NEW_VAULT)
    assert vaults.current_folder == folder


def test_passphrase_and_recovery_code_open_it_again(vaults: VaultService, folder: Path, code: str) -> None:
    vaults.lock()
    assert vaults.is_locked
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    vaults.lock()
    vaults.unlock_with_recovery_code(folder, code.lower())
    assert kinds(vaults)[-1] == "vault.unlocked"
    assert vaults.ways_into(folder) == (WayKind.PASSPHRASE, WayKind.RECOVERY_CODE)
    assert not vaults.has_keychain_way(folder)


def test_nothing_works_while_it_is_locked(vaults: VaultService, folder: Path, code: str) -> None:
    vaults.lock()
    vaults.lock()
    for step in (
        vaults.ways_in,
        vaults.check,
        vaults.last_backup_at,
        vaults.drafts,
        vaults.new_recovery_code,
        vaults.backup_automatically,
        lambda: vaults.current_folder,
        lambda: vaults.is_read_only,
        lambda: vaults.set_passphrase(OTHER),
        lambda: vaults.remove_way(WayKind.PASSPHRASE),
        lambda: vaults.confirm(WayKind.PASSPHRASE, PASSPHRASE),
        lambda: vaults.backup(folder.parent / "a.kluisbackup"),
    ):
        with pytest.raises(VaultLocked):
            step()


def test_wrong_secrets_open_nothing_and_slow_down(
    vaults: VaultService, folder: Path, code: str, clock: MovableClock
) -> None:
    vaults.lock()
    for wait in (0, 0, 2):
        with pytest.raises(WrongSecret) as caught:
            vaults.unlock_with_passphrase(folder, OTHER)
        assert caught.value.wait_seconds == wait
    assert vaults.is_locked
    clock.move(seconds=2)
    vaults.unlock_with_passphrase(folder, PASSPHRASE)


def test_opening_another_vault_closes_this_one(vaults: VaultService, folder: Path, code: str, tmp_path: Path) -> None:
    first = vaults._holder.vault
    vaults.create(tmp_path / "Andere.kluis", dataclasses.replace(NEW_VAULT, brin="88YY"))
    assert first.is_closed
    assert vaults.recent() == (tmp_path / "Andere.kluis", folder)


def test_a_vault_in_use_can_be_opened_read_only(vaults: VaultService, vault: Vault, clock: MovableClock) -> None:
    with pytest.raises(VaultInUse):
        vaults.unlock_with_passphrase(vault.folder, PASSPHRASE)
    assert vaults.is_locked
    vaults.unlock_with_passphrase(vault.folder, PASSPHRASE, read_only=True)
    assert vaults.is_read_only
    assert not vaults.backup_is_due()
    for step in (
        vaults.new_recovery_code,
        vaults.backup_automatically,
        lambda: vaults.set_passphrase(OTHER),
        lambda: vaults.remove_way(WayKind.PASSPHRASE),
    ):
        with pytest.raises(ReadOnlyVault):
            step()
    vaults.lock({"form": "typed"})


def test_a_folder_that_is_no_vault_is_said(vaults: VaultService, tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        vaults.unlock_with_passphrase(tmp_path, PASSPHRASE)
    with pytest.raises(VaultMissing):
        vaults.ways_into(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_typed_text_survives_the_locking(vaults: VaultService, folder: Path, code: str, clock: MovableClock) -> None:
    vaults.lock({"request.new": '{"description": "Mail van mevrouw Zwaluw"}', "note": "x"})
    assert b"Zwaluw" not in (folder / "vault.db").read_bytes()
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    saved = {draft.key: draft.payload for draft in vaults.drafts()}
    assert saved == {"request.new": '{"description": "Mail van mevrouw Zwaluw"}', "note": "x"}
    assert vaults.drafts()[0].saved_at == STARTED_AT
    vaults.discard_draft("note")
    assert [draft.key for draft in vaults.drafts()] == ["request.new"]
    vaults.lock()  # locking without a word about drafts keeps them
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    assert [draft.key for draft in vaults.drafts()] == ["request.new"]
    vaults.lock({})
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    assert vaults.drafts() == ()


def test_it_locks_also_when_the_drafts_do_not_fit(vaults: VaultService, folder: Path, code: str) -> None:
    vault = vaults._holder.vault
    with vault.session() as session:
        replace_drafts(session, {"old": "kept"}, STARTED_AT)
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(DiskFull):
        vaults.lock({"large": "x" * 2_000_000})
    assert vaults.is_locked
    assert vault.is_closed
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    assert [draft.key for draft in vaults.drafts()] == ["old"]


def test_others_hear_of_locking_and_unlocking(vaults: VaultService, folder: Path) -> None:
    heard: list[str] = []
    vaults.unlocked.append(lambda: heard.append(f"unlocked {vaults.is_locked}"))
    vaults.locked.append(lambda: heard.append(f"locked {vaults.is_locked}"))
    vaults.create(folder, NEW_VAULT)
    vaults.lock()
    vaults.lock()
    assert heard == ["unlocked False", "locked True"]


def test_every_way_in_can_be_replaced_and_removed_but_the_last(vaults: VaultService, folder: Path, code: str) -> None:
    vaults.set_passphrase(OTHER)
    new_code = vaults.new_recovery_code()
    vaults.confirm(WayKind.PASSPHRASE, OTHER)
    vaults.confirm(WayKind.RECOVERY_CODE, new_code)
    for kind, secret in ((WayKind.PASSPHRASE, PASSPHRASE), (WayKind.RECOVERY_CODE, code)):
        with pytest.raises(WrongSecret):
            vaults.confirm(kind, secret)
    vaults.remove_way(WayKind.PASSPHRASE)
    with pytest.raises(LastWayIn):
        vaults.remove_way(WayKind.RECOVERY_CODE)
    vaults.set_passphrase(OTHER)
    vaults.remove_way(WayKind.RECOVERY_CODE)
    assert kinds(vaults)[2:] == [
        "way_in.replaced",
        "way_in.replaced",
        "way_in.removed",
        "way_in.added",
        "way_in.removed",
    ]
    vaults.lock()
    vaults.unlock_with_passphrase(folder, OTHER)


def test_the_keychain_opens_it_without_a_question(
    secret_service: SecretService, vaults: VaultService, folder: Path
) -> None:
    vaults.create(folder, dataclasses.replace(NEW_VAULT, use_keychain=True))
    assert vaults.keychain_available()
    assert vaults.keychain_problem is None
    assert vaults.has_keychain_way(folder)
    vaults.lock()
    vaults.unlock_with_keychain(folder)
    vaults.remove_way(WayKind.KEYCHAIN)
    vaults.lock()
    with pytest.raises(NotFound):
        vaults.unlock_with_keychain(folder)
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    vaults.use_keychain()
    vaults.lock()
    vaults.unlock_with_keychain(folder)


def test_a_keychain_that_is_gone_leads_to_the_passphrase(
    secret_service: SecretService, vaults: VaultService, folder: Path
) -> None:
    vaults.create(folder, dataclasses.replace(NEW_VAULT, use_keychain=True))
    vaults.lock()
    secret_service.stop()
    with pytest.raises(KeychainProblem) as caught:
        vaults.unlock_with_keychain(folder)
    assert caught.value.reason == "missing"
    assert vaults.is_locked
    vaults.unlock_with_passphrase(folder, PASSPHRASE)
    vaults.remove_way(WayKind.KEYCHAIN)  # also when the keychain can't be told
    assert not vaults.has_keychain_way(folder)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the others always have a keychain")
@pytest.mark.usefixtures("no_keychain")
def test_without_a_keychain_the_vault_is_made_all_the_same(vaults: VaultService, folder: Path) -> None:
    vaults.create(folder, dataclasses.replace(NEW_VAULT, use_keychain=True))
    assert vaults.keychain_problem == "missing"
    assert not vaults.keychain_available()
    assert not vaults.has_keychain_way(folder)
    with pytest.raises(KeychainProblem):
        vaults.use_keychain()


def test_a_back_up_is_logged_and_comes_back(
    vaults: VaultService, folder: Path, code: str, tmp_path: Path, clock: MovableClock
) -> None:
    assert vaults.last_backup_at() is None
    assert vaults.backup_is_due()
    clock.move(hours=1)
    receipt = vaults.backup(tmp_path / "school.kluisbackup")
    assert receipt.path == str(tmp_path / "school.kluisbackup")
    assert receipt.size == (tmp_path / "school.kluisbackup").stat().st_size
    assert vaults.last_backup_at() == STARTED_AT + timedelta(hours=1) == receipt.made_at
    with vaults._holder.vault.read() as session:
        (row,) = audit.rows(session, AuditFilter(), 1)
    assert row.kind == "vault.backed_up"
    assert dict(row.details) == {"reason": "manual", "sha256": receipt.sha256, "size": receipt.size}
    vaults.lock()
    back = vaults.restore(tmp_path / "school.kluisbackup", tmp_path / "terug.kluis")
    assert vaults.is_locked
    assert back.log is None
    vaults.unlock_with_passphrase(back.folder, PASSPHRASE)
    assert vaults.check().ok


def test_a_restore_with_a_secret_is_opened_checked_and_logged(vaults: VaultService, code: str, tmp_path: Path) -> None:
    vaults.backup(tmp_path / "school.kluisbackup")
    vaults.restore(tmp_path / "school.kluisbackup", tmp_path / "terug.kluis", secret=(WayKind.RECOVERY_CODE, code))
    vaults.unlock_with_passphrase(tmp_path / "terug.kluis", PASSPHRASE)
    assert kinds(vaults)[-1] == "vault.restored"
    with pytest.raises(WrongSecret):
        vaults.restore(tmp_path / "school.kluisbackup", tmp_path / "nooit.kluis", secret=(WayKind.PASSPHRASE, OTHER))
    assert not (tmp_path / "nooit.kluis").exists()


def test_a_back_up_of_the_open_vault_is_checked_without_a_question(
    vaults: VaultService, folder: Path, code: str, tmp_path: Path
) -> None:
    vaults.backup(tmp_path / "school.kluisbackup")
    assert not vaults.restoring_asks_secret(tmp_path / "school.kluisbackup")
    back = vaults.restore(tmp_path / "school.kluisbackup", tmp_path / "terug.kluis")
    assert back.log is not None
    assert back.log.ok
    assert vaults.current_folder == folder
    vaults.lock()
    assert vaults.restoring_asks_secret(tmp_path / "school.kluisbackup")
    vaults.unlock_with_passphrase(back.folder, PASSPHRASE)
    assert kinds(vaults)[-1] == "vault.restored"


def test_a_log_that_was_tampered_with_before_is_told_after_a_restore(
    vaults: VaultService, code: str, tmp_path: Path
) -> None:
    with vaults._holder.vault.session() as session:
        session.execute(text("DROP TRIGGER audit_events_update"))
        session.execute(text("UPDATE audit_events SET actor = 'Iemand anders' WHERE sequence = 1"))
    vaults.backup(tmp_path / "school.kluisbackup")
    back = vaults.restore(tmp_path / "school.kluisbackup", tmp_path / "terug.kluis")
    assert back.log is not None
    assert (back.log.ok, back.log.first_bad_sequence) == (False, 1)
    assert back.folder.is_dir()


def test_a_back_up_that_does_not_open_leaves_nothing(vaults: VaultService, code: str, tmp_path: Path) -> None:
    with vaults._holder.vault.session() as session:
        session.execute(text("DELETE FROM alembic_version"))
        session.execute(text("INSERT INTO alembic_version VALUES ('0001_start')"))
    vault, made = vaults._holder.vault, tmp_path / "school.kluisbackup"
    vault.back_up(made, vaults._clock)
    with pytest.raises(OperationalError):  # its tables are there already
        vaults.restore(made, tmp_path / "terug.kluis")
    assert [path.name for path in tmp_path.iterdir() if "terug" in path.name or path.name.startswith(".")] == []


def test_a_file_that_is_no_back_up_is_refused(vaults: VaultService, tmp_path: Path) -> None:
    (tmp_path / "x.kluisbackup").write_bytes(b"hello")
    with pytest.raises(FileRefused):
        vaults.restore(tmp_path / "x.kluisbackup", tmp_path / "terug.kluis")


def test_automatic_back_ups_are_due_once_a_day_and_the_newest_are_kept(
    vaults: VaultService, code: str, clock: MovableClock
) -> None:
    with vaults._holder.vault.session() as session:
        session.execute(text("INSERT INTO settings VALUES ('automatic_backups', '2')"))
    for _ in range(4):
        assert vaults.backup_is_due()
        vaults.backup_automatically()
        assert not vaults.backup_is_due()
        clock.move(hours=23)
        assert not vaults.backup_is_due()
        clock.move(hours=1)
    kept = backups.automatic_folder(vaults._holder.vault.id)
    assert len(list(kept.iterdir())) == 2
    clock.move(days=-30)
    assert vaults.backup_is_due()


def test_damage_is_said_with_the_pages(vaults: VaultService, folder: Path, code: str) -> None:
    with vaults._holder.vault.session() as session:
        session.execute(text("INSERT INTO settings VALUES ('large', hex(randomblob(50000)))"))
    vaults.lock()
    content = bytearray((folder / "vault.db").read_bytes())
    content[-3000] ^= 0xFF
    (folder / "vault.db").write_bytes(content)
    vaults.unlock_with_passphrase(folder, PASSPHRASE, read_only=True)
    with pytest.raises(VaultDamaged) as caught:
        vaults.check()
    assert caught.value.detail == str(len(content) // 4096)


def test_a_name_of_any_kind_gives_a_place_for_a_vault(vaults: VaultService) -> None:
    assert vaults.suggested_folder("Kbs 't Vlot / Noord").name == "Kbs 't Vlot - Noord.kluis"
    assert vaults.suggested_folder("").name == "school.kluis"


def test_the_list_of_recent_vaults_leaves_out_what_is_gone(
    vaults: VaultService, folder: Path, code: str, tmp_path: Path
) -> None:
    assert vaults.recent() == (folder,)
    vaults.lock()
    folder.rename(tmp_path / "moved.kluis")
    assert vaults.recent() == ()
    (paths.config_folder() / "recent.json").write_text("not json", "utf-8")
    assert vaults.recent() == ()
    vaults.unlock_with_passphrase(tmp_path / "moved.kluis", PASSPHRASE)
    assert vaults.recent() == (tmp_path / "moved.kluis",)
    vaults.forget(tmp_path / "moved.kluis")
    assert vaults.recent() == ()


def test_the_passphrase_does_not_show_when_what_was_typed_is_printed() -> None:
    assert PASSPHRASE not in repr(NEW_VAULT)


def test_the_service_is_there_before_the_database_library_is(tmp_path: Path) -> None:
    program = (
        "import sys; from leskracht_desktop.services.vaults import VaultService;"
        "print(sorted({'sqlalchemy', 'alembic', 'keyring', 'nacl', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"


def test_each_service_signs_with_the_name_it_was_given(folder: Path, clock: MovableClock) -> None:
    service = VaultService(VaultHolder(), clock, lambda: ACTOR, lambda: CHEAP)
    service.create(folder, NEW_VAULT)
    with service._holder.vault.read() as session:
        assert {row.actor for row in audit.rows(session, AuditFilter(), 10)} == {ACTOR}
    service.lock()
