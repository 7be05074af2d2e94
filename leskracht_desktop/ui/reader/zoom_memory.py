"""Remembers how large somebody reads: kept in the vault, for the next time it is open."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.ui.reader.sheet import ZOOMS, Sheet

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services

READING: Final = "ui.reading.zoom"
KEY_CARD: Final = "ui.key_card.zoom"


def remember_zoom(sheet: Sheet, services: Services, key: str) -> None:
    """Show a sheet as large as it was the last time, and keep the size whenever it is changed."""

    def keep(zoom: float) -> None:
        # A size that can't be kept is no reason to disturb who reads.
        with suppress(LeskrachtError):
            services.settings.set(key, f"{zoom:.2f}")

    kept = services.settings.get(key)
    found = next((zoom for zoom in ZOOMS if f"{zoom:.2f}" == kept), None)
    if found is not None:
        sheet.set_zoom(found)
    sheet.zoomed.connect(keep)
