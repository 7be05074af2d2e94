"""The parts of the window that the unlock screen does without: each is made when first used, after the first paint."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from leskracht_desktop.clock import Clock

if TYPE_CHECKING:
    from leskracht_desktop.ui.lock import DraftKeeper, LockGuard
    from leskracht_desktop.ui.status import StatusLine


class LaterParts(QMainWindow):
    """Root of the main window."""

    left_alone = Signal()
    """Nobody is at the computer any more."""
    lock_clicked = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    @cached_property
    def guard(self) -> LockGuard:
        """Watches for idle time, for sleep and for the lock of the screen."""
        from leskracht_desktop.ui.lock import LockGuard

        guard = LockGuard(self._clock, self)
        guard.lock_asked.connect(self.left_alone)
        return guard

    @cached_property
    def keeper(self) -> DraftKeeper:
        """Knows what is typed in the open dialogs."""
        from leskracht_desktop.ui.lock import DraftKeeper

        return DraftKeeper()

    @cached_property
    def status(self) -> StatusLine:
        """The line at the bottom while the vault is open."""
        from leskracht_desktop.ui.status import StatusLine

        status = StatusLine()
        self.setStatusBar(status)
        status.hide()
        status.lock_asked.connect(self.lock_clicked)
        return status

    @staticmethod
    def close_dialogs() -> None:
        """Give up every open dialog."""
        from leskracht_desktop.ui.lock import close_dialogs

        close_dialogs()
