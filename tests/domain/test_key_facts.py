"""The key card's facts: ours first, then the law where it fixes the term, then the model's rule, then nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leskracht_desktop.domain.agreement_content import Deviation, Leaflet, Period, PeriodUnit, Product
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.guide import AvgReference, TermCode, TermKind
from leskracht_desktop.domain.key_facts import FIXED_BY_LAW, KEY_TERMS, FactSource, KeyFact, key_facts
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


@pytest.mark.parametrize("code", [code for code in (*KEY_TERMS, TermCode.DURATION) if code not in FIXED_BY_LAW])
def test_our_own_value_goes_before_the_model(code: TermCode):
    ours = Period(code, 5, PeriodUnit.WORKING_DAYS, source="artikel 3")
    one = fact(with_content(empty(), periods=(ours,)), code)
    assert (one.source, one.period) == (FactSource.OURS, ours)


def test_a_period_without_number_and_words_is_no_value():
    one = fact(with_content(empty(), periods=(Period(TermCode.ASSISTANCE, source="artikel 9"),)), TermCode.ASSISTANCE)
    assert (one.source, one.period) == (FactSource.MODEL, None)


@pytest.mark.parametrize("version", ["2016", "1999"])
def test_without_articles_to_look_in_only_the_law_is_known(version: str):
    card = key_facts(empty(), library().guide(version))
    assert {(one.source, one.article) for one in (*card.facts, card.end) if one.code not in FIXED_BY_LAW} == {
        (FactSource.MISSING, None)
    }
    assert card.end_source is FactSource.MISSING
    law = fact(empty(), TermCode.BREACH_TO_AUTHORITY, version)
    assert (law.source, law.avg) == (FactSource.LAW, AvgReference(33, 1))


def test_the_parties_can_not_change_the_law():
    later = Period(TermCode.BREACH_TO_AUTHORITY, 96, PeriodUnit.HOURS)
    one = fact(with_content(empty(), periods=(later,)), TermCode.BREACH_TO_AUTHORITY)
    assert (one.source, one.period) == (FactSource.LAW, later)


def test_neither_can_a_guide():
    guide = library().guide("4.0")
    assert guide is not None
    loose = replace(
        guide,
        articles=tuple(
            replace(article, terms=tuple(replace(term, kind=TermKind.FILLED_IN_BY_PARTIES) for term in article.terms))
            for article in guide.articles
        ),
    )
    one = key_facts(empty(), loose).fact(TermCode.BREACH_TO_AUTHORITY)
    assert one is not None
    assert (one.source, one.term, one.avg) == (FactSource.LAW, None, AvgReference(33, 1))


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


def test_a_deviation_stands_once_and_never_with_the_law():
    deviations = (
        Deviation(8, "In de zomer 48 uur", "Vakantie"),
        Deviation(7, "Alleen na drie weken", "Daarom"),
        Deviation(15, "Langer", "Daarom"),
    )
    card = key_facts(with_content(empty(), deviations=deviations), library().guide("4.0"))
    told = {one.code: one.deviations for one in (*card.facts, card.end) if one.deviations}
    assert told == {
        TermCode.BREACH_TO_SCHOOL: deviations[:1],
        TermCode.AUDIT_NOTICE: deviations[1:2],
        TermCode.NOTICE_PERIOD: deviations[2:],
    }
    assert card.other_deviations == ()
    assert card.article(TermCode.RETENTION) == 12
    assert card.article(TermCode.SECRECY_AFTER_END) is None


@pytest.mark.parametrize(("version", "lost"), [("4.0", 2), ("2016", 3), ("1999", 3)])
def test_no_deviation_is_lost_whatever_the_guide_knows(version: str, lost: int):
    deviations = (
        Deviation(8, "48 uur", "Vakantie"), Deviation(5, "Ruimer", "Daarom"), Deviation(None, "Anders", "Daarom")
    )  # fmt: skip
    card = key_facts(with_content(empty(), deviations=deviations), library().guide(version))
    assert card.other_deviations == deviations[3 - lost :]
