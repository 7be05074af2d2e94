"""The key card's facts: ours first, then the law where it fixes the term, then the model's rule, then nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_content import Deviation, Leaflet, Period, PeriodUnit, Product
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.guide import TermCode, TermKind
from leskracht_desktop.domain.key_facts import KEY_TERMS, FactSource, KeyFact, key_facts
from tests.reports.agreement_samples import empty, library, lifelike


def with_content(details: AgreementDetails, **parts: object) -> AgreementDetails:
    content = replace(details.content, **parts)  # type: ignore[arg-type]  # the tests name the parts
    return replace(details, draft=replace(details.draft, content=content))


def fact(details: AgreementDetails, code: TermCode, version: str = "4.0") -> KeyFact:
    card = key_facts(details, library().guide(version))
    return {one.code: one for one in (*card.facts, card.end)}[code]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("code", [*KEY_TERMS, TermCode.DURATION])
def test_only_a_term_the_law_itself_fixes_is_the_law(code: TermCode, version: str):
    one = fact(empty(), code, version)
    assert one.term is not None
    assert one.article is not None
    fixed = one.term.kind is TermKind.FIXED_BY_LAW
    assert one.source is (FactSource.LAW if fixed else FactSource.MODEL)


def test_one_term_on_the_card_is_fixed_by_law_and_the_others_are_for_the_parties():
    card = key_facts(empty(), library().guide("4.0"))
    assert [one.code for one in card.facts if one.source is FactSource.LAW] == [TermCode.BREACH_TO_AUTHORITY]


@pytest.mark.parametrize("code", [*KEY_TERMS, TermCode.DURATION])
def test_our_own_value_goes_before_the_model(code: TermCode):
    ours = Period(code, 5, PeriodUnit.WORKING_DAYS, source="artikel 3")
    one = fact(with_content(empty(), periods=(ours,)), code)
    assert (one.source, one.period) == (FactSource.OURS, ours)


def test_a_period_without_number_and_words_is_no_value():
    one = fact(with_content(empty(), periods=(Period(TermCode.ASSISTANCE, source="artikel 9"),)), TermCode.ASSISTANCE)
    assert (one.source, one.period) == (FactSource.MODEL, None)


@pytest.mark.parametrize("version", ["2016", "1999"])
def test_without_articles_to_look_in_nothing_is_known(version: str):
    card = key_facts(empty(), library().guide(version))
    assert {(one.source, one.article) for one in (*card.facts, card.end)} == {(FactSource.MISSING, None)}
    assert card.end_source is FactSource.MISSING


def test_the_day_that_was_filled_in_is_the_end():
    assert key_facts(lifelike(), library().guide("4.0")).end_source is FactSource.OURS
    assert key_facts(empty(), library().guide("4.0")).end_source is FactSource.MODEL


def test_the_leaflets_tell_how_long_data_are_kept_unless_the_agreement_does():
    products = (
        Product("Leren", leaflet=Leaflet(retention="een jaar")),
        Product("Toetsen"),
        Product("Bord", leaflet=Leaflet(retention="tot het einde")),
    )
    kept = with_content(empty(), products=products)
    one = fact(kept, TermCode.RETENTION)
    assert one.source is FactSource.OURS
    assert [(text.product, text.text) for text in one.leaflets] == [("Leren", "een jaar"), ("Bord", "tot het einde")]
    assert fact(kept, TermCode.LIABILITY).leaflets == ()
    agreed = with_content(kept, periods=(Period(TermCode.RETENTION, 2, PeriodUnit.YEARS),))
    assert fact(agreed, TermCode.RETENTION).leaflets == ()


def test_deviations_stand_at_every_fact_of_their_article():
    deviations = (Deviation(12, "Sneller", "Daarom"), Deviation(None, "Andere bijlage", "Daarom", annex="x"))
    card = key_facts(with_content(empty(), deviations=deviations), library().guide("4.0"))
    assert {one.code for one in card.facts if one.deviations} == {one.code for one in card.facts if one.article == 12}
    assert card.article(TermCode.RETENTION) == 12
    assert card.article(TermCode.SECRECY_AFTER_END) is None
