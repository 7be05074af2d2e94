"""Searching on the page Overeenkomsten and with Ctrl+K: what is shown first, and how the rest is reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTreeWidgetItem

from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import NewAgreement, NewSupplier
from leskracht_desktop.ui.global_search import GlobalSearch
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from tests.support.documents import pdf
from tests.ui.accessibility import stumbles
from tests.ui.hands import the

PAGES = 60


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    shown = window.open_page(PageName.AGREEMENTS)
    assert isinstance(shown, AgreementsPage)
    return shown


@pytest.fixture
def long_document(page: AgreementsPage, tmp_path) -> int:
    supplier = page.services.agreements.add_supplier(NewSupplier("Zeebries"))
    agreement = page.services.agreements.register(NewAgreement(supplier, "4.0", "Oefenwereld"))
    path = tmp_path / "lang.pdf"
    path.write_bytes(pdf(*(f"Over de robbenbaai, deel {number}." for number in range(PAGES))))
    return page.services.documents.add(path, NewDocument(), agreement).id


def search(qtbot, page: AgreementsPage, text: str) -> None:
    page.focus_search()
    page.room.search.setText(text)
    qtbot.waitUntil(lambda: bool(page.room.hits.hits))


def rest(page: AgreementsPage, group: int = 0) -> QTreeWidgetItem:
    top = page.room.hits.topLevelItem(group)
    assert top is not None
    item = top.child(top.childCount() - 1)
    assert item is not None
    return item


def test_the_article_searched_for_is_the_first_hit(qtbot, page: AgreementsPage):
    for text, title in (("subverwerkers", "11. Subverwerkers"), ("artikel 8", "8. "), ("8", "8. ")):
        search(qtbot, page, text)
        qtbot.waitUntil(lambda title=title: page.room.hits.hits[0].title.startswith(title))
        page.room.show_hit(page.room.hits.hits[0])
        marked = [one.cursor.selectedText() for one in page.room.reader.sheet.extraSelections()]
        assert marked
        assert marked[0].casefold() in text


def test_every_hit_of_a_group_is_shown_on_demand(qtbot, page: AgreementsPage):
    search(qtbot, page, "leverancier")
    group = page.services.guides.search("leverancier")[0]
    assert rest(page).text(0) == f"Nog {group.more} plaatsen…"
    hits = page.room.hits
    qtbot.keyClick(page.room.search, Qt.Key.Key_Down)
    for _ in group.hits:
        qtbot.keyClick(hits, Qt.Key.Key_Down)
    assert hits.currentItem() is rest(page)
    qtbot.keyClick(hits, Qt.Key.Key_Return)
    shown = [hit for hit in hits.hits if hit.place is not None and hit.place.version == group.key]
    assert len(shown) == group.count
    assert len({hit.place for hit in shown}) == group.count
    assert rest(page).isHidden()
    current = hits.currentItem()
    assert current is not None
    assert current.text(0).startswith(shown[len(group.hits)].title)
    assert stumbles(page) == []


def test_a_long_document_is_shown_by_portions_until_its_last_page(qtbot, page: AgreementsPage, long_document: int):
    search(qtbot, page, "robbenbaai")
    assert [hit.page for hit in page.room.hits.hits] == [1, 2, 3]
    for left in (57, 7):
        assert rest(page).text(0) == f"Nog {left} plaatsen…"
        page.room.hits.itemClicked.emit(rest(page), 0)
    assert [hit.page for hit in page.room.hits.hits] == list(range(1, PAGES + 1))
    assert {hit.document_id for hit in page.room.hits.hits} == {long_document}
    page.room.hits.itemActivated.emit(rest(page), 0)
    assert len(page.room.hits.hits) == PAGES


def test_a_long_name_is_shown_whole_with_whose_it_is(qtbot, page: AgreementsPage, long_document: int, tmp_path):
    path = tmp_path / "kort.pdf"
    path.write_bytes(pdf("Ook de robbenbaai"))
    agreement = page.services.agreements.list()[0].id
    page.services.documents.add(path, NewDocument("verwerkersovereenkomst_zeebries_2026-2027_getekend_def"), agreement)
    search(qtbot, page, "robbenbaai")
    hits = page.room.hits
    heads = [hits.topLevelItem(number) for number in range(hits.topLevelItemCount())]
    assert [head.text(0) for head in heads if head is not None] == [
        "lang.pdf · Zeebries: Oefenwereld (60)",
        "verwerkersovereenkomst_zeebries_2026-2027_getekend_def · Zeebries: Oefenwereld (1)",
    ]
    line = hits.fontMetrics().height()
    short, long = (hits.visualItemRect(head).height() for head in heads if head is not None)
    assert short < 3 * line
    assert long >= 3 * line


def test_from_the_top_bar_the_article_is_found_and_all_other_places(qtbot, window: MainWindow, long_document: int):
    window.open_page(PageName.OVERVIEW)
    found = the(GlobalSearch, "global_search", window)
    found.setFocus()
    found.setText("datalekken")
    qtbot.waitUntil(lambda: bool(found.hits))
    assert found.hits[0].startswith("8. ")
    assert "Model Verwerkersovereenkomst 4.0" in found.hits[0]
    assert found.hits[-1].startswith("Nog ")
    hits = the(QListWidget, "search_hits", window)
    hits.itemActivated.emit(hits.item(hits.count() - 1))
    page = window.open_page(PageName.AGREEMENTS)
    assert isinstance(page, AgreementsPage)
    assert page.room.search.text() == "datalekken"
    assert len(page.room.hits.hits) > 3
    assert page.room.hits.hasFocus()
