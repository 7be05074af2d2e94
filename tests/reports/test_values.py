"""Stored values as a Dutch reader reads them; what does not look like its kind is shown as it is."""

from __future__ import annotations

import pytest

from leskracht_desktop.domain.inventory import FieldKind
from leskracht_desktop.reports.values import FieldTexts
from tests.support import snapshots


def texts(code: str, compartment: str = "processor") -> FieldTexts:
    return FieldTexts(snapshots.inventory().facts(code, compartment))


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
