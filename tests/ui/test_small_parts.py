"""The small parts of the pages: rows that wrap, columns that make room, what unfolds, long values."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QLabel, QSizePolicy, QTableWidget, QWidget

from leskracht_desktop.ui.widgets.disclosure import Disclosure
from leskracht_desktop.ui.widgets.fitting import FittingColumns
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.list_and_pane import LIST_LINES, ListAndPane
from leskracht_desktop.ui.widgets.value import BreakingLabel, value_label
from tests.ui.accessibility import stumbles

ADDRESS = "noah.vandenberg@leerling.basisschool-de-regenboog.example"


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def parts(row: FlowLayout, number: int = 3) -> list[QWidget]:
    made = [QWidget() for _ in range(number)]
    for one in made:
        one.setFixedSize(120, 40)
        row.addWidget(one)
    return made


@pytest.mark.parametrize(("width", "lines"), [(400, [3]), (300, [2, 1]), (130, [1, 1, 1])])
def test_a_row_goes_on_under_itself(qtbot, look, width: int, lines: list[int]):
    holder = QWidget()
    row = FlowLayout(holder)
    made = parts(row)
    holder.resize(width, 200)
    shown(qtbot, holder)
    tops = [one.y() for one in made]
    assert [tops.count(top) for top in sorted(set(tops))] == lines
    assert row.heightForWidth(width) == 40 * len(lines) + 8 * (len(lines) - 1)
    assert row.hasHeightForWidth()
    assert row.minimumSize().width() == 120


def test_hidden_parts_take_no_room_and_one_may_grow(qtbot, look):
    holder = QWidget()
    row = FlowLayout(holder)
    first, second, third = parts(row)
    second.hide()
    first.setMaximumWidth(1000)
    first.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    holder.resize(400, 60)
    shown(qtbot, holder)
    assert third.y() == first.y()
    assert first.width() == 400 - 8 - 120
    assert row.takeAt(0) is not None
    assert row.takeAt(9) is None
    assert row.count() == 2


def test_columns_make_room_one_after_the_other(qtbot, look):
    table = QTableWidget(1, 4)
    for column, width in ((1, 100), (2, 100), (3, 100)):
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    fitting = FittingColumns(table, [3, 1])
    table.resize(700, 200)
    shown(qtbot, table)

    def hidden() -> list[int]:
        return [column for column in range(4) if table.isColumnHidden(column)]

    assert hidden() == []
    table.resize(480, 200)
    qtbot.waitUntil(lambda: hidden() == [3])
    table.resize(330, 200)
    qtbot.waitUntil(lambda: hidden() == [1, 3])
    table.resize(700, 200)
    qtbot.waitUntil(lambda: hidden() == [])
    fitting.never(1, on=True)
    assert hidden() == [1]
    fitting.never(1, on=False)
    assert hidden() == []


def test_what_is_folded_away_is_made_when_it_unfolds(qtbot, look, heard):
    made: list[QLabel] = []

    def make() -> QWidget:
        made.append(QLabel("Omdat het moet"))
        return made[0]

    fold = Disclosure("Waarom", "why", make, spoken="Waarom: berichten")
    shown(qtbot, fold)
    assert stumbles(fold) == []
    assert made == []
    assert fold.button.accessibleName() == "Waarom: berichten"
    assert fold.button.accessibleDescription() == "ingeklapt"
    fold.button.click()
    assert fold.inside is made[0]
    assert made[0].isVisible()
    assert fold.button.accessibleDescription() == "uitgeklapt"
    fold.button.click()
    assert not made[0].isVisible()
    fold.button.click()
    assert len(made) == 1


def test_a_long_value_is_broken_rather_than_cut_off(qtbot, look):
    label = value_label(ADDRESS, "value")
    assert isinstance(label, BreakingLabel)
    assert label.minimumSizeHint().width() < 120
    narrow, wide = label.heightForWidth(150), label.heightForWidth(900)
    assert narrow >= 2 * wide
    label.resize(150, narrow)
    shown(qtbot, label)
    drawn = label.grab().toImage()
    last = range(narrow - wide, narrow)
    dark = [(x, y) for y in last for x in range(drawn.width()) if drawn.pixelColor(x, y).lightness() < 128]
    assert dark
    copy = next(one for one in label.actions() if one.text() == "Kopiëren")
    copy.trigger()
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_an_ordinary_value_stays_an_ordinary_text(look):
    label: QObject = value_label("Vlinderpad 14\n1234 AB Oefendam", "value")
    assert not isinstance(label, BreakingLabel)


def test_the_pane_goes_under_the_list_when_there_is_no_room_beside_it(qtbot, look):
    listed, pane = QWidget(), QWidget()
    both = ListAndPane("both", listed, pane)
    both.resize(1200, 600)
    shown(qtbot, both)
    assert not both.is_narrow
    assert pane.geometry().left() > listed.geometry().right()
    both.reveal_pane()
    assert both.verticalScrollBar().value() == 0
    both.resize(500, 300)
    qtbot.waitUntil(lambda: both.is_narrow)
    qtbot.waitUntil(lambda: pane.geometry().top() > listed.geometry().bottom())
    assert listed.height() >= LIST_LINES * both.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: both.verticalScrollBar().maximum() > 0)
    both.reveal_pane()
    assert both.verticalScrollBar().value() > 0
    both.resize(1200, 600)
    qtbot.waitUntil(lambda: not both.is_narrow)
