"""Recording an agreement with its file from the command line: not twice, not on a rumour, and signed by somebody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.support import documents


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "getekend.pdf"
    path.write_bytes(documents.pdf("Artikel 8. De leverancier belt de zeehondenopvang."))
    return path


def test_the_same_file_makes_one_agreement_unless_two_are_meant(on_vault: Run, signed: Path) -> None:
    def add(supplier: str, *more: str) -> int:
        return on_vault("agreement", "add", signed, "--supplier", supplier, "--model", "4.0", *more).status

    assert add("Leskracht") == 0
    again = on_vault("agreement", "add", signed, "--supplier", "leskracht", "--model", "4.0")
    assert (again.status, json.loads(again.err)["error"]) == (3, "NotAllowed")
    assert "--again" in json.loads(again.err)["next_step"]
    assert add("Leskracht", "--again") == 0
    assert add("Letterzee") == 0
    suppliers = [row["supplier"] for row in on_vault("agreement", "list").data["agreements"]]
    assert sorted(suppliers) == ["Leskracht", "Leskracht", "Letterzee"]


def test_a_model_that_is_only_expected_was_not_signed(on_vault: Run, signed: Path) -> None:
    said = on_vault("agreement", "add", signed, "--supplier", "X", "--model", "5.0", "--signed", "2026-01-05")
    assert (said.status, "alleen nog verwacht" in json.loads(said.err)["message"]) == (3, True)
    assert on_vault("agreement", "list").data["agreements"] == []
    assert on_vault("agreement", "add", signed, "--supplier", "X", "--model", "5.0").data["status"] == "concept"


def test_who_signed_is_kept(on_vault: Run, signed: Path) -> None:
    made = on_vault(
        "agreement", "add", signed, "--supplier", "X", "--model", "4.0", "--signed", "2026-01-05",
        "--school-signer", "P. de Wit", "--supplier-signer", "J. Jansen",
    )  # fmt: skip
    assert made.status == 0, made.err
    assert (made.data["school_signer"], made.data["supplier_signer"]) == ("P. de Wit", "J. Jansen")
