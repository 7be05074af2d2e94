"""Dutch words for what the program keeps as codes: the one place, for windows, commands and reports alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.labels_nl.audit import audit_entity_label, audit_label
from leskracht_desktop.labels_nl.codes import (
    GENDER_LABELS,
    ROLE_LABELS,
    gender_label,
    import_noun_label,
    label,
    label_of,
    person_status_label,
    role_label,
)
from leskracht_desktop.labels_nl.deadlines import announced_without_term, explain, holiday_label, weekday
from leskracht_desktop.labels_nl.fields import entity_label, field_label
from leskracht_desktop.labels_nl.numbers import (
    amount,
    counted,
    decimal_number,
    duration,
    file_size,
    joined,
    whole_number,
)
from leskracht_desktop.labels_nl.school_codes import year_group_label
from leskracht_desktop.labels_nl.times import (
    clock_time,
    long_date,
    long_date_of,
    long_instant,
    month_name,
    short_date,
    short_instant,
)

if TYPE_CHECKING:
    from leskracht_desktop.domain.agreement_content import Period

__all__ = [
    "GENDER_LABELS",
    "ROLE_LABELS",
    "amount",
    "announced_without_term",
    "audit_entity_label",
    "audit_label",
    "clock_time",
    "counted",
    "country_code",
    "country_name",
    "decimal_number",
    "duration",
    "entity_label",
    "explain",
    "field_label",
    "file_size",
    "gender_label",
    "holiday_label",
    "import_noun_label",
    "joined",
    "label",
    "label_of",
    "long_date",
    "long_date_of",
    "long_instant",
    "month_name",
    "period_label",
    "person_status_label",
    "role_label",
    "short_date",
    "short_instant",
    "weekday",
    "whole_number",
    "year_group_label",
]


def period_label(period: Period) -> str:
    """Return a period in words; what belongs to agreements is only loaded when something asks for it."""
    from leskracht_desktop.labels_nl.agreements import period_label as in_words

    return in_words(period)


def country_name(code: str) -> str:
    """Return the Dutch name of a country by its code (ISO 3166-1 alpha-2); any other text comes back as it is."""
    from leskracht_desktop.labels_nl.countries import country_name as named

    return named(code)


def country_code(text: str) -> str:
    """Return the code of a country by its code or its Dutch name; any other text comes back as it is."""
    from leskracht_desktop.labels_nl.countries import country_code as found

    return found(text)
