"""Python's collector runs between two events, never by itself."""

from __future__ import annotations

import gc
import subprocess
import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QListWidget

from leskracht_desktop.ui.collecting import LOOK_MS, Collector, collect_if_due

PROGRAM = """
import gc, sys
from leskracht_desktop import app

application = app.make_application(["test"])
assert not gc.isenabled()
"""


class Witness(QListWidget):
    """A list that is only reachable from itself and tells when it goes."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self.gone, self.circle = gone, self

    def __del__(self) -> None:
        self.gone.append(1)


def litter(rings: int) -> None:
    for _ in range(rings):
        ring: list[object] = []
        ring.append(ring)


def test_garbage_waits_for_the_event_loop(qtbot):
    program = QObject()
    Collector(program)
    gone: list[int] = []
    Witness(gone)
    litter(2 * gc.get_threshold()[0])
    assert not gc.isenabled()
    assert gone == []
    qtbot.waitUntil(lambda: gone == [1], timeout=10 * LOOK_MS)
    program.deleteLater()


def test_nothing_is_collected_before_it_is_due():
    gc.collect()
    gone: list[int] = []
    Witness(gone)
    collect_if_due()
    assert gone == []
    gc.collect()
    assert gone == [1]


def test_the_program_switches_the_moments_of_python_off():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
