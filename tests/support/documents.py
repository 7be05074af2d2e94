"""Small documents of our own making: PDF, DOCX, ODT, pictures, and what is wrong with them on purpose."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def pdf(*pages: str, password: str = "") -> bytes:
    """Return a PDF with a line of text for each line of each page."""
    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=1, invariant=1)
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(72, 760 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    if not password:
        return made.getvalue()
    locked = io.BytesIO()
    with pikepdf.open(made) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner=password, user=password))
    return locked.getvalue()


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def docx(*paragraphs: str, body: str = "") -> bytes:
    """Return a DOCX with these paragraphs, each run of words apart."""
    runs = ""
    for text in paragraphs:
        words = "".join(f'<w:r><w:t xml:space="preserve">{word} </w:t></w:r>' for word in text.split())
        runs += f"<w:p>{words}</w:p>"
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": body or f"<w:document {W}><w:body>{runs}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {W}><w:p><w:r><w:t>Een voetnoot.</w:t></w:r></w:p></w:footnotes>",
        }
    )


def odt(*paragraphs: str, encrypted: bool = False) -> bytes:
    """Return an ODT with these paragraphs."""
    texts = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    manifest = "<manifest:encryption-data/>" if encrypted else "<manifest/>"
    return archive(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {ODF}>{texts}</office:document-content>",
            "META-INF/manifest.xml": manifest,
        }
    )


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a PNG that says it has this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2) -> bytes:
    """Return the outside of a JPEG of this size."""
    start = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return b"\xff\xd8" + start + frame + b"\xff\xda\x00\x02\x00\xff\xd9"
