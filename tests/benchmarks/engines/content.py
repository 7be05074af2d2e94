"""What the other libraries need of a content model: plain strings, and files for those that read from a disk."""

from __future__ import annotations

import zlib
from pathlib import Path

from leskracht_desktop import paths
from leskracht_desktop.reports.pdf.model import Document, EmbeddedFile, Figure, Link, ListItem, PackedBytes, Run, Text

REGULAR = paths.resource("fonts/NotoSans-Regular.ttf")
BOLD = paths.resource("fonts/NotoSans-Bold.ttf")
ITALIC = paths.resource("fonts/NotoSans-Italic.ttf")


def plain(text: Text | ListItem) -> str:
    """Return a text without emphasis and links."""
    if isinstance(text, ListItem):
        below = "; ".join(plain(item) for item in text.below.items)
        return f"{plain(text.text)} {below}"
    if isinstance(text, str):
        return text
    return "".join(part.text if isinstance(part, Run | Link) else part for part in text)


def file_bytes(file: EmbeddedFile) -> bytes:
    """Return an attachment's content."""
    return zlib.decompress(file.data.deflated) if isinstance(file.data, PackedBytes) else file.data


def image_bytes(figure: Figure) -> bytes:
    """Return a figure's picture.

    Raises: TypeError for a drawing.
    """
    if not isinstance(figure.image, bytes):
        raise TypeError("only pictures are compared")
    return figure.image


def write_files(document: Document, folder: Path) -> None:
    """Put pictures and attachments of a document in `folder`, under `image-N` and their own names."""
    folder.mkdir(exist_ok=True)
    for number, figure in enumerate(block for block in document.blocks if isinstance(block, Figure)):
        (folder / f"image-{number}").write_bytes(image_bytes(figure))
    for file in document.attachments:
        (folder / file.name).write_bytes(file_bytes(file))
