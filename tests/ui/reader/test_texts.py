"""Every place has a page, and no link on any page leads nowhere."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTreeWidgetItem

from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.contents import Contents
from leskracht_desktop.ui.reader.places import Place, PlaceKind
from leskracht_desktop.ui.reader.statement_text import statement_place
from leskracht_desktop.ui.reader.texts import Texts

LINK = re.compile(r'href="([^"]+)"')


@pytest.fixture
def contents(qtbot, look, texts: Texts) -> Contents:
    made = Contents()
    qtbot.addWidget(made)
    made.show_texts(texts)
    return made


def test_every_line_of_the_tree_has_a_page_and_every_link_arrives(contents: Contents, texts: Texts):
    pages = {place: texts.page(place) for place in contents.places}
    assert len(pages) > 60
    assert [place for place, page in pages.items() if page is None] == []
    links = {link for page in pages.values() if page is not None for link in LINK.findall(page.inside)}
    nowhere = [
        link
        for link in links
        if places.function_of(QUrl(link)) is None
        and ((place := places.place_of(QUrl(link))) is None or texts.page(place) is None)
    ]
    assert len(links) > 60
    assert nowhere == []


def test_every_statement_of_an_article_says_how_sure_it_is(texts: Texts):
    guide = texts.library.guide("4.0")
    assert guide is not None
    for article in guide.articles:
        page = texts.page(places.article("4.0", article.slug))
        assert page is not None
        shown = re.findall(r'class="(?:checked|unchecked)">&nbsp;([^&]+)&nbsp;', page.inside)
        assert len(shown) == 1 + len(list(article.statements())) + len(article.terms)
        assert set(shown) <= {"nagekeken", "nog na te kijken"}


def test_every_answer_of_the_privacy_statement_says_how_sure_it_is(texts: Texts):
    for section in texts.statement.sections:
        page = texts.page(Place(PlaceKind.STATEMENT, key=section.code))
        assert page is not None
        parts = (section, *section.sections)
        said = sum(len(part.statements) + len(part.facts) for part in parts)
        assert len(re.findall(r'class="(?:checked|unchecked)"', page.inside)) == said


def test_it_is_always_clear_what_one_reads(contents: Contents, texts: Texts):
    for place in contents.places:
        page = texts.page(place)
        assert page is not None
        assert texts.library.notice.short if texts.is_guide(place) else texts.other_notice(place)
        assert page.source


def test_an_article_says_what_it_rests_on_and_which_functions_can_be_opened(texts: Texts):
    page = texts.page(places.article("4.0", "breaches"))
    assert page is not None
    assert places.avg(33).link in page.inside
    assert f'href="{places.FUNCTION_SCHEME}:{FunctionCode.KEY_CARD.value}"' in page.inside
    assert f"{places.FUNCTION_SCHEME}:{FunctionCode.DOCUMENTS.value}" not in page.inside
    assert page.source == (
        "Model Verwerkersovereenkomst 4.0, artikel 8 (Datalekken). Samenvatting, niet de overeenkomst zelf."
    )


def test_a_version_that_is_not_worked_out_says_so(texts: Texts):
    page = texts.page(Place(PlaceKind.VERSION, "5.0"))
    assert page is not None
    assert "nog niet artikel voor artikel uitgewerkt" in page.inside


@pytest.mark.parametrize(
    "place",
    [
        places.article("4.0", "nothing"),
        places.article("9.9", "breaches"),
        places.annex("4.0", "nothing"),
        places.avg(999),
        Place(PlaceKind.AVG, key="x"),
        Place(PlaceKind.STATEMENT, key="nothing"),
    ],
)
def test_a_place_where_nothing_stands_has_no_page(texts: Texts, place: Place):
    assert texts.page(place) is None


@pytest.mark.parametrize("link", ["https://example.org/", "lees:article/4.0", "lees:elsewhere/4.0/x", "doe:requests"])
def test_other_links_are_no_places(link: str):
    assert places.place_of(QUrl(link)) is None


def test_an_address_survives_being_a_link():
    place = places.article("4.0", "breaches")
    assert places.place_of(QUrl(place.link)) == place


def tops(contents: Contents) -> list[QTreeWidgetItem]:
    found = [contents.topLevelItem(number) for number in range(contents.topLevelItemCount())]
    return [item for item in found if item is not None]


def test_the_tree_follows_the_reader_and_keeps_what_was_unfolded(qtbot, contents: Contents, texts: Texts):
    assert [item.text(0) for item in tops(contents)][:5] == [
        "Model 4.0 (geldig)",
        "Model 3.0 (geldig)",
        "Model 2016 (vervallen)",
        "Model 2015 (vervallen)",
        "Model 5.0 (verwacht)",
    ]
    contents.show_place(places.article("3.0", "breaches"))
    contents.show_texts(texts)
    assert contents.place == places.article("3.0", "breaches")
    assert tops(contents)[1].isExpanded()
    with qtbot.waitSignal(contents.place_chosen) as chosen:
        contents.setCurrentItem(tops(contents)[0])
    assert chosen.args == [Place(PlaceKind.VERSION, "4.0")]


def test_the_statement_tells_apart_what_it_says_itself_and_what_we_filled_in(texts: Texts):
    page = texts.page(statement_place("own_controller"))
    assert page is not None
    assert "uit de verklaring" in page.inside
    assert "onze invulling" in page.inside
    contents = texts.page(statement_place())
    assert contents is not None
    assert "Dit is versie 1.0 van deze samenvatting, van 22 november 2026." in contents.inside
    assert "(versie 1.0 van deze samenvatting, van 22 november 2026)" in contents.source
