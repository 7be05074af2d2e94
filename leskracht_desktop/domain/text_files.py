"""Which stored files are text, and how they are read: alike for finding names in them and for taking names out."""

from __future__ import annotations

_TEXT_TYPES = frozenset({"application/json", "application/xml", "application/x-ndjson", "application/jsonl"})


def is_text_file(media_type: str) -> bool:
    """Tell by its media type whether a file is plain text, in which names can be found and masked."""
    lowered = media_type.lower()
    return lowered.startswith("text/") or lowered in _TEXT_TYPES


def text_of_file(data: bytes) -> str:
    """Return what a text file says: as UTF-8, and where it is not that as Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
