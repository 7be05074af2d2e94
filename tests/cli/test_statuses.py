"""Exit statuses and what is said with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leskracht_desktop import __version__
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "target_on", "due_on"),
    [
        (("--received", "2026-03-03"), "2026-04-03", "2026-04-07"),
        (("--received", "2026-03-03", "--extended"), "2026-06-03", "2026-06-03"),
        (("--received", "2026-01-31"), "2026-02-28", "2026-03-02"),
        (("--received", "31-01-2028", "--extended"), "2028-04-30", "2028-05-01"),
    ],
)
def test_a_deadline_needs_no_vault(run: Run, words: tuple[str, ...], target_on: str, due_on: str) -> None:
    said = run("--json", "deadline", *words)
    assert said.status == 0
    assert (said.data["target_on"], said.data["due_on"]) == (target_on, due_on)
    assert said.data["explanation"].startswith("Het verzoek kwam binnen op ")


def test_version(run: Run) -> None:
    assert run("version", "--json").data == {"version": __version__}


def test_a_wrong_passphrase_is_status_4_and_opens_nothing(run: Run, vault_folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.txt"
    wrong.write_text("dit is hem echt niet\n", encoding="utf-8")
    said = run("--vault", vault_folder, "--passphrase-file", wrong, "people")
    assert said.status == 4
    assert "wachtwoordzin" in said.err.lower()
    assert said.out == ""


def test_a_missing_vault_is_status_3(run: Run, passphrase_file: Path, tmp_path: Path) -> None:
    said = run("--vault", tmp_path / "nergens.kluis", "--passphrase-file", passphrase_file, "--json", "people")
    assert said.status == 3
    assert json.loads(said.err)["error"] == "VaultMissing"


def test_an_existing_folder_is_never_overwritten(run: Run, vault_folder: Path, passphrase_file: Path) -> None:
    before = {path.name: path.read_bytes() for path in vault_folder.iterdir()}
    said = run(
        *("--vault", vault_folder, "--passphrase-file", passphrase_file, "init"),
        *("--school", "X", "--brin", "99ZZ", "--contact", "N", "--email", "a@b.nl"),
    )
    assert said.status == 3
    assert {path.name: path.read_bytes() for path in vault_folder.iterdir()} == before


def test_init_makes_a_vault_that_opens(run: Run, passphrase_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nieuw.kluis"
    made = run(
        *("--vault", folder, "--passphrase-file", passphrase_file, "--json", "init"),
        *("--school", "De Wilg", "--brin", "99ZZ", "--contact", "Noor", "--email", "noor@wilg.example"),
    )
    assert made.status == 0, made.err
    assert made.data["recovery_code"].count("-") >= 5
    assert run("--vault", folder, "--passphrase-file", passphrase_file, "--json", "people").data == []


@pytest.mark.parametrize(
    ("school", "brin", "field"), [("De Wilg", "9ZZ", "BRIN"), ("", "99ZZ", "school")], ids=["brin", "name"]
)
def test_wrong_input_is_named_and_nothing_is_made(
    run: Run, passphrase_file: Path, tmp_path: Path, school: str, brin: str, field: str
) -> None:
    folder = tmp_path / "fout.kluis"
    said = run(
        *("--vault", folder, "--passphrase-file", passphrase_file, "init"),
        *("--school", school, "--brin", brin, "--contact", "Noor", "--email", "noor@wilg.example"),
    )
    assert said.status == 3
    assert field.lower() in said.err.lower()
    assert not folder.exists()


def test_an_unknown_person_is_status_3(on_vault: Run) -> None:
    said = on_vault("request", "new", "--kind", "inzage", "--person", "P-999999", "--received", "2026-03-03")
    assert said.status == 3
    assert json.loads(said.err)["error"] == "NotFound"
    assert on_vault("request", "list").data == []


@pytest.mark.parametrize(
    "about",
    [
        (),
        ("P-000001", "--request", "2026-0001"),
        ("P-000001", "--group", "6"),
        ("P-000001", "--school", "99XX"),
        ("--request", "2026-0001", "--group", "6"),
    ],
)
def test_a_dossier_is_of_one_thing_and_anything_else_is_misuse(
    on_vault: Run, tmp_path: Path, about: tuple[str, ...]
) -> None:
    said = on_vault("dossier", *about, "--out", tmp_path / "x.pdf")
    assert said.status == 2
    assert said.err.startswith("Gebruik: leskracht-desktop dossier")
    assert on_vault("dossier", "--group", "", "--out", tmp_path / "x").status == 3  # no group is called so


def test_a_missing_vault_is_said_in_a_sentence_that_holds(run: Run, passphrase_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nergens.kluis"
    said = run("--vault", folder, "--passphrase-file", passphrase_file, "people")
    assert said.err.startswith(f"Er is geen map ‘{folder}’")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="only Linux has a folder that is there and takes no files")
def test_a_folder_that_takes_no_files_is_the_environments_fault(on_vault: Run) -> None:
    said = on_vault("backup", "/proc/x.bak")
    assert said.status == 4
    assert json.loads(said.err)["message"].startswith("Het programma mag hier niet schrijven: ‘/proc/x.bak’.")
