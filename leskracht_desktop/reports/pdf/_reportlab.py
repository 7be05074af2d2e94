"""The one door to ReportLab: its TrueType parser and subsetter, checked against the version the engine knows."""

from __future__ import annotations

import reportlab
from reportlab.pdfbase.ttfonts import TTFontFile

SUPPORTED = "5.1."

if not reportlab.__version__.startswith(SUPPORTED):  # makeSubset numbers glyphs in a way the engine counts on
    raise ImportError(
        f"the PDF engine is written for ReportLab {SUPPORTED}x and found {reportlab.__version__}; "
        "run tests/reports/pdf with the new version before widening this"
    )

__all__ = ["TTFontFile"]
