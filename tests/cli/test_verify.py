"""What the checks of a vault say about files that were changed in it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.cli.conftest import Run
from tests.support import documents
from tests.support.vaults import Template, flip_a_byte


def test_a_changed_byte_is_told_by_every_check(
    on_vault: Run, vault_folder: Path, template: Template, passphrase_file: Path, run: Run, tmp_path: Path
) -> None:
    signed = tmp_path / "getekend.pdf"
    signed.write_bytes(documents.pdf("Artikel 8. De leverancier belt de zeehondenopvang."))
    on_vault("agreement", "add", signed, "--supplier", "Leskracht", "--model", "4.0")
    assert on_vault("verify").data["changed_files"] == []
    with contextlib.closing(Vault.open(vault_folder, DatabaseKey(template.key))) as vault:
        flip_a_byte(vault)
    checked = on_vault("verify")
    assert (checked.status, checked.data["ok"], checked.data["changed_files"]) == (4, False, ["getekend.pdf"])
    told = run("--vault", vault_folder, "--passphrase-file", passphrase_file, "verify").out
    assert "Eén bestand in de kluis is veranderd sinds het erin kwam: ‘getekend.pdf’." in told
    assert "Het logboek klopt" in told
    backup = tmp_path / "a.kluisbackup"
    made = on_vault("backup", backup)
    assert (made.status, made.data["changed_files"]) == (4, ["getekend.pdf"])
    assert backup.is_file()
    restored = on_vault("restore", backup, "--to", tmp_path / "terug.kluis")
    assert (restored.status, restored.data["changed_files"]) == (4, ["getekend.pdf"])
