"""Raw DDL of the search index over documents, notes and agreements; a migration holds a copy."""

from __future__ import annotations

PASSAGE_SEARCH_DDL: tuple[str, ...] = (
    # Folded words for beginnings of words, their stems for plural forms; the row number is that of the passage.
    """
    CREATE VIRTUAL TABLE search_passages USING fts5(
        words, stems, content='', contentless_delete=1, detail='column', prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    )
    """,
)
