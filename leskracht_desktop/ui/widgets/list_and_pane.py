"""A list with the details of what is chosen beside it, or under it where the window is too narrow for both."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from leskracht_desktop.ui.widgets.panels import Scrolling

LIST_CHARACTERS: Final = 50
PANE_CHARACTERS: Final = 50
"""The least width of each in characters of its font, so that large text gets the room it needs."""

LIST_LINES: Final = 14
PANE_LINES: Final = 20
_GAP: Final = 16


class ListAndPane(Scrolling):
    """Side by side or, as soon as that gets too narrow, the pane under the list in a page that scrolls.

    `shares` is how they divide the width; the larger one takes what the window grows.
    """

    def __init__(
        self,
        name: str,
        listed: QWidget,
        pane: QWidget,
        parent: QWidget | None = None,
        *,
        shares: tuple[int, int] = (1000, 400),
    ) -> None:
        super().__init__(name, parent)
        self._listed, self._pane, self._shares = listed, pane, shares
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(_GAP)
        self.split.addWidget(listed)
        self.split.addWidget(pane)
        self.split.setStretchFactor(0, 1 if shares[0] > shares[1] else 0)
        self.split.setStretchFactor(1, 0 if shares[0] > shares[1] else 1)
        self.split.setSizes(list(shares))
        self.body.addWidget(self.split, 1)
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """True when the pane stands under the list."""
        return self.split.orientation() is Qt.Orientation.Vertical

    def reveal_pane(self) -> None:
        """Bring the beginning of the pane into sight when it stands under the list."""
        if self.is_narrow:
            top = self._pane.mapTo(self.split, self._pane.rect().topLeft()).y()
            self.verticalScrollBar().setValue(top)

    def _arrange(self) -> None:
        character, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        narrow = self.viewport().width() < (LIST_CHARACTERS + PANE_CHARACTERS) * character + _GAP
        if narrow is not self.is_narrow:
            self.split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
            self.split.setSizes([1000, 1000] if narrow else list(self._shares))
        self._listed.setMinimumHeight(LIST_LINES * line)
        self._pane.setMinimumHeight(PANE_LINES * line)
        self._pane.setMinimumWidth(0 if narrow else PANE_CHARACTERS * character)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
