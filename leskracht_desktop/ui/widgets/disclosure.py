"""Something that is folded away under a line that says what it is, and made only when it is unfolded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button


class Disclosure(QWidget):
    """A button that unfolds and folds what `make` returns; a screen reader hears whether it is unfolded.

    `spoken` is its name for a screen reader, when several of them stand on a page; it must begin with what is seen.
    """

    def __init__(
        self, text: str, name: str, make: Callable[[], QWidget], *, spoken: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._inside: QWidget | None = None
        self.button: QPushButton = button(text, name, look=Look.LINK)
        self.button.setCheckable(True)
        if spoken:
            self.button.setAccessibleName(spoken)
        self.button.toggled.connect(self._on_toggled)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_arrow(unfolded=False)

    @property
    def inside(self) -> QWidget | None:
        """What is folded away, once it was made."""
        return self._inside

    def _on_toggled(self, unfolded: bool) -> None:
        if self._inside is None:
            self._inside = self._make()
            self._layout.addWidget(self._inside)
        self._inside.setVisible(unfolded)
        self._show_arrow(unfolded=unfolded)

    def _show_arrow(self, *, unfolded: bool) -> None:
        set_icon(self.button, "chevron-down" if unfolded else "chevron-right", Tone.ACCENT)
        self.button.setAccessibleDescription(self.tr("uitgeklapt") if unfolded else self.tr("ingeklapt"))
