"""The audit log: one chain, nothing personal in it, and every kind of tampering is found and placed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import (
    AuditDamage,
    AuditEntity,
    AuditEvent,
    AuditFilter,
    AuditKind,
    problem_with_details,
)
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.storage import anchor, audit
from leskracht_desktop.storage.audit_chain import Head, Link, canonical
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import ACTOR, STARTED_AT, Template

COUNT = 12
TRIGGERS = ("insert", "update", "delete")


def event(number: int, **more: Any) -> AuditEvent:
    kind = AuditKind.PERSON_CHANGED if number % 2 else AuditKind.PERSON_VIEWED
    at = STARTED_AT + timedelta(minutes=number)
    return AuditEvent(at, ACTOR, kind, AuditEntity.PERSON, number, {"fields": ("email",), **more})


@pytest.fixture
def log(vault: Vault) -> Vault:
    """A vault with twelve events in all, the two of its making included."""
    for number in range(3, COUNT + 1):
        with vault.session() as session:
            audit.record(session, event(number))
    vault._note_head()
    assert vault.verify_log().count == COUNT
    return vault


def test_an_event_lives_and_dies_with_the_transaction_it_is_about(log: Vault) -> None:
    def fail() -> None:
        with log.session() as session:
            audit.record(session, event(99))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert log.verify_log().count == COUNT
    with log.session() as session:
        assert audit.record(session, event(13)) == COUNT + 1
    assert log.verify_log().ok


def test_several_events_at_once_make_the_same_chain(log: Vault) -> None:
    with log.session() as session:
        assert audit.record_all(session, [event(number) for number in range(50)]) == COUNT + 50
        assert audit.record_all(session, []) == COUNT + 50
        audit.record(session, event(51))
    result = log.verify_log()
    assert (result.ok, result.count) == (True, COUNT + 51)


def test_what_is_written_is_read_back_newest_first_and_in_pages(log: Vault) -> None:
    with log.read() as session:
        first = audit.rows(session, AuditFilter(), 5)
        second = audit.rows(session, AuditFilter(), 5, before=first[-1].sequence)
        assert audit.count(session, AuditFilter()) == COUNT
    assert [row.sequence for row in (*first, *second)] == list(range(12, 2, -1))
    assert first[0].at == STARTED_AT + timedelta(minutes=12)
    assert first[0].at.tzinfo is not None
    assert (first[0].actor, first[0].entity, first[0].entity_id) == (ACTOR, "person", 12)
    assert first[0].details == (("fields", ("email",)),)


@pytest.mark.parametrize(
    ("wanted", "sequences"),
    [
        (AuditFilter(kinds=frozenset({AuditKind.PERSON_CHANGED})), [11, 9, 7, 5, 3]),
        (AuditFilter(kinds=frozenset({AuditKind.VAULT_CREATED, AuditKind.SCHOOL_ADDED})), [2, 1]),
        (AuditFilter(entity=AuditEntity.PERSON, entity_id=7), [7]),
        (AuditFilter(entity=AuditEntity.SCHOOL), [2]),
        (AuditFilter(since=STARTED_AT + timedelta(minutes=11)), [12, 11]),
        (AuditFilter(since=STARTED_AT + timedelta(minutes=3), until=STARTED_AT + timedelta(minutes=5)), [4, 3]),
    ],
)
def test_the_log_can_be_narrowed(log: Vault, wanted: AuditFilter, sequences: list[int]) -> None:
    with log.read() as session:
        assert [row.sequence for row in audit.rows(session, wanted, 100)] == sequences
        assert audit.count(session, wanted) == len(sequences)


def test_about_a_person_are_also_the_events_of_what_belongs_to_her(vault: Vault) -> None:
    rows = """
        INSERT INTO people (id, kind, status, school_id, given_names, call_name, initials, prefix, surname, sort_key,
            gender, year_group, start_year_3, roles, username, email, phone, address, postcode, city, country, note,
            origin, created_at, changed_at)
        VALUES (:id, 'pupil', 'active', 1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '',
            'manual', '2026-03-03', '2026-03-03')
    """
    with vault.session() as session:
        for number in (1, 2):
            session.execute(text(rows), {"id": number})
        session.execute(
            text(
                "INSERT INTO relations (id, adult_id, pupil_id, kind, custody, origin) "
                "VALUES (5, 2, 1, 'father', 'yes', 'manual')"
            )
        )
        for entity, entity_id in (
            (AuditEntity.PERSON, 1),
            (AuditEntity.PERSON, 2),
            (AuditEntity.RELATION, 5),
            (AuditEntity.RELATION, 6),
            (AuditEntity.REQUEST, 1),
        ):
            audit.record(session, AuditEvent(STARTED_AT, ACTOR, AuditKind.PERSON_CHANGED, entity, entity_id))
    with vault.read() as session:
        for person, expected in ((1, [("person", 1), ("relation", 5)]), (2, [("person", 2), ("relation", 5)])):
            found = audit.about(session, PersonId(person))
            assert [(row.entity, row.entity_id) for row in found] == expected


@pytest.mark.parametrize(
    "details",
    [
        {"name": "Aminata"},
        {"text": "has moved"},
        {"email": "a@b.nl"},
        {"birth": "2014-05-01"},
        {"phone": "0612345678"},
        {"postcode": "1234AB"},
        {"Name": "x"},
        {"a b": 1},
        {"list": ("email", "Jansen")},
        {"long": "x" * 65},
        {"none": None},
        {"float": 1.5},
        {"nested": {"a": 1}},
        {"empty": ""},
    ],
)
def test_a_value_somebody_typed_does_not_get_in(log: Vault, details: dict[str, Any]) -> None:
    assert problem_with_details(details) == next(iter(details))
    with log.session() as session, pytest.raises(ValueError, match="not a count, code or hash"):
        audit.record(session, AuditEvent(STARTED_AT, ACTOR, AuditKind.PERSON_CHANGED, details=details))
    assert log.verify_log().count == COUNT


@pytest.mark.parametrize(
    "details",
    [{}, {"pages": 12}, {"sha256": "0" * 64}, {"kind": "vault.created"}, {"to": "0002_search"}, {"fields": ("a", "b")}],
)
def test_counts_codes_and_hashes_get_in(log: Vault, details: dict[str, Any]) -> None:
    assert problem_with_details(details) is None
    with log.session() as session:
        audit.record(session, AuditEvent(STARTED_AT, ACTOR, AuditKind.PERSON_CHANGED, details=details))
    assert log.verify_log().ok


def test_an_instant_without_a_zone_is_refused(log: Vault) -> None:
    naive = datetime(2026, 3, 3, 9, 0)  # noqa: DTZ001 - on purpose
    with log.session() as session, pytest.raises(ValueError, match="naive"):
        audit.record(session, AuditEvent(naive, ACTOR, AuditKind.PERSON_CHANGED))


def test_a_clock_set_back_does_not_break_the_chain(log: Vault) -> None:
    with log.session() as session:
        audit.record(session, AuditEvent(datetime(2001, 1, 1, tzinfo=UTC), ACTOR, AuditKind.PERSON_CHANGED))
    assert log.verify_log().ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor = 'x' WHERE sequence = 3",
        "DELETE FROM audit_events WHERE sequence = 12",
        "INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events WHERE sequence = 12",
        "INSERT INTO audit_events SELECT 20, at, actor, kind, entity, 1, '{}', hash, hash FROM audit_events LIMIT 1",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(log: Vault, statement: str) -> None:
    with pytest.raises(IntegrityError, match="audit_events"), log.session() as session:
        session.execute(text(statement))
    assert log.verify_log().ok


# --- tampering, with the triggers out of the way -----------------------------------------------------------------


def links(session: Session) -> list[Link]:
    return [Link(*row) for row in session.execute(text("SELECT * FROM audit_events ORDER BY sequence"))]


def write(session: Session, link: Link) -> None:
    values = ", ".join(f":{name}" for name in Link.__slots__)
    session.execute(
        text(f"INSERT OR REPLACE INTO audit_events VALUES ({values})"),  # noqa: S608 - names of our own fields
        {name: getattr(link, name) for name in Link.__slots__},
    )


def altered(link: Link, rehash: bool = False, **changes: Any) -> Link:
    fields = {name: getattr(link, name) for name in Link.__slots__} | changes
    made = Link(**fields)
    return Link(**{**fields, "hash": made.digest()}) if rehash else made


def edit(sequence: int, rehash: bool = False, /, **changes: Any) -> Callable[[Session], None]:
    return lambda session: write(session, altered(links(session)[sequence - 1], rehash, **changes))


def run(*statements: str) -> Callable[[Session], None]:
    def tamper(session: Session) -> None:
        for statement in statements:
            session.execute(text(statement))

    return tamper


def renumber(session: Session, first: int, by: int) -> None:
    moved = [link for link in links(session) if link.sequence >= first]
    session.execute(text("DELETE FROM audit_events WHERE sequence >= :first"), {"first": first})
    for link in moved:
        write(session, altered(link, sequence=link.sequence + by))


def remove_and_close_the_gap(sequence: int) -> Callable[[Session], None]:
    def tamper(session: Session) -> None:
        session.execute(text("DELETE FROM audit_events WHERE sequence = :one"), {"one": sequence})
        renumber(session, sequence + 1, -1)

    return tamper


def insert(sequence: int, rehash: bool, follow: bool, copy_of: int | None = None) -> Callable[[Session], None]:
    def tamper(session: Session) -> None:
        every = links(session)
        previous = every[sequence - 2].hash if follow else "0" * 64
        source = every[(copy_of or sequence) - 1]
        renumber(session, sequence, 1)
        changes = {} if copy_of else {"entity_id": 4711, "previous_hash": previous}
        write(session, altered(source, rehash, sequence=sequence, **changes))

    return tamper


def swap(first: int, second: int) -> Callable[[Session], None]:
    def tamper(session: Session) -> None:
        every = links(session)
        write(session, altered(every[first - 1], sequence=second))
        write(session, altered(every[second - 1], sequence=first))

    return tamper


def append(rehash: bool, move_head: bool = False) -> Callable[[Session], None]:
    def tamper(session: Session) -> None:
        last = links(session)[-1]
        link = altered(last, rehash, sequence=last.sequence + 1, previous_hash=last.hash, entity_id=4711)
        write(session, link)
        if move_head:
            set_head(session, link)

    return tamper


def set_head(session: Session, link: Link) -> None:
    value = f"{link.sequence}:{link.hash}"
    session.execute(text("UPDATE settings SET value = :value WHERE key = 'audit.head'"), {"value": value})


def cut_off(count: int, move_head: bool) -> Callable[[Session], None]:
    def tamper(session: Session) -> None:
        session.execute(text("DELETE FROM audit_events WHERE sequence > :count"), {"count": count})
        if move_head and count:
            set_head(session, links(session)[-1])
        elif move_head:
            session.execute(text("DELETE FROM settings WHERE key = 'audit.head'"))

    return tamper


def rewrite_everything(session: Session) -> None:
    previous = links(session)[0].previous_hash
    for link in links(session):
        changes = {"actor": "Somebody Else"} if link.sequence == 4 else {}
        made = altered(link, True, previous_hash=previous, **changes)
        write(session, made)
        previous = made.hash
    set_head(session, links(session)[-1])


@dataclass(frozen=True)
class Case:
    name: str
    tamper: Callable[[Session], None]
    damage: AuditDamage
    sequence: int


EDITED, REMOVED, INSERTED = AuditDamage.EDITED, AuditDamage.REMOVED, AuditDamage.INSERTED
REORDERED, TRUNCATED, ANCHOR = AuditDamage.REORDERED, AuditDamage.TRUNCATED, AuditDamage.ANCHOR

CASES = (
    *(
        Case(f"edit {field}", edit(5, False, **{field: value}), EDITED, 5)
        for field, value in {
            "at": "2026-03-03T09:05:01.000000Z",
            "actor": "Somebody Else",
            "kind": "person.removed",
            "entity": "request",
            "entity_id": 6,
            "details": '{"fields":["phone"]}',
            "previous_hash": "0" * 64,
            "hash": "0" * 64,
        }.items()
    ),
    Case("edit and empty the record id", edit(5, entity_id=None), EDITED, 5),
    Case("edit the first", edit(1, actor="Somebody Else"), EDITED, 1),
    Case("edit the last", edit(12, actor="Somebody Else"), EDITED, 12),
    Case("edit and hash anew", edit(5, True, actor="Somebody Else"), EDITED, 5),
    Case("edit the first and hash anew", edit(1, True, actor="Somebody Else"), EDITED, 1),
    Case("edit the last and hash anew", edit(12, True, actor="Somebody Else"), EDITED, 12),
    Case("rewrite everything", rewrite_everything, EDITED, 12),
    Case("remove one", run("DELETE FROM audit_events WHERE sequence = 5"), REMOVED, 5),
    Case("remove the first", run("DELETE FROM audit_events WHERE sequence = 1"), REMOVED, 1),
    Case("remove several", run("DELETE FROM audit_events WHERE sequence BETWEEN 4 AND 9"), REMOVED, 4),
    Case("remove one and close the gap", remove_and_close_the_gap(5), REMOVED, 5),
    Case("remove the first and close the gap", remove_and_close_the_gap(1), REMOVED, 1),
    Case("cut off the last", cut_off(11, move_head=False), TRUNCATED, 12),
    Case("cut off the last and move the head", cut_off(11, move_head=True), TRUNCATED, 12),
    Case("cut off the tail", cut_off(4, move_head=False), TRUNCATED, 5),
    Case("cut off everything", cut_off(0, move_head=False), TRUNCATED, 1),
    Case("cut off everything and the head", cut_off(0, move_head=True), TRUNCATED, 1),
    Case("insert a clumsy one", insert(5, rehash=False, follow=False), INSERTED, 5),
    Case("insert one that follows", insert(5, rehash=False, follow=True), INSERTED, 5),
    Case("insert one that follows, hashed", insert(5, rehash=True, follow=True), INSERTED, 5),
    Case("insert a copy", insert(6, rehash=False, follow=False, copy_of=3), INSERTED, 6),
    Case("insert a copy of the one before", insert(6, rehash=False, follow=False, copy_of=5), INSERTED, 6),
    Case("append one", append(rehash=False), EDITED, 13),
    Case("append one that follows", append(rehash=True), INSERTED, 13),
    Case("swap neighbours", swap(5, 6), REORDERED, 5),
    Case("swap far apart", swap(3, 10), REORDERED, 3),
    Case("swap with the last", swap(4, 12), REORDERED, 4),
    Case("move one to the end", run("UPDATE audit_events SET sequence = 13 WHERE sequence = 5"), REORDERED, 5),
    Case("move the last further", run("UPDATE audit_events SET sequence = 40 WHERE sequence = 12"), REORDERED, 12),
    Case("remove the head", run("DELETE FROM settings WHERE key = 'audit.head'"), ANCHOR, 12),
    Case("spoil the head", run("UPDATE settings SET value = 'x' WHERE key = 'audit.head'"), ANCHOR, 12),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_tampering_is_found_and_placed(log: Vault, case: Case) -> None:
    with log.session() as session:
        for name in TRIGGERS:
            session.execute(text(f"DROP TRIGGER audit_events_{name}"))
        case.tamper(session)
    result = log.verify_log()
    assert not result.ok
    assert (result.damage, result.first_bad_sequence) == (case.damage, case.sequence)


def test_events_of_another_vault_do_not_fit(log: Vault) -> None:
    with log.session() as session:
        session.execute(text("UPDATE settings SET value = 'another vault' WHERE key = 'vault.id'"))
    result = log.verify_log()
    assert (result.ok, result.first_bad_sequence) == (False, 1)


def test_a_note_that_is_gone_or_forged_is_said(log: Vault, template: Template) -> None:
    path = log.folder / anchor.FILE_NAME
    genuine = path.read_bytes()
    for forged in (b"", b"{}", b"[1]", json.dumps(json.loads(genuine) | {"count": 3}).encode()):
        path.write_bytes(forged)
        assert log.verify_log().damage is ANCHOR
    path.write_bytes(anchor.to_bytes(log.id, DatabaseKey.generate(), Head(12, "0" * 64)))
    assert log.verify_log().damage is ANCHOR
    path.unlink()
    assert log.verify_log().damage is ANCHOR
    path.write_bytes(genuine)
    assert log.verify_log().ok


def test_a_note_that_lags_behind_is_fine(log: Vault) -> None:
    note = (log.folder / anchor.FILE_NAME).read_bytes()
    with log.session() as session:
        audit.record(session, event(13))
    assert log.verify_log().ok
    log.close()
    assert (log.folder / anchor.FILE_NAME).read_bytes() != note


def test_when_the_damage_was_done_is_told(log: Vault) -> None:
    with log.session() as session:
        session.execute(text("DROP TRIGGER audit_events_update"))
        session.execute(text("UPDATE audit_events SET actor = 'x' WHERE sequence = 5"))
    assert log.verify_log().found_at == STARTED_AT + timedelta(minutes=5)


def test_the_canonical_form_is_one() -> None:
    assert canonical({"b": 1, "a": ("é", 2)}) == '{"a":["é",2],"b":1}'
