"""The arithmetic of a benchmark: alternating rounds, medians, ratios and what they were allowed to be."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Work = Callable[[], object]
Samples = tuple[float, ...]


class Rule(StrEnum):
    """How a figure is judged."""

    RATIO = "ratio"
    """Ours divided by the floor stays below what is allowed."""
    SPEED_UP = "speed-up"
    """The floor divided by ours reaches at least what is allowed."""
    EXCESS = "excess"
    """Ours minus the floor stays below what is allowed."""
    AMOUNT = "amount"
    """Ours alone stays below what is allowed; there is no floor."""
    TOLD = "told"
    """Nothing is allowed or forbidden; it is good to know."""


@dataclass(frozen=True)
class Figure:
    """One line of the table: all samples of ours and of the floor, round by round, in `unit`."""

    name: str
    floor_name: str
    unit: str
    ours: Samples
    floor: Samples = ()
    rule: Rule = Rule.TOLD
    allowed: float | None = None
    note: str = ""

    @property
    def ours_median(self) -> float | None:
        """The median of ours, or None when it was not measured."""
        return median(self.ours)

    @property
    def floor_median(self) -> float | None:
        """The median of the floor, or None when there is none or it could not be measured."""
        return median(self.floor)

    @property
    def result(self) -> float | None:
        """What is compared with `allowed`: the median of what the rounds say, each about its own moment.

        A round's variant and floor ran one after the other on a machine equally busy, so their ratio is truer than
        that of medians from different moments.
        """
        if not self.ours:
            return None
        if self.rule is Rule.AMOUNT:
            return median(self.ours)
        pairs = list(zip(self.ours, self.floor, strict=True)) if self.floor else []
        if self.rule is Rule.SPEED_UP:
            return median([floor / ours for ours, floor in pairs])
        if self.rule is Rule.EXCESS:
            return median([ours - floor for ours, floor in pairs])
        return median([ours / floor for ours, floor in pairs])

    @property
    def reached(self) -> bool | None:
        """Whether the figure is what it should be; None when nothing is asked or nothing could be measured."""
        if self.allowed is None or self.result is None:
            return None
        return self.result >= self.allowed if self.rule is Rule.SPEED_UP else self.result <= self.allowed

    @property
    def verdict(self) -> str:
        """The last word on this line."""
        if self.result is None and (self.allowed is not None or not self.ours):
            return "not measured"
        return {True: "reached", False: "MISSED", None: ""}[self.reached]


class NotMeasured(Exception):
    """A floor or a variant can't be measured on this machine; the text says why."""


def median(samples: Sequence[float]) -> float | None:
    """Return the median, or None of nothing."""
    return statistics.median(samples) if samples else None


def timed(work: Work) -> Callable[[], float]:
    """Return what does `work` once and returns how many milliseconds it took, garbage of before not included."""

    def run() -> float:
        gc.collect()
        return stopwatch(work)

    return run


def stopwatch(work: Work) -> float:
    """Do `work` and return how many milliseconds it took."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def best_of(times: int, work: Work) -> Callable[[], float]:
    """As `timed`, for what takes some milliseconds: the best of some tries, in processor time of this thread.

    A moment's wait for a processor that other programs use is as long as such work itself.
    """
    return lambda: min(_processor_time(work) for _ in range(times))


def _processor_time(work: Work) -> float:
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def alternate(rounds: int, *variants: Callable[[], float], warm_up: bool = True) -> list[Samples]:
    """Run each variant once per round, each round in another order, and return the samples of each variant.

    The first round is not counted when `warm_up`: it fills caches and imports modules.
    """
    found: list[list[float]] = [[] for _ in variants]
    for number in range(-1 if warm_up else 0, rounds):
        for step in range(len(variants)):
            place = (step + number) % len(variants)
            sample = variants[place]()
            if number >= 0:
                found[place].append(sample)
    return [tuple(samples) for samples in found]
