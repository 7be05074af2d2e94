"""The system's keychain: a real Secret Service that works, is locked, is reset, refuses, or is not there."""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import KeychainProblem
from leskracht_desktop.storage import keychain
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.keys import KeyFile
from tests.support.secret_service import SecretService
from tests.support.vaults import CHEAP, PASSPHRASE, STARTED_AT

if sys.platform.startswith("linux"):
    import secretstorage


@contextmanager
def collection() -> Iterator[secretstorage.Collection]:
    connection = secretstorage.dbus_init()
    try:
        yield secretstorage.get_default_collection(connection)
    finally:
        connection.close()


@pytest.fixture
def key() -> DatabaseKey:
    return DatabaseKey.generate()


@pytest.fixture
def keys(key: DatabaseKey) -> KeyFile:
    return KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)


def reason_of(keys: KeyFile) -> str:
    with pytest.raises(KeychainProblem) as caught:
        keys.open_with(WayKind.KEYCHAIN, "", Path())
    return caught.value.reason


def collect_what_keyring_left_open() -> None:
    with warnings.catch_warnings():  # keyring forgets to close its connection to a keychain that says no
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_what_is_stored_comes_back_until_it_is_forgotten(secret_service: SecretService) -> None:
    assert keychain.is_available()
    keychain.store("one", "secret of one")
    keychain.store("two", "secret of two")
    keychain.store("one", "newer secret of one")
    assert keychain.fetch("one") == "newer secret of one"
    assert keychain.fetch("two") == "secret of two"
    keychain.forget("one")
    keychain.forget("one")
    with pytest.raises(KeychainProblem) as caught:
        keychain.fetch("one")
    assert caught.value.reason == "reset"
    keychain.forget("two")


def test_the_keychain_is_a_way_in_also_after_the_keychain_restarted(
    secret_service: SecretService, keys: KeyFile, key: DatabaseKey
) -> None:
    keys = keys.with_keychain(key, STARTED_AT)
    secret_service.stop()
    secret_service.start()
    assert keys.open_with(WayKind.KEYCHAIN, "", Path()).content == key.content


def test_each_vault_has_a_secret_of_its_own(secret_service: SecretService, key: DatabaseKey) -> None:
    first = KeyFile.new().with_keychain(key, STARTED_AT)
    second = KeyFile.new().with_keychain(DatabaseKey.generate(), STARTED_AT)
    assert keychain.fetch(first.vault_id) != keychain.fetch(second.vault_id)
    assert first.open_with(WayKind.KEYCHAIN, "", Path()).content == key.content


def test_the_keychain_never_holds_the_database_key_itself(secret_service: SecretService, key: DatabaseKey) -> None:
    keys = KeyFile.new().with_keychain(key, STARTED_AT)
    with collection() as every:
        for item in every.search_items({"username": keys.vault_id}):
            assert key.content not in item.get_secret()
            assert key.content.hex().encode() not in item.get_secret()


def test_a_locked_keychain(secret_service: SecretService, keys: KeyFile, key: DatabaseKey) -> None:
    keys = keys.with_keychain(key, STARTED_AT)
    with collection() as every:
        every.lock()
    assert reason_of(keys) == "locked"
    with pytest.raises(KeychainProblem) as caught:
        keys.with_keychain(key, STARTED_AT)
    assert caught.value.reason == "locked"
    assert keys.open_with(WayKind.PASSPHRASE, PASSPHRASE, Path()).content == key.content
    del caught
    collect_what_keyring_left_open()


def test_a_keychain_that_was_reset(secret_service: SecretService, keys: KeyFile, key: DatabaseKey) -> None:
    keys = keys.with_keychain(key, STARTED_AT)
    with collection() as every:
        for item in every.search_items({"username": keys.vault_id}):
            item.delete()
    assert reason_of(keys) == "reset"
    assert keys.open_with(WayKind.PASSPHRASE, PASSPHRASE, Path()).content == key.content


@pytest.mark.parametrize("other", ["AAAA", "not base64 at all", "A" * 43 + "="])
def test_a_keychain_with_another_secret_counts_as_reset(
    secret_service: SecretService, keys: KeyFile, key: DatabaseKey, other: str
) -> None:
    keys = keys.with_keychain(key, STARTED_AT)
    keychain.store(keys.vault_id, other)
    assert reason_of(keys) == "reset"


def test_a_keychain_that_is_gone(secret_service: SecretService, keys: KeyFile, key: DatabaseKey) -> None:
    keys = keys.with_keychain(key, STARTED_AT)
    secret_service.stop()
    assert reason_of(keys) == "missing"
    assert not keychain.is_available()
    with pytest.raises(KeychainProblem) as caught:
        keychain.store("one", "x")
    assert caught.value.reason == "missing"
    with pytest.raises(KeychainProblem):
        keychain.forget("one")


def test_a_keychain_that_refuses(
    secret_service: SecretService, tmp_path: Path, keys: KeyFile, key: DatabaseKey
) -> None:
    keys = keys.with_keychain(key, STARTED_AT)
    secret_service.stop()
    secret_service.start(home=tmp_path)  # it wants to ask the user first, and gets no answer
    assert reason_of(keys) == "refused"
    with pytest.raises(KeychainProblem) as caught:
        keychain.store("one", "x")
    assert caught.value.reason == "refused"
    del caught
    collect_what_keyring_left_open()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the others always have a keychain")
@pytest.mark.usefixtures("no_keychain")
def test_a_computer_without_a_keychain(keys: KeyFile, key: DatabaseKey) -> None:
    assert not keychain.is_available()
    with pytest.raises(KeychainProblem) as caught:
        keys.with_keychain(key, STARTED_AT)
    assert caught.value.reason == "missing"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the others always have a keychain")
@pytest.mark.usefixtures("no_keychain")
@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_no_other_back_end_takes_its_place(monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    with pytest.raises(KeychainProblem) as caught:
        keychain.store("one", "x")
    assert caught.value.reason == "missing"


def test_the_systems_keychain_is_used_whatever_the_environment_names(
    secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    keychain.store("one", "kept for real")
    assert keychain.fetch("one") == "kept for real"
    keychain.forget("one")
