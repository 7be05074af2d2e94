"""Everything there is to read about the models, and what was left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from leskracht_desktop.domain.guide import AvgArticle, FunctionCode, Guide, ModelStatus

UNREADABLE: Final = "unreadable"
"""The reason of a file that the system would not give; any other is that of a refusal."""


@dataclass(frozen=True, slots=True)
class FunctionLabel:
    """What a function of the program is called, and what it does for an article."""

    code: FunctionCode
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The fixed text that says this is a guide and not the agreement; shown wherever the guide is."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A hard word and what it means."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideProblem:
    """A content file that was left out: its name, a reason code, the line or part, a detail."""

    file: str
    reason: str
    where: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class GuideLibrary:
    """Everything there is to read, oldest version first, and the files that were left out."""

    notice: Notice
    guides: tuple[Guide, ...]
    avg_articles: tuple[AvgArticle, ...]
    functions: tuple[FunctionLabel, ...]
    glossary: tuple[GlossaryEntry, ...]
    problems: tuple[GuideProblem, ...] = ()
    added: tuple[str, ...] = ()
    """Ids of the versions whose content the user added or replaced."""

    def guide(self, version: str) -> Guide | None:
        """Return the guide to a version, or None."""
        return next((guide for guide in self.guides if guide.version.id == version), None)

    def left_out(self, file: str) -> Iterator[GuideProblem]:
        """Yield what was the matter with the content files of this name."""
        return (problem for problem in self.problems if problem.file == file)

    def avg_article(self, number: int) -> AvgArticle | None:
        """Return the summary of an article of the AVG, or None."""
        return next((article for article in self.avg_articles if article.number == number), None)

    def function(self, code: FunctionCode) -> FunctionLabel | None:
        """Return the name of a function, or None if the file that names it was left out."""
        return next((label for label in self.functions if label.code is code), None)

    @property
    def current(self) -> Guide | None:
        """Return the newest valid version that is worked out, or None."""
        valid = [guide for guide in self.guides if guide.worked_out and guide.version.status is ModelStatus.VALID]
        return valid[-1] if valid else None
