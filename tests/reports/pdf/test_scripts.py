"""Text of every script: escaped, shaped, in visual order, and findable again."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.encoding import FontUse
from leskracht_desktop.reports.pdf.fonts import FaceName, face, face_for, fallback
from leskracht_desktop.reports.pdf.indic import in_drawing_order
from leskracht_desktop.reports.pdf.model import Document, Paragraph
from leskracht_desktop.reports.pdf.painting import arrange
from leskracht_desktop.reports.pdf.scripts import one_line, shape, visible, visual_order
from leskracht_desktop.reports.pdf.typeset import wrap
from tests.reports.pdf import samples
from tests.reports.pdf.readback import FinishedFile

REGULAR = face(FaceName.REGULAR)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jan\u202eneJ", "Jan[U+202E]neJ"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("\x00\x1b\x7f\x9f", "[U+0000][U+001B][U+007F][U+009F]"),
        ("\ufeffa\u200b", "[U+FEFF]a[U+200B]"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("zacht\u00adstreepje", "zachtstreepje"),
        ("e\u0301", "é"),
        ("\ud800", "[U+D800]"),
        ("\uffff", "[U+FFFF]"),
        ("\U000e0041", "[U+E0041]"),
        ("gewoon é – €", "gewoon é – €"),
    ],
)
def test_nothing_in_a_text_stays_invisible_or_turns_the_line_around(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_label_is_one_line() -> None:
    assert one_line(" a\n b\tc\u2028 ") == "a b c"


@given(st.text())
def test_visible_text_holds_no_control_and_no_direction_mark(text: str) -> None:
    for character in visible(text).replace("\n", ""):
        assert unicodedata.category(character) not in {"Cc", "Cs"}
        assert unicodedata.bidirectional(character) not in {
            "RLE",
            "LRE",
            "RLO",
            "LRO",
            "PDF",
            "RLI",
            "LRI",
            "FSI",
            "PDI",
        }
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("word", "drawn"),
    [
        ("שלום", "םולש"),
        ("(שלום)", "(םולש)"),
        ("א12/03ב", "ב12/03א"),
        ("אABב", "בABא"),
        ("א-ב", "ב-א"),
        ("שָל", "לשָ"),
        ("محمد", "\ufeaa\ufee4\ufea4\ufee3"),
        ("«محمد»2", "2«\ufeaa\ufee4\ufea4\ufee3»"),
    ],
)
def test_a_right_to_left_word_is_drawn_from_its_end(word: str, drawn: str) -> None:
    assert visual_order(word) == drawn


@pytest.mark.parametrize(
    ("word", "drawn"),
    [("हि", "िह"), ("কো", "েকা"), ("கெ", "ெக"), ("கொ", "ெகா"), ("मध्य", "मध्य"), ("Jan", "Jan"), ("ि", "ि")],
)
def test_a_vowel_sign_is_drawn_before_its_letter(word: str, drawn: str) -> None:
    assert in_drawing_order(word) == drawn


def test_what_is_drawn_in_another_order_still_says_the_word() -> None:
    for word in ("محمد", "हि", "نم\u200cخم", "(محمد)"):
        pieces = shape(word, REGULAR)
        assert "".join(piece.text if piece.actual is None else piece.actual for piece in pieces) == word


def test_joiners_are_said_but_not_drawn() -> None:
    (piece,) = shape("👩\u200d👧", REGULAR)
    assert piece.text == "👩👧"
    assert piece.actual == "👩\u200d👧"


def test_a_character_without_glyph_shows_its_code_and_says_itself() -> None:
    (piece,) = shape("𒀀", REGULAR)
    assert (piece.text, piece.actual) == ("[U+12000]", "𒀀")
    (nameless,) = shape("\ue000", REGULAR)
    assert (nameless.text, nameless.actual) == ("[U+E000]", None)


@given(st.text(st.characters(codec="utf-8")).map(lambda text: visible(text).replace("\n", "").replace(" ", "")))
def test_every_word_can_be_drawn_with_glyphs_that_exist(word: str) -> None:
    for piece in shape(word, REGULAR):
        assert all(ord(character) in piece.face.widths for character in piece.text)
        assert piece.width == piece.face.width(piece.text)


# --- typefaces --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", samples.NAMES[:-2])
def test_every_script_of_a_dutch_school_has_a_typeface(name: str) -> None:
    shown = name.replace("\u200c", "").replace("\u200d", "").replace("\ufe0f", "")
    assert all(face_for(character, REGULAR, None) for character in shown)


def test_fallback_knows_where_it_ends() -> None:
    assert fallback(ord("م")) is face("NotoSansArabic-Regular")
    assert fallback(ord("김")) is face("NotoSansKR-Regular")
    assert {fallback(code) for code in range(0x16A0, 0x16F9)} == {face("NotoSansRunic-Regular")}
    assert fallback(0x12000) is None
    assert fallback(0) is None
    assert fallback(0x10FFFF) is None


def test_a_bold_text_falls_back_to_the_text_face_first() -> None:
    assert face_for("a", face(FaceName.BOLD), None) is face(FaceName.BOLD)
    assert face_for("م", face(FaceName.BOLD), None) is face("NotoSansArabic-Regular")


def test_the_coverage_list_tells_the_truth() -> None:
    for character in "مאհნገनবத李김😀ⵜܐ":
        found = fallback(ord(character))
        assert found is not None
        assert ord(character) in found.widths


# --- codes ------------------------------------------------------------------------------------------------------------


def test_no_code_needs_an_escape_and_none_is_used_twice() -> None:
    use = FontUse(REGULAR, "F1")
    codes = [use.encode(chr(code)) for code in sorted(REGULAR.widths)]
    assert len(set(codes)) == len(codes)
    assert not any(set(code) & set("()\\\r") for code in codes)
    assert all(len(code) == 2 for code in codes)


@pytest.mark.parametrize("text", ["Zeeđeweg é ÿ € 1", "emoji 😀🏳️", "𐐀? wiskunde 𝛀", "haakje ) en ( en \\", "ĳ ŀ ﬁ"])
def test_bytes_above_127_and_characters_beyond_the_first_plane_are_read_back(text: str) -> None:
    data = render(Document("x", "x", samples.MOMENT, (Paragraph(text),))).data
    (line,) = FinishedFile(data).outline()
    assert line.replace("\ufe0f", "") == f"0 P: {text}".replace("\ufe0f", "")


def test_the_way_back_to_unicode_is_written_in_small_blocks() -> None:
    data = render(Document("x", "x", samples.MOMENT, (Paragraph("".join(map(chr, range(0x400, 0x500)))),))).data
    with pikepdf.open(io.BytesIO(data)) as file:
        for font in file.pages[0].obj.Resources.Font.values():
            counts = [line.split()[0] for line in font.ToUnicode.read_bytes().splitlines() if b"beginbfchar" in line]
            assert counts
            assert all(int(count) <= 100 for count in counts)


@pytest.mark.parametrize(
    ("text", "comma_is_last"),
    [("Beste خالد الأحمد,", True), ("Beste خالد, الأحمد", False), ("(שרה כהן).", True)],
)
def test_punctuation_behind_a_right_to_left_name_stands_where_the_line_ends(text: str, comma_is_last: bool) -> None:
    regular = face(FaceName.REGULAR)
    (line,) = wrap(text, regular, 100_000)
    assert not isinstance(line, str)
    stretches = arrange(line, regular)
    sign = next(stretch for stretch in stretches if stretch.text.strip() in {",", "."})
    furthest = max(stretch.start for stretch in stretches if stretch.text.strip())
    assert (sign.start == furthest) is comma_is_last
    assert "".join(stretch.actual if stretch.actual is not None else stretch.text for stretch in stretches) == text
