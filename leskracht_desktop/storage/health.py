"""Checks every page of a database: what the disk gives back is what was written, and hangs together."""

from __future__ import annotations

import re
from typing import Any

import sqlcipher3.dbapi2 as driver

from leskracht_desktop.domain.vaults import VaultCheck

_DAMAGED_PAGE = re.compile(r"page (\d+)")
_MOST_REMARKS = 20


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
