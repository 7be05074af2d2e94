"""Addresses of everything that can be read, as links in the text carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QUrl

from leskracht_desktop.domain import guide_notes as notes
from leskracht_desktop.domain.guide_notes import GuidePlace

SCHEME: Final = "lees"
FUNCTION_SCHEME: Final = "doe"


class PlaceKind(StrEnum):
    """What kind of text stands at a place."""

    VERSION = "version"
    ARTICLE = "article"
    ANNEX = "annex"
    SECTION = "section"
    STATEMENT = "statement"
    AVG_CONTENTS = "avg_contents"
    AVG = "avg"
    GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Place:
    """One readable text: `version` names the model, `key` the article's slug, the annex's code or the AVG number.

    The key of a part of an annex is `annex.part`, as in `GuidePlace`.
    """

    kind: PlaceKind
    version: str = ""
    key: str = ""

    @property
    def link(self) -> str:
        """Return the address as it stands in a link."""
        return f"{SCHEME}:{self.kind.value}/{self.version}/{self.key}"


def article(version: str, slug: str) -> Place:
    """Return the place of an article of a model."""
    return Place(PlaceKind.ARTICLE, version, slug)


def annex(version: str, code: str) -> Place:
    """Return the place of an annex of a model."""
    return Place(PlaceKind.ANNEX, version, code)


def annex_section(version: str, annex_code: str, code: str) -> Place:
    """Return the place of a part of an annex of a model."""
    return Place(PlaceKind.SECTION, version, f"{annex_code}.{code}")


def avg(number: int) -> Place:
    """Return the place of an article of the AVG."""
    return Place(PlaceKind.AVG, key=str(number))


def place_of(link: QUrl) -> Place | None:
    """Return the place a link leads to, or None when it leads elsewhere."""
    parts = link.path().split("/")
    if link.scheme() != SCHEME or len(parts) != 3 or parts[0] not in set(PlaceKind):
        return None
    return Place(PlaceKind(parts[0]), parts[1], parts[2])


def function_of(link: QUrl) -> str | None:
    """Return the code of the program's function a link leads to, or None."""
    return link.path() if link.scheme() == FUNCTION_SCHEME else None


def guide_place(place: Place) -> GuidePlace:
    """Return the place under which notes are kept."""
    return GuidePlace(place.version, notes.PlaceKind(place.kind.value), place.key)


def reader_place(found: GuidePlace) -> Place:
    """Return the reader's address of a place under which notes are kept."""
    return Place(PlaceKind(found.kind.value), found.version, found.code)
