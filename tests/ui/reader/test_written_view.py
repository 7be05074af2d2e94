"""A DOCX or ODT is shown as a readable page, from memory, and nothing outside it is ever loaded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from leskracht_desktop.domain.written_documents import (
    Block,
    Cell,
    Heading,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    WrittenDocument,
)
from leskracht_desktop.ui.reader.sought import Sought
from leskracht_desktop.ui.reader.written_view import WrittenView
from leskracht_desktop.ui.theme import Appearance, Theme
from tests.support.clipping import clipped
from tests.ui.accessibility import stumbles
from tests.ui.hands import the


def picture() -> bytes:
    image = QImage(640, 200, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30))
    buffer = QBuffer()
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def words(text: str) -> tuple[Block, ...]:
    return (Paragraph((Span(text),)),)


def document() -> WrittenDocument:
    filling = tuple(Paragraph((Span(f"Alinea {number} over van alles en nog wat. " * 6),)) for number in range(12))
    return WrittenDocument(
        blocks=(
            Heading(1, (Span("1. "), Span("Begrippen"))),
            Paragraph((Span("De "), Span("school", bold=True), Span(" is de <b>verantwoordelijke</b> & niemand anders"),
                       Span("1", raised=True), Span("."))),
            *filling,
            Heading(2, (Span("Melden"),)),
            Paragraph((Span("Een datalek 😀 meldt de verwerker binnen "), Span("24", inserted=True), Span(" uur."))),
            Paragraph((Span("per telefoon"),), 1, "a."),
            Table(((Cell(words("Soort"), 2),), (Cell(words("A")), Cell(words("één jaar")))), 1),
            Picture("Een schema", picture()),
            Picture("Een tekening"),
            Heading(1, (Span("Slot"),)),
            *filling,
            Paragraph((Span("Datalekken worden gemeld."),)),
        ),
        headers=(words("Versie 4.0"),),
        footers=(words("Vertrouwelijk"),),
        notes=(Note("1", words("Zie de wet.")),),
    )  # fmt: skip


def shown(qtbot, written: WrittenDocument, sought: Sought | None = None) -> WrittenView:
    made = WrittenView(None, "Overeenkomst 2025", written, sought=sought)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def view(qtbot, look: Theme) -> WrittenView:
    return shown(qtbot, document())


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def marked(view: WrittenView) -> list[str]:
    return [one.cursor.selectedText() for one in view.sheet.extraSelections()]


def current(view: WrittenView) -> str:
    """Return the paragraph in which the place that is shown stands."""
    return view.sheet.textCursor().block().text()


def in_sight(view: WrittenView) -> bool:
    return view.sheet.viewport().rect().contains(view.sheet.cursorRect().center())


def test_everything_of_the_document_can_be_read(view: WrittenView):
    text = view.sheet.toPlainText()
    for part in (
        "Koptekst\nVersie 4.0", "1. Begrippen", "De school is de <b>verantwoordelijke</b> & niemand anders1.",
        "Een datalek 😀 meldt de verwerker binnen 24 uur.", "a. per telefoon", "Soort", "één jaar", "Een schema",
        "[Afbeelding: Een tekening]", "1 Zie de wet.", "Voettekst\nVertrouwelijk",
    ):  # fmt: skip
        assert part in text
    notice = the(QLabel, "written_notice", view).text()
    assert notice.startswith("De opmaak kan anders zijn dan in het tekstverwerkingsprogramma.")
    assert "voorstel tot wijziging" in notice


def test_the_notice_says_what_is_missing(qtbot, look: Theme):
    notice = the(QLabel, "written_notice", shown(qtbot, WrittenDocument((), truncated=True))).text()
    assert "te lang om helemaal te laten zien" in notice
    assert "Er staat geen tekst in dit document." in notice
    assert "wijziging" not in notice


def test_the_outline_leads_to_its_heading(view: WrittenView):
    first, last = view.contents.topLevelItem(0), view.contents.topLevelItem(1)
    assert first is not None
    assert last is not None
    within = first.child(0)
    assert within is not None
    assert [first.text(0), within.text(0), last.text(0)] == ["1. Begrippen", "Melden", "Slot"]
    view.contents.itemActivated.emit(last, 0)
    assert current(view) == "Slot"
    assert in_sight(view)
    view.contents.setCurrentItem(within)
    QTest.keyClick(view.contents, Qt.Key.Key_Return)
    assert current(view) == "Melden"
    assert in_sight(view)


def test_words_are_found_in_any_number_counted_and_walked_through(qtbot, view: WrittenView):
    view.search.setText("datalek")
    hits = the(QLabel, "written_hits", view)
    qtbot.waitUntil(lambda: hits.text() == "2 gevonden")
    assert marked(view) == ["datalek", "Datalekken"]
    view.find_bar.next.click()
    assert (hits.text(), current(view)) == ("1 van 2", "Een datalek 😀 meldt de verwerker binnen 24 uur.")
    assert in_sight(view)
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert (hits.text(), current(view)) == ("2 van 2", "Datalekken worden gemeld.")
    assert in_sight(view)
    view.find_bar.previous.click()
    assert hits.text() == "1 van 2"
    view.search.setText("verwerker binnen")
    qtbot.waitUntil(lambda: hits.text() == "1 gevonden")
    assert marked(view) == ["verwerker binnen"]
    view.search.setText("zeppelin")
    qtbot.waitUntil(lambda: hits.text() == "niets gevonden")
    assert marked(view) == []


def test_who_comes_from_a_search_lands_on_the_sentence_with_the_words_marked(qtbot, look: Theme):
    made = shown(qtbot, document(), Sought("datalek", 3, "Datalekken worden gemeld."))
    qtbot.waitUntil(lambda: the(QLabel, "written_hits", made).text() == "2 van 2")
    assert current(made) == "Datalekken worden gemeld."
    assert in_sight(made)
    made = shown(qtbot, document(), Sought("telefoon school", 1, "De school is de <b>verantwoordelijke</b> & niemand"))
    qtbot.waitUntil(lambda: the(QLabel, "written_hits", made).text() == "1 van 2")
    assert marked(made) == ["school", "telefoon"]


def test_of_two_equal_sentences_the_one_in_the_part_that_was_found_is_shown(qtbot, look: Theme):
    same = Paragraph((Span("Dit blijft gelijk."),))
    many = tuple(Paragraph((Span("vulling " * 200),)) for _ in range(4))
    written = WrittenDocument((same, *many, Heading(1, (Span("Slot"),)), same))
    assert len(written.parts()) == 3
    made = shown(qtbot, written, Sought("gelijk", 3, "Dit blijft gelijk."))
    qtbot.waitUntil(lambda: the(QLabel, "written_hits", made).text() == "2 van 2")


def test_text_is_selected_and_copied_with_its_source(view: WrittenView):
    sheet = view.sheet
    sheet.setTextCursor(sheet.document().find("meldt de verwerker"))
    QTest.keySequence(sheet, "Ctrl+C")
    assert clipboard() == "meldt de verwerker"
    view.copy_with_source()
    assert clipboard() == "meldt de verwerker\n\n(Overeenkomst 2025, Melden)"
    sheet.moveCursor(QTextCursor.MoveOperation.Start)
    view.copy_with_source()
    assert clipboard().startswith("Koptekst\nVersie 4.0\n1. Begrippen")
    assert clipboard().endswith("\n\n(Overeenkomst 2025)")
    QTest.keySequence(sheet, "Ctrl+A")
    data = sheet.createMimeDataFromSelection()
    assert isinstance(data, QMimeData)
    assert data.formats() == ["text/plain"]


def test_text_grows_and_keeps_its_marks(qtbot, view: WrittenView):
    view.search.setText("datalek")
    qtbot.waitUntil(lambda: len(marked(view)) == 2)
    for _ in range(20):
        view.sheet.step_zoom(1)
    assert view.sheet.zoom == 2.0
    assert marked(view) == ["datalek", "Datalekken"]
    QTest.keySequence(view, "Ctrl+0")
    assert view.sheet.zoom == 1.0


def test_it_follows_the_appearance(view: WrittenView, look: Theme):
    before = view.sheet.viewport().grab().toImage()
    look.set_appearance(Appearance.DARK)
    after = view.sheet.viewport().grab().toImage()
    assert before.pixelColor(5, 5).lightness() > 200
    assert after.pixelColor(5, 5).lightness() < 80


def test_a_picture_of_the_document_is_painted(qtbot, view: WrittenView):
    view.sheet.setTextCursor(view.sheet.document().find("Een schema"))
    bar = view.sheet.verticalScrollBar()
    bar.setValue(bar.value() + view.sheet.cursorRect().bottom() - view.sheet.viewport().height() + 20)
    shot = view.sheet.viewport().grab().toImage()
    reds = sum(shot.pixelColor(x, shot.height() - 100) == QColor(200, 30, 30) for x in range(shot.width()))
    assert reds >= 200


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "/etc/hostname", "https://example.org/a.png", "data:image/png;base64,AAAA", "qrc:/a.png",
     "beeld:9", "beeld:-1", "beeld:x", "", "../a.png"],
)  # fmt: skip
def test_nothing_near_or_far_is_loaded(view: WrittenView, address: str):
    for kind in QTextDocument.ResourceType:
        assert view.sheet.loadResource(int(kind.value), QUrl(address)) == b""
        assert view.sheet.document().resource(int(kind.value), QUrl(address)) == b""
    view.sheet.setSource(QUrl(address))
    assert "Begrippen" in view.sheet.toPlainText()


def test_markup_in_the_text_is_text(qtbot, look: Theme):
    evil = '<img src="file:///etc/hostname"><a href="https://example.org">x</a><script>'
    blocks = (Heading(1, (Span(evil),)), Paragraph((Span(evil),), 1, "<b>"), Picture(evil), Picture(evil, b"kapot"))
    made = shown(qtbot, WrittenDocument(blocks, (words(evil),), (words(evil),), (Note("<i>", words(evil)),)))
    assert made.sheet.toPlainText().count("<script>") == 7
    assert "￼" not in made.sheet.toPlainText()


def test_a_screen_reader_finds_its_way(view: WrittenView, heard):
    assert stumbles(view) == []


def test_escape_closes_it(view: WrittenView):
    QTest.keyClick(view.sheet, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_nothing_is_cut_off(qtbot, manner: None):
    view = shown(qtbot, document())
    view.search.setText("datalek")
    qtbot.waitUntil(lambda: view.find_bar.count.text() != "")
    qtbot.waitUntil(lambda: clipped(view) == [])  # the next layout makes room for the count
    assert view.width() <= 1280
    assert view.height() <= 720
