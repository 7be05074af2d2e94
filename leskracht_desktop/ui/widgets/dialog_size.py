"""How large a dialog opens: with room for large letters, and never larger than a small screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

WIDEST: Final = 1200
HIGHEST: Final = 680
"""What fits on a screen of 1280 by 720 pixels with the frame of a window and the bar of a desktop."""

_USUAL_CHARACTER: Final = 8
"""Pixels; the average width of a character in the letters for which the sizes were drawn."""


def widest(dialog: QWidget) -> int:
    """Return how wide a dialog may open, in pixels: no wider than its window, unless it needs more itself."""
    owner = dialog.parentWidget()
    return WIDEST if owner is None else min(WIDEST, max(owner.window().width(), dialog.minimumSizeHint().width()))


def open_at(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size in pixels, or as much more as its letters are larger than usual."""
    scale = max(1.0, dialog.fontMetrics().averageCharWidth() / _USUAL_CHARACTER)
    dialog.resize(min(round(width * scale), widest(dialog)), min(round(height * scale), HIGHEST))
