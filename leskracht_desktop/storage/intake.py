"""Bulk reading and writing of people for imports: a few statements per thousand rows, whatever the number."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

VALUE_COLUMNS: Final = (
    "given_names",
    "call_name",
    "initials",
    "prefix",
    "surname",
    "birth_on",
    "gender",
    "year_group",
    "enrolled_on",
    "left_on",
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
    "eck_id",
)
"""Columns of a person that a file can fill, all as text (dates in ISO 8601)."""

NULL_WHEN_EMPTY: Final = frozenset({"birth_on", "enrolled_on", "left_on", "eck_id", "local_key"})

_STATE_COLUMNS: Final = ("kind", "status", "school_id", "site_id", "local_key", "origin", "import_id", "missing_since")
READ_COLUMNS: Final = ("id", *_STATE_COLUMNS, *VALUE_COLUMNS)
_INSERTED: Final = ("id", *_STATE_COLUMNS[:-1], "sort_key", "created_at", "changed_at", *VALUE_COLUMNS)
_MARKS: Final = ", ".join("nullif(?, '')" if column in NULL_WHEN_EMPTY else "?" for column in _INSERTED)
_INSERT: Final = f"INSERT INTO people ({', '.join(_INSERTED)}) VALUES ({_MARKS})"  # noqa: S608 -- built from constants
_SORT_KEY: Final = _INSERTED.index("sort_key")
_NO_VALUES: Final = ("",) * len(VALUE_COLUMNS)

NewRow = tuple[Any, ...]
"""A new row of people: see `new_row`."""

_COLUMNS: Final = ", ".join(f"p.{column}" for column in READ_COLUMNS)
_SELECT: Final = f"SELECT {_COLUMNS} FROM people p"  # noqa: S608 -- built from constants
# CROSS JOIN keeps SQLite from reading all people in order to look each of them up in the list.
_SELECT_LISTED: Final = f"SELECT {_COLUMNS} FROM json_each(?) wanted CROSS JOIN people p ON p.id = wanted.value"  # noqa: S608 -- built from constants
# In the order in which people are stored, which reads each page once; only the sorting is done by name.
_ACTIVE: Final = (
    "SELECT p.id, p.site_id FROM people p NOT INDEXED WHERE p.id < ? AND p.school_id = ? AND p.kind = ? "
    "AND p.status = 'active' AND p.origin IN (SELECT value FROM json_each(?)) ORDER BY p.sort_key, p.id"
)

PersonRecord = dict[str, Any]
"""A row of people by column; dates and instants as the database writes them, nothing as None or an empty text."""


def stored_instant(at: datetime) -> str:
    """Return an aware instant as the database writes it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def next_id(session: Session, table: str) -> int:
    """Return the id that the next new row of a table gets; only the holder of the write lock may use it."""
    return int(session.scalar(text(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")) or 1)  # noqa: S608 -- a name of ours


def ids_by_key(session: Session, school_id: int, kind: str, keys: Collection[str]) -> dict[str, int]:
    """Return key -> id of the people of one kind whom the school system knows by these keys."""
    rows = session.connection().exec_driver_sql(
        "SELECT p.local_key, p.id FROM json_each(?) wanted "
        "CROSS JOIN people p ON p.school_id = ? AND p.kind = ? AND p.local_key = wanted.value",
        (json.dumps(list(keys)), school_id, kind),
    )
    return {row[0]: row[1] for row in rows}


def count_people(session: Session, school_id: int, kind: str) -> int:
    """Return how many people of a kind a school has."""
    return int(
        session.scalar(
            text("SELECT sum(count) FROM search_counts WHERE school_id = :school_id AND kind = :kind"),
            {"school_id": school_id, "kind": kind},
        )
        or 0
    )


def people_by_id(session: Session, ids: Collection[int]) -> dict[int, PersonRecord]:
    """Return the rows of these people."""
    if not ids:
        return {}
    rows = session.connection().exec_driver_sql(_SELECT_LISTED, (json.dumps(list(ids)),))
    return {row[0]: dict(zip(READ_COLUMNS, row, strict=True)) for row in rows}


def each_person(session: Session, school_id: int, kind: str, *, keyless: bool = False) -> Iterator[PersonRecord]:
    """Yield the people of one kind in a school, or only those without a key; one at a time."""
    condition = " AND p.local_key IS NULL" if keyless else ""
    rows = session.connection().exec_driver_sql(
        f"{_SELECT} WHERE p.school_id = ? AND p.kind = ?{condition}", (school_id, kind)
    )
    return (dict(zip(READ_COLUMNS, row, strict=True)) for row in rows)


def active_people(
    session: Session, school_id: int, kind: str, origins: Iterable[str], before: int
) -> list[tuple[int, int | None]]:
    """Return (id, site) of the active people of one kind in a school who came from these kinds of files, by name.

    Only ids below `before` are looked at: whoever an import adds gets a higher one.
    """
    rows = session.connection().exec_driver_sql(_ACTIVE, (before, school_id, kind, json.dumps(list(origins))))
    return [(row[0], row[1]) for row in rows]


def new_row(
    state: tuple[int, str, str, int, int | None, str, str, int | None],
    sort_key: str,
    stamp: str,
    values: Mapping[str, str],
) -> NewRow:
    """Return the row of a new person, whose `stamp` is the instant as it is stored.

    `state` is id, kind, status, school, site, key in the school's system (may be empty), origin, import.
    """
    return (*state, sort_key, stamp, stamp, *map(values.get, VALUE_COLUMNS, _NO_VALUES))


def insert_people(session: Session, rows: Iterable[NewRow]) -> None:
    """Store new people, in the order of the lists, so that their indexes grow in few places at a time."""
    many(session.connection(), _INSERT, sorted(rows, key=itemgetter(_SORT_KEY)))


def update_people(session: Session, updates: Mapping[int, Mapping[str, Any]]) -> None:
    """Change columns of people: id -> column -> new value."""
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for person_id, values in updates.items():
        by_columns.setdefault(tuple(values), []).append((*values.values(), person_id))
    for columns, rows in by_columns.items():
        settings = ", ".join(f"{column} = ?" for column in columns)
        many(session.connection(), f"UPDATE people SET {settings} WHERE id = ?", rows)  # noqa: S608 -- built from names of columns


def mark_missing(session: Session, ids: Iterable[int], at: datetime) -> None:
    """Mark people as gone from the file of their school."""
    stamp = stored_instant(at)
    many(
        session.connection(),
        "UPDATE people SET status = 'missing', missing_since = ?, changed_at = ? WHERE id = ?",
        [(stamp, stamp, person_id) for person_id in ids],
    )


def memberships(session: Session, person_ids: Collection[int]) -> dict[int, set[tuple[int, str]]]:
    """Return person -> (group, role) for these people."""
    found: dict[int, set[tuple[int, str]]] = {}
    if not person_ids:
        return found
    rows = session.connection().exec_driver_sql(
        "SELECT m.person_id, m.group_id, m.role FROM json_each(?) wanted "
        "CROSS JOIN memberships m ON m.person_id = wanted.value",
        (json.dumps(list(person_ids)),),
    )
    for person_id, group_id, role in rows:
        found.setdefault(person_id, set()).add((group_id, role))
    return found


def change_memberships(
    session: Session, removed: Sequence[tuple[int, int, str]], added: Sequence[tuple[int, int, str]]
) -> None:
    """Take people out of groups and put people in groups: (person, group, role)."""
    connection = session.connection()
    many(connection, "DELETE FROM memberships WHERE person_id = ? AND group_id = ? AND role = ?", removed)
    many(connection, "INSERT INTO memberships (person_id, group_id, role) VALUES (?, ?, ?)", added)


def insert_changes(session: Session, rows: Sequence[tuple[Any, ...]], at: datetime, actor: str, import_id: int) -> None:
    """Keep old and new values: (person, entity, entity id, field, old, new), all of one import."""
    stamp = stored_instant(at)
    many(
        session.connection(),
        "INSERT INTO value_changes (person_id, entity, entity_id, field, old, new, changed_at, actor, import_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, stamp, actor, import_id) for row in rows],
    )


def note_people(session: Session, import_id: int, person_ids: Iterable[int]) -> None:
    """Remember that an import made or changed something of these people."""
    many(
        session.connection(),
        "INSERT OR IGNORE INTO import_people (person_id, import_id) VALUES (?, ?)",
        [(person_id, import_id) for person_id in sorted(person_ids)],
    )


def edited_by_hand(session: Session, person_ids: Collection[int]) -> set[tuple[int, str]]:
    """Return (person, field) of the values that were last changed in this program and not by a file."""
    if not person_ids:
        return set()
    rows = session.connection().exec_driver_sql(
        "SELECT v.person_id, v.field, v.import_id FROM json_each(?) wanted "
        "CROSS JOIN value_changes v ON v.person_id = wanted.value WHERE v.entity = 'person' ORDER BY v.person_id, v.id",
        (json.dumps(list(person_ids)),),
    )
    last = {(row[0], row[1]): row[2] for row in rows}
    return {place for place, import_id in last.items() if import_id is None}


def many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement for each of the rows, if any."""
    if rows:
        connection.exec_driver_sql(statement, rows if isinstance(rows, list) else list(rows))
