"""What a screen reader says of a finished file is exactly what the content model holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Document
from tests.reports.pdf import expected, samples
from tests.reports.pdf.readback import FinishedFile


def assert_says_the_model(document: Document) -> None:
    """Assert that tree, marks, parents and attachments of the finished file are those of the model."""
    file = FinishedFile(render(document).data)
    assert file.outline() == expected.outline(document)
    assert not [operator for page in file.pages for operator in page.untagged]
    file.check_parents()
    assert file.attachments == {attached.name: attached.data for attached in document.attachments}


@pytest.mark.parametrize(
    "document", [samples.letter(), samples.stress(), samples.long_table(400)], ids=["letter", "stress", "table"]
)
def test_a_known_document_is_read_back(document: Document) -> None:
    assert_says_the_model(document)


@settings(max_examples=80)
@given(samples.documents())
def test_any_document_is_read_back(document: Document) -> None:
    assert_says_the_model(document)


@pytest.mark.parametrize("text", [*samples.NAMES, *samples.TROUBLE])
def test_every_name_reaches_a_table_cell_and_a_paragraph_alike(text: str) -> None:
    from leskracht_desktop.reports.pdf.model import KeyValues, Paragraph

    document = Document("Naam", "School", samples.MOMENT, (Paragraph(text), KeyValues((("Naam", text),))))
    paragraph, _, row = FinishedFile(render(document).data).outline()
    assert paragraph == f"0 P: {expected.flat(text)}"
    assert row == f"0 TR | TH Row: Naam | TD: {expected.flat(text)}"
