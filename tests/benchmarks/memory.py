"""How much memory the whole program takes."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import CHILDREN, Bench
from tests.benchmarks.harness import Figure, Rule
from tests.benchmarks.school import PASSPHRASE

MOST_MB = 200.0


def memory(bench: Bench) -> Iterator[Figure]:
    """Peak memory of a morning's work in the window, in a small and in a large school."""
    for people in (1_000, bench.people):
        school = bench.school(people)
        peaks = tuple(
            float(bench.run(CHILDREN / "morning.py", school.folder, PASSPHRASE).split()[-1]) for _ in range(3)
        )
        note = "the peak of the whole process, unlocking with the passphrase included, which alone takes 64 MB"
        yield Figure(f"peak memory at {people:,} people", "", "MB", peaks, (), Rule.AMOUNT, MOST_MB, note)
