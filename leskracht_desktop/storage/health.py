"""Checks a database: every page is what was written and hangs together, and every stored file is what came in."""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from leskracht_desktop.domain.vaults import VaultCheck

_DAMAGED_PAGE = re.compile(r"page (\d+)")
_MOST_REMARKS = 20
_FILES = """
SELECT attachments.id, name, size, sha256, CAST(data AS BLOB) FROM attachments
LEFT JOIN attachment_chunks ON attachment_id = attachments.id ORDER BY attachments.id, number
"""


def check_database(connection: Any) -> VaultCheck:
    """Check the authentication code of every page and SQLite's own structures; reads the whole database."""
    pages: set[int] = set()
    remarks: list[str] = []
    try:
        for (text,) in connection.execute("PRAGMA cipher_integrity_check"):
            found = _DAMAGED_PAGE.search(text)
            if found:
                pages.add(int(found[1]))
            else:
                remarks.append(text)
        rows = connection.execute(f"PRAGMA quick_check({_MOST_REMARKS})").fetchall()
        remarks.extend(text for (text,) in rows if text != "ok")
    except driver.Error as error:
        remarks.append(str(getattr(error, "sqlite_errorname", "")))
    return VaultCheck(tuple(sorted(pages)), tuple(remarks[:_MOST_REMARKS]))


def changed_files(connection: Connection) -> tuple[str, ...]:
    """Return the names of the stored files whose bytes are not what came in; reads them all, piece by piece.

    The code of a page tells what the disk did; this tells what was done through the database itself.
    """
    found = []
    for (_, name, size, sha256), pieces in groupby(connection.exec_driver_sql(_FILES), key=lambda row: row[:4]):
        digest, length = hashlib.sha256(), 0
        for *_, data in pieces:
            digest.update(data or b"")
            length += len(data or b"")
        if length != size or digest.hexdigest() != sha256:
            found.append(name)
    return tuple(found)
