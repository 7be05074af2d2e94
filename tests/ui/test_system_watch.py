"""The computer tells that it goes to sleep: over a real D-Bus, from a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.secret_service import SecretService

LISTENER = """
import sys
from datetime import UTC, datetime
from PySide6.QtCore import QCoreApplication, QTimer
from leskracht_desktop.ui.system_watch import SystemWatch

application = QCoreApplication([])
watch = SystemWatch(lambda: datetime(2026, 3, 3, tzinfo=UTC))
watch.went_away.connect(lambda: (print("away", flush=True), application.quit()))
watch.start()
print("listening", flush=True)
QTimer.singleShot(30_000, application.quit)
application.exec()
"""

SENDER = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage

application = QCoreApplication([])
kind, path, interface, name, value = sys.argv[1:]
bus = QDBusConnection.systemBus() if kind == "system" else QDBusConnection.sessionBus()
if kind == "system":
    assert bus.registerService("org.freedesktop.login1")
message = QDBusMessage.createSignal(path, interface, name)
message.setArguments([value == "true"])
assert bus.send(message)
print("sent", flush=True)
sys.stdin.readline()
"""


@pytest.mark.keychain
@pytest.mark.parametrize(
    "signal",
    [
        ("system", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep"),
        ("session", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged"),
        ("session", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"),
    ],
    ids=["sleep", "screen saver", "gnome"],
)
def test_the_desktop_is_heard(secret_service: SecretService, signal: tuple[str, ...]):
    environment = {
        **os.environ,
        "DBUS_SESSION_BUS_ADDRESS": secret_service.address,
        "DBUS_SYSTEM_BUS_ADDRESS": secret_service.address,
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    with subprocess.Popen([sys.executable, "-c", LISTENER], **pipes) as listener:  # type: ignore[call-overload]  # one set of pipes for both
        assert listener.stdout.readline().strip() == "listening"
        with subprocess.Popen([sys.executable, "-c", SENDER, *signal, "true"], **pipes) as sender:  # type: ignore[call-overload]  # as above
            assert sender.stdout.readline().strip() == "sent"
            heard = listener.stdout.readline().strip()
            sender.stdin.write("enough\n")
        listener.terminate()
    assert heard == "away"
