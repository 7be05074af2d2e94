"""A structured document to read beside the guides, such as the supplier's privacy statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.guide import Statement
from leskracht_desktop.domain.inventory import Certainty


class Origin(StrEnum):
    """Who says a thing in a readable document."""

    DOCUMENT = "document"
    """The document that is summarised."""
    OURS = "ours"
    """We filled it in; the document does not say it."""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One labelled answer in a readable document, e.g. how long: as long as needed."""

    code: str
    label: str
    texts: tuple[str, ...]
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """A heading with statements, labelled facts, questions and sections within it."""

    code: str
    title: str
    statements: tuple[Statement, ...] = ()
    facts: tuple[DocumentFact, ...] = ()
    questions: tuple[str, ...] = ()
    certainty: Certainty | None = None
    sections: tuple[DocumentSection, ...] = ()
    origin: Origin | None = None
    """Who says the statements."""

    def texts(self) -> Iterator[str]:
        """Yield every readable text, in reading order, those of the sections within it included."""
        yield self.title
        yield from (statement.text for statement in self.statements)
        for fact in self.facts:
            yield f"{fact.label}: {' '.join(fact.texts)}"
        yield from self.questions
        for section in self.sections:
            yield from section.texts()


@dataclass(frozen=True, slots=True)
class ReadableDocument:
    """A structured document to read beside the guides, such as the supplier's privacy statement."""

    code: str
    title: str
    version: str | None
    """The version or date it gives itself; None when it gives none."""
    edition: str
    """The version of our summary."""
    edition_on: date
    """The day our summary was last read beside it."""
    sections: tuple[DocumentSection, ...]
    is_added: bool = False
    """Whether the user brought it in, beside what ships."""
