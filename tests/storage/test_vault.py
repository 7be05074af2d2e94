"""The vault: made whole, opened by its key only, one writer, readers beside it, closed whatever happens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from leskracht_desktop.errors import (
    DiskFull,
    LastWayIn,
    ReadOnlyVault,
    TargetExists,
    VaultDamaged,
    VaultInUse,
    VaultLocked,
    VaultMissing,
    VaultNewer,
)
from leskracht_desktop.storage import models
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.keys import KeyFile
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import CHEAP, PASSPHRASE, STARTED_AT, Template


def setting(vault: Vault, key: str) -> str | None:
    with vault.read() as session:
        row = session.get(models.Setting, key)
        return row.value if row else None


def store(vault: Vault, key: str, value: str) -> None:
    with vault.session() as session:
        session.add(models.Setting(key=key, value=value))


def test_what_is_written_is_there_after_reopening(vault: Vault, template: Template) -> None:
    store(vault, "colour", "green")
    vault.close()
    again = Vault.open(vault.folder, DatabaseKey(template.key))
    assert setting(again, "colour") == "green"
    again.close()


def test_a_failing_unit_of_work_is_undone_as_a_whole(vault: Vault) -> None:
    def fail() -> None:
        with vault.session() as session:
            session.add(models.Setting(key="half", value="way"))
            session.flush()
            _ = 1 // 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert setting(vault, "half") is None


def test_rows_stay_readable_after_the_commit(vault: Vault) -> None:
    with vault.session() as session:
        row = models.Setting(key="k", value="v")
        session.add(row)
    assert row.value == "v"


def test_a_reading_session_sees_one_state(vault: Vault) -> None:
    with vault.read() as session:
        before = session.scalar(text("SELECT COUNT(*) FROM settings"))
        store(vault, "later", "x")
        assert session.scalar(text("SELECT COUNT(*) FROM settings")) == before
    assert setting(vault, "later") == "x"


def test_a_reading_session_can_not_write(vault: Vault) -> None:
    with vault.read() as session, pytest.raises(OperationalError, match="readonly"):
        session.execute(text("DELETE FROM settings"))
    store(vault, "writing", "still works")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("journal_mode", "wal"),
        ("soft_heap_limit", 12 << 20),
    ],
)
def test_every_connection_has_the_settings_that_guard_the_data(vault: Vault, name: str, expected: object) -> None:
    with vault.read() as session:
        assert session.scalar(text(f"PRAGMA {name}")) == expected


def test_nothing_of_the_database_is_readable_without_the_key(vault: Vault) -> None:
    store(vault, "note", "Aminata van der Werf")
    for path in vault.folder.iterdir():
        content = path.read_bytes()
        assert b"Aminata" not in content
        assert b"SQLite format" not in content
        assert b"CREATE TABLE" not in content


def test_the_files_are_the_owners_alone(template: Template) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps rights in access lists, inherited from the user's profile")
    assert template.folder.stat().st_mode & 0o077 == 0
    assert {path.name for path in template.folder.iterdir() if path.stat().st_mode & 0o077} == set()


def test_a_wrong_key_opens_nothing(vault_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(VaultDamaged):
        Vault.open(vault_folder, DatabaseKey.generate())
    assert capfd.readouterr().err == ""


def test_making_a_vault_leaves_nothing_when_filling_it_fails(tmp_path: Path) -> None:
    key = DatabaseKey.generate()
    keys = KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)

    def fail(_: Session) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Vault.create(tmp_path / "school.kluis", keys, key, fail)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_without_a_way_in_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LastWayIn):
        Vault.create(tmp_path / "school.kluis", KeyFile.new(), DatabaseKey.generate(), lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_never_a_new_vault_over_an_old_one(vault_folder: Path, template: Template) -> None:
    before = (vault_folder / "vault.db").read_bytes()
    key = DatabaseKey.generate()
    keys = KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)
    with pytest.raises(TargetExists):
        Vault.create(vault_folder, keys, key, lambda _: None)
    assert (vault_folder / "vault.db").read_bytes() == before


@pytest.mark.parametrize(("name", "missing"), [("keys.json", "keys"), ("vault.db", "database")])
def test_a_missing_part_is_named_and_nothing_is_made_in_its_place(
    vault_folder: Path, template: Template, name: str, missing: str
) -> None:
    (vault_folder / name).unlink()
    before = sorted(path.name for path in vault_folder.iterdir())
    with pytest.raises(VaultMissing) as caught:
        Vault.open(vault_folder, DatabaseKey(template.key))
    assert caught.value.missing == missing
    assert sorted(path.name for path in vault_folder.iterdir()) == before


def test_a_missing_folder_is_named(tmp_path: Path, template: Template) -> None:
    with pytest.raises(VaultMissing) as caught:
        Vault.open(tmp_path / "gone.kluis", DatabaseKey(template.key))
    assert caught.value.missing == "folder"


def test_an_empty_database_file_is_damage_not_a_new_vault(vault_folder: Path, template: Template) -> None:
    (vault_folder / "vault.db").write_bytes(b"")
    with pytest.raises(VaultDamaged):
        Vault.open(vault_folder, DatabaseKey(template.key))


def test_a_second_opening_is_told_who_holds_the_vault(vault: Vault, template: Template) -> None:
    with pytest.raises(VaultInUse) as caught:
        Vault.open(vault.folder, DatabaseKey(template.key))
    assert str(os.getpid()) in caught.value.holder


def test_a_read_only_opening_works_beside_the_writer_and_sees_its_changes(vault: Vault, template: Template) -> None:
    reader = Vault.open(vault.folder, DatabaseKey(template.key), read_only=True)
    store(vault, "news", "seen")
    assert setting(reader, "news") == "seen"
    with pytest.raises(ReadOnlyVault), reader.session():
        pass
    reader.close()
    store(vault, "more", "after the reader left")


def test_a_read_only_opening_leaves_nothing_behind(vault_folder: Path, template: Template) -> None:
    before = {path.name for path in vault_folder.iterdir()}
    first, second = (Vault.open(vault_folder, DatabaseKey(template.key), read_only=True) for _ in range(2))
    first.close()
    with second.read() as session:  # and who still reads is left alone
        assert session.scalar(text("SELECT count(*) FROM people")) is not None
    second.close()
    assert {path.name for path in vault_folder.iterdir()} == before


def test_a_read_only_opening_folds_no_changes_of_others(vault: Vault, template: Template) -> None:
    reader = Vault.open(vault.folder, DatabaseKey(template.key), read_only=True)
    with vault.session() as session:
        session.execute(text("UPDATE institution SET name = 'Anders'"))
    before = vault.database.read_bytes()
    reader.close()
    assert vault.database.read_bytes() == before
    with vault.read() as session:
        assert session.scalar(text("SELECT name FROM institution")) == "Anders"


def test_a_read_only_opening_does_not_change_a_byte(vault_folder: Path, template: Template) -> None:
    before = {path.name: path.read_bytes() for path in vault_folder.iterdir()}
    reader = Vault.open(vault_folder, DatabaseKey(template.key), read_only=True)
    assert setting(reader, "vault.id") == reader.id
    reader.close()
    after = {
        path.name: path.read_bytes() for path in vault_folder.iterdir() if not path.name.endswith(("-wal", "-shm"))
    }
    assert after == before


def test_the_lock_is_free_again_after_closing_and_after_a_failed_opening(
    vault_folder: Path, template: Template
) -> None:
    with pytest.raises(VaultDamaged):
        Vault.open(vault_folder, DatabaseKey.generate())
    for _ in range(2):
        Vault.open(vault_folder, DatabaseKey(template.key)).close()


def test_a_closed_vault_gives_no_session_and_has_no_key(vault: Vault) -> None:
    vault.close()
    vault.close()
    assert vault.is_closed
    with pytest.raises(VaultLocked), vault.read():
        pass
    with pytest.raises(VaultLocked), vault.session():
        pass
    with pytest.raises(ValueError, match="wiped"):
        _ = vault._key.content
    assert sorted(path.name for path in vault.folder.iterdir()) == [
        "anchor.json",
        "keys.json",
        "vault.db",
        "vault.lock",
    ]


def test_closing_ends_work_that_is_under_way_and_undoes_it(
    vault: Vault, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leskracht_desktop.storage.vault._PATIENCE_SECONDS", 0.2)
    started, problems = threading.Event(), []

    def work() -> None:
        try:
            with vault.session() as session:
                session.add(models.Setting(key="unfinished", value="x"))
                session.flush()
                started.set()
                endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"
                session.scalar(text(endless))
        except VaultLocked as problem:
            problems.append(problem)

    worker = threading.Thread(target=work)
    worker.start()
    assert started.wait(10)
    vault.close()
    worker.join(10)
    assert len(problems) == 1
    again = Vault.open(vault.folder, DatabaseKey(template.key))
    assert setting(again, "unfinished") is None
    again.close()


def test_closing_waits_for_work_that_ends_soon(vault: Vault, template: Template) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def work() -> None:
        with vault.session() as session:
            session.add(models.Setting(key="finished", value="x"))
            inside.set()
            assert go_on.wait(10)

    worker = threading.Thread(target=work)
    worker.start()
    assert inside.wait(10)
    closer = threading.Thread(target=vault.close)
    closer.start()
    go_on.set()
    closer.join(10)
    worker.join(10)
    again = Vault.open(vault.folder, DatabaseKey(template.key))
    assert setting(again, "finished") == "x"
    again.close()


def test_several_threads_read_while_one_writes(vault: Vault) -> None:
    problems: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(30):
                assert setting(vault, "vault.id") == vault.id
        except BaseException as problem:  # noqa: BLE001 - handed to the test's own thread
            problems.append(problem)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for number in range(30):
        store(vault, f"n{number}", "x")
    for thread in threads:
        thread.join(30)
    assert problems == []


def test_a_full_disk_is_said_and_the_vault_goes_on(vault: Vault) -> None:
    def fill_up() -> None:
        with vault.session() as session:
            pages = session.scalar(text("PRAGMA page_count"))
            session.execute(text(f"PRAGMA max_page_count = {pages}"))  # SQLite reports it as it does a full disk
            session.add(models.Setting(key="large", value="x" * 1_000_000))
            session.flush()

    with pytest.raises(DiskFull):
        fill_up()
    assert setting(vault, "large") is None
    assert vault.check().ok


FILL_THE_DISK = """
import sys
from pathlib import Path
from leskracht_desktop.errors import DiskFull
from leskracht_desktop.storage import models
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
vault = Vault.open(folder, DatabaseKey(key))
stored = 0
try:
    while True:
        with vault.session() as session:
            session.add(models.Setting(key=f"n{stored}", value="x" * 50_000))
        stored += 1
except DiskFull:
    vault.close()
vault = Vault.open(folder, DatabaseKey(key))
with vault.read() as session:
    present = session.query(models.Setting).filter(models.Setting.key.like("n%")).count()
print("full", stored > 5, present == stored, vault.check().ok, vault.verify_log().ok)
"""


def test_a_disk_that_is_really_full_costs_nothing_that_was_stored(vault_folder: Path, template: Template) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs Linux's unshare, to mount a small disk")
    disk = vault_folder.parent / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=3m tmpfs "{disk}" && cp -r "{vault_folder}" "{disk}/v.kluis" && exec "$@"'
    probe = subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", "true"], check=False, capture_output=True)
    if probe.returncode:
        pytest.skip("this kernel does not let a user mount a disk of her own")
    command = ["unshare", "-rm", "sh", "-c", mount, "sh", sys.executable, "-c", FILL_THE_DISK]
    command += [str(disk / "v.kluis"), template.key.hex()]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.split() == ["full", "True", "True", "True", "True"], done.stderr


READ_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
folder, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
filler = (folder.parent / "filler").open("wb", buffering=0)
for size in (65_536, 4_096):
    try:
        while True:
            filler.write(b"x" * size)
    except OSError:
        pass
try:
    Vault.open(folder, DatabaseKey(key), read_only=True)
except LeskrachtError as error:
    print(type(error).__name__)
"""


def test_a_full_disk_is_said_to_a_reader_too(vault_folder: Path, template: Template) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("needs Linux's unshare, to mount a small disk")
    disk = vault_folder.parent / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=3m tmpfs "{disk}" && cp -r "{vault_folder}" "{disk}/v.kluis" && exec "$@"'
    probe = subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", "true"], check=False, capture_output=True)
    if probe.returncode:
        pytest.skip("this kernel does not let a user mount a disk of her own")
    command = ["unshare", "-rm", "sh", "-c", mount, "sh", sys.executable, "-c", READ_ON_A_FULL_DISK]
    command += [str(disk / "v.kluis"), template.key.hex()]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.split() == ["DiskFull"], done.stderr


def damage(vault: Vault, *pages: int) -> None:
    vault.close()
    content = bytearray(vault.database.read_bytes())
    for page in pages:
        content[(page - 1) * 4096 + 2000] ^= 0xFF
    vault.database.write_bytes(content)


def test_a_vault_whose_first_page_is_damaged_does_not_open(vault: Vault, template: Template) -> None:
    damage(vault, 1)
    with pytest.raises(VaultDamaged):
        Vault.open(vault.folder, DatabaseKey(template.key))


def test_damaged_pages_are_found_and_named(vault: Vault, template: Template) -> None:
    for number in range(300):
        store(vault, f"filler{number}", "x" * 400)
    with vault.read() as session:
        last = session.scalar(text("PRAGMA page_count")) or 0
    damage(vault, last - 5, last)
    again = Vault.open(vault.folder, DatabaseKey(template.key), read_only=True)
    outcome = again.check()
    assert not outcome.ok
    assert set(outcome.damaged_pages) == {last - 5, last}
    with pytest.raises(VaultDamaged), again.read() as session:
        session.execute(text("SELECT SUM(LENGTH(value)) FROM settings")).all()
    again.close()


def test_a_sound_vault_passes_its_check(vault: Vault) -> None:
    assert vault.check().ok


def test_an_older_program_refuses_a_newer_vault(vault: Vault, template: Template) -> None:
    with vault.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))
    vault.close()
    before = vault.database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(VaultNewer) as caught:
            Vault.open(vault.folder, DatabaseKey(template.key), read_only=read_only)
        assert caught.value.found == "9999_future"
    assert vault.database.read_bytes() == before


def test_leftovers_of_a_killed_program_are_cleared(vault_folder: Path, template: Template) -> None:
    (vault_folder / ".leskracht-0123456789abcdef.tmp").write_bytes(b"half")
    (vault_folder / ".leskracht-0123456789abcdef.tmp-wal").write_bytes(b"half")
    Vault.open(vault_folder, DatabaseKey(template.key)).close()
    assert not list(vault_folder.glob(".leskracht-*"))


def test_a_folder_name_of_any_kind_works(template: Template, tmp_path: Path) -> None:
    folder = tmp_path / "Ümläut 100% & #1? 'x'.kluis"
    shutil.copytree(template.folder, folder)
    again = Vault.open(folder, DatabaseKey(template.key))
    assert setting(again, "vault.id") == again.id
    again.close()
