"""The leaflet check on paper: what is stored but not agreed, what is agreed but not stored, with people counted."""

from __future__ import annotations

from collections.abc import Iterator

from leskracht_desktop.domain.agreement_reports import LeafletCheckSnapshot
from leskracht_desktop.domain.leaflet_check import CheckState, LeafletCheck, LeafletCheckLine
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, long_date, whole_number
from leskracht_desktop.reports.agreement_paper import sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    RenderedPdf,
    Table,
    Title,
)

_ABOUT = (
    "Dit overzicht zet de privacybijsluiters naast wat er nu echt in deze kluis staat. Een verschil is geen oordeel. "
    "Het is een vraag: klopt de bijsluiter nog, en hebben wij deze gegevens nodig? De kluis bevat alleen gegevens van "
    "Leskracht. Wat een andere leverancier opslaat, kan dit programma niet zien."
)
_PARTS = {
    CheckState.STORED_NOT_AGREED: (
        "Wel opgeslagen, niet afgesproken",
        "Deze gegevens staan in de kluis, maar niet in een bijsluiter. Vraag de leverancier waarom hij ze heeft.",
        "Er is niets opgeslagen buiten de bijsluiters om.",
    ),
    CheckState.AGREED_NOT_STORED: (
        "Wel afgesproken, niet opgeslagen",
        "Deze gegevens staan in een bijsluiter, maar niet in de kluis. Misschien zijn ze nog niet ingelezen.",
        "Alles wat is afgesproken, staat ook in de kluis.",
    ),
    CheckState.NOT_COMPARABLE: (
        "Niet te vergelijken",
        "Deze soorten staan in een bijsluiter, maar niet in de indeling van dit programma. Kijk ze zelf na.",
        "",
    ),
    CheckState.AGREED_AND_STORED: (
        "Afgesproken en opgeslagen",
        "Hier kloppen de bijsluiter en de kluis met elkaar.",
        "Er zijn geen gegevens die zijn afgesproken en ook zijn opgeslagen.",
    ),
}


def leaflet_check_report(snapshot: LeafletCheckSnapshot) -> RenderedPdf:
    """Return the check as a PDF; equal snapshots give equal bytes."""
    check = snapshot.check
    title = f"Bijsluitercheck {visible(check.supplier)}"
    version = f"versie {visible(check.version)}"
    blocks = (
        Title(title, together(check.title, version, f"gecheckt op {long_date(check.checked_on)}", mark=" · ")),
        Note(_ABOUT, "Zo leest u dit"),
        *_in_short(check),
        *(block for state in _PARTS for block in _part(check, state)),
    )
    return render(sheet(snapshot.head, title, "Privacybijsluiter en kluis vergeleken", blocks, version=version))


def _in_short(check: LeafletCheck) -> Iterator[Block]:
    yield Heading(1, "In het kort", in_contents=False)
    if not check.has_differences:
        yield Paragraph("Er zijn geen verschillen.")
    rows = [
        (title, counted(len(check.of(state)), "soort gegevens", "soorten gegevens"))
        for state, (title, _, _) in _PARTS.items()
    ]
    rows.append(("Mensen in de kluis", f"Over {counted(check.people, 'mens', 'mensen')} is iets vastgelegd."))
    yield KeyValues(tuple(rows))


def _part(check: LeafletCheck, state: CheckState) -> Iterator[Block]:
    title, text, nothing = _PARTS[state]
    lines = check.of(state)
    if not lines and not nothing:
        return
    yield Heading(1, title)
    if not lines:
        yield Paragraph(nothing)
        return
    yield Paragraph(text)
    yield Table(
        caption=title,
        header=("Soort gegevens", "Mensen", "Gegevens", "In de bijsluiter van", "Bijzonder gegeven"),
        rows=tuple(_row(line) for line in lines),
        widths=(4.2, 2.1, 2.1, 4.2, 2.2),
        row_header_column=0,
        right_aligned=frozenset({1, 2}),
    )


def _row(line: LeafletCheckLine) -> tuple[str, ...]:
    compared = line.state is not CheckState.NOT_COMPARABLE
    return (
        visible(line.label),
        whole_number(line.people) if compared else "onbekend",
        whole_number(line.records) if compared else "onbekend",
        together(*line.products) or "geen",
        "ja" if line.special else "nee",
    )
