"""What Leskracht holds about people of the demonstration school, handed over and taken in as real packages."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from leskracht_desktop import paths
from leskracht_desktop.domain.intake import ImportOptions
from leskracht_desktop.domain.people import PersonDetails, PersonId
from leskracht_desktop.services.demo_data import read
from leskracht_desktop.services.demo_story import Story
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.services.program import Services
from leskracht_desktop.storage.files import write_atomically

_TYPES: Final = {"jpg": "image/jpeg", "png": "image/png"}

_ACTIONS: Final = ("view", "view", "view", "click", "start", "answer", "answer", "answer", "finish", "search")

_FORMAT: Final = {"format": "leskracht-gegevenspakket", "version": 1, "issuer": {"name": "Leskracht"}}


def take_in_packages(maker: Services, story: Story, seed: int) -> None:
    """Take in a package for everyone in the story of whom Leskracht holds data, as the windows would.

    The file lies in the program's own temporary folder for a moment; everything in it is invented.
    """
    told = read("leskracht")
    random = Random(seed)  # noqa: S311 -- a story, not a secret
    for who in dict.fromkeys(one["who"] for one in told["record"]):
        person_id = PersonId(getattr(story, who))
        if not person_id:
            continue
        person = maker.people.details(person_id)
        records = [one for one in told["record"] if one["who"] == who]
        events = [one for one in told["events"] if one["who"] == who]
        package = _package(person, records, events, maker.clock(), random)
        path = paths.temp_folder() / f"Leskracht {person.key}.zip"
        write_atomically(path, package)
        try:
            options = ImportOptions(person_id=person.id)
            preview = maker.imports.preview(path, options)
            maker.imports.carry_out(path, options, preview.sha256)
        finally:
            path.unlink()


def _subject(person: PersonDetails) -> dict[str, str]:
    known = {
        "school_key": person.local_key,
        "birth_on": person.birth_on.isoformat() if person.birth_on else "",
        "email": person.email,
    }
    told = {name: text for name, text in known.items() if text}
    return {"brin": person.school.brin, "kind": person.kind.value, "name": person.display_name, **told}


def _package(
    person: PersonDetails,
    records: Iterable[Mapping[str, Any]],
    events: Iterable[Mapping[str, Any]],
    now: datetime,
    random: Random,
) -> bytes:
    """Return a package as a ZIP file."""
    parts: dict[str, list[Any]] = {}
    pictures: dict[str, bytes] = {}
    for one in records:
        parts.setdefault(one["category"], []).append(_record(one, now))
        if "attachment" in one:
            pictures[one["attachment"]] = paths.resource(f"demo/{one['attachment']}").read_bytes()
    for one in events:
        moments = _moments(random, now, one["count"], one["days"])
        parts[one["category"]] = list(_EVENTS[one["category"]](random, moments))
    files = {_file_name(category): _content(category, items) for category, items in parts.items()}
    manifest = {
        **_FORMAT,
        "package_id": str(UUID(int=random.getrandbits(128), version=4)),
        "created_at": _text(now),
        "subject": _subject(person),
        "parts": [_part(category, items, files[_file_name(category)]) for category, items in parts.items()],
        "attachments": [_attachment(name, data) for name, data in pictures.items()],
    }
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    files |= {f"bijlagen/{name}": data for name, data in pictures.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def _is_log(category_code: str) -> bool:
    category = processing_inventory().category(category_code)
    return category is not None and category.high_volume


def _file_name(category: str) -> str:
    return f"gegevens/{category}.jsonl" if _is_log(category) else f"gegevens/{category}.json"


def _content(category: str, items: Sequence[Any]) -> bytes:
    if _is_log(category):
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()
    return json.dumps(items, ensure_ascii=False).encode()


def _part(category_code: str, items: Sequence[Any], data: bytes) -> dict[str, Any]:
    category = processing_inventory().category(category_code)
    if category is None:
        raise LookupError(category_code)
    return {
        "category": category_code,
        "compartment": category.compartment.value,
        "path": _file_name(category_code),
        "size": len(data),
        "count": len(items),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _attachment(name: str, data: bytes) -> dict[str, Any]:
    return {
        "path": f"bijlagen/{name}",
        "name": name,
        "media_type": _TYPES[name.rpartition(".")[2]],
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _record(one: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    at = now - timedelta(days=one.get("days", 0), minutes=len(one["id"]))
    record: dict[str, Any] = {
        "id": one["id"],
        "values": {
            code: value.replace("{instant}", _text(at)) if isinstance(value, str) else value
            for code, value in one["fields"].items()
        },
    }
    if "third_parties" in one:
        record["third_parties"] = one["third_parties"]
    if "attachment" in one:
        record["attachment"] = f"bijlagen/{one['attachment']}"
    return record


def _text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _moments(random: Random, now: datetime, count: int, days: int) -> list[str]:
    """Return instants on working days between eight and four, oldest first."""
    found: list[datetime] = []
    while len(found) < count:
        at = now - timedelta(days=random.uniform(0, days))
        at = at.replace(hour=random.randint(7, 14), minute=random.randint(0, 59), second=random.randint(0, 59))
        if at.weekday() < 5 and at < now:
            found.append(at)
    return [_text(at) for at in sorted(found)]


def _usage_events(random: Random, moments: Iterable[str]) -> Iterator[dict[str, Any]]:
    pages = read("leskracht")["pages"]["pupil"]
    for number, at in enumerate(moments):
        yield {
            "at": at,
            "action": random.choice(_ACTIONS),
            "page": random.choice(pages),
            "duration_seconds": random.randint(2, 600),
            "domain": "leskracht.example",
            "ip_address": f"192.0.2.{random.randint(2, 250)}",
            "browser": "Firefox 145",
            "language": "nl-NL",
            "platform": "Android 15",
            "device_id": "7c11-tablet-04",
            "session_id": f"s{number // 12:06d}",
        }


def _location_events(random: Random, moments: Iterable[str]) -> Iterator[dict[str, Any]]:
    for at in moments:
        yield {
            "at": at,
            "country": "Nederland",
            "region": "Voorbeeldstreek",
            "place": "Oefendam",
            "accuracy_metres": random.choice((500, 2000, 5000)),
            "method": random.choice(("ip", "network")),
            "device_id": "7c11-tablet-04",
        }


def _analytics_events(random: Random, moments: Iterable[str]) -> Iterator[dict[str, Any]]:
    pages = read("leskracht")["pages"]["pupil"]
    for at in moments:
        yield {
            "at": at,
            "tool": "Google Analytics",
            "measurement": random.choice(("page_view", "scroll", "session_start")),
            "value": str(random.randint(1, 90)),
            "page": random.choice(pages),
            "identifier": "GA1.2.000000001",
        }


_EVENTS: Final = {"usage_log": _usage_events, "location": _location_events, "analytics": _analytics_events}
