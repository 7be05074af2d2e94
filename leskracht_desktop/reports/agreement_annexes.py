"""The annexes of our agreement: a privacy leaflet for each product, and the security annex."""

from __future__ import annotations

from collections.abc import Iterator

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Leaflet,
    Level,
    SecurityAnnex,
    SubProcessor,
)
from leskracht_desktop.domain.countries import is_in_eea
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.labels_nl.countries import country_name
from leskracht_desktop.reports.agreement_paper import MISSING, country, day, filled, together
from leskracht_desktop.reports.pdf.model import Block, BulletList, Heading, KeyValues, Paragraph, Table


def annexes(content: AgreementContent, guide: Guide | None = None) -> Iterator[Block]:
    """Yield the annexes, numbered as in the model where the guide knows that; a part nobody filled in says so."""
    yield Heading(1, _annex("privacy_leaflet", "Privacybijsluiters", guide))
    if not content.products:
        yield Paragraph("Er is nog geen product met een privacybijsluiter vastgelegd.")
    for product in content.products:
        yield Heading(2, visible(product.name))
        if product.description:
            yield Paragraph(visible(product.description, keep_lines=True))
        yield from _leaflet(product.leaflet)
    yield Heading(1, _annex("security_annex", "Beveiligingsbijlage", guide))
    yield from _security(content.security)


def amendment_place(guide: Guide | None) -> str:
    """Return where the model wants deviations written down, for behind a heading; empty when it does not say."""
    annex = guide.annex("amendment_annex") if guide is not None else None
    return "" if annex is None else f" (bijlage {annex.number})"


def _annex(code: str, name: str, guide: Guide | None) -> str:
    annex = guide.annex(code) if guide is not None else None
    return name if annex is None else f"Bijlage {annex.number}. {name}"


def _leaflet(leaflet: Leaflet) -> Iterator[Block]:
    if leaflet == Leaflet():
        yield Paragraph("De privacybijsluiter van dit product is niet ingevuld.")
        return
    yield KeyValues(
        (
            ("Versie van de bijsluiter", filled(leaflet.version)),
            ("Datum van de bijsluiter", day(leaflet.dated_on)),
            ("Website", filled(leaflet.website)),
            ("Voor wie", filled(leaflet.audience)),
            ("Wie ermee werken", filled(leaflet.users)),
            ("Wat het altijd doet", filled(leaflet.core_services)),
            ("Wat de school erbij kan kiezen", filled(leaflet.optional_services)),
            ("Landen waar gegevens staan", together(*map(country_name, leaflet.storage_countries)) or MISSING),
            ("Doorgifte buiten de EER", filled(leaflet.transfers)),
            ("Wie erbij kan", filled(leaflet.access)),
            ("Hoe lang bewaard", filled(leaflet.retention)),
            ("Contact", filled(leaflet.contact)),
        )
    )
    yield Heading(3, "Waarvoor de gegevens worden gebruikt", in_contents=False)
    if leaflet.purposes:
        yield BulletList(tuple(visible(purpose) for purpose in leaflet.purposes))
    else:
        yield Paragraph(f"{MISSING}.")
    yield from _categories(leaflet)
    yield from _sub_processors(leaflet)


def _categories(leaflet: Leaflet) -> Iterator[Block]:
    yield Heading(3, "Welke gegevens", in_contents=False)
    if not leaflet.categories:
        yield Paragraph(f"{MISSING}.")
        return
    yield Table(
        caption="Soorten gegevens",
        header=("Soort", "Waarvoor", "Hoe lang", "Bijzonder gegeven"),
        rows=tuple(
            (
                visible(one.label),
                filled(one.why),
                filled(one.retention),
                "ja (AVG artikel 9)" if one.special else "nee",
            )
            for one in leaflet.categories
        ),
        row_header_column=0,
    )


def _sub_processors(leaflet: Leaflet) -> Iterator[Block]:
    yield Heading(3, "Subverwerkers", in_contents=False)
    if not leaflet.sub_processors:
        yield Paragraph("Er zijn geen subverwerkers vastgelegd.")
        return
    yield Table(
        caption="Bedrijven die de leverancier inzet",
        header=("Naam", "Dienst en gegevens", "Land", "Grond voor doorgifte", "Sinds"),
        rows=tuple(
            (
                visible(one.name),
                f"{filled(one.service)} (gegevens: {filled(one.data) if one.data else MISSING.lower()})",
                country(one.country),
                _basis(one),
                day(one.since_on),
            )
            for one in leaflet.sub_processors
        ),
        widths=(2.8, 4.4, 2.9, 3.8, 2.6),
        row_header_column=0,
    )


def _basis(one: SubProcessor) -> str:
    """Return what a transfer rests on; within the EEA none is needed (AVG art. 44)."""
    if not one.basis and is_in_eea(one.country):
        return "niet nodig (EER)"
    return filled(one.basis)


def _security(security: SecurityAnnex) -> Iterator[Block]:
    yield KeyValues(
        (
            ("Beschikbaarheid", _level(security.availability)),
            ("Integriteit", _level(security.integrity)),
            ("Vertrouwelijkheid", _level(security.confidentiality)),
            ("Certificeringsschema", filled(security.scheme)),
            ("Getoetst", label(security.tested_by)),
            ("Getoetst op", day(security.tested_on)),
            ("Maatregelen", filled(security.measures)),
        ),
        caption="Hoe goed het beveiligd moet zijn",
    )
    yield KeyValues(
        (
            ("Naam", filled(security.incident_name)),
            ("Telefoon", filled(security.incident_phone)),
            ("E-mail", filled(security.incident_email)),
            ("Bereikbaar", filled(security.incident_hours)),
        ),
        caption="Contact bij een datalek",
    )


def _level(level: Level) -> str:
    return MISSING if level is Level.UNKNOWN else label(level)
