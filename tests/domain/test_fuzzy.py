"""Searching names: folding, errors, and which hit comes first."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leskracht_desktop.domain.fuzzy import Match, allowed_errors, distance, fold, match_word, score, words
from leskracht_desktop.domain.names import PREFIX_WORDS, PersonName, search_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("Noah", "noah"),
        ("  Noah  van den BERG ", "noah van den berg"),
        ("Ñúñez-O'Brien, \u0132sbrand", "nunez obrien ijsbrand"),
        ("O\u2019Brien", "obrien"),
        ("'s-Gravesande", "s gravesande"),
        ("Øster\u00e6d Łukasz Đorđe \u00deóra Ħal Ŋ Œuvre", "osteraed lukasz dorde thora hal n oeuvre"),
        ("\u0130stanbul Yıldız", "istanbul yildiz"),
        ("Strauß STRAUSS", "strauss strauss"),
        ("Zoe\u0308 Zoë", "zoe zoe"),
        ("Nguyễn", "nguyen"),
        ("مُحَمَّد", "محمد"),
        ("Йордан", "иордан"),
        ("김민준", "김민준"),
        ("王 小明", "王 小明"),
        ("\uff57\uff49\uff44\uff45 \ufb01ne", "wide fine"),
        ("a\u200bb\u00adc", "abc"),
        ("Jan_Peter.3", "jan peter 3"),
        ("n.a.", "n a"),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded
    assert words(text) == tuple(folded.split())


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper().lower()) == fold(fold(text.upper().lower()))


@pytest.mark.parametrize(
    ("left", "right", "errors"),
    [
        ("jansen", "jansen", 0),
        ("jansen", "janssen", 1),
        ("janssen", "jansen", 1),
        ("jansen", "hansen", 1),
        ("jansen", "jasnen", 1),  # neighbours swapped
        ("ajnsen", "jansen", 1),
        ("jansen", "jansne", 1),
        ("mohammed", "muhamad", 3),
        ("mohammed", "mohamed", 1),
        ("bakker", "bekkers", 2),
        ("", "ab", 2),
        ("", "", 0),
        ("abcd", "badc", 2),
        ("ca", "abc", 3),  # the restricted form edits no swapped pair again
        ("piet", "klaas", 3),
    ],
)
def test_distances(left, right, errors):
    assert distance(left, right) == errors
    assert distance(right, left) == errors


def slow_distance(left: str, right: str) -> int:
    """The textbook table, for comparison."""
    table = {(i, -1): i + 1 for i in range(-1, len(left))} | {(-1, j): j + 1 for j in range(-1, len(right))}
    for i, j in itertools.product(range(len(left)), range(len(right))):
        cost = left[i] != right[j]
        best = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + cost)
        if i and j and left[i] == right[j - 1] and left[i - 1] == right[j]:
            best = min(best, table[i - 2, j - 2] + 1)
        table[i, j] = best
    return table[len(left) - 1, len(right) - 1]


@settings(deadline=None, max_examples=500)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 4))
def test_distances_agree_with_the_table(left, right, limit):
    assert distance(left, right, limit) == min(slow_distance(left, right), limit + 1)


def test_short_words_may_hold_no_errors():
    assert [allowed_errors("x" * length) for length in (1, 3, 4, 7, 8, 30)] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("typed", "word", "match"),
    [
        ("berg", "berg", Match.EXACT),
        ("ber", "berg", Match.PREFIX),
        ("b", "berg", Match.PREFIX),
        ("erg", "berg", Match.CONTAINS),
        ("r", "berg", Match.NONE),
        ("brg", "berg", Match.NONE),  # too short for an error
        ("bergh", "berg", Match.TYPO),
        ("breg", "berg", Match.TYPO),
        ("vandenbrg", "vandenberg", Match.TYPO),
        ("vandnbrg", "vandenberg", Match.TYPO),
        ("vndnbrg", "vandenberg", Match.NONE),
        ("dykstra", "dijkstra", Match.EXACT),
        ("dijkstra", "dykstra", Match.EXACT),
        ("dyk", "dijkstra", Match.PREFIX),
        ("dijk", "dykstra", Match.PREFIX),
        ("yks", "dijkstra", Match.CONTAINS),
        ("klaas", "piet", Match.NONE),
    ],
)
def test_matching_a_word(typed, word, match):
    assert match_word(typed, word) is match


def find(query: str, *names: str) -> list[str]:
    """The names a query finds, best first."""
    scored = []
    for name in names:
        first, _, surname = name.partition(" ")
        parts = search_words(PersonName(call_name=first, surname=surname))
        scored.append((-score(words(query), parts, PREFIX_WORDS), name))
    return [name for points, name in sorted(scored) if points]


@pytest.mark.parametrize(
    ("query", "names", "found"),
    [
        (
            "jansen",
            ["Piet Janssen", "Jan Jansen", "Ans Jansens", "Kim Bakker"],
            ["Jan Jansen", "Ans Jansens", "Piet Janssen"],
        ),
        ("berg noah", ["Noah van den Berg", "Noah Bakker"], ["Noah van den Berg"]),
        ("noah berg", ["Noah van den Berg"], ["Noah van den Berg"]),
        ("van den berg", ["Noah Berg", "Noah van den Berg"], ["Noah Berg", "Noah van den Berg"]),
        ("vandenberg", ["Noah van den Berg"], ["Noah van den Berg"]),
        ("van", ["Noah van den Berg", "Ivan Bakker", "Vanessa Smit"], ["Noah van den Berg", "Vanessa Smit"]),
        ("muller zoe", ["Zoë Müller"], ["Zoë Müller"]),
        ("ZOË", ["Zoë Müller"], ["Zoë Müller"]),
        ("obrien", ["Ian O'Brien"], ["Ian O'Brien"]),
        ("o'brien", ["Ian O\u2019Brien"], ["Ian O\u2019Brien"]),
        ("gravesande", ["Piet 's-Gravesande"], ["Piet 's-Gravesande"]),
        ("mohamed", ["Mohammed Ali", "Muhammed Ali", "Piet Smit"], ["Mohammed Ali"]),
        ("noah piet", ["Noah Bakker"], []),
        ("王", ["小明 王"], ["小明 王"]),
        ("", ["Noah Bakker"], []),
    ],
)
def test_who_is_found_and_in_which_order(query, names, found):
    assert find(query, *names) == found


def test_an_exact_hit_comes_before_every_other():
    exact = score(["noah", "bakker"], ["noah", "bakker"])
    half = score(["noah", "bakk"], ["noah", "bakker"])
    part = score(["noah", "akker"], ["noah", "bakker"])
    slip = score(["noah", "bakkre"], ["noah", "bakker"])
    assert exact > half > part > slip > 0
    assert score(["noah"], []) == 0


@given(st.lists(st.text("abcdeij", min_size=1, max_size=9), min_size=1, max_size=4), st.randoms())
def test_every_name_is_found_by_its_own_words_in_any_order(name, random):
    query = list(name)
    random.shuffle(query)
    assert score(query, name) == score(name, name) == 440
