"""A PDF from memory: its text is selected, found, marked and copied, and every page can be reached."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent, QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from reportlab.pdfgen.canvas import Canvas

from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.reader.pdf_selection import Gap
from leskracht_desktop.ui.reader.sought import Sought
from tests.support import documents
from tests.support.clipping import clipped
from tests.ui.accessibility import stumbles
from tests.ui.hands import the

PAGES = (
    "Artikel 8. Datalekken\nDe verwerker meldt een datalek binnen 24 uur.\nMelden gaat per telefoon.",
    "Subverwerkers staan in bijlage 1 van de overeen-\nkomst. De school heeft 30 dagen.",
    "Een datalek komt in het register.",
)


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with a bookmark for each page, and on the first a link to the last."""
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(documents.pdf(*pages))) as document:
        with document.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Deel {n + 1}", n, "XYZ", top=800) for n in range(len(pages)))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[72, 500, 300, 520],
            Dest=[document.pages[-1].obj, pikepdf.Name.XYZ, 0, 800, 1],
        )  # fmt: skip
        out = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[72, 400, 300, 420],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/"),
        )  # fmt: skip
        document.pages[0].Annots = pikepdf.Array([link, out])
        document.save(whole)
    return whole.getvalue()


def shown(qtbot, data: bytes, sought: Sought | None = None) -> PdfPreview:
    made = PdfPreview(None, "Overeenkomst 2025", data, can_save=False, sought=sought)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def preview(qtbot, look) -> PdfPreview:
    return shown(qtbot, pdf_of(*PAGES))


def spot(preview: PdfPreview, page: int, index: int) -> QPoint:
    """Return where the gap before a character is seen, in the middle of its line."""
    view = preview.view
    caret = view.place_of(page, view.text.caret(page, index))
    return QPointF(caret.x(), caret.center().y()).toPoint()


def drag(preview: PdfPreview, begin: QPoint, end: QPoint) -> None:
    port = preview.view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(end), QPointF(port.mapToGlobal(end)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QGuiApplication.sendEvent(port, move)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def key(preview: PdfPreview, *keys: str) -> None:
    for one in keys:
        QTest.keySequence(preview.view, one)


def test_dragging_over_text_selects_it_and_ctrl_c_copies_it(preview: PdfPreview):
    text = preview.view.text.text(0)
    begin, end = text.index("verwerker"), text.index(" binnen")
    drag(preview, spot(preview, 0, begin), spot(preview, 0, end))
    assert preview.view.selection.plain() == "verwerker meldt een datalek"
    key(preview, "Ctrl+C")
    assert clipboard() == "verwerker meldt een datalek"
    drag(preview, spot(preview, 0, end), spot(preview, 0, begin + 10))
    assert preview.view.selection.plain() == "meldt een datalek"


def test_lines_stay_lines_and_broken_words_are_whole(preview: PdfPreview):
    preview.view.go_to(1)
    drag(preview, spot(preview, 1, 0), spot(preview, 1, len(preview.view.text.text(1))))
    assert preview.view.selection.plain() == (
        "Subverwerkers staan in bijlage 1 van de overeenkomst. De school heeft 30 dagen."
    )
    preview.view.selection.select_page(0)
    assert preview.view.selection.plain() == PAGES[0]


def test_a_double_click_selects_a_word_and_a_click_nothing(preview: PdfPreview):
    port, text = preview.view.viewport(), preview.view.text.text(0)
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=spot(preview, 0, text.index("telefoon") + 3))
    assert preview.view.selection.plain() == "telefoon"
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=spot(preview, 0, 4))
    assert preview.view.selection.is_empty
    before = clipboard()
    assert preview.view.copy() == ""
    assert clipboard() == before
    QTest.mouseClick(
        port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, spot(preview, 0, len("Artikel 8"))
    )
    assert preview.view.selection.plain() == "kel 8"


def test_text_is_selected_with_the_keyboard_alone(preview: PdfPreview):
    preview.view.setFocus()
    preview.view.selection.put(Gap(0, 0))
    key(preview, "Shift+Right", "Shift+Right", "Shift+Left")
    assert preview.view.selection.plain() == "A"
    key(preview, "Ctrl+Shift+Right")
    assert preview.view.selection.plain() == "Artikel "
    key(preview, "Shift+End")
    assert preview.view.selection.plain() == "Artikel 8. Datalekken"
    key(preview, "Shift+Right")
    assert preview.view.selection.active == Gap(0, len("Artikel 8. Datalekken\r\n"))
    key(preview, "Shift+Down", "Shift+End")
    assert preview.view.selection.plain() == PAGES[0]
    key(preview, "Shift+Right", "Ctrl+Shift+End")
    assert [page for page, _begin, _end in preview.view.selection.spans()] == [0, 1]
    key(preview, "Shift+Up", "Shift+Home", "Ctrl+Shift+Home", "Shift+Left", "Shift+Up")
    assert preview.view.selection.active is not None
    assert preview.view.selection.active.page == 0
    key(preview, "Escape")
    assert preview.view.selection.is_empty
    assert preview.isVisible()
    key(preview, "Ctrl+A", "Ctrl+C")
    assert clipboard() == PAGES[0]


def test_the_keyboard_begins_where_one_is_reading(preview: PdfPreview):
    key(preview, "End", "Shift+Right")
    assert preview.view.page == 2
    assert preview.view.selection.anchor is not None
    assert preview.view.selection.active is not None
    key(preview, "Home")
    assert preview.view.page == 0


def test_what_is_copied_says_where_it_comes_from(preview: PdfPreview):
    preview.view.go_to(2)
    preview.copy_with_source()
    assert clipboard() == f"{PAGES[2]}\n\n(Overeenkomst 2025, bladzijde 3)"
    preview.view.selection.anchor, preview.view.selection.active = Gap(1, 58), Gap(2, 11)
    preview.copy_with_source()
    assert clipboard().endswith("\nEen datalek\n\n(Overeenkomst 2025, bladzijde 2-3)")


@pytest.mark.parametrize("mode", list(QPdfView.ZoomMode))
def test_pages_stand_where_they_are_painted(qtbot, look, mode: QPdfView.ZoomMode):
    made = io.BytesIO()
    canvas = Canvas(made)
    for number, size in enumerate(((300, 420), (500, 210), (120, 640))):
        canvas.setPageSize(size)
        canvas.setFillColorRGB(*((0, 1)[number == one] for one in range(3)))
        canvas.rect(0, 0, *size, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    preview = shown(qtbot, made.getvalue())
    view = preview.view
    view.setZoomFactor(1.3)
    view.fit(mode)
    for page, colour in enumerate((QColor(255, 0, 0), QColor(0, 255, 0), QColor(0, 0, 255))):
        view.go_to(page)
        seen = view.page_place(page).intersected(view.viewport().rect())
        assert seen.width() > 20
        assert seen.height() > 20

        def is_painted(seen: QRect = seen, colour: QColor = colour) -> bool:
            image: QImage = view.viewport().grab().toImage()
            ratio = image.devicePixelRatio()
            inside = seen.adjusted(3, 3, -3, -3)
            corners = (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight())
            beside = QPoint(seen.left() - 3, seen.center().y())
            painted = all(image.pixelColor(corner * ratio) == colour for corner in corners)
            return painted and (beside.x() < 0 or image.pixelColor(beside * ratio) != colour)

        qtbot.waitUntil(is_painted)


def test_zooming_keeps_the_place_and_stays_within_bounds(preview: PdfPreview):
    the(QToolButton, "zoom_page", preview).click()
    assert preview.view.page_place(0).height() <= preview.view.viewport().height()
    before = preview.view.scale
    preview.view.go_to(1)
    preview.zoom(1.2)
    assert preview.view.scale == pytest.approx(before * 1.2, rel=0.02)
    assert preview.view.page == 1
    for _ in range(20):
        preview.zoom(1.2)
    assert preview.view.scale == pytest.approx(4.0, rel=0.02)
    for _ in range(30):
        preview.zoom(1 / 1.2)
    assert preview.view.scale == pytest.approx(0.4, rel=0.02)
    the(QToolButton, "zoom_fit", preview).click()
    assert abs(preview.view.page_place(0).width() - preview.view.viewport().width()) <= 12


def test_the_menu_of_the_pages_selects_and_copies(qtbot, preview: PdfPreview):
    copy, with_source, select = preview.view.actions()
    assert [action.text() for action in (copy, with_source, select)] == [
        "Kopiëren", "Kopiëren met bron", "Hele bladzijde selecteren"
    ]  # fmt: skip
    preview.view.selection.select(0, 0, 7)
    copy.trigger()
    assert clipboard() == "Artikel"
    select.trigger()
    assert preview.view.selection.plain() == PAGES[0]
    with_source.trigger()
    assert clipboard() == f"{PAGES[0]}\n\n(Overeenkomst 2025, bladzijde 1)"


def test_ctrl_and_the_wheel_zoom_and_the_wheel_alone_scrolls(preview: PdfPreview):
    def turn(by: int, modifiers: Qt.KeyboardModifier) -> None:
        at = QPointF(100, 100)
        event = QWheelEvent(
            at, QPointF(preview.view.viewport().mapToGlobal(at)), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
            modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QGuiApplication.sendEvent(preview.view.viewport(), event)

    before = preview.view.scale
    turn(120, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.scale == pytest.approx(before * 1.2, rel=0.02)
    turn(-120, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.scale == pytest.approx(before, rel=0.02)
    assert preview.view.verticalScrollBar().value() < 5
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert preview.view.verticalScrollBar().value() > 20


def test_hits_are_counted_marked_and_walked_through(qtbot, preview: PdfPreview):
    preview.search.setText("datalekken")
    hits = the(QLabel, "pdf_hits", preview)
    qtbot.waitUntil(lambda: hits.text() == "3 gevonden")
    preview.find_bar.next.click()
    assert (hits.text(), preview.view.page) == ("1 van 3", 0)
    plain = preview.view.viewport().grab().toImage()
    assert preview.view.finder.on_page(0) == [0, 1]
    preview.find_bar.next.click()
    assert preview.view.viewport().grab().toImage() != plain
    preview.find_bar.next.click()
    assert (hits.text(), preview.view.page) == ("3 van 3", 2)
    preview.find_bar.next.click()
    assert hits.text() == "1 van 3"
    preview.find_bar.previous.click()
    assert hits.text() == "3 van 3"
    preview.search.setText("")
    qtbot.waitUntil(lambda: hits.text() == "")
    assert preview.view.finder.hits == []
    assert not preview.find_bar.next.isEnabled()


def test_words_after_each_other_are_found_together_and_else_apart(qtbot, preview: PdfPreview):
    hits = the(QLabel, "pdf_hits", preview)
    preview.search.setText("van de overeenkomst")
    qtbot.waitUntil(lambda: hits.text() == "1 gevonden")
    preview.search.setText("telefoon register")
    qtbot.waitUntil(lambda: hits.text() == "2 gevonden")


def test_a_word_that_is_not_there_is_said(qtbot, preview: PdfPreview):
    preview.search.setText("zeppelin")
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", preview).text() == "niets gevonden")


def test_who_comes_from_a_search_lands_on_the_sentence_with_the_words_marked(qtbot, look):
    sought = Sought("meld", 1, "Melden gaat per telefoon.")
    made = shown(qtbot, pdf_of(*PAGES), sought)
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", made).text() == "2 van 2")
    hit = made.view.finder.hits[made.view.current_hit]
    assert made.view.text.text(0)[hit.begin : hit.end] == "Melden"
    sought = Sought("school bijlage", 2, "Subverwerkers staan in bijlage 1 van de overeenkomst.")
    made = shown(qtbot, pdf_of(*PAGES), sought)
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", made).text() == "1 van 2")
    assert made.view.page == 1


def test_a_page_is_reached_by_its_number_a_bookmark_and_a_link(qtbot, preview: PdfPreview):
    field = the(QLineEdit, "pdf_go_to", preview)
    for typed, page in (("3", 2), ("0", 0), ("twee", 0), ("99", 2)):
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (preview.view.page, field.text()) == (page, str(page + 1))
    assert the(QLabel, "pdf_page", preview).text() == "Bladzijde 3 van 3"
    assert preview.contents.model().rowCount(QModelIndex()) == 3
    preview.contents.activated.emit(preview.contents.model().index(1, 0))
    assert preview.view.page == 1
    assert field.text() == "2"
    preview.view.go_to(0)
    preview.fit_page()
    inside = preview.view.place_of(0, QRectF(100, 842 - 510, 1, 1)).center().toPoint()
    QTest.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    qtbot.waitUntil(lambda: preview.view.page != 0)
    assert preview.view.page_place(2).intersects(preview.view.viewport().rect())
    preview.view.go_to(0)
    outside = preview.view.place_of(0, QRectF(100, 842 - 410, 1, 1)).center().toPoint()
    QTest.mouseClick(preview.view.viewport(), Qt.MouseButton.LeftButton, pos=outside)
    assert preview.view.page == 0


def test_a_scan_has_nothing_to_select_and_says_so(qtbot, look):
    made = shown(qtbot, documents.pdf(""))
    key(made, "Ctrl+A", "Shift+Right")
    QTest.mouseClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseDClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert made.view.selection.plain() == ""
    assert not made.contents.isVisible()


def test_a_file_that_is_no_pdf_is_an_empty_view(qtbot, look):
    made = shown(qtbot, b"%PDF-1.7 en verder niets")
    key(made, "Ctrl+A", "Shift+Right", "End")
    made.zoom(2.0)
    QTest.mouseClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    made.search.setText("iets")
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", made).text() == "niets gevonden")


def test_a_screen_reader_finds_its_way_and_hears_the_page(qtbot, look, heard):
    preview = shown(qtbot, pdf_of(*PAGES))
    assert stumbles(preview) == []
    assert preview.view.accessibleDescription() == " ".join(PAGES[0].split())
    preview.view.go_to(2)
    assert preview.view.accessibleDescription() == PAGES[2]


def turned(angle: int) -> bytes:
    """Return a PDF of one page that is turned, whose corner is not at zero."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(documents.pdf("", "De verwerker meldt een datalek."))) as document:
        del document.pages[0]
        page = document.pages[0]
        page.Rotate = angle
        page.MediaBox = [20, 300, 520, 800]
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_marks_cover_their_words_on_a_turned_page_too(qtbot, look, angle: int):
    preview = shown(qtbot, turned(angle))
    view = preview.view
    view.fit(QPdfView.ZoomMode.FitInView)
    begin = view.text.text(0).index("datalek")
    [place] = view.text.places(0, begin, begin + 7)
    seen = view.place_of(0, place).toRect()

    def ink(rect: QRect) -> int:
        image = view.viewport().grab(rect).toImage()
        return sum(
            image.pixelColor(x, y).lightness() < 100 for x in range(image.width()) for y in range(image.height())
        )

    everything = view.page_place(0).adjusted(4, 4, -4, -4)
    qtbot.waitUntil(lambda: ink(everything) > 50)
    assert ink(seen) > 10
    assert (
        ink(seen.translated(0, seen.height() + 4) if angle in {0, 180} else seen.translated(seen.width() + 4, 0)) == 0
    )
    assert (seen.width() > seen.height()) is (angle in {0, 180})


TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <58> <D83DDE00> endbfchar endcmap end end"""


def test_signs_beyond_the_basic_plane_do_not_shift_what_is_selected(qtbot, look):
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(documents.pdf("XX Een datalek X\nen nog een regel"))) as document:
        for font in document.pages[0].Resources.Font.values():
            font.ToUnicode = document.make_stream(TO_UNICODE)
        document.save(made)
    preview = shown(qtbot, made.getvalue(), Sought("datalek", 1, "\U0001f600\U0001f600 Een datalek \U0001f600"))
    qtbot.waitUntil(lambda: the(QLabel, "pdf_hits", preview).text() == "1 van 1")
    hit = preview.view.finder.hits[0]
    [line, _next] = preview.view.text.lines(0)
    [place] = preview.view.text.places(0, hit.begin, hit.end)
    assert line.place.left() + 40 < place.left() < place.right() < line.place.right() - 8
    preview.view.select_page()
    assert preview.view.selection.plain() == "\U0001f600\U0001f600 Een datalek \U0001f600\nen nog een regel"
    preview.view.selection.select(0, hit.begin, hit.end)
    assert preview.view.selection.plain() == "datalek"


def test_nothing_is_cut_off(qtbot, manner: None):
    view = shown(qtbot, pdf_of(*PAGES))
    view.search.setText("datalek")
    qtbot.waitUntil(lambda: view.find_bar.count.text() != "")
    qtbot.waitUntil(lambda: clipped(view) == [])  # the next layout makes room for the count
    assert view.width() <= 1280
    assert view.height() <= 720
