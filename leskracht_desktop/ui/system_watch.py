"""Noticing that the computer goes to sleep, locks its screen, or has just woken up."""

from __future__ import annotations

import sys
import time
from datetime import datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, QTimer, Signal, Slot
from typing_extensions import override

from leskracht_desktop.clock import Clock

_PULSE_MS: Final = 10_000
_JUMP: Final = timedelta(seconds=45)
"""A wall clock that moves this much more than the running time means that the computer slept."""

_POWER_BROADCAST: Final = 0x0218
_SUSPEND: Final = 0x0004
_SESSION_CHANGE: Final = 0x02B1
_SESSION_LOCK: Final = 0x0007


class SystemWatch(QObject):
    """Emits `went_away` when nobody can be sitting at the computer: it sleeps, slept, or its screen is locked.

    Linux tells by D-Bus (logind and the desktop's screen saver), Windows by window messages. Everywhere else, and where
    neither speaks, a jump of the clock betrays that the computer slept; then the vault locks on waking.
    """

    went_away = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seen = self._now()
        self._pulse = QTimer(self)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self.compare_clocks)
        self._filter: _WindowsFilter | None = None

    def start(self, window_id: int = 0) -> None:
        """Begin to watch; called once, after the window (by its system id) is on the screen."""
        self._pulse.start()
        if sys.platform == "win32":
            self._filter = _WindowsFilter(self.went_away.emit)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)
            _ask_for_session_changes(window_id)
        elif sys.platform.startswith("linux"):
            self._listen_to_desktop()

    def compare_clocks(self) -> None:
        """Compare the wall clock with the running time since the last call."""
        before, self._seen = self._seen, self._now()
        passed = timedelta(seconds=self._seen[1] - before[1])
        if self._seen[0] - before[0] - passed > _JUMP:
            self.went_away.emit()

    def _now(self) -> tuple[datetime, float]:
        return self._clock(), time.monotonic()

    def _listen_to_desktop(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        login = "org.freedesktop.login1"
        for bus, service, path, interface, name, slot in (
            (QDBusConnection.systemBus(), login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", ""),
            (QDBusConnection.systemBus(), login, "", f"{login}.Session", "Lock", "on_screen_locked()"),
            (QDBusConnection.sessionBus(), "", "", "org.freedesktop.ScreenSaver", "ActiveChanged", ""),
            (QDBusConnection.sessionBus(), "", "", "org.gnome.ScreenSaver", "ActiveChanged", ""),
        ):
            if bus.isConnected():
                known = SLOT(slot or "on_going_away(bool)")
                bus.connect(service, path, interface, name, self, known)  # type: ignore[call-overload]  # it takes text, not the bytes that its stub names

    @Slot(bool)
    def on_going_away(self, going: bool) -> None:
        """Hear from D-Bus that the computer is about to sleep, or that the screen saver comes on."""
        if going:
            self.went_away.emit()

    @Slot()
    def on_screen_locked(self) -> None:
        """Hear from D-Bus that the session is locked."""
        self.went_away.emit()


def _ask_for_session_changes(window_id: int) -> None:
    """Have Windows tell the window when the session is locked; without it only sleep is told."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window_id, 0)


class _WindowsFilter(QAbstractNativeEventFilter):
    """Hears window messages about sleep and about locking of the session."""

    def __init__(self, told: Any) -> None:
        super().__init__()
        self._told = told

    @override
    def nativeEventFilter(self, eventType: Any, message: Any) -> Any:
        if QByteArray(eventType).data() == b"windows_generic_MSG":
            from ctypes import wintypes

            heard = wintypes.MSG.from_address(int(message))
            if (heard.message, heard.wParam) in {(_POWER_BROADCAST, _SUSPEND), (_SESSION_CHANGE, _SESSION_LOCK)}:
                self._told()
        return False, 0
