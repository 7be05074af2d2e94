"""Who does it: the name that the audit log and time lines are signed with."""

from __future__ import annotations

import getpass
from collections.abc import Callable

Actor = Callable[[], str]
"""A function that returns the name of who works with the program now."""

NOBODY = "?"


class CurrentActor:
    """The name chosen in the settings of the open vault, else the name of the operating system's user."""

    def __init__(self, fallback: str | None = None) -> None:
        self._fallback = fallback or _user_of_the_system()
        self._chosen = ""

    def __call__(self) -> str:
        """Return the name to sign with."""
        return self._chosen or self._fallback

    def choose(self, name: str) -> None:
        """Sign with this name from now on; an empty one means the operating system's user."""
        self._chosen = name.strip()

    def forget(self) -> None:
        """Go back to the operating system's user: the vault is locked."""
        self._chosen = ""


def _user_of_the_system() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return NOBODY
