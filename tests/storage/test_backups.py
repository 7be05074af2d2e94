"""Back-ups: whole and opened before they count, brought back into a new folder only, refused when damaged."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import (
    Cancelled,
    FileRefused,
    FileUnreadable,
    FolderMissing,
    NotAllowed,
    ReadOnlyVault,
    TargetExists,
    VaultDamaged,
    VaultNewer,
)
from leskracht_desktop.storage import backups, models
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.support.secret_service import SecretService
from tests.support.vaults import PASSPHRASE, STARTED_AT, MovableClock, Template


def store(vault: Vault, key: str, value: str) -> None:
    with vault.session() as session:
        session.add(models.Setting(key=key, value=value))


def settings_of(folder: Path, template: Template) -> dict[str, str]:
    opened = Vault.open(folder, DatabaseKey(template.key))
    with opened.read() as session:
        found = {row.key: row.value for row in session.query(models.Setting)}
    assert opened.verify_log().ok
    assert opened.check().ok
    opened.close()
    return found


@pytest.fixture
def backup(vault: Vault, tmp_path: Path, clock: MovableClock) -> Path:
    store(vault, "colour", "green")
    vault.back_up(tmp_path / "school.kluisbackup", clock)
    return tmp_path / "school.kluisbackup"


def test_what_was_backed_up_comes_back(vault: Vault, backup: Path, template: Template, tmp_path: Path) -> None:
    store(vault, "later", "not in the back-up")
    contents = backups.restore(backup, tmp_path / "new" / "back.kluis", DatabaseKey(template.key))
    assert contents.vault_id == vault.id
    assert contents.made_at == STARTED_AT
    found = settings_of(tmp_path / "new" / "back.kluis", template)
    assert found["colour"] == "green"
    assert "later" not in found
    names = sorted(path.name for path in (tmp_path / "new" / "back.kluis").iterdir())
    assert names == ["anchor.json", "keys.json", "vault.db", "vault.lock"]


def test_it_also_comes_back_without_a_secret_into_an_empty_folder(
    backup: Path, template: Template, tmp_path: Path
) -> None:
    (tmp_path / "back.kluis").mkdir()
    backups.restore(backup, tmp_path / "back.kluis", None)
    assert settings_of(tmp_path / "back.kluis", template)["colour"] == "green"


def test_passphrase_and_recovery_code_open_what_came_back(backup: Path, template: Template) -> None:
    keys = backups.read_key_file(backup)
    assert keys.open_with(WayKind.PASSPHRASE, PASSPHRASE, backup).content == template.key
    assert keys.open_with(WayKind.RECOVERY_CODE, template.recovery_code, backup).content == template.key


def test_a_back_up_is_one_file_for_the_owner_and_tells_nothing(vault: Vault, backup: Path) -> None:
    content = backup.read_bytes()
    for word in (b"Regenboog", b"99XX", b"Noor", b"green", b"SQLite", b"CREATE"):
        assert word not in content
    if os.name == "posix":
        assert backup.stat().st_mode & 0o077 == 0
    assert not list(vault.folder.glob(".leskracht-*"))


def test_others_read_and_write_while_a_back_up_is_made(vault: Vault, template: Template, tmp_path: Path) -> None:
    for number in range(10):
        store(vault, f"before{number}", "x" * 1_000_000)
    during: list[int] = []

    def report(done: int, total: int) -> None:
        if done < total:
            worker = threading.Thread(target=store, args=(vault, f"during{done}", "x"))
            worker.start()
            worker.join(20)
            during.append(done)

    vault.back_up(tmp_path / "a.kluisbackup", MovableClock(), report)
    assert during
    backups.restore(tmp_path / "a.kluisbackup", tmp_path / "a.kluis", DatabaseKey(template.key))
    found = settings_of(tmp_path / "a.kluis", template)
    assert "before9" in found
    assert not any(key.startswith("during") for key in found)


def test_a_cancelled_back_up_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    def report(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        vault.back_up(tmp_path / "a.kluisbackup", MovableClock(), report)
    assert not list(tmp_path.glob("*backup*"))
    assert not list(vault.folder.glob(".leskracht-*"))
    store(vault, "still", "works")


def test_a_cancelled_restore_leaves_nothing(backup: Path, tmp_path: Path) -> None:
    def report(_done: int, _total: int) -> None:
        raise Cancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        backups.restore(backup, tmp_path / "back.kluis", None, report)
    assert sorted(tmp_path.iterdir()) == before


def test_progress_reaches_its_end(vault: Vault, backup: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    backups.restore(backup, tmp_path / "back.kluis", None, lambda done, total: seen.append((done, total)))
    assert seen
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]
    assert len({total for _, total in seen}) == 1


def test_nothing_is_restored_over_something(vault: Vault, backup: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in vault.folder.iterdir()}
    with pytest.raises(TargetExists):
        backups.restore(backup, vault.folder, None)
    assert {path.name: path.stat().st_mtime_ns for path in vault.folder.iterdir()} == before


def test_a_damaged_vault_is_not_backed_up_as_if_it_were_sound(vault: Vault, template: Template, tmp_path: Path) -> None:
    for number in range(50):
        store(vault, f"filler{number}", "x" * 1000)
    vault.close()
    content = bytearray(vault.database.read_bytes())
    content[-4000] ^= 0xFF
    vault.database.write_bytes(content)
    again = Vault.open(vault.folder, DatabaseKey(template.key))
    with pytest.raises(VaultDamaged):
        again.back_up(tmp_path / "a.kluisbackup", MovableClock())
    assert not (tmp_path / "a.kluisbackup").exists()
    again.close()


def test_a_read_only_vault_is_not_backed_up(vault: Vault, template: Template, tmp_path: Path) -> None:
    reader = Vault.open(vault.folder, DatabaseKey(template.key), read_only=True)
    with pytest.raises(ReadOnlyVault):
        reader.back_up(tmp_path / "a.kluisbackup", MovableClock())
    with pytest.raises(ReadOnlyVault):
        reader.back_up_automatically(MovableClock(), 3)
    reader.close()


def test_a_back_up_into_a_folder_that_is_gone_is_said(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        vault.back_up(tmp_path / "stick" / "a.kluisbackup", MovableClock())
    assert not list(vault.folder.glob(".leskracht-*"))


def test_the_keychain_stays_behind_and_is_not_enough_for_a_back_up(
    secret_service: SecretService, vault: Vault, tmp_path: Path
) -> None:
    vault.change_keys(lambda keys, key: keys.with_keychain(key, STARTED_AT))
    vault.back_up(tmp_path / "a.kluisbackup", MovableClock())
    assert backups.read_contents(tmp_path / "a.kluisbackup").ways_in == (WayKind.PASSPHRASE, WayKind.RECOVERY_CODE)
    for kind in (WayKind.PASSPHRASE, WayKind.RECOVERY_CODE):
        vault.change_keys(lambda keys, _, kind=kind: keys.without(kind))  # type: ignore[misc]  # binds the loop's kind
    with pytest.raises(NotAllowed) as caught:
        vault.back_up(tmp_path / "b.kluisbackup", MovableClock())
    assert caught.value.reason == "backup_without_portable_way"
    receipt = vault.back_up_automatically(MovableClock(), 3)
    assert Path(receipt.path).parent == backups.automatic_folder(vault.id)
    assert backups.read_contents(Path(receipt.path)).ways_in == (WayKind.KEYCHAIN,)


def test_the_newest_automatic_ones_are_kept(vault: Vault) -> None:
    clock = MovableClock()
    for _ in range(5):
        clock.move(days=1)
        vault.back_up_automatically(clock, 3)
    names = sorted(path.name for path in backups.automatic_folder(vault.id).iterdir())
    assert [name[:8] for name in names] == ["20260306", "20260307", "20260308"]


def test_leftovers_of_a_killed_back_up_go_with_the_next(vault: Vault) -> None:
    folder = backups.automatic_folder(vault.id)
    (folder / ".leskracht-0123456789abcdef.tmp").write_bytes(b"half")
    vault.back_up_automatically(MovableClock(), 3)
    assert [path.suffix for path in folder.iterdir()] == [".kluisbackup"]


# --- files that are not what they should be ------------------------------------------------------------------------


def rewritten(
    content: bytes, change: Callable[[dict[str, bytes]], object], compression: int = zipfile.ZIP_STORED
) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def with_manifest(content: bytes, **changes: object) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | changes).encode()

    return rewritten(content, change)


def flipped(content: bytes, place: int) -> bytes:
    made = bytearray(content)
    made[place] ^= 0xFF
    return bytes(made)


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "not_a_backup"),
    "something else": (lambda _: b"%PDF-1.7", "not_a_backup"),
    "cut in half": (lambda content: content[: len(content) // 2], "backup_damaged"),
    "cut by one byte": (lambda content: content[:-1], "backup_damaged"),
    "one byte of the database": (lambda content: flipped(content, 5000), "backup_damaged"),
    "another zip": (lambda content: rewritten(content, lambda parts: parts.clear()), "not_a_backup"),
    "a part is missing": (lambda content: rewritten(content, lambda parts: parts.pop("keys.json")), "not_a_backup"),
    "a part too many": (lambda content: rewritten(content, lambda parts: parts.update(x=b"")), "not_a_backup"),
    "a path": (lambda content: rewritten(content, lambda parts: parts.update({"../x": b""})), "not_a_backup"),
    "compressed": (lambda content: rewritten(content, lambda _: None, zipfile.ZIP_DEFLATED), "not_a_backup"),
    "another database": (
        lambda content: rewritten(content, lambda parts: parts.update({"vault.db": b"x" * 8192})),
        "backup_damaged",
    ),
    "no manifest to speak of": (
        lambda content: rewritten(content, lambda parts: parts.update({"manifest.json": b"[]"})),
        "not_a_backup",
    ),
    "a broken manifest": (
        lambda content: rewritten(content, lambda parts: parts.update({"manifest.json": b"{"})),
        "backup_damaged",
    ),
    "a giant manifest": (
        lambda content: rewritten(content, lambda parts: parts.update({"manifest.json": b" " * 100_000})),
        "not_a_backup",
    ),
    "another format": (lambda content: with_manifest(content, format="x"), "not_a_backup"),
    "no date": (lambda content: with_manifest(content, made_at="x"), "backup_damaged"),
    "no hashes": (lambda content: with_manifest(content, files={}), "backup_damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_a_whole_back_up_is_refused(
    backup: Path, template: Template, tmp_path: Path, name: str
) -> None:
    spoil, reason = REFUSED[name]
    backup.write_bytes(spoil(backup.read_bytes()))
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FileRefused) as caught:
        backups.restore(backup, tmp_path / "back.kluis", DatabaseKey(template.key))
    assert caught.value.reason == reason
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("changes", [{"version": 2}, {"schema": "9999_future"}])
def test_a_back_up_of_a_newer_program_is_refused(backup: Path, tmp_path: Path, changes: dict[str, object]) -> None:
    backup.write_bytes(with_manifest(backup.read_bytes(), **changes))
    with pytest.raises(VaultNewer):
        backups.restore(backup, tmp_path / "back.kluis", None)


def test_keys_of_another_vault_in_a_back_up_are_refused(backup: Path) -> None:
    backup.write_bytes(with_manifest(backup.read_bytes(), vault_id="00000000-0000-4000-8000-000000000000"))
    with pytest.raises(FileRefused):
        backups.read_key_file(backup)


def test_a_database_that_does_not_open_is_not_put_in_place(backup: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(VaultDamaged):
        backups.restore(backup, tmp_path / "back.kluis", DatabaseKey.generate())
    assert sorted(tmp_path.iterdir()) == before


def test_no_file_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        backups.read_contents(tmp_path / "gone.kluisbackup")


def test_a_byte_that_was_changed_is_noticed_or_changes_nothing(backup: Path, tmp_path: Path) -> None:
    content = backup.read_bytes()
    whole = backups.restore(backup, tmp_path / "whole.kluis", None), files_of(tmp_path / "whole.kluis")
    noticed = 0
    for place in range(0, len(content), len(content) // 40):
        backup.write_bytes(flipped(content, place))
        back = tmp_path / f"back{place}.kluis"
        try:
            outcome = backups.restore(backup, back, None)
        except (FileRefused, VaultDamaged, VaultNewer):
            noticed += 1
        else:  # the archive's own small print, such as the hour at which a part was packed
            assert (outcome, files_of(back)) == whole
    assert noticed > 35


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
