"""Another version of the privacy statement: looked at first, read beside the earlier one, compared, taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from leskracht_desktop import paths
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteKind
from leskracht_desktop.domain.guide_notes import PlaceKind as NotedKind
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.guide_files import GuideFileDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader.statement_text import statement_place
from tests.ui.answers import Answers
from tests.ui.hands import Hand


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    return made


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A later version: another edition, no opting out by working days, and a zeppelin."""
    text = paths.resource("inventory/leskracht.toml").read_text("utf-8")
    for old, new in (
        ('edition = "1.0"', 'edition = "2.0"'),
        ("edition_on = 2026-11-22", "edition_on = 2027-02-01"),
        ("opt_out_working_days = 10", "opt_out_working_days = 5"),
        ("Een account zit achter een wachtwoord.", "Een account zit in een zeppelin."),
        ('bases = ["claimed_consent", "not_stated"]', 'bases = ["claimed_consent", "not_stated", "contract"]'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "verklaring.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_newer_statement_is_read_beside_the_earlier_and_taken_away(
    qtbot, page: AgreementsPage, window: MainWindow, answers: Answers, newer: Path
):
    answers.paths = [newer]
    seen: list[str] = []

    def look(dialog: GuideFileDialog) -> None:
        seen.append(dialog.sheet.toPlainText())
        dialog.accept_button.click()

    hand = Hand(GuideFileDialog, look)
    page.update_button.click()
    qtbot.waitUntil(hand.told)
    assert "Dit is versie 2.0 van deze samenvatting, van 1 februari 2027." in seen[0]
    assert "[−achter een wachtwoord]" in seen[0]
    assert "[+5]" in seen[0]
    assert "[−onze invulling]" in seen[0]
    qtbot.waitUntil(lambda: page.banner.text == "Versie 2.0 van de privacyverklaring is toegevoegd.")
    qtbot.waitUntil(lambda: "Eerdere versie 1.0 (22 november 2026)" in page.room.contents.lines())
    sheet = page.room.reader.sheet
    page.read(statement_place("security"))
    assert "in een zeppelin" in sheet.toPlainText()
    page.read(statement_place("security", "1.0"))
    assert "achter een wachtwoord" in sheet.toPlainText()
    assert not page.shipped_button.isVisible()
    page.read(statement_place(version="1.0"))
    assert "Wat er sindsdien is veranderd" in sheet.toPlainText()
    assert "[+in een zeppelin]" in sheet.toPlainText()
    window.services.notes.add(NewNote(GuidePlace("1.0", NotedKind.STATEMENT, "security"), NoteKind.NOTE, "Was beter"))
    page.room.search.setText("zeppelin")
    qtbot.waitUntil(lambda: bool(page.room.hits.hits))
    page.read(statement_place())
    assert "Het inzagedossier gebruikt de versie die bij het programma hoort." in sheet.toPlainText()
    assert page.shipped_button.isVisible()
    answers.yes = [True]
    page.shipped_button.click()
    qtbot.waitUntil(lambda: page.banner.text == "Versie 2.0 van de privacyverklaring is weggehaald.")
    assert [one.edition for one in window.services.guides.statements()] == ["1.0"]
    qtbot.waitUntil(lambda: "Eerdere versie 1.0 (22 november 2026)" not in page.room.contents.lines())


def test_the_version_that_ships_stays_as_it_is(qtbot, page: AgreementsPage, answers: Answers, newer: Path):
    newer.write_text(newer.read_text("utf-8").replace('edition = "2.0"', 'edition = "1.0"'), encoding="utf-8")
    answers.paths = [newer]
    seen: list[str] = []

    def look(dialog: GuideFileDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        seen.append(dialog.sheet.toPlainText())
        dialog.reject()

    hand = Hand(GuideFileDialog, look)
    page.update_button.click()
    qtbot.waitUntil(hand.told)
    assert "Versie 1.0 hoort al bij het programma." in seen[0]
