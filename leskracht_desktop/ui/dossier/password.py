"""Shows the password of an encrypted copy, once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leskracht_desktop.ui.theme import SECTION_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.text import heading, paragraph


class PasswordDialog(QDialog):
    """A password that is stored nowhere: the user writes it down or says it by phone."""

    def __init__(self, parent: QWidget | None, password: str) -> None:
        super().__init__(parent)
        self.setObjectName("password_dialog")
        self.setWindowTitle(self.tr("Wachtwoord van de kopie"))
        self.setMinimumWidth(480)
        shown = QLineEdit(password)
        shown.setObjectName("copy_password")
        shown.setAccessibleName(self.tr("Wachtwoord"))
        shown.setReadOnly(True)
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        font = scaled_font(shown, SECTION_SCALE)
        font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        shown.setFont(font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(heading(self.tr("U ziet dit wachtwoord maar één keer")))
        layout.addWidget(shown)
        layout.addWidget(
            paragraph(
                self.tr(
                    "Geef het wachtwoord langs een andere weg dan de mail, bijvoorbeeld per telefoon of op papier."
                ),
                Tone.MUTED,
            )
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Sluiten"), "close_password", self.accept, look=Look.PRIMARY))
        layout.addLayout(row)
