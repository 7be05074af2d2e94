"""Signals may be sent as often as the work asks."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

import leskracht_desktop.ui  # noqa: F401 - what is tested is what importing it does


class Sender(QObject):
    sent = Signal(object)


def test_a_million_signals_do_not_wear_out_the_interpreter(qapp):
    sender = Sender()
    for number in range(1_000_000):
        sender.sent.emit(number)
    assert sys.getrefcount(True) > 1_000_000
