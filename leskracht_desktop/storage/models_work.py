"""Tables of the work itself: requests, exports, the audit log, settings and drafts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leskracht_desktop.storage.columns import Base, UtcDateTime, impersonal, personal


class Request(Base):
    """A data subject's request and where it stands."""

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_requests_status_due", "status", "due_on"),
        Index("ix_requests_person", "person_id"),
        personal("request"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]  # 2026-0001, no personal data
    kind: Mapped[str]  # RequestKind
    status: Mapped[str]  # RequestStatus
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    requester_name: Mapped[str] = mapped_column(default="")
    requester_address: Mapped[str] = mapped_column(default="")
    authority: Mapped[str]  # Authority
    channel: Mapped[str]  # Channel
    description: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date]
    target_on: Mapped[date]
    due_on: Mapped[date]
    extended_on: Mapped[date | None]
    extension_reason: Mapped[str] = mapped_column(default="")
    identity_method: Mapped[str] = mapped_column(default="")
    identity_checked_on: Mapped[date | None]
    identity_checked_by: Mapped[str] = mapped_column(default="")
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by: Mapped[str]
    answered_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class RequestEvent(Base):
    """One line of a request's time line; never changed."""

    __tablename__ = "request_events"
    __table_args__ = (Index("ix_request_events_request", "request_id", "id"), personal("request"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, str]] = mapped_column(JSON)


class Export(Base):
    """A dossier or other file that left the vault."""

    __tablename__ = "exports"
    __table_args__ = (Index("ix_exports_person", "person_id"), personal("export"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # dossier | mail_copy | ...
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"))
    exported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    sha256: Mapped[str]
    pages: Mapped[int]
    sections: Mapped[list[str]] = mapped_column(JSON)
    masked: Mapped[int] = mapped_column(default=0)
    mask_reason: Mapped[str] = mapped_column(default="")


class AuditEvent(Base):
    """One link of the audit chain; append-only (triggers refuse UPDATE and DELETE)."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_entity", "entity", "entity_id", "sequence"),
        impersonal(),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]  # ISO 8601 with microseconds and Z: hashed as written
    actor: Mapped[str]
    kind: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[int | None]
    details: Mapped[str]  # canonical JSON: counts, codes, hashes; never a personal value
    previous_hash: Mapped[str]
    hash: Mapped[str]


class Setting(Base):
    """One setting of this vault."""

    __tablename__ = "settings"
    __table_args__ = (impersonal(),)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class HolidayAmendment(Base):
    """A public holiday the school added to, or struck from, the calendar."""

    __tablename__ = "holiday_amendments"
    __table_args__ = (impersonal(),)

    on: Mapped[date] = mapped_column("on_date", primary_key=True)
    name: Mapped[str]
    added: Mapped[bool]


class Draft(Base):
    """Typed but unsaved text, kept while the vault is locked."""

    __tablename__ = "drafts"
    __table_args__ = (personal("draft"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    payload: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
