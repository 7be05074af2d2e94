"""The search field at the top: people, requests and what can be read about agreements, found while typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.ui.icons import icon
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.fields import SearchField
from leskracht_desktop.ui.widgets.named import named

Hit = tuple[PageName, dict[str, Any], str]
"""Where a hit leads: the page, what it should show, and the line in the list."""

_LEAST: Final = 2
_ROOM: Final = 12


class GlobalSearch(SearchField):
    """A search field with a list of hits under it; `found(text)` brings the hits, `chosen` carries (page, target)."""

    chosen = Signal(object, object)

    def __init__(self, find: Callable[[str], list[Hit]], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Zoeken in alles"), "global_search", self.tr("Zoeken in alles (Ctrl+K)"), parent)
        self._find = find
        self._list = named(QListWidget(), "search_hits")
        self._list.setAccessibleName(self.tr("Zoekresultaten"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._on_activated)
        self._list.itemClicked.connect(self._on_activated)
        self._list.installEventFilter(self)
        self._popup: QFrame | None = None
        self.searched.connect(self._on_searched)
        self.went_down.connect(self._on_down)
        self.returnPressed.connect(self._on_return)

    def close_hits(self) -> None:
        """Put the list away."""
        if self._popup is not None:
            self._popup.hide()

    @property
    def hits(self) -> list[str]:
        """The lines of the list, as long as it is shown."""
        if self._popup is None or not self._popup.isVisible():
            return []
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _on_searched(self, text: str) -> None:
        self._list.clear()
        if len(text.strip()) < _LEAST and not text.strip().isdecimal():
            self.close_hits()
            return
        hits = self._find(text.strip())
        for page, target, line in hits:
            item = QListWidgetItem(icon("person" if page is PageName.PEOPLE else page.value, Tone.MUTED), line)
            item.setData(Qt.ItemDataRole.UserRole, (page, target))
            self._list.addItem(item)
        if not hits:
            nothing = QListWidgetItem(self.tr("Niets gevonden. Zoek op een deel van de naam of een verzoeknummer."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._show_hits()
        announce(self, self.tr("{0} resultaten").format(len(hits)) if hits else self.tr("Niets gevonden"))

    def _show_hits(self) -> None:
        popup = self._popup or self._make_popup()
        rows = min(self._list.count(), _ROOM)
        height = sum(self._list.sizeHintForRow(row) for row in range(rows)) + 12
        place = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        popup.setGeometry(QRect(place, QSize(max(self.width(), 420), height)))
        popup.raise_()
        popup.show()

    def _make_popup(self) -> QFrame:
        popup = named(QFrame(self.window()), "search_popup")
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        self._popup = popup
        return popup

    def _on_down(self) -> None:
        if self.hits:
            self._list.setFocus()
            self._list.setCurrentRow(0)

    def _on_return(self) -> None:
        if self.hits:
            self._on_activated(self._list.item(0))

    def _on_activated(self, item: QListWidgetItem) -> None:
        data = item.data(Qt.ItemDataRole.UserRole)
        if data is None:
            return
        self.close_hits()
        self.clear()
        self.chosen.emit(*data)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self.setFocus()
                    self.close_hits()
                    return True
                if event.key() == Qt.Key.Key_Up and self._list.currentRow() <= 0:
                    self.setFocus()
                    return True
            if event.type() == QEvent.Type.FocusOut and not self.hasFocus():
                self.close_hits()
        return False

    @override
    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if not self._list.hasFocus():
            self.close_hits()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_hits()
        super().keyPressEvent(event)
