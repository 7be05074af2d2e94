"""The package in which Leskracht answers: every category, both forms, and every checksum."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import fastjsonschema
import pytest

from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.domain.intake import IncomingEventBatch, IncomingRecord
from leskracht_desktop.domain.package_subject import PackageSubject
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers import schema
from leskracht_desktop.importers.limits import LIMITS
from leskracht_desktop.importers.package import PackageFile
from leskracht_desktop.importers.package_events import batch_of_lines
from leskracht_desktop.importers.package_values import DROPPED_FIELDS
from leskracht_desktop.importers.source import SourceFile
from leskracht_desktop.paths import resource
from tests.support.intake import read_file
from tests.support.package_schema import package_schema, supplier_categories
from tests.support.packages import EVENTS, PHOTO, RECORDS, Package, usage_events, write_usage_package

INVENTORY = load_inventory(resource("inventory/leskracht.toml"))
SUPPLIER = supplier_categories()
BSN = "111222333"


def test_a_package_with_everything(tmp_path):
    content = read_file(Package().write_zip(tmp_path / "antwoord.bin"))
    assert content.all(PackageSubject) == [
        PackageSubject("LK-4711", "99ZZ", PersonKind.PUPIL, "10001", "Noah van den Berg", date(2014, 5, 3), "")
    ]
    records = content.all(IncomingRecord)
    assert {(one.category, one.compartment) for one in records} == set(RECORDS)
    message = next(one for one in records if one.category == "messages")
    assert message.values["text"] == "Mag ik de toets\novermaken?"
    assert message.occurred_at == datetime(2026, 2, 3, 9, 15, tzinfo=UTC)
    assert message.third_parties == ("Sem de Vries",)
    photo = next(one.attachment for one in records if one.attachment)
    assert (photo.name, photo.size, photo.sha256) == ("Schoolreis.jpg", len(PHOTO), hashlib.sha256(PHOTO).hexdigest())
    assert {(one.category, one.compartment) for one in content.all(IncomingEventBatch)} == set(EVENTS)
    assert not content.problems
    assert not content.dropped


def test_the_same_as_one_json_document(tmp_path):
    zipped = read_file(
        Package(attachments={}, records={("device", "processor"): RECORDS["device", "processor"]}).write_zip(
            tmp_path / "a"
        )
    )
    plain = read_file(
        Package(attachments={}, records={("device", "processor"): RECORDS["device", "processor"]}).write_json(
            tmp_path / "b"
        )
    )
    for kind in (PackageSubject, IncomingEventBatch):
        assert plain.all(kind) == zipped.all(kind)
    assert [one.values for one in plain.all(IncomingRecord)] == [one.values for one in zipped.all(IncomingRecord)]


def test_every_category_is_in_the_example():
    assert {code for code, _ in RECORDS.keys() | EVENTS.keys()} == {one.code for one in SUPPLIER}
    assert {compartment for _, compartment in RECORDS.keys() | EVENTS.keys()} == {"processor", "own_controller"}


def test_events_are_canonical_lines_with_their_counts(tmp_path):
    usage = next(
        one
        for one in read_file(Package().write_zip(tmp_path / "a")).all(IncomingEventBatch)
        if one.category == "usage_log"
    )
    assert usage.lines == (
        b'{"at":"2026-03-01T08:00:00Z","action":"sign_in","ip_address":"192.0.2.7"}\n'
        b'{"at":"2026-03-31T22:30:00Z","action":"view","page":"/les/12","duration_seconds":"95"}\n'
    )
    assert usage.count == 2
    assert usage.per_kind == {"sign_in": 1, "view": 1}
    assert usage.per_month == {"2026-03": 1, "2026-04": 1}  # half past midnight in the Netherlands
    assert usage.sha256 == hashlib.sha256(usage.lines).hexdigest()
    assert (usage.first_at.day, usage.last_at.day) == (1, 31)


def test_events_are_written_one_way_whatever_their_order_zone_and_numbers(tmp_path):
    package = Package()
    package.events["usage_log", "processor"] = [
        {"duration_seconds": 3, "action": "view", "at": "2026-03-01T09:00:00+01:00"},
        {"at": "2026-03-01T08:00:00Z", "action": "view", "duration_seconds": "3", "page": ""},
        {"at": "2026-03-01T08:00:00.250Z", "action": "view", "duration_seconds": 3.0, "page": None},
    ]
    (usage,) = (
        one
        for one in read_file(package.write_zip(tmp_path / "a")).all(IncomingEventBatch)
        if one.category == "usage_log"
    )
    first, second, third = usage.lines.splitlines()
    assert first == second == b'{"at":"2026-03-01T08:00:00Z","action":"view","duration_seconds":"3"}'
    assert json.loads(third)["at"] == "2026-03-01T08:00:00.250000Z"


def test_batches_are_full_and_can_be_made_again_from_their_lines(tmp_path):
    count = 2 * LIMITS.events_in_batch + 7
    path = write_usage_package(tmp_path / "groot.zip", count)
    batches = read_file(path).all(IncomingEventBatch)
    assert [one.count for one in batches] == [LIMITS.events_in_batch, LIMITS.events_in_batch, 7]
    assert sum(sum(one.per_month.values()) for one in batches) == count
    assert [json.loads(line)["at"] for one in batches for line in one.lines.splitlines()] == [
        event["at"] for event in usage_events(count)
    ]
    for one in batches:
        assert batch_of_lines(one.category, one.compartment, one.lines.splitlines()) == one


def test_memory_does_not_grow_with_the_number_of_events(tmp_path):
    peaks = []
    for events in (15_000, 60_000):
        path = write_usage_package(tmp_path / f"{events}.zip", events)
        tracemalloc.start()
        with SourceFile(path) as source:
            file = PackageFile(source, INVENTORY)
            assert sum(one.count for one in file.records() if isinstance(one, IncomingEventBatch)) == events
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_attachments_are_read_piece_by_piece_and_checked(tmp_path):
    photo = bytes(range(256)) * 5000
    path = Package(attachments={"bijlagen/0001.jpg": photo}).write_zip(tmp_path / "a")
    with SourceFile(path) as source:
        file = PackageFile(source, INVENTORY)
        assert b"".join(file.attachment("bijlagen/0001.jpg")) == photo


def test_what_may_not_be_kept_is_counted_and_gone(tmp_path):
    package = Package()
    package.records["identity", "processor"] = [
        {"id": "1", "values": {"surname": "Berg", "bsn": BSN, "nationality": "SY", "geboorteland": "Syrië"}}
    ]
    package.events["usage_log", "processor"] = [{"at": "2026-03-01T08:00:00Z", "bsn": BSN, "etniciteit": "1"}]
    content = read_file(package.write_zip(tmp_path / "a"))
    assert content.dropped == {"national_number": 2, "nationality": 1, "country_of_birth": 1, "ethnicity": 1}
    assert BSN not in repr(content.items)


def test_free_text_with_a_national_number_is_refused_with_its_place(tmp_path):
    package = Package()
    package.records["messages", "processor"] = [
        {"id": "1", "values": {"sent_at": "2026-02-03T09:15:00Z", "text": f"Mijn bsn is {BSN}."}},
        {"id": "2", "values": {"sent_at": "2026-02-03T09:15:00Z", "text": "Goed."}},
    ]
    package.records["payment_reference", "own_controller"] = [{"id": "3", "values": {"invoice_number": BSN}}]
    package.events["usage_log", "processor"] = [{"at": "2026-03-01T08:00:00Z", "details": f"zocht {BSN}"}]
    content = read_file(package.write_zip(tmp_path / "a"))
    assert content.problems == [
        ("national_number", "data/messages-processor.json:1", "text"),
        ("national_number", "data/usage_log-processor.jsonl:1", "details"),
    ]
    kept = {(one.category, one.external_id) for one in content.all(IncomingRecord)}
    assert {("messages", "2"), ("payment_reference", "3")} <= kept
    assert ("messages", "1") not in kept


def test_hostile_characters_in_what_people_wrote_are_made_visible(tmp_path):
    package = Package()
    package.records["messages", "processor"] = [
        {"id": "1", "values": {"text": "eerst\u202eachteruit\x00\nklaar"}, "third_parties": ["Sem\u2066"]}
    ]
    package.events["usage_log", "processor"] = [{"at": "2026-03-01T08:00:00Z", "page": "/x\u202e"}] * 3
    content = read_file(package.write_zip(tmp_path / "a"))
    message = next(one for one in content.all(IncomingRecord) if one.category == "messages")
    assert message.values["text"] == "eerst⟨U+202E⟩achteruit⟨U+0000⟩\nklaar"
    assert message.third_parties == ("Sem⟨U+2066⟩",)
    assert [code for code, _, _ in content.problems] == ["control_characters", "control_characters"]


def test_unknown_fields_are_kept_and_told_once(tmp_path):
    package = Package()
    package.events["usage_log", "processor"] = [{"at": "2026-03-01T08:00:00Z", "mood": "blij"}] * 3
    package.records["device", "processor"] = [{"id": "1", "values": {"device_id": "x", "colour": "rood"}}]
    content = read_file(package.write_zip(tmp_path / "a"))
    assert sorted(content.problems) == [
        ("unknown_field", "data/device-processor.json:1", "colour"),
        ("unknown_field", "data/usage_log-processor.jsonl:1", "usage_log"),
    ]
    assert next(one for one in content.all(IncomingRecord) if one.category == "device").values["colour"] == "rood"


def test_a_record_told_twice_is_refused_once(tmp_path):
    package = Package()
    package.records["device", "processor"] *= 2
    assert read_file(package.write_zip(tmp_path / "a")).problems == [
        ("duplicate_record", "data/device-processor.json:2", "id")
    ]


def changed(change):
    """A package after `change`."""
    package = Package()
    change(package)
    return package


REFUSED = {
    "another format": (lambda one: one.manifest.update(format="iets anders"), "unknown_kind"),
    "a newer version": (lambda one: one.manifest.update(version=2), "package_version"),
    "no version": (lambda one: one.manifest.update(version=True), "package_version"),
    "an unknown key": (lambda one: one.manifest.update(extra=1), "package_schema"),
    "no parts": (lambda one: one.manifest.update(parts=None), "package_schema"),
    "an impossible day of birth": (lambda one: one.subject.update(birth_on="2014-02-30"), "package_schema"),
    "a hostile name": (lambda one: one.subject.update(name="Noah\u202e"), "control_characters"),
    "an unknown kind of person": (lambda one: one.subject.update(kind="dog"), "package_schema"),
    "an unknown category": (lambda one: one.records.update({("shoes", "processor"): []}), "package_schema"),
    "an unknown compartment": (lambda one: one.records.update({("device", "school"): []}), "package_schema"),
    "a category that is also empty": (lambda one: one.empty.append(("device", "processor")), "package_schema"),
    "a record without an id": (lambda one: one.records["device", "processor"][0].pop("id"), "package_schema"),
    "a record that is a list": (lambda one: one.records["device", "processor"].append([]), "package_schema"),
    "a date without a zone": (
        lambda one: one.records["messages", "processor"][0]["values"].update(sent_at="2026-02-03T09:15:00"),
        "package_schema",
    ),
    "a date that is none": (
        lambda one: one.records["messages", "processor"][0]["values"].update(sent_at="2026-02-30T09:15:00Z"),
        "package_schema",
    ),
    "an attachment that is not there": (
        lambda one: one.records["messages", "processor"][0].update(attachment="bijlagen/9.jpg"),
        "package_part_missing",
    ),
    "an attachment nobody points to": (
        lambda one: one.records["media", "processor"][0].pop("attachment"),
        "package_part_extra",
    ),
    "an event without an instant": (lambda one: one.events["usage_log", "processor"].append({}), "package_schema"),
    "an event with a list": (
        lambda one: one.events["usage_log", "processor"][0].update(page=[1]),
        "package_schema",
    ),
    "an event with an odd field": (
        lambda one: one.events["usage_log", "processor"][0].update({"=1+1": "x"}),
        "package_schema",
    ),
    "a field that is far too long": (
        lambda one: one.events["usage_log", "processor"][0].update(page="x" * 5000),
        "record_too_large",
    ),
    "an event in the year 1": (
        lambda one: one.events["usage_log", "processor"][0].update(at="0001-01-01T00:00:00Z"),
        "package_schema",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_package_that_does_not_follow_its_format(tmp_path, name):
    change, reason = REFUSED[name]
    with pytest.raises(FileRefused) as caught:
        read_file(changed(change).write_zip(tmp_path / "a.zip"))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("part", "key", "value", "reason"),
    [
        (0, "sha256", "0" * 64, "package_checksum"),
        (-1, "sha256", "0" * 64, "package_checksum"),
        (0, "size", 3, "package_checksum"),
        (0, "count", 2, "package_count"),
        (0, "count", 0, "package_count"),
        (-1, "count", 7, "package_count"),
        (0, "path", "data/weg.json", "package_part_missing"),
        (0, "path", "../../etc/passwd", "package_part_missing"),
    ],
)
def test_a_manifest_that_does_not_match_its_parts(tmp_path, part, key, value, reason):
    package = Package()
    right = json.loads(_manifest(package.write_zip(tmp_path / "right.zip")))
    right["parts"][part][key] = value
    package.manifest = {"parts": right["parts"]}
    with pytest.raises(FileRefused) as caught:
        read_file(package.write_zip(tmp_path / "wrong.zip"))
    assert caught.value.reason == reason


def test_an_attachment_with_another_content(tmp_path):
    package = Package()
    right = json.loads(_manifest(package.write_zip(tmp_path / "right.zip")))
    package.attachments["bijlagen/0001.jpg"] = PHOTO[::-1]
    package.manifest = {"attachments": right["attachments"]}
    with pytest.raises(FileRefused) as caught:
        read_file(package.write_zip(tmp_path / "wrong.zip"))
    assert (caught.value.reason, caught.value.where) == ("package_checksum", "bijlagen/0001.jpg")


def test_a_part_that_is_not_in_the_manifest(tmp_path):
    path = Package().write_zip(tmp_path / "a.zip", extra={"data/geheim.json": b"[]"})
    with pytest.raises(FileRefused) as caught:
        read_file(path)
    assert (caught.value.reason, caught.value.where) == ("package_part_extra", "data/geheim.json")


def test_inline_content_with_a_wrong_checksum(tmp_path):
    path = Package(attachments={}).write_json(tmp_path / "a.json")
    path.write_text(path.read_text().replace("192.0.2.7", "192.0.2.8"))
    with pytest.raises(FileRefused) as caught:
        read_file(path)
    assert caught.value.reason == "package_checksum"


def _manifest(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("manifest.json")


def test_the_schema_follows_the_inventory():
    assert schema.schema(schema.PACKAGE) == package_schema(), "run: python -m tests.support.package_schema"


@pytest.mark.parametrize("category", SUPPLIER, ids=lambda one: one.code)
def test_the_inventory_asks_for_nothing_that_may_not_be_kept(category):
    assert not DROPPED_FIELDS.keys() & {field.code for field in category.fields}
    assert not category.high_volume or category.time_field == "at"


def test_the_schema_is_a_schema_and_takes_the_examples(tmp_path):
    manifest = json.loads(Package(attachments={}).write_json(tmp_path / "a.json").read_text())
    whole = schema.schema(schema.PACKAGE)
    holds = fastjsonschema.compile(whole)
    assert holds(manifest) == manifest
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        holds({key: value for key, value in manifest.items() if key != "subject"})
    for (code, _), events in EVENTS.items():
        for event in events:
            schema.validator(schema.PACKAGE, f"event_{code}")(event)


def test_the_explanation_names_every_category_and_every_rule():
    text = resource("schemas/gegevenspakket.md").read_text(encoding="utf-8")
    for category in SUPPLIER:
        assert f"`{category.code}`" in text
    for word in ("leskracht-gegevenspakket", "manifest.json", "bijlagen/", "sha256", "own_controller", "processor"):
        assert word in text
