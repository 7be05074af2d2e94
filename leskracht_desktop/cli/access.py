"""How a command gets at the vault: which folder, which secret."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from leskracht_desktop.errors import FileUnreadable, NotAllowed

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services


def passphrase_from(arguments: argparse.Namespace, *, twice: bool = False) -> str | None:
    """Return the passphrase from the file or the keyboard; None when there is neither.

    Raises:
        FileUnreadable: the passphrase file can't be read as UTF-8 text.
        NotAllowed: the two typed passphrases differ.
    """
    source: Path | None = arguments.passphrase_file
    if source is not None:
        return _first_line(source)
    if not sys.stdin.isatty():
        return None
    typed = getpass.getpass("Wachtwoordzin: ")
    if twice and getpass.getpass("Wachtwoordzin herhalen: ") != typed:
        raise NotAllowed("passphrases_differ")
    return typed


def _first_line(source: Path) -> str:
    try:
        with source.open(encoding="utf-8-sig") as file:
            return file.readline(4096).rstrip("\r\n")
    except UnicodeDecodeError:
        raise FileUnreadable(source, "EILSEQ") from None
    except OSError as error:
        raise FileUnreadable(source, str(error.errno or "")) from error


def vault_folder(arguments: argparse.Namespace, services: Services) -> Path:
    """Return the vault's folder: the one that was named, else the one used last.

    Raises:
        NotAllowed: no vault was named and none is known.
    """
    if arguments.vault is not None:
        named = Path(arguments.vault)
        complete = services.vaults.vault_path(named)
        return complete if not named.exists() and complete.is_dir() else named
    recent = services.vaults.recent()
    if not recent:
        raise NotAllowed("no_vault_named")
    return recent[0]


@contextmanager
def opened(arguments: argparse.Namespace, *, read_only: bool = False) -> Iterator[Services]:
    """Open the vault for one command and lock it again.

    A passphrase that was given is used; without one the keychain is asked.
    """
    from leskracht_desktop.services.program import build_services

    services = build_services()
    folder = vault_folder(arguments, services)
    secret = _first_line(arguments.passphrase_file) if arguments.passphrase_file else None
    if secret is None and services.vaults.has_keychain_way(folder):
        services.vaults.unlock_with_keychain(folder, read_only=read_only)
    else:
        secret = secret if secret is not None else passphrase_from(arguments)
        if secret is None:
            raise NotAllowed("no_passphrase_given")
        services.vaults.unlock_with_passphrase(folder, secret, read_only=read_only)
    try:
        yield services
    finally:
        services.vaults.lock()
