"""The desktop's own word that somebody leaves, heard over the real session bus."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from leskracht_desktop.ui.system_watch import SystemWatch
from tests.support.vaults import MovableClock

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux desktops speak D-Bus")


@pytest.mark.parametrize("desktop", ["gnome", "freedesktop"])
def test_a_screen_saver_that_comes_on_is_heard(qtbot: QtBot, clock: MovableClock, desktop: str) -> None:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        pytest.skip("no session bus: `packaging/dev.py test` starts one")
    watch = SystemWatch(clock)
    watch.start()
    said = QDBusMessage.createSignal(f"/org/{desktop}/ScreenSaver", f"org.{desktop}.ScreenSaver", "ActiveChanged")
    said.setArguments([True])
    with qtbot.waitSignal(watch.went_away, timeout=5000):
        assert bus.send(said)
