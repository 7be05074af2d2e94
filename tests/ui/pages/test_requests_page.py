"""The register of requests: registered by keys alone, each step in its turn, the most urgent on top."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from leskracht_desktop.domain.people import NewPerson, PersonKind
from leskracht_desktop.domain.request_rules import Step
from leskracht_desktop.domain.requests import (
    Authority,
    Channel,
    RequestDetails,
    RequestFilter,
    RequestKind,
    RequestStatus,
)
from leskracht_desktop.errors import NotAllowed
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.requests.columns import COLUMNS, time_left, urgency
from leskracht_desktop.ui.pages.requests.dialogs import IdentityDialog, NoteDialog, StepDialog
from leskracht_desktop.ui.pages.requests.new_request import NewRequestDialog
from leskracht_desktop.ui.pages.requests.page import RequestsPage
from leskracht_desktop.ui.theme import Tone
from tests.support.vaults import MovableClock
from tests.ui.accessibility import name_of, names, stumbles, tab_order, walk
from tests.ui.answers import Answers
from tests.ui.conftest import unlock
from tests.ui.families import School, fill_school
from tests.ui.hands import Hand
from tests.ui.pages_setup import add_request

FORM = ["Soort verzoek", "Betrokkene", "Ontvangen op", "Ontvangen via", "Verzoeker", "Omschrijving"]
STEPS = {"Identiteit vastleggen…", "Verlengen…", "Besluit vastleggen…", "Afhandelen…", "Intrekken…"}


@pytest.fixture
def school(window: MainWindow) -> School:
    return fill_school(window.services)


@pytest.fixture
def page(window: MainWindow, school: School) -> RequestsPage:
    return open_page(window)


def open_page(window: MainWindow) -> RequestsPage:
    page = window.open_page(PageName.REQUESTS)
    assert isinstance(page, RequestsPage)
    return page


def listed(page: RequestsPage) -> list[str]:
    return [page.model.row(row).number for row in range(page.model.rowCount())]  # type: ignore[union-attr]  # all rows are there


def read(page: RequestsPage, request: RequestDetails) -> RequestDetails:
    return page.services.requests.details(request.row.id)


def take(page: RequestsPage, step: Step, kind: type[QDialog], deed) -> Hand:
    hand = Hand(kind, deed)
    page.pane.buttons[step].click()
    assert hand.told()
    return hand


def tab_to(qtbot, dialog: QDialog, target: QWidget) -> None:
    """Press Tab until the focus is there: fields may hold buttons of their own."""
    for _ in range(8):
        if dialog.focusWidget() is target:
            return
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {target.objectName()}")


def test_a_request_is_registered_by_keys_alone(qtbot, window: MainWindow, page: RequestsPage, school: School):
    def fill_in(dialog: NewRequestDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        assert dialog.focusWidget() is dialog.kind
        assert stumbles(dialog) == []
        tab_to(qtbot, dialog, dialog.person)
        qtbot.keyClicks(dialog.person, "noah")
        tab_to(qtbot, dialog, dialog.received_on)
        assert dialog.person.text() == "Noah van den Berg"
        dialog.received_on.selectAll()
        qtbot.keyClicks(dialog.received_on, "26-2-2026")
        tab_to(qtbot, dialog, dialog.channel)
        qtbot.keyClicks(dialog.channel, "brief")
        tab_to(qtbot, dialog, dialog.requester)
        qtbot.keyClicks(dialog.requester, "Jeroen van den Berg")
        tab_to(qtbot, dialog, dialog.description)
        assert dialog.authority.value is Authority.CUSTODY
        qtbot.keyClicks(dialog.description, "Alles over Noah")
        tab_to(qtbot, dialog, dialog.save_button)
        qtbot.keyClick(dialog.save_button, Qt.Key.Key_Space)

    hand = Hand(NewRequestDialog, fill_in)
    window.open_page(PageName.REQUESTS)
    page.new_button.setFocus()
    qtbot.keyClick(page.new_button, Qt.Key.Key_Space)
    assert hand.told()
    qtbot.waitUntil(lambda: not page.jobs.busy and listed(page) == ["2026-0001"])
    assert page.banner.text == "Verzoek 2026-0001 is vastgelegd. Antwoord uiterlijk op donderdag 26 maart 2026."
    found = page.services.requests.details(page.model.ids[0])  # type: ignore[arg-type]  # the list holds ids of requests
    assert (found.row.person_id, found.requester_id) == (school.noah, school.jeroen)
    assert (found.channel, found.authority) == (Channel.LETTER, Authority.CUSTODY)
    assert found.description == "Alles over Noah"
    assert page.pane.title.text() == "Inzage 2026-0001"


def test_the_form_bears_the_names_of_the_contract(page: RequestsPage, heard):
    def look(dialog: NewRequestDialog) -> None:
        shown = names(dialog, QAccessible.Role.ComboBox, QAccessible.Role.EditableText)
        assert set(shown) >= set(FORM)
        assert {"Opslaan", "Annuleren"} <= set(names(dialog, QAccessible.Role.PushButton))
        order = tab_order(dialog)
        fields = ["kind", "person_id", "received_on", "channel", "requester_name", "description"]
        assert sorted(fields, key=order.index) == fields

    hand = Hand(NewRequestDialog, look)
    page.new_button.click()
    assert hand.told()
    assert "Verzoeken" in page.table.accessibleName()
    assert page.filters.search.accessibleName() == "Zoeken in verzoeken"


def test_text_that_nobody_typed_names_the_person_when_it_is_saved(qtbot, page: RequestsPage, school: School):
    def fill_in(dialog: NewRequestDialog) -> None:
        # As a screen reader or a program does it: no focus, no key.
        dialog.person.setText("Noah van den Berg")
        dialog.requester.setText("Marieke de Vries")
        dialog.save_button.click()

    hand = Hand(NewRequestDialog, fill_in)
    page.new_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: not page.jobs.busy and listed(page) == ["2026-0001"])
    found = page.services.requests.details(page.model.ids[0])  # type: ignore[arg-type]  # the list holds ids of requests
    assert (found.row.person_id, found.requester_id) == (school.noah, school.marieke)


def test_who_has_no_custody_is_pointed_out(page: RequestsPage, school: School):
    def look(dialog: NewRequestDialog) -> None:
        dialog.person.choose(page.services.people.rows([school.noah])[0])
        dialog.requester.choose(page.services.people.rows([school.marieke])[0])
        assert "geen gezag" in dialog.advice.text
        assert dialog.authority.currentText() == "niet bekend"
        dialog.requester.choose(page.services.people.rows([school.jeroen])[0])
        assert dialog.advice.isHidden()
        assert dialog.authority.currentText() == "ouder met gezag"
        dialog.requester.choose(None)
        dialog.requester.setText("Buurvrouw")
        dialog._think_along()
        assert "staat niet bij de leerling" in dialog.advice.text

    hand = Hand(NewRequestDialog, look)
    page.new_button.click()
    assert hand.told()


def test_for_oneself_under_the_name_of_another_is_pointed_out_in_the_form(page: RequestsPage, school: School):
    def look(dialog: NewRequestDialog) -> None:
        dialog.person.choose(page.services.people.rows([school.noah])[0])
        dialog.requester.setText("Onbekende Man")
        dialog.authority.choose(Authority.SELF)
        assert ("authority", "self_is_other") in dialog.problems()
        dialog.requester.setText("noah van den berg")
        assert dialog.problems() == ()

    hand = Hand(NewRequestDialog, look)
    page.new_button.click()
    assert hand.told()


def test_how_the_date_is_built_is_shown_while_typing(page: RequestsPage):
    def look(dialog: NewRequestDialog) -> None:
        built = dialog.findChild(QLabel, "deadline_explained")
        assert built is not None
        dialog.received_on.setText("31-1-2026")
        assert "zou dag 31 zijn" in built.text()
        assert "De uiterste datum is maandag 2 maart 2026." in built.text()
        dialog.received_on.setText("nooit")
        assert not built.isVisibleTo(dialog)
        dialog.received_on.setText("4-3-2026")
        dialog.save_button.click()
        assert dialog.form.fields["received_on"].error.text() != ""
        assert dialog.form.fields["person_id"].error.text() == "Kies over wie het verzoek gaat."

    hand = Hand(NewRequestDialog, look)
    page.new_button.click()
    assert hand.told()


def test_two_people_of_one_name_must_be_told_apart(page: RequestsPage, school: School):
    services = page.services
    first = services.people.details(school.noah)
    services.people.add(
        NewPerson(PersonKind.PUPIL, first.school.id, call_name="Noah", prefix="van den", surname="Berg")
    )

    def look(dialog: NewRequestDialog) -> None:
        dialog.person.setText("Noah van den Berg")
        dialog.save_button.click()
        assert dialog.form.fields["person_id"].error.text().startswith("Meer dan één persoon heet zo.")
        dialog.person.setText(first.key)
        dialog.person.settle()
        assert dialog.person.person_id == school.noah

    hand = Hand(NewRequestDialog, look)
    page.new_button.click()
    assert hand.told()


def test_all_steps_from_receipt_to_the_end(qtbot, page: RequestsPage, school: School, clock: MovableClock):
    request = add_request(page.services, school.noah, 10)
    page.mark_stale()
    page.show_request(request.row.id)
    pane = page.pane
    assert not pane.dossier_button.isEnabled()
    assert pane.buttons[Step.IDENTITY].property("look") == "primary"

    def identity(dialog: IdentityDialog) -> None:
        assert dialog.checked_by.text() == page.services.schools.institution().contact_name
        assert stumbles(dialog) == []
        dialog.save_button.click()
        assert dialog.form.fields["method"].error.text() != ""
        dialog.method.setCurrentText("Paspoort NW1234567 bekeken")
        dialog.save_button.click()
        assert "identiteitsbewijs" in dialog.form.fields["method"].error.text()
        dialog.method.setCurrentText(IdentityDialog.METHODS[0])
        dialog.save_button.click()

    take(page, Step.IDENTITY, IdentityDialog, identity)
    qtbot.waitUntil(pane.dossier_button.isEnabled)
    assert pane.dossier_button.property("look") == "primary"
    take(page, Step.NOTE, NoteDialog, lambda dialog: (dialog.text.setPlainText("Gebeld"), dialog.save_button.click()))
    qtbot.waitUntil(lambda: not page.jobs.busy and "Gebeld" in [event.text for event in read(page, request).events])

    def extend(dialog: StepDialog) -> None:
        dialog.save_button.click()
        assert dialog.form.fields["extension_reason"].error.text() != ""
        assert dialog.reason is not None
        dialog.reason.setPlainText("Veel gegevens")
        dialog.save_button.click()

    take(page, Step.EXTEND, StepDialog, extend)
    qtbot.waitUntil(lambda: not page.jobs.busy and read(page, request).row.extended)
    take(page, Step.ANSWER, StepDialog, lambda dialog: dialog.save_button.click())
    qtbot.waitUntil(lambda: not page.jobs.busy and read(page, request).row.status is RequestStatus.ANSWERED)
    qtbot.waitUntil(pane.buttons[Step.CLOSE].isVisible)
    assert pane.buttons[Step.CLOSE].property("look") == "primary"
    assert not pane.buttons[Step.ANSWER].isVisible()
    take(page, Step.CLOSE, StepDialog, lambda dialog: dialog.save_button.click())
    qtbot.waitUntil(lambda: not page.jobs.busy and read(page, request).row.status is RequestStatus.CLOSED)
    qtbot.waitUntil(lambda: not page.jobs.busy and listed(page) == [])
    page.show_target({"filter": RequestFilter()})
    assert listed(page) == ["2026-0001"]


def test_only_steps_that_are_legal_now_are_offered(page: RequestsPage, school: School, heard):
    request = add_request(page.services, school.noah, 10)
    page.mark_stale()
    page.show_request(request.row.id)
    assert stumbles(page) == []
    offered = {name_of(found) for found in walk(page.pane)} & STEPS
    assert offered == {"Identiteit vastleggen…", "Verlengen…", "Intrekken…"}
    assert {made.accessibleName() for made in page.pane.buttons.values()} >= STEPS


def test_an_extension_that_is_too_late_is_refused_and_the_reason_kept(
    qtbot, page: RequestsPage, school: School, answers: Answers
):
    request = add_request(page.services, school.noah, 40)
    page.mark_stale()
    page.show_request(request.row.id)

    def extend(dialog: StepDialog) -> None:
        assert dialog.reason is not None
        dialog.reason.setPlainText("Ziek geweest")
        dialog.save_button.click()

    take(page, Step.EXTEND, StepDialog, extend)
    seen: list[str] = []
    again = Hand(StepDialog, lambda dialog: seen.append(dialog.reason.toPlainText() if dialog.reason else ""))
    qtbot.waitUntil(again.told)
    assert seen == ["Ziek geweest"]
    assert [type(error) for error in answers.failures] == [NotAllowed]


def test_a_withdrawn_request_leaves_the_list_with_its_reason(qtbot, page: RequestsPage, school: School):
    request = add_request(page.services, school.noah, 3)
    page.mark_stale()
    page.show_request(request.row.id)

    def withdraw(dialog: StepDialog) -> None:
        assert dialog.reason is not None
        dialog.reason.setPlainText("Toch niet nodig")
        dialog.save_button.click()

    take(page, Step.WITHDRAW, StepDialog, withdraw)
    qtbot.waitUntil(lambda: not page.jobs.busy and listed(page) == [])
    assert "Toch niet nodig" in [event.text for event in read(page, request).events]
    assert not page.pane.isVisible()


@pytest.mark.parametrize("days_ago", [10, 265])
def test_how_long_there_is_left_can_be_read_in_a_small_window(
    qtbot, window: MainWindow, page: RequestsPage, school: School, days_ago: int
):
    window.resize(1280, 800)
    requests = [add_request(page.services, school.noah, days_ago=days_ago) for _ in range(20)]  # they scroll
    page.refresh()
    page.show_request(requests[0].row.id)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    place = next(number for number, column in enumerate(COLUMNS) if column.title == "Nog")
    for other in range(place + 1):
        if COLUMNS[other].width:
            assert page.table.isColumnHidden(other) or page.table.columnWidth(other) >= page.table.sizeHintForColumn(
                other
            )
    assert not page.table.isColumnHidden(place)
    assert page.table.horizontalScrollBar().maximum() == 0


def test_the_most_urgent_stands_on_top_and_late_is_said_in_words(page: RequestsPage, school: School):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for days in (5, 40, 27):
        add_request(page.services, school.noah, days)
    page.mark_stale()
    assert listed(page) == ["2026-0002", "2026-0003", "2026-0001"]
    left = next(at for at, column in enumerate(page.model.columns) if column.title == "Nog")
    said = [page.model.index(row, left).data() for row in range(3)]
    assert said[0].endswith("dagen te laat")
    assert said[1:] == ["morgen", "nog 23 dagen"]
    page.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert listed(page) == ["2026-0001", "2026-0003", "2026-0002"]


@pytest.mark.parametrize(
    ("chosen", "expected", "words"),
    [
        (RequestFilter(open_only=True), ["2026-0001", "2026-0002"], "Lopende verzoeken"),
        (
            RequestFilter(open_only=True, statuses=frozenset({RequestStatus.RECEIVED})),
            ["2026-0001"],
            "Identiteit nog vastleggen",
        ),
        (RequestFilter(kinds=frozenset({RequestKind.ERASURE})), [], "Alle verzoeken"),
        (RequestFilter(text="yilmaz"), ["2026-0002"], "Alle verzoeken"),
        (
            RequestFilter(statuses=frozenset({RequestStatus.CLOSED, RequestStatus.WITHDRAWN})),
            [],
            "Afgehandeld en ingetrokken",
        ),
    ],
)
def test_another_page_can_ask_for_a_filter_and_it_is_shown(
    page: RequestsPage, school: School, chosen: RequestFilter, expected: list[str], words: str
):
    add_request(page.services, school.noah, 10)
    add_request(page.services, school.elif_, 5, checked=True)
    page.show_target({"filter": chosen})
    assert listed(page) == expected
    assert page.filters.which.currentText() == words
    assert page.filters.chosen() == chosen


def test_an_answered_request_does_not_count_days_any_more(page: RequestsPage, school: School):
    row = add_request(page.services, school.noah, 40).row
    assert (time_left(row), urgency(row)) == ("8 dagen te laat", Tone.DANGER)
    answered = replace(row, status=RequestStatus.ANSWERED)
    assert (time_left(answered), urgency(answered)) == ("beantwoord", Tone.MUTED)
    assert time_left(replace(row, status=RequestStatus.CLOSED)) == ""


def test_a_filter_on_the_date_is_shown_and_taken_away(page: RequestsPage, school: School, clock: MovableClock):
    add_request(page.services, school.noah, 40)
    add_request(page.services, school.elif_, 1)
    until = date(2026, 3, 3)
    page.show_target({"filter": RequestFilter(open_only=True, due_until=until)})
    assert listed(page) == ["2026-0001"]
    chip = page.filters.due_button
    assert chip.isVisible()
    assert (chip.text(), chip.accessibleName()) == ("Uiterlijk 03-03-2026", "Uiterlijk 03-03-2026: filter wissen")
    chip.click()
    assert listed(page) == ["2026-0001", "2026-0002"]
    assert not chip.isVisible()


def test_an_empty_register_explains_what_a_request_is(page: RequestsPage, heard):
    assert page.stack.currentWidget() is page.empty
    assert "binnen een maand" in page.empty._text.text()
    assert stumbles(page) == []
    page.show_target({"filter": RequestFilter(text="niets")})
    assert not page.empty_button.isVisible()
    page.filters.clear_button.click()
    assert page.empty_button.isVisible()


def test_a_request_that_the_filters_hide_is_shown_all_the_same(page: RequestsPage, school: School):
    request = add_request(page.services, school.noah, 10)
    page.services.requests.withdraw(request.row.id, page.tools.today())
    page.mark_stale()
    assert listed(page) == []
    page.show_target({"request_id": request.row.id})
    assert page.pane.title.text() == "Inzage 2026-0001"
    assert page.pane.subtitle.text() == "over Noah van den Berg"


def test_the_pane_leads_to_the_person(window: MainWindow, page: RequestsPage, school: School):
    request = add_request(page.services, school.noah, 10)
    page.mark_stale()
    page.show_request(request.row.id)
    page.pane.person_button.click()
    assert window.workspace is not None
    assert window.workspace.current is PageName.PEOPLE


@pytest.mark.parametrize("step", [None, Step.IDENTITY, Step.NOTE, Step.EXTEND])
def test_what_is_typed_survives_the_lock(
    qtbot, window: MainWindow, vault_folder: Path, school: School, step: Step | None
):
    page = open_page(window)
    request = add_request(page.services, school.noah, 10)
    page.mark_stale()
    page.show_request(request.row.id)
    kinds: dict[Step | None, type[QDialog]] = {None: NewRequestDialog, Step.IDENTITY: IdentityDialog}
    kinds |= {Step.NOTE: NoteDialog, Step.EXTEND: StepDialog}

    def box(dialog):
        if isinstance(dialog, NewRequestDialog):
            return dialog.description
        return dialog.text if isinstance(dialog, NoteDialog) else getattr(dialog, "reason", None)

    def type_and_lock(dialog) -> None:
        if isinstance(dialog, NewRequestDialog):
            dialog.person.choose(page.services.people.rows([school.elif_])[0])
        if isinstance(dialog, IdentityDialog):
            dialog.method.setCurrentText("Half getypt")
        else:
            box(dialog).setPlainText("Half getypt")
        window.lock()

    hand = Hand(kinds[step], type_and_lock)
    (page.new_button if step is None else page.pane.buttons[step]).click()
    assert hand.told()
    assert window.workspace is None
    seen: list[str] = []

    def look(dialog) -> None:
        if isinstance(dialog, NewRequestDialog):
            assert dialog.person.person_id == school.elif_
        seen.append(dialog.method.currentText() if isinstance(dialog, IdentityDialog) else box(dialog).toPlainText())

    again = Hand(kinds[step], look)
    unlock(qtbot, window, vault_folder)
    qtbot.waitUntil(again.told)
    assert seen == ["Half getypt"]


def test_the_day_of_the_answer_can_not_lie_before_the_request(page: RequestsPage, school: School):
    request = add_request(page.services, school.noah, 10, checked=True)
    page.mark_stale()
    page.show_request(request.row.id)

    def answer(dialog: StepDialog) -> None:
        dialog.on.set_value(request.row.received_on - timedelta(days=1))
        dialog.save_button.click()
        assert dialog.form.fields["on"].error.text() != ""
        dialog.on.setText("")
        dialog.save_button.click()
        assert dialog.form.fields["on"].error.text() != ""

    take(page, Step.ANSWER, StepDialog, answer)
    assert read(page, request).answered_on is None


def test_closing_the_pane_gives_the_list_the_room(page: RequestsPage, school: School):
    request = add_request(page.services, school.noah, 10)
    page.mark_stale()
    page.show_request(request.row.id)
    close = page.pane.findChild(QPushButton, "request_pane_close") or page.pane.close_button
    close.click()
    assert not page.pane.isVisible()
    assert page.shown is None
    page.deeds.take_step(Step.NOTE)
    page.deeds.make_dossier()
    assert not page.banner.isVisible()
