"""A marked text is found back, whatever happened to its lines."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.quotes import number_of_quote, place_of_quote

TEXT = "De school meldt.\nDe leverancier helpt de school daarbij.\n\nDe school meldt.\nEinde"


def found(quote: str, nth: int = 0) -> list[str]:
    return [TEXT[begin:end] for begin, end in place_of_quote(quote, nth, TEXT)]


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("leverancier helpt", ["leverancier helpt"]),
        ("meldt.\nDe leverancier", ["meldt.\nDe leverancier"]),
        ("meldt. De   leverancier", ["meldt.\nDe leverancier"]),
        ("daarbij.\nDe school", ["daarbij.\n\nDe school"]),
        ("De school meldt.\nHier is iets tussen gekomen.\nDe school meldt.", ["De school meldt.", "De school meldt."]),
        ("De leverancier helpt de school daarbij.\nWeg.", ["De leverancier helpt de school daarbij."]),
        ("staat er niet", []),
        ("school?", []),
        ("", []),
        ("a.*b", []),
    ],
)
def test_a_quote_is_found_whole_or_line_by_line(quote: str, parts: list[str]):
    assert found(quote) == parts


def test_of_equal_texts_the_marked_one_is_found():
    first, second = TEXT.index("De school"), TEXT.rindex("De school")
    assert number_of_quote("De school", first, TEXT) == 0
    assert number_of_quote("De school", second, TEXT) == 1
    assert place_of_quote("De school", 1, TEXT) == ((second, second + 9),)
    assert place_of_quote("De school", 7, TEXT) == ((second, second + 9),)


def test_the_lines_of_a_quote_are_found_in_their_order():
    ranges = place_of_quote("De school meldt.\n???\nDe school meldt.", 0, TEXT)
    assert [begin for begin, _ in ranges] == [0, TEXT.rindex("De school")]
