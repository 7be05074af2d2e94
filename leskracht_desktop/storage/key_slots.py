"""One way into the vault as the key file holds it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import VaultDamaged
from leskracht_desktop.storage.derivation import SALT_BYTES, PassphraseCost


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in; `derivation` names the function and its parameters."""

    kind: WayKind
    added_at: str
    derivation: Mapping[str, Any]
    nonce: bytes
    wrapped: bytes

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Slot:
        """Return the slot that stands in a key file.

        Raises: ValueError, KeyError, TypeError when it is none.
        """
        added_at, derivation = data["added_at"], data["derivation"]
        if datetime.fromisoformat(added_at).tzinfo is None or len(as_bytes(derivation["salt"])) < SALT_BYTES:
            raise ValueError("no zone or too little salt")
        return cls(WayKind(data["kind"]), added_at, derivation, as_bytes(data["nonce"]), as_bytes(data["wrapped"]))

    def to_data(self) -> dict[str, Any]:
        """Return the slot as it stands in a key file."""
        return {
            "kind": self.kind.value,
            "added_at": self.added_at,
            "derivation": dict(self.derivation),
            "nonce": as_text(self.nonce),
            "wrapped": as_text(self.wrapped),
        }

    @property
    def salt(self) -> bytes:
        """The salt of the derivation."""
        return as_bytes(self.derivation["salt"])

    def cost(self, origin: Path) -> PassphraseCost:
        """Return how hard the passphrase is made to try; `origin` is named in errors.

        Raises: VaultDamaged.
        """
        try:
            cost = PassphraseCost(*(int(self.derivation[name]) for name in ("memory_kib", "passes", "lanes")))
        except (KeyError, ValueError, TypeError) as error:
            raise VaultDamaged(origin, "keys", "derivation") from error
        if self.derivation.get("name") != "argon2id" or not cost.within_reason:
            raise VaultDamaged(origin, "keys", "derivation")
        return cost


def as_text(content: bytes) -> str:
    """Return bytes as JSON holds them."""
    return base64.b64encode(content).decode("ascii")


def as_bytes(text: str) -> bytes:
    """Return the bytes that a text in JSON stands for.

    Raises: ValueError.
    """
    return base64.b64decode(text, validate=True)
