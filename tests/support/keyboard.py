"""Somebody with a keyboard and nothing else: presses keys in whatever window has the focus, and waits for what comes.

A script is a generator of steps. Between two steps the program's own event loop runs, also that of a dialog that the
program waits for, so a script goes on inside the dialogs that its keys open.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

PATIENCE_SECONDS = 30.0
_LOOK_MS = 5
_MOST_TABS = 150


@dataclass(frozen=True)
class Press:
    """One key, with modifiers."""

    key: Qt.Key
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class Type:
    """Some text, letter by letter."""

    text: str


@dataclass(frozen=True)
class Until:
    """Wait for a condition."""

    condition: Callable[[], object]
    what: str


Script = Generator[Press | Type | Until, None, None]
CTRL = Qt.KeyboardModifier.ControlModifier


class Typist(QTimer):
    """Plays a script; `over` when it came to its end, or can't go on because of `problem`."""

    def __init__(self, window: QWidget, script: Script) -> None:
        super().__init__()
        self._window = window
        self.over = False
        self.problem: BaseException | None = None
        self._script = script
        self._awaited: Until | None = None
        self._deadline = 0.0
        self._key_waits = False
        self.timeout.connect(self._go_on)
        self.start(_LOOK_MS)

    def _go_on(self) -> None:
        if self._key_waits:
            return
        has_focus = self._has_focus()
        if not self._may_go_on() or not has_focus:
            return
        try:
            step = next(self._script)
        except StopIteration:
            self.over = True
            self.stop()
        except BaseException as problem:  # noqa: BLE001 - told when the test asks; an open dialog must not stay
            self._give_up(problem)
        else:
            self._begin(step)

    def _begin(self, step: Press | Type | Until) -> None:
        if isinstance(step, Until):
            self._awaited, self._deadline = step, time.monotonic() + PATIENCE_SECONDS
        else:
            self._key_waits = True
            # From the event loop, because the key may open a dialog in which the script goes on.
            QTimer.singleShot(0, self, lambda: self._strike(step))

    def _strike(self, step: Press | Type) -> None:
        self._key_waits = False
        widget = QApplication.focusWidget()
        if isinstance(step, Press):
            QTest.keyClick(QGuiApplication.focusWindow(), step.key, step.modifiers)
        elif widget is not None:
            for letter in step.text:
                _strike_letter(widget, letter)

    def _has_focus(self) -> bool:
        """Do what a desktop does when a window closes: give the focus to the one that was below it."""
        if QApplication.focusWidget() is not None:
            return True
        (QApplication.activeModalWidget() or self._window).activateWindow()
        return False

    def _may_go_on(self) -> bool:
        if self._awaited is None:
            return True
        try:
            there = self._awaited.condition()
        except BaseException as problem:  # noqa: BLE001 - as above
            self._give_up(problem)
            return False
        if there:
            self._awaited = None
        elif time.monotonic() > self._deadline:
            self._give_up(AssertionError(f"waited in vain for {self._awaited.what}; the focus is on {focus_name()!r}"))
        return bool(there)

    def _give_up(self, problem: BaseException) -> None:
        self.problem, self.over = problem, True
        self.stop()
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()
            dialog.hide()


def _strike_letter(widget: QWidget, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(widget, letter)
    else:  # for which there is no code of a key
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def focus_name() -> str:
    """Return what a screen reader calls the widget with the focus."""
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName() or widget.objectName()


def tab_to(name: str) -> Script:
    """Press Tab until the widget of this name has the focus."""
    seen = []
    for _ in range(_MOST_TABS):
        if focus_name() == name:
            return
        seen.append(focus_name())
        yield Press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name!r}, but to {list(dict.fromkeys(seen))}")


def press(name: str) -> Script:
    """Go to a button with Tab and press it with the space bar."""
    yield from tab_to(name)
    yield Press(Qt.Key.Key_Space)


def fill_in(name: str, text: str) -> Script:
    """Go to a field with Tab, and type in the place of what stands there."""
    yield from tab_to(name)
    yield Press(Qt.Key.Key_A, CTRL)
    yield Type(text)


def dialog(kind: type[QDialog]) -> Script:
    """Wait for a dialog of this kind."""
    yield Until(lambda: isinstance(active_dialog(), kind), kind.__name__)


def active_dialog() -> QWidget | None:
    """Return the dialog that waits for an answer."""
    shown = QApplication.activeModalWidget()
    return shown if shown is not None and shown.isVisible() else None
