"""The JSON and CSV of a dossier: by their schema, safe in a spreadsheet, and nothing lost."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import fastjsonschema
import pytest

from leskracht_desktop.reports.attached import AttachedFiles
from leskracht_desktop.reports.dossier_csv import dossier_csv
from leskracht_desktop.reports.dossier_json import dossier_json, schema_text
from leskracht_desktop.reports.records import flat, walk
from tests.support import snapshots

FORMULAS = ("=1+1", "+31 6 1234", "-5", "@SUM(A1)", "\t=1", " =1", "'=1", "''+", "\uff1d1")


def made(snapshot):
    files = AttachedFiles(snapshot.attachments)
    return snapshot, walk(snapshot, files), files


def message(text: str):
    return snapshots.build(snapshots.person(), (snapshots.record("messages", {"subject": text, "text": text}),))


def test_csv_opens_in_a_dutch_spreadsheet():
    data = dossier_csv(made(message("één ding; met puntkomma"))[1])
    assert data.startswith(b"\xef\xbb\xbfOnderdeel;Nummer;Gegeven;Waarde\r\n")
    assert '"één ding; met puntkomma"'.encode() in data
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str):
    rows = list(csv.reader(io.StringIO(dossier_csv(made(message(text))[1]).decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert not any(cell.lstrip(" \u00a0")[:1] in set("=+-@\t\r\uff1d") for cell in cells if cell)


def test_json_is_checked_against_its_schema_before_it_is_handed_out():
    snapshot, sections, files = made(snapshots.lifelike())
    content = json.loads(dossier_json(snapshot, sections, files))
    assert content["format"] == "leskracht-dossier"
    assert content["request"]["received_on"] == "2026-03-03"
    by_code = {
        section["code"]: section for section in content["sections"] if section["compartment"] != "own_controller"
    }
    assert by_code["usage_log"]["count"] == 1200
    assert by_code["messages"]["facts"]["lawful_basis"]["code"] == "public_task"
    assert by_code["log"]["facts"] is None
    assert by_code["media"]["records"][0]["file"] == "bijlage-001-schoolplein.jpg"
    odd = replace(snapshot, number=7)
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        dossier_json(odd, sections, files)


def test_the_schema_allows_nothing_it_does_not_name():
    check = fastjsonschema.compile(json.loads(schema_text()))
    content = json.loads(dossier_json(*made(snapshots.lifelike())))
    check(content)
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        check(content | {"password": "x"})
    content["sections"][0]["records"][0]["values"][0]["extra"] = 1
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        check(content)


def test_every_value_is_in_the_walk_once():
    snapshot, sections, _ = made(snapshots.lifelike())
    stored = [field.value for section in snapshot.sections for record in section.records for field in record.fields]
    walked = [entry.value for section in sections for item in section.items for entry in item.entries]
    for value in set(stored):
        assert walked.count(value) >= stored.count(value), value
    assert len(list(flat(sections))) == len(walked)


def test_the_same_category_of_two_deciders_has_two_titles():
    _, sections, _ = made(snapshots.lifelike())
    titles = [section.title for section in sections]
    assert "Contactgegevens" in titles
    assert "Contactgegevens (bij Leskracht zelf)" in titles
    assert len(set(titles)) == len(titles)


def test_a_lone_surrogate_breaks_nothing():
    snapshot, sections, files = made(message("half \ud83d teken"))
    assert json.loads(dossier_json(snapshot, sections, files))
    assert "half ⟨U+D83D⟩ teken" in dossier_csv(sections).decode("utf-8-sig")
