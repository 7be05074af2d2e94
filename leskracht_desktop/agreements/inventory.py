"""Load the processing inventory that ships with the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leskracht_desktop.agreements.content_file import parse_bounded, refused_at_line
from leskracht_desktop.agreements.toml_parts import Part, read_toml
from leskracht_desktop.domain.inventory import (
    Answer,
    AutomatedDecisions,
    Basis,
    Category,
    Certainty,
    Compartment,
    CompartmentText,
    Country,
    FieldKind,
    FieldLabel,
    Inventory,
    LawfulBasis,
    Named,
    Purpose,
    Recipient,
    Retention,
    Statement,
    Transfers,
)
from leskracht_desktop.errors import FileRefused

_EDITION = re.compile(r"[0-9A-Za-z.-]{1,20}")

FORMAT_VERSION = 1
"""The layout of the file that this program reads."""

_VARIANT_KEYS = ("explanation", "purposes", "basis", "recipients", "retention", "source", "transfers")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What categories refer to by code."""

    countries: Mapping[str, Country]
    purposes: Mapping[str, Purpose]
    recipients: Mapping[str, Recipient]
    bases: Mapping[str, Basis]
    retentions: Mapping[str, Retention]
    sources: Mapping[str, str]
    transfers: Mapping[str, Transfers]
    automated_decisions: Mapping[str, AutomatedDecisions]


def load_inventory(path: Path) -> Inventory:
    """Return the inventory in a TOML file, checked in every part.

    Raises: FileUnreadable; FileRefused with reason `not_toml`, `newer_format`, `missing_part`, `unknown_part`,
    `wrong_kind`, `unknown_reference` or `duplicate_code`, and `where` the line or part.
    """
    return _inventory(read_toml(path))


def parse_inventory(content: bytes, path: Path) -> Inventory:
    """Return the inventory in the bytes of a file the user brought in; `path` only names it.

    Raises: FileRefused, also `too_large`, `too_deep`, `record_too_large` and `control_characters`.
    """
    root = parse_bounded(content, path)
    try:
        return _inventory(root)
    except FileRefused as error:
        raise refused_at_line(error, content) from error


def _inventory(root: Part) -> Inventory:
    version = root.number("version")
    if version != FORMAT_VERSION:
        raise root.refuse("newer_format", "version", str(version))
    root.only("version", "statement", "compartments", "categories", "named", *_Shared.__slots__)
    shared = _shared(root)
    categories: dict[str, Category] = {}
    variants: list[Category] = []
    for part in root.parts("categories"):
        category = _category(part, shared)
        if category.code in categories:
            raise part.refuse("duplicate_code", "code", category.code)
        categories[category.code] = category
        if "own_controller" in part.table:
            variants.append(_own_variant(part, shared))
    if not categories:
        raise root.refuse("missing_part", "categories")
    return Inventory(
        version=version,
        statement=_statement(root.part("statement"), shared.countries),
        compartments=tuple(_compartment(root.part("compartments"), compartment) for compartment in Compartment),
        categories=tuple(categories.values()),
        own_variants=tuple(variants),
        named=_named(root.part("named"), shared, categories) if "named" in root.table else Named(),
    )


def _shared(root: Part) -> _Shared:
    purposes, sources = root.part("purposes"), root.part("sources")
    return _Shared(
        countries={code: _country(code, part) for code, part in root.named_parts("countries")},
        purposes={code: Purpose(code, purposes.text(code)) for code in purposes.table},
        recipients={code: _recipient(code, part) for code, part in root.named_parts("recipients")},
        bases={code: _basis(part) for code, part in root.named_parts("bases")},
        retentions={code: _retention(part) for code, part in root.named_parts("retentions")},
        sources={code: sources.text(code) for code in sources.table},
        transfers={code: _transfers(part) for code, part in root.named_parts("transfers")},
        automated_decisions={code: _decisions(part) for code, part in root.named_parts("automated_decisions")},
    )


def _country(code: str, part: Part) -> Country:
    part.only("label", "in_eea")
    return Country(code, part.text("label"), part.flag("in_eea"))


def _recipient(code: str, part: Part) -> Recipient:
    part.only("label", "text", "outside_eea")
    return Recipient(code, part.text("label"), part.text("text"), part.choice("outside_eea", Answer))


def _basis(part: Part) -> Basis:
    part.only("kind", "text")
    return Basis(part.choice("kind", LawfulBasis), part.text("text"))


def _retention(part: Part) -> Retention:
    part.only("text", "months", "suggestion")
    months = part.number("months") if "months" in part.table else None
    return Retention(part.text("text"), months, part.optional_text("suggestion") or "")


def _transfers(part: Part) -> Transfers:
    part.only("outside_eea", "text", "safeguards")
    return Transfers(part.choice("outside_eea", Answer), part.text("text"), part.text("safeguards"))


def _decisions(part: Part) -> AutomatedDecisions:
    part.only("present", "text")
    return AutomatedDecisions(part.choice("present", Answer), part.text("text"))


def _category(part: Part, shared: _Shared) -> Category:
    part.only("own_controller", *Category.__slots__)
    fields = _fields(part)
    time_field = part.optional_text("time_field")
    if time_field is not None and time_field not in {field.code for field in fields}:
        raise part.refuse("unknown_reference", "time_field", time_field)
    return Category(
        code=part.text("code"),
        label=part.text("label"),
        explanation=part.text("explanation"),
        compartment=part.choice("compartment", Compartment),
        fields=fields,
        purposes=part.references("purposes", shared.purposes),
        basis=part.reference("basis", shared.bases),
        recipients=part.references("recipients", shared.recipients),
        storage_countries=part.references("storage_countries", shared.countries),
        retention=part.reference("retention", shared.retentions),
        source=part.reference("source", shared.sources),
        transfers=part.reference("transfers", shared.transfers),
        automated_decisions=part.reference("automated_decisions", shared.automated_decisions),
        certainty=part.choice("certainty", Certainty),
        high_volume="high_volume" in part.table and part.flag("high_volume"),
        time_field=time_field,
        questions=part.texts("questions") if "questions" in part.table else (),
    )


def _own_variant(part: Part, shared: _Shared) -> Category:
    """Return the category with the differences of its `own_controller` table laid over it."""
    different = part.part("own_controller")
    different.only(*_VARIANT_KEYS)
    if part.choice("compartment", Compartment) is not Compartment.PROCESSOR:
        raise part.refuse("unknown_part", "own_controller")
    merged = {key: value for key, value in part.table.items() if key not in {"own_controller", "compartment"}}
    merged |= {**different.table, "compartment": Compartment.OWN_CONTROLLER.value}
    return _category(Part(part.path, different.where, merged), shared)


def _fields(part: Part) -> tuple[FieldLabel, ...]:
    fields: dict[str, FieldLabel] = {}
    for item in part.parts("fields"):
        item.only("code", "label", "kind", "choices")
        code = item.text("code")
        if code in fields:
            raise item.refuse("duplicate_code", "code", code)
        kind = item.choice("kind", FieldKind) if "kind" in item.table else FieldKind.TEXT
        choices: tuple[tuple[str, str], ...] = ()
        if "choices" in item.table:
            table = item.part("choices")
            choices = tuple((value, table.text(value)) for value in table.table)
        fields[code] = FieldLabel(code, item.text("label"), kind, choices)
    if not fields:
        raise part.refuse("missing_part", "fields")
    return tuple(fields.values())


def _named(part: Part, shared: _Shared, categories: Mapping[str, Category]) -> Named:
    """Return what stands in the statement itself; each code must be one of the inventory."""
    known = {compartment.value: compartment for compartment in Compartment}
    part.only(*Named.__slots__)
    fields: set[tuple[str, str]] = set()
    table = part.part("fields")
    for code in table.table:
        if code not in categories:
            raise table.refuse("unknown_reference", code, code)
        of_category = {field.code: (code, field.code) for field in categories[code].fields}
        fields.update(table.references(code, of_category))
    return Named(
        compartments=frozenset(part.references("compartments", known)),
        recipients=part.references("recipients", shared.recipients),
        bases=part.references("bases", shared.bases),
        retentions=part.references("retentions", shared.retentions),
        sources=part.references("sources", shared.sources),
        transfers=part.references("transfers", shared.transfers),
        automated_decisions=part.references("automated_decisions", shared.automated_decisions),
        fields=frozenset(fields),
    )


def _compartment(part: Part, compartment: Compartment) -> CompartmentText:
    part.only(*Compartment)
    texts = part.part(compartment.value)
    texts.only("label", "explanation", "addressee")
    return CompartmentText(compartment, texts.text("label"), texts.text("explanation"), texts.text("addressee"))


def _edition(part: Part) -> str:
    text = part.text("edition")
    if _EDITION.fullmatch(text) is None:
        raise part.refuse("wrong_kind", "edition", "edition")
    return text


def _statement(part: Part, countries: Mapping[str, Country]) -> Statement:
    part.only(*Statement.__slots__)
    return Statement(
        supplier=part.text("supplier"),
        contact_email=part.text("contact_email"),
        edition=_edition(part),
        edition_on=part.day("edition_on"),
        named_version=part.optional_text("named_version"),
        agreement_version=part.optional_text("agreement_version"),
        opt_out_working_days=part.number("opt_out_working_days"),
        storage_countries=part.references("storage_countries", countries),
        staff_access_countries=part.references("staff_access_countries", countries),
        names_supervisor=part.flag("names_supervisor"),
        names_officer=part.flag("names_officer"),
        about=part.text("about"),
        security=part.text("security"),
        breach=part.text("breach"),
        changes=part.text("changes"),
        rights=part.text("rights"),
        consents=part.texts("consents"),
        questions=part.texts("questions"),
    )
