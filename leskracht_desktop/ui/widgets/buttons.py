"""Buttons whose accessible name is what stands on them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.named import named


class Look(StrEnum):
    """How much a button asks for attention; one primary button per page at most."""

    NORMAL = "normal"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    LINK = "link"


_ICON_TONES = {Look.PRIMARY: Tone.ON_ACCENT, Look.DANGER: Tone.DANGER, Look.LINK: Tone.ACCENT}


def button(
    text: str,
    name: str,
    clicked: Callable[[], object] | None = None,
    *,
    look: Look = Look.NORMAL,
    icon_name: str = "",
    tooltip: str = "",
) -> QPushButton:
    """Return a button; `text` may hold a mnemonic (`&`), `name` is its objectName."""
    made = named(QPushButton(text), name)
    made.setAccessibleName(spoken(text))
    made.setProperty("look", look.value)
    made.setAutoDefault(False)
    if look is Look.LINK:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon_name:
        set_icon(made, icon_name, _ICON_TONES.get(look, Tone.NORMAL))
    if tooltip:
        made.setToolTip(tooltip)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def icon_button(text: str, name: str, icon_name: str, clicked: Callable[[], object] | None = None) -> QToolButton:
    """Return a button that shows only an icon; `text` is its tooltip and accessible name."""
    made = named(QToolButton(), name)
    made.setAccessibleName(text)
    made.setToolTip(text)
    made.setProperty("look", "icon")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_icon(made, icon_name, Tone.MUTED)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def spoken(text: str) -> str:
    """Return a label as a screen reader says it: without the `&` of a mnemonic and the colon of a form."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix(":")
