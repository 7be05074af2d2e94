"""The last day to object to a change of sub-processors, and what it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from leskracht_desktop.domain.agreement_content import Period, PeriodUnit
from leskracht_desktop.domain.agreement_watch import objection_until
from leskracht_desktop.domain.agreements import (
    Decision,
    NewSubProcessorChange,
    SubProcessorChangeId,
    SubProcessorChangeRow,
)
from leskracht_desktop.domain.countries import EEA_CODES, STANDARD_CODES, is_in_eea
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.objections import ObjectionBasis, objection_day

CODE = TermCode.SUB_PROCESSOR_OBJECTION
DAYS = Period(CODE, 14, PeriodUnit.DAYS)
WORKING = Period(CODE, 10, PeriodUnit.WORKING_DAYS)
WORDS = Period(CODE, text="binnen redelijke tijd")
TOLD, STARTS, NAMED = date(2026, 3, 31), date(2026, 4, 14), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("announced_on", "effective_on", "named", "period", "on", "basis"),
    [
        (TOLD, STARTS, NAMED, DAYS, NAMED, ObjectionBasis.ANNOUNCED),
        (TOLD, None, None, DAYS, date(2026, 4, 14), ObjectionBasis.RECKONED),
        (TOLD, STARTS, None, DAYS, date(2026, 4, 14), ObjectionBasis.RECKONED),
        (TOLD, None, None, WORKING, date(2026, 4, 16), ObjectionBasis.RECKONED),
        (TOLD, STARTS, None, WORDS, STARTS, ObjectionBasis.EFFECTIVE),
        (TOLD, STARTS, None, None, STARTS, ObjectionBasis.EFFECTIVE),
        (None, STARTS, None, DAYS, STARTS, ObjectionBasis.EFFECTIVE),
        (TOLD, None, None, WORDS, None, ObjectionBasis.UNKNOWN),
        (None, None, None, DAYS, None, ObjectionBasis.UNKNOWN),
    ],
)
def test_the_day_and_what_it_rests_on(
    announced_on: date | None,
    effective_on: date | None,
    named: date | None,
    period: Period | None,
    on: date | None,
    basis: ObjectionBasis,
):
    told = NewSubProcessorChange("Wolk", announced_on=announced_on, effective_on=effective_on, objection_until=named)
    change = SubProcessorChangeRow(SubProcessorChangeId(1), told, Decision.OPEN, None, "", "")
    calendar = dutch_calendar(())
    found = objection_day(change, period, calendar)
    assert (found.on, found.basis, found.period) == (on, basis, period)
    assert found.on == objection_until(change, period, calendar)


def test_the_european_economic_area():
    assert EEA_CODES - {"EU"} <= STANDARD_CODES
    assert len(EEA_CODES) == 27 + 3 + 1
    assert is_in_eea(" nl ")
    assert [code for code in ("GB", "CH", "US", "XK", "") if is_in_eea(code)] == []
