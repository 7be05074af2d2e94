"""A hundred different dossiers: archival, accessible, complete, the same three times over, and the same bytes twice."""

from __future__ import annotations

import hashlib
import json

import fastjsonschema
import pytest

from leskracht_desktop.reports.dossier import dossier_document, render_dossier
from tests.reports import reading
from tests.reports.pdf import expected
from tests.reports.pdf.readback import FinishedFile
from tests.support import random_snapshots, snapshots, verapdf

SHARDS, PER_SHARD = 20, 5


def quiet(_done: int, _total: int) -> None:
    return None


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_hundred_different_dossiers(shard: int):
    for seed in range(shard * PER_SHARD, (shard + 1) * PER_SHARD):
        snapshot = random_snapshots.random_snapshot(seed)
        rendered = render_dossier(snapshot, quiet)
        file = FinishedFile(rendered.data)
        assert file.outline() == expected.outline(dossier_document(snapshot)), seed
        assert not any(page.untagged for page in file.pages), seed
        file.check_parents()
        check_three_forms(file, seed)
        check_manifest(file)
        assert render_dossier(random_snapshots.random_snapshot(seed), quiet).data == rendered.data, seed
        assert not verapdf.failures(rendered.data), seed


def check_three_forms(file: FinishedFile, seed: int) -> None:
    in_json = reading.from_json(file)
    assert reading.from_csv(file) == in_json, seed
    assert reading.from_pages(file) == reading.as_on_pages(in_json), seed
    schema = json.loads(file.attachments["schema-dossier-1.json"])
    fastjsonschema.compile(schema)(json.loads(file.attachments["dossier.json"]))


def check_manifest(file: FinishedFile) -> None:
    manifest = json.loads(file.attachments["manifest.json"])
    listed = {one["name"]: (one["size"], one["sha256"]) for one in manifest["files"]}
    inside = {
        name: (len(data), hashlib.sha256(data).hexdigest())
        for name, data in file.attachments.items()
        if name != "manifest.json"
    }
    assert listed == inside


def test_a_lifelike_dossier_is_archival_and_accessible():
    rendered = render_dossier(snapshots.lifelike(), quiet)
    assert not verapdf.failures(rendered.data)
    assert rendered.sha256 == hashlib.sha256(rendered.data).hexdigest()
    file = FinishedFile(rendered.data)
    check_three_forms(file, 0)
    assert sorted(file.attachments) == [
        "bijlage-001-schoolplein.jpg",
        "bijlage-002-werkstuk-vulkanen.pdf",
        "bijlage-003-schoolplein.jpg",
        "dossier.csv",
        "dossier.json",
        "gebruik.csv",
        "gebruik.jsonl",
        "manifest.json",
        "schema-dossier-1.json",
    ]


def test_stored_files_are_enclosed_as_they_are():
    snapshot = snapshots.lifelike()
    inside = FinishedFile(render_dossier(snapshot, quiet).data).attachments
    enclosed = [data for name, data in sorted(inside.items()) if name.startswith("bijlage-")]
    assert enclosed == [file.data for file in snapshot.attachments]


def test_the_clock_of_the_machine_and_other_dossiers_change_nothing():
    first = render_dossier(snapshots.lifelike(), quiet).data
    render_dossier(random_snapshots.random_snapshot(8), quiet)
    assert render_dossier(snapshots.lifelike(), quiet).data == first
