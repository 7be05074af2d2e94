"""Overeenkomsten from all sides: reading, finding, comparing, our own agreements, and what they ask for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from leskracht_desktop.domain.agreements import AgreementStatus
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.functions import KEY_CARD, READING, REGISTER, TASKS
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader import places
from leskracht_desktop.ui.reader.compare_dialog import CompareDialog
from leskracht_desktop.ui.reader.places import Place, PlaceKind
from tests.support.camera import Camera, wait_until

SMALL = (1024, 700)

PLACES = (
    ("version", Place(PlaceKind.VERSION, "4.0")),
    ("version-not-worked-out", Place(PlaceKind.VERSION, "2015")),
    ("article", places.article("4.0", "breaches")),
    ("article-with-notes", places.article("4.0", "sub_processors")),
    ("annex", places.annex("4.0", "privacy_leaflet")),
    ("annex-part", places.annex_section("4.0", "privacy_leaflet", "C")),
    ("law", places.avg(33)),
    ("law-contents", Place(PlaceKind.AVG_CONTENTS)),
    ("statement", Place(PlaceKind.STATEMENT)),
    ("statement-terms", Place(PlaceKind.STATEMENT, key="terms")),
    ("glossary", Place(PlaceKind.GLOSSARY)),
)


def agreements(camera: Camera, window: MainWindow) -> None:
    """Every tab of the page, what stands in the reader, and the dialogs."""
    page = window.open_page(PageName.AGREEMENTS)
    assert isinstance(page, AgreementsPage)
    reading(camera, page)
    searching(camera, page)
    comparing(camera, page)
    our_own(camera, window, page)
    in_a_hurry(camera, window)


def reading(camera: Camera, page: AgreementsPage) -> None:
    """The reader at one place of every kind, from the top and at the notes under it."""
    for name, place in PLACES:
        page.read(place)
        camera.take(f"reader-{name}")
    page.read(places.article("4.0", "sub_processors"))
    bar = page.room.reader.sheet.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera.take("reader-notes")
    page.room.reader.sheet.set_zoom(1.5)
    camera.take("reader-large")
    page.room.reader.sheet.set_zoom(1.0)


def searching(camera: Camera, page: AgreementsPage) -> None:
    """Hits per document, and the place that one of them leads to."""
    page.focus_search()
    page.room.search.setText("datalek")
    wait_until(lambda: bool(page.room.hits.hits))
    camera.take("agreements-hits")
    page.room.show_hit(next(hit for hit in page.room.hits.hits if hit.place is not None))
    camera.take("agreements-hit-marked")
    page.room.search.setText("zeppelin")
    wait_until(lambda: not page.room.hits.hits)
    camera.take("agreements-nothing-found")
    page.room.search.clear()
    wait_until(page.room.contents.isVisible)


def comparing(camera: Camera, page: AgreementsPage) -> None:
    """Two versions, all of them, one that is not worked out, and ours beside its model."""

    def facts(dialog: QWidget) -> None:
        assert isinstance(dialog, CompareDialog)
        dialog.old_choice.choose("2016")

    def everything(dialog: QWidget) -> None:
        assert isinstance(dialog, CompareDialog)
        dialog.only_differences.click()

    def ours(dialog: QWidget) -> None:
        assert isinstance(dialog, CompareDialog)
        own = [dialog.new_choice.itemText(row) for row in range(dialog.new_choice.count())]
        dialog.new_choice.setCurrentIndex(next(row for row, name in enumerate(own) if "Leskracht" in name))

    page.read(places.article("4.0", "breaches"))
    camera.dialog("compare", page.comparing.compare)
    camera.dialog("compare-everything", page.comparing.compare, everything)
    camera.dialog("compare-facts", page.comparing.compare, facts)
    camera.dialog("compare-ours", page.comparing.compare, ours)


def our_own(camera: Camera, window: MainWindow, page: AgreementsPage) -> None:
    """The register, every agreement in its pane, a document, the leaflet check, the key card and the tasks."""
    page.tabs.setCurrentIndex(REGISTER)
    camera.take("agreements-register")
    for number, row in enumerate(page.services.agreements.list(), 1):
        page.show_agreement(row.id)
        camera.take(f"agreement-{number}-{row.status}")
        scroller = page.register.pane.scroller.verticalScrollBar()
        if row.status is AgreementStatus.SIGNED and row.documents:
            for part in (1, 2, 3, 4):
                scroller.setValue(scroller.maximum() * part // 4)
                camera.take(f"agreement-{number}-part-{part}")
            document = page.services.documents.list(row.id)[0]
            camera.dialog("document", lambda document=document: page.documents.open(document.id))  # type: ignore[misc]  # the default binds the document
            camera.dialog("leaflet-check", page.deeds.check_leaflet)
    camera.press("agreement-form", "register_agreement")
    page.tabs.setCurrentIndex(KEY_CARD)
    camera.take("key-card")
    page.tabs.setCurrentIndex(TASKS)
    camera.take("tasks")
    page.tabs.setCurrentIndex(READING)
    window.open_page(PageName.SETTINGS, {"tab": "agreements"})
    camera.take("settings-agreements")


def in_a_hurry(camera: Camera, window: MainWindow) -> None:
    """The start page and the key card on the smallest screen."""
    before = window.size()
    window.resize(*SMALL)
    start = window.open_page(PageName.OVERVIEW)
    camera.take("small-overview")
    camera.press_on(start, "open_key_card")
    camera.take("small-key-card")
    window.resize(before)
