"""The leaflet check on paper: what is stored but not agreed, what is agreed but not stored, with people counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from leskracht_desktop.domain.agreement_reports import LeafletCheckSnapshot
from leskracht_desktop.domain.leaflet_check import CheckState, Knowledge, LeafletCheck, LeafletCheckLine, ProductCheck
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, joined, long_date, whole_number
from leskracht_desktop.reports.agreement_paper import sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    Heading,
    KeyValues,
    Note,
    NoteKind,
    Paragraph,
    RenderedPdf,
    Table,
    Title,
)

_ABOUT: Final = (
    "Dit overzicht zet de privacybijsluiters naast wat er nu echt in deze kluis staat. Een verschil is geen oordeel. "
    "Het is een vraag: klopt de bijsluiter nog, en hebben wij deze gegevens nodig?"
)
_LIMITS: Final = {
    Knowledge.KNOWN: (
        "De kluis bevat alleen gegevens van mensen van wie een gegevenspakket is ingelezen, en ziet niet bij welk "
        "product ze horen. Wat de leverancier voor zichzelf bewaart, hoort niet bij deze overeenkomst en telt niet mee."
    ),
    Knowledge.OTHER_SUPPLIER: (
        "Wat deze leverancier opslaat, komt niet in deze kluis. Daarom staat hier alleen wat is afgesproken. Of het "
        "ook is opgeslagen, weet dit programma niet: vraag het de leverancier."
    ),
    Knowledge.NOTHING_READ: (
        "Van deze leverancier is nog geen gegevenspakket ingelezen. Daarom staat hier alleen wat is afgesproken. Of "
        "het ook is opgeslagen, is pas te zien als er gegevens zijn ingelezen."
    ),
}
_PARTS: Final = {
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
    CheckState.AGREED_ELSEWHERE: (
        "Afgesproken in een andere overeenkomst",
        "Deze gegevens staan in de kluis, en in een bijsluiter bij een andere overeenkomst met deze leverancier.",
        "",
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
_AGREED_ONLY: Final = "Wat is afgesproken"


def leaflet_check_report(snapshot: LeafletCheckSnapshot) -> RenderedPdf:
    """Return the check as a PDF; equal snapshots give equal bytes."""
    check = snapshot.check
    title = f"Bijsluitercheck {visible(check.supplier)}"
    version = f"versie {visible(check.version)}"
    blocks = (
        Title(title, together(check.title, version, f"nagekeken op {long_date(check.checked_on)}", mark=" · ")),
        *_about(check),
        *_in_short(check),
        *_products(check),
        *(block for state in _PARTS if check.is_known for block in _part(check, state)),
        *_agreed(check),
    )
    return render(sheet(snapshot.head, title, "Privacybijsluiter en kluis vergeleken", blocks, version=version))


def _about(check: LeafletCheck) -> Iterator[Block]:
    if check.is_known:
        yield Note(f"{_ABOUT} {_LIMITS[check.knowledge]}", "Zo leest u dit")
    else:
        yield Note(_LIMITS[check.knowledge], "Niet te weten wat er is opgeslagen", NoteKind.IMPORTANT)


def _in_short(check: LeafletCheck) -> Iterator[Block]:
    yield Heading(1, "In het kort", in_contents=False)
    if not check.is_known:
        number = counted(len(check.lines), "soort gegevens", "soorten gegevens")
        yield KeyValues((("Afgesproken", number), ("Opgeslagen", "niet te weten"), ("Betrokkenen", "niet te weten")))
        return
    if not check.has_differences:
        yield Paragraph("Er zijn geen verschillen tussen de bijsluiters en de kluis.")
    rows = [
        (title, counted(len(check.of(state)), "soort gegevens", "soorten gegevens"))
        for state, (title, _, nothing) in _PARTS.items()
        if nothing or check.of(state)
    ]
    rows.append(("Betrokkenen", f"Over {counted(check.people, 'mens', 'mensen')} is iets vastgelegd."))
    yield KeyValues(tuple(rows))


def _products(check: LeafletCheck) -> Iterator[Block]:
    """Yield what each leaflet names; one that names nothing can't be compared, and says so."""
    if not check.products:
        yield Paragraph("Bij deze overeenkomst is nog geen product met een privacybijsluiter vastgelegd.")
        return
    yield Heading(1, "Per product")
    empty = [visible(one.name) for one in check.products if not one.is_filled]
    if empty:
        why = "" if not check.is_known else " Zo lang lijkt het of daarover niets is afgesproken."
        yield Paragraph(f"Van {joined(empty)} noemt de bijsluiter geen gegevens. Leg die eerst vast.{why}")
    yield Table(
        caption="Wat de bijsluiter van elk product noemt",
        header=("Product", "Soorten gegevens afgesproken", "Daarvan opgeslagen"),
        rows=tuple(_product(one, check) for one in check.products),
        widths=(6.0, 4.4, 4.4),
        row_header_column=0,
        right_aligned=frozenset({1, 2}),
    )


def _product(one: ProductCheck, check: LeafletCheck) -> tuple[str, str, str]:
    if not one.is_filled:
        return visible(one.name), "niet ingevuld", "niet te weten"
    return visible(one.name), whole_number(one.agreed), whole_number(one.stored) if check.is_known else "niet te weten"


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
        header=("Soort gegevens", "Betrokkenen", "Gegevens", "In de bijsluiter van", "Bijzonder gegeven"),
        rows=tuple(_row(line) for line in lines),
        widths=(3.9, 2.5, 2.5, 3.8, 2.2),
        row_header_column=0,
        right_aligned=frozenset({1, 2}),
    )


def _row(line: LeafletCheckLine) -> tuple[str, ...]:
    return (
        visible(line.label),
        whole_number(line.people) if line.is_known else "niet te weten",
        whole_number(line.records) if line.is_known else "niet te weten",
        together(*(line.products or line.elsewhere)) or "geen",
        _special(line),
    )


def _special(line: LeafletCheckLine) -> str:
    """Return whether a leaflet calls it a special category; what stands in none is called nothing."""
    if not line.products:
        return "niet bekend"
    return "ja" if line.special else "nee"


def _agreed(check: LeafletCheck) -> Iterator[Block]:
    """Yield what was agreed where nothing can be said about what is stored."""
    lines = check.of(CheckState.UNKNOWN)
    if not lines:
        return
    yield Heading(1, _AGREED_ONLY)
    yield Table(
        caption=_AGREED_ONLY,
        header=("Soort gegevens", "In de bijsluiter van", "Bijzonder gegeven", "Opgeslagen"),
        rows=tuple((visible(one.label), together(*one.products), _special(one), "niet te weten") for one in lines),
        widths=(5.0, 5.0, 2.4, 2.6),
        row_header_column=0,
    )
