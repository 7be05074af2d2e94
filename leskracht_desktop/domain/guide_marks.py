"""What another content file changes besides the words: certainty, source, who fixes a term, law, links, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.guide import Annex, Article, AvgReference, FunctionCode, Guide, Statement, TermKind
from leskracht_desktop.domain.inventory import Certainty

MarkValue = Certainty | TermKind | AvgReference | FunctionCode | date | str
"""One value of a mark; a text is a source, or a title another article or annex is known by."""


class MarkKind(StrEnum):
    """What of a statement, term, article or annex is not its words."""

    CERTAINTY = "certainty"
    SOURCE = "source"
    FIXED_BY = "fixed_by"
    LAW = "law"
    FUNCTIONS = "functions"
    RELATED = "related"
    ANNEXES = "annexes"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One mark before and after; `place` names the article or annex (empty: the version), `text` what it marks."""

    kind: MarkKind
    place: str
    text: str
    old: tuple[MarkValue, ...]
    new: tuple[MarkValue, ...]


@dataclass(frozen=True, slots=True)
class _Marked:
    """A statement, term, article or annex with its marks; equal keys are one and the same in both guides."""

    key: tuple[str, str, str]
    place: str
    text: str
    marks: tuple[tuple[MarkKind, tuple[MarkValue, ...]], ...]


def mark_changes(old: Guide, new: Guide) -> tuple[MarkChange, ...]:
    """Return every mark that differs on what is in both guides, in reading order of the new one.

    A statement is the same by its words and place, a term by its code: its words are compared apart.
    """
    before = {one.key: one for one in _marked(old)}
    return tuple(change for one in _marked(new) if one.key in before for change in _changes(before[one.key], one))


def _changes(before: _Marked, after: _Marked) -> Iterator[MarkChange]:
    was = dict(before.marks)
    for kind, values in after.marks:
        if was[kind] != values:
            yield MarkChange(kind, after.place, after.text, was[kind], values)


def _marked(guide: Guide) -> Iterator[_Marked]:
    version = guide.version
    yield _Marked(("", "status", ""), "", "", (_sure(version.status_certainty),))
    for one in version.dates:
        day = (MarkKind.DAY, () if one.on is None else (one.on,))
        marks = (day, _sure(one.certainty), _source(one.source))
        yield _Marked(("", "date", one.code), "", f"{one.label}: {one.text}", marks)
    yield from _statements("", "", "facts", version.facts)
    yield from _statements("", "", "changes", guide.changes)
    titles = {article.slug: article.title for article in guide.articles}
    annexes = {annex.code: annex.title for annex in guide.annexes}
    for article in guide.articles:
        yield from _article(article, titles, annexes)
    for annex in guide.annexes:
        yield from _annex(annex)


def _article(article: Article, titles: dict[str, str], annexes: dict[str, str]) -> Iterator[_Marked]:
    slug, place = article.slug, f"{article.number}. {article.title}"
    marks = (
        _sure(article.heading_certainty),
        (MarkKind.LAW, article.avg_articles),
        (MarkKind.FUNCTIONS, article.functions),
        (MarkKind.RELATED, tuple(titles.get(one, one) for one in article.related)),
        (MarkKind.ANNEXES, tuple(annexes.get(one, one) for one in article.annexes)),
    )
    yield _Marked((slug, "article", ""), place, "", marks)
    yield from _statements(slug, place, "summary", article.summary)
    yield from _statements(slug, place, "school", article.school_duties)
    yield from _statements(slug, place, "supplier", article.supplier_duties)
    for term in article.terms:
        law = (MarkKind.LAW, () if term.avg is None else (term.avg,))
        fixed = (MarkKind.FIXED_BY, (term.kind,))
        term_marks = (fixed, law, _sure(term.certainty), _source(term.source))
        yield _Marked((slug, "term", term.code), place, f"{term.label}: {term.text}", term_marks)
    yield from _statements(slug, place, "changes", article.changes)


def _annex(annex: Annex) -> Iterator[_Marked]:
    code = annex.code
    marks = (
        _sure(annex.heading_certainty),
        (MarkKind.LAW, annex.avg_articles),
        (MarkKind.FUNCTIONS, annex.functions),
    )
    yield _Marked((code, "annex", ""), annex.title, "", marks)
    yield from _statements(code, annex.title, "summary", annex.summary)
    for section in annex.sections:
        yield from _statements(code, annex.title, f"section {section.code}", section.summary)
        for field in section.fields:
            key = (code, f"field {section.code}", field.code)
            yield _Marked(key, annex.title, f"{field.label}: {field.text}", (_sure(field.certainty),))
    yield from _statements(code, annex.title, "changes", annex.changes)


def _statements(code: str, place: str, part: str, statements: Iterable[Statement]) -> Iterator[_Marked]:
    for one in statements:
        yield _Marked((code, part, one.text), place, one.text, (_sure(one.certainty), _source(one.source)))


def _sure(certainty: Certainty) -> tuple[MarkKind, tuple[MarkValue, ...]]:
    return MarkKind.CERTAINTY, (certainty,)


def _source(source: str | None) -> tuple[MarkKind, tuple[MarkValue, ...]]:
    return MarkKind.SOURCE, () if source is None else (source,)
