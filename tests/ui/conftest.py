"""What every window test needs: no display, our theme, and messages that answer by themselves."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.ui.jobs import JobRunner
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.theme import Appearance, Theme, theme
from tests.support.vaults import ACTOR, CHEAP, PASSPHRASE, MovableClock
from tests.ui.answers import Answers


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The light appearance, whatever the test before it chose."""
    found = theme()
    found.set_appearance(Appearance.LIGHT)
    yield found
    found.set_appearance(Appearance.LIGHT)


@pytest.fixture
def answers(look: Theme) -> Answers:
    """Messages that note what they were told and answer what the test says."""
    return Answers()


@pytest.fixture
def jobs(answers: Answers) -> Iterator[JobRunner]:
    """A runner that is stopped after the test."""
    runner = JobRunner(answers)
    yield runner
    runner.shut_down(10)


@pytest.fixture
def heard(qapp: QApplication) -> Iterator[None]:
    """A machine on which a screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def services(clock: MovableClock) -> Iterator[Services]:
    """All services, with no vault open, and passphrases that cost nothing."""
    made = build_services(clock, ACTOR)
    made.vaults._cost = lambda: CHEAP
    yield made
    made.vaults.lock()


@pytest.fixture
def closed_window(qtbot, answers: Answers, clock: MovableClock, services: Services) -> Iterator[MainWindow]:
    """The main window on the screen, with services and no vault."""
    window = MainWindow(clock, answers)
    qtbot.addWidget(window)
    window.use(services)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()


@pytest.fixture
def window(qtbot, closed_window: MainWindow, vault_folder: Path) -> MainWindow:
    """The main window with the vault of De Regenboog unlocked by its passphrase."""
    unlock(qtbot, closed_window, vault_folder)
    return closed_window


def unlock(qtbot, window: MainWindow, folder: Path) -> None:
    """Type the passphrase and wait until the pages are there."""
    window.opening.show_unlock(folder)
    with qtbot.waitSignal(window.unlocked):
        qtbot.keyClicks(window.opening.unlock.field, PASSPHRASE)
        window.opening.unlock.unlock_button.click()
