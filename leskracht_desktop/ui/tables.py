"""Tables that load what they paint: ids first, rows in pages when the eye comes near."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.ui.icons import icon
from leskracht_desktop.ui.theme import Tone, theme

PAGE_ROWS: Final = 100
KEPT_PAGES: Final = 32

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 2

# Qt asks for every role of every cell it paints, as plain numbers; what we don't answer must cost nothing.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_FOREGROUND: Final = int(Qt.ItemDataRole.ForegroundRole)
_DECORATION: Final = int(Qt.ItemDataRole.DecorationRole)
_FONT: Final = int(Qt.ItemDataRole.FontRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_ANSWERED: Final = frozenset({_DISPLAY, _TOOLTIP, _FOREGROUND, _DECORATION, _FONT, _ALIGNMENT, ROW_ROLE, ID_ROLE})

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class HasId(Protocol):
    """A row value that knows its id."""

    @property
    def id(self) -> int:
        """The id by which the table asks for the row."""
        ...


Row = TypeVar("Row", bound=HasId)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its title, the text of a row, and what the service sorts by (None: it can't be sorted).

    `width` is in characters of the table's font; 0 takes what is left. `tone` colours the text of a row, `icon_name`
    puts an icon before it; neither may be the only sign of what it means.
    """

    title: str
    display: Callable[[Row], str]
    sort_key: str | None = None
    tooltip: Callable[[Row], str] | None = None
    align_right: bool = False
    width: int = 0
    tone: Callable[[Row], Tone] | None = None
    icon_name: Callable[[Row], str] | None = None
    bold: bool = False


class LazyTableModel(QAbstractTableModel, Generic[Row]):
    """Knows all ids and a few pages of rows; `load(ids)` brings rows, a row it does not bring is shown in grey."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[list[int]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._alignments = tuple(_alignment(column) for column in self.columns)
        self._load = load
        self._text_column = next((place for place, column in enumerate(self.columns) if not column.width), 0)
        self._ids = array("q")  # as a list a hundred thousand of them take 4 MB
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._sort: Callable[[str, bool], None] | None = None

    @property
    def ids(self) -> Sequence[int]:
        """All ids, in the order of the list."""
        return self._ids

    def show_ids(self, ids: Sequence[int], first: Sequence[Row] = ()) -> None:
        """Show other rows, or the same ids with their rows read again; `first` is the first page, if it is there."""
        self.beginResetModel()
        self._ids = array("q", ids)
        self._pages.clear()
        if first:
            self._pages[0] = {row.id: row for row in first}
        self.endResetModel()

    def add_ids(self, ids: Sequence[int]) -> None:
        """Show more rows under those that are shown; what is chosen and where the list stands stays as it is."""
        if not ids:
            return
        first = len(self._ids)
        self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
        self._pages.pop(first // PAGE_ROWS, None)
        self._ids.extend(ids)
        self.endInsertRows()

    def on_sort(self, sort: Callable[[str, bool], None]) -> None:
        """Have `sort(sort_key, descending)` called when the user clicks a heading; the service does the sorting."""
        self._sort = sort

    def row(self, position: int) -> Row | None:
        """Return the row at `position`, or None when it could not be read."""
        number = position // PAGE_ROWS
        page = self._pages.get(number)
        if page is None:
            page = self._read(self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS].tolist())
            self._pages[number] = page
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[position])

    def position_of(self, row_id: int) -> int | None:
        """Return where a row stands, or None when the list does not show it."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def _read(self, ids: list[int]) -> dict[int, Row]:
        try:
            return {row.id: row for row in self._load(ids)}
        except (LeskrachtError, LookupError, ValueError, OSError, RuntimeError):
            return {}  # painted in grey: an exception inside paint would take the window down

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignments[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        role, position = int(role), index.row()
        if role not in _ANSWERED or not 0 <= position < len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[position]
        place = index.column()
        if role == _ALIGNMENT:
            return self._alignments[place]
        row = self.row(position)
        if role == ROW_ROLE:
            return row
        return self._unreadable(place, role) if row is None else self._shown(self.columns[place], row, role)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self._sort is None or not 0 <= column < len(self.columns):
            return
        key = self.columns[column].sort_key
        if key is not None:
            self._sort(key, order is Qt.SortOrder.DescendingOrder)

    def _shown(self, column: Column[Row], row: Row, role: int) -> Any:
        if role == _DISPLAY:
            return column.display(row)
        if role == _FOREGROUND:
            return theme().colour(column.tone(row)) if column.tone else None
        if role == _DECORATION:
            return self._decoration(column, row)
        if role == _FONT and column.bold:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return column.tooltip(row) if role == _TOOLTIP and column.tooltip else None

    def _decoration(self, column: Column[Row], row: Row) -> Any:
        name = column.icon_name(row) if column.icon_name else ""
        return icon(name, column.tone(row) if column.tone else Tone.MUTED) if name else None

    def _unreadable(self, place: int, role: int) -> Any:
        if role == _DISPLAY:
            return self.tr("Deze regel kan niet worden gelezen") if place == self._text_column else ""
        if role == _FOREGROUND:
            return theme().colour(Tone.MUTED)
        return None


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
