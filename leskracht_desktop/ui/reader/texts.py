"""Finds the page, the name and the source reference of every place that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.readable import ReadableDocument
from leskracht_desktop.ui.reader import guide_text, law_text, own_text, statement_text
from leskracht_desktop.ui.reader.guide_text import Reachable
from leskracht_desktop.ui.reader.own_text import Own
from leskracht_desktop.ui.reader.places import Place, PlaceKind, guide_place


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the reader: what it is called, its HTML without style, and what to name as its source.

    `notes` is what our readers kept here, as HTML too.
    """

    title: str
    inside: str
    source: str
    notes: str = ""


class Texts:
    """Everything that can be read, as the services gave it."""

    def __init__(
        self,
        library: GuideLibrary,
        statement: ReadableDocument,
        reachable: Reachable = lambda _code: False,
        own: Own | None = None,
        earlier: Sequence[ReadableDocument] = (),
    ) -> None:
        self.library = library
        self.statement = statement
        self.earlier = tuple(earlier)
        """Versions of the statement before the newest."""
        self.own = own or Own()
        self._reachable = reachable

    @property
    def first(self) -> Place:
        """Return the place where reading begins: the newest valid version, else the law."""
        current = self.library.current
        return Place(PlaceKind.AVG_CONTENTS) if current is None else Place(PlaceKind.VERSION, current.version.id)

    def page(self, place: Place) -> Page | None:
        """Return the page of a place with our notes under it, or None when there is nothing there."""
        page = self._page(place)
        if page is None:
            return None
        return replace(page, notes=own_text.notes_section(self.own, guide_place(place)))

    def _page(self, place: Place) -> Page | None:
        match place.kind:
            case PlaceKind.VERSION | PlaceKind.ARTICLE | PlaceKind.ANNEX | PlaceKind.SECTION:
                return self._of_guide(place)
            case PlaceKind.STATEMENT:
                return self._of_statement(place)
            case PlaceKind.AVG_CONTENTS:
                title = _tr("De AVG, samengevat")
                return Page(title, law_text.avg_contents_page(self.library), title)
            case PlaceKind.AVG:
                return self._of_law(place)
            case PlaceKind.GLOSSARY:
                title = _tr("Woordenlijst")
                return Page(title, law_text.glossary_page(self.library), title)

    def is_guide(self, place: Place) -> bool:
        """Tell whether the notice that a guide is not the agreement belongs to this place."""
        return place.kind in {PlaceKind.VERSION, PlaceKind.ARTICLE, PlaceKind.ANNEX, PlaceKind.SECTION}

    def other_notice(self, place: Place) -> str:
        """Return the notice of what is not a guide to an agreement."""
        if place.kind is PlaceKind.STATEMENT:
            return _tr("In eigen woorden, niet de verklaring zelf.")
        if place.kind is PlaceKind.GLOSSARY:
            return _tr("Uitleg in eigen woorden.")
        return _tr("In eigen woorden, niet de wet zelf.")

    def _of_guide(self, place: Place) -> Page | None:
        guide = self.library.guide(place.version)
        if guide is None:
            return None
        name, notice = guide.version.title, self.library.notice.short
        if guide.version.id in self.library.added:
            name = f"{name} ({guide_text.own_guide()})"
        if place.kind is PlaceKind.VERSION:
            added = guide.version.id in self.library.added
            return Page(guide.version.title, guide_text.version_page(guide, added=added), f"{name}. {notice}")
        if place.kind is PlaceKind.ARTICLE:
            article = guide.by_slug(place.key)
            if article is None:
                return None
            title = f"{article.number}. {article.title}"
            ours = own_text.article_section(self.own, place.version, article)
            inside = guide_text.article_page(self.library, guide, article, self._reachable, ours)
            source = _tr("{0}, artikel {1} ({2}). {3}").format(name, article.number, article.title, notice)
            return Page(title, inside, source)
        code, _, part = place.key.partition(".")
        annex = guide.annex(code)
        if annex is None:
            return None
        title = guide_text.annex_title(annex)
        if place.kind is PlaceKind.SECTION:
            section = annex.section(part)
            if section is None:
                return None
            inside = guide_text.section_page(self.library, guide, annex, section)
            return Page(section.name, inside, f"{name}, {title[:1].lower()}{title[1:]}, {section.name}. {notice}")
        ours = own_text.annex_section(self.own, place.version, annex.code)
        inside = guide_text.annex_page(self.library, guide, annex, self._reachable, ours)
        return Page(title, inside, f"{name}, {title[:1].lower()}{title[1:]}. {notice}")

    def statement_at(self, place: Place) -> ReadableDocument | None:
        """Return the version of the statement a place belongs to: the newest, unless it names another."""
        if not place.version:
            return self.statement
        return next((one for one in (self.statement, *self.earlier) if one.edition == place.version), None)

    def _of_statement(self, place: Place) -> Page | None:
        document = self.statement_at(place)
        if document is None:
            return None
        source = _tr("{0}, in eigen woorden samengevat ({1}).").format(
            document.title, statement_text.edition_name(document)
        )
        if place.key == statement_text.CONTENTS:
            newer = None if document is self.statement else self.statement
            return Page(document.title, statement_text.contents_page(document, newer), source)
        section = next((part for part in document.sections if part.code == place.key), None)
        if section is None:
            return None
        return Page(section.title, statement_text.section_page(document, section), source)

    def _of_law(self, place: Place) -> Page | None:
        article = self.library.avg_article(int(place.key)) if place.key.isdecimal() else None
        if article is None:
            return None
        title = law_text.avg_title(article)
        source = _tr("AVG artikel {0}, in eigen woorden samengevat.").format(article.number)
        return Page(title, law_text.avg_page(self.library, article), source)


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
