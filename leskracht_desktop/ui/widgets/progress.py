"""The dialog that shows what a long job does, how much is left, and Cancel."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.named import named


class ProgressDialog(QDialog):
    """Modal while a job runs; closing it asks the job to stop."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self.setWindowTitle(self.tr("Even geduld"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(440)
        self._started = 0.0
        self._label = named(QLabel(), "progress_label")
        self._label.setWordWrap(True)
        self._bar = named(QProgressBar(), "progress_bar")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Voortgang"))
        self._left = named(QLabel(), "progress_left")
        self._left.setProperty("tone", "muted")
        self._stop = named(QPushButton(self.tr("Annuleren")), "progress_cancel")
        self._stop.clicked.connect(self._on_stop)
        below = QHBoxLayout()
        below.addWidget(self._left, 1)
        below.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addLayout(below)

    def begin(self, label: str) -> None:
        """Show the dialog for a job."""
        self._started = time.monotonic()
        self._label.setText(label)
        self._bar.setAccessibleDescription(label)
        self._bar.setRange(0, 0)
        self._left.clear()
        self._stop.setEnabled(True)
        self._stop.setText(self.tr("Annuleren"))
        self.show()
        announce(self, label)

    def show_progress(self, done: int, total: int) -> None:
        """Show that `done` of `total` parts are done; a total of 0 means that nobody knows."""
        if total <= 0:
            return
        # A bar counts in 32 bits; a file may have more bytes.
        self._bar.setRange(0, 1000)
        self._bar.setValue(min(1000, done * 1000 // total))
        if self._stop.isEnabled():
            self._left.setText(self._remaining(done, total))

    def finish(self) -> None:
        """Hide the dialog: the job is over."""
        self.hide()

    def _remaining(self, done: int, total: int) -> str:
        percent = min(100, done * 100 // total)
        elapsed = time.monotonic() - self._started
        if done <= 0 or elapsed < 2:
            return self.tr("{0}% klaar").format(percent)
        seconds = elapsed * (total - done) / done
        if seconds < 10:
            return self.tr("{0}% klaar, bijna af").format(percent)
        if seconds < 90:
            return self.tr("{0}% klaar, nog minder dan anderhalve minuut").format(percent)
        return self.tr("{0}% klaar, nog ongeveer {1} minuten").format(percent, round(seconds / 60))

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._left.setText(self.tr("Bezig met stoppen…"))
        self.stop_asked.emit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._on_stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_stop()
        else:
            super().keyPressEvent(event)
