"""Locking: nothing of the vault stays on the screen, the clipboard or in memory, and nothing typed is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from leskracht_desktop.errors import Cancelled, VaultLocked
from leskracht_desktop.ui import drafts
from leskracht_desktop.ui.jobs import Report
from leskracht_desktop.ui.lock import IdleWatch
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.settings.dialogs import SchoolDialog
from leskracht_desktop.ui.pages.settings.page import SettingsPage
from leskracht_desktop.ui.system_watch import SystemWatch
from tests.support.vaults import MovableClock
from tests.ui.answers import Answers
from tests.ui.conftest import unlock
from tests.ui.hands import Hand


def test_the_button_closes_the_vault_and_clears_the_screen(qtbot, window: MainWindow):
    window.open_page(PageName.AUDIT)
    with qtbot.waitSignal(window.locked):
        window.status.lock_button.click()
    assert window.services.holder.is_locked
    assert window.workspace is None
    assert window.windowTitle() == "Leskracht Privacybeheer"
    assert not window.status.isVisible()
    assert window.opening.unlock.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [widget for widget in QApplication.allWidgets() if widget.objectName() == "audit_table"]
    with pytest.raises(VaultLocked):
        window.open_page(PageName.AUDIT)


def test_after_unlocking_the_same_page_is_shown(qtbot, window: MainWindow, vault_folder: Path):
    window.open_page(PageName.AUDIT)
    window.lock()
    unlock(qtbot, window, vault_folder)
    assert window.workspace is not None
    assert window.workspace.current is PageName.AUDIT


def test_the_clipboard_loses_what_came_from_the_program(window: MainWindow):
    QGuiApplication.clipboard().setText("Noah van den Berg")
    window.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_what_is_typed_comes_back_after_unlocking(qtbot, window: MainWindow, vault_folder: Path):
    page = window.open_page(PageName.SETTINGS)
    assert isinstance(page, SettingsPage)

    def type_and_lock(dialog: SchoolDialog) -> None:
        name = dialog.form.fields["name"].widget
        assert isinstance(name, QLineEdit)
        name.setText("De Lindeboom")
        dialog.form.fields["brin"].widget.setText("99")  # type: ignore[attr-defined]  # a line edit
        window.lock()

    hand = Hand(SchoolDialog, type_and_lock)
    page.school.add_button.click()
    assert hand.told()
    assert window.workspace is None
    seen: list[str] = []

    def finish(dialog: SchoolDialog) -> None:
        seen.append(dialog.form.draft()["name"])
        dialog.form.fields["brin"].widget.setText("99YY")  # type: ignore[attr-defined]  # a line edit
        dialog.save_button.click()

    hand = Hand(SchoolDialog, finish)
    unlock(qtbot, window, vault_folder)
    qtbot.waitUntil(hand.told)
    assert seen == ["De Lindeboom"]
    assert [school.name for school in window.services.schools.schools()] == ["De Lindeboom", "De Regenboog"]
    assert window.services.vaults.drafts() == ()


def test_a_draft_that_could_not_be_given_back_yet_is_kept(qtbot, window: MainWindow, vault_folder: Path):
    window._not_given_back = {"people.new": {"surname": "Berg"}}
    window.lock()
    window.services.vaults.unlock_with_passphrase(vault_folder, "zeven groene fietsen")
    assert [(one.key, drafts.unpacked(one)) for one in window.services.vaults.drafts()] == [
        ("people.new", {"surname": "Berg"})
    ]


def test_a_draft_belongs_to_a_page():
    assert drafts.page_of("people.new") is PageName.PEOPLE
    assert drafts.page_of("requests.identity.5") is PageName.REQUESTS
    assert drafts.page_of("something.else") is None


def test_a_job_is_stopped_before_the_vault_locks(qtbot, window: MainWindow):
    started = threading.Event()
    stopped: list[Exception] = []

    def work(report: Report) -> None:
        started.set()
        while True:
            report(1, 2)

    window.jobs.start("werken", work, failed=stopped.append)
    assert started.wait(10)
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert [type(error) for error in stopped] == [Cancelled]
    assert window.services.holder.is_locked


def test_whoever_waits_for_a_job_is_not_away(qtbot, window: MainWindow):
    go_on = threading.Event()
    window.jobs.start("lang werk", lambda _report: go_on.wait(10))
    window.guard.lock_asked.emit()
    assert window.workspace is not None
    go_on.set()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    window.guard.lock_asked.emit()
    assert window.workspace is None


def test_doing_nothing_locks(qtbot, window: MainWindow):
    window.guard.idle.watch(0.05)
    with qtbot.waitSignal(window.locked):
        pass


def test_typing_keeps_it_open(qtbot, window: MainWindow):
    idle = IdleWatch()
    idle.watch(0.4)
    heard: list[str] = []
    idle.idle.connect(lambda: heard.append("idle"))
    typed = [0]

    def touch() -> None:
        qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        typed[0] += 1

    hand = QTimer(window)
    hand.timeout.connect(touch)
    hand.start(50)
    qtbot.waitUntil(lambda: typed[0] >= 16)
    assert heard == []
    hand.stop()
    qtbot.waitUntil(lambda: heard == ["idle"])
    idle.watch(0)


def test_the_idle_time_of_the_settings_counts(qtbot, window: MainWindow):
    assert window.guard.idle._seconds == 600
    page = window.open_page(PageName.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.tabs.setCurrentWidget(page.security)
    page.security.idle.choose(2)
    assert window.guard.idle._seconds == 120


def test_waking_up_locks(qtbot, clock: MovableClock, qapp):
    watch = SystemWatch(clock)
    heard: list[str] = []
    watch.went_away.connect(lambda: heard.append("away"))
    clock.move(seconds=10)
    watch.compare_clocks()
    assert heard == []
    clock.move(hours=1)
    watch.compare_clocks()
    assert heard == ["away"]
    clock.move(hours=-2)
    watch.compare_clocks()
    assert heard == ["away"]


def test_going_to_sleep_locks(qtbot, window: MainWindow):
    window.guard.system.on_going_away(False)
    assert window.workspace is not None
    window.guard.system.on_going_away(True)
    assert window.workspace is None


def test_a_locked_screen_locks(qtbot, window: MainWindow):
    window.guard.system.on_screen_locked()
    assert window.workspace is None


def test_closing_the_window_locks_the_vault(qtbot, window: MainWindow):
    window.close()
    assert window.services.holder.is_locked


def test_closing_while_busy_asks_first(qtbot, window: MainWindow, answers: Answers):
    go_on = threading.Event()

    def work(report: Report) -> None:
        go_on.wait(10)
        report(1, 2)

    window.jobs.start("lang werk", work)
    answers.yes = [False, True]
    assert not window.close()
    assert window.workspace is not None
    go_on.set()
    assert window.close()
    assert window.services.holder.is_locked
    assert answers.asked[0].startswith("Stoppen?")
