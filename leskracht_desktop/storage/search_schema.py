"""Raw DDL of the search index over people and requests, and of the counters."""

from __future__ import annotations

SEARCH_DDL: tuple[str, ...] = (
    # Where a person stands in the index: rows of `search_people` are numbered in (nearly) Dutch sort order, so
    # that the first hits FTS5 gives are the first to be shown.
    """
    CREATE TABLE search_places (
        person_id INTEGER PRIMARY KEY,
        place INTEGER NOT NULL UNIQUE,
        names TEXT NOT NULL
    )
    """,
    # Folded names and keys; contentless, because the people table has the content.
    """
    CREATE VIRTUAL TABLE search_people USING fts5(
        names, keys, content='', contentless_delete=1, prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_people, 'row')",
    # Every word that occurs in a name, once: typing errors are looked up here, not among all people.
    "CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    """
    CREATE VIRTUAL TABLE search_trigrams USING fts5(
        word, content='', contentless_delete=1, detail='none', tokenize='trigram'
    )
    """,
    # Number, asker and description of each request, folded; the row number is the request's id.
    """
    CREATE VIRTUAL TABLE search_requests USING fts5(
        words, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    # Counters instead of counting: how many people of each kind and status a school has.
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
"""Raw DDL of the search index and its counters; the first migration holds a copy (it imports nothing of ours).

All names start with `search_`. Must run after the table `people` exists. A later migration that rebuilds `people`
must create the three triggers again.
"""
