"""A long session must not wear out None, True and False, which PySide6 6.12 forgets to count on Python 3.11."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import leskracht_desktop.ui
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Speaker(QObject):
    said = Signal(str)

application = QApplication([])
label, speaker = QLabel(), Speaker()
speaker.said.connect(label.setText)
for number in range(60_000):
    label.setVisible(False)
    speaker.said.emit("x")
print(label.text(), None, True, False)
"""


def test_tens_of_thousands_of_calls_leave_the_program_alive() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "x None True False"), done.stderr[-500:]
