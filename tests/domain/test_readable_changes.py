"""What changed between two versions of a readable document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.comparing import ChangeKind, EntryPart
from leskracht_desktop.domain.guide import Statement
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.readable import DocumentFact, DocumentSection, Origin, ReadableDocument
from leskracht_desktop.domain.readable_changes import compare_documents

NAMES = {Origin.DOCUMENT: "theirs", Origin.OURS: "ours"}
FACT = DocumentFact("place", "Waar", ("In Nederland.",), Origin.DOCUMENT)
INNER = DocumentSection("inner", "Binnen", facts=(FACT,), questions=("Waarom daar?",))
SAID = Statement("De servers staan in Nederland.", Certainty.TO_BE_CHECKED)
OUTER = DocumentSection("outer", "Buiten", (SAID,), sections=(INNER,), origin=Origin.DOCUMENT)
DOCUMENT = ReadableDocument("statement", "Verklaring", None, "1.0", date(2026, 1, 1), (OUTER,))


def with_inner(inner: DocumentSection) -> ReadableDocument:
    return replace(DOCUMENT, sections=(replace(OUTER, sections=(inner,)),))


def test_equal_documents_do_not_differ():
    assert compare_documents(DOCUMENT, DOCUMENT, NAMES) == ()


@pytest.mark.parametrize(
    ("inner", "part", "added"),
    [
        (replace(INNER, facts=(replace(FACT, origin=Origin.OURS),)), EntryPart.SECTIONS, "ours"),
        (replace(INNER, facts=(replace(FACT, texts=("In Duitsland.",)),)), EntryPart.SECTIONS, "Duitsland"),
        (replace(INNER, questions=("Waarom hier?",)), EntryPart.QUESTIONS, "hier"),
        (replace(INNER, title="Erbinnen"), EntryPart.TITLE, "Erbinnen"),
    ],
)
def test_a_part_within_a_part_tells_its_own_change(inner, part, added):
    (found,) = compare_documents(DOCUMENT, with_inner(inner), NAMES)
    assert found.title == inner.title
    (text,) = found.texts
    assert (text.part, text.kind) == (part, ChangeKind.CHANGED)
    assert added in "".join(words.text for words in text.words if words.kind.value == "added")


def test_a_part_that_is_gone_or_new_has_all_of_its_texts():
    less = replace(DOCUMENT, sections=(replace(OUTER, sections=()),))
    for old, new, kind in ((DOCUMENT, less, ChangeKind.REMOVED), (less, DOCUMENT, ChangeKind.ADDED)):
        (found,) = compare_documents(old, new, NAMES)
        assert found.title == "Binnen"
        assert {text.kind for text in found.texts} == {kind}
        assert len(found.texts) == 3
