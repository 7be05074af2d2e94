"""Boxes on the screen: the real ones, answered by a hand."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget  # noqa: TID251 - the boxes themselves are tested here

from leskracht_desktop.errors import DiskFull
from leskracht_desktop.ui.messages import Messages, _with_suffix, log_bug
from tests.ui.accessibility import names, stumbles
from tests.ui.hands import Hand, the


def test_a_question_names_the_deed_and_escape_refuses(qtbot, look, heard):
    window = QWidget()
    qtbot.addWidget(window)
    messages = Messages(window)

    def agree(box: QMessageBox) -> None:
        assert names(box, QAccessible.Role.PushButton) == ["Nieuwe code maken", "Annuleren"]
        assert stumbles(box) == []
        the(QPushButton, "yes", box).click()

    hand = Hand(QMessageBox, agree)
    assert messages.ask("Doen?", "De oude vervalt.", "Nieuwe code maken")
    assert hand.told()
    hand = Hand(QMessageBox, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not messages.ask("Doen?", "De oude vervalt.", "Nieuwe code maken")
    assert hand.told()


def test_something_dangerous_is_not_the_default(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)

    def press_enter(box: QMessageBox) -> None:
        assert box.defaultButton() is the(QPushButton, "no", box)
        qtbot.keyClick(box, Qt.Key.Key_Return)

    hand = Hand(QMessageBox, press_enter)
    assert not Messages(window).ask("Weg?", "Voorgoed.", "Verwijderen", dangerous=True)
    assert hand.told()


def test_a_failure_says_what_and_what_now(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    seen: list[str] = []

    def read(box: QMessageBox) -> None:
        seen.extend([box.text(), box.informativeText()])
        the(QPushButton, "close", box).click()

    hand = Hand(QMessageBox, read)
    Messages(window).show_failure(DiskFull(Path("dossier <1>.pdf")))
    assert hand.told()
    assert "‘dossier &lt;1>.pdf’" in seen[0]
    assert "Maak ruimte vrij" in seen[1]


def test_a_bug_is_logged_as_places_without_its_text(caplog):
    with pytest.raises(ValueError, match="Noah") as caught:
        int("Noah van den Berg")
    with caplog.at_level(logging.ERROR):
        log_bug(caught.value)
    assert "ValueError at test_messages.py:" in caplog.text
    assert "Noah" not in caplog.text


def test_a_file_without_ending_gets_the_suggested_one():
    assert _with_suffix(Path("/x/dossier"), "dossier.pdf").name == "dossier.pdf"
    assert _with_suffix(Path("/x/dossier.PDF"), "dossier.pdf").name == "dossier.PDF"
    assert _with_suffix(Path("/x/map"), "map").name == "map"
