"""The sentence around what was found, with the words marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.excerpts import LONGEST_EXCERPT, Query, excerpt

TEXT = (
    "De verwerker meldt een datalek binnen 24 uur. Nieuwe subverwerkers kondigt hij 30 dagen vooraf aan.\n"
    "De school maakt zo nodig bezwaar tegen een subverwerker in België. Categorieën staan in de bijsluiter."
)


@pytest.mark.parametrize(
    ("typed", "sentence", "marked"),
    [
        ("datalekken", "De verwerker meldt een datalek binnen 24 uur.", ["datalek"]),
        ("24", "De verwerker meldt een datalek binnen 24 uur.", ["24"]),
        ("SUBVERWERKER", "Nieuwe subverwerkers kondigt hij 30 dagen vooraf aan.", ["subverwerkers"]),
        ("subverwerker bezwaren", "De school maakt zo nodig bezwaar tegen een subverwerker in België.",
         ["bezwaar", "subverwerker"]),
        ("belgie", "De school maakt zo nodig bezwaar tegen een subverwerker in België.", ["België"]),
        ("categorie", "Categorieën staan in de bijsluiter.", ["Categorieën"]),
        ("bijsl", "Categorieën staan in de bijsluiter.", ["bijsluiter"]),
        ("scholen", "De school maakt zo nodig bezwaar tegen een subverwerker in België.", ["school"]),
    ],
)  # fmt: skip
def test_the_sentence_around_a_hit(typed: str, sentence: str, marked: list[str]):
    found = excerpt(TEXT, Query.of(typed))
    assert found is not None
    assert found.text == sentence
    assert [found.text[begin:end] for begin, end in found.marks] == marked


@pytest.mark.parametrize("typed", ["", "…", "lek", "verwerkersovereenkomst"])
def test_no_hit_no_excerpt(typed: str):
    assert excerpt(TEXT, Query.of(typed)) is None


def test_a_long_sentence_is_cut_around_the_hit():
    found = excerpt(f"{'lang ' * 200}bijzonder {'kort ' * 200}", Query.of("bijzonder"))
    assert found is not None
    assert len(found.text) <= LONGEST_EXCERPT
    assert "bijzonder" in found.text


@given(st.text(max_size=200), st.text(max_size=20))
def test_marks_lie_within_the_excerpt(text: str, typed: str):
    found = excerpt(text, Query.of(typed))
    if found is not None:
        assert found.marks
        assert all(0 <= begin < end <= len(found.text) for begin, end in found.marks)
