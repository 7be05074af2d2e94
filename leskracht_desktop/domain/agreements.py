"""The school's own agreements with suppliers: who, what was agreed, where they stand, and every version of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from leskracht_desktop.domain.agreement_content import AgreementContent
from leskracht_desktop.domain.agreement_documents import DocumentRow

SupplierId = NewType("SupplierId", int)
AgreementId = NewType("AgreementId", int)
SubProcessorChangeId = NewType("SubProcessorChangeId", int)


class AgreementStatus(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    TO_SIGN = "to_sign"
    SIGNED = "signed"
    NOTICE_GIVEN = "notice_given"
    ENDED = "ended"
    DESTRUCTION_CONFIRMED = "destruction_confirmed"


IN_FORCE = frozenset({AgreementStatus.SIGNED, AgreementStatus.NOTICE_GIVEN})
"""The statuses in which an agreement binds both parties."""


UNSIGNED = frozenset({AgreementStatus.DRAFT, AgreementStatus.TO_SIGN})
"""The statuses before signing; who signed and when is a step that is still to come."""


class AgreementStep(StrEnum):
    """What can be done with an agreement; `correct` takes a wrong last step back, with the reason."""

    OFFER = "offer"
    SIGN = "sign"
    GIVE_NOTICE = "give_notice"
    END = "end"
    CONFIRM_DESTRUCTION = "confirm_destruction"
    CORRECT = "correct"


class AgreementEventKind(StrEnum):
    """What a line of an agreement's time line says."""

    REGISTERED = "registered"
    CORRECTED = "corrected"
    NEW_VERSION = "new_version"
    OFFERED = "offered"
    SIGNED = "signed"
    NOTICE_GIVEN = "notice_given"
    NOTICE_WAIVED = "notice_waived"
    NOTICE_OPEN_AGAIN = "notice_open_again"
    ENDED = "ended"
    DESTRUCTION_CONFIRMED = "destruction_confirmed"
    STEP_TAKEN_BACK = "step_taken_back"
    REVIEWED = "reviewed"
    DOCUMENT_ADDED = "document_added"
    CHANGE_ANNOUNCED = "change_announced"
    CHANGE_DECIDED = "change_decided"
    CHANGE_CORRECTED = "change_corrected"
    CHANGE_REMOVED = "change_removed"


class ChangeKind(StrEnum):
    """What a change of an agreement means: a correction keeps reviews, a new version asks for them again."""

    CORRECTION = "correction"
    NEW_VERSION = "new_version"


class Risk(StrEnum):
    """How much attention a review asks for; a judgement of who reviewed, never pass or fail."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Decision(StrEnum):
    """What the school did with an announced change of sub-processors."""

    OPEN = "open"
    NO_OBJECTION = "no_objection"
    OBJECTED = "objected"


class SubProcessorChangeKind(StrEnum):
    """What a supplier announced."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class NewSupplier:
    """What the user typed for a supplier; whom to call about a breach stands in each agreement."""

    name: str
    kvk: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    website: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupplierDetails:
    """A supplier as stored."""

    id: SupplierId
    supplier: NewSupplier

    @property
    def name(self) -> str:
        """Return the supplier's name."""
        return self.supplier.name


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """What the user typed for an agreement, new or changed; with `signed_on` it is recorded as signed at once."""

    supplier_id: SupplierId
    model_version: str
    title: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    notice_on: date | None = None
    """The last day on which notice can be given."""
    signed_on: date | None = None
    school_signer: str = ""
    supplier_signer: str = ""
    review_months: int = 12
    dvo_reference: str = ""
    """The reference in the Dienst Verwerkersovereenkomsten."""
    note: str = ""
    content: AgreementContent = field(default_factory=AgreementContent)


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step and its day; signing names who signed, taking back a step needs a reason in `note`."""

    step: AgreementStep
    on: date
    note: str = ""
    school_signer: str = ""
    supplier_signer: str = ""


@dataclass(frozen=True, slots=True)
class NewReview:
    """What somebody found who looked at the agreement: differences and points of attention."""

    reviewed_on: date
    reviewer: str
    risk: Risk = Risk.LOW
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review as stored; `counts` tells whether it is about the present version."""

    review: NewReview
    version: str
    counts: bool
    recorded_at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class NewSubProcessorChange:
    """A change of sub-processors that the supplier announced; `objection_until` is the last day to object."""

    name: str
    kind: SubProcessorChangeKind = SubProcessorChangeKind.ADDED
    service: str = ""
    country: str = ""
    announced_on: date | None = None
    effective_on: date | None = None
    objection_until: date | None = None
    """None: counted from the announcement with the agreed period, if there is one."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubProcessorChangeRow:
    """An announced change as stored, with what the school decided."""

    id: SubProcessorChangeId
    change: NewSubProcessorChange
    decision: Decision
    decided_on: date | None
    decision_note: str
    actor: str


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Which agreements a list shows; empty shows all."""

    text: str = ""
    statuses: frozenset[AgreementStatus] = frozenset()
    supplier_id: SupplierId | None = None
    model_version: str = ""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as a list shows it; `days_left` counts calendar days to `valid_until` (negative: past)."""

    id: AgreementId
    supplier_id: SupplierId
    supplier: str
    title: str
    model_version: str
    status: AgreementStatus
    version: str
    signed_on: date | None
    valid_from: date | None
    valid_until: date | None
    notice_on: date | None
    days_left: int | None
    dvo_reference: str
    products: tuple[str, ...]
    deviations: int
    documents: int
    reviewed_on: date | None
    """Of the last review of the present version; None asks for one."""
    review_due_on: date | None
    """When the next review is due; None for an agreement that is not in force."""


@dataclass(frozen=True, slots=True)
class AgreementEventRow:
    """One line of the time line; `on` is the day it happened, `at` when it was recorded."""

    at: datetime
    actor: str
    kind: AgreementEventKind
    on: date
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an agreement, readable for ever; number `2.1` is the first correction of the second version."""

    version: str
    change: ChangeKind
    saved_at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgreementDetails:
    """An agreement with everything recorded about it; `draft` is what a form starts from."""

    row: AgreementRow
    supplier: SupplierDetails
    draft: NewAgreement
    notice_given_on: date | None
    ended_on: date | None
    destruction_confirmed_on: date | None
    events: tuple[AgreementEventRow, ...]
    versions: tuple[VersionRow, ...]
    reviews: tuple[ReviewRow, ...]
    changes: tuple[SubProcessorChangeRow, ...]
    documents: tuple[DocumentRow, ...]
    notice_let_pass: date | None = None
    """The last day for notice that the school decided to let pass; a later day asks again."""

    @property
    def content(self) -> AgreementContent:
        """Return what was agreed: parties, periods, products, security, deviations."""
        return self.draft.content
