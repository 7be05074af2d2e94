"""Products with their leaflets, the check of a leaflet, and the days as a calendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Leaflet,
    LeafletCategory,
    Product,
    SubProcessor,
)
from leskracht_desktop.domain.agreements import AgreementId, Decision, NewAgreement, NewSupplier
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.services.program import Services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.leaflet_check import LeafletCheckDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.pages.agreements.product import ProductDialog
from leskracht_desktop.ui.pages.agreements.sub_processors import AnnouncementDialog, DecisionDialog
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


def test_a_changed_leaflet_keeps_what_the_form_does_not_show(qtbot, page: AgreementsPage, window: MainWindow):
    code, _label = first_category(window.services)

    def fill(dialog: ProductDialog) -> None:
        assert dialog.categories.codes() == (code,)
        assert dialog.others.toPlainText() == "Lievelingskleur"
        assert dialog.sub_processors.toPlainText() == "Hostbedrijf; servers; NL"
        dialog.sub_processors.setPlainText("Hostbedrijf; servers; nl\nPostbedrijf; e-mail; Nederland")
        dialog.save_button.click()
        assert dialog.isVisible()
        assert "twee letters" in dialog.form.fields["sub_processors"].error.text()
        dialog.sub_processors.setPlainText("Hostbedrijf; servers; nl\nPostbedrijf; e-mail; de")
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


def test_a_product_is_added_with_its_name(qtbot, page: AgreementsPage):
    def fill(dialog: ProductDialog) -> None:
        dialog.save_button.click()
        assert dialog.form.fields["name"].error.text() == "Vul ‘Naam’ in."
        dialog.name.setText("Toetsen")
        dialog.save_button.click()

    hand = Hand(ProductDialog, fill)
    the(QPushButton, "add_product", page).click()
    assert hand.told()
    qtbot.waitUntil(
        lambda: (
            page.shown is not None and [one.name for one in page.shown.content.products] == ["Leeromgeving", "Toetsen"]
        )
    )


def test_ticks_survive_a_lock(page: AgreementsPage, window: MainWindow):
    kept: list[dict[str, str]] = []

    def tick(dialog: ProductDialog) -> None:
        dialog.categories.item(1).setCheckState(Qt.CheckState.Checked)
        kept.append(dialog.draft())

    hand = Hand(ProductDialog, tick)
    the(QPushButton, "product_0", page).click()
    assert hand.told()
    again = Hand(ProductDialog, lambda dialog: kept.append({"codes": ",".join(dialog.categories.codes())}))
    assert page.shown is not None
    page.resume_draft(f"agreements.product1.{page.shown.row.id}", kept[0])
    assert again.told()
    assert len(kept[1]["codes"].split(",")) == 2


def test_the_check_names_what_was_agreed_but_is_not_stored(qtbot, page: AgreementsPage, window: MainWindow, heard):
    seen: list[str] = []

    def look(dialog: LeafletCheckDialog) -> None:
        seen.append(dialog.sheet.toPlainText())
        assert stumbles(dialog) == []

    hand = Hand(LeafletCheckDialog, look)
    the(QPushButton, "check_leaflet", page).click()
    qtbot.waitUntil(hand.told)
    _code, label = first_category(window.services)
    assert "Wel afgesproken, niet opgeslagen" in seen[0]
    assert label in seen[0]
    assert "Lievelingskleur" in seen[0]


def test_the_days_go_into_a_calendar_file(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    answers.paths = [tmp_path / "dagen.ics"]
    page.register.calendar_button.click()
    qtbot.waitUntil(lambda: "dagen.ics" in page.banner.text)
    assert "BEGIN:VEVENT" in (tmp_path / "dagen.ics").read_text(encoding="utf-8")


def test_what_is_damaged_or_unknown_leaves_a_draft_alone(page: AgreementsPage, window: MainWindow):
    offered = tuple(window.services.inventory.inventory().within(Compartment.PROCESSOR))
    product = replace(Product("X"), description="y")
    dialog = ProductDialog(None, offered, date(2026, 3, 3), product)
    dialog.categories.restore("no list")
    assert dialog.categories.codes() == ()
    assert dialog.product().description == "y"
    dialog.deleteLater()


def test_an_announced_sub_processor_is_recorded_and_decided_upon(qtbot, page: AgreementsPage, window: MainWindow):
    def announce(dialog: AnnouncementDialog) -> None:
        dialog.save_button.click()
        assert dialog.form.fields["name"].error.text() == "Vul ‘Naam’ in."
        dialog.name.setText("Postbedrijf")
        dialog.objection_until.set_value(date(2026, 3, 20))
        dialog.save_button.click()

    hand = Hand(AnnouncementDialog, announce)
    the(QPushButton, "announce_change", page).click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.changes) == 1)
    assert [item.subject for item in window.services.watch.due() if item.subject] == ["Postbedrijf"]
    assert page.shown is not None
    [row] = page.shown.changes
    hand_of_decision = Hand(DecisionDialog, lambda dialog: dialog.save_button.click())
    page.register.pane.decide_asked.emit(row)
    assert hand_of_decision.told()
    qtbot.waitUntil(lambda: decisions(page) == [Decision.NO_OBJECTION])
