"""Everything about agreements on paper: looked at first, saved where the user says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation, Period, PeriodUnit, Product
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteKind, PlaceKind
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.leaflet_check import LeafletCheckDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader.compare_dialog import CompareDialog
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the


@pytest.fixture
def agreement(window: MainWindow) -> AgreementId:
    agreements = window.services.agreements
    content = AgreementContent(
        periods=(Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, source="artikel 8"),),
        products=(Product("Leeromgeving"),),
        deviations=(Deviation(8, "Melden binnen een dag.", "Vaste termijn."),),
    )
    return agreements.register(
        NewAgreement(
            agreements.add_supplier(NewSupplier("Leskracht", contact_email="privacy@leskracht.example")),
            "4.0",
            signed_on=date(2025, 9, 1),
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
            content=content,
        )
    )


@pytest.fixture
def page(window: MainWindow, agreement: AgreementId) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    made.show_agreement(agreement)
    return made


def text_of(preview: PdfPreview) -> str:
    pages = range(preview.document.pageCount())
    return " ".join(" ".join(preview.document.getAllText(number).text() for number in pages).split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("report_agreement", "Melden binnen een dag."), ("key_card_pdf", "24 uur"), ("register_pdf", "Leskracht")],
)
def test_a_report_is_looked_at_and_saved(
    qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path, name: str, expected: str
):
    seen: list[str] = []
    answers.paths = [tmp_path / "rapport.pdf"]

    def look(preview: PdfPreview) -> None:
        seen.append(text_of(preview))
        preview.accept()

    hand = Hand(PdfPreview, look)
    the(QPushButton, name, page).click()
    qtbot.waitUntil(hand.told)
    assert expected in seen[0]
    qtbot.waitUntil(lambda: page.banner.text == "Opgeslagen als rapport.pdf.")
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF-")


def test_a_report_that_is_only_looked_at_is_not_saved(qtbot, page: AgreementsPage, answers: Answers):
    hand = Hand(PdfPreview, lambda preview: preview.reject())
    the(QPushButton, "report_agreement", page).click()
    qtbot.waitUntil(hand.told)
    assert answers.asked == []


def test_the_register_is_saved_as_a_list_at_once(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    answers.paths = [tmp_path / "register.csv"]
    the(QPushButton, "register_csv", page).click()
    qtbot.waitUntil((tmp_path / "register.csv").exists)
    assert "Leskracht" in (tmp_path / "register.csv").read_text(encoding="utf-8-sig")


def test_open_questions_become_a_draft_of_an_e_mail(
    qtbot, page: AgreementsPage, window: MainWindow, answers: Answers, tmp_path: Path
):
    the(QPushButton, "report_questions_mail", page).click()
    assert page.banner.text.startswith("Er staan geen vragen open voor deze leverancier.")
    place = GuidePlace("4.0", PlaceKind.ARTICLE, "breaches")
    window.services.notes.add(NewNote(place, NoteKind.QUESTION, "Wie neemt er in het weekend op?"))
    answers.paths = [tmp_path / "vragen.eml"]
    the(QPushButton, "report_questions_mail", page).click()
    qtbot.waitUntil((tmp_path / "vragen.eml").exists)
    assert b"privacy@leskracht.example" in (tmp_path / "vragen.eml").read_bytes()


def test_our_agreement_is_put_beside_its_model_and_on_paper(qtbot, page: AgreementsPage):
    seen: list[str] = []

    def compare(dialog: CompareDialog) -> None:
        dialog.new_choice.setCurrentIndex(dialog.new_choice.count() - 1)
        assert dialog.own is not None
        assert not dialog.old_choice.isEnabled()
        assert dialog.old_choice.value == "4.0"
        seen.append(dialog.sheet.toPlainText())
        the(QPushButton, "compare_pdf", dialog).click()

    paper = Hand(PdfPreview, lambda preview: seen.append(text_of(preview)))
    hand = Hand(CompareDialog, compare)
    page.comparing.compare()
    assert hand.told()
    qtbot.waitUntil(paper.told)
    assert "Melden binnen een dag." in seen[0]
    assert "Nog niet ingevuld" in seen[0]
    assert "Melden binnen een dag." in seen[1]


def test_two_versions_go_on_paper(qtbot, page: AgreementsPage):
    seen: list[str] = []
    paper = Hand(PdfPreview, lambda preview: seen.append(text_of(preview)))
    hand = Hand(CompareDialog, lambda dialog: the(QPushButton, "compare_pdf", dialog).click())
    page.comparing.compare()
    assert hand.told()
    qtbot.waitUntil(paper.told)
    assert "Van model 3.0 naar model 4.0" in seen[0]


def test_what_is_known_of_a_version_without_articles_goes_on_paper_too(qtbot, page: AgreementsPage):
    seen: list[str] = []

    def compare(dialog: CompareDialog) -> None:
        dialog.old_choice.choose("2016")
        the(QPushButton, "compare_pdf", dialog).click()

    paper = Hand(PdfPreview, lambda preview: seen.append(text_of(preview)))
    hand = Hand(CompareDialog, compare)
    page.comparing.compare()
    assert hand.told()
    qtbot.waitUntil(paper.told)
    assert "Model 2016 en model 4.0" in seen[0]


def test_the_leaflet_check_goes_on_paper(qtbot, page: AgreementsPage):
    paper = Hand(PdfPreview, lambda preview: preview.reject())
    hand = Hand(LeafletCheckDialog, lambda dialog: the(QPushButton, "leaflet_check_pdf", dialog).click())
    the(QPushButton, "check_leaflet", page).click()
    qtbot.waitUntil(hand.told)
    qtbot.waitUntil(paper.told)
