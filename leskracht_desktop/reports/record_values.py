"""The values of the walk over a dossier: items made of labelled entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One labelled value: `value` as stored, `text` as a Dutch reader reads it; `long` for running text."""

    code: str
    label: str
    value: str
    text: str
    long: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One record within a section, numbered from 1; `name` is what it is called, when it has a name of its own."""

    number: int
    entries: tuple[Entry, ...]
    occurred_at: datetime | None = None
    attachment_id: int | None = None
    name: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its values, in order."""
        return tuple(entry.label for entry in self.entries)
