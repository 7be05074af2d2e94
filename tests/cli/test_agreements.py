"""The guides and the register from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support import documents


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "getekend.pdf"
    path.write_bytes(documents.pdf("Artikel 8. De leverancier belt de zeehondenopvang."))
    return path


def test_the_guide_is_read_without_a_vault(run: Run):
    whole = run("agreement", "show", "4.0", "--json")
    assert whole.status == 0, whole.err
    assert whole.data["version"] == "4.0"
    assert [article["number"] for article in whole.data["articles"]] == list(range(1, 16))
    one = run("agreement", "show", "4.0", "--article", "8", "--json").data
    assert one["slug"] == "breaches"
    assert {statement["certainty"] for statement in one["summary"]} <= {"nagekeken", "nog na te kijken"}
    told = run("agreement", "show", "4.0", "--article", "8").out
    assert "Artikel 8. Datalekken" in told
    assert one["summary"][0]["text"] in told
    assert "15. " in run("agreement", "show", "4.0").out


@pytest.mark.parametrize("words", [("show", "9.9"), ("show", "4.0", "--article", "99"), ("diff", "4.0", "9.9")])
def test_what_is_not_there_is_not_found(run: Run, words: tuple[str, ...]):
    said = run("agreement", *words)
    assert (said.status, said.out) == (3, "")
    assert said.err


def test_two_versions_are_compared(run: Run):
    found = run("agreement", "diff", "3.0", "4.0", "--json").data
    assert (found["old"], found["new"]) == ("3.0", "4.0")
    assert {entry["change"] for entry in found["entries"]} & {"changed", "moved", "added"}
    told = run("agreement", "diff", "3.0", "4.0").out
    assert "[+" in told
    assert run("agreement", "diff", "4.0", "4.0").out == "Er is geen verschil.\n"


def test_from_adding_to_the_leaflet_check(on_vault: Run, signed: Path):
    made = on_vault(
        "agreement", "add", signed, "--supplier", "Leskracht", "--model", "4.0", "--signed", "2026-01-05", "--until",
        "31-7-2027",
    )  # fmt: skip
    assert made.status == 0, made.err
    assert (made.data["status"], made.data["valid_until"], made.data["documents"]) == ("getekend", "2027-07-31", 1)
    listed = on_vault("agreement", "list").data
    assert [row["id"] for row in listed["agreements"]] == [made.data["id"]]
    assert "4.0" in {model["version"] for model in listed["models"]}
    (group,) = on_vault("agreement", "search", "zeehonden").data
    assert (group["kind"], group["hits"][0]["page"]) == ("document", 1)
    (checked,) = on_vault("agreement", "check").data
    assert (checked["agreement"], checked["categories"], checked["people"]) == (made.data["id"], [], 0)
    assert on_vault("agreement", "check", "99").status == 3


def test_the_same_supplier_is_added_once(on_vault: Run, signed: Path, tmp_path: Path):
    for name in ("Leskracht", " leskracht "):
        assert on_vault("agreement", "add", signed, "--supplier", name, "--model", "4.0").status == 0
    assert {row["supplier"] for row in on_vault("agreement", "list").data["agreements"]} == {"Leskracht"}


def test_a_document_that_is_refused_leaves_nothing(on_vault: Run, signed: Path):
    signed.write_bytes(b"%PDF-1.7 half")
    said = on_vault("agreement", "add", signed, "--supplier", "Leskracht", "--model", "4.0")
    assert said.status == 3
    assert on_vault("agreement", "list").data["agreements"] == []


def test_people_read_lines(run: Run, vault_folder: Path, passphrase_file: Path, signed: Path):
    def told(*words: object) -> str:
        said = run("--vault", vault_folder, "--passphrase-file", passphrase_file, "agreement", *words)
        assert said.status == 0, said.err
        return said.out

    assert "Er zijn nog geen overeenkomsten vastgelegd." in told("list")
    assert told("check") == "Er geldt geen overeenkomst.\n"
    told("add", signed, "--supplier", "Leskracht", "--model", "4.0", "--signed", "2026-01-05")
    assert "Leskracht" in told("list")
    assert "getekend.pdf (1)" in told("search", "zeehond")
    assert "Leskracht, versie 1.0" in told("check")
    assert told("search", "xyzzy") == "Niets gevonden.\n"
