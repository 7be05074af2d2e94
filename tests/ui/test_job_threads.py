"""What belongs to Qt is let go of on the thread of Qt, whoever held it last."""

from __future__ import annotations

import gc
import threading

from PySide6.QtWidgets import QLabel

from leskracht_desktop.ui.jobs import JobRunner, Report, quietly

JOBS = 200


class Witness(QLabel):
    """A widget that notes on which thread it goes."""

    gone_on: list[threading.Thread]

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread())


def test_what_a_job_holds_goes_on_the_ui_thread(qtbot, jobs: JobRunner):
    gone: list[threading.Thread] = []
    Witness.gone_on = gone

    def start(number: int) -> None:
        held = Witness(str(number))
        fails = number % 3 == 0

        def work(_report: Report) -> Witness:
            if fails:
                raise ValueError(held.text())
            return held

        jobs.start("werken", work, done=lambda _held: held.text(), failed=lambda _error: held.text())

    for number in range(JOBS):
        start(number)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=30_000)
    jobs.start("laatste", quietly(lambda: None))
    qtbot.waitUntil(lambda: len(gone) == JOBS, timeout=30_000)
    assert set(gone) == {threading.main_thread()}


def test_garbage_is_collected_on_the_ui_thread(qtbot, jobs: JobRunner):
    gone: list[threading.Thread] = []
    Witness.gone_on = gone
    for number in range(20):
        held = Witness(str(number))
        held.circle = held  # type: ignore[attr-defined]  # only Python's collector can let go of it
        del held

    def litter(_report: Report) -> None:
        for _ in range(200_000):
            ring: list[object] = []
            ring.append(ring)

    jobs.start("rommel maken", litter)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=30_000)
    gc.collect()
    assert len(gone) == 20
    assert set(gone) == {threading.main_thread()}
