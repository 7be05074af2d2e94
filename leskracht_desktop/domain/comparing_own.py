"""Put a model beside what the school and the supplier agreed: what they filled in, and where they deviate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import AgreementContent, Deviation, Period
from leskracht_desktop.domain.comparing import Heading
from leskracht_desktop.domain.guide import Guide, Term, TermKind


class OwnKind(StrEnum):
    """What the parties did with an article or annex of the model."""

    DEVIATES = "deviates"
    """They deviate from it (and may have filled something in as well)."""
    FILLED_IN = "filled_in"
    """They filled in what it leaves to them: no deviation."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A period the parties filled in, beside the term of the model it answers.

    The two are never compared word by word: what the guide says of such a term is often an example of one supplier.
    """

    period: Period
    term: Term


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An article or annex of the model with what the parties agreed about it."""

    heading: Heading
    filled_in: tuple[FilledIn, ...] = ()
    deviations: tuple[Deviation, ...] = ()

    @property
    def kind(self) -> OwnKind:
        """Return what the parties did with it."""
        if self.deviations:
            return OwnKind.DEVIATES
        return OwnKind.FILLED_IN if self.filled_in else OwnKind.SAME


@dataclass(frozen=True, slots=True)
class OwnComparison:
    """A model beside an own agreement; everything the parties agreed stands in it once."""

    version: str
    entries: tuple[OwnEntry, ...]
    """Articles in their order, then annexes."""
    open_terms: tuple[tuple[Heading, Term], ...] = ()
    """What the parties have to fill in and did not."""
    other_deviations: tuple[Deviation, ...] = ()
    """About something else than an article or annex, or one this version does not have."""
    other_periods: tuple[Period, ...] = ()
    """About terms this version does not have."""

    def only_differences(self) -> OwnComparison:
        """Return the same without the articles and annexes about which nothing was agreed."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.kind is not OwnKind.SAME))

    def count(self, kind: OwnKind) -> int:
        """Return with how many articles and annexes the parties did this."""
        return sum(entry.kind is kind for entry in self.entries)


def compare_with_own(guide: Guide, content: AgreementContent) -> OwnComparison:
    """Return a model beside what the parties agreed themselves; a period without number and words is not filled in."""
    entries: list[OwnEntry] = []
    still_open: list[tuple[Heading, Term]] = []
    periods = {one.code: one for one in content.periods if one.value is not None or one.text}
    for article in guide.articles:
        heading = Heading(article.slug, article.number, article.title)
        filled = tuple(FilledIn(periods.pop(term.code), term) for term in article.terms if term.code in periods)
        answered = {one.term.code for one in filled}
        still_open += [
            (heading, term)
            for term in article.terms
            if term.kind is TermKind.FILLED_IN_BY_PARTIES and term.code not in answered
        ]
        entries.append(OwnEntry(heading, filled, content.deviations_at(article.number)))
    for annex in guide.annexes:
        deviations = tuple(one for one in content.deviations if one.article is None and one.annex == annex.code)
        entries.append(OwnEntry(Heading(annex.code, annex.number, annex.title, is_annex=True), (), deviations))
    placed = {one for entry in entries for one in entry.deviations}
    others = tuple(one for one in content.deviations if one not in placed)
    return OwnComparison(guide.version.id, tuple(entries), tuple(still_open), others, tuple(periods.values()))
