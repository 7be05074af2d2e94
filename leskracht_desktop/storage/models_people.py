"""Tables of the vault: the institution, its schools, their people and what is stored about them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from leskracht_desktop.storage.columns import Base, UtcDateTime, impersonal, personal


class Institution(Base):
    """The bevoegd gezag the vault belongs to; always one row, id 1."""

    __tablename__ = "institution"
    __table_args__ = (personal("contact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    number_kind: Mapped[str] = mapped_column(default="")  # brin | rio | kvk | authority
    number: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str]
    contact_email: Mapped[str]
    contact_phone: Mapped[str] = mapped_column(default="")
    officer_name: Mapped[str] = mapped_column(default="")  # FG
    officer_email: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    logo: Mapped[bytes | None]
    is_demo: Mapped[bool] = mapped_column(default=False)


class School(Base):
    """A school (BRIN) of the institution; every person, request and report knows its school."""

    __tablename__ = "schools"
    __table_args__ = (UniqueConstraint("brin"), impersonal())

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    brin: Mapped[str]
    denomination: Mapped[str] = mapped_column(default="unknown")  # public | private | unknown
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")


class Site(Base):
    """A site (vestiging) of a school: BRIN + two digits, and the key its files use."""

    __tablename__ = "sites"
    __table_args__ = (UniqueConstraint("school_id", "code"), impersonal())

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    code: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    local_key: Mapped[str] = mapped_column(default="")


class Group(Base):
    """A group (stamgroep) or mixed group of a school."""

    __tablename__ = "groups"
    __table_args__ = (
        UniqueConstraint("school_id", "kind", "local_key"),
        Index("ix_groups_name", "kind", "name"),
        impersonal(),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    kind: Mapped[str] = mapped_column(default="base")  # base | mixed
    local_key: Mapped[str]
    name: Mapped[str]
    year_group: Mapped[str] = mapped_column(default="")
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Person(Base):
    """A data subject; name, school data and contact data that the school itself keeps."""

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("school_id", "kind", "local_key"),
        Index("ix_people_sort", "sort_key", "id"),
        Index("ix_people_birth", "birth_on", "sort_key", "id"),
        Index("ix_people_kind_sort", "kind", "sort_key", "id"),
        Index("ix_people_school_sort", "school_id", "sort_key", "id"),
        Index("ix_people_status_sort", "status", "sort_key", "id"),
        Index("ix_people_left", "left_on", "status", sqlite_where=text("left_on IS NOT NULL")),
        personal("identity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # PersonKind
    status: Mapped[str] = mapped_column(default="active")  # PersonStatus
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"))
    local_key: Mapped[str | None]  # key in the school system; null when entered by hand
    eck_id: Mapped[str | None]
    given_names: Mapped[str] = mapped_column(default="")
    call_name: Mapped[str] = mapped_column(default="")
    initials: Mapped[str] = mapped_column(default="")
    prefix: Mapped[str] = mapped_column(default="")
    surname: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str]
    birth_on: Mapped[date | None]
    gender: Mapped[str] = mapped_column(default="")  # 0 | 1 | 2 | 9 as in EDEXML
    year_group: Mapped[str] = mapped_column(default="")
    enrolled_on: Mapped[date | None]
    left_on: Mapped[date | None]
    start_year_3: Mapped[str] = mapped_column(default="")
    roles: Mapped[str] = mapped_column(default="")  # staff: role codes, comma separated
    username: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(default="manual")  # Origin
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Membership(Base):
    """A pupil or member of staff in a group, with the role there."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_group", "group_id", "person_id", "role"), personal("enrolment"))

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True)
    role: Mapped[str] = mapped_column(default="", primary_key=True)


class Relation(Base):
    """An adult's relation to a pupil, with custody (gezag) and since when."""

    __tablename__ = "relations"
    __table_args__ = (
        UniqueConstraint("adult_id", "pupil_id"),
        Index("ix_relations_pupil", "pupil_id"),
        personal("relations"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    adult_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str]  # RelationKind
    custody: Mapped[str] = mapped_column(default="unknown")  # Custody
    custody_since: Mapped[date | None]
    origin: Mapped[str] = mapped_column(default="manual")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
    missing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ValueChange(Base):
    """The old and the new value of one field: nothing that is edited is lost."""

    __tablename__ = "value_changes"
    __table_args__ = (Index("ix_value_changes_person", "person_id", "id"), personal("history"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entity: Mapped[str]  # person | relation | record | membership
    entity_id: Mapped[int]
    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"))
