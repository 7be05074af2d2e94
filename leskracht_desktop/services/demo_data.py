"""What the demonstration school is made from: names, schools and texts of `resources/demo`, all invented."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from leskracht_desktop import paths


@dataclass(frozen=True, slots=True)
class Background:
    """Names that go together; surnames as (prefix, surname)."""

    surnames: tuple[tuple[str, str], ...]
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backgrounds:
    """All backgrounds, each with how often a family has it."""

    all: tuple[Background, ...]
    weights: tuple[int, ...]

    def choose(self, random: Random) -> Background:
        """Return a family's background."""
        return random.choices(self.all, self.weights)[0]


def read(name: str) -> dict[str, Any]:
    """Return one file of the demonstration data."""
    return tomllib.loads(paths.resource(f"demo/{name}.toml").read_text("utf-8"))


@cache
def backgrounds() -> Backgrounds:
    """Return the names."""
    found = read("names")["background"]
    return Backgrounds(
        tuple(
            Background(
                tuple(_surname(text) for text in one["surnames"]),
                tuple(one["girls"]),
                tuple(one["boys"]),
                tuple(one["women"]),
                tuple(one["men"]),
            )
            for one in found
        ),
        tuple(one["weight"] for one in found),
    )


def _surname(text: str) -> tuple[str, str]:
    """Take `van den|Berg` apart."""
    prefix, bar, rest = text.partition("|")
    return (prefix, rest) if bar else ("", text)
