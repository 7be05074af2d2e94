"""What a value was before it was changed: names in it are offered for masking, and it goes with its section."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from leskracht_desktop.domain.dossier import DossierChoice
from leskracht_desktop.domain.people import NewPerson, PersonId, PersonKind, SchoolId
from leskracht_desktop.reports.dossier import dossier_document
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.models import Attachment, AttachmentChunk, Record, ValueChange
from tests.support.vaults import ACTOR, MovableClock

SCHOOL = SchoolId(1)
PUPIL = NewPerson(PersonKind.PUPIL, SCHOOL, call_name="Mila", surname="Visser", birth_on=date(2015, 5, 3))


@pytest.fixture
def services(holder: VaultHolder, clock: MovableClock) -> Services:
    return build_services(clock, ACTOR, holder)


@pytest.fixture
def mila(services: Services) -> PersonId:
    """A pupil in whose school is another pupil, Noah van den Berg."""
    services.people.add(NewPerson(PersonKind.PUPIL, SCHOOL, call_name="Noah", prefix="van den", surname="Berg"))
    return services.people.add(PUPIL)


def noted(services: Services, person_id: PersonId, note: str) -> None:
    services.people.edit(person_id, replace(PUPIL, note=note))


def add_text_file(services: Services, person_id: PersonId, name: str, data: bytes) -> None:
    with services.holder.vault.session() as session:
        file = Attachment(
            name=name, media_type="text/plain", size=len(data), sha256="", added_at=datetime(2026, 2, 3, tzinfo=UTC)
        )
        session.add(file)
        session.flush()
        session.add(AttachmentChunk(attachment_id=file.id, number=0, data=data))
        session.add(
            Record(
                person_id=person_id, category="media", compartment="processor", external_id=name, occurred_at=None,
                values={"title": "Verslag"}, third_parties=[], digest="", attachment_id=file.id,
            )
        )  # fmt: skip


def test_a_name_that_was_edited_away_is_offered_and_masked(services: Services, mila: PersonId):
    noted(services, mila, "Ruzie met Noah van den Berg op het plein")
    noted(services, mila, "Alles is weer goed")
    named = services.dossiers.named_third_parties(mila)
    assert [(party.name, party.count, party.places) for party in named] == [
        ("Noah van den Berg", 2, ("Wijzigingen",)),
    ]
    choice = DossierChoice(mask=("Noah van den Berg",), reason="privacy van een ander")
    assert services.dossiers.preview(mila, choice=choice).masked >= 2


def test_names_in_text_files_and_in_names_of_files_are_offered(services: Services, mila: PersonId):
    add_text_file(services, mila, "verslag.txt", "Café met Noah van den Berg".encode("cp1252"))
    (party,) = services.dossiers.named_third_parties(mila)
    assert (party.name, party.count, party.places) == (
        "Noah van den Berg",
        1,
        ("Foto's, video's en schermafbeeldingen",),
    )
    add_text_file(services, mila, "Noah van den Berg.txt", b"")
    assert services.dossiers.named_third_parties(mila)[0].count == 2


def test_what_a_value_was_is_left_out_with_its_section(services: Services, mila: PersonId):
    noted(services, mila, "Oude aantekening")
    services.people.edit(mila, replace(PUPIL, note="Oude aantekening", phone="0612345678"))
    chosen = DossierChoice(sections=frozenset({"school_contact", "history"}))
    snapshot = services.dossiers.snapshot(mila, choice=chosen)
    assert [change.field for change in snapshot.subject.history] == ["phone"]
    assert snapshot.changes_left_out == 1
    document = dossier_document(snapshot)
    assert "Oude aantekening" not in repr(document)
    assert "Wijzigingen in onderdelen die niet zijn gekozen, staan hier niet bij." in repr(document)
    whole = services.dossiers.snapshot(mila)
    assert [change.field for change in whole.subject.history] == ["phone", "note"]
    assert whole.changes_left_out == 0
    without = services.dossiers.snapshot(mila, choice=DossierChoice(sections=frozenset({"school_identity"})))
    assert (without.subject.history, without.changes_left_out) == ((), 0)


def test_a_change_in_a_record_goes_with_the_category_of_the_record(services: Services, mila: PersonId):
    add_text_file(services, mila, "verslag.txt", b"")
    with services.holder.vault.session() as session:
        record = session.scalars(select(Record)).one()
        session.add(
            ValueChange(
                person_id=mila, entity="record", entity_id=record.id, field="title", old="Geheim plan", new="Verslag",
                changed_at=datetime(2026, 2, 4, tzinfo=UTC), actor=ACTOR,
            )
        )  # fmt: skip

    def history(*sections: str) -> int:
        choice = DossierChoice(sections=frozenset({*sections, "history"}))
        return len(services.dossiers.snapshot(mila, choice=choice).subject.history)

    assert (history("media"), history("messages")) == (1, 0)
