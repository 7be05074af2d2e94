"""Documents of an agreement in the real window: found, opened at the place, marked, and not shown when changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from sqlalchemy import text

from leskracht_desktop.domain.agreement_documents import DocumentId, NewDocument
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewSupplier
from leskracht_desktop.errors import VaultDamaged
from leskracht_desktop.messages_nl import sentence
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.reader.picture_view import PictureView
from leskracht_desktop.ui.reader.written_view import WrittenView
from tests.support import documents
from tests.ui.answers import Answers
from tests.ui.hands import Hand, the

FILLING = [f"Alinea {number} gaat over iets anders. " + "Vulling. " * 40 for number in range(30)]
SENTENCE = "De leverancier meldt zeppelins binnen een etmaal."


@pytest.fixture
def page(window: MainWindow) -> AgreementsPage:
    made = window.open_page(PageName.AGREEMENTS)
    assert isinstance(made, AgreementsPage)
    return made


@pytest.fixture
def agreement(page: AgreementsPage) -> AgreementId:
    agreements = page.services.agreements
    supplier = agreements.add_supplier(NewSupplier("Leskracht"))
    return agreements.register(NewAgreement(supplier, "4.0", signed_on=date(2025, 9, 1)))


@pytest.fixture
def add(page: AgreementsPage, agreement: AgreementId, tmp_path: Path) -> Callable[[str, bytes], DocumentId]:
    def put(name: str, data: bytes) -> DocumentId:
        path = tmp_path / name
        path.write_bytes(data)
        return page.services.documents.add(path, NewDocument(), agreement).id

    return put


def search(qtbot, page: AgreementsPage, words: str) -> None:
    page.focus_search()
    page.room.search.setText(words)
    qtbot.waitUntil(lambda: bool(page.room.hits.hits))


def written(sentence: str) -> tuple[str, ...]:
    return (*FILLING, sentence, *FILLING)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", documents.docx(*written(SENTENCE))), ("a.odt", documents.odt(*written(SENTENCE)))],
    ids=["docx", "odt"],
)
def test_enter_on_a_hit_opens_the_paragraph_with_the_words_marked(
    qtbot, page: AgreementsPage, add: Callable[[str, bytes], DocumentId], name: str, data: bytes
):
    add(name, data)
    search(qtbot, page, "zeppelin etmaal")
    [hit] = page.room.hits.hits
    assert (hit.page, hit.part > 1) == (0, True)
    seen: list[object] = []

    def look(view: WrittenView) -> None:
        qtbot.waitUntil(lambda: the(QLabel, "written_hits", view).text() == "1 van 2")
        seen.append([one.cursor.selectedText() for one in view.sheet.extraSelections()])
        seen.append(view.sheet.textCursor().block().text())
        seen.append(view.sheet.viewport().rect().contains(view.sheet.cursorRect().center()))

    hand = Hand(WrittenView, look)
    page.room._on_return()
    qtbot.waitUntil(hand.told)
    assert seen == [["zeppelins", "etmaal"], SENTENCE, True]


def test_enter_on_a_hit_in_a_pdf_opens_the_page_with_the_words_marked(
    qtbot, page: AgreementsPage, add: Callable[[str, bytes], DocumentId]
):
    add(
        "a.pdf",
        documents.pdf("Eerste bladzijde", "Artikel 8\nDe leverancier meldt zeppe-\nlins binnen een etmaal.", "Slot"),
    )
    search(qtbot, page, "zeppelin etmaal")
    [hit] = page.room.hits.hits
    assert (hit.page, hit.part) == (2, 0)
    seen: list[object] = []

    def look(preview: PdfPreview) -> None:
        qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", preview).text() == "1 van 2")
        view = preview.view
        seen.append((view.page, [view.text.text(one.page)[one.begin : one.end] for one in view.finder.hits]))
        place = view.text.places(1, view.finder.hits[0].begin, view.finder.hits[0].end)[0]
        seen.append(view.viewport().rect().contains(view.place_of(1, place).toRect()))

    hand = Hand(PdfPreview, look)
    page.room._on_return()
    qtbot.waitUntil(hand.told)
    assert seen == [(1, ["zeppe\ufffelins", "etmaal"]), True]


def test_the_search_above_every_page_leads_to_the_marked_place_too(
    qtbot, page: AgreementsPage, add: Callable[[str, bytes], DocumentId]
):
    add("a.docx", documents.docx(*written(SENTENCE)))
    [group] = page.services.guides.search("zeppelin")
    marks: list[str] = []

    def look(view: WrittenView) -> None:
        qtbot.waitUntil(lambda: the(QLabel, "written_hits", view).text() == "1 van 1")
        marks.extend(one.cursor.selectedText() for one in view.sheet.extraSelections())

    hand = Hand(WrittenView, look)
    page.show_target({"hit": group.hits[0]})
    qtbot.waitUntil(hand.told)
    assert marks == ["zeppelins"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", documents.docx(SENTENCE)), ("a.odt", documents.odt(SENTENCE)), ("a.pdf", documents.pdf(SENTENCE)),
     ("a.png", documents.png())],
)  # fmt: skip
def test_a_changed_byte_is_told_and_nothing_is_shown(
    qtbot, window: MainWindow, page: AgreementsPage, answers: Answers, add: Callable[[str, bytes], DocumentId],
    name: str, data: bytes,
):  # fmt: skip
    number = add(name, data)
    with page.services.holder.vault.session() as session:
        session.execute(
            text("UPDATE attachment_chunks SET data = CAST(substr(data, 1, 40) || X'00' || substr(data, 42) AS BLOB)")
        )
    shown = Hand(QDialog, lambda dialog: dialog.reject())
    page.register.pane.document_asked.emit("open", page.services.documents.row(number))
    qtbot.waitUntil(lambda: bool(answers.failures))
    qtbot.waitUntil(lambda: not window.jobs.busy)
    shown.stop()
    assert not shown.told()
    [failure] = answers.failures
    assert isinstance(failure, VaultDamaged)
    told = sentence(failure)
    assert told.title == "Het document is veranderd"
    assert "toont het programma dit document niet" in told.text


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("a.docx", documents.docx(SENTENCE), WrittenView), ("a.pdf", documents.pdf(SENTENCE), PdfPreview)],
    ids=["docx", "pdf"],
)
def test_locking_closes_the_document_and_takes_what_was_copied(
    qtbot, window: MainWindow, page: AgreementsPage, add: Callable[[str, bytes], DocumentId], name: str, data: bytes,
    kind: type[WrittenView | PdfPreview],
):  # fmt: skip
    number = add(name, data)
    copied: list[str] = []

    def copy_and_lock(view: WrittenView | PdfPreview) -> None:
        inside = view.sheet if isinstance(view, WrittenView) else view.view
        QTest.keySequence(inside, "Ctrl+A")
        QTest.keySequence(inside, "Ctrl+C")
        copied.append(QGuiApplication.clipboard().text())
        window.lock()
        assert not view.isVisible()

    hand = Hand(kind, copy_and_lock)
    page.documents.open(number)
    qtbot.waitUntil(hand.told)
    assert SENTENCE in copied[0]
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("a.docx", documents.docx(SENTENCE), WrittenView), ("a.odt", documents.odt(SENTENCE), WrittenView),
     ("a.pdf", documents.pdf(SENTENCE), PdfPreview), ("a.png", documents.png(), PictureView)],
    ids=["docx", "odt", "pdf", "png"],
)  # fmt: skip
def test_looking_writes_nothing(
    qtbot, page: AgreementsPage, add: Callable[[str, bytes], DocumentId], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, kind: type[WrittenView | PdfPreview | PictureView],
):  # fmt: skip
    number = add(name, data)
    temporary = tmp_path / "tijdelijk"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    left: list[list[Path]] = []

    def look(view: WrittenView | PdfPreview | PictureView) -> None:
        view.grab()
        left.append([path for path in tmp_path.rglob("*") if path.is_file() and path not in before])

    hand = Hand(kind, look)
    page.documents.open(number)
    qtbot.waitUntil(hand.told)
    assert left == [[]]
    assert list(temporary.iterdir()) == []
