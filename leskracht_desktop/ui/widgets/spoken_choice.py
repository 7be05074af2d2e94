"""Gives a choice its own name on Linux, where Qt calls every choice by the value that happens to be chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QAccessibleWidget, QComboBox
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


class Hands(QObject):
    """Knows whether what happens in an open list is done by mouse or keys, which only look around until they choose."""

    _KINDS = frozenset(
        {
            QEvent.Type.MouseMove,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.HoverEnter,
            QEvent.Type.HoverMove,
            QEvent.Type.Enter,
            QEvent.Type.Wheel,
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
            QEvent.Type.TouchBegin,
            QEvent.Type.TouchUpdate,
        }
    )

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.busy = False
        for part in (view, view.viewport(), view.window()):
            part.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._KINDS:
            self.busy = True
            QTimer.singleShot(0, self, self._rest)
        return False

    def _rest(self) -> None:
        self.busy = False


def _join(choice: QComboBox) -> None:
    """Make list and choice one: what a screen reader selects in the list, open or closed, is chosen, and said."""
    view = choice.view()
    if view.property("joined") is not None:
        _show_in(choice)
        return
    hands = Hands(view)

    def take() -> None:
        selected = view.selectionModel().selectedIndexes()
        if not selected or hands.busy or selected[0].row() == choice.currentIndex():
            return
        choice.setCurrentIndex(selected[0].row())
        if view.isVisible():
            choice.hidePopup()

    def say() -> None:
        # Elsewhere the name changes with the value, and is read again; here it stays what it was.
        if choice.hasFocus():
            announce(choice, choice.currentText())

    _show_in(choice)
    view.setProperty("joined", True)
    view.selectionModel().selectionChanged.connect(lambda *_: take())
    choice.currentIndexChanged.connect(lambda _index: _show_in(choice))
    choice.currentIndexChanged.connect(lambda _index: say())


def _show_in(choice: QComboBox) -> None:
    """Let the closed list stand at what is chosen."""
    view = choice.view()
    if not view.isVisible():
        view.setCurrentIndex(choice.model().index(choice.currentIndex(), choice.modelColumn()))


def install(class_name: str) -> None:
    """Have every widget of the class with this name met as a `SpokenChoice`."""

    def meet(key: str, thing: QObject) -> QAccessibleInterface | None:
        return SpokenChoice(thing) if key == class_name and isinstance(thing, QComboBox) else None

    QAccessible.installFactory(meet)
