"""The key file: every way in gives the same key, nothing in it can be swapped, and the last way stays."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import (
    InvalidInput,
    LastWayIn,
    NotFound,
    VaultDamaged,
    VaultMissing,
    VaultNewer,
    WeakPassphrase,
    WrongSecret,
)
from leskracht_desktop.storage.derivation import (
    DatabaseKey,
    PassphraseCost,
    calibrated_cost,
    passphrase_key,
    random_secret_key,
)
from leskracht_desktop.storage.keys import FILE_NAME, KeyFile, unlock
from tests.support.vaults import CHEAP, PASSPHRASE, STARTED_AT, MovableClock

OTHER = "acht paarse brommers"


@pytest.fixture
def key() -> DatabaseKey:
    return DatabaseKey.generate()


@pytest.fixture
def keys(key: DatabaseKey) -> KeyFile:
    return KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)


def test_each_way_in_gives_the_same_key(tmp_path: Path, key: DatabaseKey, keys: KeyFile) -> None:
    keys, code = keys.with_recovery_code(key, STARTED_AT)
    keys.save(tmp_path)
    loaded = KeyFile.load(tmp_path)
    assert loaded == keys
    assert [way.kind for way in loaded.ways_in] == [WayKind.PASSPHRASE, WayKind.RECOVERY_CODE]
    assert all(way.added_at == STARTED_AT for way in loaded.ways_in)
    assert loaded.open_with(WayKind.PASSPHRASE, PASSPHRASE, tmp_path).content == key.content
    assert loaded.open_with(WayKind.RECOVERY_CODE, code, tmp_path).content == key.content
    assert loaded.open_with(WayKind.RECOVERY_CODE, code.lower().replace("-", " "), tmp_path).content == key.content


def test_the_file_holds_no_secret(key: DatabaseKey, keys: KeyFile) -> None:
    keys, code = keys.with_recovery_code(key, STARTED_AT)
    content = keys.to_bytes()
    for secret in (key.content, PASSPHRASE.encode(), code.encode(), code.replace("-", "").encode()):
        for form in (secret, base64.b64encode(secret), secret.hex().encode()):
            assert form not in content


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE + " ", PASSPHRASE.upper(), OTHER])
def test_a_wrong_passphrase_opens_nothing(tmp_path: Path, keys: KeyFile, passphrase: str) -> None:
    with pytest.raises(WrongSecret) as caught:
        keys.open_with(WayKind.PASSPHRASE, passphrase, tmp_path)
    assert caught.value.way == "passphrase"


def test_a_passphrase_is_the_same_however_the_keyboard_composes_it(tmp_path: Path, key: DatabaseKey) -> None:
    keys = KeyFile.new().with_passphrase(key, "caf\u00e9 met appeltaart", CHEAP, STARTED_AT)
    assert keys.open_with(WayKind.PASSPHRASE, "cafe\u0301 met appeltaart", tmp_path).content == key.content


def test_a_recovery_code_of_another_vault_opens_nothing(tmp_path: Path, key: DatabaseKey) -> None:
    mine, _ = KeyFile.new().with_recovery_code(key, STARTED_AT)
    _, other = KeyFile.new().with_recovery_code(DatabaseKey.generate(), STARTED_AT)
    with pytest.raises(WrongSecret):
        mine.open_with(WayKind.RECOVERY_CODE, other, tmp_path)


def test_a_mistyped_recovery_code_is_told_apart_from_a_wrong_one(tmp_path: Path, key: DatabaseKey) -> None:
    keys, code = KeyFile.new().with_recovery_code(key, STARTED_AT)
    with pytest.raises(InvalidInput) as caught:
        keys.open_with(WayKind.RECOVERY_CODE, code[:-1] + ("0" if code[-1] != "0" else "1"), tmp_path)
    assert caught.value.problems == (("recovery_code", "mistyped"),)


@pytest.mark.parametrize("passphrase", ["", "kort", "elf tekens!", " " * 40, "  elf tekens!  "])
def test_a_short_passphrase_is_refused(key: DatabaseKey, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase) as caught:
        KeyFile.new().with_passphrase(key, passphrase, CHEAP, STARTED_AT)
    assert caught.value.minimum == 12


def test_replacing_a_way_shuts_out_the_old_one(tmp_path: Path, key: DatabaseKey, keys: KeyFile) -> None:
    keys, old_code = keys.with_passphrase(key, OTHER, CHEAP, STARTED_AT).with_recovery_code(key, STARTED_AT)
    keys, new_code = keys.with_recovery_code(key, STARTED_AT)
    assert len(keys.ways_in) == 2
    with pytest.raises(WrongSecret):
        keys.open_with(WayKind.PASSPHRASE, PASSPHRASE, tmp_path)
    with pytest.raises(WrongSecret):
        keys.open_with(WayKind.RECOVERY_CODE, old_code, tmp_path)
    assert keys.open_with(WayKind.PASSPHRASE, OTHER, tmp_path).content == key.content
    assert keys.open_with(WayKind.RECOVERY_CODE, new_code, tmp_path).content == key.content


def test_any_way_can_go_but_the_last(tmp_path: Path, key: DatabaseKey, keys: KeyFile) -> None:
    keys, _ = keys.with_recovery_code(key, STARTED_AT)
    left = keys.without(WayKind.PASSPHRASE)
    assert [way.kind for way in left.ways_in] == [WayKind.RECOVERY_CODE]
    with pytest.raises(NotFound):
        left.without(WayKind.PASSPHRASE)
    with pytest.raises(NotFound):
        left.open_with(WayKind.PASSPHRASE, PASSPHRASE, tmp_path)
    with pytest.raises(LastWayIn):
        left.without(WayKind.RECOVERY_CODE)
    with pytest.raises(LastWayIn):
        KeyFile.new().save(tmp_path)
    assert list(tmp_path.iterdir()) == []


def changed(content: bytes, *path: str | int, to: Any) -> bytes:
    data = json.loads(content)
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("vault_id",), "00000000-0000-4000-8000-000000000000"),
        (("ways", 0, "added_at"), "2020-01-01T00:00:00+00:00"),
        (("ways", 0, "derivation", "passes"), 2),
        (("ways", 0, "derivation", "memory_kib"), 128),
        (("ways", 0, "derivation", "salt"), base64.b64encode(bytes(16)).decode()),
        (("ways", 0, "nonce"), base64.b64encode(bytes(24)).decode()),
        (("ways", 0, "nonce"), base64.b64encode(bytes(3)).decode()),
        (("ways", 0, "wrapped"), base64.b64encode(bytes(48)).decode()),
        (("ways", 0, "wrapped"), ""),
    ],
)
def test_nothing_in_the_file_can_be_swapped(
    tmp_path: Path, keys: KeyFile, path: tuple[str | int, ...], value: object
) -> None:
    tampered = KeyFile.from_bytes(changed(keys.to_bytes(), *path, to=value), tmp_path)
    with pytest.raises(WrongSecret):
        tampered.open_with(WayKind.PASSPHRASE, PASSPHRASE, tmp_path)


def test_a_way_does_not_pass_for_another_kind(tmp_path: Path, key: DatabaseKey) -> None:
    keys, code = KeyFile.new().with_recovery_code(key, STARTED_AT)
    content = changed(keys.to_bytes(), "ways", 0, "kind", to="passphrase")
    with pytest.raises((WrongSecret, VaultDamaged)):
        KeyFile.from_bytes(content, tmp_path).open_with(WayKind.PASSPHRASE, code, tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"format": "something else", "version": 1, "ways": []}',
        b" " * 70_000,
    ],
)
def test_what_is_no_key_file_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(VaultDamaged) as caught:
        KeyFile.load(tmp_path)
    assert caught.value.part == "keys"
    assert (tmp_path / FILE_NAME).read_bytes() == content


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("ways",), []),
        (("ways",), None),
        (("ways", 0, "kind"), "window"),
        (("ways", 0, "added_at"), "yesterday"),
        (("ways", 0, "added_at"), "2026-03-03T09:00:00"),
        (("ways", 0, "nonce"), "%%%"),
        (("ways", 0, "derivation"), {}),
        (("ways", 0, "derivation", "salt"), "AAAA"),
        (("vault_id",), "../../etc/passwd"),
        (("version",), "1"),
    ],
)
def test_a_broken_key_file_is_damage(tmp_path: Path, keys: KeyFile, path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(VaultDamaged):
        KeyFile.from_bytes(changed(keys.to_bytes(), *path, to=value), tmp_path)


def test_two_ways_of_one_kind_are_damage(tmp_path: Path, keys: KeyFile) -> None:
    data = json.loads(keys.to_bytes())
    data["ways"] *= 2
    with pytest.raises(VaultDamaged):
        KeyFile.from_bytes(json.dumps(data).encode(), tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [("memory_kib", 1 << 30), ("passes", 10**9), ("lanes", 10**6), ("lanes", 0), ("passes", 0), ("passes", "x")],
)
def test_a_forged_cost_does_not_hang_the_program(tmp_path: Path, keys: KeyFile, name: str, value: object) -> None:
    forged = KeyFile.from_bytes(changed(keys.to_bytes(), "ways", 0, "derivation", name, to=value), tmp_path)
    with pytest.raises(VaultDamaged):
        forged.open_with(WayKind.PASSPHRASE, PASSPHRASE, tmp_path)


def test_a_newer_key_file_is_refused(tmp_path: Path, keys: KeyFile) -> None:
    with pytest.raises(VaultNewer):
        KeyFile.from_bytes(changed(keys.to_bytes(), "version", to=2), tmp_path)


def test_no_key_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing) as caught:
        KeyFile.load(tmp_path)
    assert caught.value.missing == "keys"


def test_the_same_passphrase_gives_another_key_for_another_vault(key: DatabaseKey) -> None:
    first = KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)
    second = KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)
    assert first.slots[0].wrapped != second.slots[0].wrapped
    assert first.vault_id != second.vault_id


def test_the_cost_is_never_below_the_recommended_one() -> None:
    floor = PassphraseCost()
    assert (floor.memory_kib, floor.passes, floor.lanes) == (64 * 1024, 3, 4)  # RFC 9106, section 4
    quick = calibrated_cost(target_seconds=0)
    assert quick == floor
    assert calibrated_cost(target_seconds=1e9).passes > 200
    assert calibrated_cost(target_seconds=1e9).within_reason


def test_argon2id_gives_what_another_implementation_gives() -> None:
    salt = b"somesalt1somesal"
    theirs = crypto_pwhash_alg(32, b"password", salt, 2, 64 * 1024, crypto_pwhash_ALG_ARGON2ID13)
    assert passphrase_key("password", salt, PassphraseCost(64, 2, 1)) == theirs


def test_hkdf_gives_what_the_standard_says() -> None:
    # RFC 5869 defines HKDF by HMAC; here with the one-block output written out.
    extracted = hmac.new(b"s" * 16, b"secret", hashlib.sha256).digest()
    expanded = hmac.new(extracted, b"leskracht recovery_code\x01", hashlib.sha256).digest()
    assert random_secret_key(b"secret", b"s" * 16, "recovery_code") == expanded


def test_a_wiped_key_is_gone(key: DatabaseKey) -> None:
    held = key._bytes
    key.wipe()
    key.wipe()
    assert held == bytearray(32)  # overwritten, not just let go
    with pytest.raises(ValueError, match="wiped"):
        _ = key.content


def test_wrong_tries_wait_longer_and_longer_also_after_a_restart(
    tmp_path: Path, keys: KeyFile, clock: MovableClock
) -> None:
    keys.save(tmp_path)
    waits = []
    for _ in range(14):
        with pytest.raises(WrongSecret) as caught:
            unlock(tmp_path, WayKind.PASSPHRASE, OTHER, clock)
        waits.append(caught.value.wait_seconds)
        clock.move(seconds=caught.value.wait_seconds)
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]


def test_while_waiting_even_the_right_passphrase_is_not_tried(
    tmp_path: Path, keys: KeyFile, key: DatabaseKey, clock: MovableClock
) -> None:
    keys.save(tmp_path)
    for _ in range(5):
        with pytest.raises(WrongSecret):
            unlock(tmp_path, WayKind.PASSPHRASE, OTHER, clock)
        clock.move(seconds=10)
    with pytest.raises(WrongSecret):
        unlock(tmp_path, WayKind.PASSPHRASE, OTHER, clock)
    clock.move(seconds=3)
    with pytest.raises(WrongSecret) as caught:
        unlock(tmp_path, WayKind.PASSPHRASE, PASSPHRASE, clock)
    assert caught.value.wait_seconds == 13
    clock.move(seconds=13)
    assert unlock(tmp_path, WayKind.PASSPHRASE, PASSPHRASE, clock).content == key.content


def test_the_right_passphrase_forgets_the_wrong_tries(tmp_path: Path, keys: KeyFile, clock: MovableClock) -> None:
    keys.save(tmp_path)
    for _ in range(3):
        for _ in range(2):
            with pytest.raises(WrongSecret) as caught:
                unlock(tmp_path, WayKind.PASSPHRASE, OTHER, clock)
            assert caught.value.wait_seconds == 0
        unlock(tmp_path, WayKind.PASSPHRASE, PASSPHRASE, clock)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_clock_set_back_makes_nobody_wait_for_ever(tmp_path: Path, keys: KeyFile, clock: MovableClock) -> None:
    keys.save(tmp_path)
    for _ in range(4):
        with pytest.raises(WrongSecret) as caught:
            unlock(tmp_path, WayKind.PASSPHRASE, OTHER, clock)
        clock.move(seconds=caught.value.wait_seconds)
    with pytest.raises(WrongSecret):
        unlock(tmp_path, WayKind.PASSPHRASE, OTHER, clock)
    clock.move(days=-365)
    with pytest.raises(WrongSecret) as caught:
        unlock(tmp_path, WayKind.PASSPHRASE, PASSPHRASE, clock)
    assert caught.value.wait_seconds == 8
    clock.move(seconds=8)
    unlock(tmp_path, WayKind.PASSPHRASE, PASSPHRASE, clock).wipe()


def test_a_slip_in_the_recovery_code_is_no_try(
    tmp_path: Path, keys: KeyFile, key: DatabaseKey, clock: MovableClock
) -> None:
    keys, code = keys.with_recovery_code(key, STARTED_AT)
    keys.save(tmp_path)
    for _ in range(10):
        with pytest.raises(InvalidInput):
            unlock(tmp_path, WayKind.RECOVERY_CODE, code[1:], clock)
    assert unlock(tmp_path, WayKind.RECOVERY_CODE, code, clock).content == key.content


@pytest.mark.parametrize("content", [b"", b"[]", b'{"count": 5}', b'{"count": "x", "last_at": "2026-03-03T09:00:00Z"}'])
def test_a_broken_counter_does_not_keep_the_owner_out(
    tmp_path: Path, keys: KeyFile, key: DatabaseKey, clock: MovableClock, content: bytes
) -> None:
    keys.save(tmp_path)
    (tmp_path / "attempts.json").write_bytes(content)
    assert unlock(tmp_path, WayKind.PASSPHRASE, PASSPHRASE, clock).content == key.content
