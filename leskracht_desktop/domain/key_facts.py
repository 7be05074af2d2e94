"""The key card (Sleutelkaart): what a privacy contact must find in ten seconds, with the article beside each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from leskracht_desktop.domain.agreement_content import Deviation, Period, SecurityAnnex
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId, AgreementStatus
from leskracht_desktop.domain.guide import Guide, Term, TermCode

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
    """The law fixes it; the guide says so."""
    MODEL = "model"
    """Only the guide says something about it: look it up in the agreement."""
    MISSING = "missing"
    """Nobody filled it in, and the guide does not know it either."""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One line of the card: our period, or what the guide says; `article` is its number in the model, if known."""

    code: TermCode
    source: FactSource
    article: int | None
    period: Period | None
    term: Term | None
    deviations: tuple[Deviation, ...] = ()
    """Where our agreement deviates from that article."""


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
    )


def _fact(agreement: AgreementDetails, guide: Guide | None, code: TermCode) -> KeyFact:
    found = guide.term(code) if guide is not None else None
    article, term = found if found is not None else (None, None)
    period = agreement.content.period(code)
    if period is not None:
        source = FactSource.OURS
    elif term is not None:
        source = FactSource.LAW if term.avg is not None else FactSource.MODEL
    else:
        source = FactSource.MISSING
    number = None if article is None else article.number
    deviations = () if number is None else agreement.content.deviations_at(number)
    return KeyFact(code, source, number, period, term, deviations)
