"""Agreements: opening an article, searching in everything, and comparing two versions of the model."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from functools import cache, partial
from itertools import groupby, pairwise
from operator import itemgetter
from textwrap import wrap
from typing import Any, Final

from PySide6.QtWidgets import QTextBrowser

from leskracht_desktop import paths
from leskracht_desktop.agreements.guide_library import load_library
from leskracht_desktop.domain.agreement_documents import NewDocument
from leskracht_desktop.domain.agreements import NewAgreement, NewSupplier
from leskracht_desktop.domain.comparing import compare_guides
from leskracht_desktop.domain.excerpts import Query
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.services.guide_search import MOST_HITS, MOST_SENTENCES
from leskracht_desktop.storage.passages import match_of
from leskracht_desktop.ui.main_window import MainWindow
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.agreements.page import AgreementsPage
from leskracht_desktop.ui.reader.places import Place, PlaceKind
from tests.benchmarks.bench import Bench
from tests.benchmarks.harness import Figure, Rule, Samples, alternate, best_of
from tests.benchmarks.people import FRAME_MS, mean_per_round
from tests.benchmarks.school import School
from tests.benchmarks.screen import settle, window_of
from tests.support.documents import pdf

BEYOND_MS: Final = 50.0
PEOPLE: Final = 200
AGREEMENTS: Final = 50
PAGES: Final = 40
LINES_ON_A_PAGE: Final = 44
LETTERS_ON_A_LINE: Final = 90
PLAIN: Final = "QTextBrowser, the same text plain, painted"
LOOKED_FOR: Final = ("datalek melden", "subverwerkers", "bewaartermijn", "zonnebloemolie")

_HITS: Final = """
    SELECT p.kind, p.owner_id, p.id
    FROM search_passages f JOIN passages p INDEXED BY ix_passages_place ON p.id = f.rowid
    WHERE f.search_passages MATCH ? ORDER BY p.kind, p.owner_id, p.page
"""
_TEXTS: Final = "SELECT id, page, text FROM passages WHERE id IN (SELECT value FROM json_each(?))"


def parts(guide: Guide) -> list[list[str]]:
    """Return the texts of each article and annex."""
    return [list(article.texts()) for article in guide.articles] + [list(annex.texts()) for annex in guide.annexes]


def words(guide: Guide) -> list[list[str]]:
    """Return the words of each article and annex."""
    return [[word for text in texts for word in text.split()] for texts in parts(guide)]


def comparing(bench: Bench) -> Iterator[Figure]:
    """Compare 3.0 with 4.0, article by article; the floor is difflib on the words of each pair of equal number."""
    library = load_library(paths.resource("agreements"))
    old, new = (next(guide for guide in library.guides if guide.version.id == version) for version in ("3.0", "4.0"))
    pairs = list(zip(words(old), words(new), strict=False))

    def floor() -> None:
        for one, other in pairs:
            SequenceMatcher(None, one, other, autojunk=False).get_opcodes()

    ours, raw = alternate(bench.rounds, best_of(3, lambda: compare_guides(old, new)), best_of(3, floor))
    note = "articles recognised by their text, and each sentence compared with the one it came from"
    yield Figure(
        "comparing model 3.0 with 4.0, beyond its floor",
        "difflib on the same words",
        "ms",
        ours,
        raw,
        Rule.EXCESS,
        BEYOND_MS,
        note,
    )


def searching(bench: Bench) -> Iterator[Figure]:
    """Each keystroke of four searches in the guides and 50 agreements of 40 pages, through the service."""
    school = _school(bench)
    raw = school.raw()
    texts = [text[:length] for text in LOOKED_FOR for length in range(2, len(text) + 1)]
    with school.services() as services:
        guides = services.guides
        works = [(partial(raw_search, raw, text), partial(guides.search, text)) for text in texts]
        samples = alternate(bench.rounds, *(best_of(3, work) for pair in works for work in pair))
    raw.close()
    floor, ours = samples[0::2], samples[1::2]
    note = (
        f"mean of {len(texts)} keystrokes; the floor is one FTS5 query for the place of every hit, in order, and one "
        "for the texts of the passages shown, without their sentences, titles, or the guides"
    )
    name = f"searching in the guides and {AGREEMENTS} agreements of {PAGES} pages"
    floor_name = "raw SQLCipher: FTS5 hits + texts shown"
    yield Figure(name, floor_name, "ms", mean_per_round(ours), mean_per_round(floor), Rule.RATIO, 3.0, note)
    yield _worst(texts, floor, ours, floor_name)


def raw_search(connection: Any, text: str) -> list[Any]:
    """Return the passages shown of everything that holds these words."""
    hits = connection.execute(_HITS, (match_of(Query.of(text)),)).fetchall()
    owners = [[hit[2] for hit in of_one] for _, of_one in groupby(hits, key=itemgetter(0, 1))]
    each = next(
        (each for each in range(MOST_HITS, 1, -1) if sum(len(ids[:each]) for ids in owners) <= MOST_SENTENCES), 1
    )
    shown = [one for ids in owners for one in ids[:each]]
    return list(connection.execute(_TEXTS, (json.dumps(shown),)).fetchall())


def _worst(texts: list[str], floor: list[Samples], ours: list[Samples], floor_name: str) -> Figure:
    place = max(
        range(len(texts)), key=lambda one: max(mine / raw for mine, raw in zip(ours[one], floor[one], strict=True))
    )
    note = f"the worst is ‘{texts[place]}’"
    return Figure("  the worst of them", floor_name, "ms", ours[place], floor[place], Rule.TOLD, None, note)


def reading(bench: Bench) -> Iterator[Figure]:
    """Opening the page, and going to each article, until painted; beyond the same text plainly shown."""
    with _reading_page(School(bench.new_folder("reading"), PEOPLE)) as (window, page, browser):
        yield _opening_figure(bench, window, page, browser, "opening Overeenkomsten", FRAME_MS)
        yield from _jumps(bench, page, browser)
    with _reading_page(_school(bench)) as (window, page, browser):
        yield _opening_figure(bench, window, page, browser, f"opening it with {AGREEMENTS} agreements more", None)


@contextmanager
def _reading_page(school: School) -> Iterator[tuple[MainWindow, AgreementsPage, QTextBrowser]]:
    """Give the page in the program's window, and a plain browser as large as its reading pane."""
    with window_of(school) as window:
        page = window.open_page(PageName.AGREEMENTS)
        assert isinstance(page, AgreementsPage)
        settle(window)
        browser = QTextBrowser()
        browser.resize(page.room.reader.sheet.size())
        browser.show()
        settle(window)
        yield window, page, browser
        browser.close()


def _opening_figure(
    bench: Bench, window: MainWindow, page: AgreementsPage, browser: QTextBrowser, name: str, allowed: float | None
) -> Figure:
    plain = partial(_show_plainly, browser, page.room.reader.sheet.toPlainText())
    ours, floor = alternate(bench.rounds, partial(_opening, window, page), best_of(3, plain))
    note = (
        "all is read anew: guides, notes, agreements, tasks; the text and the tree are set again when something of "
        "them changed, other tabs are made when looked at"
    )
    rule = Rule.TOLD if allowed is None else Rule.EXCESS
    return Figure(name, PLAIN, "ms", ours, floor, rule, allowed, note)


def _jumps(bench: Bench, page: AgreementsPage, browser: QTextBrowser) -> Iterator[Figure]:
    places = [one for one in page.room.contents.places if one.kind is PlaceKind.ARTICLE]
    variants: list[Callable[[], float]] = []
    for away, place in pairwise((places[-1], *places)):
        page.read(place)
        variants.append(best_of(2, partial(_show_plainly, browser, page.room.reader.sheet.toPlainText())))
        variants.append(partial(_jump, page, away, place))
    samples = alternate(bench.rounds, *variants)
    floor, ours = samples[0::2], samples[1::2]
    worst = max(range(len(places)), key=lambda one: sum(ours[one]) - sum(floor[one]))
    title = f"jumping to an article, mean of {len(places)}"
    yield Figure(title, PLAIN, "ms", mean_per_round(ours), mean_per_round(floor), Rule.EXCESS, FRAME_MS)
    note = f"{places[worst].key} of {places[worst].version}"
    yield Figure("  the worst of them", PLAIN, "ms", ours[worst], floor[worst], Rule.EXCESS, FRAME_MS, note)


def _show_plainly(browser: QTextBrowser, text: str) -> None:
    browser.setPlainText(text)
    browser.viewport().repaint()


def _opening(window: MainWindow, page: AgreementsPage) -> float:
    window.open_page(PageName.OVERVIEW)
    settle(window)
    page.mark_stale()

    def open_it() -> None:
        window.open_page(PageName.AGREEMENTS)
        page.repaint()

    return best_of(1, open_it)()


def _jump(page: AgreementsPage, away: Place, place: Place) -> float:
    page.read(away)

    def jump() -> None:
        page.read(place)
        page.room.reader.sheet.viewport().repaint()

    return best_of(1, jump)()


@cache
def _school(bench: Bench) -> School:
    """Return a small school with many agreements; made once in a run."""
    school = School(bench.new_folder("agreements"), PEOPLE)
    _add_agreements(school)
    return school


def _add_agreements(school: School) -> None:
    """Register agreements of suppliers that there are not, with sentences of the guides in any order as their text."""
    chance = random.Random(PAGES)
    with school.services() as services:
        texts = [text for guide in services.guides.library().guides for of_part in parts(guide) for text in of_part]
        lines = [line for text in texts for line in wrap(text, LETTERS_ON_A_LINE)]
        file = school.folder.with_suffix(".pdf")
        for number in range(AGREEMENTS):
            supplier_id = services.agreements.add_supplier(NewSupplier(f"Leverancier {number}"))
            agreement_id = services.agreements.register(NewAgreement(supplier_id, "4.0", f"Product {number}"))
            pages = ["\n".join(chance.choice(lines) for _ in range(LINES_ON_A_PAGE)) for _ in range(PAGES)]
            file.write_bytes(pdf(*pages))
            services.documents.add(file, NewDocument(f"Overeenkomst {number}"), agreement_id)
