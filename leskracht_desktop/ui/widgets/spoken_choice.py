"""Gives a choice its own name on Linux, where Qt calls every choice by the value that happens to be chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox
from typing_extensions import override

from leskracht_desktop.ui.widgets.announce import announce


class SpokenChoice(QAccessibleWidget):
    """A combo box as a screen reader meets it: its label is its name, what is chosen is its value."""

    def __init__(self, choice: QComboBox) -> None:
        super().__init__(choice, QAccessible.Role.ComboBox)
        self._choice = choice

    @override
    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Value:
            return self._choice.currentText()
        return super().text(kind)

    @override
    def childCount(self) -> int:
        return 2 if self._choice.isEditable() else 1

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None beyond the last, as in C++
        if index == 0:
            _join(self._choice)
        parts = (self._choice.view(), self._choice.lineEdit())
        part = parts[index] if 0 <= index < self.childCount() else None
        return None if part is None else QAccessible.queryAccessibleInterface(part)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        found = child.object()
        parts = (self._choice.view(), self._choice.lineEdit())
        return next((place for place, part in enumerate(parts) if part is not None and part is found), -1)

    @override
    def actionNames(self) -> list[str]:
        return [self.showMenuAction(), self.pressAction()]

    @override
    def doAction(self, action_name: str) -> None:
        if action_name not in self.actionNames() or not self._choice.isEnabled():
            return
        if self._choice.view().isVisible():
            self._choice.hidePopup()
        else:
            self._choice.showPopup()


def _join(choice: QComboBox) -> None:
    """Make the closed list and the choice one: what a screen reader selects in the list is chosen, and said."""
    view = choice.view()

    def show() -> None:
        if not view.isVisible():
            view.setCurrentIndex(choice.model().index(choice.currentIndex(), choice.modelColumn()))

    def take() -> None:
        selected = view.selectionModel().selectedIndexes()
        if selected and not view.isVisible():
            choice.setCurrentIndex(selected[0].row())

    def say() -> None:
        # Elsewhere the name changes with the value, and is read again; here it stays what it was.
        if choice.hasFocus():
            announce(choice, choice.currentText())

    show()
    if view.property("joined") is None:
        view.setProperty("joined", True)
        view.selectionModel().selectionChanged.connect(lambda *_: take())
        choice.currentIndexChanged.connect(lambda _index: show())
        choice.currentIndexChanged.connect(lambda _index: say())


def install(class_name: str) -> None:
    """Have every widget of the class with this name met as a `SpokenChoice`."""

    def meet(key: str, thing: QObject) -> QAccessibleInterface | None:
        return SpokenChoice(thing) if key == class_name and isinstance(thing, QComboBox) else None

    QAccessible.installFactory(meet)
