"""The appearance: enough contrast, light and dark, and no colour outside its home."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton

import leskracht_desktop.ui
from leskracht_desktop import paths
from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.stylesheet import stylesheet
from leskracht_desktop.ui.theme import CONTROL_PAIRS, DARK, LIGHT, TEXT_PAIRS, Appearance, Colours, Tone, contrast

UI = Path(leskracht_desktop.ui.__file__).parent
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_the_ratio_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(colours: Colours, text: str, ground: str):
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(("edge", "ground"), CONTROL_PAIRS)
def test_controls_can_be_seen(colours: Colours, edge: str, ground: str):
    assert contrast(getattr(colours, edge), getattr(colours, ground)) >= 3


def test_every_tone_is_a_colour():
    assert {tone.value for tone in Tone} <= set(asdict(LIGHT))


def test_choosing_dark_changes_palette_sheet_and_icons(qtbot, look, qapp):
    button = QPushButton()
    qtbot.addWidget(button)
    set_icon(button, "search")
    light_key = button.icon().cacheKey()
    with qtbot.waitSignal(look.changed):
        look.set_appearance(Appearance.DARK)
    assert look.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert DARK.accent in qapp.styleSheet()
    assert button.icon().cacheKey() != light_key


def test_no_colour_stands_outside_the_theme():
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|Qt\.GlobalColor\.(?!transparent)")
    found = [
        f"{path.relative_to(UI)}: {match.group()}"
        for path in UI.rglob("*.py")
        if path.name != "theme.py"
        for match in colour.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_icons_carry_no_colour_of_their_own():
    icons = sorted(paths.resource("icons").glob("*.svg"))
    assert len(icons) > 30
    for path in icons:
        text = path.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in text, path.name
        assert not re.search(r'(fill|stroke)="#', text), path.name
        assert 'viewBox="0 0 24 24"' in text, path.name


def test_native_platforms_keep_their_own_controls():
    native = stylesheet(asdict(LIGHT), native=True)
    assert "#navigation" in native
    assert "QLineEdit" not in native
    assert "$" not in stylesheet(asdict(LIGHT), native=False)
