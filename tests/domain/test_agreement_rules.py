"""The rules of agreements: legal steps, version numbers, reviews, forms, and what to watch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    Deviation,
    Leaflet,
    LeafletCategory,
    Party,
    Period,
    PeriodUnit,
    Product,
    SecurityAnnex,
    SubProcessor,
)
from leskracht_desktop.domain.agreement_deed_forms import (
    step_problems,
    sub_processor_change_problems,
    supplier_problems,
)
from leskracht_desktop.domain.agreement_form import agreement_problems, tidied_agreement
from leskracht_desktop.domain.agreement_rules import (
    allowed_agreement_steps,
    check_change_kind,
    next_agreement_status,
    next_version,
    review_counts,
    review_due_on,
)
from leskracht_desktop.domain.agreement_watch import WatchDays, WatchLevel, level_of, reckoned
from leskracht_desktop.domain.agreements import (
    AgreementStatus,
    AgreementStep,
    ChangeKind,
    NewAgreement,
    NewSubProcessorChange,
    NewSupplier,
    StepTaken,
    SupplierId,
)
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.errors import NotAllowed

TODAY = date(2026, 3, 3)
PLACE_OF_COUNTRY = ("products.0.sub_processors.0.country", "country_format")
DRAFT = NewAgreement(SupplierId(1), "4.0")
S, T = AgreementStatus, AgreementStep

LEGAL = {
    (S.DRAFT, T.OFFER): S.TO_SIGN,
    (S.TO_SIGN, T.SIGN): S.SIGNED,
    (S.TO_SIGN, T.CORRECT): S.DRAFT,
    (S.SIGNED, T.GIVE_NOTICE): S.NOTICE_GIVEN,
    (S.SIGNED, T.END): S.ENDED,
    (S.SIGNED, T.CORRECT): S.TO_SIGN,
    (S.NOTICE_GIVEN, T.END): S.ENDED,
    (S.NOTICE_GIVEN, T.CORRECT): S.SIGNED,
    (S.ENDED, T.CONFIRM_DESTRUCTION): S.DESTRUCTION_CONFIRMED,
    (S.ENDED, T.CORRECT): S.SIGNED,
    (S.DESTRUCTION_CONFIRMED, T.CORRECT): S.ENDED,
}


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("step", T)
def test_only_legal_steps_can_be_taken(status: AgreementStatus, step: AgreementStep):
    legal = LEGAL.get((status, step))
    assert (step in allowed_agreement_steps(status)) is (legal is not None)
    if legal is not None:
        assert next_agreement_status(status, step) is legal
        return
    with pytest.raises(NotAllowed):
        next_agreement_status(status, step)


def test_taking_back_an_end_knows_whether_notice_was_given():
    assert next_agreement_status(S.ENDED, T.CORRECT, notice_given=True) is S.NOTICE_GIVEN


@pytest.mark.parametrize(
    ("version", "change", "expected"),
    [
        ("1.0", ChangeKind.CORRECTION, "1.1"),
        ("1.9", ChangeKind.CORRECTION, "1.10"),
        ("1.9", ChangeKind.NEW_VERSION, "2.0"),
        ("12.3", ChangeKind.NEW_VERSION, "13.0"),
    ],
)
def test_a_version_gets_the_next_number(version: str, change: ChangeKind, expected: str):
    assert next_version(version, change) == expected


def test_a_correction_keeps_reviews_and_a_new_version_does_not():
    assert review_counts("2.0", "2.7")
    assert not review_counts("2.7", "3.0")
    assert not review_counts("1.0", "11.0")


@pytest.mark.parametrize(
    ("status", "reviewed_on", "months", "made_on", "expected"),
    [
        (S.SIGNED, None, 12, (date(2025, 2, 3), False), date(2026, 1, 31)),
        (S.SIGNED, None, 12, (TODAY, False), date(2026, 4, 3)),
        (S.SIGNED, None, 24, (TODAY, False), date(2027, 1, 31)),
        (S.SIGNED, None, 12, (TODAY, True), date(2026, 4, 3)),
        (S.SIGNED, None, 0, (TODAY, True), None),
        (S.SIGNED, date(2026, 2, 1), 12, (TODAY, True), date(2027, 2, 1)),
        (S.NOTICE_GIVEN, date(2026, 8, 31), 6, (TODAY, False), date(2027, 2, 28)),
        (S.SIGNED, date(2026, 2, 1), 0, (TODAY, False), None),
        (S.DRAFT, None, 12, (TODAY, False), None),
        (S.ENDED, date(2026, 2, 1), 12, (TODAY, False), None),
    ],
)
def test_a_review_is_due_a_year_after_the_last_one_and_never_late_from_the_start(
    status, reviewed_on, months, made_on, expected
):
    assert review_due_on(status, date(2025, 1, 31), reviewed_on, months, made_on) == expected


def test_what_is_over_gets_corrections_only():
    check_change_kind(S.ENDED, ChangeKind.CORRECTION)
    with pytest.raises(NotAllowed):
        check_change_kind(S.ENDED, ChangeKind.NEW_VERSION)


def content(**parts: object) -> NewAgreement:
    return replace(DRAFT, content=AgreementContent(**parts))  # type: ignore[arg-type]  # fields given by name


def leaflet(**parts: object) -> NewAgreement:
    return content(products=(Product("Leskracht", leaflet=Leaflet(**parts)),))  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(DRAFT, model_version=""), ("model_version", "required")),
        (replace(DRAFT, model_version="four"), ("model_version", "model_version_format")),
        (replace(DRAFT, signed_on=date(2026, 3, 4)), ("signed_on", "in_future")),
        (replace(DRAFT, signed_on=date(1999, 1, 1)), ("signed_on", "too_old")),
        (replace(DRAFT, valid_until=date(2150, 1, 1)), ("valid_until", "date_out_of_range")),
        (
            replace(DRAFT, valid_from=date(2026, 8, 1), valid_until=date(2026, 7, 1)),
            ("valid_until", "before_start"),
        ),
        (
            replace(DRAFT, valid_until=date(2026, 7, 1), notice_on=date(2026, 7, 2)),
            ("notice_on", "after_end"),
        ),
        (
            replace(DRAFT, valid_from=date(2024, 8, 1), notice_on=date(2020, 5, 1)),
            ("notice_on", "before_agreement"),
        ),
        (
            replace(DRAFT, valid_from=date(2024, 8, 1), valid_until=date(2025, 7, 31), signed_on=date(2026, 1, 5)),
            ("valid_until", "before_signing"),
        ),
        (
            content(periods=(Period(TermCode.BREACH_TO_AUTHORITY, 96, PeriodUnit.HOURS),)),
            ("periods.0.code", "fixed_by_law"),
        ),
        (replace(DRAFT, review_months=-1), ("review_months", "out_of_range")),
        (replace(DRAFT, note="BSN 111222333"), ("note", "national_number")),
        (content(school=Party("De Regenboog", NumberKind.BRIN, "9ZZZ")), ("school.number", "brin_format")),
        (content(school=Party("De Regenboog", NumberKind.NONE, "99XX")), ("school.number_kind", "required")),
        (content(supplier=Party("Leskracht", NumberKind.KVK, "12")), ("supplier.number", "kvk_format")),
        (content(periods=(Period(TermCode.ASSISTANCE, 5),)), ("periods.0.unit", "period_incomplete")),
        (
            content(periods=(Period(TermCode.ASSISTANCE, None, PeriodUnit.DAYS),)),
            ("periods.0.unit", "period_incomplete"),
        ),
        (
            content(periods=(Period(TermCode.ASSISTANCE), Period(TermCode.ASSISTANCE))),
            ("periods.1.code", "duplicate"),
        ),
        (
            content(periods=(Period(TermCode.ASSISTANCE, 2000, PeriodUnit.DAYS),)),
            ("periods.0.value", "out_of_range"),
        ),
        (content(products=(Product(""),)), ("products.0.name", "required")),
        (leaflet(categories=(LeafletCategory(" "),)), ("products.0.categories.0.label", "required")),
        (leaflet(storage_countries=("Nederland",)), ("products.0.countries.0", "country_format")),
        (
            leaflet(sub_processors=(SubProcessor("Wolk", country="NLD"),)),
            PLACE_OF_COUNTRY,
        ),
        (content(deviations=(Deviation(8, "48 uur", ""),)), ("deviations.0.why", "required")),
        (content(deviations=(Deviation(0, "48 uur", "ploegen"),)), ("deviations.0.article", "out_of_range")),
        (
            content(deviations=(Deviation(8, "48 uur", "ploegen", agreed_on=date(2026, 3, 4)),)),
            ("deviations.0.agreed_on", "in_future"),
        ),
        (content(security=SecurityAnnex(tested_on=date(2026, 3, 4))), ("security.tested_on", "in_future")),
        (content(security=SecurityAnnex(incident_email="bel ons")), ("security.incident_email", "email_format")),
        (content(contract_on=date(1999, 1, 1)), ("contract_on", "too_old")),
        (leaflet(dated_on=date(2150, 1, 1)), ("products.0.dated_on", "date_out_of_range")),
        (
            leaflet(sub_processors=(SubProcessor("Wolk", since_on=date(1999, 1, 1)),)),
            ("products.0.sub_processors.0.since_on", "too_old"),
        ),
        (leaflet(sub_processors=(SubProcessor("Wolk", country="ZZ"),)), PLACE_OF_COUNTRY),
    ],
)
def test_what_is_wrong_with_a_form_is_named_by_field(draft: NewAgreement, problem: tuple[str, str]):
    assert problem in agreement_problems(draft, TODAY)


def test_a_form_in_order_is_written_in_one_way():
    draft = replace(
        leaflet(storage_countries=("nl",), sub_processors=(SubProcessor(" Wolk  BV", country="de"),)),
        title="  Overeenkomst ",
    )
    assert agreement_problems(draft, TODAY) == ()
    tidy = tidied_agreement(draft)
    assert tidy.title == "Overeenkomst"
    found = tidy.content.products[0].leaflet
    assert (found.storage_countries, found.sub_processors[0].name, found.sub_processors[0].country) == (
        ("NL",),
        "Wolk BV",
        "DE",
    )


def test_a_supplier_needs_a_name_and_a_real_number():
    wrong = supplier_problems(NewSupplier(" ", kvk="x", contact_email="nobody"))
    assert wrong == (("name", "required"), ("kvk", "kvk_format"), ("contact_email", "email_format"))
    assert supplier_problems(NewSupplier("Leskracht", kvk="1234567")) == ()


def test_a_step_has_a_day_that_fits_and_names_who_signed():
    signed = StepTaken(T.SIGN, TODAY, school_signer="A. Bestuur", supplier_signer="L. Kracht")
    assert step_problems(signed, None, TODAY) == ()
    assert step_problems(replace(signed, school_signer=""), None, TODAY) == (("school_signer", "required"),)
    assert step_problems(replace(signed, on=date(2026, 3, 4)), None, TODAY) == (("on", "in_future"),)
    assert step_problems(signed, date(2026, 3, 4), date(2026, 3, 5)) == (("on", "before_earlier_step"),)
    assert step_problems(StepTaken(T.CORRECT, TODAY), date(2026, 3, 4), TODAY) == (("note", "required"),)
    assert step_problems(signed, None, TODAY, date(2026, 3, 2)) == (("on", "after_end"),)
    assert step_problems(signed, None, TODAY, TODAY) == ()


def test_an_announced_change_has_a_day():
    assert sub_processor_change_problems(NewSubProcessorChange("Wolk"), TODAY) == (("announced_on", "required"),)
    early = NewSubProcessorChange("Wolk", announced_on=TODAY, effective_on=date(2026, 3, 2))
    assert sub_processor_change_problems(early, TODAY) == (("effective_on", "before_announcement"),)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (24, PeriodUnit.HOURS, date(2026, 4, 3)),
        (25, PeriodUnit.HOURS, date(2026, 4, 4)),
        (30, PeriodUnit.DAYS, date(2026, 5, 2)),
        # Good Friday, the weekend and Easter Monday do not count.
        (1, PeriodUnit.WORKING_DAYS, date(2026, 4, 7)),
        (2, PeriodUnit.WEEKS, date(2026, 4, 16)),
        (1, PeriodUnit.MONTHS, date(2026, 5, 2)),
        (1, PeriodUnit.YEARS, date(2027, 4, 2)),
        (None, PeriodUnit.NONE, None),
    ],
)
def test_a_period_is_reckoned_from_the_day_after(value, unit, expected):
    assert reckoned(date(2026, 4, 2), Period(TermCode.ASSISTANCE, value, unit), dutch_calendar()) == expected


@pytest.mark.parametrize(
    ("on", "level"),
    [
        (date(2026, 3, 2), WatchLevel.LATE),
        (TODAY, WatchLevel.NEAR),
        (date(2026, 4, 2), WatchLevel.NEAR),
        (date(2026, 4, 3), WatchLevel.EARLY),
        (date(2026, 6, 1), WatchLevel.EARLY),
        (date(2026, 6, 2), WatchLevel.LATER),
    ],
)
def test_a_day_is_near_or_not(on: date, level: WatchLevel):
    assert level_of(on, TODAY, WatchDays()) is level
