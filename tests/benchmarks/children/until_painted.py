"""Start the program as `python -m leskracht_desktop` does, and end the process when a screen has been painted.

Arguments: `first` (whatever comes first) or `overview` (the start page of an open vault), then the program's own.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

wanted = sys.argv.pop(1)
gc.disable()  # the first thing `leskracht_desktop.__main__` does


def start() -> None:
    """Start the program, with an eye on its window."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from typing_extensions import override

    from leskracht_desktop import __main__, app
    from leskracht_desktop.ui.main_window import MainWindow

    class Eye(QObject):
        """Sees the window being painted."""

        def __init__(self, window: MainWindow) -> None:
            super().__init__(window)
            self.opened = wanted == "first"
            window.unlocked.connect(self.on_unlocked)

        def on_unlocked(self) -> None:
            """From now on a paint shows the start page."""
            self.opened = True

        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """Come back after a paint, before anything else."""
            if event.type() == QEvent.Type.Paint and self.opened:
                QCoreApplication.postEvent(watched, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
            elif event.type() == QEvent.Type.User:
                os._exit(0)
            return False

    def make_window(*arguments: Any) -> MainWindow:
        window = made(*arguments)
        window.installEventFilter(Eye(window))
        return window

    made = app.make_window
    setattr(app, "make_window", make_window)  # noqa: B010 - a plain assignment would have to repeat its type
    __main__.main()


start()
sys.exit("the window was closed before the screen was painted")
