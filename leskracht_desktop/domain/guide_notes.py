"""What a reader keeps beside the guide: notes, highlights, questions, how far the reading is, and search hits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

NoteId = NewType("NoteId", int)


class PlaceKind(StrEnum):
    """What one can read about a version of the model."""

    VERSION = "version"
    ARTICLE = "article"
    ANNEX = "annex"
    SECTION = "section"
    """A part of an annex."""
    AVG_CONTENTS = "avg_contents"
    """The law as a whole."""
    AVG = "avg"
    STATEMENT = "statement"
    """The supplier's privacy statement."""
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True, order=True)
class GuidePlace:
    """A place in the guide: `code` is an article's slug, an annex's or section's code, or the number of an AVG article.

    The code of a part of an annex is that of the annex, a point, and its own: `privacy_leaflet.A`. `version` is empty
    for the AVG, the newest statement and the glossary, `code` for what is meant as a whole.
    """

    version: str
    kind: PlaceKind
    code: str = ""

    @property
    def key(self) -> str:
        """Return the place as one text, such as `4.0:article:breaches`."""
        return f"{self.version}:{self.kind.value}:{self.code}"

    @classmethod
    def of_key(cls, key: str) -> GuidePlace:
        """Return the place that `key` gave.

        Raises: ValueError.
        """
        version, kind, code = key.split(":", 2)
        return cls(version, PlaceKind(kind), code)


class ReadingStatus(StrEnum):
    """How far the reading of an article is."""

    UNREAD = "unread"
    READ = "read"
    QUESTION = "question"
    DISCUSSED = "discussed"


class NoteKind(StrEnum):
    """What a note is; a question stays open until it is answered."""

    NOTE = "note"
    HIGHLIGHT = "highlight"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class NewNote:
    """What the user typed or marked.

    `quote` is the marked text of the guide: of equal texts on its page the one with number `nth`, from 0.
    """

    place: GuidePlace
    kind: NoteKind
    text: str = ""
    quote: str = ""
    agreement_id: int | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as stored; `answered_at` only for questions."""

    id: NoteId
    note: NewNote
    created_at: datetime
    actor: str
    changed_at: datetime
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class ReadingMark:
    """How far the reading of one place is, by whom and since when."""

    place: GuidePlace
    status: ReadingStatus
    at: datetime
    actor: str


class HitKind(StrEnum):
    """In what a text was found."""

    ARTICLE = "article"
    ANNEX = "annex"
    VERSION = "version"
    AVG = "avg"
    STATEMENT = "statement"
    GLOSSARY = "glossary"
    NOTE = "note"
    DOCUMENT = "document"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence with the hits in it; each mark is (begin, end) in characters of `text`."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One passage that holds every word typed.

    `title` names the article, annex or document, and `title_marks` tells where in it the words stand; a hit in the
    title alone carries how the text begins, without marks. `page` counts from 1 within a document, 0 elsewhere; in a
    document without pages `part` does, in parts of about a page.
    """

    kind: HitKind
    title: str
    excerpt: Excerpt
    place: GuidePlace | None = None
    document_id: int | None = None
    agreement_id: int | None = None
    note_id: int | None = None
    page: int = 0
    part: int = 0
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """The first hits within one document, or one version of the guide; `count` is the number of all of them."""

    kind: HitKind
    title: str
    hits: tuple[SearchHit, ...]
    count: int
    key: str = ""
    """What it is about, for who asks for the rest: the version of a guide, the number of what is in the vault."""

    @property
    def more(self) -> int:
        """The number of hits that are not shown."""
        return self.count - len(self.hits)
