"""Plain SQL: what a program without services, values and pages would ask the same database."""

from __future__ import annotations

import json
from typing import Any

from leskracht_desktop.domain.people import PersonSort
from leskracht_desktop.ui.tables import PAGE_ROWS

SHOWN = PAGE_ROWS
"""So many rows our lists read at a time; the plain queries read as many."""

_COLUMNS = """
    p.id, p.kind, p.status, s.name, p.given_names, p.call_name, p.initials, p.prefix, p.surname, p.birth_on,
    (SELECT group_concat(g.name, ', ') FROM memberships m JOIN groups g ON g.id = m.group_id WHERE m.person_id = p.id)
"""
_OF = " JOIN people p ON p.id = w.id JOIN schools s ON s.id = p.school_id"
_SELECT = "SELECT " + _COLUMNS
_BY_ID = _SELECT + "FROM (SELECT value AS id FROM json_each(?)) w" + _OF  # noqa: S608 - made of constants
_HITS = "SELECT rowid & 16777215 FROM search_people WHERE search_people MATCH ? ORDER BY rowid"
_ORDERED = "SELECT id FROM people {order} LIMIT {limit} OFFSET {offset}"
_BY_GROUP = """
    SELECT p.id FROM groups g CROSS JOIN memberships m ON m.group_id = g.id JOIN people p ON p.id = m.person_id
    WHERE g.kind = 'base' ORDER BY g.name, p.sort_key, p.id LIMIT {limit}
"""
_ORDERS = {
    PersonSort.NAME: "ORDER BY sort_key, id",
    PersonSort.KIND: "WHERE kind = 'pupil' ORDER BY sort_key, id",
    PersonSort.STATUS: "WHERE status = 'active' ORDER BY sort_key, id",
    PersonSort.BIRTH: "WHERE birth_on IS NOT NULL ORDER BY birth_on, sort_key, id",
}
"""The rows on top of our lists: Dutch words for kinds sort otherwise than codes, and who has no birthday comes last."""


def sorted_rows(connection: Any, sort: PersonSort, offset: int = 0) -> list[Any]:
    """Return the rows that are visible in a list, sorted along an index."""
    if sort is PersonSort.GROUP:
        ids = _BY_GROUP.format(limit=SHOWN)
    else:
        ids = _ORDERED.format(order=_ORDERS[sort], limit=SHOWN, offset=offset)
    return list(connection.execute(_SELECT + "FROM (" + ids + ") w" + _OF).fetchall())


def search(connection: Any, text: str) -> list[Any]:
    """Take every typed word as a prefix, and return the first rows of all hits."""
    words = [word for word in text.replace("'", " ").replace("-", " ").split() if word]
    match = " AND ".join(f'"{word}"*' for word in words)
    hits = [row[0] for row in connection.execute(_HITS, (match,)).fetchall()] if match else []
    return list(connection.execute(_BY_ID, (json.dumps(hits[:SHOWN]),)).fetchall())
