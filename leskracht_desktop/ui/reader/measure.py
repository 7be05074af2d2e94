"""The measure of what is read: lines short enough to read, in the middle of what there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTextBrowser

MEASURE: Final = 70
"""Characters on a line, at most: longer lines are hard to follow back."""

MARGIN: Final = 24
"""Pixels that a text keeps from the edge in any case; its document's own margin."""


def fit_measure(sheet: QTextBrowser) -> None:
    """Give the text of a sheet such margins that no line is longer than the measure."""
    letter = QFontMetrics(sheet.document().defaultFont()).averageCharWidth()
    side = max(0, (sheet.viewport().width() - letter * MEASURE) // 2 - MARGIN)
    frame = sheet.document().rootFrame()
    chosen = frame.frameFormat()
    if chosen.leftMargin() != side + MARGIN:
        chosen.setLeftMargin(side + MARGIN)
        chosen.setRightMargin(side + MARGIN)
        frame.setFrameFormat(chosen)
