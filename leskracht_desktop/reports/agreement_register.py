"""The register of agreements as a PDF, as a table for a spreadsheet, and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Final

from leskracht_desktop.domain.agreement_reports import RegisterSnapshot
from leskracht_desktop.domain.agreements import IN_FORCE, AgreementDetails
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.text_safety import formula_safe, visible
from leskracht_desktop.labels_nl import counted, label, long_date, period_label, short_date
from leskracht_desktop.labels_nl.countries import country_name
from leskracht_desktop.reports.agreement_paper import MISSING, day, filled, sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Block, Heading, KeyValues, Paragraph, RenderedPdf, Table, Title

FORMAT: Final = "leskracht-agreements"
FORMAT_VERSION: Final = 1

_NO_DAY = "niet ingevuld"
_BOM = b"\xef\xbb\xbf"


def register_report(snapshot: RegisterSnapshot) -> RenderedPdf:
    """Return the register as a PDF; equal snapshots give equal bytes."""
    title = "Register van verwerkersovereenkomsten"
    blocks = (
        Title(title, visible(snapshot.head.institution)),
        *_in_force(snapshot),
        *_others(snapshot),
        *_details(snapshot),
    )
    return render(sheet(snapshot.head, title, "Met wie de school afspraken over privacy heeft", blocks))


def register_csv(snapshot: RegisterSnapshot) -> bytes:
    """Return the register, one agreement a line: UTF-8 with a byte-order mark and semicolons, as a Dutch Excel has it.

    No cell is ever taken for a formula: see `domain.text_safety.formula_safe`. Dates are written YYYY-MM-DD.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(name for name, _ in _cells(None))
    for agreement in snapshot.agreements:
        writer.writerow(formula_safe(value) for _, value in _cells(agreement))
    return _BOM + text.getvalue().encode("utf-8", "replace")


def register_json(snapshot: RegisterSnapshot) -> bytes:
    """Return everything recorded about the agreements as JSON (UTF-8); keys and codes are those of the program."""
    content = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "institution": snapshot.head.institution,
        "prepared_on": snapshot.head.prepared_on.isoformat(),
        "agreements": [_plain(agreement) for agreement in snapshot.agreements],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "replace")


def _in_force(snapshot: RegisterSnapshot) -> Iterator[Block]:
    chosen = [one for one in snapshot.agreements if one.row.status in IN_FORCE]
    yield Heading(1, "Overeenkomsten die gelden")
    if not chosen:
        yield Paragraph("Er is geen overeenkomst die nu geldt.")
        return
    yield Paragraph(
        f"Er {'geldt' if len(chosen) == 1 else 'gelden'} {counted(len(chosen), 'overeenkomst', 'overeenkomsten')}. "
        "Bij elke overeenkomst staat tot en met welke dag zij geldt, tot en met welke dag opzeggen kan, en wanneer de "
        "school haar weer beoordeelt."
    )
    yield _table("Overeenkomsten die gelden", chosen)


def _others(snapshot: RegisterSnapshot) -> Iterator[Block]:
    chosen = [one for one in snapshot.agreements if one.row.status not in IN_FORCE]
    if chosen:
        yield Heading(1, "Andere overeenkomsten")
        yield Paragraph("Deze gelden nog niet, of niet meer.")
        yield _table("Andere overeenkomsten", chosen)


def _details(snapshot: RegisterSnapshot) -> Iterator[Block]:
    """Yield what does not fit a table, agreement by agreement."""
    if not snapshot.agreements:
        return
    yield Heading(1, "Per overeenkomst")
    for one in snapshot.agreements:
        row = one.row
        yield Heading(2, together(row.supplier, row.title, mark=": "))
        yield KeyValues(tuple(_rows(one)))


def _rows(one: AgreementDetails) -> Iterator[tuple[str, str]]:
    row, content, supplier = one.row, one.content, one.supplier.supplier
    breach = content.period(TermCode.BREACH_TO_SCHOOL)
    yield "KvK-nummer van de leverancier", filled(supplier.kvk)
    yield "Model en versie", f"model {visible(row.model_version)}, versie {visible(row.version)}"
    yield "Status", label(row.status)
    yield "Getekend op", day(row.signed_on)
    yield "Geldig", f"vanaf {_lower(row.valid_from)}, tot en met {_lower(row.valid_until)}"
    yield "Producten", together(*row.products) or MISSING
    yield "Onderliggend contract", filled(content.contract_name)
    yield "Dienst Verwerkersovereenkomsten", filled(row.dvo_reference)
    yield "Datalek melden binnen", (breach and visible(period_label(breach))) or MISSING
    yield (
        "Meldpunt bij een datalek",
        together(content.security.incident_phone, content.security.incident_email) or MISSING,
    )
    yield "Subverwerkers", together(*_processors(one)) or "geen vastgelegd"
    yield "Landen waar gegevens staan", together(*_countries(one)) or MISSING
    yield "Afwijkingen van het model", counted(len(content.deviations), "afwijking", "afwijkingen")
    yield "Laatst beoordeeld op", day(row.reviewed_on) if row.reviewed_on else "deze versie is nog niet beoordeeld"
    yield "Bewaarde documenten", counted(len(one.documents), "document", "documenten")


def _lower(on: date | None) -> str:
    return MISSING.lower() if on is None else long_date(on)


def _processors(one: AgreementDetails) -> list[str]:
    return sorted({each.name for product in one.content.products for each in product.leaflet.sub_processors})


def _countries(one: AgreementDetails) -> list[str]:
    codes = {code for product in one.content.products for code in product.leaflet.storage_countries}
    return sorted(country_name(code) for code in codes)


def _table(caption: str, agreements: list[AgreementDetails]) -> Table:
    return Table(
        caption=caption,
        header=("Leverancier", "Waarover", "Model en status", "Geldig tot en met", "Opzeggen", "Beoordelen"),
        rows=tuple(
            (
                visible(one.row.supplier),
                together(one.row.title, *one.row.products) or "niet ingevuld",
                f"{visible(one.row.model_version)}, versie {visible(one.row.version)}, {label(one.row.status)}",
                _short(one.row.valid_until),
                _short(one.row.notice_on),
                _short(one.row.review_due_on, "niet gepland"),
            )
            for one in agreements
        ),
        widths=(3.3, 3.3, 2.5, 2.3, 2.3, 2.3),
        row_header_column=0,
    )


def _short(on: date | None, missing: str = _NO_DAY) -> str:
    return missing if on is None else short_date(on)


def _cells(agreement: AgreementDetails | None) -> Iterator[tuple[str, str]]:
    """Yield the heading and the value of each column; without an agreement the values are empty."""
    if agreement is None:
        yield from ((name, "") for name in _COLUMNS)
        return
    row, content, supplier = agreement.row, agreement.content, agreement.supplier.supplier
    breach = content.period(TermCode.BREACH_TO_SCHOOL)
    objection = content.period(TermCode.SUB_PROCESSOR_OBJECTION)
    values = (
        row.supplier,
        supplier.kvk,
        row.title,
        row.model_version,
        row.version,
        label(row.status),
        _iso(row.signed_on),
        _iso(row.valid_from),
        _iso(row.valid_until),
        _iso(row.notice_on),
        _iso(agreement.notice_given_on),
        _iso(agreement.ended_on),
        _iso(agreement.destruction_confirmed_on),
        _iso(row.reviewed_on),
        _iso(row.review_due_on),
        row.dvo_reference,
        content.school.name,
        content.school.number,
        content.contract_name,
        ", ".join(row.products),
        ", ".join(_processors(agreement)),
        ", ".join(_countries(agreement)),
        "" if breach is None else period_label(breach),
        "" if objection is None else period_label(objection),
        content.security.incident_phone,
        content.security.incident_email,
        str(len(content.deviations)),
        str(len(agreement.documents)),
    )
    yield from zip(_COLUMNS, values, strict=True)


_COLUMNS: Final = (
    "Leverancier",
    "KvK-nummer",
    "Overeenkomst",
    "Model",
    "Versie",
    "Status",
    "Getekend op",
    "Geldig vanaf",
    "Geldig tot en met",
    "Laatste dag om op te zeggen",
    "Opgezegd op",
    "Beëindigd op",
    "Vernietiging bevestigd op",
    "Beoordeeld op",
    "Beoordelen op",
    "Dienst Verwerkersovereenkomsten",
    "School",
    "Nummer van de school",
    "Onderliggend contract",
    "Producten",
    "Subverwerkers",
    "Landen",
    "Datalek melden binnen",
    "Bezwaar tegen subverwerker binnen",
    "Telefoon bij een datalek",
    "E-mail bij een datalek",
    "Aantal afwijkingen",
    "Aantal documenten",
)


def _iso(on: date | None) -> str:
    return "" if on is None else on.isoformat()


def _plain(value: object) -> object:
    """Return a frozen value as JSON knows it: objects by field name, enumerations by code, days in ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
