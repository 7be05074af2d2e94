"""Another program on the same desktop: `python -m ... read` prints the clipboard, `own TEXT` holds it until told."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest


def read() -> None:
    """Print what is on the clipboard."""
    print(QGuiApplication.clipboard().text(), end="")


def own(text: str) -> None:
    """Put a text on the clipboard, say so, and stay until the standard input is closed."""
    QGuiApplication.clipboard().setText(text)
    while not QGuiApplication.clipboard().ownsClipboard():
        QTest.qWait(5)
    print("there", flush=True)
    # What pastes asks this program for the text, so it must be able to answer while it waits.
    watch = QTimer()
    watch.timeout.connect(_leave_when_told)
    watch.start(20)
    QGuiApplication.exec()


def _leave_when_told() -> None:
    import select

    if select.select([sys.stdin], [], [], 0)[0]:
        QGuiApplication.quit()


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    if sys.argv[1] == "read":
        read()
    else:
        own(sys.argv[2])
