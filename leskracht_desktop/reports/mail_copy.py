"""A copy of a dossier for mailing: encrypted with AES-256 (ISO 32000-2), readable by screen readers all the same."""

from __future__ import annotations

import io
import secrets
from typing import Final

import pikepdf

_STRONGEST: Final = 6  # revision of the standard security handler: AES-256, ISO 32000-2


def encrypted(data: bytes, password: str) -> bytes:
    """Return the PDF encrypted with this password; attachments are inside and encrypted as well.

    An encrypted file can't be an archival one (ISO 19005-3, 6.1.3), so the copy does not say that it is.
    """
    with pikepdf.open(io.BytesIO(data)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            for name in ("pdfaid:part", "pdfaid:conformance"):
                if name in metadata:
                    del metadata[name]
        target = io.BytesIO()
        document.save(
            target,
            encryption=pikepdf.Encryption(
                owner=secrets.token_urlsafe(32),  # nobody needs the rights of an owner
                user=password,
                R=_STRONGEST,
                allow=pikepdf.Permissions(accessibility=True, extract=True),
            ),
        )
    return target.getvalue()
