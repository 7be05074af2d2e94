"""What the note of the log's end gave away is not washed out by going on working: the vault itself keeps it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from leskracht_desktop.domain.audit import AuditDamage, AuditEvent, AuditFilter, AuditKind
from leskracht_desktop.storage import anchor, audit, backups, continuity
from leskracht_desktop.storage.audit_chain import Head
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import ACTOR, STARTED_AT, MovableClock, Template

TOLD = AuditFilter(kinds=frozenset({AuditKind.LOG_DISCONTINUITY}))


def opened(folder: Path, template: Template) -> Vault:
    return Vault.open(folder, DatabaseKey(template.key), clock=MovableClock())


def work(folder: Path, template: Template, times: int = 1) -> None:
    """Open the vault, make ordinary changes, and close it."""
    vault = opened(folder, template)
    for _ in range(times):
        with vault.session() as session:
            audit.record(session, AuditEvent(STARTED_AT, ACTOR, AuditKind.SETTING_CHANGED))
    vault.close()


def put_the_old_database_back(folder: Path, template: Template) -> None:
    old = folder.parent / "old.db"
    shutil.copy(folder / "vault.db", old)
    work(folder, template, times=2)
    shutil.copy(old, folder / "vault.db")


def remove_the_note(folder: Path, template: Template) -> None:
    (folder / anchor.FILE_NAME).unlink()


def forge_the_note(folder: Path, template: Template) -> None:
    note = (folder / anchor.FILE_NAME).read_text()
    (folder / anchor.FILE_NAME).write_text(note.replace('"count": ', '"count": 1'))


def spoil_the_note(folder: Path, template: Template) -> None:
    (folder / anchor.FILE_NAME).write_bytes(b"")


def note_another_line(folder: Path, template: Template) -> None:
    vault = opened(folder, template)
    note = anchor.to_bytes(vault.id, DatabaseKey(template.key), Head(1, "0" * 64))
    vault.close()
    (folder / anchor.FILE_NAME).write_bytes(note)


@pytest.mark.parametrize(
    ("tamper", "damage"),
    [
        (put_the_old_database_back, AuditDamage.TRUNCATED),
        (remove_the_note, AuditDamage.ANCHOR),
        (forge_the_note, AuditDamage.ANCHOR),
        (spoil_the_note, AuditDamage.ANCHOR),
        (note_another_line, AuditDamage.EDITED),
    ],
)
def test_tampering_without_a_key_is_told_for_good(
    vault_folder: Path, template: Template, tamper: Callable[[Path, Template], None], damage: AuditDamage
) -> None:
    tamper(vault_folder, template)
    for _ in range(3):
        work(vault_folder, template)
    vault = opened(vault_folder, template)
    result = vault.verify_log()
    with vault.read() as session:
        told = audit.rows(session, TOLD, 10)
        count = audit.count(session, AuditFilter())
    vault.close()
    assert (result.ok, result.damage) == (False, AuditDamage.DISCONTINUITY)
    assert [(event.sequence, dict(event.details)["damage"]) for event in told] == [
        (result.first_bad_sequence, damage.value)
    ]
    assert dict(result.seen)["damage"] == damage.value
    assert dict(result.seen)["count"] == told[0].sequence - 1
    assert (result.found_at, result.count) == (STARTED_AT, count)


def test_what_was_noted_and_what_was_found_are_kept(vault_folder: Path, template: Template) -> None:
    put_the_old_database_back(vault_folder, template)
    work(vault_folder, template)
    vault = opened(vault_folder, template)
    seen = dict(vault.verify_log().seen)
    vault.close()
    assert seen["noted_count"] == int(str(seen["count"])) + 2
    assert seen["noted_hash"] != seen["hash"]


def test_a_note_removed_while_the_vault_is_open_is_told(vault_folder: Path, template: Template) -> None:
    vault = opened(vault_folder, template)
    remove_the_note(vault_folder, template)
    vault.close()
    vault = opened(vault_folder, template)
    assert vault.verify_log().damage is AuditDamage.DISCONTINUITY
    vault.close()


def test_a_note_that_cannot_be_read_is_neither_judged_nor_replaced(vault_folder: Path, template: Template) -> None:
    path = vault_folder / anchor.FILE_NAME
    genuine = path.read_bytes()
    path.unlink()
    path.mkdir()
    vault = opened(vault_folder, template)
    with vault.session() as session:
        audit.record(session, AuditEvent(STARTED_AT, ACTOR, AuditKind.SETTING_CHANGED))
    assert vault.verify_log().damage is AuditDamage.ANCHOR
    vault.close()
    path.rmdir()
    path.write_bytes(genuine)
    vault = opened(vault_folder, template)
    assert vault.verify_log().ok
    vault.close()


def test_a_vault_of_before_the_notes_gets_one_without_a_word(vault_folder: Path, template: Template) -> None:
    vault = opened(vault_folder, template)
    with vault.session() as session:
        session.execute(text("DELETE FROM settings WHERE key = :key"), {"key": continuity.ANCHORED_SETTING})
    vault._let_go()  # without writing a note, as an older program would close it
    remove_the_note(vault_folder, template)
    work(vault_folder, template)
    vault = opened(vault_folder, template)
    assert vault.verify_log().ok
    vault.close()
    remove_the_note(vault_folder, template)
    work(vault_folder, template)
    vault = opened(vault_folder, template)
    assert not vault.verify_log().ok
    vault.close()


@pytest.mark.parametrize("with_key", [True, False])
def test_a_back_up_brought_back_is_no_tampering(
    vault_folder: Path, template: Template, tmp_path: Path, with_key: bool
) -> None:
    vault = opened(vault_folder, template)
    vault.back_up(tmp_path / "copy.kluisbackup", MovableClock())
    vault.close()
    work(vault_folder, template, times=3)
    back = tmp_path / "back.kluis"
    backups.restore(tmp_path / "copy.kluisbackup", back, DatabaseKey(template.key) if with_key else None)
    for _ in range(2):
        work(back, template)
    vault = opened(back, template)
    assert vault.verify_log().ok
    vault.close()


def test_a_log_ahead_of_its_note_is_no_tampering(vault_folder: Path, template: Template) -> None:
    note = (vault_folder / anchor.FILE_NAME).read_bytes()
    work(vault_folder, template, times=3)
    (vault_folder / anchor.FILE_NAME).write_bytes(note)  # as if the program was killed before it wrote it anew
    work(vault_folder, template)
    vault = opened(vault_folder, template)
    assert vault.verify_log().ok
    vault.close()
