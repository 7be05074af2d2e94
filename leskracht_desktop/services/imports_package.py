"""What Leskracht says it holds about a person, compared with what it said before, and taken in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from leskracht_desktop.domain.intake import (
    Change,
    FieldChange,
    IncomingAttachment,
    IncomingRecord,
)
from leskracht_desktop.domain.intake_codes import ProblemCode
from leskracht_desktop.domain.names import list_name, name_in
from leskracht_desktop.services.imports_context import ImportContext
from leskracht_desktop.storage import intake, intake_records
from leskracht_desktop.storage.intake import PersonRecord
from leskracht_desktop.storage.intake_records import HeldRecord

_BATCH: Final = 500

ReadAttachment = Callable[[str], Iterable[bytes]]
"""Returns the bytes of an attachment by the name of its part."""


class RecordIntake:
    """Takes the records of one person in batches, and at the end marks what is no longer held."""

    def __init__(self, context: ImportContext, person: PersonRecord, read_attachment: ReadAttachment) -> None:
        self._context = context
        self._person_id: int = person["id"]
        self._name = list_name(name_in(person))
        self._read_attachment = read_attachment
        self._held = intake_records.held_records(context.session, self._person_id)
        self._seen: set[tuple[str, str]] = set()
        self._unsure: set[str] = set()
        self._attachments: dict[str, int | None] = {}
        self._waiting: list[tuple[IncomingRecord, str]] = []

    def take(self, record: IncomingRecord) -> None:
        """Take one record of the package."""
        key = (record.category, record.external_id)
        if key in self._seen:
            self._context.refuse(ProblemCode.DUPLICATE_RECORD, record.where, "id")
            return
        self._seen.add(key)
        self._waiting.append((record, digest_of(record)))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Work through the records that wait."""
        waiting, self._waiting = self._waiting, []
        context = self._context

        def name() -> str:
            return self._name

        new: list[dict[str, Any]] = []
        changed: list[tuple[IncomingRecord, str, HeldRecord]] = []
        back: list[int] = []
        for record, digest in waiting:
            held = self._held.get((record.category, record.external_id))
            if held is None:
                context.outcome.add(Change.NEW, "record", name, record.where, _shown(record), category=_place(record))
                new.append(self._row(record, digest) if context.applies else {})
            elif held.digest != digest or held.compartment != record.compartment:
                changed.append((record, digest, held))
            elif held.is_missing:
                context.outcome.add(Change.RETURNED, "record", name, record.where, category=_place(record))
                back.append(held.id)
            else:
                context.outcome.add(Change.UNCHANGED, "record", lambda: "")
        updates, history = self._changes(changed)
        if context.import_id is not None:
            intake_records.insert_records(context.session, new)
            intake_records.update_records(context.session, updates)
            intake_records.take_mark_away(context.session, back)
            intake.insert_changes(context.session, history, context.now, context.actor, context.import_id)

    def finish(self, covered: frozenset[tuple[str, str]], refused: frozenset[str]) -> None:
        """Mark records of the categories that the package answers for and that it does not hold any more.

        In `refused` categories a record was left out, so nothing can be said about who is gone.
        """
        self.flush()
        context = self._context
        gone = []
        for (category, external_id), held in self._held.items():
            if held.is_missing or (category, external_id) in self._seen or category in refused:
                continue
            if (category, held.compartment) in covered:
                gone.append(held.id)
                place = (category, held.compartment)
                context.outcome.add(Change.GONE, "record", lambda: self._name, category, category=place)
        if context.applies:
            intake_records.mark_records_missing(context.session, gone, context.now)

    def _changes(
        self, changed: list[tuple[IncomingRecord, str, HeldRecord]]
    ) -> tuple[list[dict[str, Any]], list[tuple[Any, ...]]]:
        context = self._context
        old_values = intake_records.record_values(context.session, [held.id for _, _, held in changed])
        updates: list[dict[str, Any]] = []
        history: list[tuple[Any, ...]] = []
        for record, digest, held in changed:
            old = old_values[held.id]
            fields = tuple(
                FieldChange(code, old.get(code, ""), record.values.get(code, ""))
                for code in dict.fromkeys((*old, *record.values))
                if old.get(code, "") != record.values.get(code, "")
            )
            change = Change.RETURNED if held.is_missing else Change.CHANGED
            context.outcome.add(change, "record", lambda: self._name, record.where, fields, category=_place(record))
            history += [(self._person_id, "record", held.id, one.field, one.old, one.new) for one in fields]
            if context.applies:
                updates.append(self._row(record, digest) | {"id": held.id})
        return updates, history

    def _row(self, record: IncomingRecord, digest: str) -> dict[str, Any]:
        return {
            "person_id": self._person_id,
            "category": record.category,
            "compartment": record.compartment,
            "external_id": record.external_id,
            "occurred_at": record.occurred_at,
            "values": dict(record.values),
            "third_parties": list(record.third_parties),
            "digest": digest,
            "attachment_id": None if record.attachment is None else self._attachment_id(record.attachment),
            "import_id": self._context.import_id,
        }

    def _attachment_id(self, attachment: IncomingAttachment) -> int:
        context = self._context
        held = self._attachments.get(attachment.part)
        if held is None:
            held = intake_records.held_attachment(context.session, attachment)
        if held is None:
            chunks = self._read_attachment(attachment.part)
            held = intake_records.store_attachment(context.session, attachment, chunks, context.now)
        self._attachments[attachment.part] = held
        return held


def digest_of(record: IncomingRecord) -> str:
    """Return the SHA-256 of all that a record says, to see whether it changed."""
    said = [
        record.occurred_at.isoformat() if record.occurred_at else None,
        dict(record.values),
        list(record.third_parties),
        [record.attachment.name, record.attachment.sha256] if record.attachment else None,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _place(record: IncomingRecord) -> tuple[str, str]:
    return record.category, record.compartment


def _shown(record: IncomingRecord) -> tuple[FieldChange, ...]:
    """Return the first fields of a new record, for the preview."""
    return tuple(FieldChange(code, "", text) for code, text in list(record.values.items())[:4])
