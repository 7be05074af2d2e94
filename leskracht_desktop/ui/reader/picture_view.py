"""A look at a picture of a document inside the program, from memory: nothing touches the disk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button

_STEP = 1.25
_LEAST, _MOST = 0.1, 4.0


class PictureView(QDialog):
    """Shows a picture as wide as the window, larger on request; accepted when the user chose to save it."""

    def __init__(self, parent: QWidget | None, title: str, data: bytes | QImage, *, can_save: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("picture_view")
        self.setWindowTitle(title)
        self.resize(1000, 760)
        self._picture = QPixmap.fromImage(data if isinstance(data, QImage) else QImage.fromData(data))
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
        fitting = (self.width() - 48) / max(1, self._picture.width())
        self._zoom = min(1.0, fitting)
        self.zoom(1.0)

    @property
    def shown_width(self) -> int:
        """How many pixels wide the picture is shown; 0 when it could not be read."""
        return self._label.pixmap().width()

    def zoom(self, factor: float) -> None:
        """Show the picture larger or smaller."""
        self._zoom = min(_MOST, max(_LEAST, self._zoom * factor))
        if not self._picture.isNull():
            width = round(self._picture.width() * self._zoom)
            self._label.setPixmap(
                self._picture.scaledToWidth(max(1, width), Qt.TransformationMode.SmoothTransformation)
            )
