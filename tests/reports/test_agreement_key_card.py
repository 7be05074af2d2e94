"""The key card: one page whatever people typed, every fact with its article and source, and what is missing said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_content import Period
from leskracht_desktop.domain.agreement_reports import KeyCardSnapshot
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.key_facts import KEY_TERMS, key_facts
from leskracht_desktop.reports.key_card import _NAMES, key_card
from tests.reports.agreement_samples import HEAD, empty, library, lifelike, overfull, words_of
from tests.support import verapdf
from tests.support.snapshots import logo


def card(details: AgreementDetails, version: str = "4.0") -> KeyCardSnapshot:
    return KeyCardSnapshot(HEAD, library().notice, key_facts(details, library().guide(version)), 15)


@pytest.mark.parametrize(
    "details", [lifelike(), empty(), overfull(), overfull(90)], ids=["lifelike", "empty", "long", "medium"]
)
def test_a_card_is_one_page_that_can_be_archived_and_read_aloud(details: AgreementDetails):
    for head in (HEAD, replace(HEAD, logo=logo())):
        rendered = key_card(replace(card(details), head=head))
        assert rendered.page_count == 1
        assert not verapdf.failures(rendered.data)


def test_the_breach_term_comes_with_its_contact_article_and_source():
    text = words_of(key_card(card(lifelike())).data)
    assert "Datalek? Neem contact op met Leskracht B.V." in text
    assert "Telefoon: 010 123 45 67" in text
    assert "E-mail: datalek@leskracht.example" in text
    assert "24 uur, na ontdekking" in text
    assert "onze overeenkomst, artikel 8 lid 2" in text
    assert "31 juli 2026 (nog 150 dagen)" in text
    assert "Laatste dag opzeggen 30 april 2026 15 onze overeenkomst" in text


def test_every_key_term_is_on_the_card():
    for details in (lifelike(), empty(), overfull()):
        text = words_of(key_card(card(details)).data)
        assert [code for code in KEY_TERMS if _NAMES[code] not in text] == []


def test_what_nobody_filled_in_is_said():
    text = words_of(key_card(card(empty())).data)
    assert "Het meldpunt van de leverancier is niet ingevuld. Gewone contactpersoon: niet ingevuld." in text
    assert "Einddatum Niet ingevuld 15 niet ingevuld" in text
    assert "Niet ingevuld. Leeswijzer:" in text
    assert "Let op: deze overeenkomst geldt nu niet. De status is: concept." in text


def test_without_a_guide_nothing_is_made_up():
    text = words_of(key_card(card(empty(), version="1999")).data)
    assert text.count("Niet ingevuld") == len(KEY_TERMS) + 2
    assert "Leeswijzer:" not in text


def test_the_law_is_named_where_it_fixes_the_term():
    text = words_of(key_card(card(lifelike())).data)
    assert "AVG artikel 33" in text


def test_a_deviation_is_pointed_out():
    assert "8 (afwijking)" in words_of(key_card(card(lifelike())).data)
    plain = lifelike()
    content = replace(plain.content, deviations=())
    assert "afwijking" not in words_of(key_card(card(replace(plain, draft=replace(plain.draft, content=content)))).data)


def test_long_texts_are_cut_and_the_card_says_so():
    cut = "Waar … staat, leest u de hele tekst in het programma."
    assert cut in words_of(key_card(card(overfull())).data)
    assert cut not in words_of(key_card(card(lifelike())).data)


def test_an_end_that_is_past_says_how_long_ago():
    past = lifelike()
    text = words_of(key_card(card(replace(past, row=replace(past.row, days_left=-1)))).data)
    assert "(1 dag geleden)" in text
    over = replace(past, row=replace(past.row, days_left=-1, status=AgreementStatus.ENDED))
    assert "geleden" not in words_of(key_card(card(over)).data)


def test_an_empty_period_is_not_a_value():
    blank = lifelike()
    content = replace(blank.content, periods=(Period(TermCode.LIABILITY),))
    text = words_of(key_card(card(replace(blank, draft=replace(blank.draft, content=content)))).data)
    assert "Aansprakelijkheid Niet ingevuld" in text


def test_equal_snapshots_give_equal_bytes():
    assert key_card(card(lifelike())).data == key_card(card(lifelike())).data
