"""A small picture from memory, read when it comes on the screen; a click, Enter or the space bar shows it large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QImageReader, QKeyEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.reader.picture_view import PictureView
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.named import named

SIDE: Final = 160
LARGE_SIDE: Final = 2400
_FORMATS: Final = frozenset({b"jpeg", b"png", b"gif", b"webp", b"bmp"})
_MOST_PIXELS: Final = 60_000_000


class Thumbnail(QPushButton):
    """Shows what `load` returns; a file that is damaged, too large or of another kind says so in words."""

    def __init__(self, text: str, load: Callable[[], bytes | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "thumbnail")
        self._text, self._load = text, load
        self._asked = False
        self.setProperty("look", "quiet")
        self.setAutoDefault(False)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setFixedSize(SIDE + 16, SIDE + 16)
        self.setAccessibleName(self.tr("Foto: {0}").format(text))
        self.setAccessibleDescription(self.tr("Groter bekijken"))
        self.setToolTip(self.tr("{0}: groter bekijken").format(text))
        self.clicked.connect(lambda _checked=False: self.show_large())

    def show_large(self) -> None:
        """Show the picture in a window of its own."""
        image = picture_in(self._load(), LARGE_SIDE)
        if not image.isNull():
            view = PictureView(self.window(), self._text, image, can_save=False)
            view.exec()
            view.deleteLater()

    def read(self) -> None:
        """Read the picture, small."""
        self._asked = True
        image = picture_in(self._load(), SIDE * 2)
        if image.isNull():
            self._say_why_not()
            return
        small = QPixmap.fromImage(image)
        small.setDevicePixelRatio(max(1.0, max(image.width(), image.height()) / SIDE))
        self.setIcon(QIcon(small))

    def _say_why_not(self) -> None:
        said = self.tr("Deze foto is hier niet te tonen. In het dossier gaat het bestand mee.")
        set_icon(self, "warning", Tone.MUTED)
        self.setIconSize(QSize(32, 32))
        self.setEnabled(False)
        self.setToolTip(said)
        self.setAccessibleDescription(said)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self.read)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


def picture_in(data: bytes | None, longest_side: int) -> QImage:
    """Return the picture that these bytes hold, upright and no larger than asked; an empty one when it is none.

    What it is, is told by its content; very large pictures are not decoded.
    """
    if not data:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if (
        bytes(reader.format().data()) not in _FORMATS
        or not size.isValid()
        or size.width() * size.height() > _MOST_PIXELS
    ):
        return QImage()
    if max(size.width(), size.height()) > longest_side:
        reader.setScaledSize(size.scaled(longest_side, longest_side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
