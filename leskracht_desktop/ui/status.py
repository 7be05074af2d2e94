"""The line at the bottom: which vault, how old its back-up is, and the lock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import set_tone


class StatusLine(QStatusBar):
    """Shown while the vault is open."""

    lock_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self._vault = named(QLabel(), "status_vault")
        self._backup = named(QLabel(), "status_backup")
        set_tone(self._vault, Tone.MUTED)
        self.lock_button = button(
            self.tr("Vergrendelen"), "lock", self.lock_asked.emit, look=Look.QUIET, icon_name="lock"
        )
        self.lock_button.setToolTip(self.tr("De kluis sluiten (Ctrl+L)"))
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(20, 2, 8, 2)
        row.setSpacing(24)
        row.addWidget(self._vault)
        row.addWidget(self._backup)
        row.addStretch(1)
        row.addWidget(self.lock_button)
        inside.setMinimumHeight(inside.sizeHint().height())  # a status bar gives its parts less
        self.addWidget(inside, 1)

    def show_vault(self, name: str, *, read_only: bool) -> None:
        """Show the name of the vault."""
        text = self.tr("Kluis: {0} (alleen lezen)") if read_only else self.tr("Kluis: {0}")
        self._vault.setText(text.format(name))

    def show_backup(self, at: datetime | None, now: datetime, *, due: bool) -> None:
        """Show how old the last back-up is."""
        from leskracht_desktop.ui import dates

        self._backup.setText(self.tr("Laatste back-up: {0}").format(dates.ago(at, now)))
        set_tone(self._backup, Tone.WARNING if due else Tone.MUTED)
