"""Every screen fits a small window, large letters, and texts that are half as long again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from leskracht_desktop.domain.people import PersonFilter, PersonKind
from leskracht_desktop.domain.requests import RequestFilter
from leskracht_desktop.ui.dossier.dialog import PREVIEW, DossierDialog
from leskracht_desktop.ui.dossier.password import PasswordDialog
from leskracht_desktop.ui.help_window import HelpWindow
from leskracht_desktop.ui.imports.dialog import ImportDialog
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.pages.requests.page import RequestsPage
from leskracht_desktop.ui.pages.settings.page import SettingsPage
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.theme import Theme
from leskracht_desktop.ui.widgets.form import FormDialog
from tests.services.conftest import demo_template
from tests.support import planting
from tests.support.clipping import Stretched, clipped
from tests.ui.answers import Answers
from tests.ui.conftest import unlock
from tests.ui.hands import Hand

__all__ = ["demo_template"]

SIZE = (1280, 720)


@pytest.fixture
def vault_folder(demo_template, tmp_path: Path) -> Path:
    """A school full of fictitious people, with requests and everything Leskracht stores."""
    return Path(shutil.copytree(demo_template.folder, tmp_path / "demo.kluis"))


@pytest.fixture
def plain(look: Theme) -> None:
    """The screens as they are."""


@pytest.fixture
def large(look: Theme, qapp: QApplication) -> Iterator[None]:
    """Letters of twice the size."""
    before = QFont(qapp.font())
    doubled = QFont(before)
    doubled.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(doubled)
    yield
    qapp.setFont(before)


@pytest.fixture
def long(look: Theme, qapp: QApplication) -> Iterator[None]:
    """Words half as long again."""
    texts = Stretched()
    qapp.installTranslator(texts)
    yield
    qapp.removeTranslator(texts)


@pytest.fixture(params=["plain", "large", "long"])
def manner(request: pytest.FixtureRequest) -> str:
    """How the texts are shown; asked for before the window is made."""
    request.getfixturevalue(request.param)
    return str(request.param)


@pytest.fixture
def small(qtbot, manner: str, closed_window: MainWindow) -> MainWindow:
    """The window at the size of a small screen, before anything is opened."""
    closed_window.resize(*SIZE)
    return closed_window


def settled(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy)
    for _ in range(5):
        QApplication.processEvents()


def offenders(qtbot, window: MainWindow, where: str, size: tuple[int, int] = SIZE) -> list[str]:
    settled(qtbot, window)
    found = [f"{where}: {problem}" for problem in clipped(window)]
    if window.width() > size[0] or window.height() > size[1]:
        found.append(f"{where}: the window is {window.size().toTuple()}")
    return found


@pytest.mark.parametrize("size", [SIZE, (1024, 700)], ids=["small", "smaller"])
def test_the_screens_before_the_pages(qtbot, small: MainWindow, tmp_path: Path, size: tuple[int, int]):
    opening = small.opening
    small.resize(*size)
    found = []
    opening.show_welcome()
    found += offenders(qtbot, small, "welcome", size)
    opening.show_new_vault()
    opening.new_vault.create_button.click()
    opening.new_vault.show_folder_problem("Hier kan geen kluis komen. Kies een andere map.")
    found += offenders(qtbot, small, "new vault with errors", size)
    opening.recovery_code.show_code("NZHEM-B17R5-PJXT4-0TJ28-280VE-31FBB-PM9X4", "De sleutelhanger werkt niet.")
    opening.setCurrentWidget(opening.recovery_code)
    found += offenders(qtbot, small, "recovery code", size)
    opening.show_unlock(tmp_path / "De Regenboog.kluis")
    opening.unlock.unlock_button.click()
    opening.unlock.offer_read_only("De kluis is al open in een ander programma op deze computer. Sluit dat eerst.")
    found += offenders(qtbot, small, "unlock", size)
    assert not found, "\n".join(found)


def choose_somebody(window: MainWindow, name: PageName) -> None:
    services = window.services
    page = window.pages[name]
    if isinstance(page, PeoplePage):
        pupil = services.people.ids(PersonFilter(kinds=frozenset({PersonKind.PUPIL})))[0]
        page.show_person(pupil)
    elif isinstance(page, RequestsPage):
        page.show_request(services.requests.ids(RequestFilter())[0])
    elif isinstance(page, AgreementsPage):
        page.show_agreement(services.agreements.list()[0].id)


def test_the_pages(qtbot, small: MainWindow, vault_folder: Path):
    unlock(qtbot, small, vault_folder)
    found = []
    for name in PageName:
        page = small.open_page(name)
        found += offenders(qtbot, small, name)
        choose_somebody(small, name)
        found += offenders(qtbot, small, f"{name} with details")
        if isinstance(page, SettingsPage | AgreementsPage):
            for tab in range(page.tabs.count()):
                page.tabs.setCurrentIndex(tab)
                found += offenders(qtbot, small, f"{name}, {page.tabs.tabText(tab)}")
    assert not found, "\n".join(found)


def in_sight(dialog: QWidget, where: str) -> list[str]:
    for _ in range(5):
        QApplication.processEvents()
    found = [f"{where}: {problem}" for problem in clipped(dialog)]
    if dialog.width() > SIZE[0] or dialog.height() > SIZE[1]:
        found.append(f"{where}: the dialog is {dialog.size().toTuple()}")
    return found


def in_dialog(
    qtbot, window: MainWindow, where: str, opens: Callable[[], object], *, with_errors: bool = False
) -> list[str]:
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        if with_errors:
            assert isinstance(dialog, FormDialog)
            dialog.save_button.click()
            assert dialog.isVisible()
        found.extend(in_sight(dialog, where))

    hand = Hand(QDialog, look)
    opens()
    qtbot.waitUntil(hand.told)
    settled(qtbot, window)
    return found


def test_the_settings(qtbot, small: MainWindow, vault_folder: Path, answers: Answers):
    unlock(qtbot, small, vault_folder)
    page = small.open_page(PageName.SETTINGS)
    assert isinstance(page, SettingsPage)
    found: list[str] = []
    opened = 0
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        settled(qtbot, small)
        for button in page.findChildren(QPushButton):
            if button.isVisible() and button.isEnabled() and button.text().endswith("…"):
                opened += opens_something(qtbot, small, button, found)
    assert opened > 4
    assert not found, "\n".join(found)


def opens_something(qtbot, window: MainWindow, button: QPushButton, found: list[str]) -> bool:
    name = button.objectName()
    hand = Hand(QDialog, lambda dialog: found.extend(in_sight(dialog, name)))
    button.click()
    settled(qtbot, window)
    hand.stop()
    return hand.told()


def test_the_assistant_for_files(qtbot, small: MainWindow, vault_folder: Path, answers: Answers, tmp_path: Path):
    unlock(qtbot, small, vault_folder)
    people = small.open_page(PageName.PEOPLE)
    assert isinstance(people, PeoplePage)
    found: list[str] = []

    def look(dialog: ImportDialog) -> None:
        found.extend(in_sight(dialog, "import, choices"))
        dialog.choices.school.choose(small.services.schools.schools()[0].id)
        dialog.choices.meanings[f"{planting.PLANT}kolom"].choose("surname")
        dialog.next_button.click()
        deadline = QDeadlineTimer(20_000)
        while dialog.preview is None and not deadline.hasExpired():
            QApplication.processEvents()
        assert dialog.preview is not None
        found.extend(in_sight(dialog, "import, preview"))

    answers.paths = [planting.write_csv(tmp_path)]
    hand = Hand(ImportDialog, look)
    people.deeds.import_file()
    qtbot.waitUntil(hand.told, timeout=30_000)
    assert not found, "\n".join(found)


def test_the_dossier_that_is_looked_at_and_the_help(qtbot, small: MainWindow, vault_folder: Path):
    unlock(qtbot, small, vault_folder)
    people = small.open_page(PageName.PEOPLE)
    assert isinstance(people, PeoplePage)
    choose_somebody(small, PageName.PEOPLE)
    found: list[str] = []
    chosen = Hand(DossierDialog, lambda dialog: dialog.done(PREVIEW))
    people.deeds.make_dossier()
    qtbot.waitUntil(chosen.told, timeout=30_000)
    again = Hand(DossierDialog, lambda dialog: dialog.reject())
    looked = Hand(PdfPreview, lambda dialog: found.extend(in_sight(dialog, "preview")))
    qtbot.waitUntil(lambda: looked.told() and again.told(), timeout=30_000)
    found += in_dialog(qtbot, small, "password", lambda: PasswordDialog(small, "Abcd-Efgh-Jklm-Npqr").exec())
    small.show_help()
    shown = small.findChild(HelpWindow)
    assert shown is not None
    found += in_sight(shown, "help")
    shown.close()
    assert not found, "\n".join(found)


def test_the_forms(qtbot, small: MainWindow, vault_folder: Path, answers: Answers):
    unlock(qtbot, small, vault_folder)
    found = []
    people, requests = small.open_page(PageName.PEOPLE), small.open_page(PageName.REQUESTS)
    assert isinstance(people, PeoplePage)
    assert isinstance(requests, RequestsPage)
    found += in_dialog(qtbot, small, "new request", requests.deeds.new_request, with_errors=True)
    choose_somebody(small, PageName.REQUESTS)
    for step, button in requests.pane.buttons.items():
        if button.isVisible() and button.isEnabled():
            found += in_dialog(qtbot, small, f"step {step}", button.click)
    found += in_dialog(qtbot, small, "letter", requests.pane.letter_button.click)
    small.open_page(PageName.PEOPLE)
    found += in_dialog(qtbot, small, "new person", people.deeds.new_person, with_errors=True)
    choose_somebody(small, PageName.PEOPLE)
    found += in_dialog(qtbot, small, "change person", people.deeds.edit_person)
    found += in_dialog(qtbot, small, "relation", people.deeds.add_relation)
    found += in_dialog(qtbot, small, "dossier", people.deeds.make_dossier)
    found += in_dialog(qtbot, small, "dossiers of a group", people.deeds.group_dossiers)
    assert not found, "\n".join(found)
