"""The Sleutelkaart on the screen: ours, the law, the model or nothing, with the article beside each."""

from __future__ import annotations

import re
from dataclasses import replace

from leskracht_desktop.domain.agreement_content import SecurityAnnex
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.key_facts import KEY_TERMS, key_facts
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.key_card_text import key_card_page
from tests.reports.agreement_samples import empty, library, lifelike

ROW = re.compile(r"<tr><td[^>]*><b>(.*?)</b></td><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td></tr>", re.DOTALL)


def page(details: AgreementDetails, version: str = "4.0") -> str:
    guide = library().guide(version)
    return key_card_page(key_facts(details, guide), guide)


def rows(html: str) -> dict[str, tuple[str, str]]:
    """The rows by their name: what is said, and the place beside it."""
    return {name: (said, place) for name, said, place in ROW.findall(html)}


def test_every_row_has_its_article_beside_it():
    for details in (lifelike(), empty()):
        found = rows(page(details))
        assert len(found) == len(KEY_TERMS) + 2
        assert [name for name, (_, place) in found.items() if "artikel" not in place or "href" not in place] == []
        assert places.article("4.0", "duration").link in found["Einddatum"][1]
        assert places.article("4.0", "duration").link in found["Opzeggen kan tot en met"][1]


def test_without_a_worked_out_guide_the_article_is_not_known():
    found = rows(page(lifelike(), "2016"))
    assert {place for _, place in found.values()} == {'<span class="source">artikel niet bekend</span>'}
    assert "24 uur, na ontdekking" in found[label(TermCode.BREACH_TO_SCHOOL)][0]


def test_the_rule_of_the_model_is_marked_as_such():
    said, _ = rows(page(empty()))[label(TermCode.ASSISTANCE)]
    assert "zelf niet ingevuld" in said
    assert "volgens het model" in said
    assert "nog na te kijken" in said


def test_the_term_at_the_top_is_marked_too_when_it_is_only_the_models():
    def top(details: AgreementDetails) -> str:
        return page(details).partition("Termijnen en afspraken")[0]

    assert "zelf niet ingevuld" in top(empty())
    assert "24 uur" in top(lifelike())
    assert "zelf niet ingevuld" not in top(lifelike())


def test_the_law_is_named_at_the_term_it_fixes():
    found = rows(page(empty()))
    assert "de wet" in found[label(TermCode.BREACH_TO_AUTHORITY)][0]
    assert "de wet" not in found[label(TermCode.BREACH_TO_SCHOOL)][0]


def test_ours_is_ours():
    found = rows(page(lifelike()))
    assert found[label(TermCode.BREACH_TO_SCHOOL)][0].startswith("24 uur, na ontdekking")
    assert "onze overeenkomst" in found[label(TermCode.BREACH_TO_SCHOOL)][0]
    assert found["Einddatum"][0].startswith("31 juli 2026 (nog 150 dagen)")
    assert "Leskracht: tot een jaar na het einde" in found[label(TermCode.RETENTION)][0]


def test_a_deviation_is_told_once():
    assert page(lifelike()).count("In het weekend 48 uur") == 1


def test_another_contact_is_never_passed_off_as_the_one_for_breaches():
    assert "010 123 45 67" in page(lifelike())
    without = lifelike()
    content = replace(without.content, security=SecurityAnnex(incident_name="Meldpunt"))
    html = page(replace(without, draft=replace(without.draft, content=content)))
    assert "Het meldpunt is niet ingevuld." in html
    assert "Gewone contactpersoon: Joris Blok · 010 765 43 21" in html
    assert "Gewone contactpersoon" not in page(empty())


def test_whom_to_call_and_how_soon_stand_on_top_and_large():
    top = page(lifelike()).split("Termijnen en afspraken")[0]
    assert re.findall(r'class="large">([^<]+)<', top) == ["010 123 45 67", "24 uur"]
    assert "na ontdekking" in top
    nothing = page(empty()).split("Termijnen en afspraken")[0]
    assert 'class="large"' not in nothing
    assert "Het meldpunt is niet ingevuld." in nothing


def test_an_agreement_that_is_over_says_so():
    over = lifelike()
    html = page(replace(over, row=replace(over.row, status=AgreementStatus.ENDED, days_left=-3)))
    assert "Let op: deze overeenkomst geldt nu niet." in html
    assert "verlopen" not in html
