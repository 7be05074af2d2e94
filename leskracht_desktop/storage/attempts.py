"""Wrong passphrases slow down: a counter beside the vault, and the wait that goes with it."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from pathlib import Path

from leskracht_desktop.clock import Clock
from leskracht_desktop.errors import EnvironmentProblem
from leskracht_desktop.storage.files import write_atomically

FILE_NAME = "attempts.json"
_FREE_TRIES = 3
_LONGEST_WAIT = 300.0
_DOUBLINGS = 16  # enough to reach the longest wait; keeps a forged counter from making a giant number


class Attempts:
    """Counts wrong secrets for the vault in `folder`, also across restarts.

    This hinders somebody who sits at the keyboard. Somebody who takes the files along meets Argon2id instead.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._count, self._last_at = self._load()

    def seconds_to_wait(self) -> float:
        """Return how long it takes until the next try counts, 0 when it may be now."""
        delay = wait_after(self._count)
        if not delay or self._last_at is None:
            return 0.0
        now = self._clock()
        if now < self._last_at:  # the clock was set back: wait from now on, not until a far day
            self._last_at = now
            self._save()
            return delay
        return max(0.0, delay - (now - self._last_at) / timedelta(seconds=1))

    def start(self) -> None:
        """Count a try before its outcome is known, so that killing the program does not hide it."""
        self._count += 1
        self._last_at = self._clock()
        self._save()

    def succeed(self) -> None:
        """Forget the wrong tries after a right one."""
        if self._count:
            self._count, self._last_at = 0, None
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _load(self) -> tuple[int, datetime | None]:
        try:
            state = json.loads(self._path.read_text("utf-8"))
            last_at = datetime.fromisoformat(state["last_at"])
            count = int(state["count"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, None
        return (count, last_at) if last_at.tzinfo is not None else (0, None)

    def _save(self) -> None:
        last_at = self._last_at.isoformat() if self._last_at else ""
        content = json.dumps({"count": self._count, "last_at": last_at}).encode()
        # On a read-only medium the count lives in memory only; that must not keep the owner out.
        with contextlib.suppress(EnvironmentProblem):
            write_atomically(self._path, content)


def wait_after(wrong_tries: int) -> float:
    """Return the wait in seconds after so many wrong tries: none for three, then 2, 4, 8 … at most 300."""
    if wrong_tries < _FREE_TRIES:
        return 0.0
    return min(2.0 ** min(wrong_tries - _FREE_TRIES + 1, _DOUBLINGS), _LONGEST_WAIT)
