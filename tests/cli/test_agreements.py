"""The guides and the register from the command line."""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path

import pytest

from leskracht_desktop import paths
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.cli.conftest import Run
from tests.support import documents, verapdf
from tests.support.vaults import Template


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "9.9"), "leeswijzer"),
        (("show", "4.0", "--article", "99"), "artikel"),
        (("diff", "4.0", "9.9"), "leeswijzer"),
        (("diff", "9.9", "4.0"), "leeswijzer"),
    ],
)
def test_what_is_not_there_is_not_found(run: Run, words: tuple[str, ...], told: str):
    said = run("agreement", *words)
    assert (said.status, said.out) == (3, "")
    assert told in said.err
    machine = run("agreement", *words, "--json")
    assert (machine.status, machine.out) == (3, "")
    assert json.loads(machine.err)["error"] == "NotFound"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("show",),
        ("show", "4.0", "--article", "acht"),
        ("show", "4.0", "--article", "0"),
        ("search",),
        ("diff", "3.0"),
        ("add", "x.pdf", "--supplier", "X"),
        ("add", "x.pdf", "--model", "4.0"),
        ("add", "x.pdf", "--supplier", "X", "--model", "4.0", "--signed", "ooit"),
        ("check", "alles"),
        ("verzin",),
    ],
)
def test_misuse_is_status_2_in_dutch(run: Run, words: tuple[str, ...]):
    said = run("agreement", *words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("Gebruik: ") or said.err.startswith("gebruik: ")
    assert "Fout: " in said.err
    assert [word for word in ("usage", "required", "invalid", "error") if word in said.err.lower()] == []


@pytest.mark.parametrize("words", [("list",), ("check",), ("add", "x.pdf", "--supplier", "X", "--model", "4.0")])
def test_without_a_vault_the_register_is_status_3(run: Run, words: tuple[str, ...]):
    said = run("agreement", *words)
    assert (said.status, said.out) == (3, "")
    assert "kluis" in said.err


def test_a_vault_that_is_in_use_is_status_4(on_vault: Run, vault_folder: Path, template: Template, signed: Path):
    with contextlib.closing(Vault.open(vault_folder, DatabaseKey(template.key))):
        said = on_vault("agreement", "add", signed, "--supplier", "X", "--model", "4.0")
        assert (said.status, json.loads(said.err)["error"]) == (4, "VaultInUse")
        assert on_vault("agreement", "list").data["agreements"] == []


def test_an_article_is_told_whole(run: Run):
    told = run("agreement", "show", "4.0", "--article", "8").out
    assert "Rust op" in told
    assert "AVG artikel 33" in told
    assert "(staat in de wet, nagekeken, bron: " in told
    assert "(spreken partijen af, nog na te kijken" in told
    assert "Samenvatting, niet de overeenkomst zelf." in told


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped content files in a folder of this test, where they may be damaged."""
    shipped = paths.resource("")
    copy = tmp_path / "resources"
    shutil.copytree(shipped / "agreements", copy / "agreements")
    shutil.copytree(shipped / "inventory", copy / "inventory")
    monkeypatch.setattr(paths, "_resources", lambda: copy)
    return copy / "agreements"


def test_a_broken_guide_is_named_with_its_reason(on_vault: Run, run: Run, altered: Path):
    path = altered / "model-3.0.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:59], "kapot", *lines[60:]]), encoding="utf-8")
    for words in (("show", "3.0"), ("diff", "3.0", "4.0")):
        said = run("agreement", *words)
        assert said.status == 3
        assert "‘model-3.0.toml’ is niet ingelezen." in said.err
        assert "regel 60, kolom" in said.err
    for words in (("show", "4.0"), ("search", "datalek"), ("diff", "4.0", "4.0")):
        said = run("agreement", *words)
        assert said.status == 0, said.err
        assert "‘model-3.0.toml’ is weggelaten. Het bestand klopt niet met de opbouw" in said.err
        assert "regel 60, kolom" in said.err
    listed = on_vault("agreement", "list")
    assert [(one["file"], one["reason"]) for one in listed.data["left_out"]] == [("model-3.0.toml", "not_toml")]
    assert "‘model-3.0.toml’ is weggelaten." in listed.err


@pytest.mark.parametrize("is_missing", [False, True])
def test_without_the_common_file_everything_else_goes_on(on_vault: Run, altered: Path, *, is_missing: bool):
    path = altered / "common.toml"
    path.write_text("kapot", encoding="utf-8")
    if is_missing:
        path.unlink()
    listed = on_vault("agreement", "list")
    assert listed.status == 0, listed.err
    assert [one["file"] for one in listed.data["left_out"]] == ["common.toml"]
    shown = on_vault("agreement", "show", "4.0", "--article", "8")
    assert (shown.status, shown.data["notice"]) == (0, "Samenvatting, niet de overeenkomst zelf.")


def test_a_version_is_told_with_its_dates_sources_and_annexes(run: Run):
    told = run("agreement", "show", "4.0").out
    assert "Gepubliceerd: april 2022 (nagekeken, bron: " in told
    assert "Wat er anders is dan in de versie ervoor" in told
    assert "Bijlage 2. Beveiligingsbijlage" in told
    assert "  Product of dienst: De naam zoals de school die kent. (nog na te kijken)" in told
    article = run("agreement", "show", "4.0", "--article", "8").out
    assert "(nagekeken, bron: AVG artikel 33 lid 2)" in article
    assert "In dit programma\n  Sleutelkaart: " in article
    annex = run("agreement", "show", "4.0", "--json").data["annexes"][0]
    assert annex["sections"][0]["fields"][0]["certainty"] == "nog na te kijken"
    assert {"certainty", "avg", "functions", "changes"} <= set(annex)


def test_a_search_without_a_vault_says_where_it_looked(run: Run):
    told = run("agreement", "search", "datalek")
    assert told.status == 0
    assert "Alleen in de leeswijzers gezocht." in told.out
    assert "Over de leeswijzers: Samenvatting, niet de overeenkomst zelf." in told.out
    found = run("agreement", "search", "datalek", "--json").data
    groups = found["groups"]
    assert "niet de overeenkomst zelf" in found["notice"]
    assert {group["kind"] for group in groups} >= {"article"}
    first = next(hit for group in groups for hit in group["hits"])
    begin, end = first["marks"][0]
    assert "datalek" in first["text"][begin:end].casefold()


def test_two_versions_are_compared(run: Run):
    found = run("agreement", "diff", "3.0", "4.0", "--json").data
    assert (found["old"], found["new"]) == ("3.0", "4.0")
    assert {entry["change"] for entry in found["entries"]} & {"changed", "moved", "added"}
    assert "niet de overeenkomst zelf" in found["notice"]
    sure = {text["part"]: text["certainty"] for entry in found["entries"] for text in entry["texts"]}
    assert (sure["summary"], sure["questions"]) == ("nog na te kijken", None)
    told = run("agreement", "diff", "3.0", "4.0").out
    assert "[+" in told
    assert told.startswith("Samenvatting, niet de overeenkomst zelf.\n")
    assert "(nog na te kijken)" in told
    assert "\nBijlage 3. Wijzigingsbijlage (toegevoegd)\n" in told
    assert {entry["new"]["annex"] for entry in found["entries"] if entry["new"]} == {False, True}
    assert run("agreement", "diff", "4.0", "4.0").out.endswith("\n\nEr is geen verschil.\n")


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
    (group,) = on_vault("agreement", "search", "zeehonden").data["groups"]
    assert (group["kind"], group["hits"][0]["page"]) == ("document", 1)
    (checked,) = on_vault("agreement", "check").data
    assert (checked["agreement"], checked["categories"], checked["products"]) == (made.data["id"], [], [])
    assert (checked["is_known"], checked["knowledge"], checked["people"]) == (False, "nothing_read", None)
    assert on_vault("agreement", "check", "99").status == 3


def test_a_check_is_written_as_a_report_and_logged(on_vault: Run, signed: Path, tmp_path: Path):
    out = tmp_path / "verslag.pdf"
    none = on_vault("agreement", "check", "--out", out)
    assert (none.status, out.exists()) == (3, False)
    made = on_vault("agreement", "add", signed, "--supplier", "Leskracht", "--model", "4.0", "--signed", "2026-01-05")
    written = on_vault("agreement", "check", "--out", out)
    assert written.status == 0, written.err
    assert not verapdf.failures(out.read_bytes())
    exported = [row for row in on_vault("audit", "list").data if row["kind"] == "document.exported"]
    assert len(exported) == 1
    again = on_vault("agreement", "check", made.data["id"], "--out", out)
    assert (again.status, json.loads(again.err)["error"]) == (3, "TargetExists")
    assert "--overwrite" in json.loads(again.err)["next_step"]
    assert on_vault("agreement", "check", made.data["id"], "--out", out, "--overwrite").status == 0
    on_vault("agreement", "add", signed, "--supplier", "Ander", "--model", "4.0", "--signed", "2026-01-05")
    several = on_vault("agreement", "check", "--out", tmp_path / "meer.pdf")
    assert (several.status, (tmp_path / "meer.pdf").exists()) == (3, False)


def test_the_same_supplier_is_added_once(on_vault: Run, signed: Path, tmp_path: Path):
    for name in ("Leskracht", " leskracht "):
        added = on_vault("agreement", "add", signed, "--supplier", name, "--model", "4.0", "--again")
        assert added.status == 0, added.err
    assert {row["supplier"] for row in on_vault("agreement", "list").data["agreements"]} == {"Leskracht"}


def test_a_document_that_is_refused_leaves_nothing(on_vault: Run, signed: Path):
    signed.write_bytes(b"%PDF-1.7 half")
    said = on_vault("agreement", "add", signed, "--supplier", "Leskracht", "--model", "4.0")
    assert said.status == 3
    assert json.loads(said.err)["error"] == "FileRefused"
    assert on_vault("agreement", "list").data["agreements"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--model", "9.9"),
        ("--model", "4.0", "--signed", "2126-01-05"),
        ("--model", "4.0", "--from", "2027-01-05", "--until", "2026-01-05"),
    ],
)
def test_what_can_not_be_leaves_nothing_either(on_vault: Run, signed: Path, words: tuple[str, ...]):
    said = on_vault("agreement", "add", signed, "--supplier", "Leskracht", *words)
    assert said.status == 3
    assert json.loads(said.err)["message"]
    assert on_vault("agreement", "list").data["agreements"] == []
    kinds = {event["kind"] for event in on_vault("audit", "list").data}
    assert not {kind for kind in kinds if kind.startswith(("supplier", "agreement"))}


def test_a_file_that_is_not_there_is_told(on_vault: Run, tmp_path: Path):
    said = on_vault("agreement", "add", tmp_path / "weg.pdf", "--supplier", "Leskracht", "--model", "4.0")
    assert said.status in {3, 4}
    assert json.loads(said.err)["message"]


def test_people_read_lines(run: Run, vault_folder: Path, passphrase_file: Path, signed: Path):
    def told(*words: object) -> str:
        said = run("--vault", vault_folder, "--passphrase-file", passphrase_file, "agreement", *words)
        assert said.status == 0, said.err
        return said.out

    assert "Er zijn nog geen overeenkomsten vastgelegd." in told("list")
    assert told("check") == "Er geldt geen overeenkomst.\n"
    told("add", signed, "--supplier", "Leskracht", "--model", "4.0", "--signed", "2026-01-05")
    assert "Leskracht" in told("list")
    assert "getekend.pdf · Leskracht (1)" in told("search", "zeehond")
    checked = told("check")
    assert "Leskracht, versie 1.0" in checked
    assert "Niet te weten wat er is opgeslagen: er is nog niets van deze leverancier ingelezen." in checked
    assert "Er is nog geen product met een privacybijsluiter vastgelegd." in checked
    assert told("search", "xyzzy") == "Niets gevonden.\n"
