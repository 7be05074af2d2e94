"""The leaflet check on the screen: differences with people, and no verdict where nothing can be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leskracht_desktop.domain.agreement_content import AgreementContent, Leaflet, LeafletCategory, Product
from leskracht_desktop.domain.agreements import AgreementId
from leskracht_desktop.domain.leaflet_check import (
    Knowledge,
    LeafletCheck,
    StoredCategory,
    check_lines,
    check_products,
)
from leskracht_desktop.ui.pages.agreements.leaflet_check import check_page

LABELS = {"account": "Account", "messages": "Berichten", "media": "Foto's"}
CONTENT = AgreementContent(
    products=(
        Product("Leren", leaflet=Leaflet(categories=(LeafletCategory("a", "account"), LeafletCategory("Stem")))),
        Product("Bord"),
    )
)


def check(*stored: StoredCategory, knowledge: Knowledge = Knowledge.KNOWN) -> LeafletCheck:
    lines = check_lines(CONTENT, stored if knowledge is Knowledge.KNOWN else None, LABELS)
    return LeafletCheck(
        AgreementId(1), "Leskracht", "", "1.0", date(2026, 3, 3), lines, 7, check_products(CONTENT, lines), knowledge
    )


def test_differences_come_with_their_people():
    html = check_page(check(StoredCategory("media", 3, 9)))
    assert "Wel opgeslagen, niet afgesproken" in html
    assert "3 betrokkenen" in html
    assert "Wel afgesproken, niet opgeslagen" in html
    assert "Van 7 betrokkenen staat er iets" in html
    assert "de bijsluiter noemt geen gegevens" in html
    assert "2 soorten gegevens afgesproken, 0 daarvan opgeslagen" in html


def test_without_differences_it_says_so():
    assert "Er zijn geen verschillen" in check_page(check(StoredCategory("account", 7, 7)))


def test_what_can_not_be_known_is_said():
    for knowledge, reason in (
        (Knowledge.OTHER_SUPPLIER, "komt niet in deze kluis"),
        (Knowledge.NOTHING_READ, "nog geen gegevenspakket ingelezen"),
    ):
        html = check_page(check(knowledge=knowledge))
        assert reason in html
        assert "opslag niet te weten" in html
        assert [said for said in ("niet opgeslagen", "geen verschillen", "betrokkenen staat") if said in html] == []


def test_what_people_typed_stays_text():
    html = check_page(replace(check(), supplier="<b>Les & Kracht"))
    assert "&lt;b&gt;Les &amp; Kracht" in html
