"""The whole main job in the real window on a real vault, by keyboard alone, and what locking does to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from leskracht_desktop.domain.audit import AuditKind
from leskracht_desktop.domain.requests import RequestFilter, RequestStatus
from leskracht_desktop.ui.dossier.dialog import DossierDialog
from leskracht_desktop.ui.help_window import HelpWindow
from leskracht_desktop.ui.imports.dialog import ImportDialog
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.dialogs import PersonDialog
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.pages.requests.dialogs import IdentityDialog
from leskracht_desktop.ui.pages.requests.new_request import NewRequestDialog
from leskracht_desktop.ui.pages.requests.page import RequestsPage
from tests.support import edexml
from tests.support.keyboard import (
    CTRL,
    Press,
    Script,
    Type,
    Typist,
    Until,
    active_dialog,
    dialog,
    fill_in,
    focus_name,
    press,
    tab_to,
)
from tests.support.vaults import PASSPHRASE, MovableClock
from tests.ui.answers import Answers

PEOPLE = (("Noah", "van den", "Berg"), ("Fatima", "El", "Amrani"), ("Emma", "", "Smit"))
LONGEST_MS = 90_000


@pytest.fixture
def class_list(tmp_path: Path) -> Path:
    """What a school's own system exports: a group with three pupils."""
    pupils = [
        edexml.pupil(
            str(number),
            achternaam=surname,
            voorvoegsel=prefix,
            roepnaam=call_name,
            geboortedatum="2015-05-03",
            inner=edexml.element("groep", key="G1"),
        )
        for number, (call_name, prefix, surname) in enumerate(PEOPLE, 10_001)
    ]
    path = tmp_path / "klassenlijst.xml"
    path.write_text(edexml.document(pupils, groups=[edexml.base_group("G1", "Groep 7")], brin="99XX"), "utf-8")
    return path


@pytest.fixture
def ready(qtbot, window: MainWindow) -> MainWindow:
    """The window, with the focus a person who just unlocked it finds."""
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    return window


def play(qtbot, window: MainWindow, script: Script) -> None:
    typist = Typist(window, script)
    qtbot.waitUntil(lambda: typist.over, timeout=LONGEST_MS)
    if typist.problem is not None:
        raise typist.problem


def people_page(window: MainWindow) -> PeoplePage:
    page = window.pages[PageName.PEOPLE]
    assert isinstance(page, PeoplePage)
    return page


def requests_page(window: MainWindow) -> RequestsPage:
    page = window.pages[PageName.REQUESTS]
    assert isinstance(page, RequestsPage)
    return page


def at_rest(window: MainWindow) -> Until:
    return Until(lambda: not window.jobs.busy and active_dialog() is None, "the end of the work")


def import_class_list(window: MainWindow) -> Script:
    yield Press(Qt.Key.Key_3, CTRL)
    yield from press("Importeren…")
    yield from dialog(ImportDialog)
    yield Until(lambda: focus_name() == "Importeren", "the preview")
    yield Press(Qt.Key.Key_Return)
    yield at_rest(window)
    yield Until(lambda: len(people_page(window).model.ids) == 3, "three pupils in the list")


def find_pupil(window: MainWindow) -> Script:
    page = people_page(window)
    yield from fill_in("Zoeken in betrokkenen", "berg noah")
    yield Until(lambda: len(page.model.ids) == 1, "one pupil found")
    yield Press(Qt.Key.Key_Down)
    yield Until(lambda: focus_name() == "Betrokkenen", "the focus in the list")
    yield Press(Qt.Key.Key_Down)
    yield Until(lambda: page.pane.person is not None, "the pupil beside the list")


def register_request(window: MainWindow) -> Script:
    yield from press("Nieuw verzoek…")
    yield from dialog(NewRequestDialog)
    yield from fill_in("Ontvangen op", "27-02-2026")
    yield from fill_in("Verzoeker", "Pieter van den Berg")
    yield from fill_in("Omschrijving", "Alles wat er over Noah is vastgelegd.")
    yield from press("Opslaan")
    yield at_rest(window)
    yield Until(lambda: requests_page(window).shown is not None, "the request beside the list")


def record_identity(window: MainWindow) -> Script:
    yield from press("Identiteit vastleggen…")
    yield from dialog(IdentityDialog)
    yield from fill_in("Hoe gecontroleerd", "Gesproken aan de balie")
    yield from press("Opslaan")
    yield at_rest(window)
    yield Until(lambda: requests_page(window).shown.status is RequestStatus.IDENTITY_CHECKED, "the identity")  # type: ignore[union-attr]  # it is shown


def make_dossier(window: MainWindow, target: Path) -> Script:
    yield from press("Inzagedossier maken…")
    yield from dialog(DossierDialog)
    yield from press("Opslaan…")
    yield Until(target.exists, "the dossier")
    yield at_rest(window)


def test_from_class_list_to_dossier_without_a_mouse(
    qtbot, ready: MainWindow, answers: Answers, class_list: Path, tmp_path: Path
):
    target = tmp_path / "inzage.pdf"
    answers.paths = [class_list, target]

    def script() -> Script:
        yield from import_class_list(ready)
        yield from find_pupil(ready)
        yield from register_request(ready)
        yield from record_identity(ready)
        yield from make_dossier(ready, target)

    play(qtbot, ready, script())
    assert answers.failures == []
    assert target.read_bytes().startswith(b"%PDF-")
    (request,) = ready.services.requests.list(RequestFilter())
    assert (request.person_name, f"{request.due_on:%d-%m-%Y}") == ("van den Berg, Noah", "27-03-2026")
    kinds = [row.kind for row in ready.services.audit.list(20)]
    assert {
        AuditKind.IMPORT_DONE,
        AuditKind.REQUEST_REGISTERED,
        AuditKind.REQUEST_IDENTITY_CHECKED,
        AuditKind.DOSSIER_EXPORTED,
    } <= set(kinds)
    assert ready.services.audit.verify().ok


def half_filled(window: MainWindow) -> Script:
    yield Press(Qt.Key.Key_3, CTRL)
    yield from press("Nieuwe betrokkene…")
    yield from dialog(PersonDialog)
    yield from fill_in("Roepnaam", "Yusuf")
    yield from fill_in("Achternaam", "Öztürk")
    yield from fill_in("Aantekening", "Woont om de week bij zijn vader.")


def unlocked_again(window: MainWindow) -> Script:
    yield Until(lambda: window.workspace is None and focus_name() == "Wachtwoordzin", "the unlock screen")
    assert active_dialog() is None
    assert window.services.holder.is_locked
    yield Type(PASSPHRASE)
    yield Press(Qt.Key.Key_Return)


def typed_in() -> list[str]:
    form = active_dialog()
    assert isinstance(form, PersonDialog)
    note = form.form.fields["note"].widget
    assert isinstance(note, QPlainTextEdit)
    return [form.texts["call_name"].text(), form.texts["surname"].text(), note.toPlainText()]


def do_nothing(window: MainWindow, _clock: MovableClock) -> None:
    window.guard.idle.watch(0.1)


def close_the_lid(window: MainWindow, clock: MovableClock) -> None:
    clock.move(hours=1)
    window.guard.system.compare_clocks()


@pytest.mark.parametrize("go_away", [do_nothing, close_the_lid])
def test_what_was_typed_survives_a_lock_that_nobody_asked_for(qtbot, ready: MainWindow, clock: MovableClock, go_away):
    seen: list[str] = []

    def script() -> Script:
        yield from half_filled(ready)
        go_away(ready, clock)
        yield from unlocked_again(ready)
        yield from dialog(PersonDialog)
        seen.extend(typed_in())
        yield from press("Opslaan")
        yield at_rest(ready)

    play(qtbot, ready, script())
    assert seen == ["Yusuf", "Öztürk", "Woont om de week bij zijn vader."]
    assert [row.name for row in ready.services.people.search("Yusuf")] == ["Öztürk, Yusuf"]
    assert ready.services.vaults.drafts() == ()


def test_what_was_copied_here_is_gone_after_locking(qtbot, ready: MainWindow):
    def script() -> Script:
        yield Press(Qt.Key.Key_K, CTRL)
        yield Type("Noah van den Berg")
        yield Press(Qt.Key.Key_A, CTRL)
        yield Press(Qt.Key.Key_C, CTRL)
        yield Until(lambda: QGuiApplication.clipboard().text() == "Noah van den Berg", "the copied text")
        yield Press(Qt.Key.Key_L, CTRL)
        yield Until(lambda: ready.workspace is None, "the lock")

    play(qtbot, ready, script())
    assert QGuiApplication.clipboard().text() == ""


def test_what_was_copied_before_stays(qapp, request: pytest.FixtureRequest):
    QGuiApplication.clipboard().setText("van een ander programma")
    window = request.getfixturevalue("window")
    window.lock()
    assert QGuiApplication.clipboard().text() == "van een ander programma"


def shows(window: MainWindow, name: PageName) -> Until:
    return Until(lambda: window.workspace is not None and window.workspace.current is name, name)


def test_keys_lead_everywhere(qtbot, ready: MainWindow):
    def script() -> Script:
        for number, name in reversed(list(enumerate(PageName, 1))):
            yield Press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
            yield shows(ready, name)
        yield Press(Qt.Key.Key_K, CTRL)
        yield Until(lambda: focus_name() == "Zoeken in alles", "the search field")
        yield Press(Qt.Key.Key_F1)
        yield Until(lambda: any(shown.isVisible() for shown in ready.findChildren(HelpWindow)), "the help")
        yield Press(Qt.Key.Key_Escape)
        yield Until(lambda: not any(shown.isVisible() for shown in ready.findChildren(HelpWindow)), "no help")
        yield from tab_to("Vergrendelen")
        yield Press(Qt.Key.Key_Space)
        yield from unlocked_again(ready)
        yield Until(lambda: ready.workspace is not None, "the pages")

    play(qtbot, ready, script())
    assert isinstance(ready.opening.unlock.field, QLineEdit)
    assert ready.opening.unlock.field.text() == ""
