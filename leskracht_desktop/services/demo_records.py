"""What Leskracht holds about people of the demonstration school: records, pictures and log events."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from leskracht_desktop import paths
from leskracht_desktop.domain.intake import IncomingEventBatch, Tally
from leskracht_desktop.importers.package_events import EventBatcher
from leskracht_desktop.services.demo_data import read
from leskracht_desktop.services.demo_story import Story
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage.models import Attachment, AttachmentChunk, EventBatch, Record

_TYPES: Final = {"jpg": "image/jpeg", "png": "image/png"}

_ACTIONS: Final = ("view", "view", "view", "click", "start", "answer", "answer", "answer", "finish", "search")


def store_records(session: Session, story: Story, now: datetime, random: Random, import_id: int) -> int:
    """Store what Leskracht holds about the people of the story; return how many records and batches that are."""
    told = read("leskracht")
    for one in told["record"]:
        _store_record(session, getattr(story, one["who"]), one, now, import_id)
    session.flush()
    batches = []
    for one in told["events"]:
        events = _EVENTS[one["category"]](random, told["pages"]["pupil"], now, one["count"], one["days"])
        batches += event_rows(getattr(story, one["who"]), one["category"], events, import_id)
    session.execute(insert(EventBatch), batches)
    return len(told["record"]) + len(batches)


def _store_record(session: Session, person_id: int, one: Mapping[str, Any], now: datetime, import_id: int) -> None:
    category = processing_inventory().category(one["category"])
    if category is None:
        raise LookupError(one["category"])
    at = now - timedelta(days=one["days"], minutes=len(one["id"])) if "days" in one else None
    instant = "" if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")
    values = {code: text.replace("{instant}", instant) for code, text in one["fields"].items()}
    attachment_id = _store_attachment(session, one["attachment"], now) if "attachment" in one else None
    session.add(
        Record(
            person_id=person_id,
            category=category.code,
            compartment=category.compartment.value,
            external_id=one["id"],
            occurred_at=at,
            values=values,
            third_parties=one.get("third_parties", []),
            digest=_digest(one["id"], instant, values, one.get("third_parties", [])),
            attachment_id=attachment_id,
            import_id=import_id,
        )
    )


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _store_attachment(session: Session, name: str, now: datetime) -> int:
    data = paths.resource(f"demo/{name}").read_bytes()
    row = Attachment(
        name=name,
        media_type=_TYPES[name.rpartition(".")[2]],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=now,
    )
    session.add(row)
    session.flush()
    session.add(AttachmentChunk(attachment_id=row.id, number=0, data=data))
    return row.id


def event_rows(
    person_id: int, category_code: str, events: Iterator[dict[str, Any]], import_id: int
) -> list[dict[str, Any]]:
    """Return the rows of log events, gathered in batches exactly as the import of a package gathers them."""
    category = processing_inventory().category(category_code)
    if category is None:
        raise LookupError(category_code)
    batcher = EventBatcher(category, category.compartment.value, Tally())
    batches = [batcher.add(event, category_code) for event in events]
    return [_batch_row(person_id, batch, import_id) for batch in (*batches, batcher.take()) if batch is not None]


def _batch_row(person_id: int, batch: IncomingEventBatch, import_id: int) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "category": batch.category,
        "compartment": batch.compartment,
        "first_at": batch.first_at,
        "last_at": batch.last_at,
        "count": batch.count,
        "per_kind": dict(batch.per_kind),
        "per_month": dict(batch.per_month),
        "sha256": batch.sha256,
        "payload": zlib.compress(batch.lines),
        "import_id": import_id,
    }


def _moments(random: Random, now: datetime, count: int, days: int) -> list[str]:
    """Return instants on working days between eight and four, oldest first."""
    found: list[datetime] = []
    while len(found) < count:
        at = now - timedelta(days=random.uniform(0, days))
        at = at.replace(hour=random.randint(7, 14), minute=random.randint(0, 59), second=random.randint(0, 59))
        if at.weekday() < 5 and at < now:
            found.append(at)
    return [at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in sorted(found)]


def usage_events(
    random: Random, pages: Sequence[str], now: datetime, count: int, days: int
) -> Iterator[dict[str, Any]]:
    """Yield what somebody did: pages, clicks, answers."""
    for number, at in enumerate(_moments(random, now, count, days)):
        yield {
            "at": at,
            "action": random.choice(_ACTIONS),
            "page": random.choice(pages),
            "duration_seconds": str(random.randint(2, 600)),
            "domain": "leskracht.example",
            "ip_address": f"192.0.2.{random.randint(2, 250)}",
            "browser": "Firefox 145",
            "language": "nl-NL",
            "platform": "Android 15",
            "device_id": "7c11-tablet-04",
            "session_id": f"s{number // 12:06d}",
        }


def _location_events(
    random: Random, _pages: Sequence[str], now: datetime, count: int, days: int
) -> Iterator[dict[str, Any]]:
    for at in _moments(random, now, count, days):
        yield {
            "at": at,
            "country": "Nederland",
            "region": "Voorbeeldstreek",
            "place": "Oefendam",
            "accuracy_metres": str(random.choice((500, 2000, 5000))),
            "method": random.choice(("ip", "network")),
            "device_id": "7c11-tablet-04",
        }


def _analytics_events(
    random: Random, pages: Sequence[str], now: datetime, count: int, days: int
) -> Iterator[dict[str, Any]]:
    for at in _moments(random, now, count, days):
        yield {
            "at": at,
            "tool": "Google Analytics",
            "measurement": random.choice(("page_view", "scroll", "session_start")),
            "value": str(random.randint(1, 90)),
            "page": random.choice(pages),
            "identifier": "GA1.2.000000001",
        }


_EVENTS: Final = {"usage_log": usage_events, "location": _location_events, "analytics": _analytics_events}
