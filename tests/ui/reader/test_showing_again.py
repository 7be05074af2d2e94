"""What is shown already is not made again: opening a page must not wait for that."""

from __future__ import annotations

from datetime import UTC, datetime

from leskracht_desktop.domain.guide_notes import ReadingMark, ReadingStatus
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.contents import Contents
from leskracht_desktop.ui.reader.own_text import Own
from leskracht_desktop.ui.reader.reader import Reader
from leskracht_desktop.ui.reader.texts import Texts

BREACHES = places.article("4.0", "breaches")


def with_own(texts: Texts, own: Own) -> Texts:
    return Texts(texts.library, texts.statement, lambda _code: False, own)


def test_a_tree_of_the_same_stays_and_another_mark_is_shown(qtbot, look, texts: Texts):
    contents = Contents()
    qtbot.addWidget(contents)
    contents.show_texts(texts)
    first = contents.topLevelItem(0)
    contents.show_texts(with_own(texts, Own()))
    assert contents.topLevelItem(0) is first
    place = places.guide_place(BREACHES)
    mark = ReadingMark(place, ReadingStatus.DISCUSSED, datetime(2026, 3, 1, tzinfo=UTC), "Noor")
    contents.show_texts(with_own(texts, Own(marks={place: mark})))
    contents.show_place(BREACHES)
    item = contents.currentItem()
    assert item is not None
    assert "besproken" in item.toolTip(0)


def test_a_page_that_is_shown_again_is_not_set_again_and_loses_its_marks(reader: Reader, texts: Texts):
    reader.go_to(BREACHES)
    reader.sheet.mark([(0, 5)])
    revision, text = reader.sheet.document().revision(), reader.sheet.toPlainText()
    reader.show_texts(texts)
    assert (reader.sheet.document().revision(), reader.sheet.toPlainText()) == (revision, text)
    assert reader.sheet.extraSelections() == []
    reader.sheet.step_zoom(1)
    assert reader.sheet.document().revision() != revision
    assert reader.sheet.toPlainText() == text
    reader.go_to(places.article("4.0", "security"))
    assert reader.sheet.toPlainText() != text
