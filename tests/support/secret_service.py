"""A real Secret Service on a D-Bus session of the tests' own, never the keyring of whoever runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAMS = ("dbus-daemon", "dbus-send", "gnome-keyring-daemon")
_PATIENCE_SECONDS = 20.0
_BUS = """<busconfig>
  <type>session</type><listen>unix:dir={folder}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"""
"""A bus that starts no service by itself: nothing can put up a window that waits for a hand."""


class SecretService:
    """A running keychain; `stop` takes it away, `start` brings it back unlocked, with what it held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "runtime").mkdir(mode=0o700)
        configuration = folder / "bus.conf"
        configuration.write_text(_BUS.format(folder=folder), encoding="utf-8")
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nosyslog", "--print-address"]
        self._bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().decode().strip()
        self._keyring: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self, home: Path | None = None) -> None:
        """Start the keyring unless it runs; in another `home` it is empty and asks a hand that is not there."""
        if self._keyring is not None:
            return
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        self._keyring = subprocess.Popen(
            command if home else [*command, "--unlock"],
            env=self._environment(home or self._folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self._keyring.stdin is not None
        self._keyring.stdin.write(b"for these tests only")
        self._keyring.stdin.close()
        self._wait_until(answers=True)

    def stop(self) -> None:
        """Take the keyring away from the bus."""
        if self._keyring is not None:
            self._keyring.terminate()
            self._keyring.wait()
            self._keyring = None
            self._wait_until(answers=False)

    def close(self) -> None:
        """End everything."""
        self.stop()
        self._bus.terminate()
        self._bus.wait()
        assert self._bus.stdout is not None
        self._bus.stdout.close()

    def _wait_until(self, *, answers: bool) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self._answers() != answers:
            assert time.monotonic() < deadline, "gnome-keyring-daemon does not come or go"
            time.sleep(0.02)

    def _answers(self) -> bool:
        ask = [
            "dbus-send", f"--bus={self.address}", "--print-reply=literal", "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets",
        ]  # fmt: skip
        done = subprocess.run(ask, check=False, capture_output=True, text=True)
        return "true" in done.stdout

    def _environment(self, home: Path) -> dict[str, str]:
        return {
            **os.environ,
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_RUNTIME_DIR": str(self._folder / "runtime"),
            "DBUS_SESSION_BUS_ADDRESS": self.address,
        }


@pytest.fixture(scope="session")
def _service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretService]:
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if not sys.platform.startswith("linux"):
        pytest.skip("a Secret Service exists on Linux only")
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: dbus, gnome-keyring)")
    service = SecretService(tmp_path_factory.mktemp("bus"))
    yield service
    service.close()


@pytest.fixture
def secret_service(_service: SecretService, monkeypatch: pytest.MonkeyPatch) -> SecretService:
    """The keychain of this test: a real Secret Service, running and unlocked."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", _service.address)
    _service.stop()
    _service.start()
    return _service


@pytest.fixture
def no_keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a keychain: nobody is on the bus, as on a server."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
