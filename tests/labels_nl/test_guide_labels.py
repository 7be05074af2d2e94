"""Words for the guide: places in the AVG, terms in working days, headings of the statement."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.guide import AvgReference
from leskracht_desktop.domain.key_facts import KEY_TERMS
from leskracht_desktop.labels_nl.agreements import AGREEMENT_LABELS
from leskracht_desktop.labels_nl.codes import _LABELS
from leskracht_desktop.labels_nl.guide import (
    GUIDE_LABELS,
    SHORT_TERM_LABELS,
    STATEMENT_FACTS,
    STATEMENT_HEADINGS,
    reference_label,
    working_days_label,
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (AvgReference(82), "AVG artikel 82"),
        (AvgReference(33, 2), "AVG artikel 33 lid 2"),
        (AvgReference(28, 3, "e"), "AVG artikel 28 lid 3 onder e"),
    ],
)
def test_a_place_in_the_avg_in_words(reference, expected):
    assert reference_label(reference) == expected


def test_a_term_in_working_days_is_a_sentence():
    assert working_days_label(10) == "Dat kan tot 10 werkdagen duren."


def test_headings_and_facts_differ():
    for labels in (STATEMENT_HEADINGS, STATEMENT_FACTS):
        assert len(set(labels.values())) == len(labels)


def test_every_enumeration_has_its_words_in_one_place():
    tables = (_LABELS, AGREEMENT_LABELS, GUIDE_LABELS)
    kinds = [kind for table in tables for kind in table]
    assert len(kinds) == len(set(kinds))


def test_every_key_term_has_a_short_name_of_its_own():
    assert set(SHORT_TERM_LABELS) == set(KEY_TERMS)
    assert len(set(SHORT_TERM_LABELS.values())) == len(KEY_TERMS)
    assert max(len(name) for name in SHORT_TERM_LABELS.values()) <= 22
