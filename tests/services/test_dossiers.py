"""Dossiers from a real vault: what goes in, who may have them, how they are written and logged."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.dossier import DossierChoice, DossierPart
from leskracht_desktop.domain.people import Custody, GroupId, NewPerson, NewRelation, PersonId, PersonKind, RelationKind
from leskracht_desktop.domain.requests import (
    Authority,
    IdentityCheck,
    NewRequest,
    RequestEventKind,
    RequestId,
    RequestKind,
)
from leskracht_desktop.errors import (
    Cancelled,
    FolderReadOnly,
    IdentityNotChecked,
    InvalidInput,
    NotAllowed,
    NotFound,
    NothingChosen,
    TargetExists,
)
from leskracht_desktop.services.dossiers import DossierService
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.models import (
    Attachment,
    AttachmentChunk,
    AuditEvent,
    Base,
    EventBatch,
    Export,
    Group,
    Record,
    Request,
)
from tests.support import leaks, verapdf
from tests.support.vaults import ACTOR, MovableClock

AT = datetime(2026, 2, 3, 9, 15, tzinfo=UTC)
PHOTO_PARTS = (b"\xff\xd8\xff first half", b" and second half")


@pytest.fixture
def services(holder: VaultHolder, clock: MovableClock) -> Services:
    return build_services(clock, ACTOR, holder)


@pytest.fixture
def dossiers(services: Services) -> DossierService:
    return services.dossiers


@pytest.fixture
def school_group(holder: VaultHolder) -> GroupId:
    with holder.vault.session() as session:
        group = Group(school_id=1, kind="base", local_key="7B", name="7B", year_group="7")
        session.add(group)
        session.flush()
        return GroupId(group.id)


@pytest.fixture
def noah(services: Services, school_group: GroupId) -> PersonId:
    """A pupil with his father, messages that name others, a photo and a log of three events."""
    pupil = add(services, "Noah", "van den", "Berg", birth_on=date(2015, 5, 3), group_ids=(school_group,),
                address="Dorpsstraat 1", postcode="1234 AB", city="Ons Dorp")  # fmt: skip
    father = add(services, "Pieter", "van den", "Berg", kind=PersonKind.PARENT, email="pieter@thuis.example")
    services.people.relate(NewRelation(father, pupil, RelationKind.FATHER, Custody.YES))
    with services.holder.vault.session() as session:
        store_records(session, pupil)
    return pupil


def add(services: Services, first: str, prefix: str, surname: str, **values: object) -> PersonId:
    values.setdefault("kind", PersonKind.PUPIL)
    return services.people.add(
        NewPerson(school_id=1, call_name=first, prefix=prefix, surname=surname, **values)  # type: ignore[arg-type]  # a test names the fields it fills
    )


def store_records(session: Session, person_id: PersonId) -> None:
    photo = Attachment(
        name="plein.jpg", media_type="image/jpeg", size=sum(map(len, PHOTO_PARTS)), sha256="", added_at=AT
    )
    session.add(photo)
    session.flush()
    for number, data in enumerate(PHOTO_PARTS):
        session.add(AttachmentChunk(attachment_id=photo.id, number=number, data=data))
    for number, (category, values, others) in enumerate(
        (
            ("messages", {"text": "Sanne de Boer en Sem Jansen zeggen: vraag Sanne."}, ["Sanne de Boer"]),
            ("messages", {"subject": "Terug", "text": "Dank je, Sanne!"}, []),
            ("media", {"title": "Het plein"}, []),
        )
    ):  # fmt: skip
        session.add(
            Record(
                person_id=person_id,
                category=category,
                compartment="processor",
                external_id=f"x{number}",
                occurred_at=AT,
                values=values,
                third_parties=others,
                digest="",
                attachment_id=photo.id if category == "media" else None,
            )
        )
    lines = b"".join(
        json.dumps({"at": "2026-02-03T09:15:00Z", "action": "view", "page": f"/les/{n}"}).encode() + b"\n"
        for n in range(3)
    )
    session.add(
        EventBatch(
            person_id=person_id,
            category="usage_log",
            compartment="processor",
            first_at=AT,
            last_at=AT,
            count=3,
            per_kind={"view": 3},
            per_month={"2026-02": 3},
            sha256="",
            payload=zlib.compress(lines),
        )
    )


def register(services: Services, person_id: PersonId, *, checked: bool = True) -> RequestId:
    request = services.requests.register(
        NewRequest(
            RequestKind.ACCESS,
            person_id,
            date(2026, 3, 3),
            requester_name="Pieter van den Berg",
            authority=Authority.CUSTODY,
        )
    )
    if checked:
        services.requests.record_identity(request.row.id, IdentityCheck("rijbewijs bekeken", date(2026, 3, 3), ACTOR))
    return request.row.id


def attached(data: bytes, password: str = "") -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}


def logged(services: Services, kind: str) -> list[AuditEvent]:
    with services.holder.vault.read() as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.kind == kind)))


def exports(services: Services) -> list[Export]:
    with services.holder.vault.read() as session:
        return list(session.scalars(select(Export).order_by(Export.id)))


def test_everything_that_is_stored_is_in_the_snapshot(dossiers: DossierService, noah: PersonId):
    snapshot = dossiers.snapshot(noah)
    counts = {section.facts.code: section.count for section in snapshot.sections if section.count}
    assert counts == {
        "school_identity": 1,
        "school_enrolment": 1,
        "school_relations": 1,
        "school_contact": 1,
        "messages": 2,
        "media": 1,
        "usage_log": 3,
    }
    assert snapshot.number == "D-P-000001-20260303"
    assert snapshot.asker.address == ("Dorpsstraat 1", "1234 AB Ons Dorp")
    assert snapshot.asker.name == ""  # for the parents: a pupil of ten does not ask for itself
    assert [file.data for file in snapshot.attachments] == [b"".join(PHOTO_PARTS)]
    assert {line.kind for line in snapshot.log} >= {"person.added", "relation.added"}
    assert snapshot.left_out == ()


def test_a_snapshot_takes_a_handful_of_queries(dossiers: DossierService, noah: PersonId):
    dossiers.snapshot(noah)
    seen: list[str] = []
    engine = dossiers._holder.vault.engine

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        dossiers.snapshot(noah)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert 5 < len(seen) < 25


def test_without_an_identity_check_no_dossier_leaves(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path
):
    request_id = register(services, noah, checked=False)
    with pytest.raises(IdentityNotChecked) as refused:
        dossiers.export(noah, tmp_path / "d.pdf", request_id)
    assert refused.value.number == "2026-0001"
    assert list(tmp_path.glob("*.pdf")) == []
    assert dossiers.preview(noah, request_id).page_count > 3  # looking is allowed


def test_an_export_is_written_logged_and_told_of(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path
):
    request_id = register(services, noah)
    target = tmp_path / dossiers.file_name(noah, request_id)
    assert target.name == "inzagedossier-2026-0001.pdf"
    heard: list[tuple[int, int]] = []
    receipt = dossiers.export(noah, target, request_id, report=lambda done, total: heard.append((done, total)))
    data = target.read_bytes()
    assert receipt.sha256 == hashlib.sha256(data).hexdigest()
    assert (receipt.size, receipt.path, receipt.masked) == (len(data), str(target), 0)
    assert heard[0][0] == 0
    assert heard[-1][0] == heard[-1][1]
    (row,) = exports(services)
    assert (row.sha256, row.pages, row.request_id, row.kind) == (
        receipt.sha256,
        receipt.page_count,
        request_id,
        "dossier",
    )
    (line,) = logged(services, "dossier.exported")
    assert json.loads(line.details)["sha256"] == receipt.sha256
    assert services.requests.details(request_id).events[-1].kind is RequestEventKind.DOSSIER
    assert services.audit.verify().ok
    assert not verapdf.failures(data)


def test_the_same_day_gives_the_same_bytes_though_the_first_was_logged(
    dossiers: DossierService, noah: PersonId, clock: MovableClock, tmp_path: Path
):
    first, second, later = tmp_path / "1.pdf", tmp_path / "2.pdf", tmp_path / "3.pdf"
    dossiers.export(noah, first)
    clock.move(hours=5)
    dossiers.export(noah, second)
    assert first.read_bytes() == second.read_bytes()
    clock.move(days=1)
    dossiers.export(noah, later)
    assert later.read_bytes() != first.read_bytes()
    assert len(dossiers.snapshot(noah).exports) == 2  # those of the day before


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        (DossierChoice(sections=frozenset()), NothingChosen),
        (DossierChoice(sections=frozenset({"horoscope"})), NotFound),
    ],
)
def test_a_choice_must_choose_something_that_exists(
    dossiers: DossierService, noah: PersonId, tmp_path: Path, choice: DossierChoice, problem: type[Exception]
):
    with pytest.raises(problem):
        dossiers.export(noah, tmp_path / "d.pdf", choice=choice)
    assert list(tmp_path.glob("*.pdf")) == []


def test_what_is_not_chosen_is_listed_and_not_loaded(dossiers: DossierService, noah: PersonId):
    snapshot = dossiers.snapshot(noah, choice=DossierChoice(frozenset({"messages", DossierPart.LOG.value})))
    assert [section.facts.code for section in snapshot.sections] == ["messages"]
    assert snapshot.parts == {DossierPart.LOG}
    assert {"media", "requests", "school_identity"} <= set(snapshot.left_out)
    assert "Foto's, video's en schermafbeeldingen" in snapshot.left_out_labels
    assert snapshot.attachments == ()
    assert snapshot.event_lines == ()
    assert snapshot.exports == ()


def test_offers_tell_how_much_there_is(dossiers: DossierService, noah: PersonId):
    offers = {offer.code: offer for offer in dossiers.offers(noah)}
    assert offers["messages"].count == 2
    assert offers["usage_log"].count == 3
    assert offers["cookies"].count == 0
    assert offers["log"].count > 0
    assert offers["log"].compartment == ""
    assert offers["messages"].label == "Berichten en reacties"


def test_others_who_are_named_are_offered(services: Services, dossiers: DossierService, noah: PersonId):
    add(services, "Sem", "", "Jansen")
    add(services, "Sem", "", "Pietersen")
    found = {party.name: (party.count, party.places) for party in dossiers.named_third_parties(noah)}
    assert found == {
        "Sanne de Boer": (1, ("Berichten en reacties",)),
        "Sem Jansen": (1, ("Berichten en reacties",)),
        "Pieter van den Berg": (1, ("Ouders, verzorgers en gezag",)),
    }


def ask(services: Services, person_id: PersonId, name: str, address: str, authority: Authority) -> RequestId:
    draft = NewRequest(
        RequestKind.ACCESS,
        person_id,
        date(2026, 3, 3),
        requester_name=name,
        requester_address=address,
        authority=authority,
        description=f"{name} vraagt om inzage",
    )
    return services.requests.register(draft).row.id


def test_where_another_asker_lives_is_not_told(services: Services, dossiers: DossierService, noah: PersonId):
    mothers = ask(services, noah, "Anna Bos", "Geheimpad 1", Authority.CUSTODY)
    fathers = ask(services, noah, "Pieter van den Berg", "Bekendweg 2", Authority.CUSTODY)
    snapshot = dossiers.snapshot(noah, fathers)
    assert snapshot.asker.address == ("Bekendweg 2",)
    assert [request.requester_address for request in snapshot.requests] == ["", "Bekendweg 2"]
    assert snapshot.addresses_left_out == 1
    assert [request.requester_address for request in dossiers.snapshot(noah, mothers).requests] == ["Geheimpad 1", ""]
    assert dossiers.snapshot(noah).addresses_left_out == 2
    places = {party.name: party.places for party in dossiers.named_third_parties(noah)}
    assert places["Anna Bos"] == ("Verzoeken",)


def test_a_strangers_name_never_gets_the_home_address(services: Services, dossiers: DossierService, noah: PersonId):
    own = ask(services, noah, "Noah van den Berg", "", Authority.SELF)
    assert dossiers.snapshot(noah, own).asker.address == ("Dorpsstraat 1", "1234 AB Ons Dorp")
    with services.holder.vault.session() as session:  # as versions before this one could store it
        row = session.get_one(Request, own)
        row.requester_id, row.requester_name = None, "Onbekende Man"
    asker = dossiers.snapshot(noah, own).asker
    assert (asker.name, asker.address, asker.relation, asker.authority) == ("Onbekende Man", (), "", "unknown")


def test_who_asked_is_no_third_party(services: Services, dossiers: DossierService, noah: PersonId):
    others = {"Sanne de Boer", "Pieter van den Berg", "Anna Bos"}
    ask(services, noah, "Anna Bos", "", Authority.CUSTODY)
    fathers = ask(services, noah, "Van den Berg, Pieter", "", Authority.CUSTODY)
    linked = NewRequest(
        RequestKind.ACCESS,
        noah,
        date(2026, 3, 3),
        requester_id=services.people.search("Pieter van den Berg")[0].id,
        authority=Authority.CUSTODY,
    )
    by_id = services.requests.register(linked).row.id

    def named(request_id: RequestId | None) -> set[str]:
        return {party.name for party in dossiers.named_third_parties(noah, request_id)}

    assert named(None) >= others
    for request_id in (fathers, by_id):
        assert named(request_id) >= others - {"Pieter van den Berg"}
        assert not {name for name in named(request_id) if "Pieter" in name}


def test_a_parents_own_dossier_holds_the_requests_she_made(
    services: Services, dossiers: DossierService, noah: PersonId
):
    mother = add(services, "Anna", "", "Bos", kind=PersonKind.PARENT)
    draft = NewRequest(
        RequestKind.ACCESS, noah, date(2026, 3, 3), requester_id=mother, requester_address="Geheimpad 1",
        authority=Authority.CUSTODY,
    )  # fmt: skip
    services.requests.register(draft)
    snapshot = dossiers.snapshot(mother)
    assert [request.requester_address for request in snapshot.requests] == ["Geheimpad 1"]
    assert (snapshot.asker.name, snapshot.asker.relation) == ("Anna Bos", "self")


def test_masked_names_are_nowhere_in_the_file(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path
):
    add(services, "Sanne", "de", "Boer", email="sanne.deboer@school.example", username="sannedb77")
    with services.holder.vault.session() as session:
        session.add(
            Record(
                person_id=noah,
                category="messages",
                compartment="processor",
                external_id="mail",
                values={"text": "Mail SANNE.DEBOER@school.example of sannedb77, of Boer, Sanne de"},
                third_parties=[],
                digest="",
            )
        )
    target = tmp_path / "out" / "d.pdf"
    target.parent.mkdir()
    choice = DossierChoice(mask=("Sanne de Boer",), reason="Sanne de Boer is een andere leerling")
    receipt = dossiers.export(noah, target, choice=choice)
    assert receipt.masked >= 6
    assert leaks.find_marks([target.parent], ["sanne", "deboer", "sannedb77"]) == []
    content = attached(target.read_bytes())["dossier.json"].decode()
    assert "[naam van een ander, 1]" in content
    (row,) = exports(services)
    assert (row.masked, row.mask_reason) == (receipt.masked, choice.reason)
    (line,) = logged(services, "dossier.exported")
    assert json.loads(line.details)["masked"] == receipt.masked
    assert "anne" not in line.details


def test_a_mail_copy_opens_with_its_password_only(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path
):
    target = tmp_path / "kopie.pdf"
    receipt, password = dossiers.export_mail_copy(noah, target)
    data = target.read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data), password=password) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert pdf.allow.accessibility
        assert len(pdf.pages) == receipt.page_count
        metadata = pdf.Root.Metadata.read_bytes().decode()
        plain = io.BytesIO()
        pdf.save(plain)
    assert "pdfaid:part" not in metadata
    assert "pdfuaid:part" in metadata
    assert not verapdf.check(plain.getvalue(), verapdf.PDFUA_1).failures
    assert "dossier.json" in attached(data, password)
    assert receipt.sha256 == hashlib.sha256(data).hexdigest()
    assert len(set(password.replace("-", ""))) > 8
    assert exports(services)[0].kind == "mail_copy"
    assert logged(services, "mail_copy.exported")
    with services.holder.vault.read() as session:
        stored = [repr(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
    assert any(receipt.sha256 in row for row in stored)
    assert not any(password in row for row in stored)
    assert dossiers.export_mail_copy(noah, target)[1] != password


def test_a_preview_leaves_nothing_on_the_disk_and_is_logged(
    services: Services, dossiers: DossierService, noah: PersonId, home: Path, tmp_path: Path, vault_folder: Path
):
    before = files_under(home, tmp_path) - files_under(vault_folder)
    rendered = dossiers.preview(noah)
    assert rendered.data.startswith(b"%PDF-1.7")
    assert files_under(home, tmp_path) - files_under(vault_folder) == before
    assert len(logged(services, "dossier.previewed")) == 1
    assert exports(services) == []


def files_under(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


class StopAt:
    """A report that is stopped by the user at its so-manieth call."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, _done: int, _total: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("calls", [0, 1, 3, 9])
def test_a_cancelled_export_leaves_nothing(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path, calls: int
):
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Cancelled):
        dossiers.export(noah, out / "d.pdf", report=StopAt(calls))
    assert list(out.iterdir()) == []
    assert exports(services) == []
    assert logged(services, "dossier.exported") == []


def blocked_by_a_folder(out: Path) -> Path:
    target = out / "d.pdf"
    (target / "vol").mkdir(parents=True)
    return target


def no_such_folder(out: Path) -> Path:
    return out / "nergens" / "d.pdf"


@pytest.mark.parametrize("place", [blocked_by_a_folder, no_such_folder])
def test_what_cannot_be_written_is_not_logged(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path, place: Callable[[Path], Path]
):
    target = place(tmp_path)
    before = files_under(tmp_path)
    with pytest.raises((TargetExists, FolderReadOnly, Exception)) as refused:
        dossiers.export(noah, target)
    assert type(refused.value).__module__ == "leskracht_desktop.errors"
    assert files_under(tmp_path) - before <= set()
    assert exports(services) == []


def test_a_file_goes_when_its_log_cannot_be_kept(
    services: Services, dossiers: DossierService, noah: PersonId, tmp_path: Path
):
    target = tmp_path / "out" / "d.pdf"
    target.parent.mkdir()
    engine = services.holder.vault._writer

    def fail(_connection: object) -> None:
        raise OSError(28, "No space left on device")

    event.listen(engine, "commit", fail)
    try:
        with pytest.raises(OSError, match="No space"):
            dossiers.export(noah, target)
    finally:
        event.remove(engine, "commit", fail)
    assert list(target.parent.iterdir()) == []
    assert exports(services) == []


def test_a_request_must_be_about_this_person_and_not_withdrawn(
    services: Services, dossiers: DossierService, noah: PersonId
):
    other = add(services, "Emma", "", "Smit")
    request_id = register(services, noah)
    with pytest.raises(InvalidInput):
        dossiers.snapshot(other, request_id)
    services.requests.withdraw(request_id, date(2026, 3, 3), "")
    with pytest.raises(NotAllowed):
        dossiers.snapshot(noah, request_id)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_group_gets_a_dossier_each(
    services: Services,
    dossiers: DossierService,
    noah: PersonId,
    school_group: GroupId,
    tmp_path: Path,
    processes: int,
):
    emma = add(services, "Emma", "", "Smit", group_ids=(school_group,))
    out = tmp_path / "groep 7B"
    heard: list[tuple[int, int]] = []
    receipts = dossiers.export_group(
        school_group, out, report=lambda done, total: heard.append((done, total)), processes=processes
    )
    names = [Path(receipt.path).name for receipt in receipts]
    assert names == [f"inzagedossier-P-{person:06d}.pdf" for person in (noah, emma)]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    for receipt in receipts:
        assert hashlib.sha256(Path(receipt.path).read_bytes()).hexdigest() == receipt.sha256
    assert [row.sha256 for row in exports(services)] == [receipt.sha256 for receipt in receipts]
    assert heard[0] == (0, 2)
    assert heard[-1] == (2, 2)
    alone = tmp_path / "alone.pdf"
    dossiers.export(noah, alone)
    assert alone.read_bytes() == Path(receipts[0].path).read_bytes()


@pytest.mark.parametrize("processes", [1, 2])
def test_a_cancelled_group_leaves_nothing(
    services: Services, dossiers: DossierService, noah: PersonId, school_group: GroupId, tmp_path: Path, processes: int
):
    add(services, "Emma", "", "Smit", group_ids=(school_group,))
    out = tmp_path / "groep"

    def stop_after_the_first(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        dossiers.export_group(school_group, out, report=stop_after_the_first, processes=processes)
    assert not out.exists()
    assert exports(services) == []
    with services.holder.vault.read() as session:
        assert session.scalar(select(func.count(Export.id))) == 0


def test_a_name_to_mask_that_is_nowhere_stops_the_dossier(
    dossiers: DossierService, noah: PersonId, tmp_path: Path
) -> None:
    target = tmp_path / "a.pdf"
    with pytest.raises(NotAllowed) as refused:
        dossiers.export(noah, target, choice=DossierChoice(mask=("Niemand Bestaat",), reason="bescherming"))
    assert refused.value.reason == "mask_found_nothing"
    assert not target.exists()
