"""The operating system's keychain: Windows Credential Manager, macOS Keychain or Secret Service, and nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from leskracht_desktop.errors import KeychainProblem

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Leskracht Privacybeheer"

MISSING = "missing"
LOCKED = "locked"
REFUSED = "refused"
RESET = "reset"


def store(account: str, secret: str) -> None:
    """Put `secret` in the keychain under `account`, over what was there, and read it back.

    Raises: KeychainProblem.
    """
    backend = _backend()
    try:
        backend.set_password(SERVICE, account, secret)
        kept = backend.get_password(SERVICE, account)
    except _failures() as error:
        raise KeychainProblem(_reason(error)) from error
    if kept != secret:
        raise KeychainProblem(REFUSED)


def fetch(account: str) -> str:
    """Return the secret under `account`.

    Raises: KeychainProblem; its reason is `reset` when the keychain works but knows nothing under this account.
    """
    backend = _backend()
    try:
        secret = backend.get_password(SERVICE, account)
    except _failures() as error:
        raise KeychainProblem(_reason(error)) from error
    if secret is None:
        raise KeychainProblem(RESET)
    return secret


def forget(account: str) -> None:
    """Remove what is under `account`; nothing there is fine too.

    Raises: KeychainProblem.
    """
    backend = _backend()
    try:
        if backend.get_password(SERVICE, account) is not None:
            backend.delete_password(SERVICE, account)
    except _failures() as error:
        raise KeychainProblem(_reason(error)) from error


def is_available() -> bool:
    """Whether this computer has a keychain that answers; it may still be locked."""
    try:
        _backend()
    except KeychainProblem:
        return False
    return True


def _backend() -> KeyringBackend:
    # `keyring.get_keyring()` would follow PYTHON_KEYRING_BACKEND or a settings file to a back end that writes
    # plain text or nothing at all. Naming the system's own one leaves no such way, and needs no entry points.
    absent: tuple[type[Exception], ...] = (ImportError, RuntimeError, *_failures())
    try:
        backend = _system_backend()
        if backend.priority <= 0:
            raise KeychainProblem(MISSING)
        return backend()
    except absent as error:
        raise KeychainProblem(MISSING) from error


def _system_backend() -> type[KeyringBackend]:
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring
    if sys.platform == "darwin":
        from keyring.backends import macOS

        return macOS.Keyring
    from keyring.backends import SecretService

    return SecretService.Keyring


def _failures() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    return (KeyringError, OSError, UnicodeDecodeError, *_platform_errors())


def _platform_errors() -> tuple[type[Exception], ...]:
    """Return the errors that keyring lets through from the libraries underneath."""
    try:  # only there on Linux
        from jeepney import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException
    except ImportError:
        return ()
    return (DBusErrorResponse, SecretStorageException)


def _reason(error: Exception) -> str:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    cause = error.__cause__ or error
    if isinstance(error, KeyringLocked) or type(cause).__name__ == "LockedException":
        return LOCKED
    if isinstance(cause, NoKeyringError | OSError) or type(cause).__name__ == "SecretServiceNotAvailableException":
        return MISSING
    if isinstance(error, InitError) and type(cause).__name__ != "PromptDismissedException":
        return MISSING
    return REFUSED
