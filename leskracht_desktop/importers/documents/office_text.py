"""The text of a DOCX or ODT: paragraphs as lines, nothing else of the document is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from leskracht_desktop.domain.agreement_documents import ExtractedText
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.importers.archives import Archive
from leskracht_desktop.importers.documents.plain_text import bounded, tidy_page
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.xml_head import BadHead, read_head

if TYPE_CHECKING:
    from lxml.etree import _Element

DOCX_BODY = "word/document.xml"
_DOCX_PARTS = (DOCX_BODY, "word/footnotes.xml", "word/endnotes.xml")
_ODT_BODY = "content.xml"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BREAKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_T}s", f"{_T}tab", f"{_T}line-break"})
_PARAGRAPHS = frozenset({f"{_W}p", f"{_T}p", f"{_T}h"})


def is_odt(archive: Archive) -> bool:
    """Tell whether an archive says it is an OpenDocument text."""
    if "mimetype" not in archive.parts or _ODT_BODY not in archive.parts:
        return False
    return archive.head("mimetype", 100).strip() == _ODT_TYPE


def read_docx(archive: Archive, limits: Limits) -> ExtractedText:
    """Return the text of a DOCX, with its notes at the end.

    Raises: FileRefused.
    """
    roots = [_parse(archive, part, limits) for part in _DOCX_PARTS if part in archive.parts]
    if roots[0].tag != f"{_W}document":
        raise archive.refuse(RefusalReason.DOCUMENT_DAMAGED, DOCX_BODY)
    return _text(roots, limits)


def read_odt(archive: Archive, limits: Limits) -> ExtractedText:
    """Return the text of an ODT.

    Raises: FileRefused.
    """
    if _MANIFEST in archive.parts and b"encryption-data" in archive.read(_MANIFEST, limits.document_part):
        raise archive.refuse(RefusalReason.DOCUMENT_ENCRYPTED)
    return _text([_parse(archive, _ODT_BODY, limits)], limits)


def _parse(archive: Archive, part: str, limits: Limits) -> _Element:
    content = archive.read(part, limits.document_part)
    try:
        head = read_head(content[: limits.head])
    except BadHead as error:
        raise archive.refuse(error.reason, part, error.detail) from error
    parser = etree.XMLParser(
        encoding=head.encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content[len(head.bom) :], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise archive.refuse(RefusalReason.DOCUMENT_DAMAGED, part) from error


def _text(roots: list[_Element], limits: Limits) -> ExtractedText:
    text = "\n".join("".join(_pieces(root)) for root in roots)
    return bounded([tidy_page(text, lines_are_layout=False)], 0, limits.document_characters)


def _pieces(root: _Element) -> Iterator[str]:
    """Yield the text in reading order; a paragraph ends its line, a tab or break is a space."""
    written = f"{_W}t"
    is_word = root.tag.startswith(_W)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.tag in _BREAKS:
                yield " "
            if element.text and (element.tag == written or not is_word):
                yield element.text
        else:
            if element.tag in _PARAGRAPHS:
                yield "\n"
            if element.tail and not is_word:
                yield element.tail
