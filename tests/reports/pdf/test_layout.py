"""Where things come on the page: lines, columns, page breaks, tables, pictures."""

from __future__ import annotations

import io
from datetime import datetime

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from leskracht_desktop.errors import Cancelled
from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.columns import table_columns
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.figures import path_operators, read_picture
from leskracht_desktop.reports.pdf.flow import fitting
from leskracht_desktop.reports.pdf.fonts import FaceName, face
from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    BulletList,
    Contents,
    Document,
    Figure,
    Heading,
    KeyValues,
    Link,
    Paragraph,
    Spacer,
    Table,
)
from leskracht_desktop.reports.pdf.typeset import Fragment, line_width, wrap, wrap_fragments
from tests.reports.pdf import samples
from tests.reports.pdf.readback import FinishedFile

REGULAR = face(FaceName.REGULAR)
SITE = samples.SITE


def made(*blocks: Block, **fields: object) -> Document:
    """Return a document of these blocks."""
    return Document("Proef", "School", samples.MOMENT, blocks, **fields)  # type: ignore[arg-type]  # any field by name


def page_texts(data: bytes) -> list[str]:
    """Return the text of every page as another program extracts it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


# --- lines ------------------------------------------------------------------------------------------------------------


@given(st.text("abc de-", max_size=200), st.integers(700, 9000))
def test_lines_fit_and_lose_nothing(text: str, limit: int) -> None:
    lines = wrap(text, REGULAR, limit)
    assert "".join(map(str, lines)) == text or "".join(map(str, lines)).split() == text.split()
    assert all(line_width(line, REGULAR) <= limit for line in lines)


@given(samples.texts, st.integers(6000, 30_000))
def test_lines_of_any_script_fit(text: str, limit: int) -> None:
    for line in wrap(text, REGULAR, limit):
        assert line_width(line, REGULAR) <= limit


def test_a_long_address_breaks_after_a_sign() -> None:
    first, second = wrap("naam.van.iemand@een-domein.example", REGULAR, REGULAR.word_width("naam.van.iemand@een-dom"))
    assert (first, second) == ("naam.van.iemand@een-", "domein.example")


def test_a_word_over_two_fragments_is_not_broken() -> None:
    fragments = [Fragment("aaa bbb", REGULAR), Fragment("ccc ddd", face(FaceName.BOLD))]
    lines = wrap_fragments(fragments, REGULAR, REGULAR.word_width("aaa bbbc"))
    assert [
        ["".join(piece.text for piece, _ in word.pieces) for word in line]
        for line in lines
        if not isinstance(line, str)
    ] == [
        ["aaa"],
        ["bbbccc"],
        ["ddd"],
    ]


@pytest.mark.parametrize(
    ("lines", "room", "at_top", "count"),
    [(5, 75, False, 5), (5, 74, False, 3), (3, 30, False, 0), (2, 15, False, 0), (9, 29, True, 1), (4, 59, False, 2)],
)
def test_no_line_is_left_alone(lines: int, room: float, at_top: bool, count: int) -> None:
    assert fitting(lines, room, 15, at_top=at_top) == count


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("height", range(180, 250, 3))
def test_a_heading_stands_on_the_page_of_its_text(height: int) -> None:
    table = Table("Titel van de tabel", ("Kop",), (("eerste rij",), ("tweede",)))
    for after in (Paragraph("Begin van de tekst. " * 30), table, BulletList(("Begin van de tekst",))):
        data = render(
            made(Paragraph("x"), Spacer(height), Heading(1, "Hoofdstuk"), Heading(2, "Onderdeel"), after)
        ).data
        page = next(text for text in page_texts(data) if "Hoofdstuk" in text)
        assert "Onderdeel" in page
        assert "Begin" in page or "eerste rij" in page


def test_pages_are_numbered_and_carry_header_and_footer() -> None:
    texts = page_texts(render(made(Paragraph("tekst " * 2500), header="Kop", footer="Voet")).data)
    assert len(texts) > 3
    for index, text in enumerate(texts, start=1):
        assert f"Pagina {index} van {len(texts)}" in text
        assert "Voet" in text
        assert ("Kop" in text) == (index > 1)


def test_repeated_headers_are_artifacts() -> None:
    file = FinishedFile(render(samples.long_table(200)).data)
    assert sum(line.count("TH Column: Apparaat") for line in file.outline()) == 1
    assert all("Apparaat" in page.artifacts for page in file.pages[1:])
    assert "Apparaat" in page_texts(render(samples.long_table(200)).data)[2]


def test_the_contents_name_the_page() -> None:
    blocks: list[Block] = [Contents(levels=1)]
    for index in range(1, 70):
        blocks += [Heading(1, f"Deel {index}"), Paragraph("vulling " * 100)]
    texts = page_texts(render(made(*blocks)).data)
    lines = "\n".join(texts[:2]).replace("\r", "").splitlines()
    for index in (1, 30, 60):
        page = next(
            number
            for number, text in enumerate(texts, 1)
            if f"Deel {index}" in text.replace("\r", "").split("\n") and number > 2
        )
        assert any(line.split() == ["Deel", str(index), str(page)] for line in lines)


def test_an_address_stands_in_the_window_of_the_envelope() -> None:
    document = pypdfium2.PdfDocument(render(samples.letter()).data)
    page = document[0].get_textpage()
    found = page.search("Öztürk").get_next()
    assert found is not None
    left, _, _, top = page.get_charbox(found[0])
    assert 20 <= left / theme.MM <= 110
    assert (theme.PAGE_HEIGHT - top) / theme.MM >= 55
    last = page.search("1234 AB").get_next()
    assert last is not None
    assert (theme.PAGE_HEIGHT - page.get_charbox(last[0])[1]) / theme.MM <= 79
    document.close()


# --- tables -----------------------------------------------------------------------------------------------------------


def test_columns_fill_the_page_and_follow_hints() -> None:
    tables = (
        Table("", ("a", "b"), (("x", "y" * 500),)),
        Table("", ("a",) * 12, (("lang woord " * 9,) * 12,)),
        Table("", ("a", "b", "c"), (), widths=(1, 2, 1)),
    )
    for table in tables:
        columns = table_columns(table)
        assert sum(column.width for column in columns) == pytest.approx(theme.WIDTH)
        assert all(column.text_width > 10 for column in columns)
    columns = table_columns(tables[-1])
    assert [round(column.width / theme.WIDTH, 2) for column in columns] == [0.25, 0.5, 0.25]


def test_a_narrow_column_is_not_starved_by_a_wide_one() -> None:
    rows = tuple((f"0{i}-03-2026", "Juf Sanne", "heel veel tekst " * 30) for i in range(9))
    date_column, name_column, _ = table_columns(Table("", ("Datum", "Van", "Tekst"), rows))
    assert len(wrap("01-03-2026", REGULAR, date_column.limit)) == 1
    assert len(wrap("Juf Sanne", REGULAR, name_column.limit)) == 1


def test_a_row_must_have_as_many_cells_as_the_header() -> None:
    with pytest.raises(ValueError, match="not 2 cells"):
        render(made(Table("", ("a", "b"), (("x",),))))
    with pytest.raises(ValueError, match="widths"):
        render(made(Table("", ("a", "b"), (), widths=(1,))))


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_a_photo_goes_in_as_it_is() -> None:
    data = samples.photo()
    picture = read_picture(data)
    assert picture is not None
    assert picture.data == data
    assert picture.entries["ColorSpace"] == "/DeviceRGB"


def test_a_photo_on_its_side_is_turned() -> None:
    image = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    picture = read_picture(out.getvalue())
    assert picture is not None
    assert (picture.width, picture.height) == (20, 40)


def test_a_very_large_photo_is_made_smaller() -> None:
    picture = read_picture(samples.photo((5000, 2500)))
    assert picture is not None
    assert (picture.width, picture.height) == (2000, 1000)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_grey_or_rgb(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    picture = read_picture(out.getvalue())
    assert picture is not None
    assert picture.entries["ColorSpace"] in {"/DeviceGray", "/DeviceRGB"}


@pytest.mark.parametrize("data", [b"", b"tekst", samples.photo()[:200], samples.photo(kind="GIF")])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert read_picture(data) is None


def test_the_same_picture_goes_in_once() -> None:
    once = render(made(Figure(samples.photo(), "Foto"))).data
    thrice = render(made(*[Figure(samples.photo(), "Foto")] * 3)).data
    assert thrice.count(b"/Subtype /Image") == once.count(b"/Subtype /Image") == 1


def test_path_data() -> None:
    assert path_operators("M0 0 H10 V5 L3,4 C1 2 3 4 5 6 Z") == "0 0 m 10 0 l 10 5 l 3 4 l 1 2 3 4 5 6 c h"
    assert path_operators("M1 2 3 4") == "1 2 m 3 4 l"
    with pytest.raises(ValueError, match="path data"):
        path_operators("M0 0 A 1 1 0 0 1 2 2")


# --- what can't be printed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ((Heading(2, "x"),), "level 2"),
        ((Heading(1, "x"), Heading(3, "x")), "level 3"),
        ((Heading(1, "x", "k"), Heading(1, "y", "k")), "two headings"),
        ((Paragraph((Link("x", "#nergens"),)),), "not in the document"),
        ((Paragraph((Link("x", "javascript:alert(1)"),)),), "can't lead"),
        ((Paragraph((Link("x", "file:///etc/passwd"),)),), "can't lead"),
        ((Figure(samples.MARK, " "),), "text alternative"),
        ((Paragraph("x"), Address(("x",))), "first block"),
    ],
)
def test_a_wrong_model_is_refused(blocks: tuple[Block, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        render(made(*blocks))


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        render(Document("x", "x", datetime(2026, 1, 1), ()))  # noqa: DTZ001 - the very thing that is refused


# --- progress ---------------------------------------------------------------------------------------------------------


def test_progress_goes_up_to_the_total() -> None:
    heard: list[tuple[int, int]] = []
    render(samples.long_table(300), lambda done, total: heard.append((done, total)))
    assert heard == sorted(heard)
    assert heard[-1] == (302, 302)
    assert len(heard) > 8


def test_whoever_hears_of_progress_can_stop_it() -> None:
    def stop(done: int, _total: int) -> None:
        if done > 100:
            raise Cancelled

    with pytest.raises(Cancelled):
        render(samples.long_table(300), stop)


def test_key_values_with_nothing_in_them_leave_no_trace() -> None:
    assert FinishedFile(render(made(KeyValues((), "Leeg"))).data).outline() == []


# --- looks ------------------------------------------------------------------------------------------------------------


def _light(value: str) -> float:
    channels = [float(part) for part in value.split()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("text", [theme.Colour.TEXT, theme.Colour.QUIET, theme.Colour.HEADING, theme.Colour.LINK])
@pytest.mark.parametrize("ground", [None, theme.Colour.TABLE_HEAD, *[tint for tint, _ in theme.NOTES.values()]])
def test_text_has_enough_contrast(text: theme.Colour, ground: theme.Colour | None) -> None:
    lightest, darkest = _light(ground.value if ground else "1 1 1"), _light(text.value)
    assert (lightest + 0.05) / (darkest + 0.05) >= 4.5
