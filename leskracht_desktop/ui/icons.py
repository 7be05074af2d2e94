"""The program's own line icons, drawn in the colour of the text they stand beside."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from leskracht_desktop import paths
from leskracht_desktop.ui.theme import Tone, theme

_SIZE: Final = 20
_GAP: Final = 4
"""Air between an icon and the text beside it, drawn as part of the icon: styles leave too little."""
_RATIOS: Final = (1.0, 2.0)


def icon_size(size: int = _SIZE) -> int:
    """Return `size` grown along with the letters, when the user has made those large."""
    height = QFontMetrics(QApplication.font()).height()
    return max(size, round(size * height / _SIZE))


def icon(name: str, tone: Tone = Tone.NORMAL) -> QIcon:
    """Return the icon in the present colours; use `set_icon` where it must follow a change of appearance."""
    colours = theme().colours
    return _icon(name, getattr(colours, tone.value), colours.disabled, icon_size(), 0)


def pixmap(name: str, size: int, tone: Tone = Tone.NORMAL, ratio: float = 2.0) -> QPixmap:
    """Return the icon `size` device-independent pixels square."""
    return _draw(name, getattr(theme().colours, tone.value), size, ratio)


def set_icon(target: QAbstractButton | QAction, name: str, tone: Tone = Tone.NORMAL) -> None:
    """Give a button or action an icon that changes colour with the appearance."""
    _put_icon(target, name, tone)
    if isinstance(target, QAbstractButton):
        size = icon_size()
        target.setIconSize(QSize(size + (_GAP if target.text() else 0), size))
    _wear(target, name, tone)


def icon_label(name: str, size: int, tone: Tone = Tone.NORMAL) -> QLabel:
    """Return a label that shows nothing but an icon; it says nothing to a screen reader."""
    label = QLabel()
    size = icon_size(size)
    label.setFixedSize(size, size)
    label.setProperty("icon_size", size)
    set_label_icon(label, name, tone)
    return label


def set_label_icon(label: QLabel, name: str, tone: Tone = Tone.NORMAL) -> None:
    """Change the icon of a label made by `icon_label`."""
    label.setPixmap(pixmap(name, int(label.property("icon_size")), tone))
    _wear(label, name, tone)


def _wear(target: QObject, name: str, tone: Tone) -> None:
    target.setProperty("icon_name", name)
    target.setProperty("icon_tone", tone.value)
    if not theme().property("icons_follow"):
        theme().setProperty("icons_follow", True)
        theme().changed.connect(_recolour_all)


def _recolour_all() -> None:
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property("icon_name")
            if name:
                _recolour(target, str(name), Tone(target.property("icon_tone")))


def _recolour(target: QObject, name: str, tone: Tone) -> None:
    if isinstance(target, QLabel):
        target.setPixmap(pixmap(name, int(target.property("icon_size")), tone))
    elif isinstance(target, QAbstractButton | QAction):
        _put_icon(target, name, tone)


def _put_icon(target: QAbstractButton | QAction, name: str, tone: Tone) -> None:
    colours = theme().colours
    gap = _GAP if isinstance(target, QAbstractButton) and target.text() else 0
    target.setIcon(_icon(name, getattr(colours, tone.value), colours.disabled, icon_size(), gap))


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str, size: int, gap: int) -> QIcon:
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_draw(name, colour, size, ratio, gap), QIcon.Mode.Normal)
        made.addPixmap(_draw(name, colour, size, ratio, gap), QIcon.Mode.Selected)
        made.addPixmap(_draw(name, disabled, size, ratio, gap), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _draw(name: str, colour: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    image = QPixmap(round((size + gap) * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return paths.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
