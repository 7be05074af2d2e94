"""A picture from memory: the right way up, as large as it fits, and said so when it can't be shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageIOHandler, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from leskracht_desktop.ui.reader.picture_view import MOST_READ, MOST_SHOWN, PictureView, read_picture
from tests.ui.accessibility import stumbles
from tests.ui.hands import the


def picture(width: int, height: int, kind: bytes = b"png", *, turned: bool = False) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(30, 90, 160))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    if turned:
        writer.setTransformation(QImageIOHandler.Transformation.TransformationRotate90)
    assert writer.write(image)
    return bytes(buffer.data().data())


def shown(qtbot, data: bytes) -> PictureView:
    made = PictureView(None, "Getekende bladzijde", data)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_picture_is_as_wide_as_the_window_and_grows(qtbot, look, heard):
    view = shown(qtbot, picture(3000, 1000))
    fitting = view.shown_width
    assert 800 < fitting < 1000
    view.zoom(1.25)
    assert view.shown_width == pytest.approx(fitting * 1.25, abs=2)
    QTest.keySequence(view, "Ctrl+0")
    assert view.shown_width == fitting
    assert stumbles(view) == []
    assert shown(qtbot, picture(300, 200)).shown_width == 300


def test_a_photo_is_the_right_way_up(qtbot, look):
    image = read_picture(picture(400, 200, b"jpeg", turned=True))
    assert (image.width(), image.height()) == (200, 400)


def test_a_huge_picture_is_kept_within_bounds(qtbot, look):
    image = read_picture(picture(8_000, 5_000, b"jpeg"))
    assert 0 < image.width() * image.height() <= MOST_READ
    view = shown(qtbot, picture(4_000, 4_000, b"jpeg"))
    view.zoom(100.0)
    assert view.shown_width**2 <= MOST_SHOWN * 1.01


def test_what_cannot_be_shown_is_said(qtbot, look):
    view = shown(qtbot, b"geen plaatje")
    assert view.shown_width == 0
    assert "kan deze afbeelding niet laten zien" in the(QLabel, "picture", view).text()
    view.zoom(2.0)
    assert view.shown_width == 0
