"""The main window: names that are a contract, keys, search, help, and that it comes quickly."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTextBrowser

from leskracht_desktop import paths
from leskracht_desktop.domain.people import NewPerson, PersonKind
from leskracht_desktop.domain.requests import NewRequest, RequestKind
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.ui.help_window import PAGES, HelpWindow
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.theme import Appearance, theme
from tests.ui.accessibility import names, stumbles, tab_order
from tests.ui.hands import the

LABELS = (
    "Overzicht",
    "Overeenkomsten",
    "Betrokkenen",
    "Toestemmingen",
    "Verzoeken",
    "Logboek",
    "Instellingen",
)


def add_people(window: MainWindow) -> None:
    school = window.services.schools.schools()[0].id
    for call_name, prefix, surname in (("Noah", "van den", "Berg"), ("Zoë", "de", "Vries"), ("Ömer", "", "Yılmaz")):
        window.services.people.add(
            NewPerson(PersonKind.PUPIL, school, call_name=call_name, prefix=prefix, surname=surname)
        )


def test_the_seven_pages_have_their_names(window: MainWindow, heard):
    assert window.workspace is not None
    buttons = [name for name in names(window.workspace.navigation) if name != "Hulp"]
    assert tuple(buttons) == LABELS


@pytest.mark.parametrize("name", PageName)
def test_every_page_can_be_used_with_a_screen_reader(window: MainWindow, heard, name: PageName):
    add_people(window)
    page = window.open_page(name)
    assert stumbles(page) == []
    assert window.workspace is not None
    assert window.workspace.navigation.buttons[name].isChecked()


def test_the_whole_window_can_be_used_with_a_screen_reader(window: MainWindow, heard):
    assert stumbles(window) == []
    assert "Vergrendelen" in names(window, QAccessible.Role.PushButton)
    assert "Hulp" in names(window, QAccessible.Role.PushButton)
    assert "Zoeken in alles" in names(window, QAccessible.Role.EditableText)


def test_tab_goes_from_navigation_through_search_to_the_page(window: MainWindow):
    order = tab_order(window)
    start = order.index("go_overview")  # the order is a circle
    order = [*order[start:], *order[:start]]
    assert order.index("go_overview") < order.index("help") < order.index("global_search") < order.index("late")
    assert order.index("late") < order.index("lock")


@pytest.mark.parametrize(("number", "name"), list(enumerate(PageName, 1)))
def test_a_key_goes_to_each_page(qtbot, window: MainWindow, number: int, name: PageName):
    window.open_page(PageName.SETTINGS if name is PageName.OVERVIEW else PageName.OVERVIEW)
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is not None
    assert window.workspace.current is name


def test_arrow_keys_walk_through_the_navigation(qtbot, window: MainWindow):
    assert window.workspace is not None
    buttons = window.workspace.navigation.buttons
    assert buttons[PageName.OVERVIEW].hasFocus()
    qtbot.keyClick(buttons[PageName.OVERVIEW], Qt.Key.Key_Down)
    assert window.workspace.current is PageName.AGREEMENTS
    assert buttons[PageName.AGREEMENTS].hasFocus()


def test_keys_for_pages_do_nothing_while_locked(qtbot, closed_window: MainWindow):
    closed_window.opening.show_welcome()
    qtbot.keyClick(closed_window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert closed_window.workspace is None


def test_searching_finds_people_and_requests(qtbot, window: MainWindow):
    add_people(window)
    people = window.services.people
    noah = people.ids(people_filter("Noah"))[0]
    window.services.requests.register(NewRequest(RequestKind.ACCESS, noah, date(2026, 3, 1)))
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace is not None
    search = window.workspace.search
    assert window.focusWidget() is search
    qtbot.keyClicks(search, "berg noah")
    qtbot.waitUntil(lambda: len(search.hits) == 2)
    assert search.hits[0].startswith("van den Berg, Noah")
    assert search.hits[1].startswith("2026-0001")
    qtbot.keyClick(search, Qt.Key.Key_Down)
    hits = the(QListWidget, "search_hits", window)
    assert hits.hasFocus()
    assert stumbles(hits.parentWidget() or hits) == []
    qtbot.keyClick(hits, Qt.Key.Key_Down)
    qtbot.keyClick(hits, Qt.Key.Key_Return)
    assert window.workspace.current is PageName.REQUESTS
    assert search.text() == ""
    assert search.hits == []


def people_filter(text: str):
    from leskracht_desktop.domain.people import PersonFilter

    return PersonFilter(text=text)


def test_searching_in_vain_says_so(qtbot, window: MainWindow):
    assert window.workspace is not None
    search = window.workspace.search
    search.setFocus()
    qtbot.keyClicks(search, "zeppelin")
    qtbot.waitUntil(lambda: len(search.hits) == 1)
    assert search.hits[0].startswith("Niets gevonden")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.workspace.current is PageName.OVERVIEW
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.hits == []


def test_a_second_school_brings_the_choice_of_a_school(window: MainWindow):
    assert window.workspace is not None
    assert not window.workspace.school.isVisible()
    other = window.services.schools.add_school(NewSchool("De Linde", "99YY"))
    window.jobs.announce(Topic.SCHOOLS)
    choice = window.workspace.school
    assert choice.isVisible()
    assert [choice.itemText(row) for row in range(choice.count())] == ["Alle scholen", "De Linde", "De Regenboog"]
    page = window.open_page(PageName.REQUESTS)
    choice.choose(other)
    assert page.school_id == other
    assert window.windowTitle().startswith("De Linde – ")
    assert not window.open_page(PageName.AGREEMENTS).narrows_to_school
    assert not choice.isVisible()
    assert window.windowTitle().startswith(f"{window.services.schools.institution().name} – ")
    window.open_page(PageName.REQUESTS)
    assert choice.isVisible()
    assert window.windowTitle().startswith("De Linde – ")
    choice.choose(None)
    assert page.school_id is None


def test_the_status_line_tells_vault_and_back_up(window: MainWindow):
    assert the(QLabel, "status_vault", window).text() == "Kluis: De Regenboog"
    assert the(QLabel, "status_backup", window).text() == "Laatste back-up: nooit"


def test_the_daily_back_up_is_made_without_anybody_waiting(qtbot, window: MainWindow):
    assert window.workspace is not None
    window.workspace.back_up_if_due()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert the(QLabel, "status_backup", window).text() == "Laatste back-up: vandaag"
    assert list(paths.backup_folder().rglob("*.*"))
    window.workspace.back_up_if_due()
    assert not window.jobs.busy


def test_light_and_dark_are_remembered_in_the_vault(window: MainWindow):
    window.menus.appearances[Appearance.DARK].trigger()
    assert theme().is_dark
    assert window.services.settings.appearance == "dark"


# --- help ------------------------------------------------------------------------------------------------------------


def test_f1_shows_the_help_of_the_screen(qtbot, window: MainWindow, heard):
    window.open_page(PageName.AUDIT)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert shown is not None
    assert shown.isVisible()
    assert shown.text.startswith("Logboek")
    assert stumbles(shown) == []
    shown.close()


def test_every_page_has_its_help_and_every_link_leads_somewhere(qtbot, look):
    shown = HelpWindow()
    qtbot.addWidget(shown)
    names_of_pages = {name for name, _ in PAGES}
    assert {name.value for name in PageName} <= names_of_pages
    assert {path.stem for path in paths.resource("help").glob("*.md")} == names_of_pages
    for name, title in PAGES:
        shown.show_page(name)
        assert shown.text.startswith(title)
        source = paths.resource(f"help/{name}.md").read_text(encoding="utf-8")
        for link in re.findall(r"\]\((.+?)\)", source):
            assert link.removesuffix(".md") in names_of_pages, f"{name}: {link}"


def test_a_link_in_the_help_stays_in_the_help(qtbot, look):
    from PySide6.QtCore import QUrl

    shown = HelpWindow()
    qtbot.addWidget(shown)
    shown.show_page("start")
    browser = shown.findChild(QTextBrowser)
    assert browser is not None
    browser.anchorClicked.emit(QUrl("security.md"))
    assert shown.text.startswith("Veiligheid en back-ups")
    browser.anchorClicked.emit(QUrl("https://elsewhere.example/"))
    assert shown.text.startswith("Veiligheid en back-ups")


# --- start-up ---------------------------------------------------------------------------------------------------------

FIRST_SCREEN = """
import sys
from pathlib import Path
import leskracht_desktop.app as app
application = app.make_application(["test"])
window = app.make_window(app.system_clock)
arguments = app._parser().parse_args(["--vault", sys.argv[1]])
app.show_first_screen(window, arguments)
window.show()
application.processEvents()
slow = {"sqlalchemy", "alembic", "sqlcipher3", "reportlab", "pikepdf", "lxml", "openpyxl", "holidays", "PySide6.QtPdf"}
print(sorted(slow & set(sys.modules)), window.opening.unlock.isVisible())
"""


def test_the_unlock_screen_waits_for_no_slow_library(vault_folder: Path):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FIRST_SCREEN, str(vault_folder)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "[] True", done.stderr


def test_pages_are_made_when_they_are_shown(window: MainWindow):
    assert window.workspace is not None
    assert [page.name for page in window.pages.made] == [PageName.OVERVIEW]
    assert set(window.pages) == set(PageName)
    window.open_page("audit")
    assert [page.name for page in window.pages.made] == [PageName.OVERVIEW, PageName.AUDIT]


def test_it_fits_a_small_screen(qtbot, window: MainWindow):
    window.resize(1280, 720)
    for name in PageName:
        window.open_page(name)
        assert window.minimumSizeHint().width() <= 1280, name
        assert window.minimumSizeHint().height() <= 720, name


def test_the_lock_button_is_where_everybody_looks(window: MainWindow):
    button = the(QPushButton, "lock", window)
    assert button.isVisible()
    assert button.accessibleName() == "Vergrendelen"
