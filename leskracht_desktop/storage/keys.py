"""The key file: the random database key, wrapped once for each way into the vault.

`keys.json` holds no secret. Each way gives a key of its own (Argon2id over the passphrase, HKDF over the recovery
code, 32 random bytes from the system's keychain) that unwraps the same database key. The vault's id, the kind
of way, its date and its parameters are bound into the wrapping, so nothing in the file can be swapped.
"""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.recovery import CODE_BITS, can_be_written, read_code, write_code
from leskracht_desktop.domain.vaults import MINIMUM_PASSPHRASE, VaultId, WayIn, WayKind
from leskracht_desktop.errors import (
    FileUnreadable,
    InvalidInput,
    KeychainProblem,
    LastWayIn,
    NotFound,
    TooSoon,
    VaultDamaged,
    VaultMissing,
    VaultNewer,
    WeakPassphrase,
    WrongSecret,
)
from leskracht_desktop.storage import keychain
from leskracht_desktop.storage.attempts import Attempts
from leskracht_desktop.storage.derivation import (
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    DatabaseKey,
    PassphraseCost,
    passphrase_key,
    random_secret_key,
    seal,
    unseal,
)
from leskracht_desktop.storage.files import translated, write_atomically
from leskracht_desktop.storage.key_slots import Slot, as_bytes, as_text

FILE_NAME = "keys.json"
FORMAT = "leskracht-vault-keys"
VERSION = 1
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The ways into one vault."""

    vault_id: VaultId
    slots: tuple[Slot, ...] = ()

    @classmethod
    def new(cls) -> KeyFile:
        """Return a key file for a new vault, still without a way in."""
        return cls(VaultId(str(uuid.uuid4())))

    @classmethod
    def load(cls, folder: Path) -> KeyFile:
        """Read the key file of the vault in `folder`.

        Raises: VaultMissing, VaultDamaged, VaultNewer, FileUnreadable.
        """
        path = folder / FILE_NAME
        try:
            with translated(path), path.open("rb") as file:
                content = file.read(_LARGEST_FILE + 1)
        except FileUnreadable as error:
            if error.detail in {"ENOENT", "ENOTDIR"}:
                raise VaultMissing(folder, "keys" if folder.is_dir() else "folder") from error
            raise
        return cls.from_bytes(content, folder)

    @classmethod
    def from_bytes(cls, content: bytes, origin: Path) -> KeyFile:
        """Read a key file's content; `origin` is named in errors.

        Raises: VaultDamaged, VaultNewer.
        """
        if len(content) > _LARGEST_FILE:
            raise VaultDamaged(origin, "keys", "too_large")
        try:
            data = json.loads(content)
            if data["format"] != FORMAT or not isinstance(data["version"], int):
                raise VaultDamaged(origin, "keys", "not_a_key_file")
            if data["version"] > VERSION:
                raise VaultNewer(origin, f"keys {data['version']}")
            slots = tuple(Slot.from_data(slot) for slot in data["ways"])
            vault_id = VaultId(str(uuid.UUID(data["vault_id"])))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise VaultDamaged(origin, "keys", "unreadable") from error
        if not slots or len({slot.kind for slot in slots}) != len(slots):
            raise VaultDamaged(origin, "keys", "ways")
        return cls(vault_id, slots)

    def to_bytes(self) -> bytes:
        """Return the file's content."""
        data = {
            "format": FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id,
            "ways": [slot.to_data() for slot in self.slots],
        }
        return json.dumps(data, indent=2).encode() + b"\n"

    def save(self, folder: Path) -> None:
        """Write the key file of the vault in `folder`, whole or not at all.

        Raises: LastWayIn when there is no way in; DiskFull, FolderReadOnly, FileInUse, FileUnreadable.
        """
        if not self.slots:
            raise LastWayIn
        write_atomically(folder / FILE_NAME, self.to_bytes())

    @property
    def ways_in(self) -> tuple[WayIn, ...]:
        """The ways in, in the order in which they were added."""
        return tuple(WayIn(slot.kind, datetime.fromisoformat(slot.added_at)) for slot in self.slots)

    def has(self, kind: WayKind) -> bool:
        """Whether there is a way of this kind."""
        return any(slot.kind is kind for slot in self.slots)

    def with_passphrase(self, key: DatabaseKey, passphrase: str, cost: PassphraseCost, at: datetime) -> KeyFile:
        """Return the file with this passphrase as a way in, in the place of another one.

        Raises: WeakPassphrase.
        """
        if len(passphrase.strip()) < MINIMUM_PASSPHRASE:
            raise WeakPassphrase(MINIMUM_PASSPHRASE)
        salt = secrets.token_bytes(SALT_BYTES)
        derivation = {
            "name": "argon2id",
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": as_text(salt),
        }
        return self._with(WayKind.PASSPHRASE, derivation, passphrase_key(passphrase, salt, cost), key, at)

    def with_recovery_code(self, key: DatabaseKey, at: datetime) -> tuple[KeyFile, str]:
        """Return the file with a new recovery code as a way in, in the place of another one, and the code."""
        number = secrets.randbits(CODE_BITS)
        while not can_be_written(number):
            number = secrets.randbits(CODE_BITS)
        code = write_code(number)
        salt = secrets.token_bytes(SALT_BYTES)
        wrapping = random_secret_key(_code_bytes(code), salt, WayKind.RECOVERY_CODE)
        derivation = {"name": "hkdf-sha256", "salt": as_text(salt)}
        return self._with(WayKind.RECOVERY_CODE, derivation, wrapping, key, at), code

    def with_keychain(self, key: DatabaseKey, at: datetime) -> KeyFile:
        """Return the file with the system's keychain as a way in, after putting a new random secret in it.

        Raises: KeychainProblem.
        """
        secret, salt = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES)
        keychain.store(self.vault_id, as_text(secret))
        wrapping = random_secret_key(secret, salt, WayKind.KEYCHAIN)
        return self._with(WayKind.KEYCHAIN, {"name": "hkdf-sha256", "salt": as_text(salt)}, wrapping, key, at)

    def without(self, kind: WayKind) -> KeyFile:
        """Return the file without this way in; a keychain entry is left for the caller to forget.

        Raises: LastWayIn, NotFound.
        """
        if not self.has(kind):
            raise NotFound("way_in", kind)
        if len(self.slots) == 1:
            raise LastWayIn
        return replace(self, slots=tuple(slot for slot in self.slots if slot.kind is not kind))

    def only(self, kinds: frozenset[WayKind]) -> KeyFile:
        """Return the file with the ways of these kinds alone.

        Raises: LastWayIn when none would be left.
        """
        slots = tuple(slot for slot in self.slots if slot.kind in kinds)
        if not slots:
            raise LastWayIn
        return replace(self, slots=slots)

    def open_with(self, kind: WayKind, secret: str, origin: Path) -> DatabaseKey:
        """Return the database key by one way in; `secret` is not looked at for the keychain.

        Raises: WrongSecret, InvalidInput (a recovery code that was copied wrongly), NotFound (no such way in),
            KeychainProblem, VaultDamaged.
        """
        slot = next((slot for slot in self.slots if slot.kind is kind), None)
        if slot is None:
            raise NotFound("way_in", kind)
        wrapping = self._wrapping_key(slot, secret, origin)
        key = self._unwrap(slot, wrapping)
        if key is None and kind is WayKind.KEYCHAIN:
            raise KeychainProblem(keychain.RESET)
        if key is None:
            raise WrongSecret(kind)
        return key

    def _with(
        self, kind: WayKind, derivation: Mapping[str, Any], wrapping: bytes, key: DatabaseKey, at: datetime
    ) -> KeyFile:
        slot = Slot(kind, at.astimezone(UTC).isoformat(), derivation, secrets.token_bytes(NONCE_BYTES), b"")
        wrapped = seal(wrapping, slot.nonce, key.content, self._binding(slot))
        others = tuple(other for other in self.slots if other.kind is not kind)
        return replace(self, slots=(*others, replace(slot, wrapped=wrapped)))

    def _wrapping_key(self, slot: Slot, secret: str, origin: Path) -> bytes:
        salt = slot.salt
        if slot.kind is WayKind.PASSPHRASE:
            return passphrase_key(secret, salt, slot.cost(origin))
        if slot.kind is WayKind.RECOVERY_CODE:
            return random_secret_key(_code_bytes(secret), salt, slot.kind)
        return random_secret_key(_keychain_secret(self.vault_id), salt, slot.kind)

    def _unwrap(self, slot: Slot, wrapping: bytes) -> DatabaseKey | None:
        content = unseal(wrapping, slot.nonce, slot.wrapped, self._binding(slot))
        return DatabaseKey(content) if content is not None and len(content) == KEY_BYTES else None

    def _binding(self, slot: Slot) -> bytes:
        bound = [FORMAT, VERSION, self.vault_id, slot.kind.value, slot.added_at, dict(slot.derivation)]
        return json.dumps(bound, sort_keys=True, separators=(",", ":")).encode()


def unlock(folder: Path, kind: WayKind, secret: str, clock: Clock) -> DatabaseKey:
    """Return the key of the vault in `folder` by one way in; wrong secrets make the next try wait.

    Raises: WrongSecret with `wait_seconds` until the next try counts, TooSoon when this one did not count yet, and
        what `KeyFile.load` and `open_with` raise.
    """
    key_file = KeyFile.load(folder)
    if kind is WayKind.KEYCHAIN:
        return key_file.open_with(kind, secret, folder)
    if kind is WayKind.RECOVERY_CODE:
        _code_bytes(secret)  # a slip of the pen is no try
    attempts = Attempts(folder, clock)
    wait = attempts.seconds_to_wait()
    if wait > 0:
        raise TooSoon(kind, wait)
    attempts.start()
    try:
        key = key_file.open_with(kind, secret, folder)
    except WrongSecret as error:
        raise WrongSecret(kind, attempts.seconds_to_wait()) from error
    attempts.succeed()
    return key


def _code_bytes(code: str) -> bytes:
    content = read_code(code)
    if content is None:
        raise InvalidInput((("recovery_code", "mistyped"),))
    return content


def _keychain_secret(vault_id: VaultId) -> bytes:
    try:
        return as_bytes(keychain.fetch(vault_id))
    except ValueError as error:
        raise KeychainProblem(keychain.RESET) from error
