"""The reading room: the tree `Artikelen` with the search field above it, and the reader beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from leskracht_desktop.domain.guide_notes import Excerpt, SearchGroup, SearchHit
from leskracht_desktop.ui.reader.contents import Contents
from leskracht_desktop.ui.reader.hits import Hits
from leskracht_desktop.ui.reader.places import reader_place
from leskracht_desktop.ui.reader.reader import Reader
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.widgets.fields import SearchField
from leskracht_desktop.ui.widgets.list_and_pane import ListAndPane

LEAST: Final = 2
"""So many letters before a search begins; one digit is the number of an article."""

Find = Callable[[str], Sequence[SearchGroup]]
FindMore = Callable[[str, SearchGroup], Sequence[SearchHit]]
"""Brings the hits of a group that come after those it has."""


class ReadingRoom(QWidget):
    """Finds and shows everything that can be read; hits in something else are handed on."""

    other_hit_asked = Signal(object)
    """Carries a `SearchHit` that is no place in the guides."""
    place_lost = Signal(object)
    """Carries a `SearchHit` of a note at a place that is not there any more: its guide was given up."""

    def __init__(self, find: Find, find_more: FindMore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading_room")
        self._find, self._find_more = find, find_more
        self._sought = ""
        self.search = SearchField(self.tr("Zoeken in overeenkomsten"), "agreements_search")
        self.contents = Contents()
        self.hits = Hits()
        self.reader = Reader()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.contents)
        self._stack.addWidget(self.hits)
        left = QWidget()
        column = self._column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        column.addWidget(self._stack, 1)
        self.split = ListAndPane("reading_split", left, self.reader, shares=(300, 700))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        self.contents.place_chosen.connect(self.reader.go_to)
        self.reader.place_shown.connect(self.contents.show_place)
        self.search.searched.connect(self._on_searched)
        self.search.went_down.connect(self._on_down)
        self.search.returnPressed.connect(self._on_return)
        self.hits.hit_asked.connect(self.show_hit)
        self.hits.more_asked.connect(self._on_more)
        self.hits.left_upward.connect(self.search.setFocus)

    def add_below(self, made: QPushButton) -> None:
        """Put a button under the tree."""
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def show_texts(self, texts: Texts) -> None:
        """Read from these texts from now on."""
        self.contents.show_texts(texts)
        self.reader.show_texts(texts)

    def show_hit(self, hit: SearchHit) -> None:
        """Read the place of a hit, with what was found marked in it."""
        if hit.place is None:
            self.other_hit_asked.emit(hit)
        elif self.reader.go_to(reader_place(hit.place)):
            self.split.reveal_pane()
            if hit.excerpt.marks:
                mark(self.reader, hit.excerpt)
            else:
                _mark_title(self.reader, hit)
            self.reader.sheet.setFocus()
        else:
            self.place_lost.emit(hit)

    def look_for(self, text: str) -> None:
        """Search for a text as if it were typed here, with the focus on what is found."""
        self.search.show_text(text)
        self._on_searched(text)
        self._on_down()

    def _on_searched(self, text: str) -> None:
        if len(text.strip()) < LEAST and not text.strip().isdecimal():
            self._stack.setCurrentWidget(self.contents)
            return
        self._sought = text.strip()
        self.hits.show_groups(self._find(self._sought))
        self._stack.setCurrentWidget(self.hits)

    def _on_more(self, group: SearchGroup) -> None:
        self.hits.add_hits(group, self._find_more(self._sought, group))

    def _on_down(self) -> None:
        if self._stack.currentWidget() is self.hits:
            self.hits.enter()
        else:
            self.contents.setFocus()

    def _on_return(self) -> None:
        found = self.hits.hits
        if found and self._stack.currentWidget() is self.hits:
            self.show_hit(found[0])


def mark(reader: Reader, excerpt: Excerpt) -> None:
    """Mark what was found: in its own sentence, or wherever those words stand if that sentence is set otherwise."""
    text = reader.sheet.toPlainText()
    start = text.find(excerpt.text)
    if start >= 0:
        reader.sheet.mark([(start + begin, start + end) for begin, end in excerpt.marks])
        return
    folded = text.casefold()
    words = dict.fromkeys(excerpt.text[begin:end].casefold() for begin, end in excerpt.marks)
    ranges = [(at, at + len(word)) for word in words if word for at in _places(folded, word)]
    reader.sheet.mark(sorted(ranges))


def _mark_title(reader: Reader, hit: SearchHit) -> None:
    """Mark what was found in the heading of what is read."""
    start = reader.sheet.toPlainText().find(hit.title)
    reader.sheet.mark([(start + begin, start + end) for begin, end in hit.title_marks] if start >= 0 else [])


def _places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word))
    return found
