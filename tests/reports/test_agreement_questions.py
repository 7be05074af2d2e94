"""Open questions as a letter and as a draft e-mail that any mail program opens, with the letter attached."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, datetime
from email import policy

import pytest

from leskracht_desktop.domain.agreement_reports import Letterhead, OpenQuestion, QuestionsSnapshot
from leskracht_desktop.domain.agreements import NewSupplier
from leskracht_desktop.reports.questions_letter import LETTER_NAME, questions_letter, questions_mail
from tests.reports.agreement_samples import HEAD, SUPPLIER, words_of
from tests.support import verapdf
from tests.support.snapshots import logo

ASKED = datetime(2026, 2, 9, 23, 30, tzinfo=UTC)
QUESTIONS = QuestionsSnapshot(
    HEAD,
    SUPPLIER,
    "Leeromgeving",
    "4.0",
    (
        OpenQuestion("Artikel 11. Subverwerkers", "Welke bedrijven zijn erbij gekomen?", ASKED, order=11),
        OpenQuestion("Artikel 8. Datalekken", "Wie belt ons in het weekend?", ASKED, "binnen 24 uur", order=8),
        OpenQuestion("Artikel 8. Datalekken", "Geldt dat ook in de vakantie?", ASKED, order=8),
    ),
)
BARE = QuestionsSnapshot(Letterhead("De Regenboog", HEAD.prepared_on), NewSupplier("Leskracht"), "", "4.0", ())
LONG = replace(
    QUESTIONS,
    supplier=replace(
        SUPPLIER, name="=SOM(1) " * 20, contact_name="ة\u202e" * 30, contact_email="geen adres\r\nBcc: x@y.nl"
    ),
    title="Leeromgeving\r\nBcc: iedereen@school.example",
    questions=tuple(replace(QUESTIONS.questions[0], text="Waarom? " * 300, quote="regel\n" * 40) for _ in range(9)),
)


@pytest.mark.parametrize("snapshot", [QUESTIONS, BARE, LONG, replace(QUESTIONS, head=replace(HEAD, logo=logo()))])
def test_a_letter_can_be_archived_and_read_aloud(snapshot: QuestionsSnapshot):
    assert not verapdf.failures(questions_letter(snapshot).data)


def test_questions_stand_at_their_place_and_are_numbered_through():
    text = words_of(questions_letter(QUESTIONS).data)
    order = [text.index(said) for said in ("3 vragen aan u", "Artikel 8. Datalekken", "Artikel 11. Subverwerkers")]
    assert order == sorted(order)
    assert "1. Geldt dat ook in de vakantie?" in text
    assert "2. Wie belt ons in het weekend? Het gaat om: ‘binnen 24 uur’" in text
    assert "3. Welke bedrijven zijn erbij gekomen?" in text


def test_a_place_that_was_only_marked_is_something_to_talk_about():
    marked = tuple(
        OpenQuestion(place, "", ASKED, order=number)
        for number, place in enumerate(
            (
                "Artikel 8. Datalekken",
                "Bijlage 1. Privacybijsluiter",
                "Bijlage 1, onderdeel A. Algemene informatie",
                "Het model 4.0 als geheel",
                "AVG artikel 33. Melden",
                "Privacyverklaring van Leskracht: Termijnen",
            )
        )
    )
    only = replace(QUESTIONS, questions=marked)
    assert not verapdf.failures(questions_letter(only).data)
    text = words_of(questions_letter(only).data)
    for said in (
        "Daarbij vonden wij 6 punten om met u te bespreken.",
        "1. Wij willen artikel 8 met u bespreken. (aangemerkt op 10 februari 2026)",
        "Wij willen bijlage 1 met u bespreken.",
        "Wij willen bijlage 1, onderdeel A met u bespreken.",
        "Wij willen het model 4.0 als geheel met u bespreken.",
        "Wij willen AVG artikel 33 met u bespreken.",
        "Wij willen dit onderdeel met u bespreken.",
    ):
        assert said in text, said
    both = words_of(questions_letter(replace(QUESTIONS, questions=(*QUESTIONS.questions, marked[0]))).data)
    assert "Daarbij kregen wij 3 vragen aan u, en 1 punt om met u te bespreken." in both


def test_the_day_of_a_question_is_that_of_the_school():
    assert "opgeschreven op 10 februari 2026" in words_of(questions_letter(QUESTIONS).data)


def test_the_letter_is_addressed_and_signed():
    text = words_of(questions_letter(QUESTIONS).data)
    for said in ("t.a.v. Joris Blok", "Wegenwijk 4", "3011 AA Rotterdam", "Utrecht, 3 maart 2026", "Beste Joris Blok,"):
        assert said in text
    assert "Marloes de Wit contactpersoon privacy" in text
    bare = words_of(questions_letter(BARE).data)
    assert "Beste Leskracht," in bare
    assert "Vragen over de verwerkersovereenkomst: model 4.0" in bare


def test_without_questions_it_says_so():
    assert "Er zijn op dit moment geen open vragen." in words_of(questions_letter(BARE).data)


def test_the_draft_carries_the_letter():
    draft = email.message_from_bytes(questions_mail(QUESTIONS), policy=policy.default)
    assert draft["To"] == "privacy@leskracht.example"
    assert draft["Subject"] == "Vragen over de verwerkersovereenkomst: Leeromgeving"
    assert draft["X-Unsent"] == "1"
    assert not {"From", "Date", "Message-ID"} & set(draft.keys())
    body, letter = draft.get_body(), next(draft.iter_attachments())
    assert body is not None
    assert "Beste Joris Blok," in body.get_content()
    assert letter.get_content_type() == "application/pdf"
    assert letter.get_filename() == LETTER_NAME
    assert letter.get_content() == questions_letter(QUESTIONS).data
    assert [part.defects for part in draft.walk() if part.defects] == []


def test_nothing_typed_becomes_a_header_of_its_own():
    data = questions_mail(LONG)
    draft = email.message_from_bytes(data, policy=policy.default)
    assert "Bcc" not in draft
    assert "To" not in draft
    assert max(len(line) for line in data.split(b"\r\n")) <= 998


def test_equal_snapshots_give_equal_bytes():
    assert questions_mail(QUESTIONS) == questions_mail(QUESTIONS)
    assert questions_letter(QUESTIONS).data == questions_letter(QUESTIONS).data
