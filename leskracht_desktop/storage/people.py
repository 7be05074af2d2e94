"""Queries behind the list of people: ids first, filtered and sorted in SQL, then rows for the ids that are shown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import text
from sqlalchemy.orm import Session

from leskracht_desktop.domain import names
from leskracht_desktop.domain.people import (
    PersonFilter,
    PersonId,
    PersonKind,
    PersonRow,
    PersonSort,
    PersonStatus,
)
from leskracht_desktop.storage.id_lists import listed
from leskracht_desktop.storage.people_filter import where_sql
from leskracht_desktop.storage.search import find_people

KIND_ORDER: Final = (PersonKind.PUPIL, PersonKind.STAFF, PersonKind.PARENT, PersonKind.OTHER)
"""How a list sorted by kind runs: as in the alphabet of the Dutch words."""

STATUS_ORDER: Final = (PersonStatus.ACTIVE, PersonStatus.MISSING, PersonStatus.LEFT)


def person_ids(session: Session, chosen: PersonFilter, limit: int | None = None) -> list[PersonId]:
    """Return the ids of the people a list shows, in the order of the list.

    With a text, ordered by name means: exact hits first, then beginnings, then typing errors, each by name.
    """
    if chosen.text.strip():
        found = find_people(session, chosen.text, chosen)
        if chosen.sort is not PersonSort.NAME:
            found = _sorted(session, chosen, found)
        elif chosen.descending:
            found.reverse()
        return found if limit is None else found[:limit]
    return _sorted(session, chosen, limit=limit)


def count_people(session: Session, chosen: PersonFilter) -> int:
    """Return how many people a list shows; from the counters wherever these know it."""
    if chosen.text.strip():
        return len(find_people(session, chosen.text, chosen))
    values: dict[str, Any] = {}
    if chosen.group_id is not None:
        where = where_sql(chosen, values)
        query = f"SELECT count(*) FROM people p WHERE {where}"  # noqa: S608 -- built from constants
    else:
        where = where_sql(chosen, values).replace("p.", "c.")
        query = f"SELECT sum(c.count) FROM search_counts c WHERE {where}"  # noqa: S608 -- built from constants
    return int(session.connection().exec_driver_sql(query, values).scalar() or 0)


def count_per_kind(session: Session) -> dict[PersonKind, int]:
    """Return how many people of each kind there are, whatever their status."""
    rows = session.execute(text("SELECT kind, sum(count) FROM search_counts GROUP BY kind"))
    found = {PersonKind(kind): int(count) for kind, count in rows}
    return {kind: found.get(kind, 0) for kind in KIND_ORDER}


_ORDERS: Final = {
    PersonSort.NAME: "p.sort_key, p.id",
    PersonSort.BIRTH: "p.birth_on, p.sort_key, p.id",
    PersonSort.GROUP: "g.name, p.sort_key, p.id",
}

_ORDERS_DESCENDING: Final = {
    PersonSort.NAME: "p.sort_key DESC, p.id DESC",
    PersonSort.BIRTH: "p.birth_on DESC, p.sort_key DESC, p.id DESC",
    PersonSort.GROUP: "g.name DESC, p.sort_key, p.id",
}


def _sorted(
    session: Session, chosen: PersonFilter, among: Sequence[int] | None = None, limit: int | None = None
) -> list[PersonId]:
    if chosen.sort in {PersonSort.KIND, PersonSort.STATUS}:
        return _sorted_in_parts(session, chosen, among, limit)
    values: dict[str, Any] = {}
    where = where_sql(chosen, values)
    if among is not None:
        values["among"] = json.dumps(among)
        where += " AND p.id IN (SELECT value FROM json_each(:among))"
    order = (_ORDERS_DESCENDING if chosen.descending else _ORDERS)[chosen.sort]
    if chosen.sort is PersonSort.GROUP:
        queries = [_IN_GROUPS.format(where=where, order=order), _IN_NO_GROUP.format(where=where)]
    elif chosen.sort is PersonSort.BIRTH:
        # Who has no date of birth comes last in both directions; in two parts, so that each follows the index.
        queries = [_BY_ORDER.format(where=f"{where} AND p.birth_on IS {which}", order=order) for which in _KNOWN_FIRST]
    else:
        queries = [_BY_ORDER.format(where=where, order=order)]
    found: list[int] = []
    for query in queries:
        found += listed(session.connection(), query, values, None if limit is None else limit - len(found))
    return cast("list[PersonId]", found)


_BY_ORDER: Final = "SELECT p.id FROM people p WHERE {where} ORDER BY {order}"

_KNOWN_FIRST: Final = ("NOT NULL", "NULL")

# Everyone once, at the first of his or her groups by name; then who is in none. The joins are crossed so that groups
# come in the order of their index, and the first rows without reading all. Who is in one group has no other to read.
_IN_GROUPS: Final = """
    SELECT p.id FROM groups g CROSS JOIN memberships m ON m.group_id = g.id CROSS JOIN people p ON p.id = m.person_id
    WHERE g.kind = 'base' AND {where} AND NOT EXISTS (
        SELECT 1 FROM memberships n CROSS JOIN groups h ON h.id = n.group_id
        WHERE n.person_id = p.id AND (n.group_id, n.role) <> (m.group_id, m.role)
        AND h.kind = 'base' AND (h.name, h.id, n.role) < (g.name, g.id, m.role)
    ) ORDER BY {order}
"""

_IN_NO_GROUP: Final = """
    SELECT p.id FROM people p WHERE {where} AND NOT EXISTS (
        SELECT 1 FROM memberships n JOIN groups h ON h.id = n.group_id WHERE n.person_id = p.id AND h.kind = 'base'
    ) ORDER BY p.sort_key, p.id
"""


def _sorted_in_parts(
    session: Session, chosen: PersonFilter, among: Sequence[int] | None, limit: int | None
) -> list[PersonId]:
    """Sort by kind or status as one indexed query per value, in the order that people expect."""
    parts: list[PersonId] = []
    by_kind = chosen.sort is PersonSort.KIND
    order: tuple[PersonKind | PersonStatus, ...] = KIND_ORDER if by_kind else STATUS_ORDER
    wanted: frozenset[PersonKind | PersonStatus] = frozenset(chosen.kinds if by_kind else chosen.statuses)
    for value in reversed(order) if chosen.descending else order:
        if wanted and value not in wanted:
            continue
        left = None if limit is None else limit - len(parts)
        if left is not None and left <= 0:
            break
        part = PersonFilter(
            kinds=frozenset({PersonKind(value)}) if by_kind else chosen.kinds,
            statuses=chosen.statuses if by_kind else frozenset({PersonStatus(value)}),
            school_id=chosen.school_id,
            group_id=chosen.group_id,
        )
        parts.extend(_sorted(session, part, among, left))
    return parts


# The driver's own statements: a list is painted with these, and compiling a statement costs as much as running it.
_ROWS: Final = """
    SELECT p.id, p.kind, p.status, s.name, p.birth_on, p.given_names, p.call_name, p.initials, p.prefix, p.surname
    FROM json_each(?) wanted JOIN people p ON p.id = wanted.value JOIN schools s ON s.id = p.school_id
"""

_GROUPS: Final = """
    SELECT m.person_id, g.name
    FROM json_each(?) wanted JOIN memberships m ON m.person_id = wanted.value JOIN groups g ON g.id = m.group_id
    ORDER BY g.kind, g.name
"""

_KINDS: Final = {kind.value: kind for kind in PersonKind}
_STATUSES: Final = {status.value: status for status in PersonStatus}


def person_rows(session: Session, ids: Iterable[int]) -> tuple[PersonRow, ...]:
    """Return the rows of these people in the order of the ids, two queries in all; an id nobody has is left out."""
    wanted = list(ids)
    connection, values = session.connection(), (json.dumps(wanted),)
    groups: dict[int, tuple[str, ...]] = {}
    for person_id, name in connection.exec_driver_sql(_GROUPS, values).all():
        known = groups.get(person_id, ())
        if name not in known:  # in a group as two things, such as its teacher and its coach
            groups[person_id] = (*known, name)
    rows = connection.exec_driver_sql(_ROWS, values).all()
    found = {row[0]: _row(row, groups.get(row[0], ())) for row in rows}
    return tuple([found[one] for one in wanted if one in found])


def _row(row: Any, groups: tuple[str, ...]) -> PersonRow:
    person_id, kind, status, school, birth_on = row[:5]
    born = None if birth_on is None else date.fromisoformat(birth_on)
    return PersonRow(person_id, _KINDS[kind], _STATUSES[status], row[5:], groups, school, born)


_BY_LOCAL_KEY: Final = text("SELECT id FROM people WHERE local_key = :key ORDER BY id")


def ids_by_local_key(session: Session, key: str) -> list[PersonId]:
    """Return everyone whom a school system knows by this key."""
    return list(session.scalars(_BY_LOCAL_KEY, {"key": key}))


_BORN: Final = """
    SELECT p.id, p.birth_on, p.given_names, p.call_name, p.initials, p.prefix, p.surname FROM people p
    WHERE p.birth_on BETWEEN :first AND :last AND +p.kind = 'pupil' AND +p.status = 'active'
"""
"""The plus signs keep SQLite from choosing an index on kind or status, which half of the people share."""


def pupils_born(session: Session, first: date, last: date) -> list[tuple[PersonId, date, names.PersonName]]:
    """Return the pupils at school who were born from `first` to `last`."""
    rows = session.execute(text(_BORN), {"first": first.isoformat(), "last": last.isoformat()})
    return [(PersonId(row[0]), date.fromisoformat(row[1]), names.PersonName(*row[2:])) for row in rows]
