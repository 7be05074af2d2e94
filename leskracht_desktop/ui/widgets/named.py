"""Giving a widget its object name where it is made."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

Thing = TypeVar("Thing", bound=QObject)


def named(thing: Thing, name: str) -> Thing:
    """Return `thing` with this objectName, by which tests and style sheets find it."""
    thing.setObjectName(name)
    return thing
