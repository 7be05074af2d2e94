"""How near a name comes to what was typed."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.excerpts import Query
from leskracht_desktop.domain.ranking import Nearness, nearness


@pytest.mark.parametrize(
    ("name", "typed", "near"),
    [
        ("8. Datalekken", "datalek", Nearness.NAME),
        ("Artikel 8. Datalekken", "artikel 8", Nearness.NAME),
        ("Artikel 8. Datalekken", "8", Nearness.NAME),
        ("Artikel 80. Anders", "artikel 8", Nearness.NAME_BEGUN),
        ("8. Datalekken", "datale", Nearness.NAME_BEGUN),
        ("8. Datalekken", "datale melden", Nearness.TEXT),
        ("8. Datalekken", "melden datale", Nearness.TEXT),
        ("8. Datalekken", "lekken", Nearness.TEXT),
        ("Leden van de raad", "lid", Nearness.NAME),
        ("", "lid", Nearness.TEXT),
    ],
)
def test_a_name_that_holds_the_words_is_nearer_than_a_text(name: str, typed: str, near: Nearness):
    assert nearness(name, Query.of(typed)) is near
