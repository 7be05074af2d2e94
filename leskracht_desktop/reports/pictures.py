"""Stored pictures made fit for the page: small, upright, in plain RGB; the stored file itself goes along whole."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leskracht_desktop.reports.attached import AttachedFile, AttachedFiles

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

_MOST_PIXELS = 60_000_000
_MOST_BYTES = 60_000_000
_LONGEST_SIDE = 1200
_QUALITY = 82
_WIDEST_MM = 100.0
_HIGHEST_MM = 85.0
_MM_PER_PIXEL = 25.4 / 144  # a picture of few pixels is not blown up


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for the page: JPEG bytes, its width there, and the name of the file it shows."""

    data: bytes
    width_mm: float
    name: str


class Pictures:
    """Makes pictures of the stored files that are pictures."""

    def __init__(self, files: AttachedFiles) -> None:
        self._files = files

    def of(self, attachment_id: int | None) -> Picture | None:
        """Return a picture of a stored file; None when it is no picture, damaged, or too large to look at."""
        file = self._files.get(attachment_id)
        if file is None or file.withheld or not file.media_type.startswith("image/"):
            return None
        return _picture(file)


def _picture(file: AttachedFile) -> Picture | None:
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(file.data) > _MOST_BYTES:
        return None
    try:
        with Image.open(io.BytesIO(file.data), formats=("JPEG", "PNG", "GIF", "WEBP", "BMP")) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            plain = _on_white(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # damaged: it goes along as a file all the same
    target = io.BytesIO()
    plain.save(target, "JPEG", quality=_QUALITY, subsampling=0)
    scale = min(_WIDEST_MM / plain.width, _HIGHEST_MM / plain.height, _MM_PER_PIXEL)
    return Picture(target.getvalue(), plain.width * scale, file.name)


def _on_white(image: PillowImage) -> PillowImage:
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        page = Image.new("RGB", layered.size, "white")
        page.paste(layered, mask=layered.getchannel("A"))
        return page
    return image.convert("RGB")
