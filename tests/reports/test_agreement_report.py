"""Our agreement as one document: whole, with its version and day on every page, and what is missing said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from leskracht_desktop.domain.agreement_content import Period, PeriodUnit
from leskracht_desktop.domain.agreement_reports import AgreementSnapshot
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.domain.objections import objection_day
from leskracht_desktop.reports.agreement import agreement_report
from tests.reports.agreement_samples import HEAD, empty, library, lifelike, overfull, words_of
from tests.support import verapdf


def report(details: AgreementDetails, *, with_guide: bool = True) -> bytes:
    guide = library().guide(details.row.model_version) if with_guide else None
    period = details.content.period(TermCode.SUB_PROCESSOR_OBJECTION)
    days = tuple(objection_day(change, period, dutch_calendar(())) for change in details.changes)
    return agreement_report(AgreementSnapshot(HEAD, details, guide, days)).data


def announced(period: Period | None, **change: object) -> str:
    """The report of an agreement with one announced change, and this period to object."""
    whole = lifelike()
    periods = () if period is None else (period,)
    first = whole.changes[0]
    told = replace(first.change, **change)  # type: ignore[arg-type]  # the tests name the fields
    content = replace(whole.content, periods=periods)
    draft = replace(whole.draft, content=content)
    return words_of(report(replace(whole, draft=draft, changes=(replace(first, change=told),))))


@pytest.mark.parametrize("details", [lifelike(), empty(), overfull(240)], ids=["lifelike", "empty", "long"])
def test_an_agreement_can_be_archived_and_read_aloud(details: AgreementDetails):
    assert not verapdf.failures(report(details))
    assert not verapdf.failures(report(details, with_guide=False))


def test_version_and_day_are_on_each_page():
    data = report(lifelike())
    with pypdfium2.PdfDocument(data) as document:
        pages = len(document)
    assert pages > 3
    for page in range(pages):
        assert "versie 2.1 · gemaakt op 3 maart 2026" in words_of(data, page)


def test_everything_recorded_is_in_it():
    text = words_of(report(lifelike()))
    for said in (
        "BRIN-nummer 99XX",
        "Anna Bestuur, voorzitter",
        "24 uur, na ontdekking",
        "artikel 8 lid 2",
        "In het weekend 48 uur",
        "Kleine organisatie",
        "Artikel 8. Datalekken",
        "Bijlage 1.",
        "rustig lettertype bij dyslexie",
        "ja (AVG artikel 9)",
        "Postduif Inc.",
        "Twee stappen bij het inloggen.",
        "datalek@leskracht.example",
        "Let op het weekend.",
        "1.0 (eerdere versie)",
        "Nieuwe Wolk",
        "geen bezwaar op 9 februari 2026. Toelichting: akkoord",
        "Verwerkersovereenkomst met Leskracht B.V.",
        "Bijlage 1. Privacybijsluiters",
        "Bijlage 2. Beveiligingsbijlage",
        "Afwijkingen van het model (bijlage 3)",
        "Niet ingevuld: Nieuwe subverwerker aankondigen; Hulp van de leverancier;",
        "pas toe of leg uit",
        "elke 12 maanden",
        "geen toelichting",
        "Getekende overeenkomst",
        "nieuw product",
        "per post",
        "DVO-2025-117",
        "Het is niet de getekende overeenkomst zelf.",
    ):
        assert said in text, said


def test_the_last_day_to_object_is_reckoned_and_says_how():
    days = announced(Period(TermCode.SUB_PROCESSOR_OBJECTION, 14, PeriodUnit.DAYS))
    how = "geteld vanaf de dag na de aankondiging op 1 februari 2026"
    assert f"15 februari 2026 (afgesproken: 14 dagen; {how})" in days
    working = announced(Period(TermCode.SUB_PROCESSOR_OBJECTION, 10, PeriodUnit.WORKING_DAYS))
    assert f"13 februari 2026 (afgesproken: 10 werkdagen; {how}, zonder weekenden en feestdagen)" in working


def test_a_day_that_the_supplier_named_goes_before_what_is_reckoned():
    period = Period(TermCode.SUB_PROCESSOR_OBJECTION, 14, PeriodUnit.DAYS)
    text = announced(period, objection_until=date(2026, 3, 1))
    assert "Bezwaar mogelijk tot en met 1 maart 2026 (genoemd door de leverancier)" in text


def test_without_a_number_of_days_the_day_of_the_change_counts_or_nothing_is_known():
    assert "tot en met 1 april 2026 (de dag waarop de wijziging ingaat" in announced(None)
    days = Period(TermCode.SUB_PROCESSOR_OBJECTION, 14, PeriodUnit.DAYS)
    assert "want de dag van de aankondiging is niet ingevuld" in announced(days, announced_on=None)
    words = Period(TermCode.SUB_PROCESSOR_OBJECTION, text="binnen redelijke tijd")
    text = announced(words, effective_on=None)
    assert "Bezwaar mogelijk tot en met niet bekend. Afgesproken: binnen redelijke tijd" in text
    assert "Bezwaar mogelijk tot en met niet bekend Besluit" in announced(None, effective_on=None)


def test_countries_have_their_dutch_names():
    text = words_of(report(lifelike()))
    for said in ("Nederland, Duitsland", "Verenigde Staten", "Land Ierland"):
        assert said in text, said


def test_a_transfer_within_the_area_needs_no_basis():
    text = words_of(report(lifelike()))
    assert "Duitsland niet nodig (EER)" in text
    assert "standaardbepalingen" in text


def test_a_document_says_to_which_article_or_annex_it_belongs():
    whole = lifelike()
    first = whole.documents[0]
    documents = (replace(first, article=8), replace(first, annex="security_annex"), replace(first, annex="gone"))
    details = replace(whole, documents=documents)
    text = words_of(report(details))
    assert text.count("Hoort bij") == 2
    assert "Hoort bij Artikel 8. Datalekken" in text
    assert "Hoort bij Bijlage 2. Beveiligingsbijlage" in text
    assert "Hoort bij Artikel 8 Bestand" in words_of(report(details, with_guide=False))


def test_every_hash_can_be_read_whole():
    assert "ab" * 32 in words_of(report(lifelike())).replace(" ", "")


def test_what_is_missing_is_said():
    text = words_of(report(empty()))
    for said in (
        "Getekend op Niet ingevuld",
        "Er is nog geen termijn ingevuld.",
        "Er is geen afwijking van het model vastgelegd.",
        "Er is nog geen product met een privacybijsluiter vastgelegd.",
        "De overeenkomst is nog niet beoordeeld.",
        "Vertrouwelijkheid Niet ingevuld",
        "Er zijn geen documenten bewaard.",
    ):
        assert said in text, said
    assert "De privacybijsluiter van dit product is niet ingevuld." in words_of(report(lifelike()))


def test_equal_snapshots_give_equal_bytes():
    assert report(lifelike()) == report(lifelike())
