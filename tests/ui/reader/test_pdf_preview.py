"""A PDF from memory: its text is found, counted and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QLabel

from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from tests.ui.accessibility import stumbles
from tests.ui.hands import the

PAGES = ("Datalek melden binnen 24 uur", "Subverwerkers staan in bijlage 1", "Een datalek komt in het register")


@pytest.fixture(scope="module")
def data(qapp) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    painter = QPainter(writer)
    for number, text in enumerate(PAGES):
        if number:
            writer.newPage()
        painter.drawText(400, 800, text)
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture
def preview(qtbot, look, data: bytes) -> PdfPreview:
    made = PdfPreview(None, "Overeenkomst", data, can_save=False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_hits_are_counted_and_walked_through(qtbot, preview: PdfPreview):
    preview.search.setText("datalek")
    hits = the(QLabel, "pdf_hits", preview)
    qtbot.waitUntil(lambda: hits.text() == "2 gevonden")
    preview._next()
    assert (hits.text(), preview.view.pageNavigator().currentPage()) == ("1 van 2", 0)
    preview._next()
    assert (hits.text(), preview.view.pageNavigator().currentPage()) == ("2 van 2", 2)
    preview._next()
    assert hits.text() == "1 van 2"
    preview._previous()
    assert hits.text() == "2 van 2"


def test_a_word_that_is_not_there_is_said(qtbot, preview: PdfPreview):
    preview.search.setText("zeppelin")
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", preview).text() == "niets gevonden")


def test_the_text_of_a_page_is_copied(preview: PdfPreview):
    preview.copy_page()
    assert QGuiApplication.clipboard().text().strip() == PAGES[0]


def test_who_comes_from_a_search_lands_on_the_page_with_the_words_searched_for(qtbot, look, data: bytes):
    made = PdfPreview(None, "Overeenkomst", data, can_save=False, find="subverwerkers", page=2)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.view.pageNavigator().currentPage() == 1)
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", made).text() == "1 gevonden")


def test_a_screen_reader_finds_its_way(preview: PdfPreview, heard):
    assert stumbles(preview) == []
