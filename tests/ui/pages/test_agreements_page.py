"""Overeenkomsten in the real window: reading, finding, and registering our own agreements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt, QUrl
from PySide6.QtGui import QImage, QPainter, QPdfWriter, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    Period,
    PeriodUnit,
    SecurityAnnex,
)
from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import AgreementId, AgreementStatus, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide import FunctionCode, TermCode
from leskracht_desktop.domain.guide_notes import GuidePlace, PlaceKind, ReadingStatus
from leskracht_desktop.labels_nl import label
from leskracht_desktop.services.program import Services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.deviations import DeviationDialog
from leskracht_desktop.ui.pages.agreements.dialogs import ReviewDialog, StepDialog
from leskracht_desktop.ui.pages.agreements.documents import DocumentDialog
from leskracht_desktop.ui.pages.agreements.form import AgreementDialog
from leskracht_desktop.ui.pages.agreements.functions import KEY_CARD, READING, REGISTER
from leskracht_desktop.ui.pages.agreements.notes import NoteDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.compare_dialog import CompareDialog
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.reader.picture_view import PictureView
from tests.ui.accessibility import names, stumbles
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the

BREACHES = GuidePlace("4.0", PlaceKind.ARTICLE, "breaches")


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    return made


def sign(services: Services, *deviations: Deviation) -> AgreementId:
    """Register a signed agreement with Leskracht."""
    agreements = services.agreements
    supplier = agreements.add_supplier(NewSupplier("Leskracht"))
    content = AgreementContent(
        periods=(Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, source="artikel 8"),),
        security=SecurityAnnex(incident_name="Meldpunt", incident_phone="010 1234567"),
        deviations=deviations,
    )
    return agreements.register(
        NewAgreement(
            supplier,
            "4.0",
            valid_until=date(2026, 5, 1),
            signed_on=date(2025, 9, 1),
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
            content=content,
        )
    )


def pdf(text: str) -> bytes:
    """Return a PDF of one page with this text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(400, 800, text)
    painter.end()
    return bytes(buffer.data().data())


def show(page: AgreementsPage, agreement_id: AgreementId) -> None:
    page.mark_stale()
    page.show_agreement(agreement_id)


def texts(page: AgreementsPage) -> str:
    return "\n".join(found.text() for found in page.register.pane.findChildren(QLabel) if not found.isHidden())


def test_the_names_that_people_and_tests_rely_on_are_there(page: AgreementsPage, heard):
    assert {
        "Artikelen",
        "Zoeken in overeenkomsten",
        "Versies vergelijken…",
        "Document toevoegen…",
        "Overeenkomst vastleggen…",
    } <= set(names(page))
    assert stumbles(page) == []
    for tab in (REGISTER, KEY_CARD):
        page.tabs.setCurrentIndex(tab)
        assert stumbles(page) == []


def test_a_screen_reader_finds_its_way_when_there_is_an_agreement(page: AgreementsPage, window: MainWindow, heard):
    agreement = sign(window.services, Deviation(8, "Binnen 24 uur.", "Vaste termijn."))
    for tab in (READING, REGISTER, KEY_CARD):
        show(page, agreement)
        page.tabs.setCurrentIndex(tab)
        assert stumbles(page) == []


def test_words_are_found_in_any_number_and_lead_to_the_marked_place(qtbot, page: AgreementsPage):
    page.focus_search()
    qtbot.keyClicks(page.room.search, "subverwerker")
    qtbot.waitUntil(lambda: bool(page.room.hits.hits))
    titles = {hit.title for hit in page.room.hits.hits}
    assert "11. Subverwerkers" in titles
    qtbot.keyClick(page.room.search, Qt.Key.Key_Down)
    assert page.room.hits.hasFocus()
    qtbot.keyClick(page.room.hits, Qt.Key.Key_Return)
    marks = page.room.reader.sheet.extraSelections()
    marked = marks[0].cursor.selectedText()
    assert marked.casefold().startswith("subverwerker")
    qtbot.keyClick(page.room.hits, Qt.Key.Key_Up)
    assert page.room.search.hasFocus()
    qtbot.keyClick(page.room.search, Qt.Key.Key_Escape)
    assert page.room.contents.isVisible()


def test_enter_in_the_field_goes_to_the_first_hit(qtbot, page: AgreementsPage):
    page.focus_search()
    qtbot.keyClicks(page.room.search, "datalek")
    qtbot.keyClick(page.room.search, Qt.Key.Key_Return)
    assert page.room.reader.sheet.hasFocus()
    assert page.room.reader.sheet.extraSelections() != []


def test_nothing_found_is_said(qtbot, page: AgreementsPage):
    page.room.search.setText("zeppelin")
    qtbot.waitUntil(page.room.hits.isVisible)
    item = page.room.hits.topLevelItem(0)
    assert item is not None
    assert item.text(0).startswith("Niets gevonden")
    assert page.room.hits.hits == ()


def test_a_link_to_a_function_opens_its_page(window: MainWindow, page: AgreementsPage):
    page.room.reader.function_asked.emit(FunctionCode.REQUESTS)
    assert window.workspace is not None
    assert window.workspace.current is PageName.REQUESTS


def test_comparing_starts_from_the_version_that_is_read(page: AgreementsPage):
    page.read(places.article("4.0", "breaches"))
    seen: list[tuple[str, str]] = []
    hand = Hand(CompareDialog, lambda dialog: seen.append((dialog.old_choice.value, dialog.new_choice.value)))
    page.compare_button.click()
    assert hand.told()
    assert seen == [("3.0", "4.0")]


def test_an_empty_register_says_what_belongs_in_it(page: AgreementsPage):
    page.tabs.setCurrentIndex(REGISTER)
    assert page.register.empty.isVisible()
    assert page.register.first_button.isVisible()


def test_an_agreement_is_registered_with_its_new_supplier(qtbot, window: MainWindow, page: AgreementsPage):
    def fill(dialog: AgreementDialog) -> None:
        dialog.save_button.click()
        assert dialog.isVisible() is False

    def fill_wrong_first(dialog: AgreementDialog) -> None:
        dialog.form.fields["supplier.number"].widget.setText("12")  # type: ignore[attr-defined]  # a line edit
        dialog.save_button.click()
        assert "acht cijfers" in dialog.form.fields["supplier.number"].error.text()
        dialog.form.fields["supplier.number"].widget.setText("01234567")  # type: ignore[attr-defined]  # a line edit
        the(QLineEdit, "signed_on", dialog).setText("1-9-2025")
        the(QLineEdit, f"value_{TermCode.BREACH_TO_SCHOOL}", dialog).setText("24")
        the(QLineEdit, f"source_{TermCode.BREACH_TO_SCHOOL}", dialog).setText("artikel 8")
        fill(dialog)

    hand = Hand(AgreementDialog, fill_wrong_first)
    page.register_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None)
    row = window.services.agreements.list()[0]
    assert (row.supplier, row.model_version, row.status) == ("Leskracht", "4.0", AgreementStatus.SIGNED)
    period = window.services.agreements.details(row.id).content.period(TermCode.BREACH_TO_SCHOOL)
    assert period == Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, "", "artikel 8")
    assert page.tabs.currentIndex() == REGISTER
    assert page.banner.text == "De overeenkomst is vastgelegd."


def test_a_number_without_digits_is_refused_under_its_own_term(page: AgreementsPage):
    def fill(dialog: AgreementDialog) -> None:
        the(QLineEdit, f"value_{TermCode.ASSISTANCE}", dialog).setText("vijf")
        dialog.save_button.click()
        assert dialog.isVisible()
        line = dialog.periods.line(TermCode.ASSISTANCE)
        assert line.errors["value"].text() == "Typ hier een getal in cijfers, bijvoorbeeld 24."
        assert dialog.focusWidget() is line.value
        line.value.setText("5")
        assert line.errors["value"].text() == ""

    hand = Hand(AgreementDialog, fill)
    page.register_button.click()
    assert hand.told()


def test_what_was_typed_comes_back_after_a_lock(page: AgreementsPage):
    kept: list[dict[str, str]] = []

    def fill(dialog: AgreementDialog) -> None:
        dialog.supplier.setEditText("Snappet")
        the(QLineEdit, f"value_{TermCode.ASSISTANCE}", dialog).setText("5")
        kept.append(dialog.draft())

    hand = Hand(AgreementDialog, fill)
    page.register_button.click()
    assert hand.told()

    def look(dialog: AgreementDialog) -> None:
        assert dialog.supplier.currentText() == "Snappet"
        assert the(QLineEdit, f"value_{TermCode.ASSISTANCE}", dialog).text() == "5"

    again = Hand(AgreementDialog, look)
    page.resume_draft("agreements.new", kept[0])
    assert again.told()


def test_the_pane_shows_what_was_agreed(page: AgreementsPage, window: MainWindow):
    show(page, sign(window.services, Deviation(8, "Binnen 24 uur.", "Vaste termijn.", "Bestuur", date(2025, 9, 1))))
    QAbstractItemModelTester(page.register.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown = texts(page)
    for part in ("getekend", "24 uur (artikel 8)", "010 1234567", "Binnen 24 uur.", "Waarom: Vaste termijn."):
        assert part in shown
    assert page.register.model.index(0, 4).data() == "01-05-2026 (nog 59 dagen)"


@pytest.mark.parametrize("name", ["Verwerkersovereenkomst_Leskracht_2026-2027_getekend_def", "e" * 120])
def test_a_long_file_name_does_not_widen_the_pane(page: AgreementsPage, window: MainWindow, tmp_path, name):
    agreement = sign(window.services)
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(pdf("De overeenkomst"))
    window.services.documents.add(path, NewDocument(), agreement)
    show(page, agreement)
    (label,) = page.register.pane.findChildren(QLabel, "document_title")
    assert label.accessibleName() == f"{name}.pdf"
    assert label.minimumSizeHint().width() < 250


def test_the_end_of_a_reason_is_no_comma(page: AgreementsPage, window: MainWindow):
    reason = "Niemand werkt in de avond."
    show(page, sign(window.services, Deviation(8, "Binnen 24 uur.", reason, "Marleen", date(2025, 9, 1))))
    assert f"Waarom: {reason}\nAfgesproken: Marleen, 1 september 2025" in texts(page)


def test_a_deviation_leads_to_its_article(page: AgreementsPage, window: MainWindow):
    show(page, sign(window.services, Deviation(8, "Binnen 24 uur.", "Vaste termijn.")))
    the(QPushButton, "deviation_0", page).click()
    assert page.tabs.currentIndex() == READING
    assert page.room.reader.place == places.article("4.0", "breaches")


def test_only_legal_steps_are_offered_and_one_is_taken(qtbot, page: AgreementsPage, window: MainWindow):
    agreement = sign(window.services)
    show(page, agreement)
    offered = {made.objectName() for made in page.register.pane.findChildren(QPushButton) if not made.isHidden()}
    assert {"step_give_notice", "step_end", "step_correct"} <= offered
    assert "step_sign" not in offered
    hand = Hand(StepDialog, lambda dialog: dialog.save_button.click())
    the(QPushButton, "step_give_notice", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.status is AgreementStatus.NOTICE_GIVEN)


def test_a_deviation_needs_its_reason(qtbot, page: AgreementsPage, window: MainWindow):
    show(page, sign(window.services))

    def fill(dialog: DeviationDialog) -> None:
        dialog.article.choose((8, ""))
        dialog.what.setPlainText("Melden binnen 24 uur.")
        dialog.save_button.click()
        assert dialog.isVisible()
        dialog.why.setPlainText("De school wil een vaste termijn.")
        dialog.save_button.click()

    hand = Hand(DeviationDialog, fill)
    the(QPushButton, "add_deviation", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.deviations == 1)
    assert page.shown is not None
    assert page.shown.content.deviations[0].article == 8
    assert page.shown.row.version == "1.1"


def test_a_review_is_recorded(qtbot, page: AgreementsPage, window: MainWindow):
    show(page, sign(window.services))
    hand = Hand(ReviewDialog, lambda dialog: dialog.save_button.click())
    the(QPushButton, "review_agreement", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.reviews) == 1)


def test_a_new_version_asks_for_its_reason(qtbot, page: AgreementsPage, window: MainWindow):
    show(page, sign(window.services))

    def fill(dialog: AgreementDialog) -> None:
        the(QLineEdit, "dvo_reference", dialog).setText("DVO-2")
        dialog.change.setCurrentIndex(1)
        dialog.save_button.click()
        assert dialog.isVisible()
        the(QLineEdit, "reason", dialog).setText("Nieuwe bijsluiter")
        dialog.save_button.click()

    hand = Hand(AgreementDialog, fill)
    the(QPushButton, "change_agreement", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.version == "2.0")
    assert page.shown is not None
    assert page.shown.content.security.incident_phone == "010 1234567"
    assert page.shown.row.dvo_reference == "DVO-2"


def test_an_article_says_what_our_agreement_says_about_it(page: AgreementsPage, window: MainWindow):
    agreement = sign(window.services, Deviation(8, "Binnen 24 uur.", "Vaste termijn."))
    page.mark_stale()
    page.read(places.article("4.0", "breaches"))
    text = page.room.reader.sheet.toPlainText()
    assert "In onze overeenkomst" in text
    assert "24 uur" in text
    assert "Waarom: Vaste termijn." in text
    assert "8. Datalekken · afwijking" in list(page.room.contents.lines())
    page.room.reader.sheet.anchorClicked.emit(QUrl(f"eigen:{agreement}"))
    assert page.tabs.currentIndex() == REGISTER
    assert page.shown is not None
    assert page.shown.row.id == agreement


def test_reading_status_is_kept_and_shown_in_the_tree(page: AgreementsPage, window: MainWindow):
    page.read(places.article("4.0", "breaches"))
    page.room.reader.marking.status.choose(ReadingStatus.DISCUSSED)
    assert window.services.notes.marks()[BREACHES].status is ReadingStatus.DISCUSSED
    assert "Besproken, door Noor Testers op 3 maart 2026" in page.room.reader.sheet.toPlainText()
    item = page.room.contents.currentItem()
    assert item is not None
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "8. Datalekken, besproken"


def test_a_question_is_asked_answered_and_taken_away(page: AgreementsPage, window: MainWindow, answers: Answers):
    page.read(places.article("4.0", "breaches"))

    def ask(dialog: NoteDialog) -> None:
        dialog.save_button.click()
        assert dialog.isVisible()
        dialog.text.setPlainText("Wie neemt er in het weekend op?")
        dialog.save_button.click()

    hand = Hand(NoteDialog, ask)
    the(QPushButton, "add_question", page).click()
    assert hand.told()
    [row] = window.services.notes.open_questions()
    assert row.note.text == "Wie neemt er in het weekend op?"
    sheet = page.room.reader.sheet
    assert "Wie neemt er in het weekend op?" in sheet.toPlainText()

    def answer(dialog: NoteDialog) -> None:
        dialog.text.setPlainText("De piketdienst.")
        dialog.save_button.click()

    hand = Hand(NoteDialog, answer)
    sheet.anchorClicked.emit(QUrl(f"noot:answer/{row.id}"))
    assert hand.told()
    assert window.services.notes.open_questions() == ()
    assert "Antwoord. De piketdienst." in sheet.toPlainText()
    answers.yes = [True]
    sheet.anchorClicked.emit(QUrl(f"noot:remove/{row.id}"))
    assert window.services.notes.notes() == ()


def test_selected_text_is_highlighted_and_nothing_selected_is_said(page: AgreementsPage, window: MainWindow):
    page.read(places.article("4.0", "breaches"))
    the(QPushButton, "add_highlight", page).click()
    assert page.banner.text == "Selecteer eerst de tekst die u wilt markeren."
    page.room.reader.sheet.setTextCursor(page.room.reader.sheet.document().find("zonder onnodig te wachten"))
    the(QPushButton, "add_highlight", page).click()
    [row] = window.services.notes.notes()
    assert row.note.quote == "zonder onnodig te wachten"
    marks = page.room.reader.sheet.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["zonder onnodig te wachten"]


def test_a_note_comes_back_after_a_lock(page: AgreementsPage):
    def look(dialog: NoteDialog) -> None:
        assert dialog.text.toPlainText() == "half getypt"

    hand = Hand(NoteDialog, look)
    page.resume_draft("agreements.note.4.0:article:breaches", {"text": "half getypt"})
    assert hand.told()
    assert page.room.reader.place == places.article("4.0", "breaches")


def test_a_text_over_several_lines_is_marked_and_found_again(page: AgreementsPage, window: MainWindow):
    page.read(places.Place(places.PlaceKind.GLOSSARY))
    sheet = page.room.reader.sheet
    cursor = sheet.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
    sheet.setTextCursor(cursor)
    the(QPushButton, "add_highlight", page).click()
    [row] = window.services.notes.notes(GuidePlace("", PlaceKind.GLOSSARY))
    assert row.note.quote.count("\n") == 2
    [selection] = sheet.extraSelections()
    assert selection.cursor.selection().toPlainText() == row.note.quote
    sheet.anchorClicked.emit(QUrl(f"noot:show/{row.id}"))
    assert sheet.textCursor().position() == selection.cursor.selectionStart()


def test_the_size_of_the_letters_is_remembered(page: AgreementsPage, window: MainWindow):
    page.room.reader.larger_button.click()
    larger = page.room.reader.sheet.zoom
    assert larger > 1
    again = AgreementsPage(page.tools)
    assert again.room.reader.sheet.zoom == larger
    assert again.key_card.sheet.zoom == 1
    sizes: list[float] = []
    hand = Hand(CompareDialog, lambda dialog: sizes.append(dialog.sheet.zoom))
    page.comparing.compare()
    assert hand.told()
    assert sizes == [larger]
    again.deleteLater()


def test_too_much_to_mark_is_refused(page: AgreementsPage, window: MainWindow):
    page.room.reader.sheet.show_inside("<p>" + "woord " * 1000 + "</p>")
    page.room.reader.sheet.selectAll()
    the(QPushButton, "add_highlight", page).click()
    assert page.banner.text == "Dat is te veel om te markeren. Selecteer een korter stuk."
    assert window.services.notes.notes() == ()


def test_the_key_card_shows_whom_to_call_and_the_article_beside_each_term(page: AgreementsPage, window: MainWindow):
    sign(window.services)
    page.mark_stale()
    page.show_target({"show": "key_card"})
    assert page.tabs.currentIndex() == KEY_CARD
    text = page.key_card.sheet.toPlainText()
    for part in ("Meldpunt", "010 1234567", "24 uur", "onze overeenkomst", "de wet", "1 mei 2026 (nog 59 dagen)"):
        assert part in text
    page.key_card.sheet.anchorClicked.emit(QUrl(places.article("4.0", "breaches").link))
    assert page.tabs.currentIndex() == READING
    assert page.room.reader.place == places.article("4.0", "breaches")


def test_without_an_agreement_the_key_card_says_what_is_missing(page: AgreementsPage):
    page.show_target({"show": "key_card"})
    assert page.key_card.empty.isVisible()


def test_a_document_needs_an_agreement_first(page: AgreementsPage):
    page.document_button.click()
    assert page.banner.text == "Leg eerst de overeenkomst vast waar het document bij hoort."


def test_a_pdf_is_kept_found_and_shown_from_memory(
    qtbot, page: AgreementsPage, window: MainWindow, answers: Answers, tmp_path: Path
):
    agreement = sign(window.services)
    show(page, agreement)
    source = tmp_path / "overeenkomst 2025.pdf"
    source.write_bytes(pdf("Meldplicht bij zeppelins"))
    answers.paths = [source, tmp_path / "terug.pdf"]

    def fill(dialog: DocumentDialog) -> None:
        assert dialog.name.text() == "overeenkomst 2025"
        dialog.about.choose((8, ""))
        dialog.name.setText("x" * 600)
        dialog.save_button.click()
        assert dialog.form.fields["title"].error.text().startswith("‘Titel’ is te lang")
        dialog.name.setText("overeenkomst 2025")
        dialog.save_button.click()

    hand = Hand(DocumentDialog, fill)
    page.document_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.documents) == 1)
    assert page.banner.text == "‘overeenkomst 2025’ is toegevoegd."
    assert page.shown is not None
    [row] = page.shown.documents
    assert (row.article, row.annex) == (8, "")
    shown: list[str] = []

    def look(preview: PdfPreview) -> None:
        shown.append(preview.document.getAllText(0).text().strip())
        preview.accept()

    page.focus_search()
    page.room.search.setText("zeppelin")
    qtbot.waitUntil(lambda: bool(page.room.hits.hits))
    hand = Hand(PdfPreview, look)
    page.room._on_return()
    qtbot.waitUntil(hand.told)
    assert shown == ["Meldplicht bij zeppelins"]
    qtbot.waitUntil((tmp_path / "terug.pdf").exists)
    assert (tmp_path / "terug.pdf").read_bytes() == source.read_bytes()
    page.show_agreement(agreement)
    answers.yes = [True]
    the(QPushButton, f"remove_document_{row.id}", page).click()
    qtbot.waitUntil(lambda: window.services.documents.list() == ())


def test_a_document_is_called_otherwise_and_belongs_to_an_annex(
    qtbot, page: AgreementsPage, window: MainWindow, tmp_path: Path
):
    agreement = sign(window.services)
    source = tmp_path / "bijlage.pdf"
    source.write_bytes(pdf("Bijlage 1"))
    row = window.services.documents.add(source, NewDocument("Bijlage"), agreement)
    show(page, agreement)

    def fill(dialog: DocumentDialog) -> None:
        assert not dialog.agreement.isEnabled()
        assert (dialog.name.text(), dialog.about.value) == ("Bijlage", (None, ""))
        assert stumbles(dialog) == []
        dialog.name.setText("Bijlage 1")
        dialog.about.choose((None, "privacy_leaflet"))
        dialog.save_button.click()

    hand = Hand(DocumentDialog, fill)
    the(QPushButton, f"change_document_{row.id}", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.documents[0].title == "Bijlage 1")
    assert page.shown is not None
    assert page.shown.documents[0].annex == "privacy_leaflet"
    assert "over: Privacybijsluiter" in texts(page)
    again: list[str] = []
    hand = Hand(DocumentDialog, lambda dialog: again.append(dialog.name.text()))
    page.resume_draft(f"agreements.document{row.id}.{agreement}", {"title": "half getypt"})
    assert hand.told()
    assert again == ["half getypt"]


def test_a_picture_is_shown_and_a_broken_file_is_refused(
    qtbot, page: AgreementsPage, window: MainWindow, answers: Answers, tmp_path: Path
):
    agreement = sign(window.services)
    show(page, agreement)
    broken, picture = tmp_path / "stuk.pdf", tmp_path / "scan.png"
    broken.write_bytes(b"%PDF-1.7 en verder niets")
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    assert image.save(str(picture))
    for path in (broken, picture):
        answers.paths = [path]
        hand = Hand(DocumentDialog, lambda dialog: dialog.save_button.click())
        page.document_button.click()
        assert hand.told()
        qtbot.waitUntil(lambda: not window.jobs.busy)
    assert [type(failure).__name__ for failure in answers.failures] == ["FileRefused"]
    [row] = window.services.documents.list(agreement)
    widths: list[int] = []
    hand_of_viewer = Hand(PictureView, lambda viewer: widths.append(viewer.shown_width))
    page.register.pane.document_asked.emit("open", row)
    qtbot.waitUntil(hand_of_viewer.told)
    assert widths == [300]


def test_a_question_is_for_the_only_supplier_unless_another_is_chosen(page: AgreementsPage, window: MainWindow):
    agreement = sign(window.services)
    page.mark_stale()
    page.read(places.article("4.0", "breaches"))
    seen: list[str] = []

    def ask(dialog: NoteDialog) -> None:
        assert dialog.supplier is not None
        seen.append(dialog.supplier.currentText())
        dialog.text.setPlainText("Wie neemt er op?")
        dialog.save_button.click()

    hand = Hand(NoteDialog, ask)
    the(QPushButton, "add_question", page).click()
    assert hand.told()
    [row] = window.services.notes.open_questions()
    assert row.note.agreement_id == agreement
    assert "Voor Leskracht" in page.room.reader.sheet.toPlainText()
    agreements = window.services.agreements
    other = agreements.register(NewAgreement(agreements.add_supplier(NewSupplier("Ander")), "4.0"))
    page.mark_stale()
    hand = Hand(NoteDialog, ask)
    the(QPushButton, "add_question", page).click()
    assert hand.told()
    assert seen == [
        f"Leskracht ({label(AgreementStatus.SIGNED)}, nummer {agreement})",
        "Alle leveranciers met model 4.0",
    ]
    assert window.services.notes.open_questions()[-1].note.agreement_id is None

    def move(dialog: NoteDialog) -> None:
        assert dialog.supplier is not None
        dialog.supplier.choose(other)
        dialog.save_button.click()

    hand = Hand(NoteDialog, move)
    page.room.reader.sheet.anchorClicked.emit(QUrl(f"noot:change/{row.id}"))
    assert hand.told()
    assert [one.note.agreement_id for one in window.services.notes.open_questions()] == [other, None]
