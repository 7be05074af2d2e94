"""Colours, fonts and the light and dark appearance: the only place where a colour is written down."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from leskracht_desktop.ui.stylesheet import stylesheet


class Appearance(StrEnum):
    """What the user chose: follow the system, or always one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a text, icon or border means; never the only sign of it."""

    NORMAL = "text"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    SUCCESS = "success"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Colours:
    """One appearance; `x_soft` is a quiet background on which `x` and `text` can be read."""

    window: str
    surface: str
    sidebar: str
    hover: str
    pressed: str
    border: str
    control: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    tick_ground: str
    accent_soft: str
    focus: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    on_danger: str


LIGHT: Final = Colours(
    window="#f6f7f9",
    surface="#ffffff",
    sidebar="#eceff3",
    hover="#e4e8ee",
    pressed="#d8dee6",
    border="#dce1e8",
    control="#7b8694",
    text="#1a1f26",
    muted="#535d6a",
    disabled="#8b95a1",
    accent="#1f5f99",
    accent_hover="#184d7d",
    on_accent="#ffffff",
    tick_ground="#e1edf8",
    accent_soft="#e1edf8",
    focus="#1f5f99",
    success="#1c6b3f",
    success_soft="#e3f4ea",
    warning="#7d4e00",
    warning_soft="#fdf1d8",
    danger="#b3261e",
    danger_soft="#fcebe9",
    on_danger="#ffffff",
)

DARK: Final = Colours(
    window="#15181c",
    surface="#1e2228",
    sidebar="#191c21",
    hover="#2a3038",
    pressed="#343b45",
    border="#333a44",
    control="#7d8794",
    text="#e8ebef",
    muted="#a7b0bb",
    disabled="#6f7884",
    accent="#86bdf2",
    accent_hover="#a5cff7",
    on_accent="#0d1a26",
    tick_ground="#86bdf2",
    accent_soft="#1f3448",
    focus="#86bdf2",
    success="#7fd3a0",
    success_soft="#1b3527",
    warning="#f0c067",
    warning_soft="#3a2e14",
    danger="#ff9b92",
    danger_soft="#40211f",
    on_danger="#2b0a07",
)

TEXT_PAIRS: Final = tuple(
    (text, ground)
    for text, grounds in {
        "text": ("window", "surface", "sidebar", "hover", "pressed", "accent_soft"),
        "muted": ("window", "surface", "sidebar", "hover", "accent_soft"),
        "accent": ("window", "surface", "sidebar", "hover", "accent_soft"),
        "on_accent": ("accent", "accent_hover"),
        "success": ("surface", "window", "success_soft"),
        "warning": ("surface", "window", "warning_soft"),
        "danger": ("surface", "window", "danger_soft", "accent_soft"),
        "on_danger": ("danger",),
    }.items()
    for ground in grounds
)
"""Every text colour with each ground it is put on: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

CONTROL_PAIRS: Final = (
    ("control", "surface"),
    ("control", "window"),
    ("focus", "window"),
    ("focus", "surface"),
    ("focus", "sidebar"),
    ("danger", "surface"),
)
"""Edges and marks that must be seen to use a control: at least 3 to 1 (WCAG 2.2, 1.4.11)."""

GRID: Final = 8
"""Everything is spaced in steps of this many pixels, or half of it."""

TITLE_SCALE: Final = 1.7
SECTION_SCALE: Final = 1.2

_PREFERRED_FAMILIES: Final = ("Inter", "Adwaita Sans", "Cantarell", "Ubuntu", "Noto Sans", "DejaVu Sans")
_LEAST_POINTS: Final = 10.0


class Theme(QObject):
    """The appearance of the whole program; `changed` tells those who paint for themselves."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = Appearance.SYSTEM
        self._dark = False
        if sys.platform.startswith("linux"):
            application.setStyle("Fusion")
            _choose_font(application)
        self._native = application.style().name().lower() != "fusion"
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._put_on()

    @property
    def colours(self) -> Colours:
        """The colours of the appearance that is shown now."""
        return DARK if self._dark else LIGHT

    @property
    def is_dark(self) -> bool:
        """True when the dark appearance is shown."""
        return self._dark

    @property
    def is_native(self) -> bool:
        """True where ordinary controls keep the system's own shape (Windows, macOS)."""
        return self._native

    @property
    def appearance(self) -> Appearance:
        """What the user chose."""
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        """Show the light or the dark appearance, or follow the system."""
        if appearance is self._appearance:
            return
        self._appearance = appearance
        hints = self._application.styleHints()
        if appearance is Appearance.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(_SCHEMES[appearance])
        self._on_system_changed()

    def colour(self, tone: Tone) -> QColor:
        """Return the colour of a tone."""
        return QColor(getattr(self.colours, tone.value))

    def _on_system_changed(self) -> None:
        before = self._dark
        self._put_on()
        if before is not self._dark:
            self.changed.emit()

    def _put_on(self) -> None:
        system = self._application.styleHints().colorScheme()
        wanted = _SCHEMES.get(self._appearance, system)
        self._dark = wanted is Qt.ColorScheme.Dark
        colours = self.colours
        self._application.setPalette(_palette(colours))
        self._application.setStyleSheet(stylesheet(asdict(colours), native=self._native))


_SCHEMES: Final = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}


def theme() -> Theme:
    """Return the theme of the running application, made at the first call."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("there is no QApplication yet")
    found = application.findChild(Theme)
    return found if found is not None else Theme(application)


def scaled_font(widget: QWidget, scale: float, *, bold: bool = False) -> QFont:
    """Return the widget's font at `scale` times the size of running text."""
    font = QFont(widget.font())
    font.setPointSizeF(QApplication.font().pointSizeF() * scale)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _choose_font(application: QApplication) -> None:
    # A desktop without settings of its own answers "Sans Serif" at 9 points: choose something made for screens.
    font = application.font()
    if font.family().lower() in {"sans serif", "sans", ""}:
        font.setFamilies([*_PREFERRED_FAMILIES, font.family()])  # to ask Qt which there are is slow
        font.setPointSizeF(max(font.pointSizeF(), _LEAST_POINTS))
        application.setFont(font)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for name, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.window),
        (role.Text, colours.text),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Light, colours.surface),
        (role.Midlight, colours.hover),
        (role.Mid, colours.border),
        (role.Dark, colours.control),
        (role.Shadow, colours.border),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, name, QColor(colours.disabled))
    return palette
