"""Lists load what they paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from leskracht_desktop.errors import VaultLocked
from leskracht_desktop.ui.tables import ID_ROLE, KEPT_PAGES, PAGE_ROWS, ROW_ROLE, Column, LazyTableModel
from leskracht_desktop.ui.theme import Tone, theme
from leskracht_desktop.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Bird:
    id: int
    name: str
    rare: bool = False


COLUMNS: tuple[Column[Bird], ...] = (
    Column("Nummer", lambda bird: str(bird.id), sort_key="number", width=8, align_right=True),
    Column(
        "Naam",
        lambda bird: bird.name,
        sort_key="name",
        tooltip=lambda bird: f"Vogel {bird.id}",
        tone=lambda bird: Tone.DANGER if bird.rare else Tone.NORMAL,
    ),
    Column("Zeldzaam", lambda bird: "ja" if bird.rare else "nee", width=10),
)


class Aviary:
    """Brings birds, and remembers for which ids it was asked."""

    def __init__(self, missing: Sequence[int] = ()) -> None:
        self.asked: list[list[int]] = []
        self.missing = set(missing)
        self.locked = False

    def load(self, ids: list[int]) -> list[Bird]:
        self.asked.append(ids)
        if self.locked:
            raise VaultLocked
        return [Bird(number, f"vogel {number}", number % 7 == 0) for number in ids if number not in self.missing]


def test_the_model_keeps_the_rules_of_models(qtbot, look):
    model = LazyTableModel(COLUMNS, Aviary().load)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_ids(range(250))
    model.show_ids([])
    model.show_ids([3])
    assert model.rowCount() == 1


def test_what_a_cell_says(qtbot, look):
    model = LazyTableModel(COLUMNS, Aviary().load)
    model.show_ids([7, 8])
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [["7", "vogel 7", "ja"], ["8", "vogel 8", "nee"]]
    rare = model.index(0, 1)
    assert rare.data(Qt.ItemDataRole.ToolTipRole) == "Vogel 7"
    assert rare.data(Qt.ItemDataRole.ForegroundRole) == theme().colour(Tone.DANGER)
    assert rare.data(ROW_ROLE) == Bird(7, "vogel 7", rare=True)
    assert rare.data(ID_ROLE) == 7
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Naam"


def test_rows_come_in_pages_and_only_some_are_kept(qtbot, look):
    aviary = Aviary()
    model = LazyTableModel(COLUMNS, aviary.load)
    model.show_ids(range(100_000))
    assert aviary.asked == []
    model.index(50_000, 0).data()
    model.index(50_050, 1).data()
    assert [len(ids) for ids in aviary.asked] == [PAGE_ROWS]
    for page in range(KEPT_PAGES + 1):
        model.index(page * PAGE_ROWS, 0).data()
    asked = len(aviary.asked)
    model.index(50_000, 0).data()
    assert len(aviary.asked) == asked + 1


def test_a_row_that_can_not_be_read_is_grey_with_a_text(qtbot, look):
    aviary = Aviary(missing=[2])
    model = LazyTableModel(COLUMNS, aviary.load)
    model.show_ids([1, 2])
    assert model.index(1, 1).data() == "Deze regel kan niet worden gelezen"
    assert model.index(1, 0).data() == ""
    assert model.index(1, 0).data(Qt.ItemDataRole.ForegroundRole) == theme().colour(Tone.MUTED)
    aviary.locked = True
    model.show_ids([1])
    assert model.index(0, 1).data() == "Deze regel kan niet worden gelezen"


def test_sorting_is_the_service_s_work(qtbot, look):
    model = LazyTableModel(COLUMNS, Aviary().load)
    asked: list[tuple[str, bool]] = []
    model.on_sort(lambda key, descending: asked.append((key, descending)))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.sort(2)
    assert asked == [("name", True)]


def make_view(qtbot, ids: Sequence[int]) -> TableView:
    model = LazyTableModel(COLUMNS, Aviary().load)
    view = TableView("Vogels", model, "birds")
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_ids(ids)
    view.show()
    return view


def test_the_chosen_row_is_kept_when_the_list_is_read_again(qtbot, look):
    view = make_view(qtbot, range(200))
    assert view.choose_id(120)
    view.show_ids([500, *range(100, 140)])
    assert view.chosen_id == 120
    assert view.selectionModel().isRowSelected(21)
    view.show_ids([1, 2])
    assert view.chosen is None


def test_enter_opens_the_chosen_row(qtbot, look):
    view = make_view(qtbot, range(5))
    view.choose_id(3)
    with qtbot.waitSignal(view.row_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [Bird(3, "vogel 3")]


def test_choosing_a_row_is_told(qtbot, look):
    view = make_view(qtbot, range(5))
    with qtbot.waitSignal(view.row_chosen) as chosen:
        view.selectionModel().setCurrentIndex(
            view.model().index(4, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
    assert chosen.args == [Bird(4, "vogel 4")]


def test_a_heading_that_can_not_sort_leaves_the_arrow_where_it_is(qtbot, look):
    view = make_view(qtbot, range(5))
    view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert view.horizontalHeader().sortIndicatorSection() == 1
    assert view.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
