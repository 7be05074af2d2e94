"""Jobs run one after another beside the window, and their results come back to it."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from leskracht_desktop.errors import Cancelled, NothingChosen
from leskracht_desktop.ui.jobs import PATIENCE_MS, JobRunner, Report, Topic, quietly
from leskracht_desktop.ui.widgets.progress import ProgressDialog


def test_results_come_back_on_the_window_thread_in_order(qtbot, jobs: JobRunner):
    seen: list[tuple[int, bool]] = []
    window_thread = QThread.currentThread()

    def done(number: int) -> None:
        seen.append((number, QThread.currentThread() is window_thread))

    for number in range(5):
        jobs.start("tellen", quietly(partial(int, number)), done=done)
    with qtbot.waitSignal(jobs.became_idle):
        pass
    assert seen == [(number, True) for number in range(5)]
    assert not jobs.busy


def test_work_leaves_the_window_thread(qtbot, jobs: JobRunner):
    names: list[str] = []
    jobs.start("werken", quietly(lambda: names.append(threading.current_thread().name)))
    with qtbot.waitSignal(jobs.became_idle):
        pass
    assert names == ["jobs"]


def test_changes_are_announced_only_when_it_worked(qtbot, jobs: JobRunner, answers):
    heard: list[frozenset[Topic]] = []
    jobs.changed.connect(heard.append)

    def fail() -> None:
        raise NothingChosen

    jobs.start("mislukken", quietly(fail), changes={Topic.PEOPLE})
    jobs.start("lukken", quietly(lambda: None), changes={Topic.REQUESTS, Topic.AUDIT})
    with qtbot.waitSignal(jobs.became_idle):
        pass
    assert heard == [frozenset({Topic.REQUESTS, Topic.AUDIT})]
    assert [type(error) for error in answers.failures] == [NothingChosen]


def test_a_failure_can_be_dealt_with_by_who_asked(qtbot, jobs: JobRunner, answers):
    caught: list[Exception] = []
    jobs.start("delen", quietly(lambda: 1 // 0), failed=caught.append)
    with qtbot.waitSignal(jobs.became_idle):
        pass
    assert [type(error) for error in caught] == [ZeroDivisionError]
    assert answers.failures == []


def test_cancel_stops_at_the_next_report_and_tells_nobody(qtbot, jobs: JobRunner, answers):
    started, cancelled = threading.Event(), threading.Event()
    results: list[object] = []

    def endless(report: Report) -> None:
        started.set()
        cancelled.wait(10)
        report(1, 2)
        results.append("went on")

    jobs.start("eindeloos", endless, done=results.append)
    jobs.start("wachtend", quietly(lambda: results.append("waited")))
    assert started.wait(10)
    jobs.cancel()
    cancelled.set()
    with qtbot.waitSignal(jobs.became_idle):
        pass
    assert results == []
    assert answers.failures == []


def test_progress_shows_after_a_while_with_cancel(qtbot, jobs: JobRunner, answers):
    stopped: list[Exception] = []

    def slow(report: Report) -> None:
        while True:
            report(1, 4)
            QThread.msleep(5)

    jobs.start("Bestand inlezen", slow, failed=stopped.append)
    dialog: list[ProgressDialog] = []

    def shown() -> bool:
        dialog[:] = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ProgressDialog)]
        return bool(dialog) and dialog[0].isVisible()

    qtbot.waitUntil(shown, timeout=PATIENCE_MS + 5000)
    stop = dialog[0].findChild(QPushButton, "progress_cancel")
    assert stop is not None
    assert stop.text() == "Annuleren"
    with qtbot.waitSignal(jobs.became_idle):
        stop.click()
    assert [type(error) for error in stopped] == [Cancelled]
    assert not dialog[0].isVisible()


def test_a_quick_job_never_shows_the_dialog(qtbot, jobs: JobRunner):
    jobs.start("kort", quietly(lambda: None))
    with qtbot.waitSignal(jobs.became_idle):
        pass
    assert jobs._dialog is None


def test_a_dialog_that_follows_on_a_job_hears_of_its_own_job(qtbot, jobs: JobRunner):
    heard: list[object] = []

    def ask(_result: object) -> None:
        dialog = QDialog()

        def told(result: object) -> None:
            heard.append(result)
            dialog.accept()

        jobs.start("van het venster", quietly(lambda: 3), done=told)
        QTimer.singleShot(10_000, dialog.reject)
        heard.append(dialog.exec() == QDialog.DialogCode.Accepted)
        dialog.deleteLater()

    go = threading.Event()
    jobs.start("eerst", quietly(lambda: go.wait(10)), done=ask)
    jobs.start("vanzelf", quietly(lambda: None), silent=True)
    go.set()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)
    assert heard == [3, True]


def test_what_waits_for_silent_work_shows_that_it_is_waited_for(qtbot, jobs: JobRunner):
    go = threading.Event()
    jobs.start("vanzelf", quietly(lambda: go.wait(20)), silent=True)
    jobs.start("Bestand inlezen", quietly(lambda: None))
    qtbot.waitUntil(lambda: jobs._dialog is not None and jobs._dialog.isVisible(), timeout=PATIENCE_MS + 5000)
    with qtbot.waitSignal(jobs.became_idle):
        go.set()
    assert jobs._dialog is not None
    assert not jobs._dialog.isVisible()
