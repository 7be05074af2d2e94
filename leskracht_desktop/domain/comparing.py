"""Compare two guides article by article: what was added, removed, moved or changed, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from leskracht_desktop.domain.guide import Annex, Article, Guide, Statement
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.words import WordKind, Words, bag, compare_words, likeness

Item = TypeVar("Item")

ENTRY_LIKENESS = 0.45
"""From how alike two articles are one and the same (own choice, proved on the shipped guides)."""
TEXT_LIKENESS = 0.4
"""From how alike one sentence is a changed version of another."""

_SAME_SLUG, _SAME_NUMBER = 0.2, 0.05  # what an equal subject or number adds: it helps, and never decides alone
_TITLE_SHARE = 0.3


class ChangeKind(StrEnum):
    """What became of an article or of one text in it."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """An article with another number; `text_changed` tells whether its text changed too."""
    CHANGED = "changed"
    SAME = "same"


class EntryPart(StrEnum):
    """Which part of an article or annex a text belongs to."""

    TITLE = "title"
    SUMMARY = "summary"
    SCHOOL_DUTIES = "school_duties"
    SUPPLIER_DUTIES = "supplier_duties"
    TERMS = "terms"
    QUESTIONS = "questions"
    SECTIONS = "sections"


Sure = Mapping[tuple[EntryPart, str], Certainty]
"""How sure the texts of an article or annex are; those that carry no certainty are not in it."""

_Told = tuple[EntryPart, str, Certainty | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """Which article or annex it is."""

    slug: str
    number: int
    title: str
    is_annex: bool = False


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text and what became of it."""

    part: EntryPart
    kind: ChangeKind
    words: tuple[Words, ...]
    certainty: Certainty | None = None
    """How sure the new text is, of one that is gone the old; None for what carries no certainty, such as a question."""


@dataclass(frozen=True, slots=True)
class EntryComparison:
    """An article or annex and what became of it; `old` is None when it was added, `new` when it was removed."""

    kind: ChangeKind
    old: Heading | None
    new: Heading | None
    texts: tuple[TextChange, ...]
    notes: tuple[Statement, ...] = ()
    """What the new version says of itself that it changed here."""

    @property
    def heading(self) -> Heading:
        """Return the heading to show: the new one if there is one."""
        found = self.new or self.old
        if found is None:
            raise ValueError("an entry stands in at least one of the two versions")
        return found

    @property
    def text_changed(self) -> bool:
        """Tell whether any text differs, whatever became of the number."""
        return any(text.kind is not ChangeKind.SAME for text in self.texts)


@dataclass(frozen=True, slots=True)
class GuideComparison:
    """Two versions side by side: articles in the order of the new version, then annexes."""

    old_version: str
    new_version: str
    entries: tuple[EntryComparison, ...]

    def only_differences(self) -> GuideComparison:
        """Return the same without what did not change, articles and texts alike."""
        return replace(self, entries=only_differences(self.entries))

    def count(self, kind: ChangeKind) -> int:
        """Return how many articles and annexes met this fate."""
        return sum(entry.kind is kind for entry in self.entries)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An article or annex reduced to what is compared."""

    heading: Heading
    texts: tuple[tuple[EntryPart, str], ...]
    sure: Sure
    title_bag: Counter[str]
    text_bag: Counter[str]
    notes: tuple[Statement, ...]


def compare_guides(old: Guide, new: Guide) -> GuideComparison:
    """Return what changed from one version to another, article by article and word by word.

    Articles belong together by how alike their titles and texts are, so that a moved one is recognised.
    """
    articles = _compare(
        [_article(article) for article in old.articles], [_article(article) for article in new.articles]
    )
    annexes = _compare([_annex(annex) for annex in old.annexes], [_annex(annex) for annex in new.annexes])
    return GuideComparison(old.version.id, new.version.id, (*articles, *annexes))


def _compare(old: list[_Entry], new: list[_Entry]) -> list[EntryComparison]:
    pairs = _paired(old, new, _entry_likeness, ENTRY_LIKENESS)
    return [_entry_comparison(before, after) for before, after in _in_order(old, new, pairs)]


def _entry_comparison(before: _Entry | None, after: _Entry | None) -> EntryComparison:
    old_heading = None if before is None else before.heading
    new_heading = None if after is None else after.heading
    sure = {**(before.sure if before else {}), **(after.sure if after else {})}
    texts = compare_texts(before.texts if before else (), after.texts if after else (), sure)
    if before is None or after is None:
        kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED
    elif before.heading.number != after.heading.number:
        kind = ChangeKind.MOVED
    else:
        changed = any(text.kind is not ChangeKind.SAME for text in texts)
        kind = ChangeKind.CHANGED if changed else ChangeKind.SAME
    return EntryComparison(kind, old_heading, new_heading, texts, after.notes if after else ())


def compare_texts(
    old: Sequence[tuple[EntryPart, str]], new: Sequence[tuple[EntryPart, str]], sure: Sure | None = None
) -> tuple[TextChange, ...]:
    """Return what became of the texts of each part, in the order of the new ones; `sure` tells how sure each is."""
    sure = sure or {}
    changes: list[TextChange] = []
    for part in EntryPart:
        before = [text for found, text in old if found is part]
        after = [text for found, text in new if found is part]
        if before == after:
            changes += [_text_change(part, text, text, sure) for text in after]
            continue
        always = part is EntryPart.TITLE  # there is one title: a wholly new one still replaces the old
        bags = [(text, bag(text)) for text in before], [(text, bag(text)) for text in after]
        pairs = _paired(*bags, _text_likeness, 0.0 if always else TEXT_LIKENESS)
        changes += [_text_change(part, one, other, sure) for one, other in _in_order(before, after, pairs)]
    return tuple(changes)


def _text_change(part: EntryPart, old: str | None, new: str | None, sure: Sure) -> TextChange:
    how_sure = sure.get((part, new if new is not None else old or ""))
    if old is None or new is None:
        kind, word_kind = (ChangeKind.ADDED, WordKind.ADDED) if old is None else (ChangeKind.REMOVED, WordKind.REMOVED)
        return TextChange(part, kind, (Words(word_kind, old or new or ""),), how_sure)
    kind = ChangeKind.SAME if old == new else ChangeKind.CHANGED
    return TextChange(part, kind, compare_words(old, new), how_sure)


def _paired(
    old: Sequence[Item], new: Sequence[Item], alike: Callable[[Item, Item], float], least: float
) -> dict[int, int]:
    """Return which new item each old one became, the most alike first; equal likeness keeps the order."""
    scores = [
        (-score, abs(before - after), before, after)
        for before, one in enumerate(old)
        for after, other in enumerate(new)
        if (score := alike(one, other)) >= least
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _score, _distance, before, after in sorted(scores):
        if before not in pairs and after not in taken:
            pairs[before] = after
            taken.add(after)
    return pairs


def _in_order(
    old: Sequence[Item], new: Sequence[Item], pairs: Mapping[int, int]
) -> Iterable[tuple[Item | None, Item | None]]:
    """Yield the pairs in the order of the new items, each removed item after the one it followed."""
    came_from = {after: before for before, after in pairs.items()}
    following: dict[int, list[int]] = {}
    anchor = -1
    for before in range(len(old)):
        if before in pairs:
            anchor = pairs[before]
        else:
            following.setdefault(anchor, []).append(before)
    for after in range(-1, len(new)):
        if after >= 0:
            yield (old[came_from[after]] if after in came_from else None), new[after]
        for before in following.get(after, ()):
            yield old[before], None


def _entry_likeness(one: _Entry, other: _Entry) -> float:
    score = _TITLE_SHARE * likeness(one.title_bag, other.title_bag)
    score += (1 - _TITLE_SHARE) * likeness(one.text_bag, other.text_bag)
    if one.heading.slug == other.heading.slug:
        score += _SAME_SLUG
    if one.heading.number == other.heading.number:
        score += _SAME_NUMBER
    return score


def _text_likeness(one: tuple[str, Counter[str]], other: tuple[str, Counter[str]]) -> float:
    return 2.0 if one[0] == other[0] else likeness(one[1], other[1])


def _article(article: Article) -> _Entry:
    texts: list[_Told] = [
        (EntryPart.TITLE, article.title, article.heading_certainty),
        *_statements(EntryPart.SUMMARY, article.summary),
        *_statements(EntryPart.SCHOOL_DUTIES, article.school_duties),
        *_statements(EntryPart.SUPPLIER_DUTIES, article.supplier_duties),
        *((EntryPart.TERMS, f"{term.label}: {term.text}", term.certainty) for term in article.terms),
        *((EntryPart.QUESTIONS, question, None) for question in article.questions),
    ]
    return _entry(Heading(article.slug, article.number, article.title), texts, article.changes)


def _annex(annex: Annex) -> _Entry:
    texts: list[_Told] = [
        (EntryPart.TITLE, annex.title, annex.heading_certainty),
        *_statements(EntryPart.SUMMARY, annex.summary),
    ]
    for section in annex.sections:
        texts.append((EntryPart.SECTIONS, section.title, None))
        texts += _statements(EntryPart.SECTIONS, section.summary)
        texts += [(EntryPart.SECTIONS, f"{field.label}: {field.text}", field.certainty) for field in section.fields]
    texts += [(EntryPart.QUESTIONS, question, None) for question in annex.questions]
    return _entry(Heading(annex.code, annex.number, annex.title, is_annex=True), texts, annex.changes)


def _statements(part: EntryPart, statements: Iterable[Statement]) -> Iterable[_Told]:
    return ((part, statement.text, statement.certainty) for statement in statements)


def _entry(heading: Heading, told: Sequence[_Told], notes: tuple[Statement, ...]) -> _Entry:
    texts = tuple((part, text) for part, text, _ in told)
    sure = {(part, text): how_sure for part, text, how_sure in told if how_sure is not None}
    body = [text for part, text in texts if part is not EntryPart.TITLE]
    return _Entry(heading, texts, sure, bag(heading.title), bag(*body), notes)


def only_differences(entries: Sequence[EntryComparison]) -> tuple[EntryComparison, ...]:
    """Return the entries that differ, each with only the texts that differ."""
    return tuple(
        replace(entry, texts=tuple(text for text in entry.texts if text.kind is not ChangeKind.SAME))
        for entry in entries
        if entry.kind is not ChangeKind.SAME
    )
