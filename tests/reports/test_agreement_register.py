"""The register in its three forms: to print, for a spreadsheet, and for another program."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_reports import RegisterSnapshot
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.text_safety import formula_restored
from leskracht_desktop.reports.agreement_register import register_csv, register_json, register_report
from tests.reports.agreement_samples import HEAD, empty, lifelike, overfull, words_of
from tests.support import verapdf

FULL = RegisterSnapshot(HEAD, (lifelike(), empty(), overfull(300)))


def table(*agreements: AgreementDetails) -> list[dict[str, str]]:
    data = register_csv(RegisterSnapshot(HEAD, agreements))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("snapshot", [FULL, RegisterSnapshot(HEAD, ())], ids=["full", "empty"])
def test_a_register_can_be_archived_and_read_aloud(snapshot: RegisterSnapshot):
    assert not verapdf.failures(register_report(snapshot).data)


def test_what_is_in_force_is_kept_apart():
    text = words_of(register_report(RegisterSnapshot(HEAD, (empty(), lifelike()))).data)
    assert "Er geldt 1 overeenkomst." in text
    assert text.index("31-07-2026") < text.index("Andere overeenkomsten") < text.index("concept")
    assert "Er is geen overeenkomst die nu geldt." in words_of(register_report(RegisterSnapshot(HEAD, ())).data)


def test_what_does_not_fit_the_table_stands_by_agreement():
    text = words_of(register_report(RegisterSnapshot(HEAD, (lifelike(), empty()))).data)
    for said in (
        "Leskracht B.V.: Leeromgeving KvK-nummer van de leverancier 01234567",
        "model 4.0, versie 2.1",
        "vanaf 1 augustus 2025, tot en met 31 juli 2026",
        "Dienst Verwerkersovereenkomsten DVO-2025-117",
        "Datalek melden binnen 24 uur, na ontdekking",
        "Meldpunt bij een datalek 010 123 45 67, datalek@leskracht.example",
        "Landen waar gegevens staan Duitsland, Nederland",
        "2 afwijkingen",
        "vanaf niet ingevuld, tot en met niet ingevuld",
        "deze versie is nog niet beoordeeld",
    ):
        assert said in text, said


def test_the_table_holds_every_agreement():
    first, second = table(lifelike(), empty())
    assert first["Geldig tot en met"] == "2026-07-31"
    assert first["Datalek melden binnen"] == "24 uur, na ontdekking"
    assert first["Subverwerkers"] == "Postduif Inc., Wolk BV"
    assert first["Status"] == "getekend"
    assert first["Landen"] == "Duitsland, Nederland"
    assert (first["Opgezegd op"], first["Beëindigd op"], first["Vernietiging bevestigd op"]) == ("", "", "")
    assert second["Geldig tot en met"] == ""
    assert table() == []


def test_no_cell_is_a_formula():
    (row,) = table(overfull())
    assert row["Overeenkomst"].startswith("'=SOM")
    assert formula_restored(row["Overeenkomst"]) == overfull().row.title
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_json_holds_everything_by_its_code():
    content = json.loads(register_json(FULL))
    assert (content["format"], content["format_version"], content["prepared_on"]) == (
        "leskracht-agreements",
        1,
        "2026-03-03",
    )
    first = content["agreements"][0]
    assert first["row"]["status"] == "signed"
    assert first["row"]["valid_until"] == "2026-07-31"
    assert first["draft"]["content"]["periods"][0] == {
        "code": "breach_to_school",
        "value": 24,
        "unit": "hours",
        "text": "na ontdekking",
        "source": "artikel 8 lid 2",
    }
    assert first["versions"][0]["saved_at"] == "2026-02-03T09:30:00+00:00"
    assert [len(one["reviews"]) for one in content["agreements"]] == [2, 0, 2]


def test_equal_snapshots_give_equal_bytes():
    for make in (register_csv, register_json):
        assert make(FULL) == make(replace(FULL))
    assert register_report(FULL).data == register_report(FULL).data
