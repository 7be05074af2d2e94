"""The tree `Artikelen`: every version with its articles and annexes, the privacy statement, the law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from leskracht_desktop.domain.guide import Guide, ModelStatus
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_notes import ReadingStatus
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.icons import icon
from leskracht_desktop.ui.reader import guide_text, law_text, statement_text
from leskracht_desktop.ui.reader.places import Place, PlaceKind, annex, annex_section, article, avg, guide_place
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.theme import Tone, theme

_ICONS: Final = {
    ReadingStatus.READ: "check",
    ReadingStatus.QUESTION: "help",
    ReadingStatus.DISCUSSED: "people",
    ReadingStatus.UNREAD: "dot",
}
_PLACE: Final = int(Qt.ItemDataRole.UserRole)


class Contents(QTreeWidget):
    """What can be read, as a tree; `place_chosen` follows the current line."""

    place_chosen = Signal(object)
    """Carries a `Place`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articles_tree")
        self.setAccessibleName(self.tr("Artikelen"))
        self.setHeaderLabels([self.tr("Artikelen")])
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self._shown: tuple[object, ...] = ()
        self._quiet = False
        self.currentItemChanged.connect(self._on_current)

    def show_texts(self, texts: Texts) -> None:
        """Show what there is to read now; what was unfolded stays so, and nothing is done when nothing changed."""
        shown = _what_shows(texts)
        if self._shown == shown:
            return
        self._shown = shown
        unfolded = {place for place, item in self._items.items() if item.isExpanded()}
        fresh = not self._items
        before = self.place
        self._quiet = True
        self.clear()
        self._items.clear()
        for guide in _in_order(texts.library):
            self._add_guide(guide, is_own=guide.version.id in texts.library.added)
        self._add_statement(texts)
        self._add_law(texts)
        current = texts.library.current
        if fresh and current is not None:
            unfolded.add(Place(PlaceKind.VERSION, current.version.id))
        for place, item in self._items.items():
            self._show_state(texts, place, item)
        for place in unfolded & self._items.keys():
            self._items[place].setExpanded(True)
        self._quiet = False
        if before is not None:
            self.show_place(before)

    @property
    def place(self) -> Place | None:
        """The chosen place, or None."""
        item = self.currentItem()
        return None if item is None else item.data(0, _PLACE)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place in the tree, from above."""
        return tuple(self._items)

    def show_place(self, place: Place) -> None:
        """Make a place the current line, without announcing it as a choice."""
        item = self._items.get(place)
        if item is None or item is self.currentItem():
            return
        self._quiet = True
        parent = item.parent()
        while parent is not None:
            parent.setExpanded(True)
            parent = parent.parent()
        self.setCurrentItem(item, 0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollToItem(item)
        self._quiet = False

    def _add_guide(self, guide: Guide, *, is_own: bool) -> None:
        version, name = guide.version, guide_text.version_name(guide)
        name = f"{name} · {guide_text.own_guide()}" if is_own else name
        root = self._add(None, Place(PlaceKind.VERSION, version.id), name)
        for one in guide.articles:
            self._add(root, article(version.id, one.slug), f"{one.number}. {one.title}")
        for other in guide.annexes:
            parent = self._add(root, annex(version.id, other.code), guide_text.annex_title(other))
            for part in other.sections:
                self._add(parent, annex_section(version.id, other.code, part.code), part.name)

    def _add_statement(self, texts: Texts) -> None:
        root = self._add(None, statement_text.statement_place(), texts.statement.title)
        for section in texts.statement.sections:
            self._add(root, statement_text.statement_place(section.code), section.title)
        for document in texts.earlier:
            edition, name = document.edition, statement_text.earlier_name(document)
            earlier = self._add(root, statement_text.statement_place(version=edition), name)
            for section in document.sections:
                self._add(earlier, statement_text.statement_place(section.code, edition), section.title)

    def _add_law(self, texts: Texts) -> None:
        if texts.library.avg_articles:
            root = self._add(None, Place(PlaceKind.AVG_CONTENTS), self.tr("De AVG, samengevat"))
            for one in texts.library.avg_articles:
                self._add(root, avg(one.number), law_text.avg_title(one))
        if texts.library.glossary:
            self._add(None, Place(PlaceKind.GLOSSARY), self.tr("Woordenlijst"))

    def _add(self, parent: QTreeWidgetItem | None, place: Place, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setData(0, _PLACE, place)
        item.setToolTip(0, text)
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        self._items[place] = item
        return item

    def _show_state(self, texts: Texts, place: Place, item: QTreeWidgetItem) -> None:
        """Put a sign and words on a line: how far the reading is, and whether we deviate there."""
        mark = texts.own.marks.get(guide_place(place))
        words = [] if mark is None else [label(mark.status)]
        if _deviates(texts, place):
            words.append(self.tr("afwijking"))
        if mark is not None:
            item.setIcon(0, icon(_ICONS[mark.status], Tone.MUTED))
        if words:
            name = item.text(0)
            item.setText(0, f"{name} · {words[-1]}" if words[-1] == self.tr("afwijking") else name)
            spoken = ", ".join([name, *words])
            item.setToolTip(0, spoken)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.place_chosen.emit(item.data(0, _PLACE))

    def lines(self) -> Iterator[str]:
        """Yield the text of every line, from above."""
        return (item.text(0) for item in self._items.values())


def _what_shows(texts: Texts) -> tuple[object, ...]:
    """Return all that the tree is made of, told apart quickly: what was not read again is the same object."""
    ours = tuple((one.row.model_version, one.row.status, one.content) for one in texts.own.agreements)
    same = id(texts.library), id(texts.statement)
    return same, texts.library, texts.statement, texts.earlier, dict(texts.own.marks), ours, theme().colours


def _in_order(library: GuideLibrary) -> list[Guide]:
    """Return the guides as the tree shows them: the newest first, and what is only expected after them."""
    newest_first = reversed(library.guides)
    return sorted(newest_first, key=lambda guide: guide.version.status is ModelStatus.EXPECTED)


def _deviates(texts: Texts, place: Place) -> bool:
    """Tell whether one of our agreements deviates from the article or annex at a place."""
    if place.kind is PlaceKind.ANNEX:
        return texts.own.deviates(place.version, None, place.key)
    guide = texts.library.guide(place.version) if place.kind is PlaceKind.ARTICLE else None
    one = None if guide is None else guide.by_slug(place.key)
    return one is not None and texts.own.deviates(place.version, one.number)
