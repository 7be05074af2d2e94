"""Breaks text into lines: quickly for plain text, word by word for links, emphasis and other scripts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from leskracht_desktop.reports.pdf.scripts import Piece, is_right_to_left, shape, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leskracht_desktop.reports.pdf.fonts import Face

_SPACES = re.compile("( +)")
_BREAK_AFTER = frozenset("/-@._&?=,;:")
_IDEOGRAPHS = re.compile(
    "([\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    "[\u3000-\u3003\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u301c\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f]*)"
)
_SHORTEST_TAIL = 2
_TAILS = frozenset({"Po"})


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a paragraph in one face; `owner` 0 is the paragraph itself, others are its links."""

    text: str
    face: Face
    owner: int = 0


@dataclass(slots=True)
class Word:
    """What may not be broken: pieces with the owner of each, and the space that follows (0 for none)."""

    pieces: list[tuple[Piece, int]] = field(default_factory=list)
    width: int = 0
    space: int = 0
    space_owner: int = 0
    direction: int = 0
    """1 left to right, -1 right to left, 0 neither (digits, punctuation)."""
    tail: bool = False
    """True for punctuation behind a right-to-left word: never first on a line."""

    def add(self, pieces: Sequence[Piece], owner: int, text: str) -> None:
        """Append pieces that show `text`."""
        for piece in pieces:
            self.pieces.append((piece, owner))
            self.width += piece.width
        if not self.direction:
            self.direction = _direction(text)


RichLine: TypeAlias = list[Word]
Line: TypeAlias = str | RichLine
"""A plain line is its text; a space at its end says that the paragraph goes on (it is drawn, to keep words apart)."""


def _direction(text: str) -> int:
    if is_right_to_left(text):
        return -1
    return 1 if any(character.isalpha() for character in text) else 0


def line_width(line: Line, face: Face) -> int:
    """Return the width of a line without its trailing space, in thousandths of the type size."""
    if isinstance(line, str):
        return face.word_width(line.rstrip(" "))
    if not line:
        return 0
    return sum(word.width + word.space for word in line) - line[-1].space


def wrap(text: str, face: Face, limit: int) -> list[Line]:
    """Break a text of one face into lines of at most `limit` thousandths of the type size."""
    try:
        if sum(map(face.advance.__getitem__, text)) <= limit:
            return [text]
    except KeyError:
        pass
    lines: list[Line] = []
    paragraphs = visible(text).split("\n")
    for index, paragraph in enumerate(paragraphs):
        if face.plain.issuperset(paragraph):
            lines += _wrap_plain(paragraph, face, limit)
        else:
            lines += _wrap_words(_words([Fragment(paragraph, face)]), face, limit)
        if index < len(paragraphs) - 1:
            _continue(lines, face)
    return lines


def wrap_fragments(fragments: Sequence[Fragment], face: Face, limit: int) -> list[Line]:
    """Break a paragraph with links and emphasis into lines; `face` is that of the paragraph."""
    if len(fragments) == 1 and fragments[0].face is face and not fragments[0].owner:
        return wrap(fragments[0].text, face, limit)
    lines: list[Line] = []
    paragraphs = list(_paragraphs(fragments))
    for index, paragraph in enumerate(paragraphs):
        lines += _wrap_words(_words(paragraph), face, limit)
        if index < len(paragraphs) - 1:
            _continue(lines, face)
    return lines


def _continue(lines: list[Line], face: Face) -> None:
    """End the last line with a space: the paragraph goes on after a hard break."""
    last = lines[-1]
    if isinstance(last, str):
        lines[-1] = last + " " if last and not last.endswith(" ") else last
    elif last:
        last[-1].space = face.advance[" "]


def _paragraphs(fragments: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    current: list[Fragment] = []
    for fragment in fragments:
        first, *rest = visible(fragment.text).split("\n")
        current.append(Fragment(first, fragment.face, fragment.owner))
        for text in rest:
            yield current
            current = [Fragment(text, fragment.face, fragment.owner)]
    yield current


def _wrap_plain(text: str, face: Face, limit: int) -> list[Line]:
    if face.word_width(text) <= limit:
        return [text]
    width_of, space = face.word_width, face.advance[" "]
    lines: list[Line] = []
    words: list[str] = []
    used = 0
    for word in text.split(" "):
        width = width_of(word)
        if words and used + space + width <= limit:
            words.append(word)
            used += space + width
            continue
        if words:
            lines.append(" ".join(words) + " ")
        while width > limit:
            head = _fitting(word, face, limit)
            lines.append(word[:head])
            word = word[head:]  # noqa: PLW2901  (the rest of the same word, until it fits)
            width = width_of(word)
        words, used = [word], width
    lines.append(" ".join(words))
    return lines


def _fitting(word: str, face: Face, limit: int) -> int:
    """Return how many characters of a too long plain word fit, preferably up to a sign one may break after."""
    used, fit, natural = 0, 0, 0
    for character in word:
        used += face.advance[character]
        if used > limit and fit:
            break
        fit += 1
        if character in _BREAK_AFTER:
            natural = fit
    return natural if natural > fit // 2 and len(word) - natural >= _SHORTEST_TAIL else fit


def _words(fragments: Sequence[Fragment]) -> list[Word]:
    """Cut a paragraph into words; a word may run over several fragments."""
    words: list[Word] = []
    word = Word()
    for fragment in fragments:
        for part in _SPACES.split(fragment.text):
            if not part:
                continue
            if part[0] == " ":
                if word.pieces:
                    word.space, word.space_owner = fragment.face.advance[" "], fragment.owner
                    words.append(word)
                    word = Word()
                continue
            for index, bit in enumerate(filter(None, _IDEOGRAPHS.split(part))):
                if index:
                    words.append(word)
                    word = Word()
                core, tail = _without_tail(bit)
                word.add(shape(core, fragment.face), fragment.owner, core)
                if tail:
                    # Between two right-to-left words it belongs to them, behind the last one to the line around it.
                    words.append(word)
                    word = Word(tail=True)
                    word.add(shape(tail, fragment.face), fragment.owner, tail)
    if word.pieces:
        words.append(word)
    return words


def _without_tail(bit: str) -> tuple[str, str]:
    """Return a right-to-left word and the punctuation behind it; other words stay whole."""
    if not is_right_to_left(bit):
        return bit, ""
    end = len(bit)
    while end and unicodedata.category(bit[end - 1]) in _TAILS:
        end -= 1
    return (bit[:end], bit[end:]) if is_right_to_left(bit[:end]) else (bit, "")


def _wrap_words(words: Sequence[Word], face: Face, limit: int) -> list[Line]:
    lines: list[Line] = []
    line: RichLine = []
    used = 0
    for word in words:
        if line and used + word.width > limit and not word.tail:
            lines.append(line)
            line, used = [], 0
        if word.width > limit:
            *whole, word = _broken(word, face, limit)  # noqa: PLW2901  (its last part, which the line goes on with)
            lines += [[part] for part in whole]
        line.append(word)
        used += word.width + word.space
    lines.append(line)
    return lines


def _broken(word: Word, face: Face, limit: int) -> list[Word]:
    """Cut a too long word into parts that fit, never between a letter and its mark."""
    parts: list[Word] = []
    part = Word()
    for piece, owner in word.pieces:
        if piece.actual == "":  # said with the piece before it, and shaped anew with that
            continue
        said = piece.text if piece.actual is None else piece.actual
        wanted = piece.face if piece.actual is None else face
        for bit in _bits(said, wanted, limit):
            shaped = shape(bit, wanted)
            if part.pieces and part.width + sum(shown.width for shown in shaped) > limit:
                parts.append(part)
                part = Word()
            part.add(shaped, owner, bit)
    part.space, part.space_owner = word.space, word.space_owner
    return [*parts, part]


def _bits(text: str, face: Face, limit: int) -> Iterator[str]:
    """Cut a text at letters; right-to-left text, whose letters join, into stretches that are well below the limit."""
    clusters = _clusters(text)
    size = 1
    if is_right_to_left(text):
        total = sum(piece.width for piece in shape(text, face))
        size = max(1, len(clusters) * limit * 3 // (4 * max(total, limit)))
    for start in range(0, len(clusters), size):
        yield "".join(clusters[start : start + size])


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for character in text:
        if clusters and (unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
