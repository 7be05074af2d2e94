"""Words compared: what was the same, added and removed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.words import WordKind, Words, bag, compare_words, likeness

SAME, ADDED, REMOVED = WordKind.SAME, WordKind.ADDED, WordKind.REMOVED


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Een zin.", "Een zin.", [(SAME, "Een zin.")]),
        ("", "Nieuw.", [(ADDED, "Nieuw.")]),
        ("Oud.", "", [(REMOVED, "Oud.")]),
        (
            "Binnen 24 uur melden.",
            "Binnen 48 uur melden.",
            [(SAME, "Binnen"), (REMOVED, " 24"), (ADDED, " 48"), (SAME, " uur melden.")],
        ),
        (
            "De school meldt het lek.",
            "De school meldt het lek meteen.",
            [(SAME, "De school meldt het lek"), (ADDED, " meteen"), (SAME, ".")],
        ),
        ("zo’n foto’s", "zo’n video’s", [(SAME, "zo’n"), (REMOVED, " foto’s"), (ADDED, " video’s")]),
        (
            "Van 2018-05-25 af",
            "Van 2022-05-25 af",
            [(SAME, "Van"), (REMOVED, " 2018-05-25"), (ADDED, " 2022-05-25"), (SAME, " af")],
        ),
    ],
)  # fmt: skip
def test_runs_of_words(old, new, expected):
    assert [(run.kind, run.text) for run in compare_words(old, new)] == expected


def test_small_words_do_not_hold_a_rewritten_sentence_together():
    runs = compare_words(
        "Zij volgt het schema van de leverancier.", "Hij kent de lijst van het bestuur en de raad niet."
    )
    assert [run.kind for run in runs] == [REMOVED, ADDED, SAME]
    assert runs[-1].text == "."


texts = st.text(alphabet="ab de het 12.,’\n-é", max_size=40)


@given(texts, texts)
def test_the_runs_give_both_texts(old, new):
    runs = compare_words(old, new)
    joined = "".join(run.text for run in runs if run.kind is not REMOVED)
    before = "".join(run.text for run in runs if run.kind is not ADDED)
    assert joined.split() == new.split() or joined == new
    assert "".join(before.split()) == "".join(old.split())


@given(texts, texts)
def test_neighbours_differ_and_none_is_empty(old, new):
    runs = compare_words(old, new)
    assert all(run.text for run in runs)
    assert all(one.kind is not other.kind for one, other in pairwise(runs))


@given(texts)
def test_a_text_is_the_same_as_itself(text):
    assert compare_words(text, text) == ((Words(SAME, text),) if text else ())


@given(texts, texts)
def test_likeness_is_a_share_and_has_no_direction(one, other):
    score = likeness(bag(one), bag(other))
    assert 0 <= score <= 1
    assert score == likeness(bag(other), bag(one))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 1.0),
        ("leverancier", "", 0.0),
        ("De leverancier meldt", "MELDT leverancier", 1.0),
        ("school leverancier", "school bestuur", 0.5),
        ("binnen 24", "binnen 48", 0.5),
    ],
)
def test_likeness_counts_words_that_mean_something(one, other, expected):
    assert likeness(bag(one), bag(other)) == expected
