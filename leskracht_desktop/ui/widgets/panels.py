"""Cards, banners, empty states, and label-value lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from leskracht_desktop.ui.icons import icon_label, set_label_icon
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import WrappedLabel, heading, paragraph, set_tone
from leskracht_desktop.ui.widgets.value import value_label

_LABEL_CHARACTERS = 19

_BANNER_ICONS = {
    Tone.ACCENT: "info",
    Tone.SUCCESS: "success",
    Tone.WARNING: "warning",
    Tone.DANGER: "error",
}


class Card(QFrame):
    """A surface with a thin edge; `body` is its layout."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(8)


class Banner(QFrame):
    """One line above a page: what happened or needs attention, with at most one action, and a way to close it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "banner")
        self._clicked: Callable[[], object] | None = None
        self._icon = icon_label("info", 20)
        self._text = paragraph("", name=f"{name}_text")
        self._action = button("", f"{name}_action", self._on_action, look=Look.LINK)
        self._close = icon_button(self.tr("Melding sluiten"), f"{name}_close", "close", self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 10)
        layout.setSpacing(12)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says."""
        return self._text.text()

    def say(
        self,
        text: str,
        tone: Tone = Tone.ACCENT,
        *,
        action: str = "",
        clicked: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """Show a text, with a button `action` that calls `clicked`."""
        set_tone(self, tone)
        set_label_icon(self._icon, _BANNER_ICONS.get(tone, "info"), tone)
        self._text.setText(text)
        self._clicked = clicked
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.show()
        announce(self, text)

    def _on_action(self) -> None:
        if self._clicked is not None:
            self._clicked()


class Scrolling(QScrollArea):
    """A column that scrolls up and down and never sideways; `body` is its layout."""

    def __init__(self, name: str, parent: QWidget | None = None, *, margin: int = 0) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = named(QWidget(), f"{name}_inside")
        inside.setProperty("look", "page")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(16)
        self.setWidget(inside)


class EmptyState(Scrolling):
    """What a page shows when there is nothing yet: what belongs here, and the first step."""

    def __init__(self, name: str, icon_name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._title = heading(title, f"{name}_title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = paragraph(text, Tone.MUTED, f"{name}_text")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(480)
        self.action_row = QHBoxLayout()
        self.action_row.setSpacing(8)
        self.action_row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = self.body
        layout.setContentsMargins(24, 40, 24, 40)
        layout.setSpacing(0)
        layout.addStretch(2)
        layout.addWidget(icon_label(icon_name, 56, Tone.ACCENT), 0, centre)
        layout.addSpacing(16)
        layout.addWidget(self._title)
        layout.addSpacing(8)
        layout.addWidget(self._text, 0, centre)
        layout.addSpacing(24)
        layout.addLayout(self.action_row)
        layout.addStretch(3)

    def add_action(self, made: QPushButton) -> QPushButton:
        """Put a button under the text."""
        self.action_row.addWidget(made)
        return made

    def say(self, title: str, text: str) -> None:
        """Change the title and the text, for instance when a search finds nothing."""
        self._title.setText(title)
        self._text.setText(text)


class KeyValueView(QWidget):
    """Labels on the left, values on the right; a value can be selected and copied."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show other pairs; a pair without a value is left out."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        shown = [(label, value) for label, value in pairs if value]
        width = self._label_width(label for label, _value in shown)
        for row, (label, value) in enumerate(shown):
            name = named(WrappedLabel(label), "pair_label")
            set_tone(name, Tone.MUTED)
            name.setFixedWidth(width)
            text = value_label(value, "pair_value")
            text.setAccessibleName(f"{label}: {value}")
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(name, row, 0, top)
            self._grid.addWidget(text, row, 1, top)

    def _label_width(self, labels: Iterable[str]) -> int:
        """Return how wide the labels are: as always, or as their longest word, which can't be broken."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for label in labels for word in label.split()), default=0)
        return max(metrics.averageCharWidth() * _LABEL_CHARACTERS, longest + 1)


class DetailPane(QFrame):
    """The pane beside a list: a title, what is known, and what can be done; `closed` when the user closes it."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "card")
        self.setMinimumWidth(340)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.title = heading("", f"{name}_title")
        self.close_button = icon_button(self.tr("Details sluiten"), f"{name}_close", "close", self.closed.emit)
        self.subtitle = paragraph("", Tone.MUTED, f"{name}_subtitle")
        self.scroller = Scrolling(f"{name}_scroll")
        self.body = self.scroller.body
        self.action_row = QHBoxLayout()
        self.action_row.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.subtitle)
        layout.addLayout(self.action_row)
        layout.addSpacing(8)
        layout.addWidget(self.scroller, 1)
