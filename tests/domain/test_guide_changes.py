"""What another content file for a version changes besides its words."""

from __future__ import annotations

from dataclasses import replace

from leskracht_desktop.domain.guide import (
    Article,
    AvgReference,
    Guide,
    ModelStatus,
    ModelVersion,
    Statement,
    Term,
    TermCode,
    TermKind,
)
from leskracht_desktop.domain.guide_changes import what_changes
from leskracht_desktop.domain.guide_marks import MarkKind
from leskracht_desktop.domain.inventory import Certainty

UNSURE = Certainty.TO_BE_CHECKED
SECRET = Statement("Medewerkers houden alle gegevens geheim.", UNSURE)
TERM = Term(TermCode.BREACH_TO_SCHOOL, "Melden", TermKind.FILLED_IN_BY_PARTIES, "Snel.", "bron", UNSURE)
ARTICLE = Article(2, "secrecy", "Vertrouwelijkheid", UNSURE, (SECRET,), (), (), (TERM,), (), (), ())


def guide(article: Article) -> Guide:
    return Guide(ModelVersion("4.0", "Model 4.0", 1, ModelStatus.VALID, UNSURE, (), (SECRET,)), (article,), ())


def marks(article: Article) -> list[tuple]:
    change = what_changes(guide(ARTICLE), guide(article))
    assert change.is_told == bool(change.marks)
    return [(mark.kind, mark.place, mark.text, mark.old, mark.new) for mark in change.marks]


def test_a_certainty_is_told_with_the_statement_it_belongs_to():
    sure = replace(SECRET, certainty=Certainty.CHECKED, source="Een krant")
    place = "2. Vertrouwelijkheid"
    assert marks(replace(ARTICLE, summary=(sure,))) == [
        (MarkKind.CERTAINTY, place, SECRET.text, (UNSURE,), (Certainty.CHECKED,)),
        (MarkKind.SOURCE, place, SECRET.text, (), ("Een krant",)),
    ]


def test_who_fixes_a_term_is_told():
    law = replace(TERM, kind=TermKind.FIXED_BY_LAW, avg=AvgReference(33, 2), source="AVG")
    assert [(kind, old, new) for kind, _, _, old, new in marks(replace(ARTICLE, terms=(law,)))] == [
        (MarkKind.FIXED_BY, (TermKind.FILLED_IN_BY_PARTIES,), (TermKind.FIXED_BY_LAW,)),
        (MarkKind.LAW, (), (AvgReference(33, 2),)),
        (MarkKind.SOURCE, ("bron",), ("AVG",)),
    ]


def test_a_link_is_told_by_the_title_it_leads_to():
    assert marks(replace(ARTICLE, related=("secrecy", "elsewhere"))) == [
        (MarkKind.RELATED, "2. Vertrouwelijkheid", "", (), ("Vertrouwelijkheid", "elsewhere"))
    ]


def test_what_can_not_be_told_is_known_to_be_there():
    old = guide(ARTICLE)
    change = what_changes(old, replace(old, version=replace(old.version, sequence=99)))
    assert (change.changes_nothing, change.is_told, change.marks) == (False, False, ())
