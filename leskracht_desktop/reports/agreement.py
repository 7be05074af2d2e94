"""Our agreement as one document: parties, terms, annexes, deviations, reviews and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from leskracht_desktop.domain.agreement_reports import AgreementSnapshot
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.guide import Guide, TermCode
from leskracht_desktop.domain.key_facts import KEY_TERMS
from leskracht_desktop.domain.objections import ObjectionDay
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, file_size, label, long_date, long_instant, period_label, short_date
from leskracht_desktop.labels_nl.agreements import objection_day_label
from leskracht_desktop.reports.agreement_annexes import amendment_place, annexes
from leskracht_desktop.reports.agreement_paper import MISSING, country, day, filled, sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import (
    Block,
    Contents,
    Heading,
    KeyValues,
    Note,
    NoteKind,
    Paragraph,
    RenderedPdf,
    Table,
    TextStyle,
    Title,
)

_NOT_THE_TEXT = (
    "Dit is wat de school over de overeenkomst heeft vastgelegd. Het is niet de getekende overeenkomst zelf. "
    "Wat geldt, staat in de getekende overeenkomst en haar bijlagen."
)


def agreement_report(snapshot: AgreementSnapshot) -> RenderedPdf:
    """Return the agreement as a PDF with its version and the day on each page; equal snapshots give equal bytes."""
    row = snapshot.agreement.row
    title = f"Verwerkersovereenkomst met {visible(row.supplier)}"
    version = f"versie {visible(row.version)}"
    blocks = (
        Title(title, together(row.title, f"model {row.model_version}", version, label(row.status), mark=" · ")),
        Note(_NOT_THE_TEXT, "Let op", NoteKind.IMPORTANT),
        *_in_short(snapshot.agreement),
        Contents(levels=1),
        *_parties(snapshot.agreement),
        *_periods(snapshot),
        *_deviations(snapshot),
        *annexes(snapshot.agreement.content, snapshot.guide),
        *_reviews(snapshot.agreement),
        *_changes(snapshot),
        *_documents(snapshot),
        *_history(snapshot.agreement),
    )
    return render(sheet(snapshot.head, title, "Onze verwerkersovereenkomst", blocks, version=version))


def _in_short(agreement: AgreementDetails) -> Iterator[Block]:
    row, draft = agreement.row, agreement.draft
    yield Heading(1, "In het kort", in_contents=False)
    rows = [
        ("Leverancier", visible(row.supplier)),
        ("Model", visible(row.model_version)),
        ("Versie van ons register", visible(row.version)),
        ("Status", label(row.status)),
        ("Getekend op", day(row.signed_on)),
        ("Getekend voor de school", filled(draft.school_signer)),
        ("Getekend voor de leverancier", filled(draft.supplier_signer)),
        ("Geldig vanaf", day(row.valid_from)),
        ("Geldig tot en met", day(row.valid_until)),
        ("Laatste dag om op te zeggen", day(row.notice_on)),
        ("Opgezegd op", agreement.notice_given_on and long_date(agreement.notice_given_on)),
        ("Beëindigd op", agreement.ended_on and long_date(agreement.ended_on)),
        (
            "Vernietiging bevestigd op",
            agreement.destruction_confirmed_on and long_date(agreement.destruction_confirmed_on),
        ),
        ("Beoordelen", f"elke {counted(draft.review_months, 'maand', 'maanden')}" if draft.review_months else ""),
        ("Volgende beoordeling", row.review_due_on and long_date(row.review_due_on)),
        ("Dienst Verwerkersovereenkomsten", filled(row.dvo_reference)),
        ("Producten", together(*row.products) or MISSING),
        ("Opmerking", visible(draft.note, keep_lines=True)),
    ]
    yield KeyValues(tuple((name, value) for name, value in rows if value))


def _parties(agreement: AgreementDetails) -> Iterator[Block]:
    content = agreement.content
    yield Heading(1, "De partijen")
    for title, party in (
        ("De school (verwerkingsverantwoordelijke)", content.school),
        ("De leverancier (verwerker)", content.supplier),
    ):
        yield Heading(2, title)
        number = MISSING if party.number_kind is NumberKind.NONE else visible(party.number)
        kind = "Nummer" if party.number_kind is NumberKind.NONE else label(party.number_kind)
        yield KeyValues(
            (
                ("Naam", filled(party.name)),
                (kind, number or MISSING),
                ("Rechtsvorm", filled(party.legal_form)),
                ("Adres", together(party.address, f"{party.postcode} {party.city}".strip()) or MISSING),
                ("Vertegenwoordigd door", together(party.representative, party.function) or MISSING),
            )
        )
    yield Heading(2, "Onderliggend contract")
    yield KeyValues((("Contract", filled(content.contract_name)), ("Datum", day(content.contract_on))))


def _periods(snapshot: AgreementSnapshot) -> Iterator[Block]:
    yield Heading(1, "Termijnen die zijn ingevuld")
    periods = snapshot.agreement.content.periods
    if not periods:
        yield Paragraph("Er is nog geen termijn ingevuld.")
        return
    yield from _period_table(snapshot)
    known = {period.code for period in periods}
    if any(product.leaflet.retention for product in snapshot.agreement.content.products):
        known.add(TermCode.RETENTION)
    left = [label(code) for code in KEY_TERMS if code not in known and code is not TermCode.BREACH_TO_AUTHORITY]
    if left:
        yield Paragraph(f"Niet ingevuld: {'; '.join(left)}. Kijk daarvoor in de overeenkomst zelf.")


def _period_table(snapshot: AgreementSnapshot) -> Iterator[Block]:
    periods, guide = snapshot.agreement.content.periods, snapshot.guide
    places = [guide.term(period.code) if guide is not None else None for period in periods]
    yield Table(
        caption="Termijnen",
        header=("Waarover", "Wat is afgesproken", "Artikel", "Waar dat staat"),
        rows=tuple(
            (
                label(period.code),
                visible(period_label(period)) or MISSING,
                str(place[0].number) if place is not None else "niet bekend",
                filled(period.source),
            )
            for period, place in zip(periods, places, strict=True)
        ),
        widths=(4.0, 4.6, 1.6, 3.4),
        row_header_column=0,
    )
    yield Paragraph("De nummers van de artikelen zijn die van het model.", TextStyle.SMALL)


def _deviations(snapshot: AgreementSnapshot) -> Iterator[Block]:
    """Yield where the agreement deviates from the model and why: comply or explain."""
    yield Heading(1, f"Afwijkingen van het model{amendment_place(snapshot.guide)}")
    deviations = snapshot.agreement.content.deviations
    if not deviations:
        yield Paragraph("Er is geen afwijking van het model vastgelegd.")
        return
    yield Paragraph(
        "Afwijken van het model mag alleen schriftelijk en met een reden: pas toe of leg uit. Hieronder staat per "
        "plaats wat anders is afgesproken, waarom, en wie daarmee akkoord ging."
    )
    guide = snapshot.guide
    for deviation in deviations:
        yield Heading(2, _place(guide, deviation.article, deviation.annex) or "Een bijlage")
        yield KeyValues(
            (
                ("Wat anders is", filled(deviation.what)),
                ("Waarom", filled(deviation.why)),
                ("Akkoord door", filled(deviation.agreed_by)),
                ("Akkoord op", day(deviation.agreed_on)),
            )
        )


def _place(guide: Guide | None, number: int | None, code: str) -> str:
    """Return what an article or annex of the model is called; an annex the guide does not know has no name."""
    if number is not None:
        article = guide.article(number) if guide is not None else None
        return f"Artikel {number}{f'. {visible(article.title)}' if article is not None else ''}"
    annex = guide.annex(code) if guide is not None else None
    return "" if annex is None else f"Bijlage {annex.number}. {visible(annex.title)}"


def _reviews(agreement: AgreementDetails) -> Iterator[Block]:
    yield Heading(1, "Beoordelingen")
    if not agreement.reviews:
        yield Paragraph("De overeenkomst is nog niet beoordeeld.")
        return
    yield Table(
        caption="Wie de overeenkomst beoordeelde",
        header=("Datum", "Door", "Versie", "Risico", "Wat opviel"),
        rows=tuple(
            (
                short_date(one.review.reviewed_on),
                visible(one.review.reviewer),
                f"{one.version}{'' if one.counts else ' (eerdere versie)'}",
                label(one.review.risk),
                visible(one.review.remarks, keep_lines=True) or "geen opmerkingen",
            )
            for one in agreement.reviews
        ),
        row_header_column=0,
    )
    if not any(one.counts for one in agreement.reviews):
        yield Paragraph("De versie van nu is nog niet beoordeeld.")


def _changes(snapshot: AgreementSnapshot) -> Iterator[Block]:
    yield Heading(1, "Aangekondigde wijzigingen van subverwerkers")
    changes = snapshot.agreement.changes
    if not changes:
        yield Paragraph("De leverancier heeft geen wijziging aangekondigd.")
        return
    for number, one in enumerate(changes):
        change = one.change
        until = snapshot.objections[number] if number < len(snapshot.objections) else None
        decided = label(one.decision)
        if one.decided_on is not None:
            said = f"Toelichting: {one.decision_note}" if one.decision_note else ""
            decided = together(f"{decided} op {long_date(one.decided_on)}", said, mark=". ")
        yield Heading(2, visible(change.name), in_contents=False)
        yield KeyValues(
            (
                ("Wat verandert", label(change.kind)),
                ("Dienst", filled(change.service)),
                ("Land", country(change.country)),
                ("Aangekondigd op", day(change.announced_on)),
                ("Gaat in op", day(change.effective_on)),
                ("Bezwaar mogelijk tot en met", _until(until, change.announced_on)),
                ("Besluit van de school", decided),
                *((("Opmerking", filled(change.note)),) if change.note else ()),
            )
        )


def _until(until: ObjectionDay | None, announced_on: date | None) -> str:
    """Return the last day to object and how it was found; without one, what was agreed in words."""
    if until is None or until.on is None:
        said = "" if until is None or until.period is None else visible(period_label(until.period))
        return f"niet bekend. Afgesproken: {said}" if said else "niet bekend"
    return visible(objection_day_label(until, announced_on))


def _documents(snapshot: AgreementSnapshot) -> Iterator[Block]:
    agreement = snapshot.agreement
    yield Heading(1, "Bewaarde documenten")
    if not agreement.documents:
        yield Paragraph("Er zijn geen documenten bewaard.")
        return
    for one in agreement.documents:
        yield Heading(2, visible(one.title), in_contents=False)
        pages = f", {counted(one.pages, 'bladzijde', 'bladzijden')}" if one.pages else ""
        yield KeyValues(
            (
                ("Wat het is", label(one.role)),
                *((("Hoort bij", place),) if (place := _place(snapshot.guide, one.article, one.annex)) else ()),
                ("Bestand", f"{visible(one.file_name)} ({label(one.kind)}, {file_size(one.size)}{pages})"),
                ("Bewaard op", long_instant(one.added_at)),
                ("Controlegetal (SHA-256)", one.sha256),
            )
        )


def _history(agreement: AgreementDetails) -> Iterator[Block]:
    yield Heading(1, "Wat er is gebeurd")
    if agreement.versions:
        yield Table(
            caption="Versies",
            header=("Versie", "Wat het is", "Vastgelegd", "Door", "Reden"),
            rows=tuple(
                (
                    one.version,
                    label(one.change),
                    long_instant(one.saved_at),
                    visible(one.actor),
                    visible(one.reason, keep_lines=True) or "eerste versie",
                )
                for one in agreement.versions
            ),
            row_header_column=0,
        )
    if agreement.events:
        yield Table(
            caption="Tijdlijn",
            header=("Datum", "Wat", "Versie", "Door", "Toelichting"),
            rows=tuple(
                (
                    short_date(one.on),
                    label(one.kind),
                    one.version,
                    visible(one.actor),
                    visible(one.text, keep_lines=True) or "geen toelichting",
                )
                for one in agreement.events
            ),
            row_header_column=0,
        )
    if not (agreement.versions or agreement.events):
        yield Paragraph("Er is nog niets gebeurd.")
