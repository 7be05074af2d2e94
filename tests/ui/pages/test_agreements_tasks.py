"""Taken: what agreements ask for by a day, done from the list, and on the start page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from leskracht_desktop.domain.agreement_watch import WatchKind, WatchLevel
from leskracht_desktop.domain.agreements import (
    AgreementId,
    AgreementStatus,
    NewAgreement,
    NewSubProcessorChange,
    NewSupplier,
)
from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.services.program import Services
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.dialogs import ReviewDialog, StepDialog
from leskracht_desktop.ui.pages.agreements.form import AgreementDialog
from leskracht_desktop.ui.pages.agreements.functions import REGISTER, TASKS
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.pages.agreements.sub_processors import DecisionDialog
from leskracht_desktop.ui.pages.agreements.task_deeds import LetPassDialog
from leskracht_desktop.ui.pages.overview.points import agreement_points
from leskracht_desktop.ui.pages.settings.page import SettingsPage
from leskracht_desktop.ui.widgets.tiles import LineTile
from tests.ui.accessibility import stumbles
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the

TODAY = date(2026, 3, 3)


def sign(services: Services, supplier: str = "Leskracht") -> AgreementId:
    """Register an agreement that asks for everything there is to ask for while it is in force."""
    agreements = services.agreements
    made = agreements.register(
        NewAgreement(
            agreements.add_supplier(NewSupplier(supplier)),
            "4.0",
            "Leeromgeving",
            valid_until=date(2026, 5, 1),
            notice_on=date(2026, 3, 20),
            signed_on=date(2025, 3, 10),
            school_signer="P. de Wit",
            supplier_signer="J. Jansen",
        )
    )
    agreements.announce_change(made, NewSubProcessorChange("Wolk", announced_on=TODAY, effective_on=date(2026, 4, 1)))
    return made


@pytest.fixture
def agreement(window: MainWindow) -> AgreementId:
    return sign(window.services)


@pytest.fixture
def page(window: MainWindow, agreement: AgreementId) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS, {"show": "tasks"})
    assert isinstance(made, AgreementsPage)
    return made


def shown(page: AgreementsPage, name: str) -> list[str]:
    found = page.tasks.findChildren(QLabel, name)
    return [label.text() for label in found if not label.isHidden()]


def do(qtbot, page: AgreementsPage, deed: str) -> None:
    """Press the button of a task, once the list shows it."""

    def buttons() -> list[QPushButton]:
        found = page.tasks.findChildren(QPushButton)
        return [made for made in found if made.objectName().startswith(f"do_{deed}_") and not _is_old(made)]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    buttons()[0].click()


def _is_old(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.isHidden()


def levels(window: MainWindow) -> dict[WatchKind, WatchLevel]:
    return {item.kind: item.level for item in window.services.watch.items()}


def test_tasks_stand_in_order_with_their_day_and_what_to_do(page: AgreementsPage, heard):
    assert page.tabs.currentIndex() == TASKS
    assert page.tabs.tabText(TASKS) == "Taken (4)"
    assert shown(page, "task_title") == [
        "Laatste dag om op te zeggen",
        "Laatste dag om bezwaar te maken tegen een wijziging van subverwerkers",
        "Jaarlijkse beoordeling",
        "Einde van de overeenkomst",
    ]
    assert shown(page, "task_mark") == ["nog 17 dagen", "nog 29 dagen", "nog 31 dagen", "nog 59 dagen"]
    assert "Uiterlijk vrijdag 20 maart 2026" in shown(page, "task_day")
    assert "Uiterlijk woensdag 1 april 2026 · Wolk" in shown(page, "task_day")
    assert "90 dagen" in page.tasks._told.text()
    assert stumbles(page) == []


def test_a_change_without_a_known_term_is_a_task_all_the_same(page: AgreementsPage, window: MainWindow, agreement):
    window.services.agreements.announce_change(agreement, NewSubProcessorChange("Mist", announced_on=TODAY))
    page.mark_stale()
    assert "termijn niet bekend" in shown(page, "task_mark")
    assert "Aangekondigd op dinsdag 3 maart 2026 · Mist" in shown(page, "task_day")
    assert any("Vraag tot en met welke dag u bezwaar kunt maken" in text for text in shown(page, "task_text"))
    (item,) = [item for item in window.services.watch.due() if not item.has_term]
    (point,) = agreement_points([item])
    told = "aangekondigd op 3 maart 2026, tot wanneer bezwaar kan is niet bekend."
    assert point.text == f"Leskracht, Leeromgeving, Mist: {told}"


def test_a_review_is_recorded_from_the_list(qtbot, page: AgreementsPage, window: MainWindow):
    hand = Hand(ReviewDialog, lambda dialog: dialog.save_button.click())
    do(qtbot, page, "review")
    assert hand.told()
    qtbot.waitUntil(lambda: levels(window)[WatchKind.REVIEW] is WatchLevel.LATER)
    qtbot.waitUntil(lambda: page.tabs.tabText(TASKS) == "Taken (3)")
    assert page.tabs.currentIndex() == TASKS


def test_not_giving_notice_is_a_decision_that_can_be_taken_back(qtbot, page: AgreementsPage, window: MainWindow):
    def fill(dialog: LetPassDialog) -> None:
        dialog.note.setPlainText("BSN 111222333")
        dialog.save_button.click()
        assert dialog.isVisible()
        dialog.note.setPlainText("Wij zijn tevreden.")
        dialog.save_button.click()

    hand = Hand(LetPassDialog, fill)
    do(qtbot, page, "go_on")
    assert hand.told()
    qtbot.waitUntil(lambda: levels(window)[WatchKind.NOTICE] is WatchLevel.DONE)
    qtbot.waitUntil(lambda: shown(page, "task_mark")[-1] == "afgehandeld")
    do(qtbot, page, "open_again")
    qtbot.waitUntil(lambda: levels(window)[WatchKind.NOTICE] is WatchLevel.NEAR)


def test_notice_is_given_and_a_change_decided_upon(qtbot, page: AgreementsPage, window: MainWindow):
    hand = Hand(DecisionDialog, lambda dialog: dialog.save_button.click())
    do(qtbot, page, "decide")
    assert hand.told()
    qtbot.waitUntil(lambda: WatchKind.OBJECTION not in levels(window))
    qtbot.waitUntil(lambda: len(shown(page, "task_title")) == 3)
    step = Hand(StepDialog, lambda dialog: dialog.save_button.click())
    do(qtbot, page, "give_notice")
    assert step.told()
    qtbot.waitUntil(lambda: WatchKind.NOTICE not in levels(window))


def test_an_agreement_that_ends_is_prolonged_or_ended_and_its_destruction_confirmed(
    qtbot, page: AgreementsPage, window: MainWindow, agreement: AgreementId
):
    seen: list[str] = []
    change = Hand(AgreementDialog, lambda dialog: seen.append(dialog.windowTitle()))
    do(qtbot, page, "change")
    assert change.told()
    for deed, status in (
        ("end", AgreementStatus.ENDED),
        ("confirm_destruction", AgreementStatus.DESTRUCTION_CONFIRMED),
    ):
        step = Hand(StepDialog, lambda dialog: dialog.save_button.click())
        do(qtbot, page, deed)
        assert step.told()
        qtbot.waitUntil(lambda status=status: window.services.agreements.details(agreement).row.status is status)
        qtbot.waitUntil(lambda: not window.jobs.busy)
    qtbot.waitUntil(page.tasks.empty.isVisible)
    assert page.tabs.tabText(TASKS) == "Taken"


def test_a_task_leads_to_its_agreement(page: AgreementsPage, agreement: AgreementId):
    the(QPushButton, f"open_end_{agreement}", page).click()
    assert page.tabs.currentIndex() == REGISTER
    assert page.shown is not None
    assert page.shown.row.id == agreement


def test_what_was_typed_comes_back_after_a_lock(page: AgreementsPage, agreement: AgreementId):
    seen: list[str] = []
    hand = Hand(LetPassDialog, lambda dialog: seen.append(dialog.note.toPlainText()))
    page.resume_draft(f"agreements.let_pass.{agreement}", {"note": "half getypt"})
    assert hand.told()
    assert seen == ["half getypt"]


def test_the_tasks_go_to_the_calendar(qtbot, page: AgreementsPage, answers: Answers, tmp_path: Path):
    answers.paths = [tmp_path / "taken.ics"]
    page.tasks.calendar_button.click()
    qtbot.waitUntil((tmp_path / "taken.ics").exists)
    assert (tmp_path / "taken.ics").read_text("utf-8").count("BEGIN:VEVENT") == 4


def test_nothing_is_done_while_the_vault_is_read_only(qtbot, window: MainWindow, page: AgreementsPage):
    items, days = window.services.watch.items(), window.services.watch.days()
    page.tasks.show_tasks(items, days, read_only=True)

    def buttons(start: str) -> list[QPushButton]:
        found = page.tasks.findChildren(QPushButton)
        return [made for made in found if made.objectName().startswith(start) and not _is_old(made)]

    qtbot.waitUntil(lambda: bool(buttons("do_")))
    assert not any(made.isEnabled() for made in [*buttons("do_"), page.tasks.calendar_button])
    assert all(made.isEnabled() for made in buttons("open_"))


def test_from_the_list_to_the_settings(window: MainWindow, page: AgreementsPage):
    page.tasks.days_button.click()
    assert window.workspace is not None
    settings = window.workspace.page
    assert isinstance(settings, SettingsPage)
    assert settings.tabs.currentWidget() is settings.agreements


def test_the_reader_leads_to_the_tasks(page: AgreementsPage):
    page.tabs.setCurrentIndex(0)
    page.room.reader.function_asked.emit(FunctionCode.WATCH)
    assert page.tabs.currentIndex() == TASKS


def test_the_start_page_tells_of_what_does_not_fit(window: MainWindow, agreement: AgreementId):
    sign(window.services, "Snappet")
    start = window.open_page(PageName.OVERVIEW)
    start.mark_stale()
    tile = the(LineTile, "point_watch_more", start)
    assert tile.accessibleName() == "Nog 4 taken bij overeenkomsten"
    tile.click()
    assert window.workspace is not None
    page = window.workspace.page
    assert isinstance(page, AgreementsPage)
    assert page.tabs.currentIndex() == TASKS
