"""Tables of what Leskracht and others hold about a person, as handed over in files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leskracht_desktop.storage.columns import Base, UtcDateTime, impersonal, personal


class Import(Base):
    """One file that was taken in: what it was and what it did."""

    __tablename__ = "imports"
    __table_args__ = (Index("ix_imports_sha256", "sha256"), personal("provenance"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # ImportKind
    file_name: Mapped[str]  # may hold a name, hence personal
    sha256: Mapped[str]
    size: Mapped[int]
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    school_year: Mapped[str] = mapped_column(default="")
    reference_on: Mapped[str] = mapped_column(default="")
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    dropped: Mapped[dict[str, int]] = mapped_column(JSON)


class ImportedPerson(Base):
    """That an import made or changed something of a person: her, her relations, or what is stored about her."""

    __tablename__ = "import_people"
    __table_args__ = ({**personal("provenance"), "sqlite_with_rowid": False},)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), primary_key=True)


class ImportMapping(Base):
    """The column mapping the user chose for one file layout."""

    __tablename__ = "import_mappings"
    __table_args__ = (impersonal(),)

    layout: Mapped[str] = mapped_column(primary_key=True)  # hash of the header row
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Record(Base):
    """One thing a supplier stores about a person, within one inventory category."""

    __tablename__ = "records"
    __table_args__ = (
        UniqueConstraint("person_id", "category", "external_id"),
        Index("ix_records_person", "person_id", "category", "occurred_at"),
        personal("supplier"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    category: Mapped[str]  # category code of the processing inventory
    compartment: Mapped[str]  # processor | own_controller
    external_id: Mapped[str]
    occurred_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    values: Mapped[dict[str, str]] = mapped_column(JSON)  # field code -> text, in file order
    third_parties: Mapped[list[str]] = mapped_column(JSON)  # other people named in it, by name
    digest: Mapped[str]  # SHA-256 of the canonical record, to see change
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"))
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EventBatch(Base):
    """Up to some thousands of log events of one person, kept as compressed JSON Lines."""

    __tablename__ = "event_batches"
    __table_args__ = (
        UniqueConstraint("person_id", "category", "sha256"),
        personal("supplier"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    category: Mapped[str]
    compartment: Mapped[str]
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    count: Mapped[int]
    per_kind: Mapped[dict[str, int]] = mapped_column(JSON)
    per_month: Mapped[dict[str, int]] = mapped_column(JSON)
    sha256: Mapped[str]  # of the uncompressed lines
    payload: Mapped[bytes]  # zlib
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))


class Attachment(Base):
    """A photo, video or other file; its bytes are in chunks."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_sha256", "sha256"), personal("media"))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AttachmentChunk(Base):
    """At most 1 MiB of an attachment."""

    __tablename__ = "attachment_chunks"
    __table_args__ = (personal("media"),)

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes]
