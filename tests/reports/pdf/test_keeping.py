"""What stands together on a page, wherever on the page it begins."""

from __future__ import annotations

import pypdfium2
import pytest

from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Address,
    Block,
    BulletList,
    Contents,
    Drawing,
    Figure,
    Heading,
    Keep,
    KeyValues,
    PageBreak,
    Paragraph,
    Shape,
    Spacer,
    Table,
)
from tests.reports.pdf.readback import FinishedFile
from tests.reports.pdf.test_layout import made, page_texts

SPACES = range(100, 246, 7)
PICTURE = Drawing(300, 200, (Shape("M0 0H300V200H0Z", "#3a7ca5"),))


def texts(*blocks: Block) -> list[str]:
    """Return what stands on each page, line by line, without the page number."""
    pages = page_texts(render(made(*blocks)).data)
    return ["\n".join(line for line in page.splitlines() if not line.startswith("Pagina ")) for page in pages]


def page_of(pages: list[str], said: str) -> int:
    return next(index for index, page in enumerate(pages) if said in page)


@pytest.mark.parametrize("space", SPACES)
def test_a_picture_stands_with_its_record(space: int) -> None:
    record = KeyValues((*((f"Veld {number}", "waarde") for number in range(8)), ("Laatste", "veld")), "Foto 1 van 3")
    blocks = (Paragraph("x"), Spacer(space), record, Figure(PICTURE, "een foto", "onderschrift"))
    pages = texts(*blocks)
    assert page_of(pages, "Foto 1 van 3") == page_of(pages, "Laatste") == page_of(pages, "onderschrift")
    file = FinishedFile(render(made(*blocks)).data)
    assert sum("Figure" in line for line in file.outline()) == 1


def test_a_record_too_long_for_its_picture_goes_over_pages_all_the_same() -> None:
    record = KeyValues(tuple((f"Veld {number}", "waarde") for number in range(34)), "Foto 1 van 3")
    pages = texts(Paragraph("x"), Spacer(30), record, Figure(PICTURE, "een foto", "onderschrift"))
    assert len(pages) == 2
    assert "Veld 0" in pages[0]
    assert "onderschrift" in pages[1]


@pytest.mark.parametrize("space", SPACES)
def test_a_short_table_is_not_broken(space: int) -> None:
    rows = tuple((f"rij {number}", "tekst") for number in range(6))
    pages = texts(Paragraph("x"), Spacer(space), Table("Titel", ("Een", "Twee"), rows))
    assert page_of(pages, "Titel") == page_of(pages, "rij 0") == page_of(pages, "rij 5")


@pytest.mark.parametrize("rows", range(36, 48))
def test_no_row_of_a_long_table_is_left_alone(rows: int) -> None:
    body = tuple((f"rij {number}.", "tekst") for number in range(rows))
    for space in (0, 40, 190, 205, 215, 222):
        pages = texts(Paragraph("x"), Spacer(space), Table("Titel", ("Een", "Twee"), body))
        counts = [page.count("rij ") for page in pages]
        assert sum(counts) == rows
        assert all(count > 1 for count in counts if count), counts
        assert page_of(pages, "Titel") == page_of(pages, "rij 1.")


@pytest.mark.parametrize("space", SPACES)
def test_a_caption_stands_with_a_first_row_that_is_not_broken(space: int) -> None:
    body = (("woord " * 150, "tekst"), *((f"rij {number}", "tekst") for number in range(30)))
    pages = texts(Paragraph("x"), Spacer(space), Table("Titel", ("Een", "Twee"), body))
    assert page_of(pages, "Titel") == page_of(pages, "woord")


@pytest.mark.parametrize("space", SPACES)
def test_a_short_introduction_stands_with_what_it_introduces(space: int) -> None:
    for after in (BulletList(("Eerste punt", "Tweede punt")), KeyValues((("Eerste punt", "x"),))):
        pages = texts(Paragraph("x"), Spacer(space), Paragraph("Dit zijn ze:"), after)
        assert page_of(pages, "Dit zijn ze:") == page_of(pages, "Eerste punt")


@pytest.mark.parametrize("space", SPACES)
def test_the_last_item_of_a_list_does_not_stand_alone(space: int) -> None:
    items = tuple(f"Punt {number} van de lijst." for number in range(12))
    pages = texts(Paragraph("x"), Spacer(space), BulletList(items))
    assert page_of(pages, "Punt 10") == page_of(pages, "Punt 11")


@pytest.mark.parametrize("filled", range(5, 40, 3))
def test_the_contents_stay_on_one_page_with_their_heading_and_note(filled: int) -> None:
    about = KeyValues(tuple((f"Veld {number}", "waarde") for number in range(filled)))
    chapters = [Heading(1, f"Hoofdstuk {number}.") for number in range(12)]
    pages = texts(about, Contents(note="Zo leest u dit."), PageBreak(), *chapters)
    contents = pages[page_of(pages, "Inhoud")]
    for said in ("Zo leest u dit.", "Hoofdstuk 0.", "Hoofdstuk 11."):
        assert said in contents


@pytest.mark.parametrize("count", range(34, 52))
def test_contents_longer_than_a_page_do_not_end_with_a_lonely_entry(count: int) -> None:
    chapters = [Heading(1, f"Hoofdstuk {number}.") for number in range(count)]
    pages = texts(Contents(title=""), PageBreak(), *chapters)
    counts = [page.count("Hoofdstuk ") for page in pages]
    start = 1 if counts[0] == count else 2
    assert all(listed >= 3 for listed in counts[:start])


@pytest.mark.parametrize("space", SPACES)
def test_what_asks_to_be_kept_is_kept(space: int) -> None:
    lines = "\n".join(f"regel {number}" for number in range(6))
    kept = (Paragraph("Tot slot. " * 20, keep=Keep.WITH_NEXT), Paragraph(lines, keep=Keep.WHOLE))
    pages = texts(Paragraph("x"), Spacer(space), *kept)
    assert page_of(pages, "Tot slot.") == page_of(pages, "regel 0") == page_of(pages, "regel 5")


def letter(sentences: int) -> tuple[Block, ...]:
    """Return a letter of so many sentences in paragraphs of four, that ends as all of ours do."""
    sentence = "Dit is een zin van een brief die op bladzijden moet passen."
    body = [Paragraph(" ".join([sentence] * min(4, sentences - at))) for at in range(0, sentences, 4)]
    end = (
        Paragraph("Hebt u vragen? Bel of mail ons dan. " * 3, keep=Keep.WITH_NEXT),
        Paragraph("Met vriendelijke groet,", keep=Keep.WITH_NEXT),
        Paragraph("Marloes de Wit\ncontactpersoon privacy\nDe Regenboog\nprivacy@school.example", keep=Keep.WHOLE),
    )
    return (Address(("M. Yılmaz", "Rozenstraat 8", "1234 AB Ons Dorp")), *body, *end, PageBreak(), Paragraph("Dossier"))


def test_a_letter_never_ends_with_a_page_of_next_to_nothing() -> None:
    page_counts = set()
    for sentences in range(8, 70):
        pages = texts(*letter(sentences))
        assert page_of(pages, "Dossier") == len(pages) - 1
        end = pages[-2]
        assert "Hebt u vragen?" in end
        assert "Met vriendelijke groet," in end
        assert "privacy@school.example" in end
        page_counts.add(len(pages) - 1)
    assert page_counts == {1, 2}


def distance(data: bytes, page: int, upper: str, lower: str) -> float:
    """Return how far below `upper` the text `lower` stands, in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[page].get_textpage()
        heights = []
        for said in (upper, lower):
            found = text.search(said).get_next()
            assert found is not None
            heights.append(text.get_charbox(found[0], loose=True)[1])
        return heights[0] - heights[1]
    finally:
        document.close()


def test_only_a_letter_just_too_long_for_its_page_is_set_tighter_and_nothing_after_it() -> None:
    seen: dict[int, tuple[int, bool]] = {}
    for sentences in range(20, 44):
        data = render(made(*letter(sentences), Paragraph("Eerste regel\ntweede regel"))).data
        pages = len(page_texts(data)) - 1
        seen[sentences] = pages, distance(data, pages - 1, "contactpersoon", "De Regenboog") < 14.5
        assert distance(data, pages, "Eerste", "tweede") == pytest.approx(15, abs=0.1)
    assert list(seen.values()) == sorted(seen.values(), key=[(1, False), (1, True), (2, False)].index)
    assert 2 <= list(seen.values()).count((1, True)) <= 12


@pytest.mark.parametrize("filled", range(5, 40, 3))
def test_contents_that_may_split_begin_where_a_fair_part_fits(filled: int) -> None:
    about = KeyValues(tuple((f"Veld {number}", "waarde") for number in range(filled)))
    chapters = [Heading(1, f"Hoofdstuk {number}.") for number in range(24)]
    pages = texts(about, Contents(note="Zo leest u dit.", may_split=True), PageBreak(), *chapters)
    start = page_of(pages, "Inhoud")
    assert pages[start].count("Hoofdstuk ") >= 3
    assert start == (0 if filled <= 23 else 1)
