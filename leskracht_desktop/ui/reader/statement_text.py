"""Leskracht's privacy statement as pages of HTML: one for each part, all from the data that also feed the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.readable import DocumentFact, DocumentSection, Origin, ReadableDocument
from leskracht_desktop.domain.readable_changes import compare_documents
from leskracht_desktop.labels_nl import label, long_date
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.comparison_text import changed_texts, legend
from leskracht_desktop.ui.reader.places import Place, PlaceKind

CONTENTS: Final = ""
"""The key of the page that lists the parts; the others are their codes."""


def statement_place(code: str = CONTENTS, version: str = "") -> Place:
    """Return the place of a part of the statement; without a version, of the newest."""
    return Place(PlaceKind.STATEMENT, version, code)


def contents_page(document: ReadableDocument, newer: ReadableDocument | None = None) -> str:
    """Return the page that says what this is, and lists the parts; of an earlier one also what changed since."""
    intro = _tr(
        "Hier staat in eigen woorden wat de privacyverklaring van Leskracht zegt, en wat wij er zelf bij invulden. Bij "
        "elk gegeven staat ‘uit de verklaring’ of ‘onze invulling’. Wat de verklaring openlaat, staat erbij als vraag, "
        "niet als oordeel."
    )
    dossier = _tr("Dezelfde gegevens staan in het inzagedossier.")
    if document.is_added:
        dossier = _tr(
            "Deze versie komt uit een bestand dat u zelf hebt toegevoegd. Het inzagedossier gebruikt de versie die bij "
            "het programma hoort."
        )
    named = _tr("De verklaring noemt zichzelf versie {0}.").format(document.version)
    version = named if document.version else _tr("De verklaring noemt zelf geen versie of datum.")
    version_shown = "" if newer is None else document.edition
    links = [
        markup.link(statement_place(section.code, version_shown).link, section.title) for section in document.sections
    ]
    return (
        markup.title(document.title, _tr("In eigen woorden samengevat"))
        + markup.paragraph(intro)
        + markup.paragraph(_tr("Dit is {0}. {1}").format(edition_name(document), version))
        + markup.paragraph(dossier)
        + ("" if newer is None else _since(document, newer))
        + markup.section(_tr("Inhoud"), markup.bullets(links))
    )


def _since(document: ReadableDocument, newer: ReadableDocument) -> str:
    """Return the way to the newest version, and what changed until then."""
    link = markup.link(statement_place().link, edition_name(newer))
    changes = changes_text(document, newer) or markup.paragraph(_tr("De tekst is niet veranderd."))
    return markup.rich_paragraph(_tr("Er is een nieuwere: {0}.").format(link)) + markup.section(
        _tr("Wat er sindsdien is veranderd"), changes
    )


def changes_text(old: ReadableDocument, new: ReadableDocument) -> str:
    """Return what differs between two versions by part, with the changed words marked; nothing when all is equal."""
    changes = compare_documents(old, new, {origin: label(origin) for origin in Origin})
    parts = [markup.subsection(one.title, changed_texts(one.texts)) for one in changes]
    return legend() + "".join(parts) if parts else ""


def edition_name(document: ReadableDocument) -> str:
    """Return which version of our summary it is."""
    return _tr("versie {0} van deze samenvatting, van {1}").format(document.edition, long_date(document.edition_on))


def earlier_name(document: ReadableDocument) -> str:
    """Return what an earlier version is called in lists."""
    return _tr("Eerdere versie {0} ({1})").format(document.edition, long_date(document.edition_on))


def section_page(document: ReadableDocument, section: DocumentSection) -> str:
    """Return the page of one part, with its own parts under headings."""
    head = markup.title(section.title, document.title)
    return head + _body(section) + "".join(markup.section(part.title, _body(part)) for part in section.sections)


def _body(section: DocumentSection) -> str:
    whose = _whose(section.origin)
    statements = "".join(
        markup.rich_paragraph(f"{markup.marked(one.text, one.certainty)}{whose}") for one in section.statements
    )
    return statements + _facts(section.facts, section.certainty or Certainty.TO_BE_CHECKED) + _questions(section)


def _questions(section: DocumentSection) -> str:
    if not section.questions:
        return ""
    items = markup.bullets(markup.escape(question) for question in section.questions)
    return items if not (section.statements or section.facts) else markup.subsection(_tr("Vragen om te stellen"), items)


def _facts(facts: Iterable[DocumentFact], how_sure: Certainty) -> str:
    """Return labelled answers; those of a part that does not say how sure it is are still to be checked."""
    return "".join(
        markup.rich_paragraph(
            f"<b>{markup.escape(fact.label)}.</b> {'<br>'.join(map(markup.escape, fact.texts))} "
            f"{markup.certainty(how_sure)}{_whose(fact.origin)}"
        )
        for fact in facts
    )


def _whose(origin: Origin | None) -> str:
    """Return who says a thing: the statement itself, or we."""
    return "" if origin is None else f" {markup.tag(label(origin))}"


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
