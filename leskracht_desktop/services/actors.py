"""Who does it: the name that the audit log and time lines are signed with."""

from __future__ import annotations

import getpass
from collections.abc import Callable

Actor = Callable[[], str]
"""A function that returns the name of who works with the program now."""

NOBODY = "?"


class CurrentActor:
    """Who works with the program, by one rule for windows and commands, for the log and for who checked an identity.

    The name chosen in the settings of the open vault; else the one the program was started with; else the privacy
    contact that the vault knows; else the operating system's user, whose account is seldom called by a name.
    """

    def __init__(self, given: str | None = None) -> None:
        self._given = given or ""
        self._user = _user_of_the_system()
        self._chosen = ""
        self._contact = ""

    def __call__(self) -> str:
        """Return the name to sign with."""
        return self._chosen or self._given or self._contact or self._user

    def choose(self, name: str) -> None:
        """Sign with this name from now on; an empty one means that of the privacy contact."""
        self._chosen = name.strip()

    def introduce(self, contact_name: str) -> None:
        """Sign for the privacy contact of a vault as long as nobody chose another name."""
        self._contact = " ".join(contact_name.split())

    def forget(self) -> None:
        """Know nobody of a vault any more: it is locked."""
        self._chosen = self._contact = ""


def _user_of_the_system() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return NOBODY
