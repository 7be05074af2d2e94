"""The facts of AVG art. 15(1)(a)-(h) and 15(2) about one category of data, and about everyone who gets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from leskracht_desktop.domain.inventory import Category, Recipient
from leskracht_desktop.labels_nl import label
from leskracht_desktop.labels_nl.facts import PURPOSE, fact_rows
from leskracht_desktop.reports.pdf.model import Block, KeyValues, Paragraph, Run, Table

FACTS_CAPTION = "Waarom, voor wie en hoe lang"


SHARED_CAPTION = "Dit geldt voor dit hele hoofdstuk, tenzij bij een onderdeel iets anders staat"

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
            if what != PURPOSE and found.most_common(1)[0][1] > 1
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

    def _own_rows(self, category: Category) -> Rows:
        return tuple(row for row in fact_rows(category) if self._shared.get(row[0]) != row[1])


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
