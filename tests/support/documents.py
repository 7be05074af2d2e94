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
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF = (
    " ".join(
        f'xmlns:{short}="{_ODF}:{name}:1.0"'
        for short, name in {
            "office": "office",
            "text": "text",
            "style": "style",
            "table": "table",
            "draw": "drawing",
            "svg": "svg-compatible",
            "fo": "xsl-fo-compatible",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
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


def docx(*paragraphs: str, body: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a DOCX with these paragraphs, each run of words apart, and a footnote to the last; or with this body."""
    runs = ""
    for text in paragraphs:
        words = "".join(f'<w:r><w:t xml:space="preserve">{word} </w:t></w:r>' for word in text.split())
        note = '<w:r><w:footnoteReference w:id="2"/></w:r>' if text is paragraphs[-1] else ""
        runs += f"<w:p>{words}{note}</w:p>"
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Een voetnoot.</w:t></w:r></w:p></w:footnote>'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": body or f"<w:document {W}><w:body>{runs}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {W}>{note}</w:footnotes>",
            **(parts or {}),
        }
    )


def relations(targets: Mapping[str, str], *, external: bool = False) -> str:
    """Return the part of a DOCX that says by id where its parts point to."""
    mode = ' TargetMode="External"' if external else ""
    inside = "".join(f'<Relationship Id="{key}" Target="{target}"{mode}/>' for key, target in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def odt(
    *paragraphs: str, encrypted: bool = False, body: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an ODT with these paragraphs, or with this content of its text."""
    texts = body or "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    manifest = "<manifest:encryption-data/>" if encrypted else "<manifest/>"
    whole = f"<office:body><office:text>{texts}</office:text></office:body>" if "<office:body>" not in texts else texts
    return archive(
        {
            "mimetype": ODT_TYPE,
            "content.xml": f"<office:document-content {ODF}>{whole}</office:document-content>",
            "META-INF/manifest.xml": manifest,
            **(parts or {}),
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
