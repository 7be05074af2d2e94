"""Texts from outside: what is shown, what is refused, and what a spreadsheet makes of it."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.bad_value import BadValue, problem_of
from leskracht_desktop.domain.text_safety import (
    LINE_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    clean_name,
    clean_text,
    formula_restored,
    formula_safe,
    parse_line,
    parse_name,
    parse_text,
    visible,
)

ZWNJ, ZWJ = "\u200c", "\u200d"
SURROGATE = "\ud800"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Noah van den Berg", "Noah van den Berg"),
        ("Zoë Ümit Ńguyễn", "Zoë Ümit Ńguyễn"),
        ("محمد", "محمد"),
        (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
        (f"👩{ZWJ}🏫", f"👩{ZWJ}🏫"),
        ("a\x00b", "a⟨U+0000⟩b"),
        ("a\x1b[31mb", "a⟨U+001B⟩[31mb"),
        ("a\nb\tc", "a⟨U+000A⟩b⟨U+0009⟩c"),
        ("a\x7f\x85b", "a⟨U+007F⟩⟨U+0085⟩b"),
        ("Ali\u202egpj.exe", "Ali⟨U+202E⟩gpj.exe"),
        ("\u200e\u200f\u061c\u2066x\u2069", "⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩⟨U+2066⟩x⟨U+2069⟩"),
        ("so\u00adft\u200b\ufeff\u2060", "so⟨U+00AD⟩ft⟨U+200B⟩⟨U+FEFF⟩⟨U+2060⟩"),
        ("line\u2028end", "line⟨U+2028⟩end"),
        (f"x{SURROGATE}", "x⟨U+D800⟩"),
        ("\ufdd0\uffff\U0010ffff", "⟨U+FDD0⟩⟨U+FFFF⟩⟨U+10FFFF⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_number(text, shown):
    assert visible(text) == shown


def test_lines_can_be_kept():
    assert visible("a\nb\r\u202ec", keep_lines=True) == "a\nb⟨U+000D⟩⟨U+202E⟩c"


@given(st.text())
def test_what_is_shown_can_go_anywhere(text):
    shown = visible(text)
    assert not any(
        unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(c) in BIDI_CONTROLS
        for c in shown
    )
    assert visible(shown) == shown
    assert shown.encode().decode() == shown  # no half of a surrogate pair is left
    if shown == text:
        assert visible(text, keep_lines=True) == text


BIDI_CONTROLS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("  Noah   van\u00a0den\tBerg \n", "Noah van den Berg"),
        ("Zoe\u0308", "Zoë"),
        ("\ufeffNoah\u200b", "Noah"),
        ("van\u00addaag", "vandaag"),
        ("محمد\u200f", "محمد"),
        (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
        ("a\u2028b\x85c", "a b c"),
        ("ﬁ", "ﬁ"),  # NFC, not NFKC: nobody's name is rewritten
    ],
)
def test_a_name_is_cleaned(text, cleaned):
    assert clean_name(text) == parse_name(text) == parse_line(text) == cleaned


def test_a_text_keeps_its_lines():
    assert clean_text(" a\r\nb\rc\u2028d\n\te\u200b \n") == "a\nb\nc\nd\n\te"


@pytest.mark.parametrize("parse", [parse_name, parse_line, parse_text])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00", "control_character"),
        ("a\x1bb", "control_character"),
        ("\x1fx", "control_character"),
        ("a\x9b", "control_character"),
        (f"x{SURROGATE}", "control_character"),
        ("\uffff", "control_character"),
        ("Ali\u202egpj", "direction_character"),
        ("\u2066x\u2069", "direction_character"),
    ],
)
def test_what_no_text_holds_is_refused(parse, text, code):
    assert problem_of(parse, text) == code


@pytest.mark.parametrize(
    ("parse", "limit"), [(parse_name, NAME_LIMIT), (parse_line, LINE_LIMIT), (parse_text, TEXT_LIMIT)]
)
def test_lengths_have_a_limit(parse, limit):
    assert problem_of(parse, "é" * limit) is None
    assert problem_of(parse, "e\u0301" * limit) is None  # counted as it is kept
    assert problem_of(parse, "é" * (limit + 1)) == "too_long"


def test_a_problem_tells_how_and_never_what():
    with pytest.raises(BadValue) as caught:
        parse_name("geheim\x00")
    assert (caught.value.code, str(caught.value)) == ("control_character", "control_character")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+31612345678", "'+31612345678"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("'=1", "''=1"),
        ("''+1", "'''+1"),
        ("", ""),
        ("Noah", "Noah"),
        ("'s-Gravesande", "'s-Gravesande"),
        ("a=b", "a=b"),
        ("noah@school.nl", "noah@school.nl"),
        (" Noah", " Noah"),
    ],
)
def test_no_cell_is_a_formula(cell, safe):
    assert formula_safe(cell) == safe
    assert formula_restored(safe) == cell


@given(st.text(alphabet="'=+-@\t\r\n aA1\uff1d", max_size=8))
def test_a_safe_cell_can_be_restored_and_survives_a_file(cell):
    safe = formula_safe(cell)
    assert formula_restored(safe) == cell
    assert safe.lstrip(" ")[:1] not in {"=", "+", "-", "@", "\t", "\r", "\uff1d"}
    file = io.StringIO(newline="")
    csv.writer(file).writerow([safe])
    assert list(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [[safe]]
