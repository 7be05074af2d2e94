"""Documents are known by their content, refused with a reason, and read for their text."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leskracht_desktop.domain.agreement_documents import DocumentKind
from leskracht_desktop.errors import FileRefused
from leskracht_desktop.importers.documents.reading import read_document
from leskracht_desktop.importers.limits import LIMITS
from tests.support import documents

PAGES = ("De verwerker meldt een datalek\nbinnen 24 uur. Nieuwe zin.", "Artikel 11: subver-\nwerkers")


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "kind", "pages", "text"),
    [
        ("a.pdf", documents.pdf(*PAGES), DocumentKind.PDF, 2, "De verwerker meldt een datalek binnen 24 uur."),
        ("a.PDF", documents.pdf(*PAGES), DocumentKind.PDF, 2, "subverwerkers"),
        ("a.docx", documents.docx("Eén alinea.", "Nog een"), DocumentKind.DOCX, 0,
         "Eén alinea.\nNog een 1\n1 Een voetnoot."),
        ("a.odt", documents.odt("Eén<text:s/>alinea.", "Nog <text:span>een</text:span> woord"), DocumentKind.ODT, 0,
         "Eén alinea.\nNog een woord"),
        ("a.png", documents.png(), DocumentKind.PNG, 0, ""),
        ("a.jpg", documents.jpeg(), DocumentKind.JPEG, 0, ""),
        ("a.jpeg", documents.jpeg(), DocumentKind.JPEG, 0, ""),
    ],
)  # fmt: skip
def test_a_document_is_read(tmp_path: Path, name: str, data: bytes, kind: DocumentKind, pages: int, text: str):
    read = read_document(write(tmp_path, name, data))
    assert (read.kind, read.data, read.text.page_count) == (kind, data, pages)
    assert text in "\n".join(read.text.pages)
    assert read.text.is_empty is (not text)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DEEP = "<w:p>" * 400 + "</w:p>" * 400
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + f"<w:document {documents.W}>&a;</w:document>"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", documents.pdf("geheim", password="geheim"), "document_encrypted"),
        ("a.pdf", documents.pdf(*PAGES)[:400], "document_damaged"),
        ("a.pdf", b"%PDF-1.7\n" + bytes(500), "document_damaged"),
        ("a.pdf", documents.docx("tekst"), "document_disguised"),
        ("a.docx", documents.pdf("tekst"), "document_disguised"),
        ("a.png", documents.jpeg(), "document_disguised"),
        ("a", documents.pdf("tekst"), "document_name"),
        ("overeenkomst 4.0", documents.pdf("tekst"), "document_name"),
        ("overeenkomst.definitief", documents.pdf("tekst"), "document_name"),
        ("a.pdf.exe", documents.pdf("tekst"), "document_disguised"),
        ("a.pdf", b"MZ" + bytes(500), "document_kind"),
        ("a.html", b"<html>tekst</html>", "document_kind"),
        ("a.docx", documents.archive({"xl/workbook.xml": "<x/>"}), "document_kind"),
        ("a.doc", OLE, "document_old_word"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "document_encrypted"),
        ("a.odt", documents.odt("geheim", encrypted=True), "document_encrypted"),
        ("a.docx", documents.docx(body="tekst"), "document_damaged"),
        ("a.docx", documents.docx(body=f"<w:document {documents.W}><w:p>"), "document_damaged"),
        ("a.docx", documents.docx(body=f"<w:document {documents.W}>{DEEP}</w:document>"), "document_damaged"),
        ("a.docx", documents.docx(body=ENTITIES), "document_unsafe"),
        ("a.docx", documents.docx(body="<other/>"), "document_damaged"),
        ("a.docx", documents.docx("x" * 100)[:300], "document_damaged"),
        ("a.png", documents.png()[:-3], "document_damaged"),
        ("a.png", documents.png().replace(b"IDAT", b"IDAS"), "document_damaged"),
        ("a.png", documents.png(60_000, 60_000), "document_too_large"),
        ("a.png", documents.png(0, 5), "document_damaged"),
        ("a.jpg", documents.jpeg(60_000, 60_000), "document_too_large"),
        ("a.jpg", documents.jpeg()[:-2], "document_damaged"),
        ("a.jpg", b"\xff\xd8\xff", "document_damaged"),
        ("a.pdf", b"", "empty"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str):
    with pytest.raises(FileRefused) as caught:
        read_document(write(tmp_path, name, data))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("name", "data", "limits", "reason"),
    [
        ("a.pdf", documents.pdf(*PAGES), replace(LIMITS, document_file=500), "document_too_large"),
        ("a.pdf", documents.pdf(*PAGES), replace(LIMITS, document_pages=1), "document_too_large"),
        ("a.docx", documents.docx("woord " * 500), replace(LIMITS, document_part=1000), "document_too_large"),
        ("a.docx", documents.docx("tekst"), replace(LIMITS, document_entries=2), "document_too_large"),
        ("a.docx", documents.docx("tekst"), replace(LIMITS, document_total=50), "document_too_large"),
    ],
)
def test_what_is_enormous_is_refused(tmp_path: Path, name: str, data: bytes, limits, reason: str):
    with pytest.raises(FileRefused) as caught:
        read_document(write(tmp_path, name, data), limits)
    assert caught.value.reason == reason


def test_more_text_than_anybody_searches_is_cut_off(tmp_path: Path):
    path = write(tmp_path, "a.pdf", documents.pdf(*PAGES))
    read = read_document(path, replace(LIMITS, document_characters=20))
    assert read.text.truncated
    assert sum(len(page) for page in read.text.pages) == 20


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused_and_nothing_else(tmp_path: Path, data: st.DataObject):
    name, whole = data.draw(
        st.sampled_from(
            [("a.pdf", documents.pdf(*PAGES)), ("a.docx", documents.docx("tekst")), ("a.odt", documents.odt("tekst")),
             ("a.png", documents.png()), ("a.jpg", documents.jpeg())]
        )
    )  # fmt: skip
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path = write(tmp_path, name, bytes(broken))
    with contextlib.suppress(FileRefused):
        assert read_document(path).data == bytes(broken)
