"""Run a command in a D-Bus session of its own, with an unlocked Secret Service: `python -m devkit.session COMMAND...`.

It never meets the keyring of the person who runs the tests: the daemon gets a home and folders of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SECRET_SERVICE = "org.freedesktop.secrets"  # noqa: S105 - the name of a D-Bus service
PATIENCE_SECONDS = 20.0


def wrapped(command: Sequence[str]) -> list[str]:
    """Return the command that runs `command` inside a private session."""
    return ["dbus-run-session", "--", sys.executable, "-m", "devkit.session", *command]


def answers() -> bool:
    """Tell whether a Secret Service is on the bus."""
    ask = [
        "dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
        "org.freedesktop.DBus.NameHasOwner", f"string:{SECRET_SERVICE}",
    ]  # fmt: skip
    done = subprocess.run(ask, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "true" in done.stdout


def start_keyring(folder: Path) -> subprocess.Popen[bytes]:
    """Start a keyring whose files lie in `folder`, unlocked with a password for this once.

    Raises: TimeoutError when it does not answer.
    """
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    private = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_RUNTIME_DIR": str(runtime)}
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env={**os.environ, **private},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None  # noqa: S101 - it was asked for above; tells the type checker
    daemon.stdin.write(b"for this once\n")
    daemon.stdin.close()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not answers():
        if time.monotonic() > deadline or daemon.poll() is not None:
            daemon.kill()
            raise TimeoutError("gnome-keyring-daemon does not answer")
        time.sleep(0.05)
    return daemon


def main(command: Sequence[str]) -> int:
    """Run `command` beside a keyring on the bus we are in; return its exit status."""
    with tempfile.TemporaryDirectory(prefix="leskracht-session-") as folder:
        daemon = start_keyring(Path(folder))
        try:
            return subprocess.run(list(command), check=False).returncode
        finally:
            daemon.terminate()
            daemon.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
