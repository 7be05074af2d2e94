"""From the button to the PDF on the disk: what goes in, what is masked, a look at it, and where it is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QPushButton

from leskracht_desktop.domain.requests import IdentityCheck, RequestEventKind
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.ui.dossier.dialog import DossierDialog
from leskracht_desktop.ui.dossier.password import PasswordDialog
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.pages.requests.page import RequestsPage
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from tests.ui.accessibility import names, stumbles
from tests.ui.answers import Answers
from tests.ui.conftest import unlock
from tests.ui.families import School, fill_school
from tests.ui.hands import Hand, the
from tests.ui.pages_setup import add_request


@pytest.fixture
def school(window: MainWindow) -> School:
    return fill_school(window.services)


@pytest.fixture
def page(window: MainWindow, school: School) -> PeoplePage:
    found = window.open_page(PageName.PEOPLE)
    assert isinstance(found, PeoplePage)
    found.show_person(school.noah)
    return found


def press(dialog, name: str) -> None:
    the(QPushButton, name, dialog).click()


def ticks(listed: QListWidget) -> list[QListWidgetItem]:
    items = [listed.item(row) for row in range(listed.count())]
    return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]


def tick(listed: QListWidget, begin: str, *, on: bool = True) -> None:
    item = next(item for item in ticks(listed) if item.text().startswith(begin))
    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def text_of(path: Path, password: str | None = None) -> str:
    document = pypdfium2.PdfDocument(path, password=password)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def ask(page: PeoplePage, deed) -> Hand:
    hand = Hand(DossierDialog, deed)
    page.pane.dossier_button.click()
    return hand


def test_a_dossier_is_saved_and_logged_with_its_fingerprint(qtbot, page: PeoplePage, answers: Answers, tmp_path: Path):
    target = tmp_path / "dossier.pdf"
    answers.paths = [target]
    hand = ask(page, lambda dialog: press(dialog, "save"))
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=20_000)
    assert hand.told()
    assert answers.asked == ["Inzagedossier opslaan: inzagedossier-P-000001.pdf"]
    assert "Bericht 4 aan Elif Yılmaz" in text_of(target)
    assert page.banner.text.startswith("Het dossier is opgeslagen (")
    logged = page.services.audit.list(1)[0]
    assert ("sha256", hashlib.sha256(target.read_bytes()).hexdigest()) in {
        (key, str(value)) for key, value in logged.details
    }


def test_the_form_can_be_used_with_a_screen_reader(qtbot, page: PeoplePage, heard):
    def look(dialog: DossierDialog) -> None:
        assert stumbles(dialog) == []
        assert names(dialog, QAccessible.Role.List) == ["Onderdelen", "Namen van anderen"]
        titles = [
            dialog.sections.item(row).text()
            for row in range(dialog.sections.count())
            if not dialog.sections.item(row).flags() & Qt.ItemFlag.ItemIsUserCheckable
        ]
        assert titles == [
            "De school zelf",
            "Leskracht als verwerker",
            "Leskracht als eigen verantwoordelijke",
            "Wat dit programma verder bijhoudt",
        ]
        said = [item.text() for item in ticks(dialog.sections)]
        assert "Berichten en reacties  (5 gegevens)" in said
        assert "Betalingen  (niets vastgelegd)" in said

    hand = ask(page, look)
    qtbot.waitUntil(hand.told)


def test_sections_are_left_out_and_names_burned_out(qtbot, page: PeoplePage, answers: Answers, tmp_path: Path):
    target = tmp_path / "dossier.pdf"
    answers.paths = [target]

    def choose(dialog: DossierDialog) -> None:
        press(dialog, "choose_none")
        tick(dialog.sections, "Berichten en reacties")
        tick(dialog.others, "Elif Yılmaz")
        press(dialog, "save")
        assert dialog.reason_error.text().startswith("Schrijf op waarom")
        dialog.reason.setText("Privacy van Elif")
        press(dialog, "save")

    hand = ask(page, choose)
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=20_000)
    assert hand.told()
    text = text_of(target)
    assert "Elif" not in text
    assert "Bericht 4 aan" in text
    assert "Inschrijving en groep (" not in text


def test_a_dossier_without_a_single_section_is_not_made(qtbot, page: PeoplePage):
    def choose(dialog: DossierDialog) -> None:
        press(dialog, "choose_none")
        press(dialog, "save")
        assert dialog.sections_error.text() == "Kies ten minste één onderdeel."
        tick(dialog.sections, "Account")
        assert not dialog.sections_error.isVisibleTo(dialog)

    hand = ask(page, choose)
    qtbot.waitUntil(hand.told)


def test_the_preview_shows_every_page_from_memory(qtbot, page: PeoplePage, tmp_path: Path, heard):
    seen: list[tuple[str, int]] = []
    before = sorted(tmp_path.rglob("*"))

    def choose(dialog: DossierDialog) -> None:
        tick(dialog.sections, "Account", on=False)
        press(dialog, "preview")

    chosen = ask(page, choose)
    qtbot.waitUntil(chosen.told)

    def look(preview: PdfPreview) -> None:
        assert stumbles(preview) == []
        label = preview.findChild(QLabel, "pdf_page")
        assert label is not None
        seen.append((label.text(), preview.document.pageCount()))
        preview.zoom(2.0)
        preview.fit()
        contents = preview.contents.model()
        assert contents.rowCount() > 3
        preview.contents.activated.emit(contents.index(contents.rowCount() - 1, 0))
        assert label.text() != seen[0][0]
        press(preview, "close_preview")

    hand = Hand(PdfPreview, look)
    qtbot.waitUntil(hand.told, timeout=20_000)
    pages = seen[0][1]
    assert pages > 5
    assert seen[0][0] == f"Bladzijde 1 van {pages}"
    again = Hand(DossierDialog, lambda dialog: seen.append((" ".join(dialog.choice().sections or ()), 0)))
    qtbot.waitUntil(again.told)
    assert "account" not in seen[1][0].split()
    assert "messages" in seen[1][0].split()
    assert [path for path in sorted(tmp_path.rglob("*")) if path.suffix == ".pdf"] == []
    assert [path for path in before if path.suffix == ".pdf"] == []


def test_a_preview_can_be_saved_at_once(qtbot, page: PeoplePage, answers: Answers, tmp_path: Path):
    target = tmp_path / "dossier.pdf"
    answers.paths = [target]
    chosen = ask(page, lambda dialog: press(dialog, "preview"))
    qtbot.waitUntil(chosen.told)
    hand = Hand(PdfPreview, lambda preview: press(preview, "save_preview"))
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=20_000)
    assert hand.told()
    assert target.exists()


def test_a_copy_to_mail_shows_its_password_once(qtbot, page: PeoplePage, answers: Answers, tmp_path: Path, heard):
    target = tmp_path / "kopie.pdf"
    answers.paths = [target]
    seen: list[str] = []

    def choose(dialog: DossierDialog) -> None:
        dialog.mail_copy.setChecked(True)
        press(dialog, "save")

    chosen = ask(page, choose)
    qtbot.waitUntil(chosen.told)

    def look(dialog: PasswordDialog) -> None:
        assert stumbles(dialog) == []
        seen.append(the(QLineEdit, "copy_password", dialog).text())
        press(dialog, "close_password")

    hand = Hand(PasswordDialog, look)
    qtbot.waitUntil(hand.told, timeout=20_000)
    assert "Bericht 4 aan Elif Yılmaz" in text_of(target, seen[0])
    with pytest.raises(pypdfium2.PdfiumError):
        text_of(target)


def test_giving_up_the_place_leaves_nothing(qtbot, page: PeoplePage, answers: Answers, tmp_path: Path):
    hand = ask(page, lambda dialog: press(dialog, "save"))
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert hand.told()
    assert not page.jobs.busy
    assert page.banner.text == ""


def test_a_folder_that_may_not_be_written_is_told(qtbot, page: PeoplePage, answers: Answers, tmp_path: Path):
    answers.paths = [tmp_path / "bestaat niet" / "dossier.pdf"]
    hand = ask(page, lambda dialog: press(dialog, "save"))
    qtbot.waitUntil(lambda: bool(answers.failures), timeout=20_000)
    assert hand.told()
    assert isinstance(answers.failures[0], LeskrachtError)
    assert list(tmp_path.rglob("*.pdf")) == []
    assert page.banner.text == ""


def test_without_identity_no_dossier_leaves_for_a_request(
    qtbot, window: MainWindow, school: School, answers: Answers, tmp_path: Path
):
    request = add_request(window.services, school.noah, 5)
    page = window.open_page(PageName.REQUESTS)
    assert isinstance(page, RequestsPage)
    page.show_request(request.row.id)
    assert not page.pane.dossier_button.isEnabled()
    assert page.pane.dossier_button.toolTip() == "Leg eerst de identiteit vast."
    page.services.requests.record_identity(
        request.row.id, IdentityCheck("aan de balie herkend", page.tools.today(), "Noor")
    )
    page.mark_stale()
    target = tmp_path / "dossier.pdf"
    answers.paths = [target]
    hand = Hand(DossierDialog, lambda dialog: press(dialog, "save"))
    page.pane.dossier_button.click()
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=20_000)
    assert hand.told()
    assert answers.asked == ["Inzagedossier opslaan: inzagedossier-2026-0001.pdf"]
    events = page.services.requests.details(request.row.id).events
    assert RequestEventKind.DOSSIER in {event.kind for event in events}
    qtbot.waitUntil(lambda: page.pane.dossier_button.property("look") == "normal")


def test_what_was_chosen_survives_the_lock(qtbot, window: MainWindow, vault_folder: Path, page: PeoplePage):
    def type_and_lock(dialog: DossierDialog) -> None:
        tick(dialog.sections, "Account", on=False)
        tick(dialog.others, "Elif Yılmaz")
        dialog.reason.setText("Half getypt")
        window.lock()

    hand = ask(page, type_and_lock)
    qtbot.waitUntil(hand.told)
    seen: list[object] = []

    def look(dialog: DossierDialog) -> None:
        choice = dialog.choice()
        seen.extend([choice.reason, choice.mask, "account" in (choice.sections or ())])

    again = Hand(DossierDialog, look)
    unlock(qtbot, window, vault_folder)
    qtbot.waitUntil(again.told)
    assert seen == ["Half getypt", ("Elif Yılmaz",), False]


def test_the_form_says_when_a_dossier_will_name_no_term(qtbot, page: PeoplePage):
    terms = page.services.retentions.terms()

    def note_is_shown() -> bool:
        seen: list[bool] = []

        def look(dialog: DossierDialog) -> None:
            seen.append(dialog.terms_note.isVisibleTo(dialog))
            dialog.reject()

        hand = ask(page, look)
        qtbot.waitUntil(hand.told)
        return seen == [True]

    assert note_is_shown()
    page.services.retentions.set_terms({term.category: term.suggestion for term in terms})
    assert not note_is_shown()
