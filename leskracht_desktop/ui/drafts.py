"""Typed but unsaved text on its way into the vault and back: JSON per form, and which page it belongs to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from leskracht_desktop.ui.page_names import PageName

if TYPE_CHECKING:
    from leskracht_desktop.domain.vaults import SavedDraft

Draft = dict[str, str]


def packed(drafts: Mapping[str, Draft]) -> dict[str, str]:
    """Return each form's draft as the text the vault keeps."""
    return {key: json.dumps(draft, ensure_ascii=False) for key, draft in drafts.items()}


def unpacked(saved: SavedDraft) -> Draft:
    """Return a form's draft; an empty one when the text is not a draft of this program."""
    try:
        found = json.loads(saved.payload)
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def page_of(key: str) -> PageName | None:
    """Return the page that made a draft: `people.new` belongs to people."""
    noun = key.partition(".")[0]
    return PageName(noun) if noun in set(PageName) else None
