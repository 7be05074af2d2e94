"""The whole main job from the command line: import, request, identity, deadline, dossier, log."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Run
from tests.support.edexml import write_school


@pytest.fixture
def class_list(tmp_path: Path) -> Path:
    """An EDEXML file of a small school with the template's BRIN."""
    path = tmp_path / "leerlingen.xml"
    write_school(path, 30, brin="99XX")
    return path


def test_from_class_list_to_dossier(on_vault: Run, class_list: Path, tmp_path: Path) -> None:
    first = on_vault("import", class_list, "--dry-run")
    assert first.status == 0, first.err
    assert first.data["dry_run"] is True
    assert on_vault("people").data == []

    done = on_vault("import", class_list)
    assert done.status == 0, done.err
    assert done.data["kind"] == "edexml"
    people = on_vault("people", "--kind", "leerling").data
    assert len(people) == done.data["counts"]["pupil.new"]
    assert set(people[0]) == {"key", "name", "kind", "group", "school", "status"}

    again = on_vault("import", class_list)
    assert again.data["changes_nothing"] is True

    key = people[0]["key"]
    made = on_vault("request", "new", "--kind", "inzage", "--person", key, "--received", "2026-03-03")
    assert made.status == 0, made.err
    number = made.data["number"]
    shown = on_vault("request", "show", number).data
    assert shown == {
        "number": number,
        "kind": "inzage",
        "person": key,
        "received_on": "2026-03-03",
        "target_on": "2026-04-03",
        "due_on": "2026-04-07",
        "status": "ontvangen",
    }

    target = tmp_path / "dossier.pdf"
    refused = on_vault("dossier", "--request", number, "--out", target)
    assert refused.status == 3
    assert not target.exists()

    checked = on_vault("request", "identity", number, "--method", "Gesproken aan de balie")
    assert checked.data["status"] == "identiteit gecontroleerd"
    written = on_vault("dossier", "--request", number, "--out", target)
    assert written.status == 0, written.err
    data = target.read_bytes()
    assert written.data["sha256"] == hashlib.sha256(data).hexdigest()
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == written.data["pages"]
        assert any(name.endswith(".json") for name in pdf.attachments)

    log = on_vault("audit", "list").data
    assert [row["sequence"] for row in log] == list(range(len(log), 0, -1))
    assert {"import.done", "request.registered", "dossier.exported"} <= {row["kind"] for row in log}
    assert on_vault("verify").data["ok"] is True


def test_a_dossier_without_a_request_needs_no_identity_check(on_vault: Run, class_list: Path, tmp_path: Path) -> None:
    on_vault("import", class_list)
    key = on_vault("people", "--limit", "1").data[0]["key"]
    target = tmp_path / "los.pdf"
    assert on_vault("dossier", key, "--out", target).status == 0
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_a_group_becomes_a_folder_of_dossiers(on_vault: Run, class_list: Path, tmp_path: Path) -> None:
    on_vault("import", class_list)
    group = on_vault("people", "--kind", "leerling").data[0]["group"].split(", ")[0]
    folder = tmp_path / "groep"
    done = on_vault("dossier", "--group", group, "--out", folder)
    assert done.status == 0, done.err
    assert sorted(path.name for path in folder.iterdir()) == sorted(Path(row["path"]).name for row in done.data)


def test_an_encrypted_copy_opens_with_its_password_only(on_vault: Run, class_list: Path, tmp_path: Path) -> None:
    on_vault("import", class_list)
    key = on_vault("people", "--limit", "1").data[0]["key"]
    target = tmp_path / "mail.pdf"
    done = on_vault("dossier", key, "--mail-copy", "--out", target)
    assert done.status == 0, done.err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password=done.data["password"]) as pdf:
        assert pdf.encryption.R == 6


def test_back_up_and_restore(on_vault: Run, run: Run, class_list: Path, passphrase_file: Path, tmp_path: Path) -> None:
    on_vault("import", class_list)
    people = on_vault("people").data
    assert on_vault("backup", tmp_path / "a.kluisbackup").status == 0
    restored = run("--json", "restore", tmp_path / "a.kluisbackup", "--to", tmp_path / "terug.kluis")
    assert restored.status == 0, restored.err
    assert not restored.data["checked"]
    proven = on_vault("restore", tmp_path / "a.kluisbackup", "--to", tmp_path / "terug 2.kluis")
    assert (proven.status, proven.data["checked"]) == (0, True)
    there = run("--vault", tmp_path / "terug.kluis", "--passphrase-file", passphrase_file, "--json", "people")
    assert there.data == people
