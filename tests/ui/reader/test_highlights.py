"""Marked texts: over lines and parts, the one of equal texts that was meant, and with who and when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteId, NoteKind, NoteRow, PlaceKind
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.highlights import in_units, of_units
from leskracht_desktop.ui.reader.own_text import Own
from leskracht_desktop.ui.reader.places import guide_place
from leskracht_desktop.ui.reader.reader import Reader
from leskracht_desktop.ui.reader.texts import Texts

BREACHES = places.article("4.0", "breaches")
AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


def select(reader: Reader, begin: int, end: int) -> None:
    text = reader.sheet.toPlainText()
    cursor = reader.sheet.textCursor()
    cursor.setPosition(in_units(text, begin))
    cursor.setPosition(in_units(text, end), QTextCursor.MoveMode.KeepAnchor)
    reader.sheet.setTextCursor(cursor)


def with_notes(texts: Texts, *notes: NewNote) -> Texts:
    rows: dict[GuidePlace, list[NoteRow]] = {}
    for number, note in enumerate(notes, 1):
        row = NoteRow(NoteId(number), note, AT, "Noor Testers", AT, None, "")
        rows.setdefault(note.place, []).append(row)
    return Texts(texts.library, texts.statement, own=Own(notes=rows))


def highlighted(reader: Reader) -> list[str]:
    """Return the texts that are painted, as the document has them."""
    return [one.cursor.selection().toPlainText() for one in reader.sheet.extraSelections()]


@pytest.mark.parametrize("signs", ["", "🔥🔥 "])
def test_what_is_marked_over_two_headings_is_marked_again(reader: Reader, texts: Texts, signs: str):
    place = guide_place(BREACHES)
    before = NewNote(place, NoteKind.NOTE, f"{signs}een aantekening")
    reader.show_texts(with_notes(texts, before))
    reader.go_to(BREACHES)
    text = reader.sheet.toPlainText()
    begin = text.index("Wat de school doet") - 80
    end = text.index("Wat de leverancier doet") + 60
    select(reader, begin, end)
    chosen = reader.sheet.chosen
    assert chosen.text == text[begin:end].strip()
    assert chosen.text.count("\n") > 2
    reader.show_texts(with_notes(texts, before, NewNote(place, NoteKind.HIGHLIGHT, quote=chosen.text, nth=chosen.nth)))
    assert highlighted(reader) == [chosen.text]


def test_of_equal_words_the_marked_one_is_painted(reader: Reader, texts: Texts):
    reader.go_to(BREACHES)
    text = reader.sheet.toPlainText()
    second = text.index("school", text.index("school") + 1)
    select(reader, second, second + len("school"))
    chosen = reader.sheet.chosen
    assert chosen.nth == 1
    note = NewNote(guide_place(BREACHES), NoteKind.HIGHLIGHT, quote=chosen.text, nth=chosen.nth)
    reader.show_texts(with_notes(texts, note))
    [selection] = reader.sheet.extraSelections()
    assert selection.cursor.selectionStart() == second


def test_our_notes_under_the_page_are_not_marked(reader: Reader, texts: Texts):
    note = NewNote(guide_place(BREACHES), NoteKind.QUESTION, "Wie belt er?", quote="een zin die er niet meer staat")
    reader.show_texts(with_notes(texts, note))
    reader.go_to(BREACHES)
    assert "een zin die er niet meer staat" in reader.sheet.toPlainText()
    assert highlighted(reader) == []
    reader.sheet.selectAll()
    assert "Onze aantekeningen" not in reader.sheet.chosen.text
    with_note = reader.sheet.toPlainText().index("Wie belt er?")
    select(reader, with_note, with_note + 4)
    assert reader.sheet.chosen.text == ""


def test_a_page_is_copied_without_our_notes(reader: Reader, texts: Texts):
    reader.show_texts(with_notes(texts, NewNote(guide_place(BREACHES), NoteKind.QUESTION, "Wie belt er?")))
    reader.go_to(BREACHES)
    reader.copy_with_source()
    copied = QGuiApplication.clipboard().text()
    assert "Vragen om te stellen" in copied
    assert "Wie belt er?" not in copied


def test_a_note_leads_to_its_text_or_says_that_it_is_gone(reader: Reader, texts: Texts, qtbot):
    place = guide_place(BREACHES)
    here = NewNote(place, NoteKind.QUESTION, "Wat dan?", quote="Vragen om te stellen")
    gone = NewNote(place, NoteKind.QUESTION, "En dan?", quote="een zin die er niet meer staat")
    reader.show_texts(with_notes(texts, here, gone))
    reader.go_to(BREACHES)
    reader.sheet.anchorClicked.emit(QUrl("noot:show/1"))
    at = reader.sheet.textCursor().position()
    assert reader.sheet.toPlainText()[at:].startswith("Vragen om te stellen")
    assert reader.sheet.verticalScrollBar().value() > 0
    with qtbot.waitSignal(reader.quote_lost):
        reader.sheet.anchorClicked.emit(QUrl("noot:show/2"))


def test_pointing_at_a_marked_text_tells_who_and_when(reader: Reader, texts: Texts):
    note = NewNote(guide_place(BREACHES), NoteKind.HIGHLIGHT, quote="Datalekken")
    reader.show_texts(with_notes(texts, note))
    reader.go_to(BREACHES)
    sheet = reader.sheet
    cursor = sheet.document().find("Datalekken")
    cursor.setPosition(cursor.selectionStart() + 2)
    over = sheet.cursorRect(cursor).center()
    beside = QPoint(2, sheet.height() - 40)
    for point, told in ((beside, ""), (over, "Markering · Noor Testers · 3 maart 2026")):
        QApplication.sendEvent(sheet.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, point, point))
        assert QToolTip.text() == told


@pytest.mark.parametrize(
    "place",
    [
        places.Place(places.PlaceKind.GLOSSARY),
        places.Place(places.PlaceKind.AVG_CONTENTS),
        places.avg(33),
        places.Place(places.PlaceKind.STATEMENT, key="terms"),
        places.annex("4.0", "privacy_leaflet"),
        places.annex_section("4.0", "privacy_leaflet", "C"),
    ],
)
def test_notes_stand_at_every_kind_of_place(reader: Reader, texts: Texts, place: places.Place):
    reader.show_texts(with_notes(texts, NewNote(guide_place(place), NoteKind.NOTE, "Goed om te weten, zeker.")))
    assert reader.go_to(place)
    assert reader.marking.isVisible()
    assert "Goed om te weten, zeker." in reader.sheet.toPlainText()
    assert GuidePlace.of_key(guide_place(place).key).kind in set(PlaceKind)
    assert places.reader_place(guide_place(place)) == place


def test_a_part_of_an_annex_leads_to_the_whole_and_to_the_next(reader: Reader):
    reader.go_to(places.annex_section("4.0", "privacy_leaflet", "C"))
    html = reader.sheet.toHtml()
    assert f'href="{places.annex("4.0", "privacy_leaflet").link}"' in html
    assert f'href="{places.annex_section("4.0", "privacy_leaflet", "B").link}"' in html
    assert f'href="{places.annex_section("4.0", "privacy_leaflet", "D").link}"' in html


@pytest.mark.parametrize("text", ["abc", "a🔥b", "🔥"])
def test_places_are_counted_both_ways(text: str):
    for at in range(len(text) + 1):
        assert of_units(text, in_units(text, at)) == at
    assert in_units("🔥b", 1) == 2
