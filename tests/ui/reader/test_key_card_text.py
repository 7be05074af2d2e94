"""The Sleutelkaart on the screen: ours, the law, the model or nothing, with the article beside each."""

from __future__ import annotations

import re
from dataclasses import replace

from leskracht_desktop.domain.agreement_content import Period, PeriodUnit, SecurityAnnex
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementStatus
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.key_facts import KEY_TERMS, key_facts
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.key_card_text import key_card_page
from leskracht_desktop.ui.reader.sheet import Sheet
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
    assert re.findall(r'class="large">([^<]+)<', top) == ["010 123 45 67", "24 uur", "72 uur"]
    assert "Zonder onnodig te wachten." in top
    assert "lopen door in het weekend" in top
    assert top.index("24 uur") < top.index("In het weekend 48 uur") < top.index("72 uur")
    assert "na ontdekking" in top
    nothing = page(empty()).split("Termijnen en afspraken")[0]
    assert re.findall(r'class="large">([^<]+)<', nothing) == ["72 uur"]
    assert "Het meldpunt is niet ingevuld." in nothing


def test_an_agreement_that_is_over_says_so():
    over = lifelike()
    html = page(replace(over, row=replace(over.row, status=AgreementStatus.ENDED, days_left=-3)))
    assert "Let op: deze overeenkomst geldt nu niet." in html
    assert "verlopen" not in html


def test_without_a_guide_the_hours_of_the_law_and_every_deviation_are_there():
    for version in ("2016", "1999"):
        html = page(lifelike(), version)
        said, _ = rows(html)[label(TermCode.BREACH_TO_AUTHORITY)]
        assert "binnen 72 uur" in said
        assert "AVG artikel 33 lid 1" in said
        assert "zie onderaan" in html.partition("Termijnen en afspraken")[0]
        others = html.partition("Andere afwijkingen")[2]
        assert "Artikel 8: In het weekend 48 uur" in others
        assert "Privacybijsluiter: Eigen indeling van de bijlage" in others


def test_other_hours_than_those_of_the_law_are_never_ours():
    details = lifelike()
    content = replace(details.content, periods=(Period(TermCode.BREACH_TO_AUTHORITY, 96, PeriodUnit.HOURS),))
    said, _ = rows(page(replace(details, draft=replace(details.draft, content=content))))[
        label(TermCode.BREACH_TO_AUTHORITY)
    ]
    assert "binnen 72 uur" in said
    assert "In de overeenkomst staat: 96 uur. De wet gaat voor." in said
    assert "onze overeenkomst" not in said


def test_the_hours_of_the_law_and_our_deviation_are_seen_without_scrolling(qtbot, look):
    sheet = Sheet("key_card_text", "Sleutelkaart")
    qtbot.addWidget(sheet)
    # What is left for the card in a window of 1280 by 800.
    sheet.resize(1000, 433)
    with qtbot.waitExposed(sheet):
        sheet.show()
    sheet.show_inside(page(lifelike()))
    for wanted in ("24 uur", "In het weekend 48 uur", "72 uur", "lopen door in het weekend"):
        sheet.setTextCursor(sheet.document().find(wanted))
        assert sheet.verticalScrollBar().value() == 0, wanted
        assert sheet.cursorRect().bottom() < sheet.viewport().height(), wanted
