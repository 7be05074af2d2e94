"""Letters around a request: from the vault to a file, logged with its checksum, or nothing at all."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from leskracht_desktop.domain.people import Custody, NewRelation, PersonId, PersonKind, RelationKind
from leskracht_desktop.domain.request_letters import LetterKind, NewLetter
from leskracht_desktop.domain.requests import (
    Authority,
    Channel,
    IdentityCheck,
    NewRequest,
    RequestEventKind,
    RequestId,
    RequestKind,
)
from leskracht_desktop.errors import (
    FolderMissing,
    InvalidInput,
    NationalNumberFound,
    NotAllowed,
    NotFound,
    TargetExists,
)
from leskracht_desktop.labels_nl.request_letters import request_event_label
from leskracht_desktop.services.program import Services
from tests.support import verapdf
from tests.support.vaults import MovableClock

RECEIPT = NewLetter(LetterKind.ACKNOWLEDGEMENT)


@pytest.fixture
def father(services: Services, add) -> PersonId:
    return add("Pieter", "van den", "Berg", PersonKind.PARENT, address="Dorpsstraat 1", postcode="1234 AB", city="Dorp")


@pytest.fixture
def asked(services: Services, add, father: PersonId) -> RequestId:
    """A father's request of 3 March 2026 about his son."""
    noah = add("Noah", "van den", "Berg")
    services.people.relate(NewRelation(father, noah, RelationKind.FATHER, Custody.YES))
    draft = NewRequest(
        RequestKind.ACCESS, noah, date(2026, 3, 3), Channel.EMAIL, requester_id=father, authority=Authority.CUSTODY
    )
    return services.requests.register(draft).row.id


def text_of(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as document:
        return str(document.docinfo["/Title"])


def test_a_letter_is_written_and_logged_with_its_checksum(services: Services, asked: RequestId, tmp_path: Path):
    target = tmp_path / services.request_letters.file_name(asked, LetterKind.ACKNOWLEDGEMENT)
    assert target.name == "ontvangstbevestiging-2026-0001.pdf"
    receipt = services.request_letters.save(asked, RECEIPT, target)
    data = target.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert (receipt.sha256, receipt.size, receipt.page_count) == (digest, len(data), 1)
    assert text_of(data) == "Ontvangstbevestiging, verzoek 2026-0001"
    event = services.audit.list(1)[0]
    assert event.kind == "document.exported"
    assert dict(event.details) == {"report": "acknowledgement", "sha256": digest, "pages": 1}
    line = services.requests.details(asked).events[-1]
    assert line.kind is RequestEventKind.LETTER
    assert dict(line.details) == {"letter": "acknowledgement", "sha256": digest, "pages": "1"}
    assert request_event_label(line) == "brief gemaakt: ontvangstbevestiging"
    assert services.audit.verify().ok


def test_a_letter_goes_to_who_asked_at_her_own_address(services: Services, asked: RequestId):
    snapshot = services.request_letters.snapshot(asked, RECEIPT)
    assert snapshot.asker.name == "Pieter van den Berg"
    assert snapshot.asker.address == ("Dorpsstraat 1", "1234 AB Dorp")
    assert snapshot.subject.display_name == "Noah van den Berg"
    assert snapshot.deadline.due_on == snapshot.first_due_on == date(2026, 4, 7)
    assert snapshot.prepared_on == date(2026, 3, 3)


def test_the_notice_of_extension_holds_both_dates_and_the_recorded_reason(
    services: Services, asked: RequestId, clock: MovableClock
):
    services.requests.extend(asked, date(2026, 3, 3), "Veel berichten.")
    snapshot = services.request_letters.snapshot(asked, NewLetter(LetterKind.EXTENSION_NOTICE))
    assert (snapshot.first_due_on, snapshot.deadline.due_on) == (date(2026, 4, 7), date(2026, 6, 3))
    assert snapshot.request.extension_reason == "Veel berichten."


def test_letters_come_and_go_with_the_steps(services: Services, asked: RequestId):
    letters = services.request_letters
    assert letters.offered(asked) == (LetterKind.ACKNOWLEDGEMENT, LetterKind.IDENTITY_REQUEST)
    services.requests.record_identity(asked, IdentityCheck("gezien", date(2026, 3, 3), "Noor"))
    services.requests.extend(asked, date(2026, 3, 3), "Veel berichten.")
    assert letters.offered(asked) == (LetterKind.ACKNOWLEDGEMENT, LetterKind.EXTENSION_NOTICE)
    services.requests.mark_answered(asked, date(2026, 3, 3))
    assert letters.offered(asked) == ()


@pytest.mark.parametrize("kind", [LetterKind.ACKNOWLEDGEMENT, LetterKind.IDENTITY_REQUEST])
def test_a_look_leaves_no_trace_and_follows_both_standards(services: Services, asked: RequestId, kind: LetterKind):
    before = services.audit.count()
    finished = services.request_letters.preview(asked, NewLetter(kind, "Kom langs op school."))
    assert finished.page_count == 1
    assert not verapdf.failures(finished.data)
    assert services.audit.count() == before


def test_nothing_is_logged_when_nothing_could_be_written(services: Services, asked: RequestId, tmp_path: Path):
    before = services.audit.count()
    with pytest.raises(FolderMissing):
        services.request_letters.save(asked, RECEIPT, tmp_path / "gone" / "brief.pdf")
    folder = tmp_path / "out" / "brief.pdf"
    folder.mkdir(parents=True)
    with pytest.raises(TargetExists):
        services.request_letters.save(asked, RECEIPT, folder)
    assert services.audit.count() == before
    assert [event.kind for event in services.requests.details(asked).events] == [RequestEventKind.REGISTERED]
    assert list(folder.parent.iterdir()) == [folder]


def test_what_may_not_be_sent_is_refused(services: Services, asked: RequestId, tmp_path: Path):
    target = tmp_path / "brief.pdf"
    with pytest.raises(NotAllowed) as refused:
        services.request_letters.save(asked, NewLetter(LetterKind.EXTENSION_NOTICE), target)
    assert refused.value.reason == "not_extended"
    with pytest.raises(InvalidInput):
        services.request_letters.save(asked, NewLetter(LetterKind.IDENTITY_REQUEST), target)
    with pytest.raises(NationalNumberFound):
        services.request_letters.save(asked, NewLetter(LetterKind.ACKNOWLEDGEMENT, "BSN 111222333"), target)
    with pytest.raises(NotFound):
        services.request_letters.save(RequestId(99), RECEIPT, target)
    assert not target.exists()


def test_a_dossier_tells_which_letters_were_made(services: Services, asked: RequestId, tmp_path: Path):
    services.request_letters.save(asked, RECEIPT, tmp_path / "brief.pdf")
    services.requests.record_identity(asked, IdentityCheck("gezien", date(2026, 3, 3), "Noor"))
    rendered = services.dossiers.preview(services.requests.details(asked).row.person_id, asked)
    with pikepdf.open(io.BytesIO(rendered.data)) as document:
        table = document.attachments["dossier.csv"].get_file().read_bytes().decode("utf-8-sig")
    assert "brief gemaakt: ontvangstbevestiging" in table
