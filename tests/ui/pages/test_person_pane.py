"""The pane of one person: everything stored, why and how long, and what changed."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from leskracht_desktop.domain.intake import IncomingAttachment
from leskracht_desktop.domain.people import NewPerson, PersonDetails, PersonId, PersonKind
from leskracht_desktop.services.attachments import MOST_BYTES
from leskracht_desktop.storage.intake_records import store_attachment
from leskracht_desktop.storage.models import Record
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.content import changes, shelves
from leskracht_desktop.ui.pages.people.page import PeoplePage
from leskracht_desktop.ui.pages.people.stored import CategoryView
from leskracht_desktop.ui.reader.picture_view import PictureView
from leskracht_desktop.ui.widgets.thumbnail import Thumbnail, picture_in
from tests.ui.accessibility import stumbles
from tests.ui.families import SENT_AT, School, fill_school
from tests.ui.hands import Hand, the
from tests.ui.pages_setup import add_request

SHORT, ALL, HISTORY = range(3)


@pytest.fixture
def school(window: MainWindow) -> School:
    return fill_school(window.services)


@pytest.fixture
def page(window: MainWindow, school: School) -> PeoplePage:
    found = window.open_page(PageName.PEOPLE)
    assert isinstance(found, PeoplePage)
    return found


def texts(widget: QWidget, name: str = "") -> list[str]:
    QApplication.processEvents()  # what a page throws away goes with the next turn of the loop
    labels = widget.findChildren(QLabel, name) if name else widget.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(widget)]


def details(page: PeoplePage, person_id: int) -> PersonDetails:
    page.show_person(person_id)
    assert page.pane.person is not None
    return page.pane.person


def category(page: PeoplePage, key: str) -> CategoryView:
    return the(CategoryView, f"category_{key}", page.pane)


def test_someone_in_short(page: PeoplePage, school: School):
    page.show_person(school.noah)
    shown = texts(page.pane.summary, "pair_value")
    assert "24 juli 2017 (8 jaar)" in shown
    assert "6B" in shown
    assert page.pane.subtitle.text() == "Leerling · groep 6B · De Regenboog"


def test_custody_is_said_with_each_parent(page: PeoplePage, school: School):
    page.show_person(school.noah)
    assert texts(page.pane.summary, "custody") == ["gezag, sinds 24 juli 2017", "geen gezag"]
    page.show_person(school.elif_)
    assert texts(page.pane.summary, "custody") == ["gezag niet bekend"]
    page.show_person(school.jeroen)
    assert texts(page.pane.summary, "kind") == ["vader van"]


def test_a_name_of_someone_else_leads_there(page: PeoplePage, school: School):
    page.show_person(school.noah)
    link = next(one for one in page.pane.summary.findChildren(QPushButton) if one.text() == "Marieke de Vries")
    link.click()
    assert page.pane.title.text() == "Marieke de Vries"
    assert page.table.chosen_id == school.marieke


def test_a_pupil_of_16_is_said_to_ask_for_itself(page: PeoplePage, school: School):
    page.show_person(school.elif_)
    assert "16 jaar of ouder" in page.pane.summary._notice.text
    assert not page.pane.summary._notice.isHidden()
    page.show_person(school.noah)
    assert page.pane.summary._notice.isHidden()


def test_the_requests_of_somebody_lead_to_them(window: MainWindow, page: PeoplePage, school: School):
    request = add_request(window.services, school.noah, 10)
    page.show_person(school.noah)
    link = the(QPushButton, f"person_request_{request.row.id}", page.pane)
    assert link.text().startswith(f"{request.row.number} · inzage · ontvangen · nog ")
    link.click()
    assert window.workspace is not None
    assert window.workspace.current is PageName.REQUESTS


def test_every_category_is_shown_also_when_nothing_is_stored(page: PeoplePage, school: School):
    inventory = page.services.inventory.inventory()
    shown = shelves(details(page, school.noah), inventory)
    assert [shelf.label for shelf in shown] == [text.label for text in inventory.compartments]
    keys = {stored.key for shelf in shown for stored in shelf.categories}
    assert keys == {f"{one.code}_{one.compartment}" for one in inventory.categories} | {"contact_own_controller"}
    counts = {stored.key: stored.count for shelf in shown for stored in shelf.categories}
    assert counts["messages_processor"] == "5 gegevens"
    assert counts["contact_own_controller"] == "1 gegeven"
    assert counts["contact_processor"] == ""
    assert counts["usage_log_processor"] == "60 regels"
    assert counts["school_relations_school"] == "2 gegevens"


def test_nothing_stored_is_said(page: PeoplePage, school: School):
    page.pane.tabs.setCurrentIndex(ALL)
    page.show_person(school.karin)
    assert texts(category(page, "messages_processor"), "category_count") == ["Niets vastgelegd"]
    assert texts(category(page, "school_identity_school"), "category_count")[0].endswith("gegevens")


def test_many_records_come_newest_first_and_a_few_at_a_time(page: PeoplePage, school: School):
    page.pane.tabs.setCurrentIndex(ALL)
    page.show_person(school.noah)
    view = category(page, "messages_processor")
    assert [text for text in texts(view) if text.startswith("Bericht ")] == [
        f"Bericht {number} aan Elif Yılmaz" for number in (4, 3, 2)
    ]
    assert view.more_button.text() == "Nog 2 tonen"
    view.more_button.click()
    assert len([text for text in texts(view) if text.startswith("Bericht ")]) == 5
    assert view.more_button.isHidden()


def test_the_facts_of_a_category_unfold(page: PeoplePage, school: School, heard):
    page.pane.tabs.setCurrentIndex(ALL)
    page.show_person(school.noah)
    for key, purpose in (
        ("contact_processor", "De dienst laten werken"),
        ("contact_own_controller", "Berichten sturen"),
    ):
        view = category(page, key)
        button = the(QPushButton, f"facts_{key}", view)
        assert button.accessibleName() == "Waarom en hoe lang: Contactgegevens"
        assert not any(purpose in text for text in texts(view))
        button.click()
        shown = " ".join(texts(view))
        assert purpose in shown
        for question in ("Grondslag", "Wie ze krijgt", "Waar ze staan", "Hoe lang", "Waar ze vandaan komen"):
            assert question in texts(view)
    assert stumbles(page) == []


def test_what_changed_stands_in_the_history(page: PeoplePage, school: School):
    person = details(page, school.jeroen)
    draft = NewPerson(
        PersonKind.PARENT,
        person.school.id,
        call_name="Jeroen",
        prefix="van den",
        surname="Berg",
        email="jb@post.example",
    )
    page.services.people.edit(school.jeroen, draft, "Nieuw adres doorgegeven")
    page.pane.tabs.setCurrentIndex(HISTORY)
    page.mark_stale()
    shown = texts(page.pane.history, "change")
    assert "E-mailadres: van ‘jeroen@post.example’ naar ‘jb@post.example’" in shown
    assert "Telefoonnummer: van ‘06-12345678’ naar ‘leeg’" in shown
    assert "Reden van de wijziging: Nieuw adres doorgegeven" in shown
    assert texts(page.pane.history, "pair_value")[0] == "Met de hand ingevoerd"


def test_old_values_are_said_in_words(page: PeoplePage, school: School):
    person = details(page, school.noah)
    page.services.people.edit(
        school.noah, NewPerson(PersonKind.PUPIL, person.school.id, surname="Berg", year_group="7")
    )
    said = [change.text for change in changes(page.services.people.details(school.noah).history)]
    assert "Geboortedatum: van ‘24 juli 2017’ naar ‘leeg’" in said
    assert "Leerjaar: van ‘groep 6’ naar ‘groep 7’" in said
    assert "Groep: van ‘6B’ naar ‘leeg’" in said


def test_a_relation_that_ended_is_said_in_words(page: PeoplePage, school: School):
    people = page.services.people
    relation = next(one for one in people.details(school.noah).relations if one.other_id == school.marieke)
    people.unrelate(relation.id)
    said = [change.text for change in changes(people.details(school.noah).history)]
    assert said == ["Gezag (relatie): van ‘nee’ naar ‘leeg’", "Relatie: van ‘moeder P-000004’ naar ‘leeg’"]


def test_nobody_chosen_says_how(page: PeoplePage):
    assert page.pane.title.text() == "Niemand gekozen"
    assert not page.pane.dossier_button.isEnabled()
    assert page.pane.request_button.isEnabled()
    assert page.pane.dossier_button.toolTip() == "Kies eerst iemand in de lijst."


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(target, kind)  # type: ignore[call-overload]  # the stubs say bytes, but only a text is taken
    return bytes(target.data().data())


def store_pictures(page: PeoplePage, person_id: PersonId, *files: tuple[str, bytes]) -> None:
    """Store pictures as a package would."""
    with page.services.holder.vault.session() as session:
        for number, (media_type, data) in enumerate(files):
            file = IncomingAttachment(f"foto{number}", media_type, len(data), hashlib.sha256(data).hexdigest(), "")
            attachment_id = store_attachment(session, file, [data], SENT_AT)
            session.add(
                Record(
                    person_id=person_id,
                    category="media",
                    compartment="processor",
                    external_id=f"f{number}",
                    occurred_at=SENT_AT.replace(day=20 - number),
                    values={"title": f"Schoolreis {number}"},
                    third_parties=[],
                    digest=str(number) * 64,
                    attachment_id=attachment_id,
                )
            )


def thumbnails(page: PeoplePage) -> list[Thumbnail]:
    return page.pane.findChildren(Thumbnail)


def test_stored_photos_are_shown_small_and_on_request_large(qtbot, page: PeoplePage, school: School):
    store_pictures(page, school.noah, ("image/png", picture(800, 400)), ("image/jpeg", picture(60, 90, "JPEG")))
    page.show_person(school.noah)
    page.pane.tabs.setCurrentIndex(1)
    shown = thumbnails(page)
    assert [one.accessibleName() for one in shown] == ["Foto: Schoolreis 0", "Foto: Schoolreis 1"]
    for one in shown:
        one.read()
        assert not one.icon().isNull()
    seen: list[int] = []
    hand = Hand(PictureView, lambda view: seen.append(view.shown_width))
    shown[0].setFocus()
    qtbot.keyClick(shown[0], Qt.Key.Key_Return)
    assert hand.told()
    assert seen == [800]
    assert stumbles(page.pane) == []


def test_a_photo_that_can_not_be_shown_says_so(page: PeoplePage, school: School):
    store_pictures(
        page,
        school.noah,
        ("image/jpeg", b"geen plaatje"),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        ("image/png", picture(9000, 7000)),
        ("image/png", picture(10, 10) + bytes(MOST_BYTES)),
    )
    page.show_person(school.noah)
    page.pane.tabs.setCurrentIndex(1)
    for more in page.pane.findChildren(QPushButton, "more_media_processor"):
        more.click()
    assert len(thumbnails(page)) == 4
    for one in thumbnails(page):
        one.read()
        assert not one.isEnabled()
        assert "niet te tonen" in one.accessibleDescription()


def test_a_picture_is_read_no_larger_than_asked(qapp):
    assert picture_in(picture(900, 300), 300).size().toTuple() == (300, 100)
    assert picture_in(picture(90, 30), 300).size().toTuple() == (90, 30)
    assert picture_in(None, 300).isNull()


def test_somebody_elses_photo_is_not_given(page: PeoplePage, school: School):
    store_pictures(page, school.noah, ("image/png", picture(20, 20)))
    file_id = next(one.attachment_id for one in page.services.people.details(school.noah).records if one.attachment_id)
    assert page.deeds.picture(school.noah, file_id) is not None
    assert page.deeds.picture(school.karin, file_id) is None
