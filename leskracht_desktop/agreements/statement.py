"""Leskracht's privacy statement as a document to read, made from the processing inventory: one source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from leskracht_desktop.agreements.content_file import parse_bounded
from leskracht_desktop.agreements.inventory import parse_inventory
from leskracht_desktop.domain.guide import Statement
from leskracht_desktop.domain.inventory import Category, Certainty, Compartment, Country, Inventory, Named
from leskracht_desktop.domain.readable import DocumentFact, DocumentSection, Origin, ReadableDocument
from leskracht_desktop.labels_nl.codes import label
from leskracht_desktop.labels_nl.facts import fact_rows
from leskracht_desktop.labels_nl.guide import (
    NAMED,
    NOT_NAMED,
    STATEMENT_FACTS,
    STATEMENT_HEADINGS,
    STATEMENT_TITLE,
    working_days_label,
)

CODE = "leskracht_statement"


def is_statement(content: bytes, path: Path) -> bool:
    """Tell whether a file is one of a privacy statement, and not a guide to a model.

    Raises: FileRefused when it is no file of the program's at all.
    """
    return "statement" in parse_bounded(content, path).table


def parse_statement(content: bytes, path: Path) -> ReadableDocument:
    """Return the statement in a file the user brought in, which has the parts of the shipped inventory.

    Raises: FileRefused.
    """
    return replace(statement_document(parse_inventory(content, path)), is_added=True)


def statement_document(inventory: Inventory) -> ReadableDocument:
    """Return the statement: what, from whom, why, with whom, where, how long, which rights and terms, and questions.

    Everything comes from the inventory that also feeds the dossier; what a category leaves open stays a question.
    """
    statement = inventory.statement
    sections = (
        _section("about", [statement.about], _about(inventory)),
        _compartment(inventory, Compartment.PROCESSOR, inventory.within(Compartment.PROCESSOR)),
        _compartment(
            inventory,
            Compartment.OWN_CONTROLLER,
            (*inventory.own_variants, *inventory.within(Compartment.OWN_CONTROLLER)),
        ),
        _section(
            "storage",
            [],
            [
                _fact("storage", _names(statement.storage_countries)),
                _fact("access", _names(statement.staff_access_countries)),
            ],
        ),
        _section("recipients", [], _recipients(inventory)),
        _section("rights", [statement.rights]),
        _section(
            "terms", [], [_fact("opt_out", working_days_label(statement.opt_out_working_days)), *_retention(inventory)]
        ),
        _section("consents", statement.consents),
        _section("security", [statement.security]),
        _section("breach", [statement.breach]),
        _section("changes", [statement.changes]),
        DocumentSection("questions", STATEMENT_HEADINGS["questions"], questions=statement.questions),
    )
    edition = (statement.edition, statement.edition_on)
    return ReadableDocument(CODE, STATEMENT_TITLE, statement.named_version, *edition, sections=sections)


def _about(inventory: Inventory) -> list[DocumentFact]:
    statement = inventory.statement
    return [
        _fact("supplier", statement.supplier),
        _fact("contact", statement.contact_email),
        _fact("version", statement.named_version or NOT_NAMED),
        _fact("agreement", statement.agreement_version or NOT_NAMED),
        _fact("officer", NAMED if statement.names_officer else NOT_NAMED),
        _fact("supervisor", NAMED if statement.names_supervisor else NOT_NAMED),
    ]


def _compartment(inventory: Inventory, compartment: Compartment, categories: Iterable[Category]) -> DocumentSection:
    text = inventory.compartment_text(compartment)
    return DocumentSection(
        code=compartment.value,
        title=STATEMENT_HEADINGS[compartment.value],
        statements=_statements([text.explanation, text.addressee]),
        sections=tuple(_category(category, compartment, inventory.named) for category in categories),
        origin=Origin.OURS,
    )


def _category(category: Category, compartment: Compartment, named: Named) -> DocumentSection:
    answers = zip(_numbered(category), _origins(category, named), strict=True)
    rows = (
        DocumentFact(f"fact_{number}", what, tuple(answer.split("\n")), origin)
        for (number, (what, answer)), origin in answers
    )
    return DocumentSection(
        code=f"{compartment.value}.{category.code}",
        title=category.label,
        statements=(Statement(category.explanation, category.certainty),),
        facts=(*_fields(category, named), *rows),
        questions=category.questions,
        certainty=category.certainty,
        origin=_origin(is_named=named.describes(category)),
    )


def _fields(category: Category, named: Named) -> Iterable[DocumentFact]:
    """Yield the fields that the statement names, and apart from them those we filled in."""
    for is_named in (True, False):
        labels = tuple(field.label for field in category.fields if named.names_field(category, field) is is_named)
        if labels:
            origin = _origin(is_named=is_named)
            yield DocumentFact(f"fields_{origin.value}", STATEMENT_FACTS["fields"], labels, origin)


def _origins(category: Category, named: Named) -> Iterable[Origin]:
    """Yield who says each of the facts of a category, in the order in which they are told."""
    found = (
        named.describes(category),
        category.basis in named.bases,
        named.describes(category),
        True,  # the countries of the servers hold for all that Leskracht does
        category.retention in named.retentions,
        category.source in named.sources,
        category.transfers in named.transfers,
        category.automated_decisions in named.automated_decisions,
    )
    return (_origin(is_named=one) for one in found)


def _origin(*, is_named: bool) -> Origin:
    return Origin.DOCUMENT if is_named else Origin.OURS


def _numbered(category: Category) -> Iterable[tuple[int, tuple[str, str]]]:
    return enumerate(fact_rows(category), 1)


def _recipients(inventory: Inventory) -> list[DocumentFact]:
    found: dict[str, DocumentFact] = {}
    for category in (*inventory.categories, *inventory.own_variants):
        if category.compartment is Compartment.SCHOOL:
            continue
        for recipient in category.recipients:
            origin = _origin(is_named=recipient in inventory.named.recipients)
            outside, answer = f"{recipient.code}.outside", f"{label(recipient.outside_eea).capitalize()}."
            found[recipient.code] = DocumentFact(recipient.code, recipient.label, (recipient.text,), origin)
            found[outside] = DocumentFact(outside, STATEMENT_FACTS["outside"], (answer,), Origin.OURS)
    return list(found.values())


def _retention(inventory: Inventory) -> Iterable[DocumentFact]:
    categories = (*inventory.within(Compartment.PROCESSOR), *inventory.own_variants)
    own = inventory.within(Compartment.OWN_CONTROLLER)
    for retention in dict.fromkeys(category.retention for category in (*categories, *own)):
        origin = _origin(is_named=retention in inventory.named.retentions)
        yield DocumentFact(f"retention_{origin.value}", STATEMENT_FACTS["retention"], (retention.text,), origin)


def _section(code: str, texts: Iterable[str], facts: Iterable[DocumentFact] = ()) -> DocumentSection:
    return DocumentSection(code, STATEMENT_HEADINGS[code], _statements(texts), tuple(facts), origin=Origin.DOCUMENT)


def _statements(texts: Iterable[str]) -> tuple[Statement, ...]:
    return tuple(Statement(text, Certainty.TO_BE_CHECKED) for text in texts)


def _fact(code: str, *texts: str) -> DocumentFact:
    return DocumentFact(code, STATEMENT_FACTS[code], texts, Origin.DOCUMENT)


def _names(countries: Iterable[Country]) -> str:
    return ", ".join(country.label for country in countries)
