"""Takes the pictures, and waits until there is something to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QThread, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.theme import theme
from tests.ui.answers import Answers

PATIENCE_MS = 120_000


class Camera:
    """Takes numbered pictures of the window, and of dialogs that hold everything up until they are closed."""

    def __init__(
        self, folder: Path, window: MainWindow, answers: Answers, tell: Callable[[Path], object] = lambda _path: None
    ) -> None:
        self._folder, self._window, self._answers, self._tell = folder, window, answers, tell
        self._number = 0

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Let the screen settle and save it."""
        settle()
        self._number += 1
        suffix = "dark" if theme().is_dark else "light"
        path = self._folder / f"{self._number:02d}-{name}-{suffix}.png"
        (widget or self._window).grab().save(str(path))
        self._tell(path)

    def dialog(
        self, name: str, opens: Callable[[], object], deed: Callable[[QWidget], object] = lambda _dialog: None
    ) -> None:
        """Open a dialog, do something in it, take its picture and close it."""

        def look() -> None:
            shown = QApplication.activeModalWidget()
            if shown is None or not shown.isVisible() or self._window.jobs.busy:
                return
            timer.stop()
            deed(shown)
            self.take(name, shown)
            shown.close()
            if shown.isVisible():
                shown.hide()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(100)
        opens()
        wait_until(lambda: not timer.isActive())
        for failure in self._answers.failures:
            raise failure

    def press_on(self, page: QWidget, button: str) -> None:
        """Press a button of a page that opens no dialog."""
        found = page.findChild(QPushButton, button)
        assert found is not None, button
        found.click()

    def press(self, name: str, button: str) -> None:
        """Press a button of the shown page and take the picture of the dialog it opens."""
        assert self._window.workspace is not None
        found = self._window.workspace.page.findChild(QPushButton, button)
        assert found is not None, button
        self.dialog(name, found.click)


def settle() -> None:
    """Let layouts and paints come to rest."""
    for _ in range(10):
        QApplication.processEvents()
        QThread.msleep(4)


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for jobs and timers."""
    waited = QElapsedTimer()
    waited.start()
    while not condition():
        QApplication.processEvents()
        QThread.msleep(5)
        if waited.elapsed() > PATIENCE_MS:
            raise TimeoutError
