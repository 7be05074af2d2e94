"""An audit hook that refuses every network connection of this process, and remembers that it was tried."""

from __future__ import annotations

import socket  # noqa: TID251 - to refuse it
import sys

WATCHED = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})
LOCAL = getattr(socket, "AF_UNIX", None)
"""Sockets of this family are files: D-Bus and the display are reached through them."""

attempts: list[str] = []


class NetworkAttempt(Exception):
    """Something tried to reach a network; the program never does."""


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse a watched event unless its socket is a local one.

    Raises: NetworkAttempt.
    """
    if event not in WATCHED:
        return
    first = arguments[0] if arguments else None
    if isinstance(first, socket.socket) and first.family == LOCAL:
        return
    attempts.append(f"{event} {arguments[1:] if isinstance(first, socket.socket) else arguments}")
    raise NetworkAttempt(attempts[-1])


def watch() -> None:
    """Watch from now on; an audit hook can't be taken away."""
    sys.addaudithook(refuse)
