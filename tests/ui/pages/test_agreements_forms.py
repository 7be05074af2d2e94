"""The forms of an agreement in the real window: everything is typed, changed, taken away, and read again later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from leskracht_desktop.domain import agreement_content
from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    Leaflet,
    Level,
    Party,
    Period,
    PeriodUnit,
    Product,
    SecurityAnnex,
    SubProcessor,
)
from leskracht_desktop.domain.agreements import (
    AgreementId,
    AgreementStep,
    ChangeKind,
    NewAgreement,
    NewReview,
    NewSupplier,
    StepTaken,
)
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.messages_nl.codes import field_label
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.changing import ChangeDialog
from leskracht_desktop.ui.pages.agreements.deviations import DeviationDialog
from leskracht_desktop.ui.pages.agreements.dialogs import ReviewDialog
from leskracht_desktop.ui.pages.agreements.form import AgreementDialog
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.pages.agreements.product import ProductDialog
from leskracht_desktop.ui.pages.agreements.security import SecurityDialog
from leskracht_desktop.ui.pages.agreements.sub_processors import AnnouncementDialog
from leskracht_desktop.ui.pages.agreements.supplier import SupplierDialog
from leskracht_desktop.ui.pages.agreements.versions import VersionsDialog
from leskracht_desktop.ui.theme import Theme
from leskracht_desktop.ui.widgets.form import Form, FormDialog
from tests.support.clipping import Stretched, clipped
from tests.ui.accessibility import stumbles, tab_order
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the

SIZE = (1024, 700)

CONTENT = AgreementContent(
    school=Party("Stichting De Regenboog", NumberKind.KVK, "01234567", "stichting", representative="A. Bestuur"),
    supplier=Party("Leskracht B.V.", NumberKind.KVK, "12345678"),
    contract_name="Licentie",
    periods=(Period(TermCode.BREACH_TO_SCHOOL, 24, PeriodUnit.HOURS, source="artikel 8"),),
    products=(Product("Leeromgeving", leaflet=Leaflet(sub_processors=(SubProcessor("Wolk", country="DE"),))),),
    security=SecurityAnnex(incident_name="Meldpunt", incident_phone="010 1234567"),
    deviations=(Deviation(8, "Binnen 24 uur.", "Vaste termijn."), Deviation(11, "30 dagen.", "Zo afgesproken.")),
)


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    return made


@pytest.fixture
def agreement(window: MainWindow) -> AgreementId:
    """A signed agreement that was reviewed."""
    agreements = window.services.agreements
    supplier = agreements.add_supplier(
        NewSupplier("Leskracht", kvk="12345678", address="Kade 1", postcode="1234 AB", city="Utrecht")
    )
    made = agreements.register(
        NewAgreement(
            supplier,
            "4.0",
            signed_on=date(2025, 9, 1),
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
            content=CONTENT,
        )
    )
    agreements.review(made, NewReview(date(2026, 3, 1), "Noor"))
    return made


@pytest.fixture
def shown(page: AgreementsPage, agreement: AgreementId) -> AgreementsPage:
    page.mark_stale()
    page.show_agreement(agreement)
    return page


def content_of(page: AgreementsPage) -> AgreementContent:
    assert page.shown is not None
    return page.shown.content


def version_of(page: AgreementsPage) -> str:
    assert page.shown is not None
    return page.shown.row.version


def fill(dialog: FormDialog, **texts: str) -> None:
    for name, text in texts.items():
        the(QLineEdit, name, dialog).setText(text)


def press(qtbot, name: str, page: AgreementsPage) -> None:
    """Press a button of the pane, once what stood there before is gone."""
    pane = page.register.pane
    qtbot.waitUntil(lambda: len(pane.findChildren(QPushButton, name)) == 1)
    the(QPushButton, name, pane).click()


def said(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if not found.isHidden())


def test_parties_representatives_and_signers_are_each_typed(qtbot, window: MainWindow, page: AgreementsPage, heard):
    def register(dialog: AgreementDialog) -> None:
        dialog.supplier.setEditText("Snappet")
        dialog.number_kind.choose(NumberKind.BRIN)
        fill(
            dialog,
            title="Leeromgeving",
            school_name="Stichting De Regenboog",
            school_legal_form="stichting",
            school_number="99xx",
            school_address="Plein 2",
            school_postcode="1234 ab",
            school_city="Utrecht",
            school_representative="A. Bestuur",
            school_function="voorzitter",
            supplier_name="Snappet B.V.",
            supplier_legal_form="bv",
            supplier_number="1234567",
            supplier_address="Kade 1",
            supplier_postcode="4321 ZZ",
            supplier_city="Almere",
            supplier_representative="B. Baas",
            supplier_function="directeur",
            contact_name="Noor van Dam",
            contact_email="geen adres",
            contact_phone="030 1234567",
            contract_name="Licentie 2025",
            contract_on="1-6-2025",
            signed_on="2-6-2025",
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
            security_incident_name="Meldpunt",
            dvo_reference="DVO-7",
        )
        assert stumbles(dialog) == []
        dialog.save_button.click()
        assert dialog.form.fields["contact_email"].error.text().startswith("Dit is geen e-mailadres")
        assert dialog.focusWidget() is dialog.form.fields["contact_email"].widget
        fill(dialog, contact_email="noor@snappet.example")
        dialog.save_button.click()

    hand = Hand(AgreementDialog, register)
    page.register_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.shown is not None)
    assert page.shown is not None
    draft, content = page.shown.draft, page.shown.content
    assert content.school == Party(
        "Stichting De Regenboog",
        NumberKind.BRIN,
        "99XX",
        "stichting",
        "Plein 2",
        "1234 AB",
        "Utrecht",
        "A. Bestuur",
        "voorzitter",
    )
    assert content.supplier == Party(
        "Snappet B.V.", NumberKind.KVK, "01234567", "bv", "Kade 1", "4321 ZZ", "Almere", "B. Baas", "directeur"
    )
    assert (draft.school_signer, draft.supplier_signer) == ("P. de Wit", "J. Jansen")
    assert (content.contract_name, content.contract_on) == ("Licentie 2025", date(2025, 6, 1))
    supplier = page.shown.supplier.supplier
    assert (supplier.name, supplier.contact_name, supplier.contact_email, supplier.contact_phone) == (
        "Snappet",
        "Noor van Dam",
        "noor@snappet.example",
        "030 1234567",
    )
    assert (supplier.address, supplier.postcode, supplier.city, supplier.kvk) == (
        "Kade 1",
        "4321 ZZ",
        "Almere",
        "01234567",
    )


@pytest.mark.parametrize(
    ("kind", "wrong", "error", "right"),
    [
        (NumberKind.BRIN, "9XX", "Een BRIN-nummer is", "99XX"),
        (NumberKind.RIO, "12345", "Een RIO-nummer is", "123B456"),
        (NumberKind.KVK, "12", "Een KvK-nummer is", "01234567"),
        (NumberKind.AUTHORITY, "4123", "Een bestuursnummer is", "41234"),
    ],
)
def test_each_kind_of_number_is_checked_beside_its_field(
    page: AgreementsPage, kind: NumberKind, wrong: str, error: str, right: str
):
    def look(dialog: AgreementDialog) -> None:
        dialog.number_kind.choose(kind)
        fill(dialog, school_number=wrong)
        dialog.save_button.click()
        assert dialog.isVisible()
        assert dialog.form.fields["school.number"].error.text().startswith(error)
        fill(dialog, school_number=right)
        assert dialog.form.fields["school.number"].error.text() == ""

    hand = Hand(AgreementDialog, look)
    page.register_button.click()
    assert hand.told()


def test_what_is_known_of_a_supplier_is_filled_in(shown: AgreementsPage):
    def look(dialog: AgreementDialog) -> None:
        assert dialog.supplier.currentText() == ""
        dialog.save_button.click()
        assert dialog.form.fields["supplier_id"].error.text() == "Vul ‘Leverancier’ in."
        dialog.supplier.setCurrentIndex(0)
        assert the(QLineEdit, "supplier_address", dialog).text() == "Kade 1"
        assert not the(QLineEdit, "contact_name", dialog).isVisible()
        dialog.supplier.setEditText("Een ander")
        assert the(QLineEdit, "contact_name", dialog).isVisible()

    hand = Hand(AgreementDialog, look)
    shown.register_button.click()
    assert hand.told()


def test_links_lead_to_the_parts_of_the_long_form_and_tab_goes_down_it(qtbot, shown: AgreementsPage):
    def look(dialog: AgreementDialog) -> None:
        for link, field in (("school_name", "school_name"), ("periods", f"value_{TermCode.BREACH_TO_SCHOOL}")):
            the(QPushButton, f"go_to_{link}", dialog).click()
            focused = dialog.focusWidget()
            assert focused is not None
            assert focused.objectName() == field
        order = [name for name in tab_order(dialog) if name]
        wanted = [
            "supplier_text",
            "model_version",
            "title",
            "school_name",
            "school_function",
            "supplier_name",
            "contract_name",
            "signed_on",
            "security_incident_name",
            f"value_{TermCode.BREACH_TO_SCHOOL}",
            "note",
            "change_kind",
            "reason",
            "cancel",
            "save",
        ]
        places = [order.index(name) for name in wanted if name in order]
        assert places == sorted(places)
        assert len(places) >= len(wanted) - 1

    hand = Hand(AgreementDialog, look)
    press(qtbot, "change_agreement", shown)
    assert hand.told()


def test_signing_is_a_step_and_not_a_field_of_a_draft(qtbot, page: AgreementsPage, window: MainWindow):
    agreements = window.services.agreements
    made = agreements.register(NewAgreement(agreements.add_supplier(NewSupplier("Leskracht")), "4.0", content=CONTENT))
    page.mark_stale()
    page.show_agreement(made)

    def look(dialog: AgreementDialog) -> None:
        assert "signed_on" not in dialog.form.fields
        assert "Ondertekening vastleggen…" in said(dialog)

    hand = Hand(AgreementDialog, look)
    press(qtbot, "change_agreement", page)
    assert hand.told()


def test_a_draft_that_came_to_nothing_is_taken_away(
    qtbot, page: AgreementsPage, window: MainWindow, agreement: AgreementId, answers: Answers
):
    agreements = window.services.agreements
    supplier = agreements.details(agreement).row.supplier_id
    made = agreements.register(NewAgreement(supplier, "4.0", "Toch maar niet", content=CONTENT))
    page.mark_stale()
    page.show_agreement(made)
    answers.yes = [False, True]
    press(qtbot, "remove_draft", page)
    assert len(agreements.list()) == 2
    press(qtbot, "remove_draft", page)
    qtbot.waitUntil(lambda: [row.id for row in agreements.list()] == [agreement])
    qtbot.waitUntil(lambda: page.shown is None or page.shown.row.id == agreement)
    page.show_agreement(agreement)
    qtbot.waitUntil(lambda: page.register.pane.findChildren(QPushButton, "remove_draft") == [])


def test_a_supplier_is_changed_and_a_refusal_loses_nothing(
    qtbot, shown: AgreementsPage, window: MainWindow, answers: Answers
):
    window.services.agreements.add_supplier(NewSupplier("Snappet"))

    def change(dialog: SupplierDialog) -> None:
        fill(dialog, supplier_name="snappet", supplier_contact_name="Noor van Dam", supplier_contact_email="x")
        dialog.save_button.click()
        assert dialog.form.fields["contact_email"].error.text().startswith("Dit is geen e-mailadres")
        fill(dialog, supplier_contact_email="noor@leskracht.example", supplier_contact_phone="030 1234567")
        assert stumbles(dialog) == []
        dialog.save_button.click()

    again: list[str] = []

    def correct(dialog: SupplierDialog) -> None:
        again.append(the(QLineEdit, "supplier_contact_name", dialog).text())
        fill(dialog, supplier_name="Leskracht", supplier_address="Kade 2")
        the(QPlainTextEdit, "note", dialog).setPlainText("Belt liever niet op vrijdag.")
        dialog.save_button.click()

    hand = Hand(SupplierDialog, change)
    press(qtbot, "edit_supplier", shown)
    assert hand.told()
    next_hand = Hand(SupplierDialog, correct)
    qtbot.waitUntil(next_hand.told)
    assert [type(failure).__name__ for failure in answers.failures] == ["InvalidInput"]
    assert again == ["Noor van Dam"]
    qtbot.waitUntil(lambda: shown.shown is not None and shown.shown.supplier.supplier.address == "Kade 2")
    text = said(shown.register.pane)
    for part in ("Noor van Dam", "noor@leskracht.example", "Kade 2, 1234 AB Utrecht", "niet op vrijdag"):
        assert part in text
    assert version_of(shown) == "1.0"


def test_the_security_annex_is_typed(qtbot, shown: AgreementsPage, heard):
    def type_in(dialog: SecurityDialog) -> None:
        dialog.availability.choose(Level.LOW)
        dialog.integrity.choose(Level.MIDDLE)
        dialog.confidentiality.choose(Level.HIGH)
        dialog.tested_by.choose(agreement_content.TestedBy.THIRD_PARTY)
        fill(dialog, scheme="Certificeringsschema 3.0", tested_on="1-2-2027", incident_hours="dag en nacht")
        the(QPlainTextEdit, "measures", dialog).setPlainText("Tweede factor voor beheerders.")
        dialog.save_button.click()
        assert dialog.form.fields["tested_on"].error.text().startswith("Deze datum ligt in de toekomst")
        fill(dialog, tested_on="1-2-2026")
        assert stumbles(dialog) == []
        dialog.save_button.click()

    hand = Hand(SecurityDialog, type_in)
    press(qtbot, "edit_security", shown)
    assert hand.told()
    qtbot.waitUntil(lambda: version_of(shown) == "1.1")
    assert content_of(shown) == replace(
        CONTENT,
        security=SecurityAnnex(
            Level.LOW,
            Level.MIDDLE,
            Level.HIGH,
            "Certificeringsschema 3.0",
            agreement_content.TestedBy.THIRD_PARTY,
            date(2026, 2, 1),
            "Tweede factor voor beheerders.",
            "Meldpunt",
            "",
            "010 1234567",
            "dag en nacht",
        ),
    )
    assert "door een derde partij, 1 februari 2026" in said(shown.register.pane)


def test_a_deviation_is_changed_moved_to_an_annex_and_taken_away(qtbot, shown: AgreementsPage, answers: Answers):
    def change(dialog: DeviationDialog) -> None:
        assert dialog.article.value == (8, "")
        dialog.article.choose((None, "privacy_leaflet"))
        dialog.what.setPlainText("Binnen 12 uur.")
        fill(dialog, agreed_by="A. Bestuur", agreed_on="1-1-2030")
        dialog.save_button.click()
        assert dialog.form.fields["agreed_on"].error.text().startswith("Deze datum ligt in de toekomst")
        fill(dialog, agreed_on="1-1-2026")
        dialog.save_button.click()

    hand = Hand(DeviationDialog, change)
    press(qtbot, "change_deviation_0", shown)
    assert hand.told()
    qtbot.waitUntil(lambda: version_of(shown) == "1.1")
    changed = Deviation(None, "Binnen 12 uur.", "Vaste termijn.", "A. Bestuur", date(2026, 1, 1), "privacy_leaflet")
    assert content_of(shown).deviations == (changed, CONTENT.deviations[1])
    assert "Privacybijsluiter" in said(shown.register.pane)
    answers.yes = [True]
    hand = Hand(DeviationDialog, lambda dialog: dialog.remove_button.click())
    press(qtbot, "change_deviation_1", shown)
    assert hand.told()
    qtbot.waitUntil(lambda: content_of(shown).deviations == (changed,))


def test_a_correction_keeps_the_review_and_a_new_version_asks_for_it_again(qtbot, shown: AgreementsPage):
    def correct(dialog: DeviationDialog) -> None:
        explained = dialog.form.fields["change"].error.text()
        assert explained == "Versie 1.0 wordt 1.1. 1 beoordeling blijft gelden."
        dialog.what.setPlainText("Binnen 20 uur.")
        dialog.save_button.click()

    hand = Hand(DeviationDialog, correct)
    press(qtbot, "change_deviation_0", shown)
    assert hand.told()
    qtbot.waitUntil(lambda: version_of(shown) == "1.1")
    assert shown.shown is not None
    assert [one.counts for one in shown.shown.reviews] == [True]
    assert "(van een eerdere versie)" not in said(shown.register.pane)

    def agree_anew(dialog: DeviationDialog) -> None:
        dialog.what.setPlainText("Binnen 4 uur.")
        dialog.part.kind.choose(ChangeKind.NEW_VERSION)
        explained = dialog.form.fields["change"].error.text()
        assert explained == "Versie 1.1 wordt 2.0. 1 beoordeling geldt daarna niet meer."
        dialog.save_button.click()
        assert dialog.isVisible()
        assert dialog.form.fields["reason"].error.text() == "Vul ‘Reden’ in."
        dialog.part.reason.setText("Opnieuw onderhandeld")
        dialog.save_button.click()

    hand = Hand(DeviationDialog, agree_anew)
    press(qtbot, "change_deviation_0", shown)
    assert hand.told()
    qtbot.waitUntil(lambda: version_of(shown) == "2.0")
    assert [one.counts for one in shown.shown.reviews] == [False]
    assert "(van een eerdere versie)" in said(shown.register.pane)
    assert "nieuwe versie: Opnieuw onderhandeld" in said(shown.register.pane)


def test_another_model_asks_for_a_new_version_when_there_is_a_review(qtbot, shown: AgreementsPage):
    def change(dialog: AgreementDialog) -> None:
        dialog.model.choose("3.0")
        dialog.save_button.click()
        assert dialog.form.fields["model_version"].error.text().startswith("Een ander model is een nieuwe afspraak.")
        dialog.change.choose(ChangeKind.NEW_VERSION)
        fill(dialog, reason="Toch op 3.0 getekend")
        dialog.save_button.click()

    hand = Hand(AgreementDialog, change)
    press(qtbot, "change_agreement", shown)
    assert hand.told()
    qtbot.waitUntil(lambda: version_of(shown) == "2.0")
    assert shown.shown is not None
    assert (shown.shown.row.model_version, shown.shown.row.reviewed_on) == ("3.0", None)


def test_what_is_over_can_only_be_corrected(qtbot, page: AgreementsPage, window: MainWindow, agreement: AgreementId):
    window.services.agreements.take_step(agreement, StepTaken(AgreementStep.END, date(2026, 3, 1)))
    page.mark_stale()
    page.show_agreement(agreement)

    def look(dialog: AgreementDialog) -> None:
        assert dialog.change.count() == 1
        assert "er komt geen nieuwe versie meer" in said(dialog)

    hand = Hand(AgreementDialog, look)
    press(qtbot, "change_agreement", page)
    assert hand.told()


def test_earlier_versions_are_read_with_what_became_different(
    qtbot, page: AgreementsPage, window: MainWindow, agreement: AgreementId, heard
):
    agreements = window.services.agreements
    draft = agreements.details(agreement).draft
    newer = replace(draft.content, deviations=(), contract_name="Licentie 2026")
    agreements.change(agreement, replace(draft, content=newer), ChangeKind.NEW_VERSION, "Verlengd")
    agreements.change(agreement, replace(draft, content=newer, dvo_reference="DVO-9"), ChangeKind.CORRECTION)
    page.mark_stale()
    page.show_agreement(agreement)

    def read(dialog: VersionsDialog) -> None:
        assert [dialog.choice.itemText(row) for row in range(3)] == [
            "Versie 2.1: 03-03-2026, kleine verbetering, geldt nu",
            "Versie 2.0: 03-03-2026, nieuwe versie",
            "Versie 1.0: 03-03-2026, nieuwe versie",
        ]
        assert dialog.choice.value == "2.0"
        text = said(dialog)
        assert "Reden: Verlengd." in text
        assert "Anders dan in versie 1.0" in text
        assert "Licentie → Licentie 2026" in text
        assert "Was:\nBinnen 24 uur.\nWaarom: Vaste termijn.\nNu:\n(leeg)" in text
        dialog.choice.choose("1.0")
        text = said(dialog)
        assert "Anders dan in versie" not in text
        for part in ("Licentie", "Binnen 24 uur.", "P. de Wit", "Wolk: Duitsland", "24 uur (artikel 8)"):
            assert part in text
        dialog.choice.choose("2.1")
        assert "(leeg) → DVO-9" in said(dialog)
        assert dialog.findChildren(QLineEdit) == []
        assert stumbles(dialog) == []

    hand = Hand(VersionsDialog, read)
    press(qtbot, "show_versions", page)
    assert hand.told()


def test_there_is_nothing_to_go_back_to_before_the_first_change(shown: AgreementsPage):
    assert shown.register.pane.findChildren(QPushButton, "show_versions") == []


@pytest.mark.parametrize(
    ("key", "kind", "field"),
    [
        ("deviation1", DeviationDialog, "what"),
        ("security", SecurityDialog, "measures"),
        ("supplier", SupplierDialog, "note"),
        ("product0", ProductDialog, "description"),
    ],
)
def test_what_was_typed_in_a_part_comes_back_after_a_lock(
    shown: AgreementsPage, agreement: AgreementId, key: str, kind: type[FormDialog], field: str
):
    seen: list[str] = []
    hand = Hand(kind, lambda dialog: seen.append(the(QPlainTextEdit, field, dialog).toPlainText()))
    shown.resume_draft(f"agreements.{key}.{agreement}", {field: "half getypt"})
    assert hand.told()
    assert seen == ["half getypt"]


def test_an_error_calls_every_field_by_a_dutch_name(qtbot, shown: AgreementsPage):
    english: set[str] = set()

    def look(dialog: FormDialog) -> None:
        forms = [dialog.form, *(part for part in dialog.form.findChildren(Form))]
        english.update(name for form in forms for name in form.fields if field_label(name) == name)

    for kind, button in (
        (AgreementDialog, "change_agreement"),
        (ProductDialog, "product_0"),
        (DeviationDialog, "change_deviation_0"),
        (SecurityDialog, "edit_security"),
        (SupplierDialog, "edit_supplier"),
        (AnnouncementDialog, "announce_change"),
        (ReviewDialog, "review_agreement"),
    ):
        hand = Hand(kind, look)
        press(qtbot, button, shown)
        assert hand.told(), kind
    assert english == set()


@pytest.fixture
def large(look: Theme, qapp: QApplication) -> Iterator[None]:
    """Letters of twice the size."""
    before = QFont(qapp.font())
    doubled = QFont(before)
    doubled.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(doubled)
    yield
    qapp.setFont(before)


@pytest.fixture
def long(look: Theme, qapp: QApplication) -> Iterator[None]:
    """Words half as long again."""
    texts = Stretched()
    qapp.installTranslator(texts)
    yield
    qapp.removeTranslator(texts)


@pytest.mark.parametrize("manner", ["look", "large", "long"])
def test_every_form_fits_a_small_screen_and_large_letters(qtbot, request: pytest.FixtureRequest, manner: str):
    request.getfixturevalue(manner)
    window: MainWindow = request.getfixturevalue("window")
    window.resize(*SIZE)
    agreement = request.getfixturevalue("agreement")
    services = window.services
    draft = services.agreements.details(agreement).draft
    services.agreements.change(agreement, replace(draft, title="Leeromgeving"), ChangeKind.CORRECTION)
    page = window.open_page(PageName.AGREEMENTS)
    assert isinstance(page, AgreementsPage)
    page.show_agreement(agreement)
    found: list[str] = []

    def look(dialog: QWidget) -> None:
        if isinstance(dialog, ProductDialog):
            dialog.categories.choose(0)
            dialog.sub_processors.add_button.click()
        if isinstance(dialog, ChangeDialog | AgreementDialog):
            dialog.part.kind.choose(ChangeKind.NEW_VERSION)
        if isinstance(dialog, FormDialog):
            dialog.save_button.click()
        for _ in range(5):
            QApplication.processEvents()
        where = f"{manner}, {dialog.objectName()}"
        found.extend(f"{where}: {problem}" for problem in clipped(dialog))
        if dialog.width() > SIZE[0] or dialog.height() > SIZE[1]:
            found.append(f"{where}: the dialog is {dialog.size().toTuple()}")

    for kind, button in (
        (AgreementDialog, "change_agreement"),
        (ProductDialog, "product_0"),
        (DeviationDialog, "change_deviation_0"),
        (SecurityDialog, "edit_security"),
        (VersionsDialog, "show_versions"),
    ):
        hand = Hand(kind, look)
        press(qtbot, button, page)
        assert hand.told(), kind
    found += [f"{manner}, pane: {problem}" for problem in clipped(page.register.pane)]
    assert not found, "\n".join(found)
