"""Reading: from link to link, back and forward, larger, copied with its source, printed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtPrintSupport import QPrinter

from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.measure import MEASURE
from leskracht_desktop.ui.reader.places import Place, PlaceKind
from leskracht_desktop.ui.reader.reader import Reader
from leskracht_desktop.ui.reader.sheet import ZOOMS
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.theme import Appearance, theme
from tests.ui.accessibility import stumbles

BREACHES = places.article("4.0", "breaches")


def test_reading_begins_at_the_newest_valid_version_with_the_notice(reader: Reader):
    assert reader.place == Place(PlaceKind.VERSION, "4.0")
    assert reader._notice.text() == "Samenvatting, niet de overeenkomst zelf."
    assert "niet de overeenkomst zelf" in reader._notice.toolTip()
    assert not reader.back_button.isEnabled()


def test_the_notice_tells_the_law_and_the_statement_apart(reader: Reader):
    reader.go_to(places.avg(33))
    assert reader._notice.text() == "In eigen woorden, niet de wet zelf."
    reader.go_to(Place(PlaceKind.STATEMENT))
    assert reader._notice.text() == "In eigen woorden, niet de verklaring zelf."


def test_links_lead_on_and_back_returns_to_the_same_height(reader: Reader, qtbot):
    reader.go_to(BREACHES)
    bar = reader.sheet.verticalScrollBar()
    bar.setValue(120)
    with qtbot.waitSignal(reader.place_shown):
        reader.sheet.anchorClicked.emit(QUrl(places.avg(33).link))
    assert reader.place == places.avg(33)
    assert bar.value() == 0
    reader.go_back()
    assert (reader.place, bar.value()) == (BREACHES, 120)
    reader.go_forward()
    assert reader.place == places.avg(33)
    assert not reader.forward_button.isEnabled()
    reader.go_back()
    reader.go_to(places.avg(28))
    assert not reader.forward_button.isEnabled()


def test_a_link_to_a_function_asks_for_it_and_a_strange_link_does_nothing(reader: Reader, qtbot):
    with qtbot.waitSignal(reader.function_asked) as asked:
        reader.sheet.anchorClicked.emit(QUrl("doe:requests"))
    assert asked.args == [FunctionCode.REQUESTS]
    before = reader.place
    reader.sheet.anchorClicked.emit(QUrl("https://example.org"))
    assert reader.place == before


def test_a_place_that_is_not_there_changes_nothing(reader: Reader):
    before = reader.place
    assert not reader.go_to(places.article("4.0", "nothing"))
    assert reader.place == before


def test_lines_stay_short_and_letters_grow(reader: Reader):
    reader.resize(1400, 600)
    reader.go_to(BREACHES)
    letter = reader.sheet.fontMetrics().averageCharWidth()
    frame = reader.sheet.document().rootFrame().frameFormat()
    measure = reader.sheet.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert letter * (MEASURE - 10) < measure < letter * (MEASURE + 10)
    small = reader.sheet.document().size().height()
    for _ in ZOOMS:
        reader.sheet.step_zoom(1)
    assert reader.sheet.zoom == ZOOMS[-1]
    assert reader.sheet.document().size().height() > 1.5 * small


def test_the_size_that_is_chosen_is_told(reader: Reader, qtbot):
    with qtbot.waitSignal(reader.sheet.zoomed) as told:
        reader.larger_button.click()
    assert told.args == [ZOOMS[ZOOMS.index(1.0) + 1]]
    with qtbot.waitSignal(reader.sheet.zoomed) as told:
        reader.sheet.forget_zoom()
    assert told.args == [1.0]


def test_what_is_copied_names_its_source(reader: Reader):
    reader.go_to(BREACHES)
    cursor = reader.sheet.document().find("Bij een datalek")
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    reader.sheet.setTextCursor(cursor)
    reader.copy_with_source()
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith(
        "(Model Verwerkersovereenkomst 4.0, artikel 8 (Datalekken). Samenvatting, niet de overeenkomst zelf.)"
    )
    assert "Wat de school doet" not in copied
    reader.go_to(places.avg(33))
    reader.copy_with_source()
    assert "Op school" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [
        (BREACHES, "8. Datalekken", "Bijlage 2. Beveiligingsbijlage"),
        (places.annex("4.0", "security_annex"), "Bijlage 2. Beveiligingsbijlage", "AVG artikel 32"),
        (places.annex_section("4.0", "privacy_leaflet", "C"), "C. ", "nog na te kijken"),
    ],
)
def test_a_whole_page_is_copied_without_the_ways_to_elsewhere(reader: Reader, place: Place, first: str, last: str):
    reader.go_to(place)
    reader.copy_with_source()
    copied = QGuiApplication.clipboard().text()
    said = copied.rpartition("\n\n(")[0]
    assert first in said
    assert last in said.splitlines()[-1]
    assert [sign for sign in ("In dit programma", "←", "→") if sign in said] == []
    assert [sign for sign in ("In dit programma", "←", "→") if sign in reader.sheet.toPlainText()] != []


def test_a_page_is_printed_in_black_on_white(reader: Reader, tmp_path: Path):
    theme().set_appearance(Appearance.DARK)
    reader.go_to(BREACHES)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    reader.sheet.print_on(printer, "Samenvatting, niet de overeenkomst zelf.")
    paper = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    assert "8. Datalekken" in text
    assert "Samenvatting, niet de overeenkomst zelf." in text


def test_the_text_changes_colour_with_the_appearance_and_keeps_its_marks(reader: Reader):
    reader.go_to(BREACHES)
    reader.sheet.mark([(10, 20)])
    theme().set_appearance(Appearance.DARK)
    assert theme().colours.text in reader.sheet.toHtml()
    marks = reader.sheet.extraSelections()
    assert len(marks) == 1
    assert (marks[0].cursor.selectionStart(), marks[0].cursor.selectionEnd()) == (10, 20)
    assert marks[0].format.fontUnderline()


def test_a_screen_reader_finds_its_way(reader: Reader, heard):
    assert stumbles(reader) == []


def test_other_texts_keep_what_is_read_if_it_is_still_there(reader: Reader, texts: Texts):
    reader.go_to(BREACHES)
    reader.show_texts(texts)
    assert reader.place == BREACHES
