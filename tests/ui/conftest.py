"""What every window test needs: no display, our theme, and messages that answer by themselves."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from leskracht_desktop.ui.jobs import JobRunner
from leskracht_desktop.ui.theme import Appearance, Theme, theme
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
