"""Frozen snapshots of what the reports about agreements say, so that equal snapshots give equal files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId, NewSupplier
from leskracht_desktop.domain.comparing import GuideComparison
from leskracht_desktop.domain.comparing_own import OwnComparison
from leskracht_desktop.domain.guide import Guide, ModelVersion
from leskracht_desktop.domain.guide_library import Notice
from leskracht_desktop.domain.key_facts import KeyFacts
from leskracht_desktop.domain.leaflet_check import LeafletCheck
from leskracht_desktop.domain.objections import ObjectionDay


class AgreementReport(StrEnum):
    """The reports about agreements, as the audit log names them."""

    COMPARISON = "comparison"
    KEY_CARD = "key_card"
    AGREEMENT = "agreement"
    QUESTIONS_LETTER = "questions_letter"
    QUESTIONS_MAIL = "questions_mail"
    LEAFLET_CHECK = "leaflet_check"
    REGISTER = "register"


class RegisterFormat(StrEnum):
    """In which form the register is written; the value is the ending of the file's name."""

    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose report it is and who answers questions about it; `prepared_on` is the day on every page."""

    institution: str
    prepared_on: date
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    logo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ComparisonSnapshot:
    """Two versions of the model side by side; `comparison` holds what has to be shown."""

    head: Letterhead
    notice: Notice
    old: ModelVersion
    new: ModelVersion
    comparison: GuideComparison
    only_differences: bool = False


@dataclass(frozen=True, slots=True)
class FactsSnapshot:
    """What is known of two versions of the model of which either has no articles to compare."""

    head: Letterhead
    notice: Notice
    old: Guide
    new: Guide


@dataclass(frozen=True, slots=True)
class OwnComparisonSnapshot:
    """A version of the model beside what our agreement says."""

    head: Letterhead
    notice: Notice
    model: ModelVersion
    supplier: str
    title: str
    version: str
    comparison: OwnComparison
    only_differences: bool = False


@dataclass(frozen=True, slots=True)
class KeyCardSnapshot:
    """The key card of one agreement."""

    head: Letterhead
    notice: Notice
    facts: KeyFacts


@dataclass(frozen=True, slots=True)
class AgreementSnapshot:
    """One agreement with everything recorded about it; `guide` is that to its model, if there is one."""

    head: Letterhead
    agreement: AgreementDetails
    guide: Guide | None = None
    objections: tuple[ObjectionDay, ...] = ()
    """Until when the school can object, for each of the announced changes."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question for the supplier: about which place, what was marked there, and since when it is open.

    Without a text it is a place that was only marked as a question: something to talk about.
    """

    place: str
    text: str
    asked_at: datetime
    quote: str = ""
    order: int = 0
    """Where the place stands in the guide, for sorting."""


@dataclass(frozen=True, slots=True)
class QuestionsSnapshot:
    """The open questions to one supplier about an agreement; without a title it is named by its model."""

    head: Letterhead
    supplier: NewSupplier
    title: str
    model_version: str
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class LeafletCheckSnapshot:
    """A leaflet check to print."""

    head: Letterhead
    check: LeafletCheck


@dataclass(frozen=True, slots=True)
class RegisterSnapshot:
    """The register of agreements."""

    head: Letterhead
    agreements: tuple[AgreementDetails, ...]


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A report that is ready to look at, to print or to save; `page_count` is 0 for what has no pages."""

    report: AgreementReport
    data: bytes = field(repr=False)
    page_count: int
    file_name: str
    """What to call it when it is saved."""
    agreement_id: AgreementId | None = None
