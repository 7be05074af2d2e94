"""Finds texts on the screen that are cut off: too small for what they say, or outside what holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from typing_extensions import override

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly

SLACK = 2
"""Pixels that rounding may take away without anybody seeing it."""


class Stretched(QTranslator):
    """Makes every word of every text half as long again, as other languages do; leaves `{places}` as they are."""

    @override
    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return stretched(source)

    @override
    def isEmpty(self) -> bool:
        return False


def stretched(text: str) -> str:
    """Return a text with half of every word's letters added to it."""
    parts = re.split(r"(\{[^}]*\})", text)
    return "".join(part if part.startswith("{") else re.sub(r"[^\W\d_]+", _longer, part) for part in parts)


def _longer(word: re.Match[str]) -> str:
    return word[0] + word[0][: len(word[0]) // 2].lower()


def clipped(root: QWidget) -> list[str]:
    """Return in words what is cut off below `root`; what a table paints is its own affair."""
    found = []
    too_wide: dict[QAbstractScrollArea, None] = {}
    for widget in _leaves(root):
        problem = _too_small(widget)
        if not problem:
            problem, area = _outside(widget, root)
            if area is not None:
                too_wide[area] = None
        if problem:
            found.append(f"{_called(widget)}: {problem}")
    return found + [_widest(area) for area in too_wide]


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {_text(widget)[:40]!r}"


def _widest(area: QAbstractScrollArea) -> str:
    """Say that everything in `area` is wider than it shows, and where that width arises."""
    asks: QWidget = area.viewport()
    while inner := [one for one in asks.findChildren(QWidget, options=_DIRECT) if one.isVisibleTo(area)]:
        widest = max(inner, key=_least_width)
        if _least_width(widest) < 0.6 * _least_width(asks) and asks is not area.viewport():
            break
        asks = widest
    room = area.viewport().width()
    return f"{area.objectName()!r} shows {room}, but {_called(asks)} asks {_least_width(asks)}"


def _least_width(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


def _leaves(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not isinstance(widget, (QLabel, QAbstractButton, QComboBox, QLineEdit)):
            continue
        parents = _parents(widget, root)
        if any(isinstance(parent, (QAbstractItemView, QHeaderView, QLineEdit, QComboBox)) for parent in parents):
            continue
        if _text(widget) or isinstance(widget, (QComboBox, QLineEdit)):
            yield widget


def _parents(widget: QWidget, root: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        yield parent
        parent = parent.parentWidget()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) else ""


def _too_small(widget: QWidget) -> str:
    match widget:
        case QLabel() if widget.wordWrap():
            return _wrapped_too_small(widget)
        case QLabel() | QAbstractButton():
            wanted, size = widget.sizeHint(), widget.size()
            if size.width() < wanted.width() - SLACK:
                return f"{size.width()} wide, needs {wanted.width()}"
            if size.height() < wanted.height() - SLACK:
                return f"{size.height()} high, needs {wanted.height()}"
        case QComboBox():
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            room = widget.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
            )
            wanted_width = widget.fontMetrics().horizontalAdvance(widget.currentText())
            if room.width() < wanted_width - SLACK:
                return f"room for {room.width()}, needs {wanted_width}"
        case QLineEdit():
            if widget.height() < widget.minimumSizeHint().height() - SLACK:
                return f"{widget.height()} high, needs {widget.minimumSizeHint().height()}"
    return ""


def _wrapped_too_small(label: QLabel) -> str:
    needed = label.heightForWidth(label.width())
    if label.height() < needed - SLACK:
        return f"{label.height()} high, needs {needed}"
    if label.textFormat() is not Qt.TextFormat.RichText and label.minimumSizeHint().width() > 0:
        metrics, room = label.fontMetrics(), label.contentsRect().width()
        breaks = type(label).__name__ == "BreakingLabel"
        for word in () if breaks else label.text().split():
            wide = max(metrics.horizontalAdvance(part) for part in re.split(r"(?<=-)", word))
            if wide > room + SLACK:
                return f"the word {word!r} needs {wide}, has {room}"
    return ""


def _outside(widget: QWidget, root: QWidget) -> tuple[str, QAbstractScrollArea | None]:
    """Say where a widget sticks out of what holds it, or which area that scrolls is too narrow for all it holds.

    What can be scrolled to from above or below is not outside.
    """
    child = widget
    while child is not root:
        parent = child.parentWidget()
        if parent is None:
            break
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
            if child.width() > parent.width() + SLACK:
                return "", area
            child = area
            continue
        rect = child.geometry()
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect):
            holder = f"{type(parent).__name__} {parent.objectName()!r} of {parent.size().toTuple()}"
            return f"{_called(child)} at {rect.getRect()} is outside {holder}", None
        child = parent
    return "", None
