"""The AVG in summary, and the hard words, as pages of HTML."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.guide import AvgArticle
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.guide_text import statement_list
from leskracht_desktop.ui.reader.places import article, avg


def avg_page(library: GuideLibrary, one: AvgArticle) -> str:
    """Return the page of an article of the AVG, with the articles of the newest model that rest on it."""
    current = library.current
    links = []
    if current is not None:
        resting = [entry for entry in current.articles if any(it.number == one.number for it in entry.avg_articles)]
        links = [
            markup.link(article(current.version.id, entry.slug).link, f"{_tr('Artikel')} {entry.number}. {entry.title}")
            for entry in resting
        ]
    return "".join(
        [
            markup.title(avg_title(one), _tr("AVG, in eigen woorden samengevat")),
            statement_list(one.summary),
            markup.section(_tr("Op school"), statement_list(one.for_school)),
            markup.section(_tr("Komt terug in de overeenkomst"), markup.bullets(links)),
        ]
    )


def avg_contents_page(library: GuideLibrary) -> str:
    """Return the list of the articles of the AVG that are summarised."""
    links = [markup.link(avg(one.number).link, avg_title(one)) for one in library.avg_articles]
    intro = _tr(
        "De AVG is de Europese privacywet. Hier staan de artikelen waar een verwerkersovereenkomst op rust, in eigen "
        "woorden. Voor een besluit telt de wet zelf."
    )
    return markup.title(_tr("De AVG, samengevat")) + markup.paragraph(intro) + markup.bullets(links)


def glossary_page(library: GuideLibrary) -> str:
    """Return the hard words with what they mean."""
    entries = sorted(library.glossary, key=lambda entry: entry.word.casefold())
    items = [f"<b>{markup.escape(entry.word.replace('_', ' '))}</b>: {markup.escape(entry.text)}" for entry in entries]
    return markup.title(_tr("Woordenlijst")) + markup.bullets(items)


def avg_title(one: AvgArticle) -> str:
    """Return what an article of the AVG is called in lists and headings."""
    return _tr("Artikel {0}. {1}").format(one.number, one.title)


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("reader", dutch)
