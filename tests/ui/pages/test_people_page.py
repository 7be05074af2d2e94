"""The list of people: who is in it, how it is narrowed and sorted, and how long lists are filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from leskracht_desktop.domain.people import PersonFilter, PersonKind, PersonStatus
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people import page as people_page
from leskracht_desktop.ui.pages.people.page import PeoplePage
from tests.ui.accessibility import name_of, names, stumbles, tab_order, walk
from tests.ui.families import School, fill_school
from tests.ui.pages_setup import add_pupil

CONTRACT = {"Zoeken in betrokkenen", "Importeren…", "Nieuwe betrokkene…", "Inzagedossier maken…", "Nieuw verzoek…"}


@pytest.fixture
def school(window: MainWindow) -> School:
    return fill_school(window.services)


@pytest.fixture
def page(window: MainWindow, school: School) -> PeoplePage:
    return open_page(window)


def open_page(window: MainWindow) -> PeoplePage:
    page = window.open_page(PageName.PEOPLE)
    assert isinstance(page, PeoplePage)
    return page


def listed(page: PeoplePage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def subtitle(page: PeoplePage) -> str:
    label = page.findChild(QLabel, "people_subtitle")
    assert label is not None
    return label.text()


EVERYONE = ["van den Berg, Jeroen", "van den Berg, Noah", "Jansen, Karin", "de Vries, Marieke"]
EVERYONE += ["Yılmaz, Elif", "Yılmaz, Fatma"]


def test_a_status_fits_the_kind_of_person(page: PeoplePage):
    column = next(
        n for n in range(page.model.columnCount()) if page.model.headerData(n, Qt.Orientation.Horizontal) == "Status"
    )
    said = {
        str(page.model.index(n, 0).data()): page.model.index(n, column).data() for n in range(page.model.rowCount())
    }
    assert said["Yılmaz, Elif"] == "op school"
    assert said["Yılmaz, Fatma"] == "actueel"
    assert said["Jansen, Karin"] == "vertrokken"


def test_everyone_is_listed_as_a_dutch_reader_sorts_them(page: PeoplePage):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert listed(page) == EVERYONE
    assert subtitle(page) == "6 betrokkenen"
    assert not page.filters.clear_button.isVisible()


def test_the_controls_bear_the_names_of_the_contract(page: PeoplePage, heard):
    found = {name_of(interface) for interface in walk(page)}
    assert found >= CONTRACT
    assert "Betrokkenen" in names(page, QAccessible.Role.Table)
    page.show_person(page.model.ids[1])
    assert stumbles(page) == []
    order = tab_order(page)
    assert order.index("search_people") < order.index("filter_kind") < order.index("people_table")


def test_a_search_finds_parts_and_typing_errors_while_typing(qtbot, page: PeoplePage):
    qtbot.keyClicks(page.filters.search, "yilmz")
    qtbot.waitUntil(lambda: listed(page) == ["Yılmaz, Elif", "Yılmaz, Fatma"])
    assert subtitle(page) == "2 van 6 betrokkenen"
    assert page.filters.clear_button.isVisible()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert listed(page) == EVERYONE


def test_the_same_search_works_again_after_clearing(qtbot, page: PeoplePage):
    qtbot.keyClicks(page.filters.search, "noah")
    qtbot.waitUntil(lambda: listed(page) == ["van den Berg, Noah"])
    page.filters.clear_button.click()
    assert listed(page) == EVERYONE
    assert page.filters.search.text() == ""
    qtbot.keyClicks(page.filters.search, "noah")
    qtbot.waitUntil(lambda: listed(page) == ["van den Berg, Noah"])


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (PersonFilter(kinds=frozenset({PersonKind.PUPIL})), ["van den Berg, Noah", "Yılmaz, Elif"]),
        (PersonFilter(kinds=frozenset({PersonKind.STAFF, PersonKind.PUPIL})), ["van den Berg, Noah", "Jansen, Karin"]),
        (PersonFilter(statuses=frozenset({PersonStatus.LEFT})), ["Jansen, Karin"]),
        (PersonFilter(text="berg", kinds=frozenset({PersonKind.PARENT})), ["van den Berg, Jeroen"]),
    ],
)
def test_another_page_can_ask_for_a_filter_and_it_is_shown(page: PeoplePage, chosen: PersonFilter, expected):
    page.show_target({"filter": chosen})
    assert listed(page)[: len(expected)] == expected
    assert page.filters.kind.value == chosen.kinds
    assert page.filters.status.value == chosen.statuses
    assert page.filters.search.text() == chosen.text
    assert page.filters.clear_button.isVisible()
    page.filters.clear_button.click()
    assert listed(page) == EVERYONE


def test_a_group_can_be_chosen_and_the_filter_stays(qtbot, page: PeoplePage, school: School):
    qtbot.waitUntil(lambda: page.filters.group.count() == 2)
    page.filters.group.choose(school.group)
    assert listed(page) == ["van den Berg, Noah", "Yılmaz, Elif"]
    page.mark_stale()
    assert listed(page) == ["van den Berg, Noah", "Yılmaz, Elif"]
    assert page.filters.group.value == school.group


def test_headings_sort_in_the_database(page: PeoplePage):
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert listed(page) == EVERYONE[::-1]
    born = next(place for place, column in enumerate(page.model.columns) if column.title == "Geboren")
    page.table.sortByColumn(born, Qt.SortOrder.AscendingOrder)
    assert listed(page)[:2] == ["Yılmaz, Elif", "van den Berg, Noah"]


def test_nobody_found_says_what_to_do(page: PeoplePage):
    page.show_target({"filter": PersonFilter(text="qqqqqq")})
    assert page.stack.currentWidget() is page.nobody_found
    assert subtitle(page) == "0 van 6 betrokkenen"
    page.filters.clear()
    assert page.stack.currentWidget() is page.table


def test_an_empty_vault_teaches_the_first_step(window: MainWindow, heard):
    page = open_page(window)
    assert page.whole.currentWidget() is page.empty
    assert names(page.empty, QAccessible.Role.PushButton) == ["Importeren…", "Nieuwe betrokkene…"]
    assert stumbles(page) == []
    add_pupil(window.services, "Eerste")
    page.mark_stale()
    assert page.whole.currentWidget() is not page.empty


def test_the_school_is_named_when_there_are_two(window: MainWindow, page: PeoplePage):
    place = next(at for at, column in enumerate(page.model.columns) if column.title == "School")
    window.resize(1900, 800)
    page.pane.hide()
    assert page.table.isColumnHidden(place)
    window.services.schools.add_school(NewSchool("De Klimtoren", "99YY"))
    window.jobs.announce(Topic.SCHOOLS)
    assert not page.table.isColumnHidden(place)
    add_pupil(window.services, "Anders")
    page.set_school(window.services.schools.schools()[1].id)
    assert set(listed(page)) <= {"Anders, Sam", *EVERYONE}
    assert len(listed(page)) < 7


def test_columns_that_do_not_fit_make_room_for_the_name(qtbot, window: MainWindow, page: PeoplePage):
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(4))
    assert page.table.columnWidth(0) >= 200
    window.resize(1900, 800)
    qtbot.waitUntil(lambda: not page.table.isColumnHidden(4))


def test_a_long_list_is_shown_at_once_and_completed_by_the_worker(
    qtbot, window: MainWindow, school: School, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(people_page, "AT_ONCE", 4)
    page = open_page(window)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert listed(page) == EVERYONE[:4]
    assert subtitle(page) == "6 betrokkenen"
    page.table.choose_id(page.model.ids[2])
    qtbot.waitUntil(lambda: listed(page) == EVERYONE)
    assert page.table.chosen.display_name == "Karin Jansen"
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: listed(page) == EVERYONE[::-1])
    assert page.table.chosen.display_name == "Karin Jansen"


def test_ids_that_come_too_late_are_left_aside(qtbot, window: MainWindow, school: School, monkeypatch):
    monkeypatch.setattr(people_page, "AT_ONCE", 4)
    page = open_page(window)
    page.show_target({"filter": PersonFilter(text="noah")})
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert listed(page) == ["van den Berg, Noah"]


def test_a_person_far_down_a_long_list_is_shown_and_found_in_it(qtbot, window: MainWindow, school: School, monkeypatch):
    monkeypatch.setattr(people_page, "AT_ONCE", 2)
    page = open_page(window)
    page.show_target({"person_id": school.fatma})
    assert page.pane.title.text() == "Fatma Yılmaz"
    qtbot.waitUntil(lambda: page.table.chosen_id == school.fatma)


def test_a_person_whom_the_filter_hides_is_shown_all_the_same(page: PeoplePage, school: School):
    page.show_target({"filter": PersonFilter(text="noah")})
    page.show_target({"person_id": school.fatma})
    assert page.pane.title.text() == "Fatma Yılmaz"
    assert page.table.chosen_id == school.fatma
    assert page.filters.search.text() == ""


def test_a_row_that_a_screen_reader_selects_is_the_chosen_one(page: PeoplePage):
    index = page.model.index(1, 0)
    flags = QItemSelectionModel.SelectionFlag
    page.table.selectionModel().select(index, flags.Select | flags.Rows)
    assert page.pane.title.text() == "Noah van den Berg"


def test_closing_the_pane_leaves_the_list(qtbot, page: PeoplePage, school: School):
    page.show_person(school.noah)
    page.pane.close_button.click()
    assert not page.pane.isVisible()
    assert page.pane.person is None
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.pane.isVisible()
    assert page.pane.title.text() == "Jeroen van den Berg"


def test_a_vault_that_is_only_read_offers_no_changes(page: PeoplePage, school: School, monkeypatch):
    page.show_person(school.noah)
    monkeypatch.setattr(type(page.services.vaults), "is_read_only", property(lambda _self: True))
    page.refresh()
    shown = (page.import_button, page.new_button, page.group_button, page.pane.edit_button, page.pane.dossier_button)
    assert not [made.accessibleName() for made in shown if made.isEnabled()]
