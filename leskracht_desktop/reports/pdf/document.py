"""The public face of the engine: a content model goes in, the bytes of a finished PDF come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from leskracht_desktop.reports.pdf.model import Document, RenderedPdf

Report: TypeAlias = Callable[[int, int], None]
