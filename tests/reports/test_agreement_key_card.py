"""The key card: one page whatever people typed, every fact with its article and source, and what is missing said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_content import Deviation, Period
from leskracht_desktop.domain.agreement_reports import KeyCardSnapshot
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.key_facts import KEY_TERMS, key_facts
from leskracht_desktop.labels_nl.guide import SHORT_TERM_LABELS
from leskracht_desktop.reports.key_card import key_card
from tests.reports.agreement_samples import HEAD, empty, library, lifelike, overfull, words_of
from tests.support import verapdf
from tests.support.snapshots import logo


def card(details: AgreementDetails, version: str = "4.0") -> KeyCardSnapshot:
    return KeyCardSnapshot(HEAD, library().notice, key_facts(details, library().guide(version)))


@pytest.mark.parametrize(
    "details", [lifelike(), empty(), overfull(), overfull(90)], ids=["lifelike", "empty", "long", "medium"]
)
def test_a_card_is_one_page_that_can_be_archived_and_read_aloud(details: AgreementDetails):
    for head in (HEAD, replace(HEAD, logo=logo())):
        rendered = key_card(replace(card(details), head=head))
        assert rendered.page_count == 1
        assert not verapdf.failures(rendered.data)


@pytest.mark.parametrize("details", [lifelike(), empty(), overfull()], ids=["lifelike", "empty", "long"])
def test_a_card_of_a_model_without_articles_is_one_page_too(details: AgreementDetails):
    assert key_card(card(details, version="2016")).page_count == 1


def test_the_breach_term_comes_with_its_contact_article_and_source():
    text = words_of(key_card(card(lifelike())).data)
    assert "Datalek? Neem contact op met Leskracht B.V. (artikel 8)" in text
    assert "Telefoon: 010 123 45 67" in text
    assert "E-mail: datalek@leskracht.example" in text
    assert (
        "24 uur, na ontdekking (artikel 8 lid 2). Afwijking (artikel 8): In het weekend 48 uur 8 onze overeenkomst"
        in text
    )
    assert "31 juli 2026 (nog 150 dagen)" in text
    assert "Laatste dag opzeggen 30 april 2026 15 onze overeenkomst" in text


def test_every_key_term_is_on_the_card():
    for details in (lifelike(), empty(), overfull()):
        text = words_of(key_card(card(details)).data)
        assert [code for code in KEY_TERMS if SHORT_TERM_LABELS[code] not in text] == []


def test_what_nobody_filled_in_is_said():
    text = words_of(key_card(card(empty())).data)
    assert (
        "Het meldpunt is niet ingevuld: het staat in de beveiligingsbijlage. Gewone contactpersoon: niet ingevuld."
        in text
    )
    assert "Laatste dag opzeggen Niet ingevuld 15 niet ingevuld" in text
    assert "Let op: deze overeenkomst geldt nu niet. De status is: concept." in text


def test_what_the_parties_left_open_is_the_rule_of_the_model_and_says_so():
    text = words_of(key_card(card(empty())).data)
    assert "Einddatum Model: Zo lang als het gewone contract. 15 model (nakijken)" in text
    assert "Datalek aan de school Model: Zonder onnodig te wachten" in text
    assert "Aansprakelijkheid Model: Een bedrag is niet bekend." in text
    assert "De wet:" not in text


def test_the_law_is_named_only_where_it_fixes_the_term_itself():
    text = words_of(key_card(card(empty())).data)
    assert "AVG artikel 33 lid 1" in text
    assert [place for place in ("AVG artikel 33 lid 2", "AVG artikel 28", "AVG artikel 82") if place in text] == []


def test_a_leaflet_says_how_long_data_are_kept_when_the_agreement_leaves_it_to_that():
    text = words_of(key_card(card(lifelike())).data)
    assert "Bewaren Leskracht: tot een jaar na het einde 12 privacybijsluiter" in text


def test_the_end_is_a_day_with_its_article_or_else_our_term():
    assert "Einddatum 31 juli 2026 (nog 150 dagen) 15 onze overeenkomst" in words_of(key_card(card(lifelike())).data)
    without = lifelike()
    periods = (Period(TermCode.DURATION, text="zo lang als de licentie", source="artikel 15 lid 1"),)
    content = replace(without.content, periods=periods)
    open_end = replace(without, row=replace(without.row, valid_until=None, days_left=None),
                       draft=replace(without.draft, content=content))  # fmt: skip
    text = words_of(key_card(card(open_end)).data)
    assert "Einddatum zo lang als de licentie (artikel 15 lid 1) 15 onze overeenkomst" in text


def test_the_contact_for_breaches_comes_with_its_places():
    assert "Leskracht B.V. (artikel 8)" in words_of(key_card(card(lifelike())).data)
    assert "Leskracht B.V. (artikel niet bekend)" in words_of(key_card(card(lifelike(), version="1999")).data)


def test_without_a_guide_nothing_is_made_up():
    text = words_of(key_card(card(empty(), version="1999")).data)
    assert text.count("Niet ingevuld") == len(KEY_TERMS) + 1
    assert "Datalek aan de AP Binnen 72 uur, zonder onnodig te wachten." in text
    assert "AVG artikel 33 lid 1" in text
    assert "Model:" not in text
    assert text.count("niet bekend") == len(KEY_TERMS) + 3


def with_deviations(*deviations: Deviation) -> AgreementDetails:
    plain = lifelike()
    return replace(plain, draft=replace(plain.draft, content=replace(plain.content, deviations=deviations)))


def test_a_deviation_is_told_but_never_of_what_the_law_fixes_or_of_another_term():
    text = words_of(key_card(card(with_deviations(Deviation(8, "In de zomer 48 uur", "Vakantie")))).data)
    assert text.count("fwijking") == 1
    assert "Afwijking (artikel 8): In de zomer 48 uur 8 onze overeenkomst Datalek aan de AP Binnen 72 uur" in text
    audit = words_of(key_card(card(with_deviations(Deviation(7, "Na drie weken", "Daarom")))).data)
    assert audit.index("Controle aankondigen") < audit.index("Na drie weken") < audit.index("Kosten van controle")
    assert audit.count("fwijking") == 1
    assert "fwijking" not in words_of(key_card(card(with_deviations())).data)


def test_deviations_that_belong_to_no_term_are_told_under_them():
    others = (Deviation(5, "Ruimer", "Daarom"), Deviation(None, "Ook op zaterdag", "Daarom"))
    text = words_of(key_card(card(with_deviations(*others))).data)
    assert "Afwijking (artikel 5): Ruimer" in text
    assert "Afwijking (iets anders): Ook op zaterdag" in text
    without = words_of(key_card(card(with_deviations(Deviation(8, "48 uur", "Vakantie")), version="2016")).data)
    assert "Afwijking (artikel 8): 48 uur" in without


def test_of_too_many_deviations_at_least_the_places_are_told():
    text = words_of(key_card(card(overfull())).data)
    assert "Andere afwijkingen: artikel 1, 2, 3, 4, 5, 6, 10, 14, 16" in text
    assert "Afwijking (artikel 8): " in text  # of the term for a breach always what it is
    assert "Binnen 72 uur, zonder onnodig te wachten." in text


def test_long_texts_are_cut_and_the_card_says_so():
    cut = "Waar … staat, leest u de hele tekst in het programma."
    assert cut in words_of(key_card(card(overfull())).data)
    whole = lifelike()
    periods = tuple(Period(code, text="zoals afgesproken") for code in (*KEY_TERMS, TermCode.DURATION))
    content = replace(whole.content, periods=periods)
    assert cut not in words_of(key_card(card(replace(whole, draft=replace(whole.draft, content=content)))).data)


def test_of_the_rule_of_the_model_whole_sentences_are_told():
    text = words_of(key_card(card(overfull(90), version="1999")).data)
    assert "Model:" not in text
    told = words_of(key_card(card(lifelike())).data)
    assert "Model: Op tijd voor de maand van de school." in told


def test_an_end_that_is_past_says_how_long_ago():
    past = lifelike()
    text = words_of(key_card(card(replace(past, row=replace(past.row, days_left=-1)))).data)
    assert "(1 dag geleden)" in text
    assert "Let op: de einddatum van deze overeenkomst is voorbij." in text
    over = replace(past, row=replace(past.row, days_left=-1, status=AgreementStatus.ENDED))
    assert "geleden" not in words_of(key_card(card(over)).data)


def test_an_empty_period_is_not_a_value():
    blank = lifelike()
    content = replace(blank.content, periods=(Period(TermCode.LIABILITY),))
    text = words_of(key_card(card(replace(blank, draft=replace(blank.draft, content=content)))).data)
    assert "Aansprakelijkheid Model:" in text


def test_a_guide_with_endless_sentences_still_gives_one_page():
    guide = library().guide("4.0")
    assert guide is not None
    endless = tuple(
        replace(one, terms=tuple(replace(term, text="zonder punt " * 200) for term in one.terms))
        for one in guide.articles
    )
    facts = key_facts(lifelike(), replace(guide, articles=endless))
    assert key_card(KeyCardSnapshot(HEAD, library().notice, facts)).page_count == 1


def test_equal_snapshots_give_equal_bytes():
    assert key_card(card(lifelike())).data == key_card(card(lifelike())).data
