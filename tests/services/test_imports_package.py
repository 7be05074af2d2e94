"""Leskracht's answers taken into a real vault: found, compared with earlier ones, complete to the last event."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from leskracht_desktop.domain.intake import Change, ImportKind, ImportOptions
from leskracht_desktop.domain.people import PersonFilter, PersonId, PersonKind
from leskracht_desktop.errors import Cancelled, FileRefused, NotFound
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage.vault import Vault
from tests.support.edexml import document, pupil
from tests.support.fingerprint import contents
from tests.support.packages import EVENTS, PHOTO, RECORDS, SUBJECT, Package, usage_events, write_usage_package

SUBJECT_HERE = SUBJECT | {"brin": "99XX"}
COUNT = sum(map(len, RECORDS.values()))
EVENT_COUNT = sum(map(len, EVENTS.values()))


class Answers:
    """Writes a package about Noah and takes it in."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        self.folder = folder
        self.noah = services.people.find("10001")

    def package(self, **parts) -> Package:
        return Package(**({"subject": dict(SUBJECT_HERE)} | parts))

    def take_in(self, package: Package | Path, options: ImportOptions | None = None):
        path = package if isinstance(package, Path) else package.write_zip(self.folder / "antwoord.zip")
        preview = self.services.imports.preview(path, options)
        assert self.services.imports.carry_out(path, options, preview.sha256).counts == preview.counts
        return preview

    @property
    def details(self):
        return self.services.people.details(self.noah)


@pytest.fixture
def answers(services: Services, tmp_path: Path) -> Answers:
    path = tmp_path / "school.xml"
    pupils = [
        pupil("10001", achternaam="Berg", voorvoegsel="van den", roepnaam="Noah", geboortedatum="2014-05-03"),
        pupil("10002", achternaam="Vos", roepnaam="Mila", geboortedatum="2015-05-03", emailadres="mila@school.example"),
    ]
    path.write_text(document(pupils, brin="99XX"))
    services.imports.carry_out(path, None, services.imports.preview(path).sha256)
    return Answers(services, tmp_path)


def stored_lines(vault: Vault) -> list[bytes]:
    with vault.read() as session:
        payloads = session.scalars(text("SELECT payload FROM event_batches ORDER BY id")).all()
    return [line for payload in payloads for line in zlib.decompress(payload).splitlines()]


def test_everything_leskracht_says_is_kept(answers, vault):
    preview = answers.take_in(answers.package())
    assert preview.kind is ImportKind.PACKAGE
    assert preview.counts == {"record.new": COUNT, "events.new": EVENT_COUNT}
    details = answers.details
    assert {(one.category, one.compartment) for one in details.records} == set(RECORDS)
    assert {one.category: one.count for one in details.events} == {
        code: len(items) for (code, _), items in EVENTS.items()
    }
    photo = next(one for one in details.records if one.category == "media")
    assert (photo.attachment_name, photo.attachment_type, photo.attachment_size) == (
        "Schoolreis.jpg",
        "image/jpeg",
        len(PHOTO),
    )
    with vault.read() as session:
        chunks = session.scalars(text("SELECT data FROM attachment_chunks ORDER BY number")).all()
    assert b"".join(chunks) == PHOTO
    message = next(one for one in details.records if one.category == "messages")
    assert [(one.code, one.value) for one in message.fields][:2] == [
        ("sent_at", "2026-02-03T09:15:00Z"),
        ("subject", "Vraag"),
    ]
    assert message.third_parties == ("Sem de Vries",)


def test_the_same_package_twice_changes_nothing(answers, vault):
    answers.take_in(answers.package())
    before = answers.details
    again = answers.take_in(answers.package())
    assert again.counts == {"record.unchanged": COUNT, "events.unchanged": EVENT_COUNT}
    assert again.changes_nothing
    assert again.already_imported
    assert answers.details == before
    with vault.read() as session:
        assert session.scalar(text("SELECT count(*) FROM attachments")) == 1


def test_a_later_package_changes_adds_and_marks(answers, clock):
    answers.take_in(answers.package())
    clock.move(days=30)
    later = answers.package()
    later.records["messages", "processor"][0]["values"]["text"] = "Mag het opnieuw?"
    later.records["reviews", "processor"] = []
    later.records["device", "processor"].append({"id": "d2", "values": {"device_id": "cd-34"}})
    del later.records["cookies", "own_controller"]
    later.empty = [("marketing", "own_controller")]
    del later.records["marketing", "own_controller"]
    preview = answers.take_in(later)
    assert preview.counts == {
        "record.changed": 1,
        "record.new": 1,
        "record.gone": 2,  # reviews and marketing; about cookies this package says nothing
        "record.unchanged": COUNT - 4,
        "events.unchanged": EVENT_COUNT,
    }
    changed = next(line for line in preview.lines if line.change is Change.CHANGED)
    assert [(one.field, one.old, one.new) for one in changed.fields] == [
        ("text", "Mag ik de toets\novermaken?", "Mag het opnieuw?")
    ]
    details = answers.details
    assert {one.category for one in details.records if one.missing} == {"reviews", "marketing"}
    assert [(one.entity, one.field, one.new) for one in details.history] == [("record", "text", "Mag het opnieuw?")]
    back = answers.take_in(answers.package())
    assert back.counts["record.returned"] == 2
    assert not [one for one in answers.details.records if one.missing and one.category != "device"]


def test_an_older_package_is_told_but_only_about_the_same_person(answers):
    mila = {**SUBJECT_HERE, "school_key": "10002", "name": "Mila Vos", "birth_on": "2015-05-03"}
    answers.take_in(answers.package(subject=mila, manifest={"created_at": "2026-05-01T09:00:00Z"}))
    assert not answers.take_in(answers.package()).problems
    older = answers.package(manifest={"created_at": "2026-03-01T09:00:00Z"})
    older.records["device", "processor"].append({"id": "d9", "values": {"device_id": "cd-34"}})
    assert [problem.code for problem in answers.take_in(older).problems] == ["older_package"]


def test_a_refused_record_does_not_make_others_gone(answers):
    answers.take_in(answers.package())
    later = answers.package()
    later.records["messages", "processor"] = [{"id": "m9", "values": {"text": "bsn 111222333"}}]
    preview = answers.take_in(later)
    assert "record.gone" not in preview.counts
    assert [(problem.code, problem.field) for problem in preview.problems] == [("national_number", "text")]


def test_events_are_kept_once_however_the_packages_overlap(answers, vault):
    events = list(usage_events(12_000))
    usage = ("usage_log", "processor")

    def package(some):
        return answers.package(records={}, attachments={}, events={usage: some})

    first = answers.take_in(package(events[:7_000]))
    assert first.counts == {"events.new": 7_000}
    grown = answers.take_in(package(events[1_000:12_000]))
    assert grown.counts == {"events.new": 5_000, "events.unchanged": 6_000}
    assert answers.take_in(package(events)).counts == {"events.unchanged": 12_000}
    lines = stored_lines(vault)
    assert len(lines) == len(set(lines)) == 12_000
    (summary,) = answers.details.events
    assert (summary.count, sum(number for _, number in summary.per_month)) == (12_000, 12_000)
    assert sum(number for _, number in summary.per_kind) == 12_000


def test_two_events_that_look_the_same_stay_two(answers, vault):
    event = {"at": "2026-03-01T08:00:00Z", "action": "click"}
    package = answers.package(records={}, attachments={}, events={("usage_log", "processor"): [event, event]})
    assert answers.take_in(package).counts == {"events.new": 2}
    assert answers.take_in(package).changes_nothing
    assert len(stored_lines(vault)) == 2


def test_fifty_thousand_events(answers, vault, tmp_path):
    path = write_usage_package(tmp_path / "groot.zip", 50_000, subject=SUBJECT_HERE)
    assert answers.take_in(path).counts == {"events.new": 50_000}
    assert len(stored_lines(vault)) == 50_000
    with vault.read() as session:
        assert session.scalar(text("SELECT max(count) FROM event_batches")) == 5_000


def test_large_attachments_go_in_pieces(answers, vault):
    photo = bytes(range(256)) * 10_000
    answers.take_in(answers.package(attachments={"bijlagen/0001.jpg": photo}))
    with vault.read() as session:
        sizes = session.scalars(text("SELECT length(data) FROM attachment_chunks ORDER BY number")).all()
        stored = b"".join(session.scalars(text("SELECT data FROM attachment_chunks ORDER BY number")).all())
    assert sizes == [1024 * 1024, 1024 * 1024, len(photo) - 2 * 1024 * 1024]
    assert hashlib.sha256(stored).digest() == hashlib.sha256(photo).digest()


CERTAIN, CHOOSE, CONFIRM, NEVER = "certain", "choose", "confirm", "never"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ({"school_key": "10001"}, CERTAIN),
        ({"school_key": "", "birth_on": "2014-05-03"}, CERTAIN),
        ({"school_key": "weg", "birth_on": "2014-05-03", "name": "Berg, van den, Noah"}, CERTAIN),
        ({"school_key": "", "birth_on": "2014-05-04"}, NEVER),
        ({"school_key": "10002"}, NEVER),  # Mila's number with Noah's name
        ({"school_key": "10001", "birth_on": "2001-01-01"}, NEVER),
        ({"school_key": "", "birth_on": "2014-05-03", "name": "Elias Berg"}, CONFIRM),
        ({"school_key": "", "birth_on": ""}, CHOOSE),
        ({"school_key": "", "birth_on": "", "name": "Jan Jansen"}, NEVER),
        ({"school_key": "weg", "birth_on": ""}, NEVER),
        ({"school_key": "", "kind": "parent"}, NEVER),
    ],
)
def test_whom_a_package_is_about(answers, services, vault, tmp_path, subject, expected):
    told = {key: value for key, value in (SUBJECT_HERE | subject).items() if value}
    path = answers.package(subject=told).write_zip(tmp_path / "a.zip")
    chosen = ImportOptions(person_id=answers.noah)
    if expected == CERTAIN:
        assert services.imports.preview(path).counts["record.new"] == COUNT
        assert not services.imports.preview(path, chosen).must_confirm
        return
    assert refusal(services, path) == "person_needed"
    if expected == NEVER:
        assert refusal(services, path, replace(chosen, confirmed=True)) == "person_contradicted"
        return
    preview = services.imports.preview(path, chosen)
    if expected == CHOOSE:
        assert [problem.code for problem in preview.problems] == ["subject_unproven"]
        services.imports.carry_out(path, chosen, preview.sha256)
        assert dict(services.audit.list(1)[0].details)["subject"] == "chosen_by_user"
        return
    assert (preview.must_confirm, preview.about, preview.counts["record.new"]) == (True, "Noah van den Berg", COUNT)
    before = contents(vault)
    with pytest.raises(FileRefused) as caught:
        services.imports.carry_out(path, chosen, preview.sha256)
    assert caught.value.reason == "person_unconfirmed"
    assert contents(vault) == before
    services.imports.carry_out(path, replace(chosen, confirmed=True), preview.sha256)
    details = dict(services.audit.list(1)[0].details)
    assert (details["person"], details["subject"]) == (answers.noah, "confirmed_by_user")


def refusal(services: Services, path: Path, options: ImportOptions | None = None) -> str:
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path, options)
    return caught.value.reason


def test_a_package_is_never_forced_on_somebody_else(answers, services, tmp_path):
    path = answers.package().write_zip(tmp_path / "a.zip")
    mila = services.people.find("10002")
    assert refusal(services, path, ImportOptions(person_id=mila, confirmed=True)) == "person_contradicted"
    with pytest.raises(NotFound):
        services.imports.preview(path, ImportOptions(person_id=PersonId(999)))


def test_the_log_of_a_person_tells_the_packages_about_her(answers, services):
    answers.take_in(answers.package())
    answers.take_in(answers.package())  # changes nothing
    imports = [row for row in services.audit.about(answers.noah) if row.entity == "import"]
    assert [row.entity_id for row in imports] == [1, 2]
    assert dict(imports[1].details)["person"] == answers.noah
    assert len([row for row in services.audit.about(services.people.find("10002")) if row.entity == "import"]) == 1


def test_a_choice_among_namesakes_is_confirmed(answers, services, add, tmp_path):
    path = answers.package(subject=told_by_name_only()).write_zip(tmp_path / "a.zip")
    chosen = ImportOptions(person_id=answers.noah)
    assert not services.imports.preview(path, chosen).must_confirm
    add("Noah", "van den", "Berg", kind=PersonKind.PUPIL)
    assert services.imports.preview(path, chosen).must_confirm


def told_by_name_only() -> dict[str, str]:
    return {key: value for key, value in SUBJECT_HERE.items() if key not in {"school_key", "birth_on"}}


def test_two_people_of_one_name_and_birthday(answers, services, add, tmp_path):
    add("Noah", "van den", "Berg", kind=PersonKind.PUPIL, birth_on=date(2014, 5, 3))
    subject = {key: value for key, value in SUBJECT_HERE.items() if key != "school_key"}
    path = answers.package(subject=subject).write_zip(tmp_path / "a.zip")
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path)
    assert caught.value.reason == "person_ambiguous"


def test_a_package_is_recognised_before_anything_else(answers, services, tmp_path):
    found = services.imports.recognise(answers.package().write_zip(tmp_path / "a.zip"))
    assert (found.kind, found.subject.name, found.school.brin) == (ImportKind.PACKAGE, "Noah van den Berg", "99XX")


def test_a_package_of_another_school_is_refused(answers, services, tmp_path):
    path = answers.package(subject=dict(SUBJECT)).write_zip(tmp_path / "a.zip")
    with pytest.raises(FileRefused) as caught:
        services.imports.preview(path)
    assert (caught.value.reason, caught.value.detail) == ("school_unknown", "99ZZ")


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_cancelling_halfway_leaves_nothing(answers, services, vault, tmp_path, share):
    path = write_usage_package(tmp_path / "groot.zip", 30_000, subject=SUBJECT_HERE)
    preview = services.imports.preview(path)
    before = contents(vault)

    def report(done: int, total: int) -> None:
        if done >= total * share:
            raise Cancelled

    with pytest.raises(Cancelled):
        services.imports.carry_out(path, None, preview.sha256, report)
    assert contents(vault) == before


def test_a_last_part_that_is_wrong_undoes_all_before_it(answers, services, vault, tmp_path):
    package = answers.package()
    path = package.write_zip(tmp_path / "a.zip")
    package.attachments["bijlagen/0001.jpg"] = PHOTO[::-1]
    manifest = services.imports.recognise(path)
    assert manifest.subject is not None
    package.manifest = {
        "attachments": [
            {
                "path": "bijlagen/0001.jpg",
                "name": "x.jpg",
                "media_type": "image/jpeg",
                "size": len(PHOTO),
                "sha256": hashlib.sha256(PHOTO).hexdigest(),
            }
        ]
    }
    package.write_zip(path)
    before = contents(vault)
    with pytest.raises(FileRefused) as caught:
        services.imports.carry_out(path, None, hashlib.sha256(path.read_bytes()).hexdigest())
    assert caught.value.reason == "package_checksum"
    assert contents(vault) == before
    assert services.people.count(PersonFilter()) == 2
