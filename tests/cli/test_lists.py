"""The same contact list, taken in again, brings nobody twice, however little it tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support.packages import Package


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Roepnaam;Achternaam;Groep\nFlip;Fluitketel;4A\nMia;Muis;4A\n", "leerling", 2),
        ("Naam;Soort\nPiet Puk;overig\n", "overig", 1),
        ("Voornaam;Achternaam\nAnja;Bakker\n", "ouder", 1),
        ("Voornaam;Achternaam\nIlse;Postma\n", "medewerker", 1),
    ],
)
def test_the_same_list_three_times(on_vault: Run, tmp_path: Path, text: str, kind: str, count: int) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(text, encoding="utf-8")
    for _ in range(3):
        done = on_vault("import", path, "--people", kind)
        assert done.status == 0, done.err
    assert len(on_vault("people", "--kind", kind).data) == count


def test_two_rows_of_one_name_never_become_one_person(on_vault: Run, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Voornaam;Achternaam\nJan;Jansen\nJan;Jansen\n", encoding="utf-8")
    for _ in range(2):
        done = on_vault("import", path, "--people", "ouder")
        assert [found["code"] for found in done.data["problems"] if found["level"] == "refused"] == ["ambiguous_match"]
    assert len(on_vault("people").data) == 1


def test_a_preview_tells_what_would_change_field_by_field(on_vault: Run, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Voornaam;Achternaam;E-mail;Plaats\nAnja;Bakker;anja@thuis.example;Oefendam\n", encoding="utf-8")
    on_vault("import", path, "--people", "ouder")
    path.write_text("Voornaam;Achternaam;E-mail;Plaats\nAnja;Bakker;anja@thuis.example;Proefwoude\n", encoding="utf-8")
    seen = on_vault("import", path, "--people", "ouder", "--dry-run").data
    changed = [line for line in seen["lines"] if line["change"] == "changed"]
    assert [line["fields"] for line in changed] == [[{"field": "city", "old": "Oefendam", "new": "Proefwoude"}]]


def test_what_is_wrong_with_a_row_is_told_with_line_name_and_reason(
    run: Run, on_vault: Run, vault_folder: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    rows = ("Anja;Bakker;31-2-1980", "=SOM(A1);Postma;1-1-1980", "Ilse;Visser;1-1-2099")
    path.write_text("\n".join(("Voornaam;Achternaam;Geboortedatum", *rows)) + "\n", encoding="utf-8")
    told = on_vault("import", path, "--people", "medewerker", "--dry-run").data["problems"]
    assert [(one["level"], one["code"], one["where"], one["name"]) for one in told] == [
        ("doubtful", "bad_date", "2", "Bakker, Anja"),
        ("refused", "formula", "3", ""),
        ("doubtful", "future_date", "4", "Visser, Ilse"),
    ]
    opening = ("--vault", vault_folder, "--passphrase-file", passphrase_file)
    said = run(*opening, "import", path, "--people", "medewerker")
    assert said.status == 0
    assert "regel 2, Bakker, Anja: Dit is geen datum." in said.out
    assert "regel 3: Er staat een formule in waar een gewone tekst hoort. (Roepnaam) Niet ingelezen." in said.out
    assert len(on_vault("people").data) == 2


def test_the_log_of_a_person_tells_what_was_taken_in(on_vault: Run, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    for city in ("Oefendam", "Oefendam", "Proefwoude"):
        path.write_text(f"Voornaam;Achternaam;Plaats\nAnja;Bakker;{city}\n", encoding="utf-8")
        on_vault("import", path, "--people", "ouder")
    path.write_text("Voornaam;Achternaam\nIlse;Postma\n", encoding="utf-8")
    on_vault("import", path, "--people", "ouder")
    anja = on_vault("people", "--search", "Anja").data[0]["key"]
    assert [line["entity_id"] for line in on_vault("audit", "list", "--person", anja).data] == [2, 1]
    assert on_vault("audit", "list", "--person", "P-999999").status == 3


def test_a_package_of_somebody_else_is_never_taken_in(on_vault: Run, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    text = "Nummer;Voornaam;Achternaam;Geboortedatum\n10001;Noah;Bergsma;3-5-2014\n10002;Mila;Vos;3-5-2015\n"
    path.write_text(text, encoding="utf-8")
    on_vault("import", path, "--people", "leerling")
    keys = {found["name"]: found["key"] for found in on_vault("people").data}
    told = {"reference": "LK-1", "brin": "99XX", "kind": "pupil", "name": "Noah van den Berg"}
    sure = Package(subject=told | {"school_key": "10002"}).write_zip(tmp_path / "zeker.zip")
    refused = on_vault("import", sure, "--person", keys["Bergsma, Noah"], "--confirm-person")
    assert refused.status == 3
    assert "iemand anders" in refused.err
    unsure = Package(subject=told | {"birth_on": "2014-05-03"}).write_zip(tmp_path / "twijfel.zip")
    asked = on_vault("import", unsure, "--person", keys["Bergsma, Noah"])
    assert asked.status == 3
    assert "--confirm-person" in asked.err
    assert on_vault("import", unsure, "--person", keys["Bergsma, Noah"], "--confirm-person").status == 0
