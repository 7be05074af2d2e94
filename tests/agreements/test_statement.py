"""The privacy statement as a document to read: the inventory and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from leskracht_desktop.agreements.inventory import load_inventory
from leskracht_desktop.agreements.statement import statement_document
from leskracht_desktop.domain.inventory import Certainty, Compartment
from leskracht_desktop.domain.readable import Origin

SHIPPED = Path(__file__).parents[2] / "resources" / "inventory" / "leskracht.toml"


@pytest.fixture(scope="module")
def inventory():
    return load_inventory(SHIPPED)


@pytest.fixture(scope="module")
def document(inventory):
    return statement_document(inventory)


def section(document, code):
    return next(found for found in document.sections if found.code == code)


def test_everything_a_reader_looks_for_has_a_heading(document):
    assert [found.code for found in document.sections] == [
        "about", "processor", "own_controller", "storage", "recipients", "rights", "terms", "consents", "security",
        "breach", "changes", "questions",
    ]  # fmt: skip
    assert all(found.title for found in document.sections)


def test_each_compartment_holds_its_own_categories(document, inventory):
    processor = [found.code.partition(".")[2] for found in section(document, "processor").sections]
    own = [found.code.partition(".")[2] for found in section(document, "own_controller").sections]
    assert processor == [found.code for found in inventory.within(Compartment.PROCESSOR)]
    assert own == [
        *(found.code for found in inventory.own_variants),
        *(found.code for found in inventory.within(Compartment.OWN_CONTROLLER)),
    ]


def test_a_category_answers_what_why_who_where_and_how_long(document, inventory):
    found = section(document, "processor").sections[0]
    category = inventory.facts("identity", "processor")
    assert [fact.label for fact in found.facts] == [
        "Welke gegevens", "Waarvoor", "Grondslag", "Wie ze krijgt", "Waar ze staan", "Hoe lang",
        "Waar ze vandaan komen", "Buiten Europa", "Besluiten door een computer",
    ]  # fmt: skip
    assert found.facts[0].texts == tuple(field.label for field in category.fields)
    assert found.facts[1].texts == tuple(purpose.text for purpose in category.purposes)
    assert (found.title, found.questions, found.certainty) == (category.label, category.questions, category.certainty)


def test_what_the_statement_does_not_name_is_said(document):
    facts = {fact.code: fact.texts for fact in section(document, "about").facts}
    assert facts["contact"] == ("info@leskracht.nl",)
    assert {facts[code] for code in ("version", "agreement", "officer", "supervisor")} == {("Niet genoemd.",)}
    assert document.version is None


def test_what_a_later_statement_names_is_shown(inventory):
    later = replace(inventory.statement, named_version="2027", agreement_version="4.0", names_officer=True)
    document = statement_document(replace(inventory, statement=later))
    facts = {fact.code: fact.texts for fact in section(document, "about").facts}
    assert document.version == "2027"
    assert (facts["version"], facts["agreement"], facts["officer"]) == (
        ("2027",),
        ("4.0",),
        ("Staat in de verklaring.",),
    )


def test_terms_and_places(document):
    terms = {fact.code: fact.texts for fact in section(document, "terms").facts}
    assert terms["opt_out"] == ("Dat kan tot 10 werkdagen duren.",)
    assert "geen vaste termijn" in terms["retention_document"][0]
    assert "zeven jaar" in terms["retention_ours"][0]
    places = {fact.code: fact.texts for fact in section(document, "storage").facts}
    assert places == {"storage": ("Nederland, Duitsland, Denemarken",), "access": ("Nederland",)}


def test_each_fact_says_whether_the_statement_or_we_said_it(document):
    own = {found.code: found for found in section(document, "own_controller").sections}
    payments = {fact.label: fact.origin for fact in own["own_controller.payment_reference"].facts}
    assert (payments["Waarvoor"], payments["Hoe lang"], payments["Grondslag"]) == (
        Origin.DOCUMENT, Origin.OURS, Origin.OURS,
    )  # fmt: skip
    device = {fact.code: fact for fact in own["own_controller.device"].facts}
    assert "MAC-adres" in device["fields_document"].texts
    assert "Versie van de app" in device["fields_ours"].texts
    assert {fact.label: fact.origin for fact in device.values()}["Grondslag"] is Origin.DOCUMENT
    pupils = [fact for found in section(document, "processor").sections for fact in found.facts]
    assert {fact.origin for fact in pupils if fact.label in {"Welke gegevens", "Waarvoor"}} == {Origin.OURS}
    ours = [text for fact in pupils if fact.origin is Origin.OURS for text in fact.texts]
    assert any("ECK iD" in text for text in ours)
    assert any("AVG artikel 6 lid 1 onder e" in text for text in ours)
    outside = [fact for fact in section(document, "recipients").facts if fact.label == "Buiten Europa"]
    assert {fact.origin for fact in outside} == {Origin.OURS}
    parts = [part for found in document.sections for part in (found, *found.sections)]
    assert all(fact.origin is not None for part in parts for fact in part.facts)
    assert all(part.origin is not None for part in parts if part.statements)


def test_erasing_is_told_as_the_heading_it_is(document):
    (rights,) = section(document, "rights").statements
    assert "Wissen noemt de verklaring alleen in een kop." in rights.text


def test_our_summary_has_a_version_and_a_day(document):
    assert (document.edition, document.edition_on) == ("1.0", date(2026, 11, 22))


def test_the_questions_are_those_of_the_inventory(document, inventory):
    assert section(document, "questions").questions == inventory.statement.questions
    assert all(question.count("?") == 1 for question in section(document, "questions").questions)


def test_nothing_in_it_is_called_sure(document):
    statements = [one for found in document.sections for one in found.statements]
    assert {one.certainty for one in statements} == {Certainty.TO_BE_CHECKED}


def test_every_text_of_the_statement_is_in_it(document, inventory):
    texts = [text for found in document.sections for text in found.texts()]
    statement = inventory.statement
    for wanted in (statement.about, statement.security, statement.breach, statement.changes, statement.rights):
        assert wanted in texts
    assert set(statement.consents) <= set(texts)
    assert not [text for text in texts if not text.strip()]
