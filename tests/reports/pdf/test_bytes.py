"""The file as bytes: the same every time, sound in its parts, and with its attachments untouched."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
import zlib
from datetime import timedelta, timezone
from pathlib import Path

import pikepdf
import pytest

from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Document, EmbeddedFile, PackedBytes, Paragraph
from leskracht_desktop.reports.pdf.syntax import date, name, number, text_string, web_address
from tests.reports.pdf import samples
from tests.reports.pdf.readback import FinishedFile

ROOT = Path(__file__).resolve().parents[3]
IN_A_NEW_PROCESS = """
import hashlib
from leskracht_desktop.reports.pdf.document import render
from tests.reports.pdf import samples
print(hashlib.sha256(render(samples.stress()).data).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes_whatever_came_before() -> None:
    first = render(samples.stress()).data
    render(samples.long_table(30))
    render(samples.letter())
    assert render(samples.stress()).data == first


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_document_gives_the_same_bytes_in_another_process(seed: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", IN_A_NEW_PROCESS],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == hashlib.sha256(render(samples.stress()).data).hexdigest()


def test_every_difference_in_the_model_shows_in_the_identifier() -> None:
    document = samples.letter()
    later = dataclasses.replace(document, created_at=document.created_at + timedelta(seconds=1))
    identifiers = {found for each in (document, later) for found in re.findall(rb"/ID\[<(\w+)>", render(each).data)}
    assert len(identifiers) == 2


def test_the_moment_counts_not_the_zone_it_was_written_in() -> None:
    document = samples.letter()
    amsterdam = document.created_at.astimezone(timezone(timedelta(hours=2)))
    assert render(dataclasses.replace(document, created_at=amsterdam)).data == render(document).data


@pytest.mark.parametrize("document", [samples.letter(), samples.stress(), samples.long_table(2000)])
def test_a_strict_reader_has_no_remarks(document: Document) -> None:
    data = render(document).data
    with pikepdf.open(io.BytesIO(data)) as file:
        assert file.check_pdf_syntax() == []
        assert not file.is_linearized
    assert data.startswith(b"%PDF-1.7\n%")
    assert data.endswith(b"%%EOF\n")


def test_every_stream_ends_with_one_line_end_and_a_true_length() -> None:
    data = render(samples.stress()).data
    starts = [found.end() for found in re.finditer(rb"/Length (\d+)>>\nstream\n", data)]
    lengths = [int(found[1]) for found in re.finditer(rb"/Length (\d+)>>\nstream\n", data)]
    assert len(starts) > 20
    for start, length in zip(starts, lengths, strict=True):
        assert data[start + length : start + length + 11] == b"\nendstream\n"


@pytest.mark.parametrize("last", [b"\n", b"\r", b"\r\n", b"x"])
def test_an_attachment_may_end_in_any_byte(last: bytes) -> None:
    files = tuple(EmbeddedFile(f"{i}.bin", "application/octet-stream", "x", bytes([i]) * i + last) for i in range(40))
    document = Document("Bijlagen", "School", samples.MOMENT, (Paragraph("x"),), attachments=files)
    assert FinishedFile(render(document).data).attachments == {file.name: file.data for file in files}


def test_attachments_say_what_they_are() -> None:
    data = render(samples.stress()).data
    with pikepdf.open(io.BytesIO(data)) as file:
        specifications = list(file.Root.AF)
        assert [str(spec.UF) for spec in specifications] == ["gegevens.json", "B é.csv", "a\\(b).txt"]
        assert [str(spec.AFRelationship) for spec in specifications] == ["/Data", "/Source", "/Data"]
        embedded = specifications[1].EF.UF
        assert embedded.Subtype == "/text/csv"
        assert int(embedded.Params.Size) == 5120
        assert bytes(embedded.Params.CheckSum) == hashlib.md5(embedded.read_bytes()).digest()  # noqa: S324 - PDF's choice
        listed = [bytes(each) for each in list(file.Root.Names.EmbeddedFiles.Names)[::2]]
        assert listed == sorted(listed)


def test_content_that_was_packed_before_is_not_packed_again() -> None:
    content = b"rij\r\n" * 1000
    packed = PackedBytes(zlib.compress(content, 9), len(content), hashlib.md5(content).digest())  # noqa: S324 - PDF's choice
    document = Document(
        "Bijlage", "School", samples.MOMENT, (), attachments=(EmbeddedFile("a.csv", "text/csv", "", packed),)
    )
    data = render(document).data
    assert packed.deflated in data
    assert FinishedFile(data).attachments == {"a.csv": content}


def test_two_attachments_cannot_share_a_name() -> None:
    files = (EmbeddedFile("a", "text/plain", "", b"1"), EmbeddedFile("a", "text/plain", "", b"2"))
    with pytest.raises(ValueError, match="different names"):
        render(Document("Bijlagen", "School", samples.MOMENT, (), attachments=files))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Jan (1)", r"(Jan \(1\))"),
        ("a\\b", r"(a\\b)"),
        ("é", "<FEFF00E9>"),
        ("😀", "<FEFFD83DDE00>"),
        ("a\rb", "<FEFF0061000D0062>"),
        ("", "()"),
    ],
)
def test_text_strings(text: str, written: str) -> None:
    assert text_string(text) == written


def test_names_dates_numbers_and_addresses() -> None:
    assert name("application/json") == "/application#2Fjson"
    assert name("a b#é") == "/a#20b#23#C3#A9"
    assert date(samples.MOMENT) == "(D:20260331093000Z)"
    assert [number(value) for value in (1.0, 0.125, -0.001, 10.5, 100)] == ["1", "0.12", "0", "10.5", "100"]
    assert web_address("https://x.example/é?a=b c&d") == "https://x.example/%C3%A9?a=b%20c&d"
