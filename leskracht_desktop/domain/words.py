"""Compare texts word by word, and tell how alike they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\s*(?:\w+(?:[-’'.]\w+)*|[^\w\s])")
_MEANING = re.compile(r"[^\W\d_]{4,}|\d+")

_SMALL = 3  # letters: articles, prepositions and pronouns, which sentences share without having anything in common


class WordKind(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with one fate; runs put together give the text, spaces included."""

    kind: WordKind
    text: str


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return how the old text became the new one, in runs: what was the same, removed and added.

    Punctuation and words of up to three letters never hold two texts together by themselves (difflib's junk), but
    abbreviations in capitals and numbers do, so that a rewritten sentence shows as one change and not as crumbs. The
    runs same and added give the new text exactly.
    """
    if old == new:
        return (Words(WordKind.SAME, new),) if new else ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    keys_before, keys_after = [token.strip() for token in before], [token.strip() for token in after]
    matcher = SequenceMatcher(_is_junk, keys_before, keys_after, autojunk=False)
    runs: list[Words] = []
    for tag, start, stop, first, last in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Words(WordKind.SAME, "".join(after[first:last])))
            continue
        head, tail = _shared(keys_before[start:stop], keys_after[first:last])
        runs += [
            Words(WordKind.SAME, "".join(after[first : first + head])),
            Words(WordKind.REMOVED, "".join(before[start + head : stop - tail])),
            Words(WordKind.ADDED, "".join(after[first + head : last - tail])),
            Words(WordKind.SAME, "".join(after[last - tail : last])),
        ]
    return tuple(_joined(runs))


def bag(*texts: str) -> Counter[str]:
    """Return the words that carry meaning and how often each occurs, to tell how alike texts are."""
    return Counter(_MEANING.findall(" ".join(texts).casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how alike two bags of words are, from 0 (nothing shared) to 1 (the same words; Dice)."""
    size = one.total() + other.total()
    if size == 0:
        return 1.0
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return 2 * sum(min(count, large[word]) for word, count in small.items() if word in large) / size


def _is_junk(token: str) -> bool:
    if not token[:1].isalnum():
        return True
    return token.isalpha() and len(token) <= _SMALL and not (token.isupper() and len(token) > 1)


def _shared(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens two runs share at the front and at the back, never counting one twice."""
    most = min(len(before), len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail


def _joined(runs: Sequence[Words]) -> Iterator[Words]:
    """Yield the runs that hold something, neighbours of one kind made one."""
    held: Words | None = None
    for run in runs:
        if not run.text:
            continue
        if held is not None and held.kind is run.kind:
            held = Words(held.kind, held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
