"""Agreements, their documents and the search index over what can be read; and whom an import touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003_agreements"
down_revision = "0002_search"
branch_labels = None
depends_on = None

TABLES = (
    "import_people",
    "passages",
    "guide_files",
    "reading_marks",
    "guide_notes",
    "agreement_documents",
    "sub_processor_changes",
    "agreement_reviews",
    "agreement_events",
    "agreement_versions",
    "agreements",
    "suppliers",
)

SEARCH = """
    CREATE VIRTUAL TABLE search_passages USING fts5(
        words, stems, content='', contentless_delete=1, detail='column', prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    )
"""


def upgrade() -> None:
    _create_agreements()
    _create_what_happened()
    _create_reading()
    op.execute(SEARCH)
    # Who is to leave, and when: asked each time the vault is opened, without reading all people.
    leaving = sa.text("left_on IS NOT NULL")
    op.create_index("ix_people_left", "people", ["left_on", "status"], sqlite_where=leaving)
    _create_whom_imports_touched()


def downgrade() -> None:
    op.drop_index("ix_people_left", "people")
    op.execute("DROP TABLE search_passages")
    # Bytes that only a document holds on to go with it.
    op.execute(
        "DELETE FROM attachment_chunks WHERE attachment_id IN (SELECT attachment_id FROM agreement_documents) "
        "AND attachment_id NOT IN (SELECT attachment_id FROM records WHERE attachment_id IS NOT NULL)"
    )
    op.execute(
        "DELETE FROM attachments WHERE id IN (SELECT attachment_id FROM agreement_documents) "
        "AND id NOT IN (SELECT attachment_id FROM records WHERE attachment_id IS NOT NULL)"
    )
    for name in TABLES:
        op.drop_table(name)


def _create_whom_imports_touched() -> None:
    op.create_table(
        "import_people",
        *_integer("person_id", "import_id"),
        sa.PrimaryKeyConstraint("person_id", "import_id", name="pk_import_people"),
        _refers("import_people", "import_id", "imports.id"),
        _refers("import_people", "person_id", "people.id"),
        sqlite_with_rowid=False,
    )
    # As far as an older vault still knows.
    op.execute(
        "INSERT INTO import_people (person_id, import_id) "
        "SELECT id, import_id FROM people WHERE import_id IS NOT NULL "
        "UNION SELECT person_id, import_id FROM value_changes WHERE import_id IS NOT NULL "
        "UNION SELECT person_id, import_id FROM records WHERE import_id IS NOT NULL "
        "UNION SELECT person_id, import_id FROM event_batches WHERE import_id IS NOT NULL "
        "UNION SELECT adult_id, import_id FROM relations WHERE import_id IS NOT NULL "
        "UNION SELECT pupil_id, import_id FROM relations WHERE import_id IS NOT NULL"
    )


def _create_agreements() -> None:
    op.create_table(
        "suppliers",
        *_integer("id"),
        *_text("name", "kvk", "address", "postcode", "city", "website"),
        *_text("contact_name", "contact_email", "contact_phone", "note"),
        *_instant("changed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_suppliers"),
        sa.UniqueConstraint("name", name="uq_suppliers_name"),
    )
    op.create_table(
        "agreements",
        *_integer("id", "supplier_id"),
        *_text("model_version", "title", "status", "version"),
        *_date_or_null("signed_on"),
        *_text("school_signer", "supplier_signer"),
        *_date_or_null("valid_from", "valid_until", "notice_on"),
        *_date_or_null("notice_given_on", "notice_let_pass", "ended_on", "destruction_confirmed_on"),
        *_integer("review_months"),
        *_text("dvo_reference", "note"),
        *_instant("created_at"),
        *_text("created_by"),
        sa.PrimaryKeyConstraint("id", name="pk_agreements"),
        _refers("agreements", "supplier_id", "suppliers.id"),
    )
    op.create_index("ix_agreements_supplier", "agreements", ["supplier_id"])
    op.create_table(
        "agreement_versions",
        *_integer("id", "agreement_id"),
        *_text("version", "change"),
        *_instant("saved_at"),
        *_text("actor", "reason"),
        *_json("draft"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_versions"),
        _refers("agreement_versions", "agreement_id", "agreements.id"),
        sa.UniqueConstraint("agreement_id", "version", name="uq_agreement_versions_agreement_id_version"),
    )


def _create_what_happened() -> None:
    op.create_table(
        "agreement_events",
        *_integer("id", "agreement_id"),
        *_instant("at"),
        *_text("actor", "kind"),
        *_date("on_date"),
        *_text("version", "text"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_events"),
        _refers("agreement_events", "agreement_id", "agreements.id"),
    )
    op.create_index("ix_agreement_events_agreement", "agreement_events", ["agreement_id", "id"])
    op.create_table(
        "agreement_reviews",
        *_integer("id", "agreement_id"),
        *_text("version"),
        *_date("reviewed_on"),
        *_text("reviewer", "risk", "remarks"),
        *_instant("recorded_at"),
        *_text("actor"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_reviews"),
        _refers("agreement_reviews", "agreement_id", "agreements.id"),
    )
    op.create_index("ix_agreement_reviews_agreement", "agreement_reviews", ["agreement_id", "id"])
    op.create_table(
        "sub_processor_changes",
        *_integer("id", "agreement_id"),
        *_text("name", "kind", "service", "country"),
        *_date_or_null("announced_on", "effective_on", "objection_until"),
        *_text("note", "decision"),
        *_date_or_null("decided_on"),
        *_text("decision_note", "actor"),
        sa.PrimaryKeyConstraint("id", name="pk_sub_processor_changes"),
        _refers("sub_processor_changes", "agreement_id", "agreements.id"),
    )
    op.create_index("ix_sub_processor_changes_agreement", "sub_processor_changes", ["agreement_id", "id"])
    op.create_table(
        "agreement_documents",
        *_integer("id"),
        *_integer_or_null("agreement_id"),
        *_integer("attachment_id"),
        *_text("title", "kind", "role"),
        *_integer_or_null("article"),
        *_text("annex"),
        *_integer("pages"),
        *_instant("added_at"),
        *_text("actor"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_documents"),
        _refers("agreement_documents", "agreement_id", "agreements.id"),
        _refers("agreement_documents", "attachment_id", "attachments.id"),
    )
    op.create_index("ix_agreement_documents_agreement", "agreement_documents", ["agreement_id"])


def _create_reading() -> None:
    op.create_table(
        "guide_notes",
        *_integer("id"),
        *_text("place", "kind", "text", "quote"),
        *_integer("nth"),
        *_integer_or_null("agreement_id"),
        *_instant("created_at"),
        *_text("actor"),
        *_instant("changed_at"),
        *_instant_or_null("answered_at"),
        *_text("answer"),
        sa.PrimaryKeyConstraint("id", name="pk_guide_notes"),
        _refers("guide_notes", "agreement_id", "agreements.id"),
    )
    op.create_index("ix_guide_notes_place", "guide_notes", ["place"])
    op.create_table(
        "reading_marks",
        *_text("place", "status"),
        *_instant("at"),
        *_text("actor"),
        sa.PrimaryKeyConstraint("place", name="pk_reading_marks"),
    )
    op.create_table(
        "guide_files",
        *_text("name"),
        *_bytes("content"),
        *_text("sha256"),
        *_instant("added_at"),
        *_text("actor"),
        sa.PrimaryKeyConstraint("name", name="pk_guide_files"),
    )
    op.create_table(
        "passages",
        *_integer("id"),
        *_text("kind"),
        *_integer("owner_id", "page"),
        *_text("text"),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
    )
    op.create_index("ix_passages_owner", "passages", ["kind", "owner_id", "page"])
    op.create_index("ix_passages_place", "passages", ["id", "kind", "owner_id", "page"])


def _columns(
    kind: Callable[[], sa.types.TypeEngine[Any]], nullable: bool = False
) -> Callable[..., list[sa.Column[Any]]]:
    return lambda *names: [sa.Column(name, kind(), nullable=nullable) for name in names]


_bytes = _columns(sa.LargeBinary)
_date = _columns(sa.Date)
_date_or_null = _columns(sa.Date, nullable=True)
_instant = _columns(sa.DateTime)
_instant_or_null = _columns(sa.DateTime, nullable=True)
_integer = _columns(sa.Integer)
_integer_or_null = _columns(sa.Integer, nullable=True)
_json = _columns(sa.JSON)
_text = _columns(sa.String)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
