"""A fingerprint of everything a vault holds, to see that nothing changed."""

from __future__ import annotations

import hashlib

from sqlalchemy import text

from leskracht_desktop.storage.vault import Vault


def contents(vault: Vault) -> str:
    """Return the SHA-256 of every row of every table but those of the search index."""
    digest = hashlib.sha256()
    with vault.read() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).all()
        for name in names:
            if not name.startswith("search_"):
                for row in session.execute(text(f'SELECT * FROM "{name}"')):  # noqa: S608 -- names from the schema
                    digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
