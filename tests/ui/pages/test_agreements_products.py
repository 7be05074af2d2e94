"""Products with their leaflets, the check of a leaflet, and the days as a calendar file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Leaflet,
    LeafletCategory,
    Product,
    SubProcessor,
)
from leskracht_desktop.domain.agreements import (
    AgreementId,
    Decision,
    NewAgreement,
    NewSubProcessorChange,
    NewSupplier,
)
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.services.program import Services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.leaflet_check import LeafletCheckDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.pages.agreements.product import ProductDialog
from leskracht_desktop.ui.pages.agreements.sub_processors import AnnouncementDialog, DecisionDialog
from leskracht_desktop.ui.widgets.country_field import CountryField
from tests.ui.accessibility import stumbles
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the


def first_category(services: Services) -> tuple[str, str]:
    category = next(iter(services.inventory.inventory().within(Compartment.PROCESSOR)))
    return category.code, category.label


def decisions(page: AgreementsPage) -> list[Decision]:
    return [] if page.shown is None else [row.decision for row in page.shown.changes]


@pytest.fixture
def agreement(window: MainWindow) -> AgreementId:
    services = window.services
    code, label = first_category(services)
    leaflet = Leaflet(
        purposes=("Leren",),
        categories=(LeafletCategory(label, code, why="Nodig om in te loggen"), LeafletCategory("Lievelingskleur")),
        storage_countries=("NL", "DE"),
        sub_processors=(SubProcessor("Hostbedrijf", "servers", country="NL", since_on=date(2024, 1, 1)),),
    )
    return services.agreements.register(
        NewAgreement(
            services.agreements.add_supplier(NewSupplier("Leskracht")),
            "4.0",
            valid_until=date(2026, 5, 1),
            signed_on=date(2025, 9, 1),
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
            content=AgreementContent(products=(Product("Leeromgeving", leaflet=leaflet),)),
        )
    )


@pytest.fixture
def page(window: MainWindow, agreement: AgreementId) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    made.show_agreement(agreement)
    return made


def test_a_sub_processor_is_corrected_beside_its_field_and_another_added(
    qtbot, page: AgreementsPage, window: MainWindow
):
    code, _label = first_category(window.services)

    def fill(dialog: ProductDialog) -> None:
        assert [one.code for one in dialog.categories.categories()] == [code, ""]
        field = dialog.sub_processors
        field.choose(0)
        country = the(CountryField, "sub_processors_country", dialog)
        assert country.text() == "Nederland"
        field.add_button.click()
        the(QLineEdit, "sub_processors_name", dialog).setText("Postbedrijf")
        the(QLineEdit, "sub_processors_service", dialog).setText("e-mail")
        country.setText("Duitslnd")
        field.choose(0)
        dialog.save_button.click()
        assert dialog.isVisible()
        # The wrong one is marked, chosen and has the focus where it is wrong; nothing typed is gone.
        assert [field.list.item(row).text() for row in range(2)] == ["Hostbedrijf", "Postbedrijf: klopt nog niet"]
        assert field.list.currentRow() == 1
        assert dialog.focusWidget() is country
        assert field.detail.fields["country"].error.text().startswith("Schrijf de naam van een land")
        assert the(QLineEdit, "sub_processors_service", dialog).text() == "e-mail"
        country.setText("duitsland")
        assert field.list.item(1).text() == "Postbedrijf"
        assert stumbles(dialog) == []
        dialog.save_button.click()

    hand = Hand(ProductDialog, fill)
    the(QPushButton, "product_0", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.version == "1.1")
    assert page.shown is not None
    [product] = page.shown.content.products
    assert product.leaflet.sub_processors == (
        SubProcessor("Hostbedrijf", "servers", country="NL", since_on=date(2024, 1, 1)),
        SubProcessor("Postbedrijf", "e-mail", country="DE"),
    )
    assert product.leaflet.categories[0].why == "Nodig om in te loggen"


def test_a_day_that_is_none_is_said_beside_it_and_a_sub_processor_is_taken_away(qtbot, page: AgreementsPage):
    def fill(dialog: ProductDialog) -> None:
        field = dialog.sub_processors
        field.choose(0)
        the(QLineEdit, "sub_processors_since_on", dialog).setText("gisteren")
        field.choose(-1)
        dialog.save_button.click()
        assert dialog.isVisible()
        assert field.detail.fields["since_on"].error.text().startswith("Dit is geen datum")
        assert dialog.focusWidget() is field.detail.fields["since_on"].widget
        field.remove_button.click()
        assert not field.remove_button.isEnabled()
        dialog.countries.setText("Nederland, Atlantis")
        dialog.save_button.click()
        assert dialog.form.fields["countries"].error.text().startswith("Schrijf de naam van een land")
        dialog.countries.setText("nl, belgie")
        dialog.countries.editingFinished.emit()
        assert dialog.countries.text() == "Nederland, België"
        dialog.save_button.click()

    hand = Hand(ProductDialog, fill)
    the(QPushButton, "product_0", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.row.version == "1.1")
    assert page.shown is not None
    leaflet = page.shown.content.products[0].leaflet
    assert leaflet.sub_processors == ()
    assert leaflet.storage_countries == ("NL", "BE")


def test_everything_of_a_leaflet_can_be_typed(qtbot, page: AgreementsPage, heard):
    lines = {
        "name": "Toetsen",
        "version": "3",
        "dated_on": "1-2-2026",
        "website": "toetsen.example",
        "audience": "po, groep 3 tot en met 8",
        "users": "leerlingen en leerkrachten",
        "countries": "nederland, de",
    }
    boxes = ("description", "core_services", "optional_services", "transfers", "access", "retention", "contact")

    def fill(dialog: ProductDialog) -> None:
        dialog.save_button.click()
        assert dialog.form.fields["name"].error.text() == "Vul ‘Naam’ in."
        for name, text in lines.items():
            the(QLineEdit, name, dialog).setText(text)
        for name in boxes:
            the(QPlainTextEdit, name, dialog).setPlainText(f"tekst bij {name}")
        dialog.purposes.setPlainText("Toetsen afnemen\n\nVolgen")
        dialog.categories.list.item(0).setCheckState(Qt.CheckState.Checked)
        dialog.categories.choose(0)
        assert not dialog.categories.remove_button.isEnabled()
        the(QPlainTextEdit, "leaflet_categories_why", dialog).setPlainText("Om de toets te tonen")
        dialog.categories.add_button.click()
        the(QLineEdit, "leaflet_categories_name", dialog).setText("Pasfoto")
        the(QCheckBox, "leaflet_categories_special", dialog).setChecked(True)
        the(QLineEdit, "leaflet_categories_retention", dialog).setText("een jaar")
        dialog.sub_processors.add_button.click()
        for name, text in (
            ("name", "Wolk"),
            ("service", "opslag"),
            ("country", "Verenigde Staten"),
            ("basis", "modelcontract"),
            ("since_on", "1-1-2025"),
        ):
            the(QLineEdit, f"sub_processors_{name}", dialog).setText(text)
        assert stumbles(dialog) == []
        dialog.save_button.click()

    hand = Hand(ProductDialog, fill)
    the(QPushButton, "add_product", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.content.products) == 2)
    assert page.shown is not None
    made = page.shown.content.products[1]
    leaflet = made.leaflet
    assert (made.name, made.description, leaflet.version, leaflet.dated_on) == (
        "Toetsen",
        "tekst bij description",
        "3",
        date(2026, 2, 1),
    )
    assert (leaflet.website, leaflet.audience, leaflet.users) == (
        lines["website"],
        lines["audience"],
        lines["users"],
    )
    assert [getattr(leaflet, name) for name in boxes[1:]] == [f"tekst bij {name}" for name in boxes[1:]]
    assert leaflet.purposes == ("Toetsen afnemen", "Volgen")
    assert leaflet.storage_countries == ("NL", "DE")
    assert leaflet.categories[0].why == "Om de toets te tonen"
    assert leaflet.categories[1] == LeafletCategory("Pasfoto", special=True, retention="een jaar")
    assert leaflet.sub_processors == (
        SubProcessor("Wolk", "opslag", country="US", basis="modelcontract", since_on=date(2025, 1, 1)),
    )


def test_a_product_is_taken_away_after_a_question(qtbot, page: AgreementsPage, answers: Answers):
    answers.yes = [False, True]
    kept: list[str] = []

    def change_mind(dialog: ProductDialog) -> None:
        kept.append(dialog.product().description)
        dialog.remove_button.click()

    def take_away(dialog: ProductDialog) -> None:
        the(QPlainTextEdit, "description", dialog).setPlainText("half getypt")
        # Asked, and answered no: the form comes back with what was typed, and then it is yes.
        again.append(Hand(ProductDialog, change_mind))
        dialog.remove_button.click()

    again: list[Hand] = []
    hand = Hand(ProductDialog, take_away)
    the(QPushButton, "product_0", page).click()
    assert hand.told()
    assert again[0].told()
    assert kept == ["half getypt"]
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.content.products == ())
    assert page.shown is not None
    assert page.shown.row.version == "1.1"


def test_ticks_and_lists_survive_a_lock(page: AgreementsPage):
    kept: list[dict[str, str]] = []

    def tick(dialog: ProductDialog) -> None:
        dialog.categories.list.item(1).setCheckState(Qt.CheckState.Checked)
        dialog.sub_processors.add_button.click()
        the(QLineEdit, "sub_processors_name", dialog).setText("Nieuw")
        kept.append(dialog.draft())

    hand = Hand(ProductDialog, tick)
    the(QPushButton, "product_0", page).click()
    assert hand.told()
    seen: list[Product] = []
    again = Hand(ProductDialog, lambda dialog: seen.append(dialog.product()))
    assert page.shown is not None
    page.resume_draft(f"agreements.product1.{page.shown.row.id}", kept[0])
    assert again.told()
    assert len([one for one in seen[0].leaflet.categories if one.code]) == 2
    assert [one.name for one in seen[0].leaflet.sub_processors] == ["Hostbedrijf", "Nieuw"]


def test_the_check_says_what_was_agreed_and_that_nothing_was_read_in_yet(
    qtbot, page: AgreementsPage, window: MainWindow, heard
):
    seen: list[str] = []

    def look(dialog: LeafletCheckDialog) -> None:
        seen.append(dialog.sheet.toPlainText())
        assert stumbles(dialog) == []

    hand = Hand(LeafletCheckDialog, look)
    the(QPushButton, "check_leaflet", page).click()
    qtbot.waitUntil(hand.told)
    _code, label = first_category(window.services)
    assert "nog geen gegevenspakket ingelezen" in seen[0]
    assert "niet opgeslagen" not in seen[0]
    assert label in seen[0]
    assert "Lievelingskleur" in seen[0]


def test_the_days_go_into_a_calendar_file(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    answers.paths = [tmp_path / "dagen.ics"]
    page.register.calendar_button.click()
    qtbot.waitUntil(lambda: "dagen.ics" in page.banner.text)
    assert "BEGIN:VEVENT" in (tmp_path / "dagen.ics").read_text(encoding="utf-8")


def test_what_is_damaged_leaves_a_draft_alone(page: AgreementsPage, window: MainWindow):
    assert page.shown is not None
    offered = tuple(window.services.inventory.inventory().within(Compartment.PROCESSOR))
    dialog = ProductDialog(None, page.shown, offered, date(2026, 3, 3), 0)
    before = dialog.product()
    for damaged in ("no list", "{}", "[1]"):
        dialog.categories.restore(damaged)
        dialog.sub_processors.restore(damaged)
    assert dialog.product() == before == page.shown.content.products[0]
    dialog.deleteLater()


def test_an_announced_sub_processor_is_recorded_and_decided_upon(qtbot, page: AgreementsPage, window: MainWindow):
    def announce(dialog: AnnouncementDialog) -> None:
        dialog.save_button.click()
        assert dialog.form.fields["name"].error.text() == "Vul ‘Naam’ in."
        dialog.name.setText("Postbedrijf")
        dialog.country.setText("Ierland")
        dialog.objection_until.set_value(date(2026, 3, 20))
        dialog.save_button.click()

    hand = Hand(AnnouncementDialog, announce)
    the(QPushButton, "announce_change", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.changes) == 1)
    assert [item.subject for item in window.services.watch.due() if item.subject] == ["Postbedrijf"]
    assert page.shown is not None
    [row] = page.shown.changes
    assert row.change.country == "IE"
    hand_of_decision = Hand(DecisionDialog, lambda dialog: dialog.save_button.click())
    page.register.pane.decide_asked.emit(row)
    assert hand_of_decision.told()
    qtbot.waitUntil(lambda: decisions(page) == [Decision.NO_OBJECTION])


def test_an_announcement_is_corrected_and_taken_away(
    qtbot, page: AgreementsPage, window: MainWindow, answers: Answers, agreement: AgreementId
):
    announced = NewSubProcessorChange("Postbedrijf", country="IE", announced_on=date(2026, 3, 1))
    change = window.services.agreements.announce_change(agreement, announced)
    page.mark_stale()
    page.show_agreement(agreement)
    name = f"correct_change_{change}"
    pane = page.register.pane

    def correct(dialog: AnnouncementDialog) -> None:
        assert dialog.change() == announced
        dialog.country.setText("Nederlnd")
        dialog.save_button.click()
        assert dialog.form.fields["country"].error.text().startswith("Schrijf de naam van een land")
        dialog.country.setText("Nederland")
        dialog.save_button.click()

    hand = Hand(AnnouncementDialog, correct)
    qtbot.waitUntil(lambda: len(pane.findChildren(QPushButton, name)) == 1)
    the(QPushButton, name, pane).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.changes[0].change.country == "NL")
    answers.yes = [True]
    hand = Hand(AnnouncementDialog, lambda dialog: the(QPushButton, "remove_part", dialog).click())
    qtbot.waitUntil(lambda: len(pane.findChildren(QPushButton, name)) == 1)
    the(QPushButton, name, pane).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.changes == ())
