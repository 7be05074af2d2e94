"""The guide as pages of HTML: an article, an annex, a version, with links between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.guide import (
    Annex,
    AnnexSection,
    Article,
    AvgReference,
    FunctionCode,
    Guide,
    Statement,
    Term,
)
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.labels_nl import label
from leskracht_desktop.labels_nl.guide import reference_label
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.places import FUNCTION_SCHEME, Place, annex, annex_section, article, avg

Item = TypeVar("Item")

Reachable = Callable[[FunctionCode], bool]
"""Tells whether a function of the program can be opened from the reader."""


def article_page(library: GuideLibrary, guide: Guide, one: Article, reachable: Reachable, ours: str = "") -> str:
    """Return the page of an article; `ours` is what our own agreements say about it."""
    version = guide.version.id
    parts = [
        _head(library, guide, f"{one.number}. {one.title}", one.heading_certainty),
        _statements(one.summary),
        ours,
        markup.section(_tr("Wat de school doet"), _list(one.school_duties)),
        markup.section(_tr("Wat de leverancier doet"), _list(one.supplier_duties)),
        markup.section(_tr("Termijnen en afspraken"), "".join(map(_term, one.terms))),
        markup.section(_tr("Vragen om te stellen"), _plain_list(one.questions)),
        markup.section(_tr("Veranderd sinds de vorige versie"), _list(one.changes)),
        markup.section(_tr("Waar dit op rust"), _law(library, one.avg_articles)),
        markup.section(_tr("Zie ook"), _related(guide, one)),
        markup.ways_on(
            markup.section(_tr("In dit programma"), _functions(library, one.functions, reachable)),
            _neighbours(guide, version, one),
        ),
    ]
    return "".join(parts)


def annex_page(library: GuideLibrary, guide: Guide, one: Annex, reachable: Reachable, ours: str = "") -> str:
    """Return the page of an annex; `ours` is what our own agreements say about it."""
    parts = [
        _head(library, guide, annex_title(one), one.heading_certainty),
        _statements(one.summary),
        ours,
        *(_linked_section(guide.version.id, one, section) for section in one.sections),
        markup.section(_tr("Vragen om te stellen"), _plain_list(one.questions)),
        markup.section(_tr("Veranderd sinds de vorige versie"), _list(one.changes)),
        markup.section(_tr("Waar dit op rust"), _law(library, one.avg_articles)),
        markup.ways_on(markup.section(_tr("In dit programma"), _functions(library, one.functions, reachable))),
    ]
    return "".join(parts)


def section_page(library: GuideLibrary, guide: Guide, one: Annex, section: AnnexSection) -> str:
    """Return the page of one part of an annex, with the parts beside it."""
    version = guide.version.id
    whole = markup.link(annex(version, one.code).link, annex_title(one))
    links = [
        (_section_place(version, one, found).link, found.name) if found is not None else None
        for found in _beside(one.sections, one.sections.index(section))
    ]
    return "".join(
        [
            markup.title(section.name, _kicker(library, guide)),
            markup.rich_paragraph(_tr("Onderdeel van {0}").format(whole), "quiet"),
            _section(section),
            markup.ways_on(_onward(*links)),
        ]
    )


def version_page(guide: Guide, *, added: bool = False) -> str:
    """Return the page about a version of the model: its status, its dates, and its contents.

    `added` says that the user put this content in the place of what ships.
    """
    version = guide.version
    contents = [markup.link(article(version.id, one.slug).link, f"{one.number}. {one.title}") for one in guide.articles]
    contents += [markup.link(annex(version.id, one.code).link, annex_title(one)) for one in guide.annexes]
    status = f"{_tr('Status:')} {label(version.status)}"
    nothing = (
        "" if guide.worked_out else markup.paragraph(_tr("Deze versie is nog niet artikel voor artikel uitgewerkt."))
    )
    return "".join(
        [
            markup.title(version.title, _tr("Over deze versie")),
            markup.rich_paragraph(markup.marked(status, version.status_certainty)),
            nothing,
            markup.paragraph(_tr("Deze leeswijzer komt uit een bestand dat u zelf hebt toegevoegd.") if added else ""),
            _about_version(guide),
            markup.section(_tr("Inhoud"), markup.bullets(contents)),
        ]
    )


def _about_version(guide: Guide) -> str:
    dates = [
        f"<b>{markup.escape(date.label)}:</b> {markup.marked(date.text, date.certainty, date.source)}"
        for date in guide.version.dates
    ]
    return "".join(
        [
            markup.section(_tr("Data"), markup.bullets(dates)),
            markup.section(_tr("Goed om te weten"), _list(guide.version.facts)),
            markup.section(_tr("Veranderd sinds de vorige versie"), _list(guide.changes)),
        ]
    )


def whole_guide(library: GuideLibrary, guide: Guide) -> str:
    """Return everything a guide says on one page without a title, to look through before it is taken in."""
    parts = [_about_version(guide)]
    for one in guide.articles:
        inside = [
            _statements(one.summary),
            _part(_tr("Wat de school doet"), _list(one.school_duties)),
            _part(_tr("Wat de leverancier doet"), _list(one.supplier_duties)),
            _part(_tr("Termijnen en afspraken"), "".join(map(_term, one.terms))),
            _part(_tr("Vragen om te stellen"), _plain_list(one.questions)),
            _part(_tr("Veranderd sinds de vorige versie"), _list(one.changes)),
            _part(_tr("Waar dit op rust"), _law(library, one.avg_articles)),
        ]
        parts.append(markup.section(f"{one.number}. {one.title}", "".join(inside)))
    for annex_found in guide.annexes:
        sections = (_part(section.name, _section(section)) for section in annex_found.sections)
        questions = _part(_tr("Vragen om te stellen"), _plain_list(annex_found.questions))
        inside_annex = f"{_statements(annex_found.summary)}{''.join(sections)}{questions}"
        parts.append(markup.section(annex_title(annex_found), inside_annex))
    return "".join(parts)


def _part(heading: str, inside: str) -> str:
    return markup.subsection(heading, inside) if inside else ""


def annex_title(one: Annex) -> str:
    """Return what an annex is called in lists and headings."""
    return _tr("Bijlage {0}. {1}").format(one.number, one.title)


def version_name(guide: Guide) -> str:
    """Return what a version is called in lists, with its status: `Model 4.0 (geldig)`."""
    return _tr("Model {0} ({1})").format(guide.version.id, label(guide.version.status))


def own_guide() -> str:
    """Return the words for a guide that the user put in the place of what ships."""
    return _tr("eigen leeswijzer")


def statement_list(statements: Iterable[Statement]) -> str:
    """Return statements as a list, each with how sure it is."""
    return _list(statements)


def _kicker(library: GuideLibrary, guide: Guide) -> str:
    """Return the line above a page: the version, its status, and whether the user put it in himself."""
    words = [guide.version.title, label(guide.version.status)]
    return " · ".join([*words, own_guide()] if guide.version.id in library.added else words)


def _head(library: GuideLibrary, guide: Guide, title: str, how_sure: Certainty) -> str:
    return markup.title(title, _kicker(library, guide)) + markup.rich_paragraph(
        f"{_tr('Nummer en titel')} {markup.certainty(how_sure)}", "quiet"
    )


def _statements(statements: Iterable[Statement]) -> str:
    return "".join(markup.rich_paragraph(_statement(one)) for one in statements)


def _list(statements: Iterable[Statement]) -> str:
    return markup.bullets(_statement(one) for one in statements)


def _plain_list(texts: Iterable[str]) -> str:
    return markup.bullets(markup.escape(text) for text in texts)


def _statement(one: Statement) -> str:
    return markup.marked(one.text, one.certainty, one.source)


def _term(term: Term) -> str:
    fixed = f" ({markup.link(avg(term.avg.number).link, reference_label(term.avg))})" if term.avg else ""
    return (
        markup.subsection(term.label)
        + markup.rich_paragraph(f"{markup.escape(term.text)} {markup.tag(label(term.kind))}{fixed}")
        + markup.rich_paragraph(markup.certainty(term.certainty, term.source), "under")
    )


def _linked_section(version: str, one: Annex, section: AnnexSection) -> str:
    """Return a part of an annex under a heading that leads to its own page, where notes of its own can be made."""
    body = _section(section)
    link = markup.link(_section_place(version, one, section).link, section.name)
    return f"<h2>{link}</h2>{body}" if body else ""


def _section_place(version: str, one: Annex, section: AnnexSection) -> Place:
    return annex_section(version, one.code, section.code)


def _section(section: AnnexSection) -> str:
    fields = [
        f"<b>{markup.escape(field.label)}.</b> {markup.marked(field.text, field.certainty)}" for field in section.fields
    ]
    return _statements(section.summary) + markup.bullets(fields)


def _law(library: GuideLibrary, references: Iterable[AvgReference]) -> str:
    items = []
    for reference in references:
        found = library.avg_article(reference.number)
        text = reference_label(reference)
        items.append(f"{markup.link(avg(found.number).link, text)}: {markup.escape(found.title)}" if found else text)
    return markup.bullets(items)


def _related(guide: Guide, one: Article) -> str:
    version = guide.version.id
    others = [other for slug in one.related if (other := guide.by_slug(slug)) is not None]
    items = [
        markup.link(article(version, other.slug).link, f"{_tr('Artikel')} {other.number}. {other.title}")
        for other in others
    ]
    annexes = [found for code in one.annexes if (found := guide.annex(code)) is not None]
    items += [markup.link(annex(version, found.code).link, annex_title(found)) for found in annexes]
    return markup.bullets(items)


def _functions(library: GuideLibrary, codes: Iterable[FunctionCode], reachable: Reachable) -> str:
    items = []
    for code in codes:
        label = library.function(code)
        if label is not None and reachable(code):
            linked = markup.link(f"{FUNCTION_SCHEME}:{code.value}", label.label)
            items.append(f"{linked}. {markup.escape(label.text)}")
    return markup.bullets(items)


def _neighbours(guide: Guide, version: str, one: Article) -> str:
    links = [
        (article(version, found.slug).link, f"{found.number}. {found.title}") if found is not None else None
        for found in _beside(guide.articles, guide.articles.index(one))
    ]
    return _onward(*links)


def _beside(items: Sequence[Item], place: int) -> tuple[Item | None, Item | None]:
    return items[place - 1] if place else None, items[place + 1] if place + 1 < len(items) else None


def _onward(before: tuple[str, str] | None, after: tuple[str, str] | None) -> str:
    """Return the way to what stands before and after this, each as (address, text)."""
    links = [f"← {markup.link(*before)}"] if before else []
    links += [f"{markup.link(*after)} →"] if after else []
    return f"<br>{markup.rich_paragraph(' &nbsp;·&nbsp; '.join(links), 'quiet')}" if links else ""


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
