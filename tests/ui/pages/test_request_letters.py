"""From `Brief maken…` to the PDF on the disk: which letter, one's own text, a look at it, and where it is refused."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from leskracht_desktop.domain.request_letters import LetterKind
from leskracht_desktop.domain.requests import IdentityCheck, RequestDetails, RequestEventKind
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.labels_nl.request_letters import WAYS_TO_SHOW_IDENTITY
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.audit.details import detail_pairs
from leskracht_desktop.ui.pages.requests.letter_dialog import LetterDialog
from leskracht_desktop.ui.pages.requests.page import RequestsPage
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from tests.ui.accessibility import names, stumbles
from tests.ui.answers import Answers
from tests.ui.conftest import unlock
from tests.ui.families import School, fill_school
from tests.ui.hands import Hand
from tests.ui.pages_setup import add_request


@pytest.fixture
def school(window: MainWindow) -> School:
    return fill_school(window.services)


@pytest.fixture
def request_(window: MainWindow, school: School) -> RequestDetails:
    return add_request(window.services, school.noah, 10)


@pytest.fixture
def page(window: MainWindow, request_: RequestDetails) -> RequestsPage:
    page = window.open_page(PageName.REQUESTS)
    assert isinstance(page, RequestsPage)
    page.show_request(request_.row.id)
    return page


def ask(page: RequestsPage, deed) -> Hand:
    hand = Hand(LetterDialog, deed)
    page.pane.letter_button.click()
    assert hand.told()
    return hand


def choose(dialog: LetterDialog, kind: LetterKind, text: str | None = None) -> LetterDialog:
    dialog.kind.choose(kind)
    if text is not None:
        dialog.text.setPlainText(text)
    return dialog


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_letter_is_saved_under_the_number_and_stands_on_the_time_line(
    qtbot, page: RequestsPage, request_: RequestDetails, answers: Answers, tmp_path: Path
):
    target = tmp_path / "brief.pdf"
    answers.paths = [target]
    ask(page, lambda dialog: choose(dialog, LetterKind.ACKNOWLEDGEMENT, "Tot ziens.").save_button.click())
    qtbot.waitUntil(lambda: page.banner.text != "")
    assert answers.asked == ["Brief opslaan: ontvangstbevestiging-2026-0001.pdf"]
    assert page.banner.text == "De brief is opgeslagen als brief.pdf."
    said = text_of(target)
    assert "Wij hebben uw verzoek ontvangen" in said
    assert "Tot ziens." in said
    events = page.services.requests.details(request_.row.id).events
    assert events[-1].kind is RequestEventKind.LETTER
    qtbot.waitUntil(
        lambda: (
            "brief gemaakt: ontvangstbevestiging"
            in {line.text() for line in page.pane.findChildren(QLabel, "event_line")}
        )
    )
    logged = page.services.audit.list(1)[0]
    assert ("Soort document", "ontvangstbevestiging") in list(detail_pairs(logged))


def test_the_form_can_be_used_with_a_screen_reader(page: RequestsPage, heard):
    def look(dialog: LetterDialog) -> None:
        assert stumbles(dialog) == []
        assert names(dialog, QAccessible.Role.ComboBox) == ["Welke brief"]
        assert "Eigen tekst" in names(dialog, QAccessible.Role.EditableText)
        shown = names(dialog, QAccessible.Role.PushButton)
        assert {"Voorbeeld bekijken…", "Opslaan…", "Annuleren"} <= set(shown)

    assert page.pane.letter_button.accessibleName() == "Brief maken…"
    ask(page, look)


def test_each_letter_explains_itself_and_proposes_its_text(page: RequestsPage):
    def look(dialog: LetterDialog) -> None:
        offered = [dialog.kind.itemText(index) for index in range(dialog.kind.count())]
        assert offered == ["Ontvangstbevestiging", "Vraag naar de identiteit"]
        assert "verzoek binnen is" in dialog.about.text()
        assert dialog.text.toPlainText() == ""
        choose(dialog, LetterKind.IDENTITY_REQUEST)
        assert "alleen als u twijfelt" in dialog.about.text()
        assert dialog.text.toPlainText() == WAYS_TO_SHOW_IDENTITY
        choose(dialog, LetterKind.ACKNOWLEDGEMENT)
        assert dialog.text.toPlainText() == ""
        choose(dialog, LetterKind.ACKNOWLEDGEMENT, "Zelf getypt")
        choose(dialog, LetterKind.IDENTITY_REQUEST)
        assert dialog.text.toPlainText() == "Zelf getypt"

    ask(page, look)


def test_what_is_wrong_stands_under_the_field(page: RequestsPage, answers: Answers):
    def look(dialog: LetterDialog) -> None:
        choose(dialog, LetterKind.IDENTITY_REQUEST, " ")
        dialog.preview_button.click()
        assert dialog.isVisible()
        assert not dialog.wants_preview
        assert dialog.form.fields["letter_text"].error.text() != ""
        dialog.text.setPlainText("Uw nummer is 111222333")
        dialog.save_button.click()
        assert dialog.isVisible()
        assert dialog.form.fields["letter_text"].error.text() != ""

    ask(page, look)
    assert answers.asked == []


def test_a_look_comes_from_memory_and_leads_back_or_on(qtbot, page: RequestsPage, answers: Answers, tmp_path: Path):
    target = tmp_path / "brief.pdf"
    answers.paths = [target]
    seen: list[object] = []
    hands: list[Hand] = []

    def look_and_close(preview: PdfPreview) -> None:
        seen.append(preview.document.pageCount())
        seen.append(list(tmp_path.rglob("*.pdf")))
        hands.append(Hand(LetterDialog, look_again))
        preview.reject()

    def look_again(dialog: LetterDialog) -> None:
        seen.append(dialog.kind.value)
        hands.append(Hand(PdfPreview, lambda preview: preview.accept()))
        dialog.preview_button.click()

    hands.append(Hand(PdfPreview, look_and_close))
    ask(page, lambda dialog: choose(dialog, LetterKind.IDENTITY_REQUEST).preview_button.click())
    qtbot.waitUntil(lambda: page.banner.text != "")
    assert all(hand.told() for hand in hands)
    assert seen == [1, [], LetterKind.IDENTITY_REQUEST]
    assert "Laat u ons zien wie u bent?" in text_of(target)


def test_a_folder_that_is_not_there_is_told_and_the_form_comes_back(
    qtbot, page: RequestsPage, answers: Answers, tmp_path: Path
):
    answers.paths = [tmp_path / "weg" / "brief.pdf"]
    ask(page, lambda dialog: choose(dialog, LetterKind.ACKNOWLEDGEMENT, "Tot ziens.").save_button.click())
    seen: list[str] = []
    again = Hand(LetterDialog, lambda dialog: seen.append(dialog.text.toPlainText()))
    qtbot.waitUntil(again.told)
    assert seen == ["Tot ziens."]
    assert isinstance(answers.failures[0], LeskrachtError)
    assert page.banner.text == ""


def test_giving_up_the_place_leaves_nothing(page: RequestsPage, answers: Answers, tmp_path: Path):
    before = page.services.audit.count()
    ask(page, lambda dialog: dialog.save_button.click())
    assert answers.asked == ["Brief opslaan: ontvangstbevestiging-2026-0001.pdf"]
    assert not page.jobs.busy
    assert page.services.audit.count() == before


def test_letters_are_offered_as_long_as_there_is_something_to_write(
    qtbot, page: RequestsPage, request_: RequestDetails
):
    requests, today = page.services.requests, page.tools.today()
    requests.record_identity(request_.row.id, IdentityCheck("aan de balie herkend", today, "Noor"))
    requests.extend(request_.row.id, today, "Veel berichten.")
    page.mark_stale()
    page.show_request(request_.row.id)
    seen: list[list[str]] = []
    ask(
        page,
        lambda dialog: seen.append([dialog.kind.itemText(index) for index in range(dialog.kind.count())]),
    )
    assert seen == [["Ontvangstbevestiging", "Bericht van verlenging"]]
    requests.mark_answered(request_.row.id, today)
    page.mark_stale()
    page.show_request(request_.row.id)
    assert not page.pane.letter_button.isVisible()
    page.deeds.letters.make()
    assert page.banner.text == ""


def test_what_is_typed_survives_the_lock(qtbot, window: MainWindow, vault_folder: Path, page: RequestsPage):
    def type_and_lock(dialog: LetterDialog) -> None:
        choose(dialog, LetterKind.IDENTITY_REQUEST, "Half getypt")
        window.lock()

    ask(page, type_and_lock)
    assert window.workspace is None
    seen: list[object] = []
    again = Hand(LetterDialog, lambda dialog: seen.extend([dialog.kind.value, dialog.text.toPlainText()]))
    unlock(qtbot, window, vault_folder)
    qtbot.waitUntil(again.told)
    assert seen == [LetterKind.IDENTITY_REQUEST, "Half getypt"]
