"""Cards that are buttons: a number that leads to the list behind it, and a line that leads to one thing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.ui.icons import icon_label
from leskracht_desktop.ui.theme import TITLE_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import WrappedLabel, chip, set_tone


class _CardButton(QPushButton):
    """A button as large as what stands on it."""

    def __init__(self, name: str, clicked: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: clicked())

    def _put(self, widget: QWidget) -> QWidget:
        # A click on the text is a click on the button.
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return widget

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


class NumberTile(_CardButton):
    """A large number with what it counts."""

    def __init__(
        self, name: str, caption: str, tone: Tone, clicked: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, clicked, parent)
        self._caption = caption
        self._tone = tone
        self._number = named(QLabel("0"), f"{name}_number")
        self._number.setFont(scaled_font(self._number, TITLE_SCALE, bold=True))
        text = named(WrappedLabel(caption), f"{name}_caption")
        set_tone(text, Tone.MUTED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(4)
        layout.addWidget(self._put(self._number))
        layout.addWidget(self._put(text))
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_number(self, number: int) -> None:
        """Show how many there are; none is quiet."""
        self._number.setText(str(number))
        set_tone(self._number, self._tone if number else Tone.MUTED)
        self.setAccessibleName(f"{self._caption}: {number}")


class LineTile(_CardButton):
    """An icon, a title, a line of explanation, and at the right a chip or an arrow."""

    def __init__(
        self,
        name: str,
        icon_name: str,
        title: str,
        text: str,
        clicked: Callable[[], object],
        *,
        tone: Tone = Tone.NORMAL,
        mark: str = "",
    ) -> None:
        super().__init__(name, clicked)
        self.setAccessibleName(title if not mark else f"{title}, {mark}")
        self.setAccessibleDescription(text)
        head = named(WrappedLabel(title), f"{name}_title")
        font = head.font()
        font.setWeight(font.Weight.DemiBold)
        head.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._put(head))
        if text:
            below = named(WrappedLabel(text), f"{name}_text")
            set_tone(below, Tone.MUTED)
            words.addWidget(self._put(below))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(12)
        symbol = icon_label(icon_name, 20, tone if tone is not Tone.NORMAL else Tone.MUTED)
        layout.addWidget(self._put(symbol), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        if mark:
            layout.addWidget(self._put(chip(mark, tone, f"{name}_mark")))
        layout.addWidget(self._put(icon_label("chevron-right", 16, Tone.MUTED)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
