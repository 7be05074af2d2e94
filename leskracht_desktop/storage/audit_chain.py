"""How one event of the audit log is tied to the one before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from leskracht_desktop.domain.vaults import VaultId


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many events there are and the hash of the last."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it is stored; `details` is canonical JSON and `at` is text, so that both are hashed as written."""

    sequence: int
    at: str
    actor: str
    kind: str
    entity: str
    entity_id: int | None
    details: str
    previous_hash: str
    hash: str = ""

    def digest(self, sequence: int | None = None, previous_hash: str | None = None) -> str:
        """Return the SHA-256 over this event, or over what it would be in another place of the chain."""
        content = [
            self.sequence if sequence is None else sequence,
            self.at,
            self.actor,
            self.kind,
            self.entity,
            self.entity_id,
            self.details,
            self.previous_hash if previous_hash is None else previous_hash,
        ]
        return hashlib.sha256(canonical(content).encode("utf-8", "surrogatepass")).hexdigest()


def empty_log(vault_id: VaultId) -> Head:
    """Return the head of a log without events: the hash that ties the first event to this vault."""
    return Head(0, hashlib.sha256(f"leskracht audit log of vault {vault_id}".encode()).hexdigest())


def canonical(content: object) -> str:
    """Return `content` as JSON in the one form that is hashed: sorted keys, no spaces, no escapes but JSON's own."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def instant_text(at: datetime) -> str:
    """Return an aware instant as ISO 8601 in UTC with microseconds and Z.

    Raises: ValueError for a naive instant.
    """
    if at.tzinfo is None:
        raise ValueError("naive datetime")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
