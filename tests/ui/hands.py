"""Hands for tests: do something in a dialog that the program waits for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

Dialog = TypeVar("Dialog", bound=QDialog)
Part = TypeVar("Part", bound=QWidget)
_LOOK_MS = 10
_LOOKS = 500


class Hand(QTimer):
    """Looks every few milliseconds whether a dialog of `kind` is open, and then does `deed` to it once."""

    def __init__(self, kind: type[Dialog], deed: Callable[[Dialog], object]) -> None:
        super().__init__()
        self.setInterval(_LOOK_MS)
        self.done = False
        self.problem: BaseException | None = None
        self._looks = 0

        def look() -> None:
            self._looks += 1
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind) and dialog.isVisible():
                self.stop()
                try:
                    deed(dialog)
                    self.done = True
                except BaseException as problem:  # noqa: BLE001 - told when the test asks, and the dialog must not stay
                    self.problem = problem
                finally:
                    if dialog.isVisible():
                        dialog.reject()
            elif self._looks > _LOOKS:
                self.stop()

        self.timeout.connect(look)
        self.start()

    def told(self) -> bool:
        """Whether the deed was done; raises what went wrong in it."""
        if self.problem is not None:
            raise self.problem
        return self.done


def the(kind: type[Part], name: str, root: QWidget) -> Part:
    """Return the one widget of this kind and name below `root`."""
    found = root.findChildren(kind, name)
    assert len(found) == 1, f"{len(found)} x {name}"
    return found[0]
