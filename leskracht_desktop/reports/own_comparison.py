"""The model and our own agreement side by side: what deviates, what was filled in, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from leskracht_desktop.domain.agreement_content import Deviation, Period
from leskracht_desktop.domain.agreement_reports import OwnComparisonSnapshot
from leskracht_desktop.domain.comparing_own import FilledIn, OwnComparison, OwnEntry, OwnKind
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, label, long_date, period_label
from leskracht_desktop.labels_nl.key_card import deviation_place
from leskracht_desktop.reports.agreement_paper import guide_notice, heading_text, sheet, together
from leskracht_desktop.reports.comparison import NOTICE, scope
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    BulletList,
    Heading,
    KeyValues,
    Paragraph,
    RenderedPdf,
    Run,
    Table,
    Text,
    TextStyle,
    Title,
)

_COUNTED = (
    (OwnKind.DEVIATES, "Met een afwijking"),
    (OwnKind.FILLED_IN, "Alleen ingevuld"),
    (OwnKind.SAME, "Niets apart afgesproken"),
)


def own_comparison_report(snapshot: OwnComparisonSnapshot) -> RenderedPdf:
    """Return the model beside our own agreement as a PDF; equal snapshots give equal bytes."""
    model = visible(snapshot.model.id)
    title = f"Model {model} en onze overeenkomst met {visible(snapshot.supplier)}"
    subtitle = together(snapshot.title, f"versie {snapshot.version}", scope(snapshot.only_differences), mark=" · ")
    comparison = snapshot.comparison
    blocks = (
        Title(title, subtitle),
        guide_notice(snapshot.notice, NOTICE),
        *_in_short(comparison),
        *_entries(comparison),
        *_others(comparison),
        *_still_open(comparison),
    )
    return render(
        sheet(
            snapshot.head,
            title,
            "Vergelijking van onze overeenkomst met het model",
            blocks,
            version=f"versie {visible(snapshot.version)}",
        )
    )


def _in_short(comparison: OwnComparison) -> Iterator[Block]:
    yield Heading(1, "In het kort", in_contents=False)
    yield Paragraph(
        "Een afwijking is iets anders dan wat is ingevuld. Wat het model aan school en leverancier overlaat, "
        "vullen zij in. Daarmee wijken zij niet af."
    )
    counts = [
        (word, counted(comparison.count(kind), "artikel of bijlage", "artikelen en bijlagen"))
        for kind, word in _COUNTED
        if comparison.count(kind)
    ]
    if comparison.other_deviations:
        counts.append(("Bij iets anders", counted(len(comparison.other_deviations), "afwijking", "afwijkingen")))
    if counts:
        yield KeyValues(tuple(counts))


def _entries(comparison: OwnComparison) -> Iterator[Block]:
    yield Heading(1, "Per artikel en bijlage", in_contents=False)
    if not comparison.entries:
        yield Paragraph("Bij geen artikel of bijlage is iets apart afgesproken.")
    for entry in comparison.entries:
        yield from _entry(entry)


def _entry(entry: OwnEntry) -> Iterator[Block]:
    yield Heading(2, heading_text(entry.heading))
    if entry.kind is OwnKind.SAME:
        yield Paragraph("Hierover hebben wij niets apart afgesproken.")
    if entry.deviations:
        yield BulletList(tuple(_deviation("Afwijking", one) for one in entry.deviations))
    if entry.filled_in:
        yield Table(
            caption=f"Wat wij invulden bij {'bijlage' if entry.heading.is_annex else 'artikel'} {entry.heading.number}",
            header=("Termijn", "Wij vulden in", "De leeswijzer zegt"),
            rows=tuple(map(_row, entry.filled_in)),
            widths=(3.2, 3.2, 5.0),
            row_header_column=0,
        )


def _row(one: FilledIn) -> tuple[str, str, str]:
    model = f"{visible(one.term.text)} ({label(one.term.certainty)})"
    return visible(one.term.label), _period(one.period), model


def _period(one: Period) -> str:
    return together(period_label(one), one.source, mark="; ")


def _deviation(name: str, one: Deviation) -> Text:
    agreed = together(one.agreed_by, long_date(one.agreed_on) if one.agreed_on else "")
    lines = [visible(one.what, keep_lines=True), f"Waarom: {visible(one.why, keep_lines=True)}"]
    if agreed:
        lines.append(f"Akkoord: {agreed}")
    return (Run(f"{name}: ", bold=True), "\n".join(lines))


def _others(comparison: OwnComparison) -> Iterator[Block]:
    if comparison.other_deviations:
        yield Heading(1, "Afwijkingen bij iets anders")
        yield BulletList(
            tuple(_deviation(visible(deviation_place(one)).capitalize(), one) for one in comparison.other_deviations)
        )
        if any(one.article is not None for one in comparison.other_deviations):
            yield Paragraph(
                "Staat er een nummer van een artikel? Kijk of dat klopt, en of de goede versie van het model is "
                "gekozen.",
                TextStyle.SMALL,
            )
    if comparison.other_periods:
        yield Heading(1, "Ingevuld, maar niet in dit model")
        yield BulletList(tuple(f"{label(one.code)}: {_period(one)}" for one in comparison.other_periods))


def _still_open(comparison: OwnComparison) -> Iterator[Block]:
    yield Heading(1, "Nog niet ingevuld")
    if not comparison.open_terms:
        yield Paragraph("Alle termijnen die school en leverancier samen afspreken, zijn ingevuld.")
        return
    yield Paragraph("Deze termijnen spreken school en leverancier samen af. Wij hebben er nog geen vastgelegd:")
    yield Table(
        caption="Wat nog niet is ingevuld",
        header=("Termijn", "Artikel", "Wat onze leeswijzer erover zegt"),
        rows=tuple(
            (visible(term.label), str(heading.number), f"{visible(term.text)} ({label(term.certainty)})")
            for heading, term in comparison.open_terms
        ),
        widths=(3.6, 1.1, 6.0),
        row_header_column=0,
    )
