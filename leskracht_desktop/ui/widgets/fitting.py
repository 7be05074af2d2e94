"""Leaves columns out of a table that has become too narrow for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

LEAST_REST = 25
"""Characters that the column which takes what is left needs to be read."""


class FittingColumns(QObject):
    """Hides the columns in `optional`, the first one first, as long as the others do not fit; and shows them again."""

    def __init__(self, table: QTableView, optional: Sequence[int]) -> None:
        super().__init__(table)
        self._table = table
        self._optional = tuple(optional)
        self._never: set[int] = set()
        header = table.horizontalHeader()
        self._widths = {
            place: header.sectionSize(place)
            for place in range(header.count())
            if header.sectionResizeMode(place) is not QHeaderView.ResizeMode.Stretch
        }
        table.viewport().installEventFilter(self)

    def never(self, place: int, *, on: bool) -> None:
        """Leave a column out however wide the table is, or no longer."""
        (self._never.add if on else self._never.discard)(place)
        self._fit(self._table.viewport().width())

    def _fit(self, width: int) -> None:
        rest = LEAST_REST * self._table.fontMetrics().averageCharWidth()
        needed = rest + sum(size for place, size in self._widths.items() if place not in self._never)
        for place in self._optional:
            hidden = place in self._never or needed > width
            if hidden and place not in self._never:
                needed -= self._widths[place]
            self._table.setColumnHidden(place, hidden)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._table.viewport():
            self._fit(self._table.viewport().width())
        return False
