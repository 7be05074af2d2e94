"""The settings: school, ways in, back-ups, holidays and appearance, each changed through its own controls."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreement_watch import WatchDays
from leskracht_desktop.domain.schools import Denomination
from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import InvalidInput
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.settings import about
from leskracht_desktop.ui.pages.settings.dialogs import (
    HolidayDialog,
    InstitutionDialog,
    PassphraseDialog,
    SchoolDialog,
)
from leskracht_desktop.ui.pages.settings.page import SettingsPage
from leskracht_desktop.ui.theme import Appearance, theme
from leskracht_desktop.ui.widgets.form import FormDialog
from tests.support import documents
from tests.support.vaults import PASSPHRASE, flip_a_byte
from tests.ui.accessibility import stumbles
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    found = window.open_page(PageName.SETTINGS)
    assert isinstance(found, SettingsPage)
    return found


def type_in(dialog: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.form.fields[name].widget
        assert isinstance(field, QLineEdit)
        field.setText(text)


@pytest.mark.parametrize("tab", range(8))
def test_every_tab_can_be_used_with_a_screen_reader(page: SettingsPage, heard, tab: int):
    page.tabs.setCurrentIndex(tab)
    assert stumbles(page) == []


def test_the_officer_is_filled_in(page: SettingsPage, heard):
    def fill_in(dialog: InstitutionDialog) -> None:
        assert stumbles(dialog) == []
        type_in(dialog, officer_name="Ans de Boer", officer_email="geen adres")
        dialog.save_button.click()
        assert "naam@school.nl" in dialog.form.fields["officer_email"].error.text()
        type_in(dialog, officer_email="fg@bestuur.example")
        dialog.save_button.click()

    hand = Hand(InstitutionDialog, fill_in)
    page.school.edit_button.click()
    assert hand.told()
    assert page.services.schools.institution().officer_email == "fg@bestuur.example"
    assert page.banner.text == "Gegevens opgeslagen."
    assert "Ans de Boer" in [label.text().split(" · ")[0] for label in page.school.findChildren(QLabel)]


def test_a_school_is_changed(window: MainWindow, page: SettingsPage):
    def fill_in(dialog: SchoolDialog) -> None:
        type_in(dialog, name="De Regenboog Oost", postcode="1234ab", city="Ede", address="Kerkstraat 1")
        dialog._kind.choose(Denomination.PUBLIC)
        dialog.save_button.click()

    hand = Hand(SchoolDialog, fill_in)
    the(QPushButton, "edit_school_1", page).click()
    assert hand.told()
    school = page.services.schools.schools()[0]
    assert (school.name, school.postcode, school.denomination) == ("De Regenboog Oost", "1234 AB", "public")
    assert window.windowTitle().startswith("De Regenboog Oost – ")


def test_what_a_service_refuses_is_told(page: SettingsPage, answers: Answers):
    def fill_in(dialog: SchoolDialog) -> None:
        type_in(dialog, name="Nog een", brin="99XX")
        dialog.save_button.click()

    hand = Hand(SchoolDialog, fill_in)
    page.school.add_button.click()
    assert hand.told()
    assert [type(error) for error in answers.failures] == [InvalidInput]
    assert len(page.services.schools.schools()) == 1


def test_a_logo_is_chosen_and_taken_away(page: SettingsPage, answers: Answers, tmp_path: Path):
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(tmp_path / "logo.png"))
    content = (tmp_path / "logo.png").read_bytes()
    (tmp_path / "logo.gif").write_bytes(b"GIF89a")
    answers.paths = [tmp_path / "logo.gif", tmp_path / "logo.png", tmp_path / "gone.png"]
    page.school.logo_button.click()
    assert [type(error) for error in answers.failures] == [InvalidInput]
    page.school.logo_button.click()
    assert page.services.schools.institution().logo == content
    page.school.logo_button.click()
    assert len(answers.failures) == 2
    page.school.no_logo_button.click()
    assert page.services.schools.institution().logo is None


def test_the_passphrase_is_changed(qtbot, window: MainWindow, page: SettingsPage, heard):
    def fill_in(dialog: PassphraseDialog) -> None:
        assert stumbles(dialog) == []
        type_in(dialog, passphrase="kort", passphrase_again="kort")
        dialog.save_button.click()
        assert "te kort" in dialog.form.fields["passphrase"].error.text()
        type_in(dialog, passphrase="vijf andere losse woorden", passphrase_again="vijf andere losse woorden")
        dialog.save_button.click()

    page.tabs.setCurrentWidget(page.security)
    hand = Hand(PassphraseDialog, fill_in)
    page.security.passphrase_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    page.services.vaults.confirm(WayKind.PASSPHRASE, "vijf andere losse woorden")


def test_a_new_recovery_code_is_shown_once(qtbot, window: MainWindow, page: SettingsPage, answers: Answers):
    page.tabs.setCurrentWidget(page.security)
    codes: list[str] = []

    def look(dialog: QDialog) -> None:
        label = dialog.findChild(QLabel, "recovery_code_value")
        assert label is not None
        codes.append(label.text().replace("\n", "-"))
        dialog.findChild(QPushButton, "print_code").click()  # type: ignore[union-attr]  # it is there

    answers.yes = [True]
    hand = Hand(QDialog, look)
    page.security.recovery_button.click()
    qtbot.waitUntil(hand.told)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    page.services.vaults.confirm(WayKind.RECOVERY_CODE, codes[0])


def test_the_recovery_code_goes_to_paper(
    qtbot, window: MainWindow, page: SettingsPage, answers: Answers, tmp_path: Path
):
    from leskracht_desktop.ui.recovery_sheet import save_recovery_sheet

    answers.paths = [tmp_path / "herstelcode.pdf"]
    code = page.services.vaults.new_recovery_code()
    save_recovery_sheet(page, page.services, window.jobs, answers, code)
    qtbot.waitUntil(lambda: bool(answers.told) or bool(answers.failures))
    assert answers.failures == []
    assert (tmp_path / "herstelcode.pdf").read_bytes().startswith(b"%PDF")


def test_a_way_in_is_removed_after_a_question_but_never_the_last(
    qtbot, window: MainWindow, page: SettingsPage, answers: Answers
):
    page.tabs.setCurrentWidget(page.security)
    remove = the(QPushButton, "remove_recovery_code", page)
    remove.click()
    assert answers.asked[0].startswith("Herstelcode verwijderen?")
    assert len(page.services.vaults.ways_in()) == 2
    answers.yes = [True]
    remove.click()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert [way.kind for way in page.services.vaults.ways_in()] == [WayKind.PASSPHRASE]
    assert not the(QPushButton, "remove_passphrase", page).isVisible()


def test_the_name_in_the_log_is_chosen(page: SettingsPage):
    page.tabs.setCurrentWidget(page.security)
    page.security.actor.setText("Juf Noor")
    page.security.actor_button.click()
    page.services.settings.set("idle_minutes", "7")
    assert page.services.audit.list(1)[0].actor == "Juf Noor"


def test_a_back_up_is_made_where_the_user_says(
    qtbot, window: MainWindow, page: SettingsPage, answers: Answers, tmp_path: Path
):
    target = tmp_path / "stick" / "kopie.kluisback-up"
    target.parent.mkdir()
    answers.paths = [target]
    window.open_page(PageName.SETTINGS, {"do": "backup"})
    qtbot.waitUntil(lambda: page.banner.text.startswith("Back-up gemaakt en gecontroleerd: kopie"))
    assert answers.asked[0].startswith("Back-up maken: back-up 2026-03-03")
    assert target.is_file()
    assert "vandaag" in page.backup._last.text()


def test_a_back_up_and_what_comes_back_tell_of_a_changed_file(
    qtbot, window: MainWindow, page: SettingsPage, answers: Answers, tmp_path: Path
):
    signed, target = tmp_path / "getekend.pdf", tmp_path / "kopie.kluisback-up"
    signed.write_bytes(documents.pdf("De overeenkomst"))
    page.services.documents.add(signed, NewDocument())
    flip_a_byte(page.services.holder.vault)
    answers.paths, answers.yes = [target, target], [True]
    window.open_page(PageName.SETTINGS, {"do": "backup"})
    told = "Eén bestand in de kluis is veranderd sinds het erin kwam: ‘getekend.pdf’."
    qtbot.waitUntil(lambda: told in page.banner.text)
    page.tabs.setCurrentWidget(page.backup)
    page.backup.restore_button.click()
    qtbot.waitUntil(lambda: bool(answers.told) or bool(answers.failures))
    assert answers.failures == []
    assert told in answers.told[0]


def test_a_back_up_comes_back_as_a_vault_beside_this_one(
    qtbot, window: MainWindow, page: SettingsPage, answers: Answers, tmp_path: Path
):
    target = tmp_path / "kopie.kluisback-up"
    page.services.vaults.backup(target)
    page.tabs.setCurrentWidget(page.backup)
    answers.paths, answers.yes = [target], [True]
    page.backup.restore_button.click()
    qtbot.waitUntil(lambda: bool(answers.told) or bool(answers.failures))
    assert answers.failures == []
    restored = page.services.vaults.current_folder.with_name("De Regenboog teruggezet.kluis")
    assert "De Regenboog teruggezet.kluis" in answers.told[0]
    window.lock()
    page.services.vaults.unlock_with_passphrase(restored, PASSPHRASE)
    assert page.services.schools.schools()[0].name == "De Regenboog"


def test_a_holiday_is_added_and_taken_back(page: SettingsPage):
    page.tabs.setCurrentWidget(page.holidays)

    def fill_in(dialog: HolidayDialog) -> None:
        dialog.save_button.click()
        assert dialog.form.fields["on"].error.text() == "Vul ‘Datum’ in."
        type_in(dialog, on="15 mei 2026", name="Dag na Hemelvaart")
        dialog.save_button.click()

    hand = Hand(HolidayDialog, fill_in)
    page.holidays.add_button.click()
    assert hand.told()
    calendar = page.services.settings.calendar()
    assert not calendar.is_working_day(date(2026, 5, 15))
    row = page.holidays.model.position_of(date(2026, 5, 15).toordinal())
    assert row is not None
    assert page.holidays.model.index(row, 3).data() == "ja, door u toegevoegd"
    page.holidays.table.choose_id(date(2026, 5, 15).toordinal())
    assert page.holidays.change_button.text() == "Wijziging terugdraaien"
    page.holidays.change_button.click()
    assert page.services.settings.calendar().is_working_day(date(2026, 5, 15))


def test_a_holiday_is_struck(page: SettingsPage):
    page.tabs.setCurrentWidget(page.holidays)
    day = date(2026, 4, 3)
    page.holidays.table.choose_id(day.toordinal())
    page.holidays.change_button.click()
    assert page.services.settings.calendar().is_working_day(day)
    row = page.holidays.model.position_of(day.toordinal())
    assert row is not None
    assert [page.holidays.model.index(row, place).data() for place in range(4)] == [
        "03-04-2026",
        "vrijdag",
        "Goede Vrijdag",
        "nee, door u geschrapt",
    ]


def test_the_appearance_is_chosen(page: SettingsPage):
    page.tabs.setCurrentWidget(page.look)
    page.look.choice.choose(Appearance.DARK)
    assert theme().is_dark
    assert page.services.settings.appearance == "dark"


def test_about_names_every_library_the_program_is_made_with() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))
    direct = {re.split(r"[<>=;\s]", line)[0].lower() for line in project["project"]["dependencies"]}
    assert {name.lower() for name, _, _ in about._PARTS} == direct


def test_about_tells_where_the_vault_is(page: SettingsPage):
    page.tabs.setCurrentWidget(page.about)
    texts = [label.text() for label in page.about.findChildren(QLabel)]
    assert str(page.services.vaults.current_folder) in texts
    assert any(text.startswith("6.12") for text in texts)


def test_how_early_agreements_are_watched_is_chosen(page: SettingsPage, window: MainWindow):
    page.show_target({"tab": "agreements"})
    tab = page.agreements
    assert (tab.early.value, tab.near.value) == (90, 30)
    tab.near.choose(60)
    assert window.services.watch.days() == WatchDays(90, 60)
    tab.early.choose(30)
    assert window.services.watch.days() == WatchDays(30, 30)
    assert [tab.near.itemText(row) for row in range(tab.near.count())] == [
        "7 dagen van tevoren",
        "14 dagen van tevoren",
        "30 dagen van tevoren",
    ]
    assert page.banner.text == "Opgeslagen."


def test_a_number_of_days_that_was_chosen_elsewhere_is_offered_too(page: SettingsPage, window: MainWindow):
    window.services.watch.set_days(WatchDays(75, 1))
    page.show_target({"tab": "agreements"})
    assert (page.agreements.early.currentText(), page.agreements.near.currentText()) == (
        "75 dagen van tevoren",
        "1 dag van tevoren",
    )
