"""What somebody looks for in a document that opens: the words, and where the search in everything found them."""

from __future__ import annotations

from dataclasses import dataclass

from leskracht_desktop.domain.guide_notes import Excerpt


@dataclass(frozen=True, slots=True)
class Sought:
    """`page` counts from 1, in pages of a PDF or parts of another document; `sentence` is what was found there."""

    words: str = ""
    page: int = 0
    sentence: str = ""

    @classmethod
    def of(cls, excerpt: Excerpt, page: int, typed: str = "") -> Sought:
        """Return the place of a hit, with the words that were typed or else those that were found."""
        found = dict.fromkeys(excerpt.text[begin:end] for begin, end in excerpt.marks)
        return cls(typed.strip() or " ".join(found), page, excerpt.text)
