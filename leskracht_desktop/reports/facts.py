"""The facts of AVG art. 15(1)(a)-(h) and 15(2) about one category of data, and about everyone who gets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from leskracht_desktop.domain.inventory import Answer, Category, LawfulBasis, Recipient
from leskracht_desktop.labels_nl import joined, label
from leskracht_desktop.reports.pdf.model import Block, KeyValues, Paragraph, Run, Table

FACTS_CAPTION = "Waarom, voor wie en hoe lang"


SHARED_CAPTION = "Dit geldt voor dit hele hoofdstuk, tenzij bij een onderdeel iets anders staat"
_PURPOSE = "Waarvoor"

Rows = tuple[tuple[str, str], ...]


class ChapterFacts:
    """The facts of all categories of one chapter: what holds for most of them is said once, at its beginning."""

    def __init__(self, categories: Sequence[Category]) -> None:
        answers: dict[str, Counter[str]] = {}
        for category in categories:
            for what, answer in fact_rows(category):
                answers.setdefault(what, Counter())[answer] += 1
        self._shared = {
            what: found.most_common(1)[0][0]
            for what, found in answers.items()
            if what != _PURPOSE and found.most_common(1)[0][1] > 1
        }

    def shared(self) -> Iterator[Block]:
        """Yield a table of what holds for the chapter, if anything does."""
        if self._shared:
            yield KeyValues(rows=tuple(self._shared.items()), caption=SHARED_CAPTION)

    def own(self, category: Category) -> Iterator[Block]:
        """Yield what is left to say about one category: its purposes at least."""
        rows = self._own_rows(category)
        if len(rows) > 1:
            yield KeyValues(rows=rows, caption=FACTS_CAPTION)
        for what, answer in rows if len(rows) == 1 else ():
            yield Paragraph((Run(f"{what}: ", bold=True), answer.replace("\n", " ")))

    def own_lines(self, category: Category) -> tuple[str, ...]:
        """Return the same as lines of text, for a category in which nothing is stored."""
        return tuple(f"{what}: {answer.replace(chr(10), ' ')}" for what, answer in self._own_rows(category))

    def _own_rows(self, category: Category) -> Rows:
        return tuple(row for row in fact_rows(category) if self._shared.get(row[0]) != row[1])


def fact_rows(facts: Category) -> Iterator[tuple[str, str]]:
    """Yield (what, answer) for each fact of AVG art. 15(1)(a), (c), (d), (g), (h) and 15(2), and the lawful basis."""
    yield _PURPOSE, "\n".join(purpose.text for purpose in facts.purposes)
    yield "Grondslag", _basis(facts)
    yield "Wie ze krijgt", _sentence(joined([_lower_first(recipient.label) for recipient in facts.recipients]))
    yield "Waar ze staan", _sentence(joined([country.label for country in facts.storage_countries]))
    yield "Hoe lang", facts.retention.text
    yield "Waar ze vandaan komen", facts.source
    yield "Buiten Europa", _transfers(facts)
    yield "Besluiten door een computer", facts.automated_decisions.text


def recipients_table(categories: Iterable[Category]) -> Table:
    """Return a table of everyone who gets data of these categories (AVG art. 15(1)(c))."""
    found: dict[str, Recipient] = {}
    for category in categories:
        for recipient in category.recipients:
            found.setdefault(recipient.code, recipient)
    return Table(
        caption="Iedereen die gegevens krijgt of kan krijgen",
        header=("Wie", "Uitleg", "Buiten Europa"),
        rows=tuple((who.label, who.text, label(who.outside_eea)) for who in found.values()),
        widths=(3.0, 6.0, 1.6),
        row_header_column=0,
    )


def _basis(facts: Category) -> str:
    if facts.basis.kind is LawfulBasis.NOT_STATED:
        return facts.basis.text
    return f"{label(facts.basis.kind).capitalize()}. {facts.basis.text}"


def _transfers(facts: Category) -> str:
    transfers = facts.transfers
    if transfers.outside_eea is Answer.NO:
        return f"Nee. {transfers.text}"
    start = "Ja." if transfers.outside_eea is Answer.YES else "Niet bekend."
    return f"{start} {transfers.text} {transfers.safeguards}"


def _lower_first(text: str) -> str:
    """Return a label for use inside a sentence; a name such as `Google Analytics` keeps its capital."""
    first, _, rest = text.partition(" ")
    return text if rest[:1].isupper() else f"{first[:1].lower()}{first[1:]}{' ' if rest else ''}{rest}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else "Niet genoemd."
