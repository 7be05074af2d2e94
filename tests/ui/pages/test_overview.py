"""The start page counts, names what is next, and leads there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from leskracht_desktop.domain.agreement_content import AgreementContent, Period, PeriodUnit, SecurityAnnex
from leskracht_desktop.domain.agreements import NewAgreement, NewSupplier
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.overview import OverviewProblem
from leskracht_desktop.domain.requests import RequestFilter
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.functions import KEY_CARD
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.pages.overview.page import OverviewPage
from leskracht_desktop.ui.pages.overview.points import points_of
from leskracht_desktop.ui.pages.requests.page import RequestsPage
from leskracht_desktop.ui.widgets.tiles import LineTile
from tests.ui.accessibility import names, stumbles
from tests.ui.hands import the
from tests.ui.pages_setup import add_pupil, add_request


def start_page(window: MainWindow) -> OverviewPage:
    page = window.open_page(PageName.OVERVIEW)
    page.mark_stale()
    assert isinstance(page, OverviewPage)
    return page


def lines(page: OverviewPage) -> list[str]:
    QApplication.processEvents()  # what is put into a layout appears with the next turn of the loop
    return [tile.accessibleName() for tile in page.findChildren(LineTile) if not tile.isHidden()]


def test_an_empty_vault_shows_how_to_begin(window: MainWindow, heard):
    page = start_page(window)
    assert lines(page) == ["1. Importeer uw leerlingen", "2. Vul de schoolgegevens aan", "3. Maak een back-up"]
    assert "Er loopt geen enkel verzoek" in page.findChild(QLabel, "no_requests").text()  # type: ignore[union-attr]  # it is there
    assert stumbles(page) == []


def test_requests_are_counted_by_deadline(window: MainWindow):
    services = window.services
    for number, days in enumerate((40, 28, 27, 1)):
        add_request(services, add_pupil(services, f"Nummer {number}"), days)
    page = start_page(window)
    shown = [tile.accessibleName() for tile in (page.late, page.today, page.week, page.later)]
    assert shown == ["te laat: 1", "vandaag: 1", "binnen 7 dagen: 1", "later: 1"]
    assert lines(page)[0].startswith("Nummer 0, Sam, ")
    assert lines(page)[0].endswith("dagen te laat")


def test_a_tile_leads_to_exactly_those_requests(window: MainWindow):
    services = window.services
    add_request(services, add_pupil(services, "Laat"), 40)
    add_request(services, add_pupil(services, "Later"), 1)
    start_page(window).late.click()
    assert window.workspace is not None
    assert window.workspace.current is PageName.REQUESTS
    page = window.pages[PageName.REQUESTS]
    assert isinstance(page, RequestsPage)
    assert page.model.rowCount() == 1
    start_page(window).later.click()
    assert page.model.rowCount() == 2


def test_a_line_leads_to_its_request(window: MainWindow):
    services = window.services
    details = add_request(services, add_pupil(services, "Berg"), 3)
    tile = start_page(window).findChild(LineTile, f"request_{details.row.number}")
    assert tile is not None
    tile.click()
    page = window.pages[PageName.REQUESTS]
    assert isinstance(page, RequestsPage)
    assert page.table.chosen_id == details.row.id


def test_a_pupil_who_turns_16_is_named(window: MainWindow):
    add_pupil(window.services, "Zestien", date(2010, 4, 1))
    assert "Sam Zestien wordt 16 op 1 april 2026" in lines(start_page(window))


def test_what_is_missing_in_the_vault_leads_to_the_settings(window: MainWindow):
    add_pupil(window.services, "Berg")
    page = start_page(window)
    assert "Functionaris gegevensbescherming invullen" in lines(page)
    assert "Adres van de school invullen" in lines(page)
    page.findChild(LineTile, "point_no_officer").click()  # type: ignore[union-attr]  # it is there
    assert window.workspace is not None
    assert window.workspace.current is PageName.SETTINGS


def test_points_go_when_they_are_mended(window: MainWindow):
    services = window.services
    add_pupil(services, "Berg")
    page = start_page(window)
    school = services.schools.schools()[0]
    services.schools.save_school(
        school.id, NewSchool(school.name, school.brin, address="Kerkstraat 1", postcode="1234 AB", city="Ede")
    )
    window.jobs.announce(Topic.SCHOOLS)
    assert "Adres van de school invullen" not in lines(page)


def test_requests_without_identity_are_named(window: MainWindow):
    services = window.services
    add_request(services, add_pupil(services, "Een"), 3)
    add_request(services, add_pupil(services, "Twee"), 3, checked=True)
    page = start_page(window)
    tile = page.findChild(LineTile, "point_identity")
    assert tile is not None
    assert "Bij 1 verzoek is" in tile.accessibleDescription()
    tile.click()
    requests = window.pages[PageName.REQUESTS]
    assert isinstance(requests, RequestsPage)
    assert requests.model.rowCount() == 1


@pytest.mark.parametrize("problem", OverviewProblem)
def test_every_problem_has_its_point(window: MainWindow, problem: OverviewProblem):
    from dataclasses import replace

    overview = replace(window.services.overview.cards(), problems=(problem,))
    point = points_of(overview, window.services.clock())[-1]
    assert point.title
    assert point.text.endswith(".")


def test_one_school_narrows_the_list(window: MainWindow):
    services = window.services
    other = services.schools.add_school(NewSchool("De Linde", "99YY"))
    add_request(services, add_pupil(services, "Berg"), 3)
    window.jobs.announce(Topic.SCHOOLS)
    page = start_page(window)
    assert window.workspace is not None
    here = services.requests.count(RequestFilter(school_id=other))
    window.workspace.school.choose(other)
    assert len([name for name in lines(page) if name.startswith("Berg")]) == here
    assert names(page)


def test_what_agreements_ask_for_is_announced_and_leads_there(window: MainWindow):
    services = window.services
    add_pupil(services, "Berg")
    supplier = services.agreements.add_supplier(NewSupplier("Leskracht"))
    until = services.today() + timedelta(days=20)
    agreement = services.agreements.register(
        NewAgreement(
            supplier,
            "4.0",
            valid_until=until,
            signed_on=services.today(),
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
        )
    )
    page = start_page(window)
    assert "Einde van de overeenkomst" in lines(page)
    tile = the(LineTile, f"point_watch_end_{agreement}", page)
    assert tile.accessibleDescription() == "Leskracht: 23 maart 2026 (nog 20 dagen)."
    tile.click()
    shown = window.open_page(PageName.AGREEMENTS)
    assert isinstance(shown, AgreementsPage)
    assert shown.shown is not None
    assert shown.shown.row.id == agreement


def test_the_key_card_is_one_click_away(window: MainWindow):
    add_pupil(window.services, "Berg")
    the(QPushButton, "open_key_card", start_page(window)).click()
    shown = window.open_page(PageName.AGREEMENTS)
    assert isinstance(shown, AgreementsPage)
    assert shown.tabs.currentIndex() == KEY_CARD


def test_whom_to_call_is_read_after_one_click_without_scrolling(window: MainWindow):
    services = window.services
    security = SecurityAnnex(incident_name="Meldpunt", incident_phone="010 1234567", incident_hours="Dag en nacht")
    period = Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, "ook in het weekend", "artikel 8")
    for supplier in ("Leskracht", "Snappet"):
        services.agreements.register(
            NewAgreement(
                services.agreements.add_supplier(NewSupplier(supplier)),
                "4.0",
                signed_on=services.today(),
                school_signer="P. de Wit",
                supplier_signer="J. Jansen",
                content=AgreementContent(security=security, periods=(period,)),
            )
        )
    window.resize(1024, 700)
    button = the(QPushButton, "open_key_card", start_page(window))
    assert button.visibleRegion().boundingRect().height() == button.height()
    button.click()
    page = window.open_page(PageName.AGREEMENTS)
    assert isinstance(page, AgreementsPage)
    sheet = page.key_card.sheet
    QApplication.processEvents()
    for text in ("010 1234567", "24 uur", "Meldpunt"):
        found = sheet.document().find(text)
        assert not found.isNull()
        assert sheet.viewport().rect().contains(sheet.cursorRect(found))
    assert page.key_card.choice.isVisible()
