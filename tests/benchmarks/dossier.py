"""One dossier: our engine against other libraries with the same content, and what a long or a heavy one costs."""

from __future__ import annotations

import dataclasses
import itertools
import multiprocessing
import os
from collections.abc import Callable, Iterator
from typing import Any

from leskracht_desktop.reports.dossier import dossier_document, render_dossier
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Block, Contents, Document, Heading, KeyValues, Paragraph, Table
from leskracht_desktop.services.dossiers_group import rendered_one_by_one
from tests.benchmarks.bench import Bench, require
from tests.benchmarks.engines import with_fpdf, with_platypus, with_typst, with_weasyprint
from tests.benchmarks.engines.content import write_files
from tests.benchmarks.harness import Figure, NotMeasured, Rule, alternate, best_of, timed
from tests.support.snapshots import lifelike

Make = Callable[[Document], Any]


def ours(document: Document) -> Any:
    """Make the PDF as the program does: PDF/A-3a and PDF/UA-1, with its attachments."""
    return render(document, lambda _done, _total: None)


def table_document(rows: int) -> Document:
    """Return a document of the dossier's own kind of content with one long table of five columns."""
    whole = dossier_document(lifelike())
    words = "bekeken geopend gedeeld gemaakt verstuurd bewaard les toets opdracht bericht foto groep".split()
    body = tuple(
        (
            f"{number + 1}",
            f"{number % 28 + 1} maart 2026",
            words[number % 12],
            f"Les {number % 40 + 1}, {words[number % 7]}",
            "Leskracht",
        )
        for number in range(rows)
    )
    table = Table("Gebruik van Leskracht", ("Nr.", "Wanneer", "Wat", "Waarvan", "Wie"), body, (1, 2, 2, 4, 2))
    texts = [
        block
        for block in whole.blocks
        if isinstance(block, Heading | KeyValues) or (isinstance(block, Paragraph) and isinstance(block.text, str))
    ]
    start = next(at for at, block in enumerate(texts) if isinstance(block, Heading) and block.level == 1)
    return dataclasses.replace(whole, blocks=(Contents(), *texts[start : start + 36], table))


def varied(document: Document, number: int) -> Document:
    """Return the document with other words in every text, so that nobody can use what was laid out before."""
    mark = f" {number}"
    blocks: list[Block] = []
    for block in document.blocks:
        match block:
            case Paragraph(str() as text):
                blocks.append(dataclasses.replace(block, text=text + mark))
            case KeyValues():
                blocks.append(
                    dataclasses.replace(block, rows=tuple((label, value + mark) for label, value in block.rows))
                )
            case Table():
                rows = tuple(tuple(cell + mark for cell in row) for row in block.rows)
                blocks.append(dataclasses.replace(block, rows=rows))
            case _:
                blocks.append(block)
    return dataclasses.replace(document, blocks=tuple(blocks))


def engines(bench: Bench) -> Iterator[Figure]:
    """The real dossier of a pupil, and ten pages with a table of 200 rows, in each library."""
    for document, what in (
        (dossier_document(lifelike()), "a dossier"),
        (table_document(200), "with a table of 200 rows"),
    ):
        pages = ours(document).page_count
        folder = bench.new_folder("dossier")
        write_files(document, folder)
        yield from _compared(bench, document, f"{what}, {pages} pages", _others(folder))


def _others(folder: Any) -> dict[str, tuple[float, Callable[[], Make]]]:
    def typst() -> Make:
        require("typst")
        return with_typst.Typst(folder).make

    def fpdf() -> Make:
        require("fpdf")
        return with_fpdf.make

    def weasyprint() -> Make:
        require("weasyprint")
        return with_weasyprint.make

    return {
        "Typst, a-3a + ua-1, with attachments": (0.35, typst),
        "fpdf2, untagged, with attachments": (0.12, fpdf),
        "WeasyPrint, ua-1, with attachments": (0.03, weasyprint),
        "ReportLab Platypus, untagged, paragraphs in cells": (0.15, lambda: with_platypus.make),
    }


def _compared(
    bench: Bench, document: Document, what: str, others: dict[str, tuple[float, Callable[[], Make]]]
) -> Iterator[Figure]:
    numbers = itertools.count()
    makers: dict[str, Make] = {"ours": ours}
    reasons: dict[str, str] = {}
    for name, (_, prepare) in others.items():
        try:
            makers[name] = prepare()
        except NotMeasured as reason:
            reasons[name] = str(reason)

    def once(make: Make) -> Callable[[], float]:
        return lambda: timed_with(make, varied(document, next(numbers)))

    samples = dict(zip(makers, alternate(bench.rounds, *map(once, makers.values())), strict=True))
    for name, (allowed, _) in others.items():
        floor = samples.get(name, ())
        yield Figure(what, name, "ms", samples["ours"], floor, Rule.RATIO, allowed, reasons.get(name, ""))


def timed_with(make: Make, document: Document) -> float:
    """Return how many milliseconds it takes to make a document that is there already."""
    return timed(lambda: make(document))()


def whole(bench: Bench) -> Iterator[Figure]:
    """From the frozen snapshot on: content, masking, JSON, CSV, checks against the schema, PDF."""
    snapshot = lifelike()
    document = dossier_document(snapshot)
    pdf, everything = alternate(
        bench.rounds,
        timed(lambda: ours(document)),
        timed(lambda: render_dossier(snapshot, lambda _done, _total: None)),
    )
    yield Figure("the same dossier from snapshot to bytes", "the PDF alone", "ms", everything, pdf)


def linear(bench: Bench) -> Iterator[Figure]:
    """The cost of a row in a very long table, against one in a table of 200."""
    many = 4_000 if bench.quick else 20_000
    empty, short, long = (table_document(rows) for rows in (0, 200, many))
    nothing, few, lots = alternate(
        bench.rounds, best_of(8, lambda: ours(empty)), best_of(8, lambda: ours(short)), best_of(1, lambda: ours(long))
    )
    per_row_few = tuple((with_rows - without) / 200 * 1000 for with_rows, without in zip(few, nothing, strict=True))
    per_row_many = tuple((with_rows - without) / many * 1000 for with_rows, without in zip(lots, nothing, strict=True))
    note = f"{many:,} rows make {ours(long).page_count} pages; processor time"
    yield Figure(f"one row of {many:,}", "one row of 200", "µs", per_row_many, per_row_few, Rule.RATIO, 1.2, note)


def pool(bench: Bench) -> Iterator[Figure]:
    """Many dossiers in two processes, started anew each time, against one."""
    count = 20 if bench.quick else 100
    one = lifelike(event_count=200)
    snapshots = [dataclasses.replace(one, number=f"2026-{number:04d}") for number in range(count)]

    def rendering(processes: int) -> float:
        return timed(lambda: list(rendered_one_by_one(snapshots, count, lambda: None, processes)))()

    alone, together, plain_alone, plain_together = alternate(
        bench.rounds,
        lambda: rendering(1),
        lambda: rendering(2),
        timed(lambda: [count_up(), count_up()]),
        timed(two_counting),
        warm_up=False,
    )
    name = f"{count} dossiers in 2 processes"
    note = "starting the processes is counted"
    yield Figure(name, "in 1 process", "ms", together, alone, Rule.SPEED_UP, 1.7, note)
    note = f"what two processes can gain here at all, on {os.cpu_count()} cores shared with whatever else runs"
    yield Figure(
        "  plain counting in 2 processes", "in 1 process", "ms", plain_together, plain_alone, Rule.SPEED_UP, None, note
    )


def count_up() -> int:
    """Keep one core busy for a second or two."""
    total = 0
    for number in range(20_000_000):
        total += number
    return total


def two_counting() -> None:
    """Count in two processes."""
    workers = [multiprocessing.get_context("spawn").Process(target=count_up) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
