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
from leskracht_desktop.labels_nl import counted, label, period_label, short_date
from leskracht_desktop.reports.agreement_paper import sheet, together
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Block, Heading, Paragraph, RenderedPdf, Table, Title

FORMAT: Final = "leskracht-agreements"
FORMAT_VERSION: Final = 1

_NO_DAY = "niet ingevuld"
_BOM = b"\xef\xbb\xbf"


def register_report(snapshot: RegisterSnapshot) -> RenderedPdf:
    """Return the register as a PDF; equal snapshots give equal bytes."""
    title = "Register van overeenkomsten"
    blocks = (Title(title, visible(snapshot.head.institution)), *_in_force(snapshot), *_others(snapshot))
    return render(sheet(snapshot.head, title, "Register van verwerkersovereenkomsten", blocks))


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
        "school haar weer moet nakijken."
    )
    yield _table("Overeenkomsten die gelden", chosen)


def _others(snapshot: RegisterSnapshot) -> Iterator[Block]:
    chosen = [one for one in snapshot.agreements if one.row.status not in IN_FORCE]
    if chosen:
        yield Heading(1, "Andere overeenkomsten")
        yield Paragraph("Deze gelden nog niet, of niet meer.")
        yield _table("Andere overeenkomsten", chosen)


def _table(caption: str, agreements: list[AgreementDetails]) -> Table:
    return Table(
        caption=caption,
        header=("Leverancier", "Waarover", "Model en status", "Geldig tot", "Opzeggen", "Nakijken"),
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
    processors = {one.name for product in content.products for one in product.leaflet.sub_processors}
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
        _iso(row.reviewed_on),
        _iso(row.review_due_on),
        row.dvo_reference,
        content.school.name,
        content.school.number,
        content.contract_name,
        ", ".join(row.products),
        ", ".join(sorted(processors)),
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
    "Beoordeeld op",
    "Beoordelen op",
    "Dienst Verwerkersovereenkomsten",
    "School",
    "Nummer van de school",
    "Onderliggend contract",
    "Producten",
    "Subverwerkers",
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
