"""Make plain text of what documents give: no control characters, no broken words, sentences in one piece."""

from __future__ import annotations

import re
import unicodedata

from leskracht_desktop.domain.agreement_documents import ExtractedText
from leskracht_desktop.domain.finding import BROKEN

UNSEEN = re.compile(
    "(?!\n)[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks of direction and halves of characters: nothing that is read."""
_SPACES = re.compile(r"[^\S\n]+")
_MIDDLE = re.compile(r"(?<![.:;!?])\n(?=\S)")


def tidy_page(text: str, *, lines_are_layout: bool) -> str:
    """Return a text in NFC with single spaces; with `lines_are_layout` only lines that end a sentence stay apart."""
    whole = BROKEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = unicodedata.normalize("NFC", UNSEEN.sub(" ", whole))
    lines = "\n".join(line.strip() for line in _SPACES.sub(" ", plain).split("\n") if line.strip())
    return _MIDDLE.sub(" ", lines) if lines_are_layout else lines


def bounded(pages: list[str], page_count: int, most: int) -> ExtractedText:
    """Return the pages, cut off where they come to more than `most` characters."""
    kept: list[str] = []
    left = most
    for page in pages:
        if len(page) > left:
            kept.append(page[:left])
            return ExtractedText(tuple(kept), page_count, truncated=True)
        kept.append(page)
        left -= len(page)
    return ExtractedText(tuple(kept), page_count)
