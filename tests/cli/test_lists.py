"""The same contact list, taken in again, brings nobody twice, however little it tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


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
