"""The text of a PDF, page by page."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from leskracht_desktop.domain.agreement_documents import ExtractedText
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.documents.plain_text import bounded, tidy_page
from leskracht_desktop.importers.limits import Limits
from leskracht_desktop.importers.source import SourceFile

if TYPE_CHECKING:
    import pypdfium2

_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_ONE_AT_A_TIME = threading.Lock()
"""PDFium keeps state between calls, for the whole program."""


def read_pdf(source: SourceFile, data: bytes, limits: Limits) -> ExtractedText:
    """Return the text of a PDF; pages that can't be read, such as scans, are empty.

    Raises: FileRefused (damaged, encrypted, too many pages).
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refused(source, error) from error
        try:
            count = len(document)
            if count == 0:
                raise source.refuse(RefusalReason.DOCUMENT_DAMAGED)
            if count > limits.document_pages:
                raise source.refuse(RefusalReason.DOCUMENT_TOO_LARGE, detail=str(count))
            pages: list[str] = []
            left = limits.document_characters
            for number in range(count):
                pages.append(_page(document, number))
                left -= len(pages[-1])
                if left < 0:
                    break
        finally:
            document.close()
    return bounded(pages, count, limits.document_characters)


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
        try:
            text_page = page.get_textpage()
            try:
                return tidy_page(str(text_page.get_text_range()), lines_are_layout=True)
            finally:
                text_page.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return ""


def _refused(source: SourceFile, error: pypdfium2.PdfiumError) -> FileRefused:
    encrypted = error.err_code == _PASSWORD
    return source.refuse(RefusalReason.DOCUMENT_ENCRYPTED if encrypted else RefusalReason.DOCUMENT_DAMAGED)
