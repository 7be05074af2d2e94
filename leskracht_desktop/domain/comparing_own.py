"""Put a model beside what the school and the supplier agreed themselves: filled-in periods and deviations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leskracht_desktop.domain.comparing import (
    ChangeKind,
    EntryComparison,
    EntryPart,
    Heading,
    TextChange,
    only_differences,
)
from leskracht_desktop.domain.guide import Guide, Term, TermCode, TermKind
from leskracht_desktop.domain.words import WordKind, Words, compare_words


@dataclass(frozen=True, slots=True)
class OwnText:
    """What the parties agreed themselves about an article: a period they filled in, or a deviation.

    `term` says which term of the model a period answers; `replaces` is the text of the model a deviation takes away.
    """

    label: str
    text: str
    term: TermCode | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class OwnComparison:
    """A model beside an own agreement."""

    version: str
    entries: tuple[EntryComparison, ...]
    open_terms: tuple[tuple[Heading, Term], ...]
    """What the parties have to fill in and did not."""
    unplaced: tuple[tuple[int, OwnText], ...]
    """Own texts about articles this version does not have."""

    def only_differences(self) -> OwnComparison:
        """Return the same without the articles about which nothing else was agreed."""
        return replace(self, entries=only_differences(self.entries))


def compare_with_own(guide: Guide, own: Mapping[int, Sequence[OwnText]]) -> OwnComparison:
    """Return a model beside what the parties agreed themselves; `own` holds their texts by article number."""
    entries: list[EntryComparison] = []
    still_open: list[tuple[Heading, Term]] = []
    for article in guide.articles:
        heading = Heading(article.slug, article.number, article.title)
        texts = own.get(article.number, ())
        answered = {text.term for text in texts if text.term is not None}
        to_fill_in = [term for term in article.terms if term.kind is TermKind.FILLED_IN_BY_PARTIES]
        still_open += [(heading, term) for term in to_fill_in if term.code not in answered]
        terms = {term.code: term for term in article.terms}
        changes = tuple(_own_change(text, terms) for text in texts)
        kind = ChangeKind.CHANGED if any(change.kind is not ChangeKind.SAME for change in changes) else ChangeKind.SAME
        entries.append(EntryComparison(kind, heading, heading, changes))
    known = {article.number for article in guide.articles}
    unplaced = tuple((number, text) for number in sorted(own) if number not in known for text in own[number])
    return OwnComparison(guide.version.id, tuple(entries), tuple(still_open), unplaced)


def _own_change(own: OwnText, terms: Mapping[TermCode, Term]) -> TextChange:
    term = terms.get(own.term) if own.term is not None else None
    part = EntryPart.OWN if term is None else EntryPart.TERMS
    before = own.replaces if term is None else term.text
    label = own.label or (term.label if term is not None else "")
    if before is None:
        return TextChange(part, ChangeKind.ADDED, (Words(WordKind.ADDED, own.text),), label)
    kind = ChangeKind.SAME if before == own.text else ChangeKind.CHANGED
    return TextChange(part, kind, compare_words(before, own.text), label)
