"""Stored values as a Dutch reader reads them."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.inventory import Category, FieldKind
from leskracht_desktop.labels_nl.facts import fact_rows
from leskracht_desktop.labels_nl.values import FieldTexts, date_text, instant_text, yes_no_text
from leskracht_desktop.services.inventory import processing_inventory


def category(code: str, compartment: str) -> Category:
    found = processing_inventory().facts(code, compartment)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("group", "7B (LRK)", "7B (leerkracht)"),
        ("group", "Groep 7 (oost)", "Groep 7 (oost)"),
        ("year_group", "7", "groep 7"),
        ("role", "IB", "intern begeleider"),
        ("born_on", "2015-06-21", "21 juni 2015"),
        ("born_on", "in de zomer", "in de zomer"),
        ("status", "missing", "niet meer in de lijst"),
        ("custody", "unknown", "niet bekend"),
        ("custody", "", ""),
        ("relation", "mother", "moeder"),
        ("relation", "mother P-000004", "moeder P-000004"),
        ("note", "Een\r\nTwee", "Een\nTwee"),
        ("surname", "Ja\u202enssen", "Ja⟨U+202E⟩nssen"),
    ],
)
def test_what_the_school_keeps_itself(code: str, value: str, text: str) -> None:
    assert FieldTexts(None).text(code, value) == text


def test_the_inventory_names_fields_and_their_known_values() -> None:
    texts = FieldTexts(category("school_identity", "school"))
    assert texts.label("born_on") == "Geboortedatum"
    assert texts.text("gender", "female") == "vrouw"
    assert texts.kind("note") is FieldKind.LONG_TEXT


def test_a_field_of_leskracht_that_nobody_knows_keeps_its_own_name() -> None:
    texts = FieldTexts(category("device", "processor"))
    assert texts.label("battery_level") == "Battery level"
    assert texts.text("battery_level", "80") == "80"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (date_text("2026-03-03"), "3 maart 2026"),
        (instant_text("2026-03-03T13:05:00Z"), "3 maart 2026 om 14.05 uur"),
        (instant_text("2026-03-03T13:05:00"), "2026-03-03T13:05:00"),
        (instant_text("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z"),
        (yes_no_text("true"), "ja"),
        (yes_no_text("nee"), "nee"),
        (yes_no_text("misschien"), "misschien"),
    ],
)
def test_dates_and_answers(text: str, said: str) -> None:
    assert text == said


def test_every_category_answers_the_same_questions() -> None:
    inventory = processing_inventory()
    questions = {tuple(what for what, _ in fact_rows(one)) for one in (*inventory.categories, *inventory.own_variants)}
    assert len(questions) == 1
    for one in (*inventory.categories, *inventory.own_variants):
        assert all(answer.strip() for _, answer in fact_rows(one)), one.code


def texts(code: str, compartment: str = "processor") -> FieldTexts:
    return FieldTexts(processing_inventory().facts(code, compartment))


@pytest.mark.parametrize(
    ("category", "field", "stored", "shown"),
    [
        ("account", "role", "pupil", "leerling"),
        ("account", "role", "wizard", "wizard"),
        ("account", "created_at", "2023-08-28T07:12:00Z", "28 augustus 2023 om 9.12 uur"),
        ("account", "created_at", "2023-08-28T07:12:00", "2023-08-28T07:12:00"),
        ("account", "created_at", "0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00+23:59"),
        ("media", "size_bytes", "15934", "16 kB"),
        ("media", "size_bytes", "groot", "groot"),
        ("usage_log", "duration_seconds", "65", "1 minuut en 5 seconden"),
        ("reviews", "rating", "4.5", "4,5"),
        ("messages", "text", "a\r\nb\u202e", "a\nb⟨U+202E⟩"),
        ("messages", "subject", "a\nb", "a⟨U+000A⟩b"),
    ],
)
def test_values_of_the_supplier(category: str, field: str, stored: str, shown: str):
    assert texts(category).text(field, stored) == shown


def test_amounts_in_their_own_currency():
    payments = texts("payment_reference", "own_controller")
    assert payments.text("amount", "12.50") == "€ 12,50"
    assert payments.text("amount", "12.50", "USD") == "$ 12,50"
    assert payments.text("amount", "12.50", "") == "€ 12,50"
    assert texts("cookies", "own_controller").text("consent", "true") == "ja"
    assert texts("cookies", "own_controller").text("consent", "misschien") == "misschien"


@pytest.mark.parametrize(
    ("field", "stored", "shown"),
    [
        ("born_on", "2015-06-21", "21 juni 2015"),
        ("birth_on", "2015-06-21", "21 juni 2015"),
        ("gender", "male", "man"),
        ("kind", "staff", "medewerker"),
        ("changed_at", "2026-01-21T08:30:00+00:00", "21 januari 2026 om 9.30 uur"),
        ("custody", "unknown", "niet bekend"),
    ],
)
def test_values_the_school_keeps_itself(field: str, stored: str, shown: str):
    own = FieldTexts(None)
    assert (
        texts("school_identity", "school").text(field, stored) if field == "gender" else own.text(field, stored)
    ) == shown


def test_a_field_that_nobody_foresaw_keeps_the_suppliers_own_word():
    assert texts("messages").label("reading_level") == "Reading level"
    assert texts("messages").label("__") == "Overig gegeven"
    assert texts("messages").kind("reading_level") is FieldKind.TEXT
    assert FieldTexts(None).label("reading_level") == "Overig gegeven"


def test_events_are_named_by_what_their_category_counts():
    assert texts("usage_log").event_kind("usage_log", "sign_in") == texts("usage_log").text("action", "sign_in")
    assert texts("location").event_kind("location", "ip") == texts("location").text("method", "ip")
    assert texts("usage_log").event_kind("usage_log", "") == "niet vermeld"
