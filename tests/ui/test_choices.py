"""A choice as a screen reader meets it: a name of its own, a value, options that can be selected."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface

from leskracht_desktop.domain.people import PersonKind
from leskracht_desktop.ui.widgets.fields import Choice
from tests.ui.accessibility import stumbles

OPTIONS = [(PersonKind.PUPIL, "leerling"), (PersonKind.PARENT, "ouder"), (PersonKind.STAFF, "medewerker")]


@pytest.fixture
def choice(qtbot, look, heard) -> Choice:
    made = Choice("Soort", "kind", OPTIONS)
    qtbot.addWidget(made)
    made.show()
    return made


def met(choice: Choice) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(choice)
    assert found is not None
    return found


def test_its_label_is_its_name_and_what_is_chosen_its_value(choice: Choice):
    choice.choose(PersonKind.PARENT)
    assert met(choice).text(QAccessible.Text.Name) == "Soort"
    assert met(choice).text(QAccessible.Text.Value) == "ouder"
    assert met(choice).role() is QAccessible.Role.ComboBox
    assert stumbles(choice) == []


def test_its_options_are_a_list_with_the_same_name(choice: Choice):
    options = met(choice).child(0)
    assert (options.role(), options.text(QAccessible.Text.Name)) == (QAccessible.Role.List, "Soort")
    assert [options.child(row).text(QAccessible.Text.Name) for row in range(options.childCount())] == [
        "leerling",
        "ouder",
        "medewerker",
    ]
    assert met(choice).indexOfChild(options) == 0


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt's own interface is used")
def test_it_is_opened_and_closed_by_its_action(choice: Choice):
    action = met(choice).actionInterface()
    assert action.pressAction() in action.actionNames()
    action.doAction(action.pressAction())
    assert choice.view().isVisible()
    action.doAction(action.pressAction())
    assert not choice.view().isVisible()


def test_a_value_stays_of_its_own_kind(choice: Choice):
    choice.set_options([(None, "alles"), *OPTIONS])
    assert choice.value is PersonKind.PUPIL
    choice.choose(None)
    choice.choose("nothing of the kind")
    assert choice.currentText() == "alles"


def test_an_editable_choice_holds_a_field(choice: Choice):
    choice.setEditable(True)
    choice.setCurrentText("anders")
    assert met(choice).childCount() == 2
    assert met(choice).child(1).role() is QAccessible.Role.EditableText
    assert met(choice).text(QAccessible.Text.Value) == "anders"


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt's own interface is used")
@pytest.mark.parametrize("way", ["action", "selection"])
def test_what_is_chosen_in_an_open_list_is_chosen(qtbot, choice: Choice, way: str):
    options = met(choice).child(0)
    choice.showPopup()
    with qtbot.waitSignal(choice.picked):
        if way == "action":
            action = options.child(1).actionInterface()
            action.doAction(action.actionNames()[0])
        else:
            assert options.selectionInterface().select(options.child(1))
    assert choice.value is PersonKind.PARENT
    assert not choice.view().isVisible()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_looking_around_in_an_open_list_chooses_nothing(qtbot, choice: Choice):
    met(choice).child(0)
    choice.showPopup()
    view = choice.view()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    qtbot.mouseMove(view.viewport(), view.visualRect(choice.model().index(2, 0)).center())
    assert (choice.value, view.isVisible()) == (PersonKind.PUPIL, True)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert choice.value is PersonKind.PUPIL
    choice.showPopup()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    row = view.currentIndex().row()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert choice.currentIndex() == row > 0
