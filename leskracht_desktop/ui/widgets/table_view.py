"""The table every list uses: whole rows, keyboard first, the chosen row kept when the list is read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from leskracht_desktop.ui.tables import ID_ROLE, ROW_ROLE, LazyTableModel

_ROW_AIR = 18
_LEAST_STRETCH = 200


class TableView(QTableView):
    """Shows a `LazyTableModel`; `label` is the accessible name, `row_chosen` follows the current row."""

    row_chosen = Signal(object)
    """Carries the row, or None."""
    row_opened = Signal(object)
    """Enter or a double click; carries the row."""

    def __init__(self, label: str, model: LazyTableModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._lazy = model
        self._quiet = False
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self._arrange()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_selected())
        self.doubleClicked.connect(self._open)

    @property
    def chosen(self) -> Any:
        """The current row, or None."""
        return self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None

    @property
    def chosen_id(self) -> int | None:
        """The id of the current row, or None."""
        return self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else None

    def show_ids(self, ids: Sequence[int], first: Sequence[Any] = ()) -> None:
        """Show these rows and keep the chosen one, and the place on the screen, if it is still there."""
        before, place = self.chosen_id, self.verticalScrollBar().value()
        self._quiet = True
        self._lazy.show_ids(ids, first)
        position = None if before is None else self._lazy.position_of(before)
        if position is not None:
            self._choose(position)
            self.verticalScrollBar().setValue(place)
        self._quiet = False
        self.row_chosen.emit(self.chosen)

    def choose_id(self, row_id: int) -> bool:
        """Make a row the current one and scroll to it; False when the list does not show it."""
        position = self._lazy.position_of(row_id)
        if position is None:
            return False
        self._choose(position)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def _choose(self, position: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._lazy.index(position, 0), flags.ClearAndSelect | flags.Rows | flags.Current
        )

    def _arrange(self) -> None:
        metrics = QFontMetrics(self.font())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(48)
        for position, column in enumerate(self._lazy.columns):
            if column.width:
                self.setColumnWidth(position, metrics.averageCharWidth() * column.width + 24)
            else:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _ROW_AIR)
        sortable = any(column.sort_key for column in self._lazy.columns)
        header.setSectionsClickable(sortable)
        if sortable:
            first = next(position for position, column in enumerate(self._lazy.columns) if column.sort_key)
            header.setSortIndicator(first, Qt.SortOrder.AscendingOrder)
            header.setSortIndicatorShown(True)
            self._sorted = (first, Qt.SortOrder.AscendingOrder)
            header.sortIndicatorChanged.connect(self._on_arrow_moved)
            self.setSortingEnabled(True)

    def _on_arrow_moved(self, section: int, order: Qt.SortOrder) -> None:
        if self._lazy.columns[section].sort_key is None:
            self.horizontalHeader().setSortIndicator(*self._sorted)
        else:
            self._sorted = (section, order)

    def _on_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet:
            self.row_chosen.emit(self.chosen)

    def _on_selected(self) -> None:
        # A screen reader selects a row without making it the current one.
        rows = self.selectionModel().selectedRows()
        if rows and rows[0].row() != self.currentIndex().row():
            self.selectionModel().setCurrentIndex(rows[0], QItemSelectionModel.SelectionFlag.NoUpdate)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.row_opened.emit(row)

    def _fit(self) -> None:
        # A column that takes what is left must not vanish in a narrow window: then the table scrolls sideways.
        header, columns = self.horizontalHeader(), self._lazy.columns
        loose = [place for place, column in enumerate(columns) if not column.width]
        taken = sum(header.sectionSize(place) for place, column in enumerate(columns) if column.width)
        roomy = self.viewport().width() - taken >= _LEAST_STRETCH * len(loose)
        mode = QHeaderView.ResizeMode.Stretch if roomy else QHeaderView.ResizeMode.Interactive
        for place in loose:
            if header.sectionResizeMode(place) is not mode:
                header.setSectionResizeMode(place, mode)
            if not roomy:
                header.resizeSection(place, _LEAST_STRETCH)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
