"""What to say when files in the vault are not what was put into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from leskracht_desktop.domain.text_safety import visible

_MOST_NAMES: Final = 5


def changed_files_text(names: Sequence[str]) -> str:
    """Return which files were changed and what to do about it; nothing when there are none."""
    if not names:
        return ""
    shown = ", ".join(f"‘{visible(name)}’" for name in names[:_MOST_NAMES])
    more = f" en nog {len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
    if len(names) == 1:
        told = f"Eén bestand in de kluis is veranderd sinds het erin kwam: {shown}."
        return f"{told} Zet de laatste goede back-up terug, of haal het weg en voeg het origineel opnieuw toe."
    told = f"{len(names)} bestanden in de kluis zijn veranderd sinds ze erin kwamen: {shown}{more}."
    return f"{told} Zet de laatste goede back-up terug, of haal ze weg en voeg het origineel opnieuw toe."
