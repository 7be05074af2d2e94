"""What the program says when something does not work: a title, what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A title of a few words, one or two sentences that say what is the matter, and the next step."""

    title: str
    text: str
    next_step: str = ""
