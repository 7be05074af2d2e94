"""Leskracht's privacy statement as a document to read, made from the processing inventory: one source."""

from __future__ import annotations

from collections.abc import Iterable

from leskracht_desktop.domain.guide import Statement
from leskracht_desktop.domain.inventory import Category, Certainty, Compartment, Country, Inventory
from leskracht_desktop.domain.readable import DocumentFact, DocumentSection, ReadableDocument
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
            "terms", [], [_fact("opt_out", working_days_label(statement.opt_out_working_days)), _retention(inventory)]
        ),
        _section("consents", statement.consents),
        _section("security", [statement.security]),
        _section("breach", [statement.breach]),
        _section("changes", [statement.changes]),
        DocumentSection("questions", STATEMENT_HEADINGS["questions"], questions=statement.questions),
    )
    return ReadableDocument(CODE, STATEMENT_TITLE, statement.named_version, sections)


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
        sections=tuple(_category(category, compartment) for category in categories),
    )


def _category(category: Category, compartment: Compartment) -> DocumentSection:
    fields = DocumentFact("fields", STATEMENT_FACTS["fields"], tuple(field.label for field in category.fields))
    rows = (
        DocumentFact(f"fact_{number}", what, tuple(answer.split("\n")))
        for number, (what, answer) in _numbered(category)
    )
    return DocumentSection(
        code=f"{compartment.value}.{category.code}",
        title=category.label,
        statements=(Statement(category.explanation, category.certainty),),
        facts=(fields, *rows),
        questions=category.questions,
        certainty=category.certainty,
    )


def _numbered(category: Category) -> Iterable[tuple[int, tuple[str, str]]]:
    return enumerate(fact_rows(category), 1)


def _recipients(inventory: Inventory) -> list[DocumentFact]:
    found: dict[str, DocumentFact] = {}
    for category in (*inventory.categories, *inventory.own_variants):
        if category.compartment is Compartment.SCHOOL:
            continue
        for recipient in category.recipients:
            outside = f"{STATEMENT_FACTS['outside']}: {label(recipient.outside_eea)}."
            found[recipient.code] = DocumentFact(recipient.code, recipient.label, (recipient.text, outside))
    return list(found.values())


def _retention(inventory: Inventory) -> DocumentFact:
    categories = (*inventory.within(Compartment.PROCESSOR), *inventory.own_variants)
    own = inventory.within(Compartment.OWN_CONTROLLER)
    texts = dict.fromkeys(category.retention.text for category in (*categories, *own))
    return _fact("retention", *texts)


def _section(code: str, texts: Iterable[str], facts: Iterable[DocumentFact] = ()) -> DocumentSection:
    return DocumentSection(code, STATEMENT_HEADINGS[code], _statements(texts), tuple(facts))


def _statements(texts: Iterable[str]) -> tuple[Statement, ...]:
    return tuple(Statement(text, Certainty.TO_BE_CHECKED) for text in texts)


def _fact(code: str, *texts: str) -> DocumentFact:
    return DocumentFact(code, STATEMENT_FACTS[code], texts)


def _names(countries: Iterable[Country]) -> str:
    return ", ".join(country.label for country in countries)
