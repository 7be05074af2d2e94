"""What is selected in a PDF, from one character to another, also over several pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from leskracht_desktop.domain.finding import BROKEN
from leskracht_desktop.ui.reader.pdf_text import PdfText, readable


class Move(Enum):
    """How the end of a selection moves."""

    CHARACTER = "character"
    WORD = "word"
    LINE = "line"
    LINE_END = "line_end"
    PAGE_END = "page_end"


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A place between characters: before the character `index` of a page, both from 0."""

    page: int
    index: int


class PdfSelection:
    """Two ends: the anchor stays where the selection began, the active one moves."""

    def __init__(self, text: PdfText, pages: int) -> None:
        self._text = text
        self._pages = pages
        self.anchor: Gap | None = None
        self.active: Gap | None = None

    @property
    def is_empty(self) -> bool:
        """Whether not a single character is selected."""
        return self.anchor is None or self.anchor == self.active

    def clear(self) -> None:
        """Select nothing, and forget where the caret was."""
        self.anchor = self.active = None

    def put(self, gap: Gap, *, extend: bool = False) -> None:
        """Put the caret somewhere, or with `extend` the active end."""
        self.active = gap
        if not extend or self.anchor is None:
            self.anchor = gap

    def select(self, page: int, begin: int, end: int) -> None:
        """Select characters of one page."""
        self.anchor, self.active = Gap(page, begin), Gap(page, end)

    def select_page(self, page: int) -> None:
        """Select everything on a page."""
        self.select(page, 0, len(self._text.text(page)))

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Yield page, first and end character of what is selected on each page."""
        if self.anchor is None or self.active is None:
            return
        first, last = sorted((self.anchor, self.active))
        for page in range(first.page, last.page + 1):
            begin = first.index if page == first.page else 0
            end = last.index if page == last.page else len(self._text.text(page))
            if end > begin:
                yield page, begin, end

    def on_page(self, page: int) -> tuple[int, int] | None:
        """Return the first and the end character of what is selected on a page."""
        return next(((begin, end) for one, begin, end in self.spans() if one == page), None)

    def plain(self) -> str:
        """Return what is selected: lines stay lines, words that were broken off are whole."""
        pieces = []
        for page, begin, end in self.spans():
            whole_words = BROKEN.sub("", self._text.text(page)[begin:end])
            pieces.append(readable(whole_words).replace("\r\n", "\n").replace("\r", "\n"))
        return "\n".join(pieces)

    def move(self, how: Move, step: int) -> None:
        """Move the active end forward (1) or back (-1); on into the next or previous page where there is one."""
        if self.active is None:
            return
        page, index = self.active.page, self.active.index
        if how is Move.PAGE_END:
            self.active = Gap(page, len(self._text.text(page)) if step > 0 else 0)
        elif how is Move.LINE_END:
            self.active = Gap(page, self._line_end(page, index, step))
        elif how is Move.LINE:
            self.active = self._in_next_line(page, index, step)
        else:
            self.active = self._beside(page, index, step, by_word=how is Move.WORD)

    def _line_end(self, page: int, index: int, step: int) -> int:
        at = self._text.line_at(page, index)
        if at is None:
            return index
        line = self._text.lines(page)[at]
        return line.end if step > 0 else line.begin

    def _in_next_line(self, page: int, index: int, step: int) -> Gap:
        lines, at = self._text.lines(page), self._text.line_at(page, index)
        x = self._text.caret(page, index).x()
        if at is not None and 0 <= at + step < len(lines):
            return Gap(page, self._text.index_in(page, lines[at + step], x))
        beyond = self._next_page(page, step)
        others = () if beyond is None else self._text.lines(beyond)
        if beyond is None or not others:
            return Gap(page, self._line_end(page, index, step))
        return Gap(beyond, self._text.index_in(beyond, others[0 if step > 0 else -1], x))

    def _beside(self, page: int, index: int, step: int, *, by_word: bool) -> Gap:
        text = self._text.text(page)
        beyond = self._next_page(page, step)
        if index == (len(text) if step > 0 else 0):
            if beyond is None:
                return Gap(page, index)
            return Gap(beyond, 0 if step > 0 else len(self._text.text(beyond)))
        if by_word:
            return Gap(page, self._text.next_word(page, index, step))
        # The end of a line is two characters to the PDF, one to who reads it.
        pair = text[index : index + 2] if step > 0 else text[max(0, index - 2) : index]
        return Gap(page, index + step * (2 if pair == "\r\n" else 1))

    def _next_page(self, page: int, step: int) -> int | None:
        while 0 <= page + step < self._pages:
            page += step
            if self._text.text(page):
                return page
        return None
