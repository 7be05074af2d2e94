"""The sentence around what was found, with the words marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.excerpts import LONGEST_EXCERPT, Query, excerpt, opening
from leskracht_desktop.domain.stemming import stem

TEXT = (
    "De verwerker meldt een datalek binnen 24 uur. Nieuwe subverwerkers kondigt hij 30 dagen vooraf aan.\n"
    "De school maakt zo nodig bezwaar tegen een subverwerker in België. Categorieën staan in de bijsluiter."
)

STEMS = ("school", "scholen", "brief", "brieven", "kind", "kinderen", "mogelijkheden", "uur", "uren", "les", "lessen")
ENDINGS = ("", "e", "en", "s", "je", "heid", "heden")
WORDS = [start + ending for start in STEMS for ending in ENDINGS]


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


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("school", "Scholen"),
        ("uren", "uur"),
        ("mogelijkheid", "mogelijkheden"),
        ("kinderen", "kind"),
        ("brief", "brieven"),
        ("huis", "huizen"),
        ("katten", "KAT"),
        ("fotos", "foto’s"),
        ("categorieën", "categorie"),
        ("beeindigingen", "beëindiging"),
        ("istanbul", "İstanbul"),
        ("lodz", "Łódź"),
        ("dvorak", "Dvořák"),
        ("sorensen", "Sørensen"),
        ("ключ", "Ключ"),
        ("24", "24"),
        ("sub", "subverwerkersovereenkomst"),
    ],
)
@pytest.mark.parametrize("around", ["“Zie {0}.”", "1 {0}\u2013x", "Ω, {0} – ő", "({0})"])
def test_number_accents_and_what_stands_around_a_word_do_not_matter(typed: str, text: str, around: str):
    whole = around.format(text)
    assert [whole[begin:end] for begin, end in Query.of(typed).marks(whole)] == [text]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.sampled_from(WORDS))
def test_every_word_with_the_same_stem_is_marked(text: list[str], typed: str):
    whole = " ".join(text)
    marked = [whole[begin:end] for begin, end in Query.of(typed).marks(whole)]
    assert marked == [word for word in text if stem(word) == stem(typed) or word.startswith(typed)]


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


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Eerst dit. Dan dat.", "Eerst dit."),
        ("\n  Een regel\nen nog een", "Een regel"),
        ("", ""),
    ],
)
def test_a_text_opens_with_its_first_sentence(text: str, begins: str):
    assert (opening(text).text, opening(text).marks) == (begins, ())


def test_a_long_opening_is_cut():
    assert 0 < len(opening("woord " * 200).text) <= LONGEST_EXCERPT


@pytest.mark.parametrize(
    ("typed", "meant"), [("lid", "leden"), ("leden", "lid"), ("stad", "steden"), ("teamlid", "teamleden")]
)
def test_plurals_with_another_vowel_are_marked(typed: str, meant: str):
    found = excerpt(f"De {meant} weten het.", Query.of(typed))
    assert found is not None
    assert [found.text[begin:end] for begin, end in found.marks] == [meant]
