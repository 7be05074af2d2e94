"""Records, log events and attachments of a package, read and written in bulk."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.intake import IncomingAttachment, IncomingEventBatch
from leskracht_desktop.storage.intake import many, stored_instant
from leskracht_desktop.storage.models import Attachment, AttachmentChunk, EventBatch, Record

CHUNK_SIZE: Final = 1024 * 1024
"""Bytes of an attachment in one row."""

_COMPRESSION: Final = 6


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """A record as it stands, without its values."""

    id: int
    compartment: str
    digest: str
    is_missing: bool


def held_records(session: Session, person_id: int) -> dict[tuple[str, str], HeldRecord]:
    """Return (category, external id) -> record of one person."""
    rows = session.execute(
        select(
            Record.category, Record.external_id, Record.id, Record.compartment, Record.digest, Record.missing_since
        ).where(Record.person_id == person_id)
    )
    return {(row[0], row[1]): HeldRecord(row[2], row[3], row[4], row[5] is not None) for row in rows}


def record_values(session: Session, record_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Return the values of these records."""
    rows = session.connection().exec_driver_sql(
        'SELECT r.id, r."values" FROM json_each(?) wanted CROSS JOIN records r ON r.id = wanted.value',
        (json.dumps(list(record_ids)),),
    )
    return {row[0]: json.loads(row[1]) for row in rows}


def insert_records(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store new records; each row has every column but `missing_since`."""
    if rows:
        session.execute(insert(Record), list(rows))


def update_records(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change records, which also takes their mark away; each row has `id`, what it is about, and `import_id`."""
    columns = ("compartment", "occurred_at", "values", "third_parties", "digest", "attachment_id", "import_id")
    settings = ", ".join(f'"{column}" = ?' for column in columns)
    many(
        session.connection(),
        f"UPDATE records SET {settings}, missing_since = NULL WHERE id = ?",  # noqa: S608 -- built from names of columns
        [
            (
                row["compartment"],
                None if row["occurred_at"] is None else stored_instant(row["occurred_at"]),
                json.dumps(row["values"], ensure_ascii=False),
                json.dumps(row["third_parties"], ensure_ascii=False),
                row["digest"],
                row["attachment_id"],
                row["import_id"],
                row["id"],
            )
            for row in rows
        ],
    )


def mark_records_missing(session: Session, ids: Iterable[int], at: datetime) -> None:
    """Mark records that the newest package of their category does not hold any more."""
    stamp = stored_instant(at)
    many(session.connection(), "UPDATE records SET missing_since = ? WHERE id = ?", [(stamp, one) for one in ids])


def take_mark_away(session: Session, ids: Iterable[int]) -> None:
    """Take the mark away from records that are back."""
    many(session.connection(), "UPDATE records SET missing_since = NULL WHERE id = ?", [(one,) for one in ids])


def held_attachment(session: Session, attachment: IncomingAttachment) -> int | None:
    """Return the id of an attachment that is stored already: the same bytes under the same name."""
    return session.scalar(
        select(Attachment.id).where(
            Attachment.sha256 == attachment.sha256,
            Attachment.name == attachment.name,
            Attachment.media_type == attachment.media_type,
        )
    )


def store_attachment(session: Session, attachment: IncomingAttachment, chunks: Iterable[bytes], at: datetime) -> int:
    """Store an attachment piece by piece and return its id."""
    row = Attachment(
        name=attachment.name,
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256,
        added_at=at,
    )
    session.add(row)
    session.flush()
    for number, chunk in enumerate(_pieces(chunks)):
        session.execute(insert(AttachmentChunk), [{"attachment_id": row.id, "number": number, "data": chunk}])
    return row.id


def held_batches(session: Session, person_id: int) -> dict[tuple[str, str], set[str]]:
    """Return (category, compartment) -> checksums of the batches of events that are stored for a person."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = session.execute(
        select(EventBatch.category, EventBatch.compartment, EventBatch.sha256).where(EventBatch.person_id == person_id)
    )
    for category, compartment, sha256 in rows:
        found.setdefault((category, compartment), set()).add(sha256)
    return found


def event_lines(session: Session, person_id: int, category: str, compartment: str) -> Iterator[bytes]:
    """Yield every stored log event of a person in one category as a line of JSON, without its line feed."""
    ids = session.scalars(
        select(EventBatch.id)
        .where(
            EventBatch.person_id == person_id,
            EventBatch.category == category,
            EventBatch.compartment == compartment,
        )
        .order_by(EventBatch.first_at, EventBatch.id)
    ).all()
    for batch_id in ids:
        payload = session.scalar(select(EventBatch.payload).where(EventBatch.id == batch_id))
        if payload is not None:
            yield from zlib.decompress(payload).splitlines()


def insert_batch(session: Session, person_id: int, batch: IncomingEventBatch, import_id: int) -> None:
    """Store a batch of log events, packed."""
    row = {
        "person_id": person_id,
        "category": batch.category,
        "compartment": batch.compartment,
        "first_at": batch.first_at,
        "last_at": batch.last_at,
        "count": batch.count,
        "per_kind": dict(batch.per_kind),
        "per_month": dict(batch.per_month),
        "sha256": batch.sha256,
        "payload": zlib.compress(batch.lines, _COMPRESSION),
        "import_id": import_id,
    }
    session.execute(insert(EventBatch), [row])


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in pieces of `CHUNK_SIZE`, the last one shorter."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK_SIZE:
            yield bytes(waiting[:CHUNK_SIZE])
            del waiting[:CHUNK_SIZE]
    if waiting:
        yield bytes(waiting)
