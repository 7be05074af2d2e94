"""The model beside our agreement on paper: deviations and filled-in values apart, nothing of ours left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation, Period, PeriodUnit
from leskracht_desktop.domain.agreement_reports import OwnComparisonSnapshot
from leskracht_desktop.domain.comparing_own import compare_with_own
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.reports.own_comparison import own_comparison_report
from tests.reports.agreement_samples import HEAD, library, lifelike, lifelike_content, overfull, words_of
from tests.support import verapdf


def own(content: AgreementContent, *, only: bool = False) -> OwnComparisonSnapshot:
    model = library().guide("4.0")
    assert model is not None
    comparison = compare_with_own(model, content)
    shown = comparison.only_differences() if only else comparison
    return OwnComparisonSnapshot(HEAD, library().notice, model.version, "Leskracht", "Leeromgeving", "1.2", shown, only)


def text_of(content: AgreementContent, *, only: bool = False) -> str:
    return words_of(own_comparison_report(own(content, only=only)).data)


@pytest.mark.parametrize("only", [False, True])
@pytest.mark.parametrize("content", [lifelike().content, AgreementContent(), overfull(200).content])
def test_it_can_be_archived_and_read_aloud(content: AgreementContent, only: bool):
    assert not verapdf.failures(own_comparison_report(own(content, only=only)).data)


def test_it_says_that_it_is_about_the_guide():
    text = text_of(lifelike_content())
    assert "Wij vergelijken onze leeswijzer, niet de officiële tekst" in text
    assert "Het is niet de overeenkomst zelf" in text


def test_our_value_stands_whole_beside_the_guide_with_how_sure_that_is():
    ours = Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, source="bijlage 2")
    text = text_of(AgreementContent(periods=(ours,)))
    assert "De leverancier meldt aan de school 24 uur; bijlage 2 Zonder onnodig te wachten, zegt de AVG." in text
    assert "vaak 24 of 48 uur. (nog na te kijken)" in text
    assert "vervallen" not in text
    assert "Hierover hebben wij niets apart afgesproken." in text
    assert "Nog niet ingevuld" in text


def test_a_deviation_is_counted_apart_from_what_was_filled_in():
    text = text_of(lifelike_content(), only=True)
    assert "Met een afwijking 2 artikelen en bijlagen" in text
    assert "Alleen ingevuld 2 artikelen en bijlagen" in text
    assert "Afwijking: In het weekend 48 uur Waarom: Kleine organisatie Akkoord: Anna Bestuur, 1 juni 2025" in text
    assert "gewijzigd" not in text


def test_deviations_from_an_annex_and_from_anything_else_are_there():
    others = (Deviation(None, "Ook op zaterdag", "Daarom"), Deviation(77, "Gaat over niets", "Daarom"))
    text = text_of(replace(lifelike_content(), deviations=(*lifelike_content().deviations, *others)), only=True)
    assert "Bijlage 1. Privacybijsluiter • Afwijking: Eigen indeling van de bijlage" in text
    assert "Iets anders: Ook op zaterdag" in text
    assert "Artikel 77: Gaat over niets" in text
    assert "Bij iets anders 2 afwijkingen" in text


def test_each_page_carries_its_version_and_day():
    text = words_of(own_comparison_report(own(lifelike_content())).data, page=1)
    assert "versie 1.2 · gemaakt op 3 maart 2026" in text


def test_equal_snapshots_give_equal_bytes():
    snapshot = own(lifelike_content())
    assert own_comparison_report(snapshot).data == own_comparison_report(snapshot).data
