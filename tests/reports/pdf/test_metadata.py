"""What the file says about itself, in both places where it says it."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from lxml import etree

from leskracht_desktop.paths import resource
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Document, Labels, Paragraph
from tests.reports.pdf import samples

DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def opened(document: Document) -> pikepdf.Pdf:
    """Return the finished file, opened."""
    return pikepdf.open(io.BytesIO(render(document).data))


def xmp(file: pikepdf.Pdf) -> Any:
    """Return the metadata packet as a tree."""
    return etree.fromstring(file.Root.Metadata.read_bytes())


def test_title_author_and_dates_are_the_same_in_both_places() -> None:
    document = samples.stress()
    file = opened(document)
    tree = xmp(file)
    said = {element.tag.removeprefix(DC): "".join(element.itertext()).strip() for element in tree.iter(f"{DC}*")}
    assert said["title"] == document.title == str(file.docinfo.Title)
    assert said["creator"] == document.author == str(file.docinfo.Author)
    assert said["description"] == document.subject == str(file.docinfo.Subject)
    assert said["identifier"] == document.identifier
    assert said["language"] == "nl-NL" == str(file.Root.Lang)
    assert "2026-03-31T09:30:00Z" in etree.tostring(tree).decode()
    assert str(file.docinfo.CreationDate) == "D:20260331093000Z" == str(file.docinfo.ModDate)
    assert str(file.docinfo.Keywords) == "proef, moeilijk, maar waar"


def test_the_packet_claims_both_standards() -> None:
    with opened(samples.letter()).open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("title", ["<&>\"'", "\x00\x1b\ud800\uffff", "a\nb", "李 محمد 😀", "]]>"])
def test_any_title_makes_a_sound_packet(title: str) -> None:
    file = opened(Document(title, title, samples.MOMENT, (), subject=title, identifier=title, keywords=(title,)))
    (shown,) = xmp(file).iter(f"{DC}title")
    assert "".join(shown.itertext()).strip() == str(file.docinfo.Title)


def test_a_reader_shows_the_title_and_the_bookmarks() -> None:
    file = opened(samples.stress())
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert file.Root.PageMode == "/UseOutlines"
    with file.open_outline() as outline:
        top = [item.title for item in outline.root]
        assert top == ["Inhoud", "Verwijzingen", "Lijsten", "Namen en tekens", "Tabellen"]
        assert [item.title for item in outline.root[3].children] == ["Kop met 李小龍, محمد en 😀"]


def test_the_words_of_the_engine_follow_the_document() -> None:
    labels = Labels(page="Page {page} of {total}")
    document = Document("x", "x", samples.MOMENT, (Paragraph("x"),), language="en-GB", labels=labels)
    assert str(opened(document).Root.Lang) == "en-GB"


def test_the_colour_profile_is_srgb_and_small() -> None:
    from PIL import ImageCms

    data = resource("icc/srgb.icc").read_bytes()
    assert len(data) < 3000
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    file = opened(samples.letter())
    assert file.Root.OutputIntents[0].DestOutputProfile.read_bytes() == data
