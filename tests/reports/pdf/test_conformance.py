"""The real veraPDF engine finds nothing wrong, in either profile, with whatever the engine writes."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings

from leskracht_desktop.reports.mail_copy import encrypted
from leskracht_desktop.reports.pdf.document import render
from leskracht_desktop.reports.pdf.model import Document
from tests.reports.pdf import samples
from tests.reports.pdf.readback import FinishedFile
from tests.support import verapdf


@pytest.mark.parametrize(
    "document",
    [samples.letter(), samples.stress(), samples.long_table(5000), Document("Leeg", "School", samples.MOMENT, ())],
    ids=["letter", "stress", "5000 rows", "empty"],
)
def test_a_known_document_breaks_no_rule(document: Document) -> None:
    assert not verapdf.failures(render(document).data)


@settings(max_examples=25)
@given(samples.documents())
def test_no_document_breaks_a_rule(document: Document) -> None:
    assert not verapdf.failures(render(document).data)


def test_the_decrypted_mail_copy_is_accessible_and_makes_no_archival_claim() -> None:
    copy = encrypted(render(samples.stress()).data, "geheim wachtwoord")
    with pikepdf.open(io.BytesIO(copy), password="geheim wachtwoord") as document:
        plain = io.BytesIO()
        document.save(plain, encryption=False)
    assert verapdf.check(plain.getvalue(), verapdf.PDFUA_1).compliant
    broken = verapdf.check(plain.getvalue(), verapdf.PDFA_3A)
    assert not broken.compliant
    assert {clause for clause, _, _ in broken.failures} == {"6.6.4"}  # only the claim itself is missing


def test_the_mail_copy_opens_with_its_password_only_and_says_the_same() -> None:
    data = render(samples.stress()).data
    copy = encrypted(data, "geheim wachtwoord")
    for password in ("", "Geheim wachtwoord"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(copy), password=password)
    with pikepdf.open(io.BytesIO(copy), password="geheim wachtwoord") as document:
        assert document.encryption.bits == 256
        assert document.allow.accessibility
        plain = io.BytesIO()
        document.save(plain, encryption=False)
    assert FinishedFile(plain.getvalue()).outline() == FinishedFile(data).outline()
    assert FinishedFile(plain.getvalue()).attachments == FinishedFile(data).attachments


# --- the judge itself -------------------------------------------------------------------------------------------------


def test_a_file_that_claims_nothing_is_found_out() -> None:
    data = render(samples.letter()).data
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.Root.Metadata
        del document.Root.Lang
        out = io.BytesIO()
        document.save(out)
    for flavour in verapdf.BOTH:
        verdict = verapdf.check(out.getvalue(), flavour)
        assert not verdict.compliant
        assert verdict.failures
        assert re.match(rf"{flavour} FAIL", str(verdict))
    assert verapdf.failures(out.getvalue())


def test_the_judge_applies_every_rule_of_both_profiles() -> None:
    data = render(samples.stress()).data
    for flavour in verapdf.BOTH:
        assert verapdf.check(data, flavour).assertions > 10_000


def test_the_command_line_says_pass_or_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    data = render(samples.letter()).data
    good.write_bytes(data)
    bad.write_bytes(b"%PDF-1.7 no more than a header")
    assert verapdf.main([str(good)]) == 0
    assert capsys.readouterr().out.count("PASS") == 2
    assert verapdf.main([str(good), str(bad)]) == 1
    assert capsys.readouterr().out.count("FAIL") == 2
