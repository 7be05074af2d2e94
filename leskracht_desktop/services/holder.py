"""The one place that knows whether a vault is open; every service asks it, so locking closes under all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.errors import VaultLocked

if TYPE_CHECKING:
    from leskracht_desktop.storage.vault import Vault


class VaultHolder:
    """Holds the open vault, or none while it is locked."""

    def __init__(self, vault: Vault | None = None) -> None:
        self._vault = vault

    @property
    def vault(self) -> Vault:
        """The open vault.

        Raises: VaultLocked.
        """
        if self._vault is None:
            raise VaultLocked
        return self._vault

    @property
    def is_locked(self) -> bool:
        """Whether there is no open vault."""
        return self._vault is None

    def put(self, vault: Vault) -> None:
        """Make this the open vault."""
        self._vault = vault

    def take(self) -> Vault | None:
        """Return the open vault, if any, and hold none from now on."""
        vault, self._vault = self._vault, None
        return vault
