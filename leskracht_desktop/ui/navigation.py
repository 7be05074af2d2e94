"""The seven pages on the left: their names, icons and keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.page_names import PageName, page_label
from leskracht_desktop.ui.theme import SECTION_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Scrolling
from leskracht_desktop.ui.widgets.text import set_tone

WIDTH: Final = 232
_BOLD: Final = 1.1
"""How much wider a name may get when its button is down."""


class Navigation(QFrame):
    """A column of buttons of which one is down."""

    page_asked = Signal(object)
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Navigatie"))
        self._school = QLabel("")
        self._school.setWordWrap(True)
        self._school.setFont(scaled_font(self._school, SECTION_SCALE, bold=True))
        self._program = named(QLabel(self.tr("Privacybeheer")), "program")
        set_tone(self._program, Tone.MUTED)
        self.buttons: dict[PageName, QPushButton] = {}
        self._showing = False
        group = QButtonGroup(self)
        # With large letters on a small screen the column scrolls, and is as wide as its longest name.
        scroll = Scrolling("navigation_scroll")
        layout = scroll.body
        layout.setContentsMargins(12, 20, 12, 12)
        layout.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 8, 16)
        head.setSpacing(2)
        head.addWidget(named(self._school, "school_name"))
        head.addWidget(self._program)
        layout.addLayout(head)
        for number, name in enumerate(PageName, 1):
            made = self._button(name, number)
            group.addButton(made)
            layout.addWidget(made)
        layout.addStretch(1)
        self.help_button = button(self.tr("Hulp"), "help", self.help_asked.emit, look=Look.QUIET, icon_name="help")
        self.help_button.setToolTip(self.tr("Uitleg bij dit scherm (F1)"))
        layout.addWidget(self.help_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._fit()

    def _fit(self) -> None:
        longest = max(button.sizeHint().width() for button in self.buttons.values())
        self.setFixedWidth(max(WIDTH, round(longest * _BOLD) + 32))

    def show_school(self, name: str) -> None:
        """Show whose vault this is."""
        self._school.setText(name)

    def show_page(self, name: PageName) -> None:
        """Press the button of the page that is shown."""
        self._showing = True
        self.buttons[name].setChecked(True)
        self._showing = False

    def _button(self, name: PageName, number: int) -> QPushButton:
        label = page_label(name)
        made = named(QPushButton(label), f"go_{name.value}")
        made.setAccessibleName(label)
        made.setCheckable(True)
        made.setAutoExclusive(True)  # a screen reader says that it is one of seven, not a tick box
        made.setToolTip(self.tr("{0} (Ctrl+{1})").format(label, number))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(made, name.value)
        made.toggled.connect(lambda on: set_icon(made, name.value, Tone.ACCENT if on else Tone.NORMAL))
        made.toggled.connect(lambda on: self._on_toggled(name, on=on))
        self.buttons[name] = made
        return made

    def _on_toggled(self, name: PageName, *, on: bool) -> None:
        # Not `clicked`: what a screen reader does with such a button is to toggle it.
        if on and not self._showing:
            self.page_asked.emit(name)
