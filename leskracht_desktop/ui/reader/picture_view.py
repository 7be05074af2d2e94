"""A look at a picture of a document inside the program, from memory: nothing touches the disk."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.dialog_size import open_at

MOST_READ: Final = 24_000_000
MOST_SHOWN: Final = 64_000_000
"""Pixels: what is kept of a picture, and how many it may take on the screen."""
_STEP: Final = 1.25
_LEAST: Final = 0.1
_MOST: Final = 4.0
_FRAME: Final = 48


def read_picture(data: bytes) -> QImage:
    """Return a picture the right way up, smaller if it is huge; a null image when it can't be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    pixels = size.width() * size.height()
    if pixels > MOST_READ:
        smaller = math.sqrt(MOST_READ / pixels)
        reader.setScaledSize(QSize(max(1, int(size.width() * smaller)), max(1, int(size.height() * smaller))))
    return reader.read()


class PictureView(QDialog):
    """Shows a picture as wide as the window, larger on request; accepted when the user chose to save it."""

    def __init__(self, parent: QWidget | None, title: str, data: bytes | QImage, *, can_save: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("picture_view")
        self.setWindowTitle(title)
        open_at(self, 1000, 680)
        self._picture = QPixmap.fromImage(data if isinstance(data, QImage) else read_picture(data))
        self._label = QLabel()
        self._label.setObjectName("picture")
        self._label.setAccessibleName(title)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("picture_area")
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._label)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        bar.addWidget(icon_button(self.tr("Kleiner"), "picture_smaller", "zoom-out", lambda: self.zoom(1 / _STEP)))
        bar.addWidget(icon_button(self.tr("Groter"), "picture_larger", "zoom-in", lambda: self.zoom(_STEP)))
        bar.addWidget(icon_button(self.tr("Hele breedte"), "picture_fit", "fit-width", self.fit))
        bar.addStretch(1)
        bar.addWidget(button(self.tr("Sluiten"), "close_picture", self.reject))
        save = button(self.tr("Opslaan…"), "save_picture", self.accept, look=Look.PRIMARY, icon_name="export")
        save.setVisible(can_save)
        bar.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._area, 1)
        QShortcut(QKeySequence.StandardKey.ZoomIn, self, lambda: self.zoom(_STEP))
        QShortcut(QKeySequence.StandardKey.ZoomOut, self, lambda: self.zoom(1 / _STEP))
        QShortcut(QKeySequence("Ctrl+0"), self, self.fit)
        self._zoom = 1.0
        if self._picture.isNull():
            self._label.setWordWrap(True)
            self._label.setText(
                self.tr(
                    "Het programma kan deze afbeelding niet laten zien. Sla die op om haar ergens anders te openen."
                )
            )
        self.fit()
        self._area.setFocus()

    @property
    def shown_width(self) -> int:
        """How many pixels wide the picture is shown; 0 when it could not be read."""
        return self._label.pixmap().width()

    def fit(self) -> None:
        """Show the whole width of the picture, or its own size if that is smaller."""
        self._show(min(1.0, (self.width() - _FRAME) / max(1, self._picture.width())))

    def zoom(self, factor: float) -> None:
        """Show the picture larger or smaller."""
        pixels = max(1, self._picture.width() * self._picture.height())
        most = min(_MOST, math.sqrt(MOST_SHOWN / pixels))
        self._show(min(most, max(_LEAST, self._zoom * factor)))

    def _show(self, zoom: float) -> None:
        self._zoom = zoom
        if not self._picture.isNull():
            width = round(self._picture.width() * zoom)
            self._label.setPixmap(
                self._picture.scaledToWidth(max(1, width), Qt.TransformationMode.SmoothTransformation)
            )
