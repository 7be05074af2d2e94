"""When Python's collector runs: on the UI thread, between two events, and at no other moment.

Left to itself it runs whenever something is made, and that may be while Qt holds a lock: `QObject.disconnect` asks
PySide for an override, PySide's way of asking makes an error, and a widget that is collected just then waits for ever
for the lock that its own thread holds. It may also run on the worker, and a window that goes on another thread ends the
program.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 1_000
"""How often is looked whether there is something to collect; while the worker works, its runner looks more often."""

OLDEST: Final = 2
"""Python's oldest generation: everything."""


class Collector(QObject):
    """Switches Python's own moments off for as long as the program runs, and collects from the event loop instead."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(collect_if_due)
        self._look.start()


def collect_if_due(oldest: int = OLDEST) -> None:
    """Collect the oldest generation, up to `oldest`, of which Python's own counts say that it is due."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in range(oldest, -1, -1):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
