"""Another guide in the place of the one that ships: looked at first, and given up again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from leskracht_desktop import paths
from leskracht_desktop.domain import guide_notes as notes
from leskracht_desktop.domain.agreements import AgreementId, ChangeKind, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide_notes import GuidePlace, NewNote, NoteKind
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.guide_files import GuideFileDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.places import Place, PlaceKind
from tests.ui.answers import Answers
from tests.ui.hands import Hand


@pytest.fixture
def agreement(window: MainWindow) -> AgreementId:
    agreements = window.services.agreements
    supplier = agreements.add_supplier(NewSupplier("Leskracht"))
    signed = NewAgreement(
        supplier, "4.0", signed_on=date(2025, 9, 1), school_signer="P. de Wit", supplier_signer="J. Jansen"
    )
    return agreements.register(signed)


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    return made


@pytest.fixture
def no_common_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ships, in a folder of this test, with the common file of the guides damaged."""
    copy = tmp_path / "resources"
    shutil.copytree(paths.resource(""), copy)
    (copy / "agreements" / "common.toml").write_text("kapot", encoding="utf-8")
    monkeypatch.setattr(paths, "_resources", lambda: copy)


@pytest.mark.usefixtures("no_common_file")
def test_without_the_common_file_the_page_goes_on(page: AgreementsPage, agreement: AgreementId):
    assert "‘common.toml’ is weggelaten. Het bestand klopt niet met de opbouw" in page.banner.text
    assert "Plaats in het bestand: het einde van het bestand." in page.banner.text
    page.show_agreement(agreement)
    assert page.shown is not None
    page.read(places.article("4.0", "breaches"))
    assert "8. Datalekken" in page.room.reader.sheet.toPlainText()
    notice = page.room.reader.findChild(QLabel, "reader_notice")
    assert notice is not None
    assert notice.text() == "Samenvatting, niet de overeenkomst zelf."


def test_a_newer_guide_is_looked_at_before_it_is_taken_in(
    qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path
):
    shipped = paths.resource("agreements/model-4.0.toml").read_text(encoding="utf-8")
    newer = tmp_path / "nieuw.toml"
    newer.write_text(shipped.replace('title = "Datalekken"', 'title = "Lekken en incidenten"', 1), encoding="utf-8")
    answers.paths = [newer]
    seen: list[str] = []

    def look(dialog: GuideFileDialog) -> None:
        seen.append(dialog.sheet.toPlainText())
        dialog.accept_button.click()

    hand = Hand(GuideFileDialog, look)
    page.update_button.click()
    qtbot.waitUntil(hand.told)
    assert "[+Lekken en incidenten]" in seen[0]
    qtbot.waitUntil(lambda: "8. Lekken en incidenten" in " ".join(page.room.contents.lines()))
    assert page.banner.text == "De leeswijzer bij model 4.0 is bijgewerkt."


def take_in(page: AgreementsPage, window: MainWindow, path: Path, old: str, new: str) -> None:
    """Take in the guide to 4.0 with another text in it."""
    shipped = paths.resource("agreements/model-4.0.toml").read_text(encoding="utf-8")
    assert old in shipped
    path.write_text(shipped.replace(old, new, 1), encoding="utf-8")
    window.services.guides.take_in(window.services.guides.read_file(path))
    page.mark_stale()


def test_the_shipped_guide_comes_back_after_a_look(qtbot, page: AgreementsPage, window: MainWindow, tmp_path: Path):
    page.read(places.article("4.0", "breaches"))
    assert not page.shipped_button.isVisible()
    take_in(page, window, tmp_path / "nieuw.toml", 'title = "Datalekken"', 'title = "Lekken en incidenten"')
    assert page.shipped_button.isVisible()
    page.read(Place(PlaceKind.VERSION, "4.0"))
    assert "uit een bestand dat u zelf hebt toegevoegd" in page.room.reader.sheet.toPlainText()
    page.read(places.article("3.0", "breaches"))
    assert not page.shipped_button.isVisible()
    assert "eigen leeswijzer" not in page.room.reader.sheet.toPlainText()
    assert "Model 4.0 (geldig) · eigen leeswijzer" in page.room.contents.lines()
    for place in (places.annex("4.0", "privacy_leaflet"), places.annex_section("4.0", "privacy_leaflet", "C")):
        page.read(place)
        assert "· eigen leeswijzer" in page.room.reader.sheet.toPlainText()
    page.read(places.article("4.0", "breaches"))
    assert "· eigen leeswijzer" in page.room.reader.sheet.toPlainText()
    seen: list[str] = []
    hand = Hand(GuideFileDialog, lambda dialog: seen.append(dialog.sheet.toPlainText()))
    page.shipped_button.click()
    assert hand.told()
    assert "[−Lekken en incidenten]" in seen[0]
    assert window.services.guides.library().added == ("4.0",)
    hand = Hand(GuideFileDialog, lambda dialog: dialog.accept_button.click())
    page.shipped_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.banner.text == "Uw eigen leeswijzer bij model 4.0 is weggehaald.")
    assert window.services.guides.library().added == ()
    qtbot.waitUntil(lambda: not page.shipped_button.isVisible())
    assert "Lekken en incidenten" not in page.room.reader.sheet.toPlainText()


def test_a_guide_that_only_the_user_has_disappears(
    qtbot, page: AgreementsPage, window: MainWindow, agreement: AgreementId, tmp_path: Path
):
    take_in(page, window, tmp_path / "zes.toml", 'id = "4.0"', 'id = "6.0"')
    window.services.notes.add(NewNote(GuidePlace("6.0", notes.PlaceKind.VERSION), NoteKind.NOTE, "Let op de zeppelins"))
    details = window.services.agreements.details(agreement)
    window.services.agreements.change(
        agreement, replace(details.draft, model_version="6.0"), ChangeKind.NEW_VERSION, "Overgestapt"
    )
    page.mark_stale()
    page.read(Place(PlaceKind.VERSION, "6.0"))
    seen: list[str] = []

    def look(dialog: GuideFileDialog) -> None:
        seen.append(dialog.sheet.toPlainText())
        dialog.accept_button.click()

    hand = Hand(GuideFileDialog, look)
    page.shipped_button.click()
    assert hand.told()
    assert "Die van u verdwijnt." in seen[0]
    assert "1 overeenkomst op dit model" in seen[0]
    qtbot.waitUntil(lambda: window.services.guides.library().guide("6.0") is None)
    qtbot.waitUntil(lambda: page.room.reader.place == Place(PlaceKind.VERSION, "4.0"))
    page.room.search.setText("zeppelins")
    qtbot.waitUntil(lambda: bool(page.room.hits.hits))
    page.room._on_return()
    assert page.banner.text == "De tekst bij deze aantekening is er niet meer: ‘Let op de zeppelins’."


def test_another_status_of_a_version_is_told(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    shipped = paths.resource("agreements/model-4.0.toml").read_text(encoding="utf-8")
    newer = tmp_path / "nieuw.toml"
    newer.write_text(
        shipped.replace('status = "valid"', 'status = "expired"', 1).replace(
            'text = "april 2022"', 'text = "mei 2022"'
        ),
        encoding="utf-8",
    )
    answers.paths = [newer]
    seen: list[str] = []
    hand = Hand(GuideFileDialog, lambda dialog: seen.append(dialog.sheet.toPlainText()))
    page.update_button.click()
    qtbot.waitUntil(hand.told)
    assert "De status was: geldig." in seen[0]
    assert "[−april]" in seen[0]
    assert "[+mei]" in seen[0]


def look_at(qtbot, page: AgreementsPage, answers: Answers, path: Path, *changes: tuple[str, str]) -> str:
    """Return the preview of the guide to 4.0 with other words in it; it is left, not taken in."""
    text = paths.resource("agreements/model-4.0.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    answers.paths = [path]
    seen: list[str] = []
    hand = Hand(GuideFileDialog, lambda dialog: seen.append(dialog.sheet.toPlainText()))
    page.update_button.click()
    qtbot.waitUntil(hand.told)
    return seen[0]


def test_what_changes_besides_the_words_is_told_too(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    term = 'code = "breach_to_school", label = "De leverancier meldt aan de school", kind = '
    told = look_at(
        qtbot,
        page,
        answers,
        tmp_path / "nieuw.toml",
        (f'{term}"filled_in_by_parties"', f'{term}"fixed_by_law"'),
        (', certainty = "to_be_checked", avg = "33.2"', ', certainty = "to_be_checked", avg = "33.1"'),
        ('source = "AVG artikel 33 lid 2" }', 'source = "Een krant" }'),
        ('functions = ["key_card", "breach_contacts"', 'functions = ["breach_contacts"'),
    )
    assert "Wat er anders bij staat" in told
    assert "Wie het bepaalt: was ‘spreken partijen af’, wordt ‘staat in de wet’." in told
    assert "Waar het op rust: was AVG artikel 33 lid 2, wordt AVG artikel 33 lid 1." in told
    assert "De bron: was ‘AVG artikel 33 lid 2’, wordt ‘Een krant’." in told
    assert "was ‘Sleutelkaart’, ‘Wie bellen bij een datalek’" in told


def test_a_wholly_new_guide_is_shown_whole(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    told = look_at(qtbot, page, answers, tmp_path / "zes.toml", ('id = "4.0"', 'id = "6.0"'))
    assert "Deze versie kende het programma nog niet." in told
    assert "De leverancier meldt een datalek aan de school, zonder onnodig te wachten." in told
    assert "Wie op school beslist over melden, ook in de vakantie?" in told
    assert "Product of dienst" in told


def test_a_broken_guide_is_refused(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    broken = tmp_path / "stuk.toml"
    broken.write_text("format = 1\n[version]\n", encoding="utf-8")
    answers.paths = [broken]
    page.update_button.click()
    qtbot.waitUntil(lambda: len(answers.failures) == 1)
    assert type(answers.failures[0]).__name__ == "FileRefused"
