"""Two versions of the model put side by side, against difflib alone on the same words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from leskracht_desktop import paths
from leskracht_desktop.agreements.guide_library import load_library
from leskracht_desktop.domain.comparing import compare_guides
from leskracht_desktop.domain.guide import Guide
from tests.benchmarks.bench import Bench
from tests.benchmarks.harness import Figure, Rule, alternate, best_of

BEYOND_MS = 50.0


def words(guide: Guide) -> list[list[str]]:
    """Return the words of each article and annex."""
    parts = [list(article.texts()) for article in guide.articles] + [list(annex.texts()) for annex in guide.annexes]
    return [[word for text in texts for word in text.split()] for texts in parts]


def comparing(bench: Bench) -> Iterator[Figure]:
    """Compare 3.0 with 4.0, article by article; the floor is difflib on the words of each pair of equal number."""
    library = load_library(paths.resource("agreements"))
    old, new = (next(guide for guide in library.guides if guide.version.id == version) for version in ("3.0", "4.0"))
    pairs = list(zip(words(old), words(new), strict=False))

    def floor() -> None:
        for one, other in pairs:
            SequenceMatcher(None, one, other, autojunk=False).get_opcodes()

    ours, raw = alternate(bench.rounds, best_of(3, lambda: compare_guides(old, new)), best_of(3, floor))
    note = "articles recognised by their text, and each sentence compared with the one it came from"
    yield Figure(
        "comparing model 3.0 with 4.0, beyond its floor",
        "difflib on the same words",
        "ms",
        ours,
        raw,
        Rule.EXCESS,
        BEYOND_MS,
        note,
    )
