"""From a closed program to an open vault: the first start, the passphrase, the recovery code, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from leskracht_desktop.domain.vaults import NewVault, WayKind
from leskracht_desktop.errors import VaultMissing, WrongSecret
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.new_vault_form import new_vault_problems
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.recovery_dialog import RecoveryDialog
from leskracht_desktop.ui.restoring import RestoreDialog
from tests.support.secret_service import SecretService
from tests.support.vaults import ACTOR, PASSPHRASE, MovableClock, Template
from tests.ui.accessibility import names, stumbles, tab_order
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the

FORM = {
    "school_name": "De Klaproos",
    "brin": "99ZZ",
    "contact_name": "Marjolein de Wit",
    "contact_email": "privacy@klaproos.example",
    "passphrase": "vier losse woorden samen",
    "passphrase_again": "vier losse woorden samen",
}

BELOW = ("folder", "other_folder", "use_keychain", "back", "create")


def fill_in(window: MainWindow, **other: str) -> None:
    for name, text in (FORM | other).items():
        field = window.opening.new_vault.form.fields[name].widget
        assert isinstance(field, QLineEdit)
        field.setText(text)


def test_the_first_screen_offers_three_ways_to_begin(closed_window: MainWindow, heard):
    closed_window.opening.show_welcome()
    view = closed_window.opening.welcome
    assert names(view, QAccessible.Role.PushButton) == [
        "Nieuwe kluis maken",
        "Bestaande kluis openen…",
        "Voorbeeldschool bekijken",
        "Back-up terugzetten…",
    ]
    assert stumbles(view) == []
    assert closed_window.windowTitle() == "Leskracht Privacybeheer"


def test_the_form_for_a_new_vault_has_the_agreed_names(closed_window: MainWindow, heard):
    closed_window.opening.show_new_vault()
    view = closed_window.opening.new_vault
    assert names(view, QAccessible.Role.EditableText) == [
        "Naam van de school",
        "BRIN-nummer",
        "Contactpersoon privacy",
        "E-mailadres",
        "Wachtwoordzin",
        "Wachtwoordzin herhalen",
        "Map van de kluis",
    ]
    assert "Kluis maken" in names(view, QAccessible.Role.PushButton)
    assert stumbles(view) == []
    order = [name for name in tab_order(view) if name in {*FORM, *BELOW}]
    assert order == [*FORM, *BELOW]


def test_an_empty_form_says_what_is_needed(qtbot, closed_window: MainWindow):
    closed_window.opening.show_new_vault()
    view = closed_window.opening.new_vault
    view.create_button.click()
    assert view.form.fields["brin"].error.text() == "Vul ‘BRIN-nummer’ in."
    assert view.form.fields["passphrase"].error.text().startswith("De wachtwoordzin is te kort.")
    fill_in(closed_window, brin="9Z", passphrase_again="iets anders")
    view.create_button.click()
    assert "99ZZ" in view.form.fields["brin"].error.text()
    assert "niet gelijk" in view.form.fields["passphrase_again"].error.text()
    assert not view.form.fields["school_name"].error.text()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"brin": "ZZ99"}, ("brin", "brin_format")),
        ({"contact_email": "marjolein"}, ("contact_email", "email_format")),
        ({"contact_name": " "}, ("contact_name", "required")),
        ({"passphrase": "kort", "passphrase_again": "kort"}, ("passphrase", "too_short")),
    ],
)
def test_what_is_wrong_with_the_form(changed: dict[str, str], problem: tuple[str, str] | None):
    assert new_vault_problems(FORM | changed) == (() if problem is None else (problem,))


def test_a_new_vault_is_made_and_its_code_shown_once(qtbot, closed_window: MainWindow, services: Services):
    opening = closed_window.opening
    opening.show_new_vault()
    fill_in(closed_window)
    opening.new_vault.create_button.click()
    qtbot.waitUntil(lambda: opening.currentWidget() is opening.recovery_code)
    code = opening.recovery_code.code.text().replace("\n", "-")
    assert len(code.split("-")) == 7
    assert stumbles(opening.recovery_code) == []
    assert not opening.recovery_code.go_button.isEnabled()
    the(QPushButton, "copy_code", opening).click()
    assert QGuiApplication.clipboard().text() == code
    the(QCheckBox, "code_kept", opening).click()
    with qtbot.waitSignal(closed_window.unlocked):
        opening.recovery_code.go_button.click()
    assert closed_window.windowTitle() == "De Klaproos – Leskracht Privacybeheer"
    assert opening.recovery_code.code.text() == ""
    assert opening.new_vault.form.draft()["school_name"] == ""
    folder = services.vaults.current_folder
    closed_window.lock()
    services.vaults.unlock_with_recovery_code(folder, code)
    assert services.schools.schools()[0].brin == "99ZZ"


def test_a_second_vault_of_the_same_name_gets_a_number(qtbot, closed_window: MainWindow, services: Services):
    services.vaults.create(
        services.vaults.suggested_folder("De Klaproos"),
        NewVault("De Klaproos", "99ZZ", "Marjolein", "m@klaproos.example", FORM["passphrase"]),
    )
    closed_window.opening.show_new_vault()
    fill_in(closed_window)
    closed_window.opening.new_vault.create_button.click()
    qtbot.waitUntil(lambda: closed_window.opening.currentWidget() is closed_window.opening.recovery_code)
    assert services.vaults.current_folder.name == "De Klaproos 2.kluis"


def test_the_vault_goes_where_the_user_says(
    qtbot, closed_window: MainWindow, services: Services, answers: Answers, tmp_path: Path
):
    closed_window.opening.show_new_vault()
    view = closed_window.opening.new_vault
    fill_in(closed_window)
    assert view.folder == services.vaults.suggested_folder("De Klaproos")
    answers.paths = [tmp_path / "Schoolschijf"]
    (tmp_path / "Schoolschijf").mkdir()
    the(QPushButton, "other_folder", view).click()
    assert view.folder == tmp_path / "Schoolschijf" / "De Klaproos.kluis"
    fill_in(closed_window, school_name="De Distel")
    assert view.folder.name == "De Distel.kluis"
    view.create_button.click()
    qtbot.waitUntil(lambda: closed_window.opening.currentWidget() is closed_window.opening.recovery_code)
    assert services.vaults.current_folder == tmp_path / "Schoolschijf" / "De Distel.kluis"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("vol.kluis", "Op deze plek staat al iets"),
        ("kluis.kluis/nieuw.kluis", "ligt in een andere kluis"),
        ("dicht/nieuw.kluis", "schrijfrechten"),
        ("zomaar", "geen volledige map"),
    ],
)
def test_a_place_where_no_vault_can_come_is_told_under_the_field(
    qtbot, closed_window: MainWindow, tmp_path: Path, read_only_folder: Path, place: str, said: str
):
    (tmp_path / "vol.kluis").mkdir()
    (tmp_path / "vol.kluis" / "iets").write_text("")
    (tmp_path / "kluis.kluis").mkdir()
    (tmp_path / "kluis.kluis" / "keys.json").write_text("{}")
    closed_window.opening.show_new_vault()
    view = closed_window.opening.new_vault
    fill_in(closed_window)
    view.folder_field.setText(place if place == "zomaar" else str(tmp_path / place))
    view.create_button.click()
    assert said in view.form.fields["folder"].error.text()
    assert not closed_window.jobs.busy
    assert view.create_button.isEnabled()


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Path:
    """A folder in which nobody may write; a file where one is expected is just as closed to everybody."""
    (tmp_path / "dicht").write_text("")
    return tmp_path / "dicht"


def test_a_back_up_comes_back_from_the_first_screen(
    qtbot, closed_window: MainWindow, services: Services, answers: Answers, vault_folder: Path, tmp_path: Path
):
    services.vaults.unlock_with_passphrase(vault_folder, PASSPHRASE)
    services.vaults.backup(tmp_path / "kopie.kluisbackup")
    services.vaults.lock()
    closed_window.opening.show_welcome()

    def type_secret(dialog: RestoreDialog) -> None:
        assert stumbles(dialog) == []
        dialog.save_button.click()
        assert dialog.isVisible()
        field = dialog.form.fields["secret"].widget
        assert isinstance(field, QLineEdit)
        field.setText(PASSPHRASE)
        dialog.save_button.click()

    answers.paths = [tmp_path / "kopie.kluisbackup"]
    hand = Hand(RestoreDialog, type_secret)
    the(QPushButton, "restore", closed_window.opening.welcome).click()
    assert hand.told()
    view = closed_window.opening.unlock
    qtbot.waitUntil(lambda: closed_window.opening.currentWidget() is view)
    assert "nagekeken en kloppen" in view.banner.text
    view.field.setText(PASSPHRASE)
    with qtbot.waitSignal(closed_window.unlocked):
        view.unlock_button.click()
    assert services.vaults.current_folder.name == "kopie.kluis"
    assert services.audit.list(1)[0].kind == "vault.restored"


def test_a_wrong_secret_brings_nothing_back(
    qtbot, closed_window: MainWindow, services: Services, answers: Answers, vault_folder: Path, tmp_path: Path
):
    services.vaults.unlock_with_passphrase(vault_folder, PASSPHRASE)
    services.vaults.backup(tmp_path / "kopie.kluisbackup")
    services.vaults.lock()
    closed_window.opening.show_welcome()

    def type_secret(dialog: RestoreDialog) -> None:
        field = dialog.form.fields["secret"].widget
        assert isinstance(field, QLineEdit)
        field.setText("dit is hem niet")
        dialog.save_button.click()

    answers.paths = [tmp_path / "kopie.kluisbackup"]
    hand = Hand(RestoreDialog, type_secret)
    the(QPushButton, "restore", closed_window.opening.welcome).click()
    assert hand.told()
    qtbot.waitUntil(lambda: bool(answers.failures))
    assert isinstance(answers.failures[0], WrongSecret)
    assert not services.vaults.free_folder("kopie").exists()


def test_what_the_program_finds_wrong_after_all_stands_under_the_field(qtbot, closed_window: MainWindow):
    closed_window.opening.show_new_vault()
    fill_in(closed_window, contact_name="Marjolein 111222333")
    view = closed_window.opening.new_vault
    view.create_button.click()
    qtbot.waitUntil(view.create_button.isEnabled)
    assert closed_window.workspace is None


def test_unlocking_has_the_agreed_names(closed_window: MainWindow, vault_folder: Path, heard):
    closed_window.opening.show_unlock(vault_folder)
    view = closed_window.opening.unlock
    assert names(view, QAccessible.Role.EditableText) == ["Wachtwoordzin"]
    buttons = names(view, QAccessible.Role.PushButton)
    assert "Ontgrendelen" in buttons
    assert "Herstelcode gebruiken…" in buttons
    assert stumbles(view) == []
    assert closed_window.focusWidget() is view.field


def test_the_passphrase_opens_the_pages(qtbot, window: MainWindow):
    assert window.workspace is not None
    assert window.windowTitle() == "De Regenboog – Leskracht Privacybeheer"
    assert window.workspace.current is PageName.OVERVIEW
    assert window.opening.unlock.field.text() == ""


def test_a_wrong_passphrase_says_so_and_waits(qtbot, closed_window: MainWindow, vault_folder: Path, heard):
    opening = closed_window.opening
    opening.show_unlock(vault_folder)
    for _ in range(6):
        qtbot.waitUntil(opening.unlock.unlock_button.isEnabled, timeout=20_000)
        opening.unlock.field.setText("dit is hem niet")
        qtbot.keyClick(opening.unlock.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(opening.unlock.error.text()) and not opening.unlock.field.isReadOnly())
        if "Wacht" in opening.unlock.error.text():
            break
    assert "past niet op deze kluis" in opening.unlock.error.text()
    assert opening.unlock.field.accessibleDescription() == opening.unlock.error.text()
    assert "Wacht" in opening.unlock.error.text()
    assert not opening.unlock.unlock_button.isEnabled()


def test_an_empty_passphrase_is_not_tried(closed_window: MainWindow, vault_folder: Path):
    closed_window.opening.show_unlock(vault_folder)
    closed_window.opening.unlock.unlock_button.click()
    assert closed_window.opening.unlock.error.text() == "Typ eerst uw wachtwoordzin."
    assert not closed_window.jobs.busy


def test_the_recovery_code_opens_and_asks_for_a_new_passphrase(
    qtbot, closed_window: MainWindow, vault_folder: Path, template: Template
):
    closed_window.opening.show_unlock(vault_folder)

    def type_code(dialog: RecoveryDialog) -> None:
        field = dialog.form.fields["recovery_code"].widget
        assert isinstance(field, QLineEdit)
        field.setText(template.recovery_code[:-1])
        dialog.save_button.click()
        assert "niet goed overgetypt" in dialog.form.fields["recovery_code"].error.text()
        assert stumbles(dialog) == []
        field.setText(template.recovery_code.lower().replace("-", " "))
        dialog.save_button.click()

    hand = Hand(RecoveryDialog, type_code)
    with qtbot.waitSignal(closed_window.unlocked):
        closed_window.opening.unlock.recovery_button.click()
    assert hand.told()
    assert closed_window.workspace is not None
    assert "Stel een nieuwe wachtwoordzin in" in closed_window.workspace.banner.text


def test_a_vault_that_is_open_elsewhere_can_be_read(
    qtbot, closed_window: MainWindow, vault_folder: Path, clock: MovableClock
):
    other = build_services(clock, ACTOR)
    other.vaults.unlock_with_passphrase(vault_folder, PASSPHRASE)
    try:
        view = closed_window.opening.unlock
        closed_window.opening.show_unlock(vault_folder)
        view.field.setText(PASSPHRASE)
        view.unlock_button.click()
        qtbot.waitUntil(view.banner.isVisible)
        assert "al geopend" in view.banner.text
        with qtbot.waitSignal(closed_window.unlocked):
            the(QPushButton, "unlock_banner_action", view).click()
        assert closed_window.services.vaults.is_read_only
        settings = closed_window.open_page(PageName.SETTINGS)
        assert not the(QPushButton, "edit_institution", settings).isEnabled()
        closed_window.lock()
    finally:
        other.vaults.lock()


def test_a_folder_that_is_no_vault_is_told(qtbot, closed_window: MainWindow, tmp_path: Path, answers: Answers):
    answers.paths = [tmp_path]
    closed_window.opening.show_welcome()
    the(QPushButton, "open_vault", closed_window.opening.welcome).click()
    qtbot.waitUntil(lambda: bool(answers.failures))
    assert isinstance(answers.failures[0], VaultMissing)


def test_what_is_typed_before_the_services_are_there_is_not_lost(
    qtbot, answers: Answers, clock: MovableClock, services: Services, vault_folder: Path
):
    window = MainWindow(clock, answers)
    qtbot.addWidget(window)
    window.opening.show_unlock(vault_folder)
    window.show()
    window.opening.unlock.field.setText(PASSPHRASE)
    window.opening.unlock.unlock_button.click()
    assert not window.jobs.busy
    with qtbot.waitSignal(window.unlocked):
        window.use(services)
    window.close()


@pytest.mark.keychain
def test_the_keychain_opens_without_a_question(
    qtbot, closed_window: MainWindow, services: Services, vault_folder: Path, secret_service: SecretService
):
    services.vaults.unlock_with_passphrase(vault_folder, PASSPHRASE)
    services.vaults.use_keychain()
    services.vaults.lock()
    with qtbot.waitSignal(closed_window.unlocked):
        closed_window.opening.show_unlock(vault_folder)


@pytest.mark.keychain
def test_a_keychain_that_is_gone_leads_to_the_passphrase(
    qtbot, closed_window: MainWindow, services: Services, vault_folder: Path, secret_service: SecretService
):
    services.vaults.unlock_with_passphrase(vault_folder, PASSPHRASE)
    services.vaults.use_keychain()
    services.vaults.lock()
    secret_service.stop()
    closed_window.opening.show_unlock(vault_folder)
    view = closed_window.opening.unlock
    qtbot.waitUntil(view.banner.isVisible)
    assert "sleutelhanger" in view.banner.text
    assert "wachtwoordzin" in view.banner.text
    with qtbot.waitSignal(closed_window.unlocked):
        view.field.setText(PASSPHRASE)
        view.unlock_button.click()
    assert WayKind.KEYCHAIN in {way.kind for way in services.vaults.ways_in()}
