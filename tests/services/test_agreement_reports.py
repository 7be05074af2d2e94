"""Reports about agreements from a real vault: made in memory, saved and logged both or neither."""

from __future__ import annotations

import email
import hashlib
import json
from collections.abc import Callable
from datetime import date
from email import policy
from pathlib import Path

import pytest

from leskracht_desktop.domain.agreement_reports import AgreementReport, FinishedReport, RegisterFormat
from leskracht_desktop.domain.agreement_watch import WatchKind
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewReview, NewSubProcessorChange, NewSupplier
from leskracht_desktop.domain.audit import AuditRow
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteKind, PlaceKind, ReadingStatus
from leskracht_desktop.errors import NotFound, TargetExists
from leskracht_desktop.services.program import Services
from tests.reports.agreement_samples import lifelike_content, words_of
from tests.support import verapdf

BREACHES = GuidePlace("4.0", PlaceKind.ARTICLE, "breaches")


@pytest.fixture
def signed(services: Services) -> AgreementId:
    """An agreement in force, reviewed once."""
    supplier = services.agreements.add_supplier(NewSupplier("Leskracht", contact_email="privacy@leskracht.example"))
    draft = NewAgreement(
        supplier,
        "4.0",
        "Leeromgeving",
        date(2025, 8, 1),
        date(2027, 7, 31),
        date(2027, 4, 30),
        date(2025, 6, 2),
        content=lifelike_content(),
    )
    agreement_id = services.agreements.register(draft)
    services.agreements.review(agreement_id, NewReview(date(2026, 2, 1), "Marloes de Wit", remarks="Let op."))
    return agreement_id


def ask(services: Services, text: str, place: GuidePlace = BREACHES, agreement_id: AgreementId | None = None) -> None:
    services.notes.add(NewNote(place, NoteKind.QUESTION, text, agreement_id=agreement_id))


def exports(services: Services) -> list[AuditRow]:
    return [row for row in services.audit.list(100) if row.kind == "document.exported"]


MAKERS: dict[str, Callable[[Services, AgreementId], FinishedReport]] = {
    "vergelijking-3.0-4.0.pdf": lambda services, _: services.agreement_reports.comparison("3.0", "4.0"),
    "vergelijking-Leskracht.pdf": lambda services, one: services.agreement_reports.own_comparison(one),
    "sleutelkaart-Leskracht.pdf": lambda services, one: services.agreement_reports.key_card(one),
    "overeenkomst-Leskracht-1.0.pdf": lambda services, one: services.agreement_reports.agreement(one),
    "vragen-Leskracht.pdf": lambda services, one: services.agreement_reports.questions_letter(one),
    "bijsluitercheck-Leskracht.pdf": lambda services, one: services.agreement_reports.leaflet_check(one),
    "register-overeenkomsten.pdf": lambda services, _: services.agreement_reports.register(RegisterFormat.PDF),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_report_is_saved_as_it_was_shown_and_logged(services, signed, tmp_path: Path, name: str):
    finished = MAKERS[name](services, signed)
    assert finished.file_name == name
    assert finished.page_count > 0
    assert not verapdf.failures(finished.data)
    assert exports(services) == []
    target = services.agreement_reports.save(finished, tmp_path / name)
    assert target.read_bytes() == finished.data
    (row,) = exports(services)
    assert row.entity_id == finished.agreement_id
    assert dict(row.details) == {
        "report": finished.report.value,
        "sha256": hashlib.sha256(finished.data).hexdigest(),
        "pages": finished.page_count,
    }


def test_a_report_that_cannot_be_written_is_not_logged(services, signed, tmp_path: Path):
    finished = services.agreement_reports.key_card(signed)
    in_the_way = tmp_path / "out" / "map.pdf"
    in_the_way.mkdir(parents=True)
    with pytest.raises(TargetExists):
        services.agreement_reports.save(finished, in_the_way)
    assert exports(services) == []
    assert list(in_the_way.parent.iterdir()) == [in_the_way]


def test_only_the_differences_can_be_asked_for(services, signed):
    whole, short = (
        services.agreement_reports.comparison("3.0", "4.0", only_differences=only) for only in (False, True)
    )
    assert short.page_count < whole.page_count
    own = services.agreement_reports.own_comparison(signed, only_differences=True)
    assert "24 uur, na ontdekking; artikel 8 lid 2" in words_of(own.data)


def test_the_key_card_names_the_article_of_each_day(services, signed):
    text = words_of(services.agreement_reports.key_card(signed).data)
    assert "31 juli 2027 (nog 515 dagen) 15 onze overeenkomst" in text


def test_the_letter_holds_the_open_questions_about_this_agreement_and_its_model(services, signed):
    other = services.agreements.register(NewAgreement(services.agreements.add_supplier(NewSupplier("Ander")), "3.0"))
    ask(services, "Wie belt ons in het weekend?", agreement_id=signed)
    ask(services, "Wat is een datalek?")
    ask(services, "Is de wet veranderd?", GuidePlace("", PlaceKind.AVG, "33"), signed)
    ask(services, "Wat staat er in de bijsluiter?", GuidePlace("4.0", PlaceKind.ANNEX, "privacy_leaflet"))
    ask(services, "Hoort hier niet bij.", agreement_id=other)
    ask(services, "Gaat over een ander model.", GuidePlace("3.0", PlaceKind.ARTICLE, "breaches"))
    services.notes.answer(services.notes.notes()[1].id, "Beantwoord.")
    text = words_of(services.agreement_reports.questions_letter(signed).data)
    order = ["Artikel 8. Datalekken", "Wie belt ons", "Bijlage 1.", "in de bijsluiter?", "AVG artikel 33", "Is de wet"]
    assert [text.index(said) for said in order] == sorted(text.index(said) for said in order)
    for said in ("Wat is een datalek?", "Hoort hier niet bij.", "Gaat over een ander model."):
        assert said not in text


def test_what_is_not_tied_to_the_supplier_is_not_in_its_letter(services, signed):
    other = services.agreements.register(NewAgreement(services.agreements.add_supplier(NewSupplier("Ander")), "4.0"))
    ask(services, "Is de wet veranderd?", GuidePlace("", PlaceKind.AVG, "33"))
    ask(services, "Wat betekent dit woord?", GuidePlace("", PlaceKind.GLOSSARY))
    ask(services, "Waarom staan er geen termijnen in?", GuidePlace("", PlaceKind.STATEMENT, "terms"))
    ask(services, "Waarom stond dat er eerst anders?", GuidePlace("0.9", PlaceKind.STATEMENT, "terms"))
    asked = services.agreement_reports.open_questions(signed)
    assert {one.text for one in asked} == {"Waarom staan er geen termijnen in?", "Waarom stond dat er eerst anders?"}
    assert len({one.place for one in asked}) == 1
    assert services.agreement_reports.open_questions(other) == ()
    ask(services, "Geldt dit voor u?", GuidePlace("", PlaceKind.AVG, "33"), other)
    assert [one.text for one in services.agreement_reports.open_questions(other)] == ["Geldt dit voor u?"]


def test_a_mark_without_a_typed_question_is_in_the_letter(services, signed):
    services.notes.mark(BREACHES, ReadingStatus.QUESTION)
    services.notes.mark(GuidePlace("4.0", PlaceKind.ARTICLE, "liability"), ReadingStatus.DISCUSSED)
    services.notes.mark(GuidePlace("3.0", PlaceKind.ARTICLE, "breaches"), ReadingStatus.QUESTION)
    services.notes.mark(GuidePlace("", PlaceKind.AVG, "33"), ReadingStatus.QUESTION)
    text = words_of(services.agreement_reports.questions_letter(signed).data)
    assert "Daarbij vonden wij 1 punt om met u te bespreken." in text
    assert "1. Wij willen artikel 8 met u bespreken." in text
    ask(services, "Wie belt ons in het weekend?")
    (one,) = services.agreement_reports.open_questions(signed)
    assert one.text == "Wie belt ons in het weekend?"
    services.notes.answer(services.notes.notes()[0].id, "De helpdesk.")
    assert [one.text for one in services.agreement_reports.open_questions(signed)] == [""]


def test_a_mark_for_a_question_to_one_supplier_is_not_in_the_letter_to_another(services, signed):
    other = services.agreements.register(NewAgreement(services.agreements.add_supplier(NewSupplier("Ander")), "4.0"))
    services.notes.mark(BREACHES, ReadingStatus.QUESTION)
    ask(services, "Wie belt ons in het weekend?", agreement_id=signed)
    assert services.agreement_reports.open_questions(other) == ()
    services.notes.answer(services.notes.notes()[0].id, "De helpdesk.")
    assert services.agreement_reports.open_questions(other) == ()
    assert [one.text for one in services.agreement_reports.open_questions(signed)] == [""]


def test_a_question_is_tied_to_a_supplier_afterwards(services, signed):
    other = services.agreements.register(NewAgreement(services.agreements.add_supplier(NewSupplier("Ander")), "4.0"))
    ask(services, "Geldt dit ook in de vakantie?")
    (row,) = services.notes.notes()
    assert len(services.agreement_reports.open_questions(other)) == 1
    services.notes.change(row.id, row.note.text, signed)
    assert services.agreement_reports.open_questions(other) == ()
    assert len(services.agreement_reports.open_questions(signed)) == 1
    with pytest.raises(NotFound):
        services.notes.change(row.id, row.note.text, 999)


def test_the_day_to_object_is_the_one_that_is_watched(services, signed):
    change = NewSubProcessorChange("Nieuwe Wolk", country="IE", announced_on=date(2026, 2, 27))
    services.agreements.announce_change(signed, change)
    (watched,) = [item for item in services.watch.items() if item.kind is WatchKind.OBJECTION]
    text = words_of(services.agreement_reports.agreement(signed).data)
    assert watched.on == date(2026, 3, 13)
    assert "13 maart 2026 (afgesproken: 14 dagen; geteld vanaf de dag na de aankondiging op 27 februari 2026)" in text


def test_the_draft_goes_to_the_supplier_with_the_letter(services, signed, tmp_path: Path):
    ask(services, "Wie belt ons in het weekend?")
    finished = services.agreement_reports.questions_mail(signed)
    target = services.agreement_reports.save(finished, tmp_path / finished.file_name)
    assert target.name == "vragen-Leskracht.eml"
    draft = email.message_from_bytes(target.read_bytes(), policy=policy.default)
    assert draft["To"] == "privacy@leskracht.example"
    (letter,) = draft.iter_attachments()
    assert letter.get_content() == services.agreement_reports.questions_letter(signed).data


def test_the_register_comes_in_three_forms(services, signed):
    table = services.agreement_reports.register(RegisterFormat.CSV)
    assert table.file_name == "register-overeenkomsten.csv"
    assert "Leskracht" in table.data.decode("utf-8-sig").splitlines()[1]
    content = json.loads(services.agreement_reports.register(RegisterFormat.JSON).data)
    assert [one["row"]["id"] for one in content["agreements"]] == [signed]
    assert AgreementReport.REGISTER is table.report


def test_equal_contents_give_equal_bytes(services, signed):
    assert services.agreement_reports.agreement(signed) == services.agreement_reports.agreement(signed)


def test_what_is_not_there_is_not_found(services, signed):
    reports = services.agreement_reports
    nobody = AgreementId(99)
    for make in (reports.key_card, reports.agreement, reports.own_comparison, reports.questions_mail):
        with pytest.raises(NotFound):
            make(nobody)
    with pytest.raises(NotFound):
        reports.comparison("3.0", "1999")
