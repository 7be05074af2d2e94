"""What a test leaves of windows is taken away after it, on the thread of Qt: see `leskracht_desktop.ui.collecting`."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def swept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keep Python's collector from running in the middle of a test with windows, and let it run when that is over."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    request.getfixturevalue("qapp")
    gc.disable()
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(0)
    # Python's own moments stay away once a window was there: what is left of it may go at the next one.


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Collect between two tests what is due, in a process in which windows have switched Python's own moments off."""
    yield
    if not gc.isenabled():
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                break
