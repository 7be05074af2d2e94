"""What is ours, read at the article or annex it belongs to, and the order of the versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation
from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import NewAgreement, NewSupplier
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from tests.support import documents
from tests.ui.hands import Hand


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    return made


def test_what_belongs_to_an_annex_or_article_is_read_there(
    qtbot, page: AgreementsPage, window: MainWindow, tmp_path: Path
):
    agreements = window.services.agreements
    deviation = Deviation(None, "Geen beeldmateriaal", "Niet nodig", annex="privacy_leaflet")
    draft = NewAgreement(
        agreements.add_supplier(NewSupplier("Leskracht")), "4.0", content=AgreementContent(deviations=(deviation,))
    )
    agreement = agreements.register(draft)
    paths = [tmp_path / "bijsluiter.pdf", tmp_path / "datalek.pdf"]
    for path, new in zip(
        paths,
        (NewDocument("Onze bijsluiter", annex="privacy_leaflet"), NewDocument("Protocol", article=8)),
        strict=True,
    ):
        path.write_bytes(documents.pdf(path.name))
        window.services.documents.add(path, new, agreement)
    page.mark_stale()
    leaflet = places.annex("4.0", "privacy_leaflet")
    page.read(leaflet)
    sheet = page.room.reader.sheet
    assert "Geen beeldmateriaal" in sheet.toPlainText()
    assert "Document: Onze bijsluiter" in sheet.toPlainText()
    item = page.room.contents.currentItem()
    assert item is not None
    assert item.text(0).endswith("· afwijking")
    page.read(places.annex("4.0", "security_annex"))
    assert "In onze overeenkomst" not in sheet.toPlainText()
    page.read(places.article("4.0", "breaches"))
    assert "Document: Protocol" in sheet.toPlainText()
    assert "Geen beeldmateriaal" not in sheet.toPlainText()
    number = window.services.agreements.details(agreement).documents[1].id
    hand = Hand(PdfPreview, lambda shown: shown.reject())
    sheet.anchorClicked.emit(QUrl(f"stuk:{number}"))
    qtbot.waitUntil(hand.told)


def test_what_is_only_expected_stands_under_what_is_there(page: AgreementsPage):
    versions = [line for line in page.room.contents.lines() if line.startswith("Model ")]
    assert [line.split()[1] for line in versions] == ["4.0", "3.0", "2016", "2015", "5.0"]
