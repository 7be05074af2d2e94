"""The stored files that go along with a dossier, under safe names that never clash."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leskracht_desktop.domain.dossier import DossierAttachment
from leskracht_desktop.domain.text_safety import visible

_LONGEST_STEM = 48
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")
_EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "audio/mpeg": ".mp3",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One stored file as it goes along; `original` is the name it had, `sha256` is of the bytes that go along."""

    id: int
    name: str
    original: str
    media_type: str
    sha256: str
    data: bytes
    withheld: bool = False

    @property
    def name_shown(self) -> str:
        """What the dossier says about where the file is."""
        return f"{self.original} (niet bijgevoegd)" if self.withheld else self.name


class AttachedFiles:
    """All stored files of a dossier, found by the id of the attachment."""

    def __init__(self, attachments: Iterable[DossierAttachment]) -> None:
        self._by_id = {attachment.id: _attached(number, attachment) for number, attachment in enumerate(attachments, 1)}

    def get(self, attachment_id: int | None) -> AttachedFile | None:
        """Return the file with this attachment id, if there is one."""
        return None if attachment_id is None else self._by_id.get(attachment_id)

    def __iter__(self) -> Iterator[AttachedFile]:
        return iter(self._by_id.values())

    @property
    def enclosed(self) -> tuple[AttachedFile, ...]:
        """The files that go along."""
        return tuple(file for file in self if not file.withheld)

    @property
    def withheld(self) -> tuple[AttachedFile, ...]:
        """The files that stay behind because names in them can't be masked."""
        return tuple(file for file in self if file.withheld)


def _attached(number: int, attachment: DossierAttachment) -> AttachedFile:
    media_type = attachment.media_type.lower().strip()
    if not _MEDIA_TYPE.fullmatch(media_type):
        media_type = "application/octet-stream"
    return AttachedFile(
        id=attachment.id,
        name=safe_file_name(number, attachment.name, media_type),
        original=visible(attachment.name) or "bestand zonder naam",
        media_type=media_type,
        sha256=hashlib.sha256(attachment.data).hexdigest(),
        data=attachment.data,
        withheld=attachment.withheld,
    )


def safe_file_name(number: int, name: str, media_type: str) -> str:
    """Return a file name that any system accepts and that `number` keeps apart: `bijlage-003-schoolplein.jpg`.

    There is no folder in it: several PDF readers refuse to save an attachment whose name holds a slash.
    """
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    found = _EXTENSION.search(plain)
    extension = found.group().lower() if found else _EXTENSIONS.get(media_type, "")
    stem = plain[: found.start()] if found else plain
    stem = _NOT_IN_NAMES.sub("-", stem).strip("-._")[:_LONGEST_STEM].rstrip("-._")
    return f"bijlage-{number:03d}{f'-{stem}' if stem else ''}{extension}"
