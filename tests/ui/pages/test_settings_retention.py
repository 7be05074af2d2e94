"""The tab on which the school says how long it keeps data, and the places that show it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.overview.points import points_of
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.pages.settings.page import SettingsPage
from leskracht_desktop.ui.pages.settings.retention import RetentionDialog
from tests.ui.accessibility import stumbles
from tests.ui.hands import Hand

TERM = "Tot drie jaar nadat de leerling van school is gegaan."


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    found = window.open_page(PageName.SETTINGS, {"tab": "retention"})
    assert isinstance(found, SettingsPage)
    assert found.tabs.currentWidget() is found.retention
    return found


def texts(page: SettingsPage, name: str) -> list[str]:
    return [label.text() for label in page.retention.findChildren(QLabel, name) if label.isVisibleTo(page.retention)]


def field(dialog: RetentionDialog, name: str) -> QPlainTextEdit:
    found = dialog.form.fields[name].widget
    assert isinstance(found, QPlainTextEdit)
    return found


def test_proposals_are_to_be_checked_until_the_school_saves_them(qtbot, page: SettingsPage, heard):
    suggestions = [term.suggestion for term in page.services.retentions.terms()]
    assert texts(page, "chip") == ["nagaan"] * 4
    assert texts(page, "retention_text") == [f"Nog niet ingevuld. Voorstel: {one}" for one in suggestions]

    def fill_in(dialog: RetentionDialog) -> None:
        assert stumbles(dialog) == []
        assert field(dialog, "school_relations").toPlainText() == suggestions[2]
        assert "nagaan" in dialog.form.fields["school_relations"].error.text()
        field(dialog, "school_contact").setPlainText("x" * 501)
        dialog.save_button.click()
        assert "te lang" in dialog.form.fields["school_contact"].error.text()
        field(dialog, "school_contact").setPlainText(TERM)
        dialog.save_button.click()

    hand = Hand(RetentionDialog, fill_in)
    page.retention.edit_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: texts(page, "retention_text") == [*suggestions[:3], TERM])
    assert texts(page, "chip") == []
    assert page.banner.text == "Bewaartermijnen opgeslagen."


def test_the_start_page_leads_to_the_tab_while_a_term_is_missing(window: MainWindow, page: SettingsPage):
    def points() -> dict[str, object]:
        cards = page.services.overview.cards()
        return {point.name: point.target for point in points_of(cards, page.services.clock())}

    assert points()["retention"] == {"tab": "retention"}
    page.services.retentions.set_terms({term.category: TERM for term in page.services.retentions.terms()})
    assert "retention" not in points()


def test_what_was_typed_survives_a_lock(page: SettingsPage):
    def look(dialog: RetentionDialog) -> None:
        assert field(dialog, "school_contact").toPlainText() == TERM
        dialog.reject()

    hand = Hand(RetentionDialog, look)
    page.resume_draft("settings.retention", {"school_contact": TERM})
    assert hand.told()
    assert page.services.retentions.terms()[3].text == ""


def test_what_is_stored_about_somebody_says_how_long(window: MainWindow, page: SettingsPage):
    page.services.retentions.set_terms({"school_contact": TERM})
    people = window.open_page(PageName.PEOPLE)
    assert isinstance(people, PeoplePage)
    facts = people.pane._inventory().category("school_contact")
    assert facts is not None
    assert facts.retention.text == TERM
