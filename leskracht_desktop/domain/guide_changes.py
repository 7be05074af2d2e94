"""What a content file the user wants to add or replace would change, to show before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leskracht_desktop.domain.comparing import (
    ChangeKind,
    EntryPart,
    GuideComparison,
    TextChange,
    compare_guides,
    compare_texts,
)
from leskracht_desktop.domain.guide import Guide, ModelStatus, Statement
from leskracht_desktop.domain.guide_marks import MarkChange, mark_changes
from leskracht_desktop.domain.inventory import Certainty


@dataclass(frozen=True, slots=True)
class GuideChange:
    """The preview: version facts, articles, and how sure things are, before and after."""

    version: str
    old_title: str | None
    """None when the version is new to the program."""
    new_title: str
    old_status: ModelStatus | None
    new_status: ModelStatus
    version_texts: tuple[TextChange, ...]
    """The dates and facts of the version and what became of them."""
    comparison: GuideComparison | None
    """Article by article; None when the version is new."""
    articles: int
    annexes: int
    newly_checked: int
    """Statements of the same words that were still to be checked and now are checked."""
    no_longer_checked: int
    changes_nothing: bool
    """Whether the two are equal in every part, also in what is not compared word by word (references, functions)."""
    guide: Guide
    """What is read once it is taken in."""
    marks: tuple[MarkChange, ...] = ()
    """What changes besides the words: how sure, source, who fixes a term, law, functions, links, days."""

    @property
    def is_told(self) -> bool:
        """Tell whether any difference can be shown; one in order or codes alone can't."""
        worded = self.comparison is not None and bool(self.comparison.only_differences().entries)
        dated = any(text.kind is not ChangeKind.SAME for text in self.version_texts)
        named = (self.old_title, self.old_status) != (self.new_title, self.new_status)
        return worded or dated or named or bool(self.marks)

    @property
    def is_new(self) -> bool:
        """Tell whether the version was unknown until now."""
        return self.old_title is None


def what_changes(old: Guide | None, new: Guide) -> GuideChange:
    """Return what taking in `new` would change; `old` is the guide to the same version, None if there is none."""
    before, after = {} if old is None else _certainties(old), _certainties(new)
    shared = before.keys() & after.keys()
    gained = sum(before[text] is not after[text] and after[text] is Certainty.CHECKED for text in shared)
    lost = sum(before[text] is not after[text] and after[text] is not Certainty.CHECKED for text in shared)
    return GuideChange(
        version=new.version.id,
        old_title=None if old is None else old.version.title,
        new_title=new.version.title,
        old_status=None if old is None else old.version.status,
        new_status=new.version.status,
        version_texts=compare_texts([] if old is None else _version_texts(old), _version_texts(new)),
        comparison=None if old is None else compare_guides(old, new),
        articles=len(new.articles),
        annexes=len(new.annexes),
        newly_checked=gained,
        no_longer_checked=lost,
        changes_nothing=old == new,
        guide=new,
        marks=() if old is None else mark_changes(old, new),
    )


def _version_texts(guide: Guide) -> list[tuple[EntryPart, str]]:
    dates = [f"{found.label}: {found.text}" for found in guide.version.dates]
    facts = [statement.text for statement in (*guide.version.facts, *guide.changes)]
    return [(EntryPart.SUMMARY, text) for text in (*dates, *facts)]


def _certainties(guide: Guide) -> dict[tuple[str, str], Certainty]:
    """Return how sure each statement is, by the article or annex it stands in and its words."""
    found = {("", statement.text): statement.certainty for statement in (*guide.version.facts, *guide.changes)}
    for slug, statement in _statements(guide):
        found[slug, statement.text] = statement.certainty
    for article in guide.articles:
        found[article.slug, f"{article.number} {article.title}"] = article.heading_certainty
        for term in article.terms:
            found[article.slug, f"{term.label}: {term.text}"] = term.certainty
    for annex in guide.annexes:
        for section in annex.sections:
            for field in section.fields:
                found[annex.code, f"{section.code} {field.label}: {field.text}"] = field.certainty
    return found


def _statements(guide: Guide) -> Iterator[tuple[str, Statement]]:
    for article in guide.articles:
        yield from ((article.slug, statement) for statement in article.statements())
    for annex in guide.annexes:
        yield from ((annex.code, statement) for statement in annex.statements())
