"""Whose key card is shown: that of Leskracht unless another was chosen, and never one that is over by accident."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation, Period, PeriodUnit, SecurityAnnex
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewSupplier
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.services.program import Services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.key_card import KeyCardView, offer_agreements
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage


def sign(services: Services, supplier: str, until: date | None = None, *, signed: bool = True) -> AgreementId:
    found = services.agreements.add_supplier(NewSupplier(supplier))
    draft = NewAgreement(found, "4.0", valid_until=until)
    if signed:
        draft = replace(draft, signed_on=date(2025, 9, 1), school_signer="P. de Wit", supplier_signer="J. Jansen")
    return services.agreements.register(draft)


def opened(window: MainWindow) -> AgreementsPage:
    """Go to the key card as the button on Overzicht does."""
    made = window.open_page(PageName.AGREEMENTS, {"show": "key_card"})
    assert isinstance(made, AgreementsPage)
    made.mark_stale()
    made.show_target({"show": "key_card"})
    return made


def options(view: KeyCardView) -> list[str]:
    return [view.choice.itemText(row) for row in range(view.choice.count())]


def test_the_card_of_leskracht_comes_before_a_supplier_earlier_in_the_alphabet(window: MainWindow):
    sign(window.services, "Aap en Noot", date(2027, 1, 1))
    ours = sign(window.services, "Leskracht B.V.")
    page = opened(window)
    assert page.key_card.agreement_id == ours
    assert "Sleutelkaart Leskracht B.V." in page.key_card.sheet.toPlainText()


def test_without_leskracht_one_that_binds_goes_before_one_that_does_not(window: MainWindow):
    sign(window.services, "Aap", date(2026, 1, 31))
    sign(window.services, "Boek", signed=False)
    binding = sign(window.services, "Cirkel", date(2027, 1, 1))
    page = opened(window)
    assert page.key_card.agreement_id == binding
    assert options(page.key_card)[0] == "Cirkel"
    assert set(options(page.key_card)[1:]) == {"Aap (verlopen)", "Boek (concept)"}


def test_what_was_chosen_is_shown_again_the_next_time(qtbot, window: MainWindow):
    services = window.services
    other = sign(services, "Aap en Noot", date(2027, 1, 1))
    sign(services, "Leskracht")
    page = opened(window)
    page.key_card.choice.choose(other)
    page.mark_stale()
    page.refresh()
    assert page.key_card.agreement_id == other
    later = KeyCardView()
    qtbot.addWidget(later)
    offer_agreements(later, services, services.agreements.list())
    assert later.agreement_id == other


def test_what_was_chosen_is_forgotten_when_it_binds_no_more(qtbot, window: MainWindow):
    services = window.services
    over = sign(services, "Aap en Noot", date(2026, 1, 31))
    ours = sign(services, "Leskracht")
    page = opened(window)
    page.key_card.choice.choose(over)
    assert "is verlopen" in page.key_card.sheet.toPlainText()
    later = KeyCardView()
    qtbot.addWidget(later)
    offer_agreements(later, services, services.agreements.list())
    assert later.agreement_id == ours


def test_an_agreement_with_leskracht_that_comes_later_is_shown_unless_another_was_picked(window: MainWindow):
    sign(window.services, "Aap en Noot", date(2027, 1, 1))
    opened(window)
    ours = sign(window.services, "Leskracht")
    assert opened(window).key_card.agreement_id == ours


def test_who_to_call_and_both_terms_are_seen_at_once_in_a_common_window(window: MainWindow):
    supplier = window.services.agreements.add_supplier(NewSupplier("Leskracht"))
    other = window.services.agreements.add_supplier(NewSupplier("Aap en Noot"))
    content = AgreementContent(
        periods=(Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS),),
        security=SecurityAnnex(incident_name="Meldpunt", incident_phone="010 1234567"),
        deviations=(Deviation(8, "In de zomervakantie 48 uur", "Kleine organisatie"),),
    )
    for one in (supplier, other):
        window.services.agreements.register(NewAgreement(one, "4.0", content=content))
    window.resize(1280, 800)
    sheet = opened(window).key_card.sheet
    for wanted in ("010 1234567", "24 uur", "zomervakantie 48 uur", "72 uur", "lopen door in het weekend"):
        sheet.setTextCursor(sheet.document().find(wanted))
        assert sheet.verticalScrollBar().value() == 0, wanted
        assert sheet.cursorRect().bottom() < sheet.viewport().height(), wanted
