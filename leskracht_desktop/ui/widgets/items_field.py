"""A list of things in a form, with the fields of the chosen one under it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from leskracht_desktop.ui import dates
from leskracht_desktop.ui.widgets.buttons import button
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.form import Draft, Form
from leskracht_desktop.ui.widgets.named import named

NAME: Final = "name"
"""The part of an item that stands in the list."""
TICKED: Final = "ticked"
"""The part that tells whether a fixed item is ticked: `1` or empty."""
FIXED: Final = "code"
"""The part that is filled in for an item that can be ticked, but not taken away."""
HELP: Final = "help"
"""The part that explains an item when the mouse rests on it."""


class ItemsField(QWidget):
    """Things are added, changed in place and taken away; an item is a draft: texts by the names of the fields.

    An item with a `code` is offered by the program: it has a tick instead of being there or not.
    """

    changed = Signal()

    def __init__(self, kind: str, name: str, *, add: str, lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._kind = kind
        self._items: list[Draft] = []
        self._wrong: list[tuple[str, str]] = []
        self._loading = False
        self.list = named(QListWidget(), f"{name}_list")
        self.list.setAccessibleName(self.tr("{0}: lijst").format(kind))
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * (lines + 1) + 24)
        self.setFocusProxy(self.list)
        self.add_button = button(add, f"{name}_add", self._on_add, icon_name="add")
        self.remove_button = button(self.tr("Weghalen"), f"{name}_remove", self._on_remove)
        self.remove_button.setAccessibleName(self.tr("Weghalen: {0}").format(kind))
        self.detail = Form()
        self._holder = named(QWidget(), f"{name}_detail")
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(16, 4, 0, 0)
        inside.addWidget(self.detail)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        layout.addWidget(self._holder)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemChanged.connect(self._on_tick)
        self._on_row(-1)

    def add_part(self, name: str, caption: str, widget: QWidget, *, note: str = "") -> None:
        """Put a field under the list; an item holds its text by this name."""
        widget.setObjectName(f"{self.objectName()}_{name}")
        self.detail.add_field(name, caption, widget, note=note)
        widget.setAccessibleName(f"{self._kind}: {caption}")
        match widget:
            case QLineEdit():
                widget.textChanged.connect(lambda _text: self._on_typed(told=bool(widget.property("invalid"))))
                widget.editingFinished.connect(self.changed)
            case QPlainTextEdit():
                widget.textChanged.connect(lambda: self._on_typed(told=True))
            case QCheckBox():
                widget.toggled.connect(lambda _on: self._on_typed(told=True))

    def show_items(self, items: Iterable[Draft]) -> None:
        """Show other items, none of them chosen."""
        self._items = [dict(item) for item in items]
        self._wrong = []
        with QSignalBlocker(self.list):
            self.list.clear()
            for row, item in enumerate(self._items):
                self.list.addItem(self._line(item))
                self._dress(row)
        self.list.setCurrentRow(-1)
        self._on_row(-1)

    def items(self) -> Sequence[Draft]:
        """Return the items that are there: all but those that could be ticked and are not."""
        return [dict(item) for item in self._items if _counts(item)]

    def choose(self, row: int) -> None:
        """Choose the item in this row of the list."""
        self.list.setCurrentRow(row)

    def unclear_parts(self) -> Sequence[tuple[str, str]]:
        """Return the days that are none."""
        days = [name for name, field in self.detail.fields.items() if isinstance(field.widget, DateField)]
        texts = [(f"{at}.{name}", item.get(name, "")) for at, item in enumerate(self.items()) for name in days]
        return [(part, "not_a_date") for part, text in texts if text.strip() and dates.parse(text) is None]

    def show_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Mark the items with a problem in the list, and show those of the chosen item beside its fields."""
        self._wrong = list(problems)
        with QSignalBlocker(self.list):
            for row in range(len(self._items)):
                self._dress(row)
        self._show_wrong()

    def focus_problem(self) -> None:
        """Choose the first item with a problem and put the focus in the first field that is wrong."""
        wrong = {part.partition(".")[0] for part, _ in self._wrong}
        for at, row in enumerate(self._rows()):
            if str(at) in wrong:
                self.list.setCurrentRow(row)
                self.detail.focus_first(self._wrong_with(row))
                return

    def draft(self) -> str:
        """Return what was typed, as one text."""
        return json.dumps(self._items)

    def restore(self, text: str) -> None:
        """Put back what `draft` gave."""
        try:
            items = json.loads(text)
        except ValueError:
            return
        if isinstance(items, list) and all(isinstance(item, dict) for item in items):
            self.show_items([{str(name): str(part) for name, part in item.items()} for item in items])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The lines were measured before they had their looks.
        self.list.doItemsLayout()

    def _rows(self) -> list[int]:
        return [row for row, item in enumerate(self._items) if _counts(item)]

    def _wrong_with(self, row: int) -> list[tuple[str, str]]:
        at = self._rows().index(row) if row in self._rows() else -1
        return [(part.partition(".")[2], code) for part, code in self._wrong if part.partition(".")[0] == str(at)]

    def _show_wrong(self) -> None:
        self.detail.show_problems(self._wrong_with(self.list.currentRow()))

    def _line(self, item: Draft) -> QListWidgetItem:
        line = QListWidgetItem()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if item.get(FIXED):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            line.setCheckState(Qt.CheckState.Checked if item.get(TICKED) else Qt.CheckState.Unchecked)
        line.setFlags(flags)
        line.setToolTip(item.get(HELP, ""))
        return line

    def _dress(self, row: int) -> None:
        """Write an item into its line of the list; a problem is said in words."""
        line = self.list.item(row)
        text = self._items[row].get(NAME, "").strip() or self.tr("(nog geen naam)")
        line.setText(self.tr("{0}: klopt nog niet").format(text) if self._wrong_with(row) else text)

    def _on_row(self, row: int) -> None:
        there = 0 <= row < len(self._items)
        self._holder.setVisible(there)
        self.remove_button.setEnabled(there and not self._items[row].get(FIXED))
        if there:
            item = self._items[row]
            self._loading = True
            self.detail.restore({name: item.get(name, "") for name in self.detail.fields})
            self._loading = False
            name = self.detail.fields.get(NAME)
            if name is not None:
                name.widget.setEnabled(not item.get(FIXED))
        self._show_wrong()

    def _on_typed(self, *, told: bool) -> None:
        row = self.list.currentRow()
        if self._loading or not 0 <= row < len(self._items):
            return
        self._items[row] |= self.detail.draft()
        with QSignalBlocker(self.list):
            self._dress(row)
        if told:
            self.changed.emit()

    def _on_tick(self, line: QListWidgetItem) -> None:
        row = self.list.row(line)
        self._items[row][TICKED] = "1" if line.checkState() is Qt.CheckState.Checked else ""
        self.changed.emit()

    def _on_add(self) -> None:
        self._items.append({})
        with QSignalBlocker(self.list):
            self.list.addItem(self._line({}))
            self._dress(len(self._items) - 1)
        self.list.setCurrentRow(len(self._items) - 1)
        next(iter(self.detail.fields.values())).widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._items) or self._items[row].get(FIXED):
            return
        with QSignalBlocker(self.list):
            del self._items[row]
            self.list.takeItem(row)
        self._on_row(self.list.currentRow())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


def _counts(item: Draft) -> bool:
    return not item.get(FIXED) or bool(item.get(TICKED))
