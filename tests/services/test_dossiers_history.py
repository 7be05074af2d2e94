"""What a value was before it was changed: names in it are offered for masking, and it goes with its section."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from leskracht_desktop.domain.dossier import DossierChoice
from leskracht_desktop.domain.people import NewPerson, PersonId, PersonKind, SchoolId
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.models import Attachment, AttachmentChunk, Record
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
    services.people.edit(person_id, changed(services, person_id, note=note))


def changed(services: Services, person_id: PersonId, **values: str) -> NewPerson:
    """Return the form of a pupil as it is now, with other values."""
    now = services.people.details(person_id)
    kept = {"note": now.note, "phone": now.phone, "surname": now.surname}
    return NewPerson(PersonKind.PUPIL, SCHOOL, call_name="Mila", birth_on=PUPIL.birth_on, **(kept | values))


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
