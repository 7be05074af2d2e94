"""The first schema: the institution, its people, what is stored about them, the work and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001_start"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "request_events",
    "exports",
    "value_changes",
    "requests",
    "relations",
    "records",
    "memberships",
    "event_batches",
    "people",
    "sites",
    "imports",
    "groups",
    "attachment_chunks",
    "settings",
    "schools",
    "institution",
    "import_mappings",
    "holiday_amendments",
    "drafts",
    "audit_events",
    "attachments",
)

APPEND_ONLY = (
    """
    CREATE TRIGGER audit_events_insert BEFORE INSERT ON audit_events
    WHEN new.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM audit_events)
    BEGIN SELECT RAISE(ABORT, 'audit_events: not the next event'); END
    """,
    """
    CREATE TRIGGER audit_events_update BEFORE UPDATE ON audit_events
    BEGIN SELECT RAISE(ABORT, 'audit_events: append-only'); END
    """,
    """
    CREATE TRIGGER audit_events_delete BEFORE DELETE ON audit_events
    BEGIN SELECT RAISE(ABORT, 'audit_events: append-only'); END
    """,
)


def upgrade() -> None:
    _create_organisation()
    _create_people()
    _create_intake()
    _create_supplier_records()
    _create_work()
    _create_upkeep()
    for statement in APPEND_ONLY:
        op.execute(statement)


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)


def _create_organisation() -> None:
    op.create_table(
        "institution",
        *_integer("id"),
        *_text(
            "name",
            "number_kind",
            "number",
            "contact_name",
            "contact_email",
            "contact_phone",
            "officer_name",
            "officer_email",
            "address",
            "postcode",
            "city",
        ),
        *_bytes_or_null("logo"),
        *_boolean("is_demo"),
        sa.PrimaryKeyConstraint("id", name="pk_institution"),
    )
    op.create_table(
        "schools",
        *_integer("id"),
        *_text("name", "brin", "denomination", "address", "postcode", "city"),
        sa.PrimaryKeyConstraint("id", name="pk_schools"),
        sa.UniqueConstraint("brin", name="uq_schools_brin"),
    )
    op.create_table(
        "sites",
        *_integer("id", "school_id"),
        *_text("code", "name", "local_key"),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
        _refers("sites", "school_id", "schools.id"),
        sa.UniqueConstraint("school_id", "code", name="uq_sites_school_id_code"),
    )
    op.create_table(
        "groups",
        *_integer("id", "school_id"),
        *_text("kind", "local_key", "name", "year_group"),
        *_instant_or_null("missing_since"),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        _refers("groups", "school_id", "schools.id"),
        sa.UniqueConstraint("school_id", "kind", "local_key", name="uq_groups_school_id_kind_local_key"),
    )
    op.create_index("ix_groups_name", "groups", ["kind", "name"])


def _create_people() -> None:
    op.create_table(
        "people",
        *_integer("id"),
        *_text("kind", "status"),
        *_integer("school_id"),
        *_integer_or_null("site_id"),
        *_text_or_null("local_key", "eck_id"),
        *_text("given_names", "call_name", "initials", "prefix", "surname", "sort_key"),
        *_date_or_null("birth_on"),
        *_text("gender", "year_group"),
        *_date_or_null("enrolled_on", "left_on"),
        *_text(
            "start_year_3",
            "roles",
            "username",
            "email",
            "phone",
            "address",
            "postcode",
            "city",
            "country",
            "note",
            "origin",
        ),
        *_integer_or_null("import_id"),
        *_instant_or_null("missing_since"),
        *_instant("created_at", "changed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        _refers("people", "import_id", "imports.id"),
        _refers("people", "school_id", "schools.id"),
        _refers("people", "site_id", "sites.id"),
        sa.UniqueConstraint("school_id", "kind", "local_key", name="uq_people_school_id_kind_local_key"),
    )
    op.create_index("ix_people_birth", "people", ["birth_on", "sort_key", "id"])
    op.create_index("ix_people_kind_sort", "people", ["kind", "sort_key", "id"])
    op.create_index("ix_people_school_sort", "people", ["school_id", "sort_key", "id"])
    op.create_index("ix_people_sort", "people", ["sort_key", "id"])
    op.create_index("ix_people_status_sort", "people", ["status", "sort_key", "id"])
    op.create_table(
        "memberships",
        *_integer("person_id", "group_id"),
        *_text("role"),
        sa.PrimaryKeyConstraint("person_id", "group_id", "role", name="pk_memberships"),
        _refers("memberships", "group_id", "groups.id"),
        _refers("memberships", "person_id", "people.id"),
    )
    op.create_index("ix_memberships_group", "memberships", ["group_id", "person_id", "role"])
    op.create_table(
        "relations",
        *_integer("id", "adult_id", "pupil_id"),
        *_text("kind", "custody"),
        *_date_or_null("custody_since"),
        *_text("origin"),
        *_integer_or_null("import_id"),
        *_instant_or_null("missing_since"),
        sa.PrimaryKeyConstraint("id", name="pk_relations"),
        _refers("relations", "adult_id", "people.id"),
        _refers("relations", "import_id", "imports.id"),
        _refers("relations", "pupil_id", "people.id"),
        sa.UniqueConstraint("adult_id", "pupil_id", name="uq_relations_adult_id_pupil_id"),
    )
    op.create_index("ix_relations_pupil", "relations", ["pupil_id"])
    op.create_table(
        "value_changes",
        *_integer("id", "person_id"),
        *_text("entity"),
        *_integer("entity_id"),
        *_text("field", "old", "new"),
        *_instant("changed_at"),
        *_text("actor"),
        *_integer_or_null("import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_value_changes"),
        _refers("value_changes", "import_id", "imports.id"),
        _refers("value_changes", "person_id", "people.id"),
    )
    op.create_index("ix_value_changes_person", "value_changes", ["person_id", "id"])


def _create_intake() -> None:
    op.create_table(
        "imports",
        *_integer("id"),
        *_text("kind", "file_name", "sha256"),
        *_integer("size"),
        *_integer_or_null("school_id"),
        *_text("school_year", "reference_on"),
        *_instant("imported_at"),
        *_text("actor"),
        *_json("counts", "dropped"),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
        _refers("imports", "school_id", "schools.id"),
    )
    op.create_index("ix_imports_sha256", "imports", ["sha256"])
    op.create_table(
        "import_mappings",
        *_text("layout"),
        *_json("mapping"),
        *_instant("saved_at"),
        sa.PrimaryKeyConstraint("layout", name="pk_import_mappings"),
    )
    op.create_table(
        "attachments",
        *_integer("id"),
        *_text("name", "media_type"),
        *_integer("size"),
        *_text("sha256"),
        *_instant("added_at"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])
    op.create_table(
        "attachment_chunks",
        *_integer("attachment_id", "number"),
        *_bytes("data"),
        sa.PrimaryKeyConstraint("attachment_id", "number", name="pk_attachment_chunks"),
        _refers("attachment_chunks", "attachment_id", "attachments.id"),
    )


def _create_supplier_records() -> None:
    op.create_table(
        "records",
        *_integer("id", "person_id"),
        *_text("category", "compartment", "external_id"),
        *_instant_or_null("occurred_at"),
        *_json("values", "third_parties"),
        *_text("digest"),
        *_integer_or_null("attachment_id", "import_id"),
        *_instant_or_null("missing_since"),
        sa.PrimaryKeyConstraint("id", name="pk_records"),
        _refers("records", "attachment_id", "attachments.id"),
        _refers("records", "import_id", "imports.id"),
        _refers("records", "person_id", "people.id"),
        sa.UniqueConstraint("person_id", "category", "external_id", name="uq_records_person_id_category_external_id"),
    )
    op.create_index("ix_records_person", "records", ["person_id", "category", "occurred_at"])
    op.create_table(
        "event_batches",
        *_integer("id", "person_id"),
        *_text("category", "compartment"),
        *_instant("first_at", "last_at"),
        *_integer("count"),
        *_json("per_kind", "per_month"),
        *_text("sha256"),
        *_bytes("payload"),
        *_integer_or_null("import_id"),
        sa.PrimaryKeyConstraint("id", name="pk_event_batches"),
        _refers("event_batches", "import_id", "imports.id"),
        _refers("event_batches", "person_id", "people.id"),
        sa.UniqueConstraint("person_id", "category", "sha256", name="uq_event_batches_person_id_category_sha256"),
    )


def _create_work() -> None:
    op.create_table(
        "requests",
        *_integer("id"),
        *_text("number", "kind", "status"),
        *_integer("school_id", "person_id"),
        *_integer_or_null("requester_id"),
        *_text("requester_name", "requester_address", "authority", "channel", "description"),
        *_date("received_on", "target_on", "due_on"),
        *_date_or_null("extended_on"),
        *_text("extension_reason", "identity_method"),
        *_date_or_null("identity_checked_on"),
        *_text("identity_checked_by"),
        *_instant("registered_at"),
        *_text("registered_by"),
        *_date_or_null("answered_on", "closed_on"),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        _refers("requests", "person_id", "people.id"),
        _refers("requests", "requester_id", "people.id"),
        _refers("requests", "school_id", "schools.id"),
        sa.UniqueConstraint("number", name="uq_requests_number"),
    )
    op.create_index("ix_requests_person", "requests", ["person_id"])
    op.create_index("ix_requests_status_due", "requests", ["status", "due_on"])
    op.create_table(
        "request_events",
        *_integer("id", "request_id"),
        *_instant("at"),
        *_text("actor", "kind", "text"),
        *_json("details"),
        sa.PrimaryKeyConstraint("id", name="pk_request_events"),
        _refers("request_events", "request_id", "requests.id"),
    )
    op.create_index("ix_request_events_request", "request_events", ["request_id", "id"])
    op.create_table(
        "exports",
        *_integer("id"),
        *_text("kind"),
        *_integer_or_null("person_id", "request_id"),
        *_instant("exported_at"),
        *_text("actor", "sha256"),
        *_integer("pages"),
        *_json("sections"),
        *_integer("masked"),
        *_text("mask_reason"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        _refers("exports", "person_id", "people.id"),
        _refers("exports", "request_id", "requests.id"),
    )
    op.create_index("ix_exports_person", "exports", ["person_id"])


def _create_upkeep() -> None:
    op.create_table(
        "audit_events",
        *_integer("sequence"),
        *_text("at", "actor", "kind", "entity"),
        *_integer_or_null("entity_id"),
        *_text("details", "previous_hash", "hash"),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit_events"),
    )
    op.create_index("ix_audit_events_entity", "audit_events", ["entity", "entity_id", "sequence"])
    op.create_table(
        "settings",
        *_text("key", "value"),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
    )
    op.create_table(
        "holiday_amendments",
        *_date("on_date"),
        *_text("name"),
        *_boolean("added"),
        sa.PrimaryKeyConstraint("on_date", name="pk_holiday_amendments"),
    )
    op.create_table(
        "drafts",
        *_text("key", "payload"),
        *_instant("saved_at"),
        sa.PrimaryKeyConstraint("key", name="pk_drafts"),
    )


def _columns(
    kind: Callable[[], sa.types.TypeEngine[Any]], nullable: bool = False
) -> Callable[..., list[sa.Column[Any]]]:
    return lambda *names: [sa.Column(name, kind(), nullable=nullable) for name in names]


_boolean = _columns(sa.Boolean)
_bytes = _columns(sa.LargeBinary)
_bytes_or_null = _columns(sa.LargeBinary, nullable=True)
_date = _columns(sa.Date)
_date_or_null = _columns(sa.Date, nullable=True)
_instant = _columns(sa.DateTime)
_instant_or_null = _columns(sa.DateTime, nullable=True)
_integer = _columns(sa.Integer)
_integer_or_null = _columns(sa.Integer, nullable=True)
_json = _columns(sa.JSON)
_text = _columns(sa.String)
_text_or_null = _columns(sa.String, nullable=True)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
