"""Words are found in a document whatever its layout, and where they stand in the original is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.finding import FoundText

PAGE = "De subver-\r\nwerkers van de   school\r\nmelden een datalek.\nEen café: een Datalek mel\xad\nden de scholen."


def found(typed: str, original: str = PAGE) -> list[str]:
    return [original[begin:end] for begin, end in FoundText.of(original).find(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("subverwerker", ["subver-\r\nwerkers"]),
        ("datalekken", ["datalek", "Datalek"]),
        ("van de school", ["van de   school"]),
        ("datalek meld", ["Datalek mel\xad\nden"]),
        ("een datalek", ["een datalek", "een Datalek"]),
        ("de school", ["de   school", "de scholen"]),
        ("cafe", ["café"]),
        ("meld", ["melden", "mel\xad\nden"]),
        ("school van", []),
        ("zeppelin", []),
        ("  ", []),
    ],
)
def test_words_are_found_after_each_other(typed: str, expected: list[str]):
    assert found(typed) == expected


def test_words_that_stand_apart_are_found_one_by_one():
    spans = FoundText.of(PAGE).find_apart("subverwerkers datalek")
    assert [PAGE[begin:end] for begin, end in spans] == ["subver-\r\nwerkers", "datalek", "Datalek"]


def test_a_sentence_is_located_the_nearest_one_first():
    text = FoundText.of("Een zin.\nEen andere.\r\nEen  zin.")
    assert text.locate("Een zin.") == (0, 8)
    assert text.locate("Een zin.", near=20) == (22, 31)
    assert text.locate("Een zin. Een andere.") == (0, 20)
    assert text.locate("Geen zin.") is None
    assert text.locate(" ") is None


@given(original=st.text(), typed=st.text(min_size=1, max_size=20))
def test_what_is_found_lies_within_the_original(original: str, typed: str):
    text = FoundText.of(original)
    assert len(text.text) == len(text.places)
    spans = text.find(typed)
    assert spans == sorted(spans)
    assert all(0 <= begin < end <= len(original) for begin, end in spans + text.find_apart(typed))
