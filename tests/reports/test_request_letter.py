"""The letters around a request: what they say, that they can be archived and read aloud, and fit on a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from leskracht_desktop.domain.deadlines import ANSWER_MONTHS, EXTENDED_MONTHS, deadline
from leskracht_desktop.domain.dossier import RELATION_SELF, Asker
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.domain.request_letters import LetterKind, LetterSnapshot
from leskracht_desktop.domain.requests import Channel, RequestKind
from leskracht_desktop.labels_nl.request_letters import WAYS_TO_SHOW_IDENTITY
from leskracht_desktop.reports.request_letter import letter_document, request_letter
from tests.reports.pdf import expected
from tests.reports.pdf.readback import FinishedFile
from tests.support import snapshots, verapdf

CALENDAR = dutch_calendar(())
RECEIVED = date(2026, 3, 3)
MURAT = Asker("Murat Yılmaz", ("Meidoornlaan 41", "3551 GH Utrecht"), "father", "custody")
REASON = "Het gaat om berichten van zes jaar, waarin veel andere mensen worden genoemd."
EXTENDED = {"extended_on": date(2026, 3, 4), "extension_reason": REASON}


def letter(kind: LetterKind = LetterKind.ACKNOWLEDGEMENT, **changes: object) -> LetterSnapshot:
    """Return a letter of 4 March 2026 about a request of the day before."""
    extended = kind is LetterKind.EXTENSION_NOTICE
    values: dict[str, object] = {
        "kind": kind,
        "prepared_on": date(2026, 3, 4),
        "controller": snapshots.controller(),
        "asker": MURAT,
        "subject": snapshots.person(),
        "request": snapshots.request(
            identity=None,
            extended_on=date(2026, 3, 4) if extended else None,
            extension_reason=REASON if extended else "",
        ),
        "deadline": deadline(RECEIVED, CALENDAR, EXTENDED_MONTHS if extended else ANSWER_MONTHS),
        "first_due_on": deadline(RECEIVED, CALENDAR).due_on,
        "text": WAYS_TO_SHOW_IDENTITY if kind is LetterKind.IDENTITY_REQUEST else "",
    }
    return LetterSnapshot(**{**values, **changes})  # type: ignore[arg-type]  # a test names the fields it changes


def said(snapshot: LetterSnapshot) -> str:
    return "\n".join(expected.outline(letter_document(snapshot)))


def asked(**changes: object) -> LetterSnapshot:
    return letter(request=snapshots.request(**{"identity": None, **changes}))


WITH_LOGO = snapshots.controller(logo_data=snapshots.logo())
EVERY = [
    letter(LetterKind.ACKNOWLEDGEMENT),
    letter(LetterKind.ACKNOWLEDGEMENT, text="Wij bellen u deze week.\nTot dan.", controller=WITH_LOGO),
    letter(LetterKind.ACKNOWLEDGEMENT, prepared_on=date(2026, 5, 1)),
    letter(LetterKind.IDENTITY_REQUEST),
    letter(LetterKind.IDENTITY_REQUEST, text="Kom langs. " * 180),
    letter(LetterKind.EXTENSION_NOTICE),
    letter(LetterKind.EXTENSION_NOTICE, asker=Asker("محمد علي حسن", (), RELATION_SELF, "self")),
]


@pytest.mark.parametrize("snapshot", EVERY, ids=lambda one: f"{one.kind}-{len(one.text)}")
@pytest.mark.parametrize("flavour", verapdf.BOTH)
def test_every_letter_can_be_archived_and_read_aloud(snapshot: LetterSnapshot, flavour: str) -> None:
    verdict = verapdf.check(request_letter(snapshot).data, flavour)
    assert verdict.compliant, verdict


@pytest.mark.parametrize("snapshot", EVERY, ids=lambda one: f"{one.kind}-{len(one.text)}")
def test_the_finished_file_says_what_the_model_says(snapshot: LetterSnapshot) -> None:
    rendered = request_letter(snapshot)
    assert FinishedFile(rendered.data).outline() == expected.outline(letter_document(snapshot))
    assert request_letter(snapshot).data == rendered.data
    own_text = snapshot.text and snapshot.text != WAYS_TO_SHOW_IDENTITY
    assert rendered.page_count <= (2 if own_text else 1)


def test_a_receipt_tells_number_and_date_and_how_it_was_reckoned() -> None:
    text = said(letter())
    assert "P: Murat Yılmaz Meidoornlaan 41 3551 GH Utrecht" in text
    assert "Kenmerk: 2026-0007" in text
    assert "Op 3 maart 2026 kregen wij per e-mail een verzoek van u." in text
    assert "U wilt weten welke gegevens wij over Deniz Yılmaz hebben. Uw verzoek heeft nummer 2026-0007." in text
    assert "uiterlijk op dinsdag 7 april 2026. Zo komen wij aan die datum:" in text
    assert "LI • Eén maand na ontvangst is vrijdag 3 april 2026." in text
    assert "3 april 2026 is Goede Vrijdag. Daarom schuift de datum een dag op." in text
    assert "streefdatum" not in text
    assert "twee maanden langer over doen. Dat hoort u dan uiterlijk op 7 april 2026, met de reden." in text
    assert "Stuur ons geen kopie van een paspoort" in text
    assert "Marloes de Wit contactpersoon privacy" in text


def test_a_receipt_after_the_check_of_identity_asks_nothing_more() -> None:
    text = said(letter(request=snapshots.request()))
    assert "Op 5 maart 2026 hebben wij gecontroleerd wie u bent. U hoeft nu niets te doen." in text
    assert "paspoort" not in text


def test_a_late_letter_says_sorry_and_promises_no_extension() -> None:
    text = said(letter(prepared_on=date(2026, 4, 8)))
    assert "U had uiterlijk op dinsdag 7 april 2026 antwoord moeten krijgen. Dat is niet gelukt. Dat spijt ons." in text
    assert "twee maanden" not in text
    on_time = said(letter(prepared_on=date(2026, 4, 7)))
    assert "Dat spijt ons" not in on_time
    assert "twee maanden" in on_time
    assert "U had ons antwoord moeten krijgen op" in said(
        letter(LetterKind.IDENTITY_REQUEST, prepared_on=date(2026, 4, 8))
    )


@pytest.mark.parametrize("kind", list(RequestKind))
def test_every_right_has_its_words(kind: RequestKind) -> None:
    row = replace(snapshots.request().row, kind=kind)
    about_other, about_self = (
        said(asked(row=row)),
        said(letter(asker=replace(MURAT, relation=RELATION_SELF), request=snapshots.request(row=row, identity=None))),
    )
    assert " over Deniz Yılmaz " in about_other
    assert " over u " in about_self


@pytest.mark.parametrize("channel", list(Channel))
def test_every_way_of_asking_reads_well(channel: Channel) -> None:
    text = said(asked(channel=channel))
    assert "kregen wij" in text
    assert "  " not in text.replace("\n  ", "\n")


def test_who_asks_for_a_child_hears_that_custody_counts_too() -> None:
    text = said(letter(LetterKind.IDENTITY_REQUEST))
    assert "LI • Kom langs en laat" in text
    assert text.count("LI • ") == 3
    assert "of u voor Deniz Yılmaz mag vragen, bijvoorbeeld omdat u het gezag hebt of voogd bent." in text
    assert "geen burgerservicenummer" in text
    assert "dan mag ons antwoord meestal ook later komen" in text


def test_who_asks_for_himself_does_not_and_who_asks_for_an_adult_hears_of_an_authority() -> None:
    own = letter(LetterKind.IDENTITY_REQUEST, asker=replace(MURAT, relation=RELATION_SELF))
    assert "gezag" not in said(own)
    adult = letter(LetterKind.IDENTITY_REQUEST, subject=snapshots.person(kind=PersonKind.STAFF))
    assert "of u namens Deniz Yılmaz mag vragen." in said(adult)
    assert "gezag" not in said(adult)


def test_a_notice_of_extension_gives_the_reason_both_dates_and_the_way_to_complain() -> None:
    text = said(letter(LetterKind.EXTENSION_NOTICE))
    assert "Wij zouden u uiterlijk op 7 april 2026 antwoord geven." in text
    assert f"P: {REASON}" in text
    assert "uiterlijk op woensdag 3 juni 2026" in text
    assert "LI • Drie maanden na ontvangst is woensdag 3 juni 2026." in text
    assert "een klacht indienen bij de" in text
    assert "https://autoriteitpersoonsgegevens.nl" in text
    assert "(AVG, artikel 12, derde lid)" in text


def test_hidden_characters_do_not_reach_the_page() -> None:
    text = said(letter(asker=Asker("Mu\u202erat\x07", ("Laan\u200b 1",)), text="regel\x00 een"))
    assert not set("\u202e\x07\u200b\x00") & set(text)


def test_a_school_without_mail_or_telephone_still_gives_the_number() -> None:
    silent = replace(snapshots.controller(), contact_email="", contact_phone="", contact_name="")
    assert "P: Hebt u vragen? Noem dan nummer 2026-0007." in said(letter(controller=silent))


def test_the_end_never_stands_alone() -> None:
    for lines in range(0, 44, 3):
        snapshot = letter(text="\n".join(["Nog een regel van de school zelf."] * lines))
        pages = FinishedFile(request_letter(snapshot).data).pages
        last = " ".join(pages[-1].texts.values())
        assert "Hebt u vragen?" in last
        assert "contactpersoon privacy" in last


def test_the_day_of_the_letter_stands_in_it() -> None:
    day = date(2026, 3, 4) + timedelta(days=5)
    assert "Utrecht, 9 maart 2026" in said(letter(prepared_on=day))
