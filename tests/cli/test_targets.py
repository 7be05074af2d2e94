"""Where the command line writes: never over what is there unasked, and a vault is a folder `NAAM.kluis`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.edexml import write_school


@pytest.fixture
def person(on_vault: Run, tmp_path: Path) -> dict[str, str]:
    """Somebody in the vault, as `people` shows it."""
    write_school(tmp_path / "leerlingen.xml", 2, brin="99XX")
    on_vault("import", tmp_path / "leerlingen.xml")
    shown: dict[str, str] = on_vault("people", "--kind", "leerling", "--limit", "1").data[0]
    return shown


def refused_and_replaced(on_vault: Run, target: Path, *command: object) -> None:
    """Check that `command` leaves the file `target` alone until it may replace it."""
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"mine")
    log = on_vault("audit", "list").data
    refused = on_vault(*command)
    assert refused.status == 3
    said = json.loads(refused.err)
    assert said["error"] == "TargetExists"
    assert "--overwrite" in said["next_step"]
    assert target.read_bytes() == b"mine"
    assert on_vault("audit", "list").data == log
    replaced = on_vault(*command, "--overwrite")
    assert replaced.status == 0, replaced.err
    assert target.read_bytes() != b"mine"


def test_a_back_up_replaces_nothing_unasked(on_vault: Run, tmp_path: Path) -> None:
    target = tmp_path / "school.kluisbackup"
    refused_and_replaced(on_vault, target, "backup", target)


def test_a_dossier_replaces_nothing_unasked(on_vault: Run, person: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "dossier.pdf"
    refused_and_replaced(on_vault, target, "dossier", person["key"], "--out", target)


def test_the_dossiers_of_a_group_replace_nothing_unasked(on_vault: Run, person: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "groep" / f"inzagedossier-{person['key']}.pdf"
    group = person["group"].split(", ")[0]
    refused_and_replaced(on_vault, target, "dossier", "--group", group, "--out", target.parent)


def test_a_folder_that_is_not_there_is_called_so(on_vault: Run, person: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "nergens" / "dossier.pdf"
    for command in (("dossier", person["key"], "--out", target), ("backup", target)):
        said = on_vault(*command)
        assert said.status == 3
        assert json.loads(said.err)["message"].startswith(f"De map ‘{target.parent}’ bestaat niet.")
    assert not target.parent.exists()


def test_a_dossier_whose_name_says_no_pdf_is_remarked_upon(
    run: Run, person: dict[str, str], vault_folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    opening = ("--vault", vault_folder, "--passphrase-file", passphrase_file)
    for name, remarked in (("zonder", True), ("met.pdf", False)):
        said = run(*opening, "dossier", person["key"], "--out", tmp_path / name)
        assert said.status == 0
        assert (tmp_path / name).is_file()
        assert ("eindigt niet op .pdf" in said.out) is remarked


def test_nowhere_is_no_place_to_write(on_vault: Run, person: dict[str, str]) -> None:
    for command in (("dossier", person["key"], "--out", ""), ("backup", " "), ("demo", "--to", "")):
        said = on_vault(*command)
        assert said.status == 2
        assert "er staat geen naam" in said.err


def test_a_list_without_its_kind_names_the_option(on_vault: Run, tmp_path: Path) -> None:
    contacts = tmp_path / "lijst.csv"
    contacts.write_text("Achternaam;Roepnaam\nSmit;Emma\n", encoding="utf-8")
    said = on_vault("import", contacts)
    assert said.status == 3
    assert "--people" in json.loads(said.err)["next_step"]


def test_a_vault_gets_its_suffix_and_is_found_without(run: Run, passphrase_file: Path, tmp_path: Path) -> None:
    secret = ("--passphrase-file", passphrase_file, "--json")
    school = ("--school", "De Wilg", "--brin", "99ZZ", "--contact", "Noor", "--email", "noor@wilg.example")
    made = run("--vault", tmp_path / "wilg", *secret, "init", *school)
    assert made.data["vault"] == str(tmp_path / "wilg.kluis")
    assert run("--vault", tmp_path / "wilg", *secret, "backup", tmp_path / "a.kluisbackup").status == 0
    back = run(*secret, "restore", tmp_path / "a.kluisbackup", "--to", tmp_path / "terug")
    assert back.data["vault"] == str(tmp_path / "terug.kluis")
    demo = run(*secret, "demo", "--people", "20", "--to", tmp_path / "demo")
    assert demo.data["vault"] == str(tmp_path / "demo.kluis")
    assert demo.data["people"] == 20
    assert sorted(path.name for path in tmp_path.glob("*") if path.is_dir() and (path / "vault.db").is_file()) == [
        "demo.kluis",
        "terug.kluis",
        "wilg.kluis",
    ]


def test_the_right_passphrase_during_the_wait_is_not_called_wrong(
    run: Run, vault_folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "fout.txt"
    wrong.write_text("dit is hem echt niet\n", encoding="utf-8")
    run("--vault", vault_folder, "--passphrase-file", wrong, "people")
    attempts = vault_folder / "attempts.json"
    attempts.write_text(json.dumps(json.loads(attempts.read_text()) | {"count": 9}))
    said = run("--vault", vault_folder, "--passphrase-file", passphrase_file, "people")
    assert said.status == 4
    assert "past niet" not in said.err
    assert "seconden wachten" in said.err
