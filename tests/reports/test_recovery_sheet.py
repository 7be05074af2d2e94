"""The sheet with the recovery code can be archived and read aloud, and fits on one page."""

from __future__ import annotations

from datetime import date

import pytest

from leskracht_desktop.reports.recovery_sheet import RecoverySheet, recovery_sheet
from tests.support import verapdf

SHEET = RecoverySheet("NZHEM-B17R5-PJXT4-0TJ28-280VE-31FBB-PM9X4", "De Regenboog", "De Regenboog", date(2026, 3, 3))


@pytest.mark.parametrize("flavour", verapdf.BOTH)
def test_the_sheet_can_be_archived_and_read_aloud(flavour: str):
    rendered = recovery_sheet(SHEET)
    verdict = verapdf.check(rendered.data, flavour)
    assert verdict.compliant, verdict
    assert rendered.page_count == 1


def test_equal_sheets_give_equal_bytes():
    assert recovery_sheet(SHEET).data == recovery_sheet(SHEET).data


def test_the_code_stays_out_of_what_programs_print():
    assert "NZHEM" not in repr(SHEET)
