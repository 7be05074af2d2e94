"""The key card (Sleutelkaart): what a privacy contact must find in ten seconds, with the article beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from leskracht_desktop.domain.agreement_content import Deviation, Period, SecurityAnnex
from leskracht_desktop.domain.agreements import IN_FORCE, AgreementDetails, AgreementId, AgreementRow, AgreementStatus
from leskracht_desktop.domain.guide import AvgReference, Guide, Term, TermCode, TermKind

KEY_TERMS: tuple[TermCode, ...] = (
    TermCode.BREACH_TO_SCHOOL,
    TermCode.BREACH_TO_AUTHORITY,
    TermCode.SUB_PROCESSOR_NOTICE,
    TermCode.SUB_PROCESSOR_OBJECTION,
    TermCode.ASSISTANCE,
    TermCode.AUDIT_NOTICE,
    TermCode.AUDIT_COSTS,
    TermCode.RETENTION,
    TermCode.RETURN_AT_END,
    TermCode.DESTRUCTION_AT_END,
    TermCode.DESTRUCTION_CONFIRMATION,
    TermCode.LIABILITY,
    TermCode.NOTICE_PERIOD,
)
"""The terms on the card, in its order."""

FIXED_BY_LAW: Final[Mapping[TermCode, AvgReference]] = {TermCode.BREACH_TO_AUTHORITY: AvgReference(33, 1)}
"""The terms on the card that the law itself fixes: they hold whatever the guide or the parties say."""

HOURS_TO_AUTHORITY: Final = 72
"""Hours after the school came to know of a breach (AVG art. 33(1))."""


class FactSource(StrEnum):
    """Where a fact on the card comes from."""

    OURS = "ours"
    """The parties filled it in."""
    LAW = "law"
    """The law fixes the term itself: whatever the parties write (`FIXED_BY_LAW`), or so the guide says."""
    MODEL = "model"
    """The parties should have filled it in and did not: it is the model's rule, as the guide tells it."""
    MISSING = "missing"
    """Nobody filled it in, and the guide does not know it either."""


@dataclass(frozen=True, slots=True)
class LeafletText:
    """What the leaflet of one product says."""

    product: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One line of the card: our period, or what the guide says; `article` is its number in the model, if known."""

    code: TermCode
    source: FactSource
    article: int | None
    period: Period | None
    """What the parties filled in; never one without a number and without words."""
    term: Term | None
    """What the guide says; None as well when it takes a term of the law for one of the parties."""
    deviations: tuple[Deviation, ...] = ()
    """Where our agreement deviates from that article; with the first fact about it that the law leaves open."""
    leaflets: tuple[LeafletText, ...] = ()
    """What our leaflets say about it when the agreement itself leaves it to them."""

    @property
    def avg(self) -> AvgReference | None:
        """Return the place in the AVG it rests on, if known."""
        return FIXED_BY_LAW.get(self.code) if self.term is None else self.term.avg


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The whole card for one agreement; the contact for breaches stands in `security`."""

    agreement_id: AgreementId
    supplier: str
    title: str
    model_version: str
    version: str
    status: AgreementStatus
    security: SecurityAnnex
    contact_name: str
    contact_email: str
    contact_phone: str
    valid_until: date | None
    notice_on: date | None
    days_left: int | None
    facts: tuple[KeyFact, ...]
    end: KeyFact
    """How long it lasts, with its article; a `valid_until` that is filled in goes before it."""
    other_deviations: tuple[Deviation, ...] = ()
    """Those that stand with none of the facts: about another article or an annex, or the articles are not known."""

    @property
    def is_expired(self) -> bool:
        """Tell whether the end date of an agreement that was not ended is past."""
        return self.status in IN_FORCE and self.days_left is not None and self.days_left < 0

    @property
    def end_source(self) -> FactSource:
        """Return where the end comes from: the day that was filled in, else as any other fact."""
        return FactSource.OURS if self.valid_until is not None else self.end.source

    def fact(self, code: TermCode) -> KeyFact | None:
        """Return the fact about a term, or None when it is not on the card."""
        return next((fact for fact in (*self.facts, self.end) if fact.code is code), None)

    def article(self, code: TermCode) -> int | None:
        """Return the number of the article about a term on the card, or None when the guide does not know it."""
        found = self.fact(code)
        return None if found is None else found.article


def binds_now(row: AgreementRow) -> bool:
    """Tell whether an agreement is in force and its end date is not past."""
    return row.status in IN_FORCE and (row.days_left is None or row.days_left >= 0)


def card_order(rows: Iterable[AgreementRow], is_first: Callable[[str], bool]) -> tuple[AgreementRow, ...]:
    """Return agreements as the card offers them: the supplier that goes first, then what binds now, newest first.

    `is_first` tells by its name whether a supplier goes before all others.
    """
    newest = sorted(rows, key=lambda row: row.signed_on or date.min, reverse=True)
    return tuple(sorted(newest, key=lambda row: (not is_first(row.supplier), not binds_now(row))))


def key_facts(agreement: AgreementDetails, guide: Guide | None) -> KeyFacts:
    """Return the card of an agreement; `guide` is that to its version of the model, None when there is none."""
    row, supplier = agreement.row, agreement.supplier.supplier
    told: set[int] = set()
    facts = tuple(_fact(agreement, guide, code, told) for code in KEY_TERMS)
    end = _fact(agreement, guide, TermCode.DURATION, told)
    return KeyFacts(
        agreement_id=row.id,
        supplier=row.supplier,
        title=row.title,
        model_version=row.model_version,
        version=row.version,
        status=row.status,
        security=agreement.content.security,
        contact_name=supplier.contact_name,
        contact_email=supplier.contact_email,
        contact_phone=supplier.contact_phone,
        valid_until=row.valid_until,
        notice_on=row.notice_on,
        days_left=row.days_left,
        facts=facts,
        end=end,
        other_deviations=tuple(one for one in agreement.content.deviations if one.article not in told),
    )


def _fact(agreement: AgreementDetails, guide: Guide | None, code: TermCode, told: set[int]) -> KeyFact:
    """Return one line; `told` gathers the numbers of the articles whose deviations have found their line."""
    found = guide.term(code) if guide is not None else None
    article, term = found if found is not None else (None, None)
    if code in FIXED_BY_LAW and term is not None and term.kind is not TermKind.FIXED_BY_LAW:
        term = None
    period = agreement.content.period(code)
    if period is not None and period.value is None and not period.text:
        period = None
    leaflets = _leaflets(agreement) if code is TermCode.RETENTION and period is None else ()
    source = _source(code, term, is_ours=bool(period or leaflets))
    number = None if article is None else article.number
    deviations: tuple[Deviation, ...] = ()
    if number is not None and number not in told and code not in FIXED_BY_LAW:
        told.add(number)
        deviations = agreement.content.deviations_at(number)
    return KeyFact(code, source, number, period, term, deviations, leaflets)


def _source(code: TermCode, term: Term | None, *, is_ours: bool) -> FactSource:
    if code in FIXED_BY_LAW:
        return FactSource.LAW
    if is_ours:
        return FactSource.OURS
    if term is None:
        return FactSource.MISSING
    return FactSource.LAW if term.kind is TermKind.FIXED_BY_LAW else FactSource.MODEL


def _leaflets(agreement: AgreementDetails) -> tuple[LeafletText, ...]:
    """Return how long each product keeps data: the model leaves that to the leaflets."""
    return tuple(
        LeafletText(product.name, product.leaflet.retention)
        for product in agreement.content.products
        if product.leaflet.retention
    )
