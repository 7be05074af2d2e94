"""Keeping the search index in step with the people and requests it is about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.names import PersonName, search_words

ID_BITS: Final = 23
"""The lower bits of a place are the person's id; the upper ones the beginning of the sort key."""

_SORTED_LETTERS: Final = 8
_BELOW_A, _ABOVE_Z = 3, 30
_LETTER_VALUES: Final = {"\t": 1, " ": 2} | {chr(ord("a") + number): 4 + number for number in range(26)}
_BASE: Final = 31
_CHUNK: Final = 5000

_PEOPLE: Final = """
    SELECT p.id, p.sort_key, p.given_names, p.call_name, p.initials, p.prefix, p.surname, coalesce(p.local_key, ''),
        p.username, p.email
    FROM json_each(?) wanted JOIN people p ON p.id = wanted.value
"""

NewEntry = tuple[int, str, str, str, str, str, str, str, str, str]
"""Id, sort key, given names, call name, initials, prefix, surname, key in the school's system, user name, e-mail."""


def index_people(session: Session, ids: Iterable[int]) -> None:
    """Bring the index up to date for people who are new or changed; call it in the transaction of the change.

    Raises: ValueError for an id beyond eight million.
    """
    wanted = list(dict.fromkeys(ids))
    session.flush()
    for start in range(0, len(wanted), _CHUNK):
        _index(session.connection(), wanted[start : start + _CHUNK])


def index_new_people(session: Session, rows: Sequence[NewEntry]) -> None:
    """Put people in the index who were not in it before; quicker than `index_people`, which reads them back first."""
    _store(session.connection(), rows)


def unindex_people(session: Session, ids: Iterable[int]) -> None:
    """Take people out of the index; call it in the transaction in which they are removed."""
    connection = session.connection()
    old_words = _remove(connection, list(ids))
    _forget_words(connection, old_words)


def index_request(session: Session, request_id: int, text: str) -> None:
    """Bring the index up to date for one request: `text` holds all its words."""
    connection = session.connection()
    connection.exec_driver_sql("DELETE FROM search_requests WHERE rowid = ?", (request_id,))
    connection.exec_driver_sql(
        "INSERT INTO search_requests (rowid, words) VALUES (?, ?)", (request_id, " ".join(words(text)))
    )


def index_requests(session: Session, texts: Iterable[tuple[int, str]]) -> None:
    """Put many new requests in the index."""
    rows = [(request_id, " ".join(words(text))) for request_id, text in texts]
    _many(session.connection(), "INSERT INTO search_requests (rowid, words) VALUES (?, ?)", rows)


def place_of(sort_key: str, person_id: int) -> int:
    """Return a number that sorts nearly as the sort key does, and holds the id: a row number of the index.

    Raises: ValueError.
    """
    if not 0 <= person_id < 1 << ID_BITS:
        raise ValueError(person_id)
    number, letters = 0, 0
    for letter in sort_key[:_SORTED_LETTERS]:
        value = _LETTER_VALUES.get(letter)
        number, letters = number * _BASE + (value or (_BELOW_A if letter < "a" else _ABOVE_Z)), letters + 1
        if value is None:  # digits, signs and other scripts share a value, so what follows tells nothing
            break
    rest: int = _BASE ** (_SORTED_LETTERS - letters)
    return number * rest << ID_BITS | person_id


def _index(connection: Connection, ids: Sequence[int]) -> None:
    old_words = _remove(connection, ids)
    rows = connection.exec_driver_sql(_PEOPLE, (json.dumps(list(ids)),))
    _forget_words(connection, old_words - _store(connection, rows))


def _store(connection: Connection, rows: Iterable[Any]) -> set[str]:
    """Put people in the index and return the words of their names."""
    places: list[tuple[int, int, str]] = []
    texts: list[tuple[int, str, str]] = []
    new_words: set[str] = set()
    for person_id, sort_key, given, call, initials, prefix, surname, local_key, username, email in rows:
        names = search_words(PersonName(given, call, initials, prefix, surname))
        keys = dict.fromkeys(words(f"{local_key} {username} {email.partition('@')[0]}"))
        place = place_of(sort_key, person_id)
        text = " ".join(names)
        places.append((person_id, place, text))
        texts.append((place, text, " ".join(keys)))
        new_words.update(names)
    _many(connection, "INSERT INTO search_places (person_id, place, names) VALUES (?, ?, ?)", places)
    texts.sort()  # in the order of their row numbers they go into FTS5 three times as fast
    _many(connection, "INSERT INTO search_people (rowid, names, keys) VALUES (?, ?, ?)", texts)
    _learn_words(connection, new_words)
    return new_words


def _remove(connection: Connection, ids: Sequence[int]) -> set[str]:
    """Take people out of the index and return the words of their names."""
    wanted = (json.dumps(list(ids)),)
    old = connection.exec_driver_sql(
        "SELECT s.person_id, s.place, s.names FROM json_each(?) wanted "
        "JOIN search_places s ON s.person_id = wanted.value",
        wanted,
    ).all()
    _many(connection, "DELETE FROM search_people WHERE rowid = ?", [(row[1],) for row in old])
    _many(connection, "DELETE FROM search_places WHERE person_id = ?", [(row[0],) for row in old])
    return {word for row in old for word in row[2].split()}


def _learn_words(connection: Connection, new: set[str]) -> None:
    listed = json.dumps(sorted(new))
    known = connection.exec_driver_sql(
        "SELECT w.word FROM json_each(?) wanted JOIN search_words w ON w.word = wanted.value", (listed,)
    )
    fresh = sorted(new - {row[0] for row in known})
    _many(connection, "INSERT INTO search_words (word) VALUES (?)", [(word,) for word in fresh])
    connection.exec_driver_sql(
        "INSERT INTO search_trigrams (rowid, word) "
        "SELECT w.id, w.word FROM json_each(?) wanted JOIN search_words w ON w.word = wanted.value",
        (json.dumps(fresh),),
    )


def _forget_words(connection: Connection, old: set[str]) -> None:
    """Take words out of the vocabulary that nobody's name holds any more."""
    rows = connection.exec_driver_sql(
        "SELECT w.id FROM json_each(?) wanted JOIN search_words w ON w.word = wanted.value "
        "WHERE NOT EXISTS (SELECT 1 FROM search_vocabulary v WHERE v.term = w.word)",
        (json.dumps(sorted(old)),),
    ).all()
    gone = [(row[0],) for row in rows]
    _many(connection, "DELETE FROM search_trigrams WHERE rowid = ?", gone)
    _many(connection, "DELETE FROM search_words WHERE id = ?", gone)


def _many(connection: Connection, statement: str, rows: list[Any]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)
