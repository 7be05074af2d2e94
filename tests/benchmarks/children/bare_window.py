"""The floor of starting: a bare window that ends its process when it has been painted."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Ends the process once its first paint is on the screen."""

    def event(self, event: QEvent) -> bool:
        """Come back after the paint, before anything else."""
        if event.type() == QEvent.Type.User:
            os._exit(0)
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return done


application = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
