"""Stored photos and other files of people, to look at inside the program."""

from __future__ import annotations

from typing import Final

from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.services.base import Service
from leskracht_desktop.storage import snapshots

MOST_BYTES: Final = 30_000_000
"""A larger file is not read to be looked at; it still goes along in the dossier."""


class AttachmentService(Service):
    """Reads stored files into memory; nothing of them touches the disk."""

    def content(self, person_id: PersonId, attachment_id: int) -> bytes | None:
        """Return the bytes of a file of this person's records; None when there is none, or too much to look at.

        Raises: VaultLocked.
        """
        with self._holder.vault.read() as session:
            return snapshots.attachment_of(session, person_id, attachment_id, MOST_BYTES)
