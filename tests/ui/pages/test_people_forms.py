"""The forms of people and relations, by keyboard, with what is wrong told and what is typed kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from leskracht_desktop.domain.people import Custody, NewRelation, PersonKind, RelationKind
from leskracht_desktop.errors import InvalidInput
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.dialogs import PersonDialog
from leskracht_desktop.ui.pages.people.group_dialog import GroupDossiersDialog
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.pages.people.relation_dialog import RelationDialog
from tests.ui.accessibility import stumbles
from tests.ui.answers import Answers
from tests.ui.conftest import unlock
from tests.ui.families import School, fill_school
from tests.ui.hands import Hand, the


@pytest.fixture
def school(window: MainWindow) -> School:
    return fill_school(window.services)


@pytest.fixture
def page(window: MainWindow, school: School) -> PeoplePage:
    found = window.open_page(PageName.PEOPLE)
    assert isinstance(found, PeoplePage)
    return found


def save(dialog: PersonDialog | RelationDialog) -> None:
    dialog.save_button.click()


def test_somebody_is_added_by_keys_alone(qtbot, page: PeoplePage):
    def fill_in(dialog: PersonDialog) -> None:
        assert stumbles(dialog) == []
        dialog.kind.setFocus()
        qtbot.keyClicks(dialog.kind, "ouder")
        dialog.texts["call_name"].setFocus()
        for text in ("Samira", "van der", "Meer"):
            qtbot.keyClicks(dialog.focusWidget(), text)
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    hand = Hand(PersonDialog, fill_in)
    page.new_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: not page.jobs.busy and page.pane.title.text() == "Samira van der Meer")
    assert page.banner.text == "Samira van der Meer is toegevoegd."
    assert page.table.chosen.kind is PersonKind.PARENT
    assert page.model.rowCount() == 7


def test_a_form_asks_of_each_kind_only_what_is_needed(page: PeoplePage):
    def look(dialog: PersonDialog) -> None:
        asked: dict[PersonKind, set[str]] = {}
        for kind in PersonKind:
            dialog.kind.choose(kind)
            fields = dialog.form.fields.items()
            asked[kind] = {name for name, field in fields if field.widget.isVisibleTo(dialog)}
        assert {"year_group", "group_ids", "gender"} <= asked[PersonKind.PUPIL]
        assert not {"year_group", "group_ids", "gender", "enrolled_on"} & asked[PersonKind.PARENT]
        assert "group_ids" in asked[PersonKind.STAFF]
        assert "year_group" not in asked[PersonKind.STAFF]
        assert "school_id" not in asked[PersonKind.PUPIL]

    hand = Hand(PersonDialog, look)
    page.new_button.click()
    assert hand.told()


def test_what_is_wrong_is_told_under_the_field_and_nothing_is_stored(page: PeoplePage):
    def fill_in(dialog: PersonDialog) -> None:
        save(dialog)
        errors = dialog.form.fields
        assert errors["surname"].error.text() == "Vul een achternaam in. Heeft iemand maar één naam? Zet die hier."
        dialog.texts["surname"].setText("Berg")
        dialog.texts["email"].setText("geen adres")
        dialog.note.setPlainText("BSN 123456782")
        save(dialog)
        assert errors["email"].error.text().startswith("Dit is geen e-mailadres.")
        assert "burgerservicenummer" in errors["note"].error.text()
        assert dialog.result() == QDialog.DialogCode.Rejected

    hand = Hand(PersonDialog, fill_in)
    page.new_button.click()
    assert hand.told()
    assert page.services.people.count_all() == 6


def test_editing_shows_all_values_and_keeps_the_old_ones(qtbot, page: PeoplePage, school: School):
    page.show_person(school.noah)

    def change(dialog: PersonDialog) -> None:
        assert dialog.texts["surname"].text() == "Berg"
        assert dialog.birth_on.text() == "24-07-2017"
        assert dialog.gender.value == "1"
        assert dialog.groups.value == (school.group,)
        dialog.texts["phone"].setText("030-1234567")
        dialog.reason.setText("Moeder belde")
        save(dialog)

    hand = Hand(PersonDialog, change)
    page.pane.edit_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: not page.jobs.busy and page.services.people.details(school.noah).phone == "030-1234567")
    history = page.services.people.details(school.noah).history
    assert {(row.field, row.old, row.new) for row in history} == {
        ("phone", "", "030-1234567"),
        ("reason", "", "Moeder belde"),
    }
    assert page.services.people.details(school.noah).group_ids == (school.group,)


def test_a_form_that_the_service_refuses_comes_back_as_it_was_typed(
    qtbot, page: PeoplePage, school: School, answers: Answers
):
    page.show_person(school.noah)
    seen: list[str] = []

    def change(dialog: PersonDialog) -> None:
        dialog.kind.choose(PersonKind.PARENT)  # a pupil with parents can't become one
        dialog.texts["phone"].setText("030-1234567")
        save(dialog)

    hand = Hand(PersonDialog, change)
    page.pane.edit_button.click()
    assert hand.told()
    again = Hand(PersonDialog, lambda dialog: seen.append(dialog.texts["phone"].text()))
    qtbot.waitUntil(again.told)
    assert seen == ["030-1234567"]
    assert [type(error) for error in answers.failures] == [InvalidInput]
    assert page.services.people.details(school.noah).phone == ""


def test_a_parent_is_added_to_a_pupil_by_typing_a_name(qtbot, page: PeoplePage, school: School):
    page.show_person(school.elif_)

    def fill_in(dialog: RelationDialog) -> None:
        assert stumbles(dialog) == []
        dialog.other.setText("Jeroen van den Berg")
        dialog.kind.choose(RelationKind.STEP)
        dialog.custody.choose(Custody.NO)
        save(dialog)

    hand = Hand(RelationDialog, fill_in)
    page.pane.summary.add_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: not page.jobs.busy and len(page.services.people.details(school.elif_).relations) == 2)
    found = {one.other_name: (one.kind, one.custody) for one in page.services.people.details(school.elif_).relations}
    assert found["Jeroen van den Berg"] == (RelationKind.STEP, Custody.NO)


def test_a_parent_is_offered_pupils_only(page: PeoplePage, school: School):
    page.show_person(school.jeroen)

    def look(dialog: RelationDialog) -> None:
        assert [row.display_name for row in dialog.other._find("berg")] == ["Noah van den Berg"]
        save(dialog)
        assert dialog.form.fields["pupil_id"].error.text() != ""
        dialog.custody.choose(Custody.UNKNOWN)
        dialog.since.setText("1-1-2020")
        save(dialog)
        assert dialog.form.fields["custody_since"].error.isVisibleTo(dialog)

    hand = Hand(RelationDialog, look)
    page.pane.summary.add_button.click()
    assert hand.told()


def test_custody_is_changed_and_the_old_value_kept_with_both(qtbot, page: PeoplePage, school: School):
    page.show_person(school.elif_)
    relation = page.services.people.details(school.elif_).relations[0]

    def change(dialog: RelationDialog) -> None:
        assert dialog.kind.value is RelationKind.MOTHER
        dialog.custody.choose(Custody.YES)
        dialog.since.setText("1-3-2015")
        save(dialog)

    hand = Hand(RelationDialog, change)
    the(type(page.pane.edit_button), f"relation_{relation.id}_edit", page.pane).click()
    assert hand.told()
    people = page.services.people
    qtbot.waitUntil(lambda: not page.jobs.busy and people.details(school.elif_).relations[0].custody is Custody.YES)
    for person_id in (school.elif_, school.fatma):
        assert ("custody", "unknown", "yes") in {
            (row.field, row.old, row.new) for row in people.details(person_id).history
        }


def test_ending_a_relation_names_both_people_and_is_asked_first(
    qtbot, page: PeoplePage, school: School, answers: Answers
):
    page.show_person(school.noah)
    relation = page.services.people.details(school.noah).relations[0]
    end = the(type(page.pane.edit_button), f"relation_{relation.id}_end", page.pane)
    end.click()
    assert "Jeroen van den Berg" in answers.asked[0]
    assert "Noah van den Berg" in answers.asked[0]
    assert len(page.services.people.details(school.noah).relations) == 2
    answers.yes = [True]
    end.click()
    qtbot.waitUntil(lambda: not page.jobs.busy and len(page.services.people.details(school.noah).relations) == 1)


def test_the_same_relation_twice_is_refused_with_the_form_as_it_was(
    qtbot, page: PeoplePage, school: School, answers: Answers
):
    page.show_person(school.noah)

    def fill_in(dialog: RelationDialog) -> None:
        dialog.other.setText("Jeroen van den Berg")
        save(dialog)

    hand = Hand(RelationDialog, fill_in)
    page.pane.summary.add_button.click()
    assert hand.told()
    again = Hand(RelationDialog, RelationDialog.reject)
    qtbot.waitUntil(again.told)
    assert [type(error) for error in answers.failures] == [InvalidInput]
    assert len(page.services.people.details(school.noah).relations) == 2


@pytest.mark.parametrize("which", ["new", "edit", "relate", "relation"])
def test_what_is_typed_survives_the_lock(qtbot, window: MainWindow, vault_folder: Path, school: School, which: str):
    page = window.open_page(PageName.PEOPLE)
    assert isinstance(page, PeoplePage)
    page.show_person(school.noah)
    relation = page.services.people.details(school.noah).relations[0]
    clicks = {
        "new": page.new_button,
        "edit": page.pane.edit_button,
        "relate": page.pane.summary.add_button,
        "relation": the(type(page.pane.edit_button), f"relation_{relation.id}_edit", page.pane),
    }
    kind: type[PersonDialog | RelationDialog] = PersonDialog if which in {"new", "edit"} else RelationDialog

    def type_and_lock(dialog: PersonDialog | RelationDialog) -> None:
        if isinstance(dialog, PersonDialog):
            dialog.texts["city"].setText("Oefendam")
        else:
            dialog.since.setText("1-2-2020")
        window.lock()

    hand = Hand(kind, type_and_lock)
    clicks[which].click()
    assert hand.told()
    seen: list[str] = []

    def look(dialog: PersonDialog | RelationDialog) -> None:
        seen.append(dialog.texts["city"].text() if isinstance(dialog, PersonDialog) else dialog.since.text())

    again = Hand(kind, look)
    unlock(qtbot, window, vault_folder)
    qtbot.waitUntil(again.told)
    assert seen in (["Oefendam"], ["1-2-2020"])


def test_dossiers_for_a_group_go_to_a_folder(qtbot, page: PeoplePage, school: School, answers: Answers, tmp_path: Path):
    folder = tmp_path / "uitreiken"
    folder.mkdir()
    answers.paths = [folder]

    def choose(dialog: GroupDossiersDialog) -> None:
        assert stumbles(dialog) == []
        assert dialog.group.currentText() == "6B (2 leerlingen)"
        dialog.save_button.click()

    hand = Hand(GroupDossiersDialog, choose)
    page.group_button.click()
    assert hand.told()
    qtbot.waitUntil(lambda: page.banner.text != "", timeout=60_000)
    assert page.banner.text == "2 dossiers gemaakt, in de map ‘uitreiken’."
    written = sorted(path.name for path in folder.iterdir())
    assert written == ["inzagedossier-P-000001.pdf", "inzagedossier-P-000002.pdf"]


def test_a_relation_with_somebody_unknown_is_not_asked_for(page: PeoplePage, school: School):
    page.pane.show_nobody()
    page.deeds.add_relation()
    page.deeds.edit_person()
    page.deeds.make_dossier()
    page.services.people.relate(NewRelation(school.karin, school.elif_, RelationKind.OTHER))
    assert page.pane.person is None


def test_a_new_request_from_the_pane_is_about_this_person(page: PeoplePage, school: School, window: MainWindow):
    from leskracht_desktop.ui.pages.requests.new_request import NewRequestDialog

    page.show_person(school.noah)
    seen: list[object] = []
    hand = Hand(NewRequestDialog, lambda dialog: seen.append(dialog.person.person_id))
    the(QPushButton, "new_request_for", page.pane).click()
    assert hand.told()
    assert seen == [school.noah]
