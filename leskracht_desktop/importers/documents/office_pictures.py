"""Pictures within a DOCX or ODT: whole PNG and JPEG files of the archive itself, within bounds."""

from __future__ import annotations

from typing import Final

from leskracht_desktop.domain.written_documents import Picture
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.archives import Archive
from leskracht_desktop.importers.documents.pictures import check_jpeg, check_png
from leskracht_desktop.importers.documents.plain_text import UNSEEN
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.source import SourceFile

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_LONGEST_DESCRIPTION: Final = 1_000


class Pictures:
    """Takes pictures out of an archive until there are enough of them."""

    def __init__(self, source: SourceFile, archive: Archive, limits: Limits) -> None:
        self._source = source
        self._archive = archive
        self._limits = limits
        self._left = limits.document_pictures_total

    def picture(self, part: str | None, description: str) -> Picture:
        """Return the picture of a part, or its description alone when it can't be shown."""
        words = " ".join(UNSEEN.sub(" ", description).split())[:_LONGEST_DESCRIPTION]
        return Picture(words, b"" if part is None else self._data(part))

    def _data(self, part: str) -> bytes:
        most = min(self._left, self._limits.document_picture)
        if part not in self._archive.parts or self._archive.parts[part].file_size > most:
            return b""
        try:
            data = self._archive.read(part, most)
            if data.startswith(_PNG):
                check_png(self._source, data, self._limits.document_picture_pixels)
            elif data.startswith(_JPEG):
                check_jpeg(self._source, data, self._limits.document_picture_pixels)
            else:
                return b""
        except FileRefused:
            return b""
        self._left -= len(data)
        return data
