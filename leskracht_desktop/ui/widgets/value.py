"""A value that may hold one very long word, such as a web address: broken anywhere rather than cut off."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import WrappedLabel, paragraph

LONG_WORD = 24
"""Characters; shorter words fit beside their label in the narrowest pane."""


def value_label(text: str, name: str) -> QLabel:
    """Return a label for a stored value, which wraps and can be copied."""
    if all(len(word) <= LONG_WORD for word in text.split()):
        return paragraph(text, Tone.NORMAL, name)
    return named(BreakingLabel(text), name)


class BreakingLabel(WrappedLabel):
    """Breaks its text within a word where a word is too long for the line; copied from its own menu."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        copy = QAction(self.tr("Kopiëren"), self)
        copy.triggered.connect(lambda _checked=False: QGuiApplication.clipboard().setText(self.text()))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.fontMetrics().lineSpacing())

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(math.ceil(layout.boundingRect().height()) for layout in self._laid_out(width))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        y = 0.0
        for layout in self._laid_out(self.width()):
            layout.draw(painter, QPointF(0, y))
            y += math.ceil(layout.boundingRect().height())

    def _laid_out(self, width: int) -> list[QTextLayout]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        found = []
        for line_of_text in self.text().split("\n"):
            layout = QTextLayout(line_of_text, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            y = 0.0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                line.setPosition(QPointF(0, y))
                y += line.height()
            layout.endLayout()
            found.append(layout)
        return found
