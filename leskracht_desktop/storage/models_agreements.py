"""Tables of the agreements: suppliers, agreements with all their versions, documents, and what readers noted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leskracht_desktop.storage.columns import Base, UtcDateTime, impersonal, personal


class Supplier(Base):
    """A supplier (leverancier); Leskracht is the first."""

    __tablename__ = "suppliers"
    __table_args__ = (UniqueConstraint("name"), personal("contact"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kvk: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Agreement(Base):
    """An agreement and where it stands; what was agreed is in its versions."""

    __tablename__ = "agreements"
    __table_args__ = (Index("ix_agreements_supplier", "supplier_id"), personal("contact"))

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    model_version: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    status: Mapped[str]  # AgreementStatus
    version: Mapped[str]  # the present one, such as 1.0
    signed_on: Mapped[date | None]
    school_signer: Mapped[str] = mapped_column(default="")
    supplier_signer: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    notice_on: Mapped[date | None]
    notice_given_on: Mapped[date | None]
    notice_let_pass: Mapped[date | None]  # the `notice_on` that the school decided to let pass
    ended_on: Mapped[date | None]
    destruction_confirmed_on: Mapped[date | None]
    review_months: Mapped[int]
    dvo_reference: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str]


class AgreementVersion(Base):
    """One version of an agreement as a whole; never changed."""

    __tablename__ = "agreement_versions"
    __table_args__ = (UniqueConstraint("agreement_id", "version"), personal("contact"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    version: Mapped[str]
    change: Mapped[str]  # ChangeKind
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)  # NewAgreement, with all that was agreed


class AgreementEvent(Base):
    """One line of an agreement's time line; never changed."""

    __tablename__ = "agreement_events"
    __table_args__ = (Index("ix_agreement_events_agreement", "agreement_id", "id"), personal("contact"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    kind: Mapped[str]  # AgreementEventKind
    on: Mapped[date] = mapped_column("on_date")
    version: Mapped[str]
    text: Mapped[str] = mapped_column(default="")


class AgreementReview(Base):
    """Somebody looked at a version of an agreement; never changed."""

    __tablename__ = "agreement_reviews"
    __table_args__ = (Index("ix_agreement_reviews_agreement", "agreement_id", "id"), personal("contact"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    version: Mapped[str]
    reviewed_on: Mapped[date]
    reviewer: Mapped[str]
    risk: Mapped[str]  # Risk
    remarks: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]


class SubProcessorChange(Base):
    """A change of sub-processors that a supplier announced, and what the school decided."""

    __tablename__ = "sub_processor_changes"
    __table_args__ = (Index("ix_sub_processor_changes_agreement", "agreement_id", "id"), personal("contact"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    name: Mapped[str]
    kind: Mapped[str]  # SubProcessorChangeKind
    service: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    announced_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    objection_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    decision: Mapped[str]  # Decision
    decided_on: Mapped[date | None]
    decision_note: Mapped[str] = mapped_column(default="")
    actor: Mapped[str]


class AgreementDocument(Base):
    """A document of an agreement; its bytes are an attachment."""

    __tablename__ = "agreement_documents"
    __table_args__ = (Index("ix_agreement_documents_agreement", "agreement_id"), personal("document"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"))
    title: Mapped[str]
    kind: Mapped[str]  # DocumentKind
    role: Mapped[str]  # DocumentRole
    article: Mapped[int | None]
    annex: Mapped[str] = mapped_column(default="")
    pages: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]


class GuideNote(Base):
    """A note, highlight or question at a place of the guide."""

    __tablename__ = "guide_notes"
    __table_args__ = (Index("ix_guide_notes_place", "place"), personal("note"))

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]  # GuidePlace.key
    kind: Mapped[str]  # NoteKind
    text: Mapped[str] = mapped_column(default="")
    quote: Mapped[str] = mapped_column(default="")
    nth: Mapped[int] = mapped_column(default=0)  # which of equal texts of the page is quoted, from 0
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(default="")


class ReadingMark(Base):
    """How far the reading of one place of the guide is, by whom and since when."""

    __tablename__ = "reading_marks"
    __table_args__ = (impersonal(),)

    place: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]  # ReadingStatus
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]


class GuideFile(Base):
    """A content file of the guide that the user added or replaced."""

    __tablename__ = "guide_files"
    __table_args__ = (impersonal(),)

    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    sha256: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]


class Passage(Base):
    """A piece of text that can be searched: a page of a document, a note, or an agreement."""

    __tablename__ = "passages"
    __table_args__ = (
        Index("ix_passages_owner", "kind", "owner_id", "page"),
        Index("ix_passages_place", "id", "kind", "owner_id", "page"),  # where hits stand, without reading their texts
        personal("document"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # HitKind: document | note | agreement
    owner_id: Mapped[int]  # id of the document, the note or the agreement
    page: Mapped[int]
    text: Mapped[str]
