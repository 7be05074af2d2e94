"""Writes Leskracht packages: small ones with every category, and large ones with up to a million usage events."""

from __future__ import annotations

import hashlib
import json
import random
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SUBJECT: dict[str, Any] = {
    "reference": "LK-4711",
    "brin": "99ZZ",
    "kind": "pupil",
    "school_key": "10001",
    "name": "Noah van den Berg",
    "birth_on": "2014-05-03",
}
WRITTEN_AT = (2026, 4, 1, 9, 0, 0)
PACKAGE_ID = "0b7f6f0e-5a50-4b9e-9a54-0f6f3ad1c001"
PHOTO = b"\xff\xd8\xff\xe0 not really a photo \xff\xd9"

RECORDS: dict[tuple[str, str], list[dict[str, Any]]] = {
    ("identity", "processor"): [
        {"id": "i1", "values": {"display_name": "Noah", "surname": "Berg", "prefix": "van den", "internal_id": "88123"}}
    ],
    ("contact", "processor"): [{"id": "c1", "values": {"email": "noah@school.example", "country": "NL"}}],
    ("contact", "own_controller"): [{"id": "c2", "values": {"email": "noah@thuis.example"}}],
    ("account", "processor"): [
        {"id": "a1", "values": {"account_id": "88123", "user_name": "noah1", "created_at": "2024-08-26T07:30:00Z"}}
    ],
    ("messages", "processor"): [
        {
            "id": "m1",
            "values": {"sent_at": "2026-02-03T09:15:00Z", "subject": "Vraag", "text": "Mag ik de toets\novermaken?"},
            "third_parties": ["Sem de Vries"],
        }
    ],
    ("media", "processor"): [
        {
            "id": "f1",
            "values": {"uploaded_at": "2025-06-12T10:00:00+02:00", "kind": "photo", "title": "Schoolreis"},
            "attachment": "bijlagen/0001.jpg",
        }
    ],
    ("reviews", "processor"): [{"id": "r1", "values": {"posted_at": "2025-11-01T12:00:00Z", "rating": 4}}],
    ("device", "processor"): [{"id": "d1", "values": {"device_id": "ab-12", "type": "tablet"}}],
    ("payment_reference", "own_controller"): [
        {"id": "p1", "values": {"invoice_number": "2025-0042", "amount": "12.50", "currency": "EUR"}}
    ],
    ("cookies", "own_controller"): [{"id": "k1", "values": {"name": "_lk", "kind": "functional", "consent": True}}],
    ("marketing", "own_controller"): [
        {"id": "n1", "values": {"at": "2025-09-01T08:00:00Z", "action": "sent", "channel": "email"}}
    ],
}
EVENTS: dict[tuple[str, str], list[dict[str, Any]]] = {
    ("location", "processor"): [{"at": "2026-03-01T08:00:00Z", "country": "NL", "latitude": 51.96, "method": "ip"}],
    ("usage_log", "processor"): [
        {"at": "2026-03-01T08:00:00Z", "action": "sign_in", "ip_address": "192.0.2.7"},
        {"at": "2026-03-31T22:30:00Z", "action": "view", "page": "/les/12", "duration_seconds": 95},
    ],
    ("analytics", "own_controller"): [{"at": "2026-03-01T08:00:05Z", "tool": "teller", "measurement": "page_view"}],
}


def canonical(value: Any) -> bytes:
    """Return the bytes over which the checksum of inline content is taken."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass
class Package:
    """A package to be; change what a test needs to be odd, then write it."""

    subject: dict[str, Any] = field(default_factory=lambda: dict(SUBJECT))
    records: dict[tuple[str, str], list[Any]] = field(default_factory=lambda: json_copy(RECORDS))
    events: dict[tuple[str, str], list[Any]] = field(default_factory=lambda: json_copy(EVENTS))
    attachments: dict[str, bytes] = field(default_factory=lambda: {"bijlagen/0001.jpg": PHOTO})
    empty: list[tuple[str, str]] = field(default_factory=list)
    manifest: dict[str, Any] = field(default_factory=dict)
    """Laid over the manifest as it should be."""

    def write_zip(self, path: Path, *, extra: Mapping[str, bytes] | None = None) -> Path:
        """Write it as a ZIP file."""
        parts: dict[str, bytes] = {}
        tables = []
        for (category, compartment), items in (self.records | self.events).items():
            lines = (category, compartment) in self.events
            name = f"data/{category}-{compartment}.{'jsonl' if lines else 'json'}"
            content = b"".join(json_line(item) for item in items) if lines else json.dumps(items).encode()
            parts[name] = content
            tables.append(part_table(category, compartment, len(items), content, path=name))
        manifest = self._head() | {
            "parts": tables,
            "attachments": [
                {
                    "path": name,
                    "name": "Schoolreis.jpg",
                    "media_type": "image/jpeg",
                    "size": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
                for name, content in self.attachments.items()
            ],
        }
        head = json.dumps(manifest | self.manifest, ensure_ascii=False).encode()
        members = {"manifest.json": head, **parts, **self.attachments, **(extra or {})}
        with zipfile.ZipFile(path, "w") as archive:
            for name, packed in members.items():
                # The same day for all, so that the same package is the same file whenever it is made.
                archive.writestr(zipfile.ZipInfo(name, WRITTEN_AT), packed, zipfile.ZIP_DEFLATED)
        return path

    def write_json(self, path: Path) -> Path:
        """Write it as one JSON document; attachments don't fit in it."""
        tables = []
        for (category, compartment), items in (self.records | self.events).items():
            plain = [{key: value for key, value in item.items() if key != "attachment"} for item in items]
            table = part_table(category, compartment, len(plain), canonical(plain))
            del table["size"]
            tables.append(table | {"content": plain})
        path.write_text(json.dumps(self._head() | {"parts": tables} | self.manifest, ensure_ascii=False), "utf-8")
        return path

    def _head(self) -> dict[str, Any]:
        return {
            "format": "leskracht-gegevenspakket",
            "version": 1,
            "package_id": PACKAGE_ID,
            "created_at": "2026-04-01T09:00:00Z",
            "issuer": {"name": "Leskracht", "email": "info@leskracht.example"},
            "subject": self.subject,
            "empty": [{"category": category, "compartment": compartment} for category, compartment in self.empty],
        }


def json_copy(value: dict[tuple[str, str], list[Any]]) -> dict[tuple[str, str], list[Any]]:
    """Return a deep copy."""
    return {key: json.loads(json.dumps(items)) for key, items in value.items()}


def json_line(item: Any) -> bytes:
    """Return one line of JSON Lines."""
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def part_table(category: str, compartment: str, count: int, content: bytes, *, path: str = "") -> dict[str, Any]:
    """Return how a manifest describes one part."""
    return {
        "category": category,
        "compartment": compartment,
        "count": count,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    } | ({"path": path} if path else {})


def write_usage_package(path: Path, events: int, *, subject: Mapping[str, Any] | None = None, seed: int = 1) -> Path:
    """Write a package with `events` lines of usage log, made and packed as a stream."""
    name = "data/usage_log-processor.jsonl"
    digest, size = hashlib.sha256(), 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open(name, "w", force_zip64=True) as part:
            for chunk in _chunks(usage_events(events, seed)):
                part.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        table = part_table("usage_log", "processor", events, b"", path=name)
        table |= {"size": size, "sha256": digest.hexdigest()}
        package = Package(subject=dict(subject or SUBJECT))
        archive.writestr("manifest.json", json.dumps(package._head() | {"parts": [table], "attachments": []}))
    return path


def usage_events(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield made-up log events in order of time, about two a minute."""
    luck = random.Random(seed)
    at = datetime(2024, 9, 2, 6, 30, tzinfo=UTC)
    for number in range(count):
        at += timedelta(seconds=luck.randrange(5, 60))
        yield {
            "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "action": luck.choice(("view", "view", "click", "answer", "start", "finish")),
            "page": f"/les/{luck.randrange(400)}",
            "duration_seconds": luck.randrange(300),
            "ip_address": f"192.0.2.{luck.randrange(255)}",
            "browser": "Firefox",
            "language": "nl",
            "platform": "Windows",
            "device_id": f"d{luck.randrange(3)}",
            "session_id": f"s{number // 50}",
            "internal_id": "88123",
        }


def _chunks(events: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    lines: list[bytes] = []
    for event in events:
        lines.append(json_line(event))
        if len(lines) == 2000:
            yield b"".join(lines)
            lines.clear()
    yield b"".join(lines)
