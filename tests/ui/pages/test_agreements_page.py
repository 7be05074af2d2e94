"""Overeenkomsten in the real window: reading, finding, and registering our own agreements."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    Period,
    PeriodUnit,
    SecurityAnnex,
)
from leskracht_desktop.domain.agreements import AgreementId, AgreementStatus, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide import FunctionCode, TermCode
from leskracht_desktop.services.program import Services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.dialogs import DeviationDialog, ReviewDialog, StepDialog
from leskracht_desktop.ui.pages.agreements.form import AgreementDialog
from leskracht_desktop.ui.pages.agreements.page import READING, REGISTER, AgreementsPage
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.compare_dialog import CompareDialog
from tests.ui.accessibility import names, stumbles
from tests.ui.hands import Hand, the


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


def show(page: AgreementsPage, agreement_id: AgreementId) -> None:
    page.mark_stale()
    page.show_agreement(agreement_id)


def texts(page: AgreementsPage) -> str:
    return "\n".join(found.text() for found in page.register.pane.findChildren(QLabel) if not found.isHidden())


def test_the_names_that_people_and_tests_rely_on_are_there(page: AgreementsPage, heard):
    assert {"Artikelen", "Zoeken in overeenkomsten", "Versies vergelijken…", "Overeenkomst vastleggen…"} <= set(
        names(page)
    )
    assert stumbles(page) == []
    page.tabs.setCurrentIndex(REGISTER)
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


def test_a_number_without_digits_is_refused_under_the_periods(page: AgreementsPage):
    def fill(dialog: AgreementDialog) -> None:
        the(QLineEdit, f"value_{TermCode.ASSISTANCE}", dialog).setText("vijf")
        dialog.save_button.click()
        assert dialog.isVisible()
        assert dialog.form.fields["periods"].error.text() == "Dit getal is te klein of te groot."

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
        dialog.article.choose(8)
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
