"""From what a person knows to a key, and that key around another: Argon2id, HKDF and XChaCha20-Poly1305."""

from __future__ import annotations

import binascii
import hmac
import secrets
import time
import unicodedata
from dataclasses import dataclass

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 24  # long enough to draw at random each time
TARGET_SECONDS = 0.5
_LARGEST_MEMORY_KIB = 1 << 20  # 1 GiB: a key file that asks for more was not written by this program
_MOST_PASSES = 256
_MOST_LANES = 16


class DatabaseKey:
    """The vault's 32-byte key while it is open.

    `wipe` overwrites the bytes we hold. It can't reach the copies that Python and the libraries made on the way:
    the passphrase as typed, libsodium's working memory, and SQLCipher's own key, which it wipes with its connection.
    """

    __slots__ = ("_bytes",)

    def __init__(self, content: bytes) -> None:
        if len(content) != KEY_BYTES:
            raise ValueError("a database key has 32 bytes")
        self._bytes = bytearray(content)

    @classmethod
    def generate(cls) -> DatabaseKey:
        """Return a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def content(self) -> bytes:
        """The key's bytes.

        Raises: ValueError after `wipe`.
        """
        if not self._bytes:
            raise ValueError("the key was wiped")
        return bytes(self._bytes)

    def as_raw_key(self) -> bytearray:
        """Return the key as SQLCipher takes it without deriving anything; the caller wipes it."""
        return bytearray(b"x'%s'" % binascii.hexlify(self.content))

    def wipe(self) -> None:
        """Overwrite and drop the key."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes = bytearray()


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """How hard Argon2id works: memory in KiB, passes over it, parallel lanes.

    The defaults are RFC 9106's second recommended option; `calibrated_cost` only ever adds passes. Memory stays at
    64 MiB: more would take the whole program over its 200 MB, and a slow school computer into its swap file.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def within_reason(self) -> bool:
        """Whether deriving with this cost ends within minutes and within memory."""
        return (
            1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= _LARGEST_MEMORY_KIB
            and 1 <= self.passes <= _MOST_PASSES
        )


def calibrated_cost(target_seconds: float = TARGET_SECONDS) -> PassphraseCost:
    """Return a cost that takes this computer about `target_seconds`, never less than the default cost."""
    floor = PassphraseCost()
    started = time.perf_counter()
    passphrase_key("calibration", bytes(SALT_BYTES), floor)
    seconds_per_pass = max((time.perf_counter() - started) / floor.passes, 1e-4)
    passes = min(max(floor.passes, round(target_seconds / seconds_per_pass)), _MOST_PASSES)
    return PassphraseCost(floor.memory_kib, passes, floor.lanes)


def passphrase_key(passphrase: str, salt: bytes, cost: PassphraseCost) -> bytes:
    """Return the 32-byte key for a passphrase; the same letters typed on any keyboard give the same key (NFC)."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def random_secret_key(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for a secret that is random already (HKDF-SHA256, RFC 5869), bound to `purpose`."""
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, f"leskracht {purpose}".encode() + b"\x01", "sha256")  # 32 bytes: one block


def seal(wrapping: bytes, nonce: bytes, content: bytes, bound: bytes) -> bytes:
    """Return `content` encrypted and authenticated, together with `bound` (XChaCha20-Poly1305)."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

    return crypto_aead_xchacha20poly1305_ietf_encrypt(content, bound, nonce, wrapping)


def unseal(wrapping: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """Return what `seal` was given, or None when the key, the content or `bound` is another."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
    from nacl.exceptions import CryptoError

    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, nonce, wrapping)
    except (CryptoError, ValueError, TypeError):  # a nonce or content of the wrong length is a wrong one too
        return None
