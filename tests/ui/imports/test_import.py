"""Taking in files through the window: recognised, looked at, and then all of it or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from leskracht_desktop.domain.people import Custody, PersonFilter, PersonKind
from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.table_columns import FIELDS
from leskracht_desktop.ui.imports.dialog import ImportDialog
from leskracht_desktop.ui.imports.preview import place_text, summary
from leskracht_desktop.ui.imports.words import FIELD_NAMES
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.page import PeoplePage
from tests.support import edexml
from tests.support.packages import SUBJECT, Package, write_usage_package
from tests.ui.accessibility import stumbles
from tests.ui.answers import Answers
from tests.ui.hands import Hand

PARENTS = (
    "Leerlingnummer;Naam leerling;Ouder;E-mail;Relatie;Gezag;BSN\n"
    "101;Noah van den Berg;Jeroen van den Berg;jeroen@post.example;vader;ja;123456782\n"
    "101;Noah van den Berg;Marieke de Vries;marieke@;moeder;nee;\n"
    "999;Niemand Bekend;Piet Onbekend;;vader;ja;\n"
)


@pytest.fixture
def page(window: MainWindow) -> PeoplePage:
    found = window.open_page(PageName.PEOPLE)
    assert isinstance(found, PeoplePage)
    return found


def class_list(folder: Path, *pupils: tuple[str, str, str], brin: str = "99XX", name: str = "leerlingen.xml") -> Path:
    path = folder / name
    people = [
        edexml.pupil(
            key, achternaam=surname, roepnaam=call_name, geboortedatum="2017-07-24", bsn="123456782", jaargroep="6",
            inner=edexml.element("groep", key="g6"),
        )
        for key, call_name, surname in pupils
    ]  # fmt: skip
    path.write_text(edexml.document(people, groups=[edexml.base_group("g6", "6B", "6")], brin=brin), "utf-8")
    return path


def parents(folder: Path, text: str = PARENTS) -> Path:
    path = folder / "ouders.csv"
    path.write_text(text, "utf-8")
    return path


def lines(tree: QTreeWidget) -> list[str]:
    def told(item: QTreeWidgetItem) -> str:
        return " | ".join(item.text(column) for column in range(tree.columnCount()) if item.text(column))

    found: list[QTreeWidgetItem | None] = []
    for row in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(row)
        assert item is not None
        found += [item, *(item.child(at) for at in range(item.childCount()))]
    return [told(item) for item in found if item is not None]


def tabs(dialog: ImportDialog) -> dict[str, list[str]]:
    shown = dialog.preview_step.tabs
    found: dict[str, list[str]] = {}
    for at in range(shown.count()):
        page = shown.widget(at)
        assert page is not None
        found[shown.tabText(at)] = lines(page.findChildren(QTreeWidget)[0])
    return found


def bring(qtbot, page: PeoplePage, path: Path, *deeds) -> None:
    """Press Importeren…, choose this file, and do each deed when the dialog is ready for it."""
    answers = page.messages
    assert isinstance(answers, Answers)
    answers.paths = [path]

    def look(dialog: ImportDialog) -> None:
        for deed in deeds:
            qtbot.waitUntil(lambda: dialog.steps.currentIndex() != 2 or bool(answers.failures))
            deed(dialog)

    hand = Hand(ImportDialog, look)
    page.import_button.click()
    qtbot.waitUntil(lambda: hand.told() or bool(answers.failures))
    qtbot.waitUntil(lambda: not page.jobs.busy)


def press_import(dialog: ImportDialog) -> None:
    assert dialog.import_button.isVisible()
    assert dialog.import_button.accessibleName() == "Importeren"
    dialog.import_button.click()


def everyone(page: PeoplePage) -> list[str]:
    return [row.name for row in page.services.people.rows(page.services.people.ids(PersonFilter()))]


def test_a_class_list_is_looked_at_first_and_then_taken_in(qtbot, page: PeoplePage, tmp_path: Path, heard):
    seen: dict[str, list[str]] = {}

    def look(dialog: ImportDialog) -> None:
        assert stumbles(dialog) == []
        assert not dialog.back_button.isVisible()
        seen.update(tabs(dialog))
        assert page.services.people.count_all() == 0

    path = class_list(tmp_path, ("101", "Noah", "Berg"), ("102", "Elif", "Yılmaz"))
    bring(qtbot, page, path, look, press_import)
    assert seen["Nieuw (3)"] == ["6B  (groep)", "Berg, Noah  (leerling)", "Yılmaz, Elif  (leerling)"]
    assert seen["Niet bewaard (2)"] == ["Burgerservicenummer (BSN) of onderwijsnummer | 2"]
    assert everyone(page) == ["Berg, Noah", "Yılmaz, Elif"]
    assert page.model.rowCount() == 2
    assert page.banner.text == (
        "‘leerlingen.xml’ is ingelezen: 1 groep nieuw, 2 leerlingen nieuw. 2 gegevens bewaren we niet, zoals het BSN."
    )


def test_cancelling_changes_nothing(qtbot, page: PeoplePage, tmp_path: Path):
    bring(qtbot, page, class_list(tmp_path, ("101", "Noah", "Berg")), lambda dialog: dialog.cancel_button.click())
    assert page.services.people.count_all() == 0
    assert page.services.imports.history() == ()
    assert page.services.audit.list(1)[0].kind != "import_done"


def test_the_same_file_twice_says_that_nothing_changes(qtbot, page: PeoplePage, tmp_path: Path):
    path = class_list(tmp_path, ("101", "Noah", "Berg"))
    bring(qtbot, page, path, press_import)
    seen: list[str] = []
    bring(qtbot, page, path, lambda dialog: seen.append(dialog.preview_step._notice.text), press_import)
    assert seen == ["Dit bestand is al eens ingelezen. Er verandert niets."]
    assert everyone(page) == ["Berg, Noah"]
    assert page.banner.text.startswith("‘leerlingen.xml’ is ingelezen: er is niets veranderd.")


def test_changes_are_shown_field_by_field_and_who_is_gone_is_marked(qtbot, page: PeoplePage, tmp_path: Path):
    bring(qtbot, page, class_list(tmp_path, ("101", "Noah", "Berg"), ("102", "Elif", "Yılmaz")), press_import)
    seen: dict[str, list[str]] = {}
    other = class_list(tmp_path, ("101", "Noah", "Bergman"), name="nieuw.xml")
    bring(qtbot, page, other, lambda dialog: seen.update(tabs(dialog)), press_import)
    assert seen["Gewijzigd (1)"] == ["Bergman, Noah  (leerling)", "Achternaam | Berg | Bergman"]
    assert seen["Niet meer in het bestand (1)"] == ["Yılmaz, Elif  (leerling)"]
    assert everyone(page) == ["Bergman, Noah", "Yılmaz, Elif"]


def test_a_list_of_parents_gets_its_columns_named(qtbot, page: PeoplePage, tmp_path: Path, heard):
    bring(qtbot, page, class_list(tmp_path, ("101", "Noah", "van den Berg")), press_import)
    seen: dict[str, list[str]] = {}

    def choose(dialog: ImportDialog) -> None:
        assert stumbles(dialog) == []
        guessed = {column: choice.value for column, choice in dialog.choices.meanings.items()}
        assert guessed["Leerlingnummer"] == "pupil_key"
        assert guessed["BSN"] == ""
        assert dialog.choices.kind.value is PersonKind.PARENT
        assert dialog.choices.meanings["Gezag"].accessibleName() == "Betekenis van kolom Gezag"
        dialog.next_button.click()
        qtbot.waitUntil(dialog.import_button.isVisible)

    def look(dialog: ImportDialog) -> None:
        seen.update(tabs(dialog))
        assert dialog.back_button.isVisible()

    bring(qtbot, page, parents(tmp_path), choose, look, press_import)
    assert any("Dit is geen e-mailadres" in line and "regel 3" in line for line in seen["Twijfel (2)"])
    assert any("niet gevonden" in line and "(naam van de leerling)" in line for line in seen["Twijfel (2)"])
    assert "Burgerservicenummer (BSN) of onderwijsnummer | 1" in seen["Niet bewaard (1)"]
    people = page.services.people
    noah = people.details(people.find("101"))
    assert {(one.other_name, one.custody) for one in noah.relations} == {
        ("Jeroen van den Berg", Custody.YES),
        ("Marieke de Vries", Custody.NO),
    }


def test_what_the_columns_mean_is_remembered_for_this_kind_of_list(qtbot, page: PeoplePage, tmp_path: Path):
    def choose(dialog: ImportDialog) -> None:
        dialog.choices.meanings["E-mail"].choose("")
        dialog.next_button.click()
        qtbot.waitUntil(dialog.import_button.isVisible)

    bring(qtbot, page, parents(tmp_path), choose, press_import)
    again: list[object] = []

    def look(dialog: ImportDialog) -> None:
        again.extend([dialog.choices.meanings["E-mail"].value, "onthouden" in dialog._what.text()])

    bring(qtbot, page, parents(tmp_path, PARENTS + ";;Nieuw Iemand;;;;\n"), look)
    assert again == ["", True]


def test_choices_that_can_not_be_are_told_before_the_file_is_read(qtbot, page: PeoplePage, tmp_path: Path):
    def choose(dialog: ImportDialog) -> None:
        for choice in dialog.choices.meanings.values():
            choice.choose("")
        dialog.next_button.click()
        assert dialog.notice.text.startswith("Kies bij ten minste één kolom een naam")
        dialog.choices.meanings["Ouder"].choose("full_name")
        dialog.choices.meanings["Naam leerling"].choose("full_name")
        dialog.next_button.click()
        assert "dezelfde betekenis: hele naam" in dialog.notice.text
        assert dialog.preview is None

    bring(qtbot, page, parents(tmp_path), choose)


def test_going_back_keeps_what_was_chosen(qtbot, page: PeoplePage, tmp_path: Path):
    def choose(dialog: ImportDialog) -> None:
        dialog.choices.meanings["E-mail"].choose("note")
        dialog.next_button.click()
        qtbot.waitUntil(dialog.import_button.isVisible)
        dialog.back_button.click()
        assert dialog.choices.meanings["E-mail"].value == "note"
        assert dialog.next_button.isVisible()
        assert not dialog.import_button.isVisible()

    bring(qtbot, page, parents(tmp_path), choose)


def test_a_list_is_asked_for_its_school_when_there_are_two(qtbot, page: PeoplePage, tmp_path: Path):
    page.services.schools.add_school(NewSchool("De Klimtoren", "99YY"))
    page.jobs.announce(Topic.SCHOOLS)
    names: list[str] = []

    def choose(dialog: ImportDialog) -> None:
        dialog.next_button.click()
        assert dialog.notice.text == "Kies bij welke school deze lijst hoort."
        dialog.choices.school.setCurrentText("De Klimtoren")
        dialog.next_button.click()
        qtbot.waitUntil(dialog.import_button.isVisible)
        names.append(dialog.preview_step._school.text())

    bring(qtbot, page, parents(tmp_path), choose)
    assert names == ["Voor De Klimtoren."]


def test_a_package_about_nobody_here_asks_about_whom(qtbot, page: PeoplePage, tmp_path: Path):
    bring(qtbot, page, class_list(tmp_path, ("101", "Noah", "Berg")), press_import)
    people = page.services.people
    noah = people.find("101")
    seen: list[str] = []

    def ask(dialog: ImportDialog) -> None:
        seen.append(dialog.notice.text)
        dialog.choices.person.setText("Noah Berg")
        dialog.next_button.click()
        qtbot.waitUntil(dialog.import_button.isVisible)

    told = {"reference": "LK-4711", "brin": "99XX", "kind": "pupil", "name": "Noah Bergsma"}
    package = write_usage_package(tmp_path / "pakket.zip", 50, subject=told)

    def make_sure(dialog: ImportDialog) -> None:
        assert dialog.sure.accessibleName() == "Ik heb nagegaan dat dit pakket over Noah Berg gaat"
        assert not dialog.import_button.isEnabled()
        dialog.sure.click()
        press_import(dialog)

    bring(qtbot, page, package, ask, make_sure)
    assert seen == ["Kies hieronder over wie dit gegevenspakket gaat."]
    assert [one.count for one in people.details(noah).events] == [50]


def test_a_package_is_looked_at_in_the_words_of_the_inventory(qtbot, page: PeoplePage, tmp_path: Path):
    bring(qtbot, page, class_list(tmp_path, ("10001", "Noah", "Berg")), press_import)
    told = {"reference": "LK-1", "brin": "99XX", "kind": "pupil", "name": "Noah Berg", "school_key": "10001"}
    seen: list[str] = []

    def look(dialog: ImportDialog) -> None:
        qtbot.waitUntil(dialog.import_button.isVisible)
        seen.extend(lines(dialog.preview_step.findChildren(QTreeWidget, "preview_list")[0]))

    bring(qtbot, page, Package(subject=told).write_zip(tmp_path / "pakket.zip"), look)
    assert "Berichten en reacties  (gegeven van Leskracht)" in seen
    assert any(line.startswith("Geplaatst op") or "3 februari 2026" in line for line in seen)
    assert not [line for line in seen if "Overig gegeven" in line or "usage_log" in line]


def test_a_package_about_somebody_else_is_not_taken_in(qtbot, page: PeoplePage, tmp_path: Path):
    bring(qtbot, page, class_list(tmp_path, ("101", "Noah", "Berg")), press_import)
    seen: list[str] = []

    def force(dialog: ImportDialog) -> None:
        dialog.choices.person.setText("Noah Berg")
        dialog.next_button.click()
        qtbot.waitUntil(lambda: "iemand anders" in dialog.notice.text)
        seen.append(dialog.notice.text)
        assert not dialog.import_button.isVisible()

    package = write_usage_package(tmp_path / "pakket.zip", 5, subject={**SUBJECT, "brin": "99XX"})
    bring(qtbot, page, package, force)
    assert len(seen) == 1
    assert page.services.people.details(page.services.people.find("101")).events == ()


def test_a_file_of_a_school_that_is_not_here_is_refused(qtbot, page: PeoplePage, tmp_path: Path):
    bring(qtbot, page, write_usage_package(tmp_path / "pakket.zip", 5), lambda dialog: dialog.reject())
    answers = page.messages
    assert isinstance(answers, Answers)
    assert [getattr(error, "reason", "") for error in answers.failures] == ["school_unknown"]


def test_a_file_of_another_kind_is_refused_with_a_reason(qtbot, page: PeoplePage, tmp_path: Path):
    path = tmp_path / "plaatje.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    answers = page.messages
    assert isinstance(answers, Answers)
    answers.paths = [path]
    page.import_button.click()
    qtbot.waitUntil(lambda: bool(answers.failures))
    assert isinstance(answers.failures[0], FileRefused)
    assert page.services.people.count_all() == 0


def test_a_hostile_class_list_ends_the_assistant_with_a_message(qtbot, page: PeoplePage, tmp_path: Path):
    path = class_list(tmp_path, ("101", "Noah", "Berg"))
    text = path.read_text("utf-8").replace("</leerlingen>", "<leerling key='102'><achternaam>Half")
    path.write_text(text, "utf-8")
    answers = page.messages
    assert isinstance(answers, Answers)
    bring(qtbot, page, path, lambda dialog: dialog.reject())
    assert [type(error) for error in answers.failures] == [FileRefused]
    assert page.services.people.count_all() == 0


def test_a_file_that_changes_after_the_preview_is_not_taken_in(qtbot, page: PeoplePage, tmp_path: Path):
    path = class_list(tmp_path, ("101", "Noah", "Berg"))

    def change(dialog: ImportDialog) -> None:
        class_list(tmp_path, ("101", "Noah", "Anders"))
        press_import(dialog)

    bring(qtbot, page, path, change)
    answers = page.messages
    assert isinstance(answers, Answers)
    assert [getattr(error, "reason", "") for error in answers.failures] == ["changed_since_preview"]
    assert page.services.people.count_all() == 0


def test_giving_up_the_choice_of_a_file_is_nothing(page: PeoplePage):
    page.import_button.click()
    assert not page.jobs.busy


def test_every_meaning_a_column_can_have_has_words():
    assert set(FIELD_NAMES) == FIELDS
    assert all(FIELD_NAMES.values())


def test_places_and_counts_are_said_in_words():
    assert place_text("12") == "regel 12"
    assert place_text("B3") == "B3"
    assert summary([("pupil.new", 2), ("pupil.unchanged", 5), ("group.new", 1), ("parent.gone", 0)]) == (
        "2 leerlingen nieuw, 1 groep nieuw"
    )
