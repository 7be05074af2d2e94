"""Frozen values survive the way into the vault and back."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from leskracht_desktop.domain.agreement_content import AgreementContent, Period, PeriodUnit, Product
from leskracht_desktop.domain.agreements import NewAgreement, SupplierId
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.storage.frozen_json import from_json, to_json


def test_what_an_older_program_did_not_write_gets_its_default():
    found = from_json(NewAgreement, {"supplier_id": 1, "model_version": "4.0", "later": "unknown"})
    assert found == NewAgreement(SupplierId(1), "4.0")


def test_every_kind_of_value_comes_back():
    draft = NewAgreement(
        SupplierId(1),
        "4.0",
        valid_from=date(2026, 3, 3),
        content=AgreementContent(
            periods=(Period(TermCode.ASSISTANCE, 5, PeriodUnit.WORKING_DAYS),), products=(Product("Leren"),)
        ),
    )
    assert from_json(NewAgreement, json.loads(json.dumps(to_json(draft)))) == draft


@given(st.from_type(AgreementContent))
def test_any_content_comes_back(content: AgreementContent):
    assert from_json(AgreementContent, json.loads(json.dumps(to_json(content)))) == content
