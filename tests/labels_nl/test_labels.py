"""Dutch words for codes: every code has one, and dates and numbers are written as the Dutch write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from leskracht_desktop import labels_nl
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.deadlines import StepCode, deadline, extended_deadline
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.people import PersonKind, PersonStatus
from leskracht_desktop.domain.requests import RequestKind, RequestStatus
from leskracht_desktop.domain.working_days import Holiday, HolidayCode
from leskracht_desktop.labels_nl.codes import all_labels
from leskracht_desktop.labels_nl.deadlines import _SENTENCES


@pytest.mark.parametrize("kind", all_labels(), ids=lambda kind: kind.__name__)
def test_every_value_of_an_enumeration_has_a_label(kind: type[StrEnum]):
    assert set(all_labels()[kind]) == {value.value for value in kind}
    assert all(labels_nl.label(value).strip() for value in kind)


def test_a_code_of_a_newer_program_is_unknown():
    assert labels_nl.label_of(RequestStatus, "paused") == "onbekend"
    assert labels_nl.label_of(RequestStatus, "closed") == "afgehandeld"


def test_every_audit_kind_and_entity_has_words():
    unknown = labels_nl.audit_label("something.new")
    assert all(labels_nl.audit_label(kind.value) != unknown for kind in AuditKind)
    assert all(labels_nl.audit_entity_label(entity.value) for entity in AuditEntity)


@pytest.mark.parametrize("status", list(PersonStatus))
def test_nobody_but_a_pupil_is_called_at_school(status: PersonStatus):
    said = {kind: labels_nl.person_status_label(status, kind) for kind in PersonKind}
    assert [kind for kind, text in said.items() if text.endswith(" school")] in ([], [PersonKind.PUPIL])
    assert said[PersonKind.OTHER] == said[PersonKind.PARENT] == labels_nl.label(status)


def test_labels_of_one_kind_differ():
    labels = [labels_nl.label(kind) for kind in RequestKind]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (labels_nl.long_date(date(2026, 3, 3)), "3 maart 2026"),
        (labels_nl.short_date(date(2026, 3, 3)), "03-03-2026"),
        (labels_nl.long_instant(datetime(2026, 3, 3, 13, 5, tzinfo=UTC)), "3 maart 2026 om 14.05 uur"),
        (labels_nl.long_instant(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)), "2 juli 2026 om 0.30 uur"),
        (labels_nl.short_instant(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)), "02-07-2026 00:30"),
        (labels_nl.month_name("2026-03"), "maart 2026"),
        (labels_nl.month_name("2026-13"), "2026-13"),
        (labels_nl.month_name("ooit"), "ooit"),
        (labels_nl.weekday(date(2026, 3, 3)), "dinsdag"),
        (labels_nl.whole_number(1234567), "1.234.567"),
        (labels_nl.decimal_number("-1234.50"), "-1.234,50"),
        (labels_nl.decimal_number("veel"), "veel"),
        (labels_nl.decimal_number("NaN"), "NaN"),
        (labels_nl.decimal_number("1e4000"), "1e4000"),
        (labels_nl.amount("1234.5"), "€ 1.234,50"),
        (labels_nl.amount("7", "CHF"), "CHF 7,00"),
        (labels_nl.amount("gratis"), "gratis"),
        (labels_nl.duration(0), "0 seconden"),
        (labels_nl.duration(61), "1 minuut en 1 seconde"),
        (labels_nl.duration(7325), "2 uur, 2 minuten en 5 seconden"),
        (labels_nl.file_size(1), "1 byte"),
        (labels_nl.file_size(999), "999 bytes"),
        (labels_nl.file_size(1_234_567), "1,2 MB"),
        (labels_nl.file_size(999_700), "1,0 MB"),
        (labels_nl.joined(["a"]), "a"),
        (labels_nl.joined(["a", "b", "c"]), "a, b en c"),
        (labels_nl.joined([]), ""),
        (labels_nl.counted(1, "dag", "dagen"), "1 dag"),
        (labels_nl.counted(1200, "dag", "dagen"), "1.200 dagen"),
        (labels_nl.gender_label("2"), "vrouw"),
        (labels_nl.role_label("Leraar"), "leerkracht"),
        (labels_nl.role_label("conciërge"), "conciërge"),
        (labels_nl.import_noun_label("pupil", 3), "leerlingen"),
        (labels_nl.field_label("born_on"), "Geboortedatum"),
        (labels_nl.field_label("iets"), "Overig gegeven"),
        (labels_nl.entity_label("relation"), "relatie"),
    ],
)
def test_dutch_writing(text: str, expected: str):
    assert text == expected


def test_a_deadline_tells_how_it_was_built():
    told = labels_nl.explain(deadline(date(2026, 3, 3), dutch_calendar()))
    assert told[0] == "Het verzoek kwam binnen op dinsdag 3 maart 2026. Die dag telt niet mee."
    assert told[2] == "Eén maand na ontvangst is vrijdag 3 april 2026: de streefdatum."
    assert "Goede Vrijdag" in told[3]
    assert told[-1] == "De uiterste datum is dinsdag 7 april 2026."


def test_the_last_day_of_a_short_month_is_explained():
    told = labels_nl.explain(deadline(date(2026, 1, 31), dutch_calendar()))
    assert "dag 31" in told[2]
    assert "zaterdag 28 februari 2026" in told[2]


def test_an_extension_counts_from_receipt():
    told = labels_nl.explain(extended_deadline(date(2028, 1, 31), dutch_calendar()))
    assert told[2].startswith("Drie maanden na ontvangst")


def test_every_step_and_holiday_has_words():
    assert set(_SENTENCES) == set(StepCode)
    for code in HolidayCode:
        assert labels_nl.holiday_label(Holiday(date(2026, 1, 1), code))
    assert labels_nl.holiday_label(Holiday(date(2026, 5, 15), HolidayCode.ADDED, "Brugdag")) == "Brugdag"
