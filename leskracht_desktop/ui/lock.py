"""When the vault locks by itself, and what must not stay behind: the clipboard and typed but unsaved text."""

from __future__ import annotations

import time
from typing import Any, Final, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog
from typing_extensions import override

from leskracht_desktop.clock import Clock
from leskracht_desktop.ui.system_watch import SystemWatch

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_LOOK_MS: Final = 5_000


class KeepsDraft(Protocol):
    """A dialog whose typed text survives locking."""

    def draft(self) -> dict[str, str]:
        """Return what was typed."""
        ...


class IdleWatch(QObject):
    """Emits `idle` when nobody touched keyboard or mouse for some minutes in any window of the program."""

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = 0.0
        self._touched = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)

    def watch(self, seconds: float) -> None:
        """Begin to count; 0 stops it."""
        self._seconds = seconds
        self._touched = time.monotonic()
        if seconds:
            self._on_window(QGuiApplication.focusWindow())
            self._timer.start(min(_LOOK_MS, max(10, round(seconds * 250))))
        else:
            self._timer.stop()

    def touch(self) -> None:
        """Count from now: something is being done."""
        self._touched = time.monotonic()

    def _look(self) -> None:
        if time.monotonic() - self._touched >= self._seconds:
            self._touched = time.monotonic()
            self.idle.emit()

    def _on_window(self, window: QWindow | None) -> None:
        # A filter on each window hears its input only; one on the application would slow every event down.
        if window is not None:
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._touched = time.monotonic()
        return False


class ClipboardGuard(QObject):
    """Knows whether what is on the clipboard came from this program, and then takes it away on locking."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours = b""
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Empty the clipboard and the selection if they hold something of ours; leave what others put there."""
        if self._clipboard.ownsClipboard() or (self._ours and self._ours == self._mark()):
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        self._ours = b""

    def _on_changed(self) -> None:
        # Only a digest is kept: the text itself may be about a person.
        ours = self._clipboard.ownsClipboard() or QGuiApplication.focusWindow() is not None
        self._ours = self._mark() if ours else b""

    def _mark(self) -> bytes:
        from hashlib import sha256

        text = self._clipboard.text()
        return sha256(text.encode("utf-8", "surrogatepass")).digest() if text else b""


class DraftKeeper:
    """Knows the open dialogs, so that what is typed in them can be kept when the vault locks."""

    def __init__(self) -> None:
        self._open: dict[str, Any] = {}

    def keep(self, key: str, dialog: Any) -> None:
        """Watch over a dialog until it closes; `key` is `<page>.<form>`, optionally with `.<id>`."""
        self._open[key] = dialog
        if isinstance(dialog, QDialog):
            dialog.finished.connect(lambda _result: self._open.pop(key, None))

    def gather(self) -> dict[str, dict[str, str]]:
        """Return what is typed in the open dialogs, without the empty ones."""
        drafts = {key: dict(dialog.draft()) for key, dialog in self._open.items()}
        return {key: draft for key, draft in drafts.items() if any(draft.values())}


def close_dialogs() -> None:
    """Give up every open dialog, the innermost first, so that nothing personal stays on the screen."""
    while (dialog := QApplication.activeModalWidget()) is not None:
        if not isinstance(dialog, QDialog):
            dialog.close()
            return
        dialog.reject()
        if dialog.isVisible():
            dialog.hide()
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.reject()


class LockGuard(QObject):
    """Asks for the lock after idle time, on sleep and when the screen locks."""

    lock_asked = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.idle = IdleWatch(self)
        self.system = SystemWatch(clock, self)
        self.clipboard = ClipboardGuard(self)
        self.idle.idle.connect(self.lock_asked)
        self.system.went_away.connect(self.lock_asked)

    def unlocked(self, idle_minutes: int) -> None:
        """Begin to watch: the vault is open."""
        self.idle.watch(idle_minutes * 60)

    def locked(self) -> None:
        """Stop watching and take our text off the clipboard."""
        self.idle.watch(0)
        self.clipboard.clear()
