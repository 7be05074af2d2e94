"""The search index over people and requests, and its counters."""

from __future__ import annotations

from alembic import op

revision = "0002_search"
down_revision = "0001_start"
branch_labels = None
depends_on = None

SEARCH = (
    """
    CREATE TABLE search_places (
        person_id INTEGER PRIMARY KEY,
        place INTEGER NOT NULL UNIQUE,
        names TEXT NOT NULL
    )
    """,
    """
    CREATE VIRTUAL TABLE search_people USING fts5(
        names, keys, content='', contentless_delete=1, prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_people, 'row')",
    "CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    """
    CREATE VIRTUAL TABLE search_trigrams USING fts5(
        word, content='', contentless_delete=1, detail='none', tokenize='trigram'
    )
    """,
    """
    CREATE VIRTUAL TABLE search_requests USING fts5(
        words, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TABLE search_counts (
        school_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (school_id, kind, status)
    ) WITHOUT ROWID
    """,
    """
    CREATE TRIGGER search_counts_insert AFTER INSERT ON people BEGIN
        INSERT INTO search_counts VALUES (new.school_id, new.kind, new.status, 1)
        ON CONFLICT (school_id, kind, status) DO UPDATE SET count = count + 1;
    END
    """,
    """
    CREATE TRIGGER search_counts_delete AFTER DELETE ON people BEGIN
        UPDATE search_counts SET count = count - 1
        WHERE school_id = old.school_id AND kind = old.kind AND status = old.status;
    END
    """,
    """
    CREATE TRIGGER search_counts_update AFTER UPDATE OF school_id, kind, status ON people BEGIN
        UPDATE search_counts SET count = count - 1
        WHERE school_id = old.school_id AND kind = old.kind AND status = old.status;
        INSERT INTO search_counts VALUES (new.school_id, new.kind, new.status, 1)
        ON CONFLICT (school_id, kind, status) DO UPDATE SET count = count + 1;
    END
    """,
)

DROPPED = (
    "TRIGGER search_counts_insert",
    "TRIGGER search_counts_delete",
    "TRIGGER search_counts_update",
    "TABLE search_vocabulary",
    "TABLE search_places",
    "TABLE search_people",
    "TABLE search_words",
    "TABLE search_trigrams",
    "TABLE search_requests",
    "TABLE search_counts",
)


def upgrade() -> None:
    for statement in SEARCH:
        op.execute(statement)


def downgrade() -> None:
    for name in DROPPED:
        op.execute(f"DROP {name}")
