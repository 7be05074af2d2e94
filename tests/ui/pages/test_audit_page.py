"""The log on the screen: newest first, narrowed by subject, checked on request."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

import leskracht_desktop
from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.audit import AuditDamage, AuditKind, AuditRow, VerifyResult
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.audit.columns import GROUPS, about, columns, kinds_of
from leskracht_desktop.ui.pages.audit.details import _labels, detail_pairs
from leskracht_desktop.ui.pages.audit.page import AuditPage
from leskracht_desktop.ui.pages.people.page import PeoplePage
from tests.support import documents
from tests.support.vaults import flip_a_byte
from tests.ui.accessibility import stumbles
from tests.ui.pages_setup import add_pupil, add_request

EVENT = AuditRow(
    7,
    datetime(2026, 3, 3, 9, tzinfo=UTC),
    "Noor",
    "request.registered",
    "request",
    12,
    (("fields", ("surname", "city")), ("pages", 3), ("unheard_of", 1)),
    "f" * 64,
)


def log_page(window: MainWindow) -> AuditPage:
    page = window.open_page(PageName.AUDIT)
    page.mark_stale()
    assert isinstance(page, AuditPage)
    return page


def column(page: AuditPage, number: int) -> list[str]:
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def test_the_newest_event_stands_on_top(window: MainWindow):
    add_request(window.services, add_pupil(window.services, "Berg"), 3)
    page = log_page(window)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    numbers = [int(text) for text in column(page, 0)]
    assert numbers == list(range(len(numbers), 0, -1))
    assert column(page, 2)[0] == "Verzoek vastgelegd"
    assert column(page, 4)[0] == "verzoek 1"
    assert column(page, 4)[1] == "P-000001"
    assert "Berg" not in "".join(column(page, place)[0] for place in range(5))


def test_a_subject_narrows_the_log(window: MainWindow):
    add_request(window.services, add_pupil(window.services, "Berg"), 3)
    page = log_page(window)
    page.which.choose("people")
    assert column(page, 2) == ["Betrokkene toegevoegd"]
    page.which.choose("")
    assert page.model.rowCount() > 2


def test_a_person_narrows_the_log(window: MainWindow):
    berg, vos = add_pupil(window.services, "Berg"), add_pupil(window.services, "Vos")
    page = log_page(window)
    page.show_target({"person_id": vos})
    assert column(page, 4) == ["P-000002"]
    assert page.person.text().endswith("Vos")
    page.person.choose(None)
    assert page.model.rowCount() > 2
    assert berg != vos


def test_the_history_of_a_person_leads_to_her_log(qtbot, window: MainWindow):
    people = window.open_page(PageName.PEOPLE, {"person_id": add_pupil(window.services, "Berg")})
    assert isinstance(people, PeoplePage)
    people.pane.tabs.setCurrentIndex(2)
    people.pane.history.log_asked.emit()
    page = log_page(window)
    assert page.isVisible()
    assert column(page, 4) == ["P-000001"]


def test_a_new_event_appears_by_itself(window: MainWindow):
    page = log_page(window)
    before = page.model.rowCount()
    add_pupil(window.services, "Berg")
    page.mark_stale()
    assert page.model.rowCount() == before + 1


def test_checking_says_that_all_is_well(qtbot, window: MainWindow):
    page = log_page(window)
    page.verify_button.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.text.startswith("Het logboek klopt:")
    assert page.banner.text.endswith("Ook alle bewaarde bestanden zijn zoals ze binnenkwamen.")


def test_checking_names_a_file_that_was_changed(qtbot, window: MainWindow, tmp_path: Path):
    path = tmp_path / "getekend.pdf"
    path.write_bytes(documents.pdf("De overeenkomst"))
    window.services.documents.add(path, NewDocument())
    flip_a_byte(window.services.holder.vault)
    page = log_page(window)
    page.verify_button.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert "Eén bestand in de kluis is veranderd sinds het erin kwam: ‘getekend.pdf’." in page.banner.text


def test_a_broken_log_says_where(window: MainWindow):
    add_pupil(window.services, "Berg")
    page = log_page(window)
    page._on_verified((VerifyResult(ok=False, count=3, first_bad_sequence=2, damage=AuditDamage.EDITED), ()))
    assert "regel 2 is achteraf veranderd" in page.banner.text
    assert page.table.chosen_id == 2


def test_every_kind_of_event_belongs_to_one_subject():
    found = [kind for group in GROUPS for kind in kinds_of(group)]
    assert sorted(found) == sorted(AuditKind)
    assert kinds_of("") == frozenset()


def test_what_a_line_says(qapp):
    assert about(EVENT) == "verzoek 12"
    assert list(detail_pairs(EVENT)) == [("Gewijzigd", "Achternaam, Plaats"), ("Bladzijden", "3")]
    assert [one.title for one in columns()] == ["Nr.", "Wanneer", "Wat", "Wie", "Waarover"]


def test_an_import_tells_its_counts_in_words(qapp):
    details = (("file_kind", "csv"), ("pupil_new", 1200), ("dropped_ethnicity", 2), ("sha256", "ab" * 32))
    event = replace(EVENT, kind="import.done", details=details)
    assert list(detail_pairs(event)) == [
        ("Soort bestand", "lijst (CSV)"),
        ("Leerlingen, nieuw", "1.200"),
        ("Niet bewaard: etniciteit", "2"),
        ("Controlegetal van het bestand", "\n".join(["abababababababab"] * 4)),
    ]


def test_a_chosen_event_shows_all_of_it(window: MainWindow, heard):
    window.services.settings.add_holiday(date(2026, 5, 15), "Dag na Hemelvaart")
    page = log_page(window)
    page.table.choose_id(page.model.ids[0])
    assert page.pane.isVisible()
    assert page.pane.title.text() == "Lijst van vrije dagen gewijzigd"
    texts = [label.text() for label in page.pane.findChildren(QLabel)]
    assert {"15-05-2026", "toegevoegd", "Controlegetal"} <= set(texts)
    assert stumbles(page) == []
    page.pane.close_button.click()
    assert not page.pane.isVisible()


def test_every_detail_that_services_record_has_its_word(qapp):
    recorded = {
        keyword.arg
        for path in Path(leskracht_desktop.__file__).parent.rglob("services/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("_record", "_log"))
        for keyword in node.keywords
        if keyword.arg is not None
    }
    assert recorded
    assert recorded <= set(_labels())
