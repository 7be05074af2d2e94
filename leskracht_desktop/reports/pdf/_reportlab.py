"""The one door to ReportLab: what the engine takes from it, checked against the version it was written for."""

from __future__ import annotations

import reportlab
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFObject, PDFObjectReference, PDFStream
from reportlab.pdfbase.ttfonts import TTFontFile

SUPPORTED = "5.1."

if not reportlab.__version__.startswith(SUPPORTED):  # internals are used: numbering, object bodies, makeSubset
    raise ImportError(
        f"the PDF engine is written for ReportLab {SUPPORTED}x and found {reportlab.__version__}; "
        "run tests/reports/pdf with the new version before widening this"
    )

__all__ = ["PDFArray", "PDFDictionary", "PDFDocument", "PDFObject", "PDFObjectReference", "PDFStream", "TTFontFile"]
