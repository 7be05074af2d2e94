"""The list of people in its window: from a key or a click until it has been painted, against a bare table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop import app
from leskracht_desktop.domain.people import PersonSort
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.columns import COLUMNS
from leskracht_desktop.ui.pages.people.page import PeoplePage
from tests.benchmarks import sql
from tests.benchmarks.bench import Bench
from tests.benchmarks.harness import Figure, Rule, Samples, alternate, best_of
from tests.benchmarks.people import keystrokes, search_figures
from tests.benchmarks.school import PASSPHRASE, School, clock

FLOOR = "bare QTableView over the raw query, painted"
_ROOT = QModelIndex()


class BareModel(QAbstractTableModel):
    """Shows tuples."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Any] = []

    def show_rows(self, rows: list[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return len(self._rows)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return len(COLUMNS)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(self._rows[index.row()][index.column() + 5]) if role == Qt.ItemDataRole.DisplayRole else None


class BareTable(QWidget):
    """A plain table as large as the page."""

    def __init__(self, raw: Any, size: Any) -> None:
        super().__init__()
        self._raw = raw
        self.model = BareModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        self.resize(size)
        self.show()
        QApplication.processEvents()  # nothing is painted in a window before it has come to the screen

    def search(self, text: str) -> None:
        """Show what a text finds."""
        self.model.show_rows(sql.search(self._raw, text))
        paint(self.table)

    def sort(self, sort: PersonSort) -> None:
        """Show the first rows in an order."""
        self.model.show_rows(sql.sorted_rows(self._raw, sort))
        paint(self.table)

    def middle(self, offset: int) -> None:
        """Show rows from the middle."""
        self.model.show_rows(sql.sorted_rows(self._raw, PersonSort.NAME, offset))
        paint(self.table)


def paint(table: QTableView) -> None:
    """Lay the table out and paint it now."""
    table.doItemsLayout()
    table.viewport().repaint()


@contextmanager
def window_of(school: School) -> Iterator[MainWindow]:
    """Give the program's window with the school open in it."""
    from leskracht_desktop.services.program import build_services

    if not isinstance(QApplication.instance(), QApplication):
        app.make_application(["benchmarks"])
    services = build_services(clock, "Noor Testers")
    services.vaults.unlock_with_passphrase(school.folder, PASSPHRASE)
    window = app.make_window(clock)
    window.use(services)
    window.opening.opened.emit("passphrase")
    window.show()
    QApplication.processEvents()
    yield window
    window.close()


def on_screen(bench: Bench) -> Iterator[Figure]:
    """A keystroke, sorting and jumping, in the window of the program."""
    school = bench.school()
    raw = school.raw()
    with window_of(school) as window:
        page = window.open_page(PageName.PEOPLE)
        assert isinstance(page, PeoplePage)
        settle(window)
        bare = BareTable(raw, page.size())
        yield from _keystrokes(bench, page, bare)
        page.filters.clear()
        settle(window)
        for sort in PersonSort:
            column = next(place for place, column in enumerate(COLUMNS) if column.sort_key == sort)
            floor, ours = alternate(
                bench.rounds, best_of(3, partial(bare.sort, sort)), partial(_sorting, window, page, column)
            )
            yield Figure(f"on screen: sorting by {sort.value}", FLOOR, "ms", ours, floor, Rule.RATIO, 3.0)
        middle = len(page.model.ids) // 2
        floor, ours = alternate(bench.rounds, best_of(3, partial(bare.middle, middle)), partial(_jumping, page, middle))
        yield Figure("on screen: jumping to the middle", FLOOR, "ms", ours, floor, Rule.RATIO, 3.0)
        bare.close()
    raw.close()


def _keystrokes(bench: Bench, page: PeoplePage, bare: BareTable) -> Iterator[Figure]:
    texts = keystrokes(page.services.people)
    variants: list[Callable[[], float]] = []
    for text in texts:
        variants += [best_of(2, partial(bare.search, text)), best_of(2, partial(_type, page, text))]
    samples: list[Samples] = alternate(bench.rounds, *variants)
    yield from search_figures(texts, samples[0::2], samples[1::2], "on screen: a keystroke, until painted", FLOOR)


def _type(page: PeoplePage, text: str) -> None:
    page.filters.search.show_text(text)
    page.filters.changed.emit()
    page.table.viewport().repaint()


def _sorting(window: MainWindow, page: PeoplePage, column: int) -> float:
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    settle(window)
    spent = best_of(1, lambda: _sort(page, column))()
    settle(window)
    return spent


def _sort(page: PeoplePage, column: int) -> None:
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    page.table.viewport().repaint()


def _jumping(page: PeoplePage, middle: int) -> float:
    bar = page.table.verticalScrollBar()
    bar.setValue(0)
    page.model.show_ids(list(page.model.ids))
    page.table.viewport().repaint()

    def jump() -> None:
        bar.setValue(bar.maximum() * middle // len(page.model.ids))
        page.table.viewport().repaint()

    return best_of(1, jump)()


def settle(window: MainWindow) -> None:
    """Let the worker finish what it does behind the first rows."""
    QApplication.processEvents()
    while window.jobs.busy:
        QApplication.processEvents()
    QApplication.processEvents()
