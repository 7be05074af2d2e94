"""A person found by typing: from the list, by the whole name, by the key, or by the beginning of the only one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt

from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.people import PersonId, PersonKind, PersonRow, PersonStatus
from leskracht_desktop.ui.widgets.person_picker import PersonPicker
from tests.ui.accessibility import stumbles


def row(number: int, call_name: str, prefix: str, surname: str) -> PersonRow:
    return PersonRow(
        id=PersonId(number),
        kind=PersonKind.PUPIL,
        status=PersonStatus.ACTIVE,
        parts=("", call_name, "", prefix, surname),
        groups=("6B",),
        school="De Regenboog",
        birth_on=None,
    )


NOAH = row(1, "Noah", "van den", "Berg")
ELIF = row(2, "Elif", "", "Yılmaz")
FIRST, SECOND = row(3, "Sem", "", "Bakker"), row(4, "Sem", "", "Bakker")
EVERYONE = (NOAH, ELIF, FIRST, SECOND)


def find(text: str) -> Sequence[PersonRow]:
    """Find by the beginnings of words, by key, and one person by a slip of the finger, as the vault would."""
    if text == "Noah van den Bergh":
        return [NOAH]
    typed = words(text)
    return [
        one
        for one in EVERYONE
        if all(any(part.startswith(word) for part in (*words(one.display_name), *words(one.key))) for word in typed)
    ]


@pytest.fixture
def picker(qtbot, look) -> PersonPicker:
    made = PersonPicker("Betrokkene", "person_id", find)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Noah van den Berg", NOAH),
        ("van den Berg, Noah", NOAH),
        ("noah VAN DEN berg", NOAH),
        ("Elif Yilmaz", ELIF),
        ("P-000002", ELIF),
        ("noa", NOAH),
        ("Sem Bakker", None),
        ("P-000004", SECOND),
        ("Noah van den Bergh", None),
        ("niemand", None),
        ("", None),
    ],
)
def test_a_text_names_somebody_when_it_means_one_person(picker: PersonPicker, text: str, found: PersonRow | None):
    picker.setText(text)
    picker.settle()
    assert picker.person == found


def test_two_of_one_name_are_told_apart_by_who_is_expected(picker: PersonPicker):
    picker.setText("Sem Bakker")
    picker.settle()
    assert picker.ambiguous
    picker.prefer = lambda: {SECOND.id}
    picker.settle()
    assert picker.person == SECOND
    assert not picker.ambiguous


def test_a_name_of_somebody_who_is_not_in_the_vault_stays_a_name(qtbot, look):
    field = PersonPicker("Verzoeker", "requester", find, free_text=True)
    qtbot.addWidget(field)
    for text in ("Noah", "Noah van den Bergh", "Oma Yılmaz"):
        field.setText(text)
        field.settle()
        assert field.person is None
        assert field.text() == text
    field.setText("Noah van den Berg")
    field.settle()
    assert field.person == NOAH


def test_typing_on_lets_go_of_who_was_chosen(qtbot, picker: PersonPicker):
    with qtbot.waitSignal(picker.changed):
        picker.choose(NOAH)
    assert picker.text() == "Noah van den Berg"
    assert [one.text() for one in picker.actions()] == ["Gekozen"]
    qtbot.keyClicks(picker, "x")
    assert picker.person is None
    assert picker.actions() == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_somebody_is_chosen_from_the_list_by_keys(qtbot, picker: PersonPicker):
    qtbot.keyClicks(picker, "sem")
    qtbot.waitUntil(picker._popup.isVisible)
    shown = picker._names.stringList()
    assert shown == ["Bakker, Sem   (leerling, 6B, De Regenboog)"] * 2
    qtbot.keyClick(picker._popup, Qt.Key.Key_Down)
    qtbot.keyClick(picker._popup, Qt.Key.Key_Down)
    qtbot.keyClick(picker._popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.person is not None)
    assert picker.person == SECOND
    assert picker.text() == "Sem Bakker"


def test_a_picker_has_a_name(picker: PersonPicker, heard):
    picker.choose(NOAH)
    assert stumbles(picker) == []
    assert picker.accessibleName() == "Betrokkene"
