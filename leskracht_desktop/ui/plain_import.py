"""Importing as Python does it, after PySide6 has put a way of its own in its place.

After every import anywhere PySide6 reads the source of what was imported, to see whether it may use `__feature__`, and
keeps it in memory. Nothing here does; without that the vault opens a tenth sooner, and 10 MB stay free.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it must have done so before

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
