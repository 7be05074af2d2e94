"""The key card (Sleutelkaart): what a privacy contact must find in ten seconds, with the article beside each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import Deviation, Period, SecurityAnnex
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId, AgreementStatus
from leskracht_desktop.domain.guide import Guide, Term, TermCode, TermKind

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


class FactSource(StrEnum):
    """Where a fact on the card comes from."""

    OURS = "ours"
    """The parties filled it in."""
    LAW = "law"
    """The law fixes the term itself, whatever the parties write (`TermKind.FIXED_BY_LAW`)."""
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
    deviations: tuple[Deviation, ...] = ()
    """Where our agreement deviates from that article."""
    leaflets: tuple[LeafletText, ...] = ()
    """What our leaflets say about it when the agreement itself leaves it to them."""


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

    @property
    def end_source(self) -> FactSource:
        """Return where the end comes from: the day that was filled in, else as any other fact."""
        return FactSource.OURS if self.valid_until is not None else self.end.source

    def article(self, code: TermCode) -> int | None:
        """Return the number of the article about a term on the card, or None when the guide does not know it."""
        return next((fact.article for fact in self.facts if fact.code is code), None)


def key_facts(agreement: AgreementDetails, guide: Guide | None) -> KeyFacts:
    """Return the card of an agreement; `guide` is that to its version of the model, None when there is none."""
    row, supplier = agreement.row, agreement.supplier.supplier
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
        facts=tuple(_fact(agreement, guide, code) for code in KEY_TERMS),
        end=_fact(agreement, guide, TermCode.DURATION),
    )


def _fact(agreement: AgreementDetails, guide: Guide | None, code: TermCode) -> KeyFact:
    found = guide.term(code) if guide is not None else None
    article, term = found if found is not None else (None, None)
    period = agreement.content.period(code)
    if period is not None and period.value is None and not period.text:
        period = None
    leaflets = _leaflets(agreement) if code is TermCode.RETENTION and period is None else ()
    number = None if article is None else article.number
    deviations = () if number is None else agreement.content.deviations_at(number)
    return KeyFact(code, _source(term, is_ours=bool(period or leaflets)), number, period, term, deviations, leaflets)


def _source(term: Term | None, *, is_ours: bool) -> FactSource:
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
