"""The first start: make a vault, open one, or look around in a fictitious school; and the code of a new vault."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from leskracht_desktop.ui.start_view import StartView
from leskracht_desktop.ui.theme import SECTION_SCALE, Tone, scaled_font
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import paragraph


class WelcomeView(StartView):
    """The very first screen: three ways to begin."""

    new_vault_asked = Signal()
    open_vault_asked = Signal()
    demo_asked = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "welcome",
            "consents",
            self.tr("Leskracht Privacybeheer"),
            self.tr(
                "Uw werkplek als contactpersoon privacy: verzoeken van ouders op tijd beantwoorden, met een dossier "
                "dat klopt. Alles staat versleuteld op deze computer. Het programma gebruikt geen internet."
            ),
            parent,
        )
        self.body.setSpacing(8)
        for text, name, asked, look, icon_name, explanation in (
            (
                self.tr("Nieuwe kluis maken"),
                "new_vault",
                self.new_vault_asked,
                Look.PRIMARY,
                "add",
                self.tr("Begin hier als u het programma voor het eerst gebruikt op uw school."),
            ),
            (
                self.tr("Bestaande kluis openen…"),
                "open_vault",
                self.open_vault_asked,
                Look.NORMAL,
                "folder",
                self.tr("Kies de map van een kluis; de naam eindigt op ‘.kluis’."),
            ),
            (
                self.tr("Voorbeeldschool bekijken"),
                "demo",
                self.demo_asked,
                Look.NORMAL,
                "school",
                self.tr("Kijk rond in een verzonnen school. Er kan niets misgaan."),
            ),
        ):
            made = button(text, name, asked.emit, look=look, icon_name=icon_name)
            made.setAccessibleDescription(explanation)
            self.body.addWidget(made)
            self.body.addWidget(paragraph(explanation, Tone.MUTED, f"{name}_explanation"))
            self.body.addSpacing(8)
        restore = button(
            self.tr("Back-up terugzetten…"), "restore", self.restore_asked.emit, look=Look.QUIET, icon_name="restore"
        )
        self.footer.addWidget(restore)

    def begin(self) -> None:
        """Put the focus on the first button."""
        first = self.findChild(QWidget, "new_vault")
        if first is not None:
            first.setFocus()


class RecoveryCodeView(StartView):
    """Shows the recovery code, once."""

    finished = Signal()
    print_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "recovery_code",
            "success",
            self.tr("Uw kluis is klaar"),
            self.tr(
                "Dit is de herstelcode. Daarmee komt u in de kluis als u uw wachtwoordzin kwijt bent. "
                "U ziet hem alleen nu. Zonder wachtwoordzin en zonder herstelcode zijn de gegevens voorgoed weg."
            ),
            parent,
        )
        self.code = named(QLabel(""), "recovery_code_value")
        self.code.setAccessibleName(self.tr("Herstelcode"))
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setProperty("look", "code")
        font = scaled_font(self.code, SECTION_SCALE, bold=True)
        font.setFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
        self.code.setFont(font)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice = paragraph("", Tone.WARNING, "keychain_notice")
        self.notice.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button(self.tr("Kopiëren"), "copy_code", self._on_copy, icon_name="copy"))
        row.addWidget(button(self.tr("Bewaren als PDF…"), "print_code", self.print_asked.emit, icon_name="pdf"))
        row.addStretch(1)
        self.done_box = named(QCheckBox(self.tr("Ik heb de herstelcode op een veilige plek bewaard")), "code_kept")
        self.done_box.setAccessibleName(self.done_box.text())
        self.go_button = button(self.tr("Doorgaan"), "go_on", self.finished.emit, look=Look.PRIMARY)
        self.go_button.setEnabled(False)
        self.done_box.toggled.connect(self.go_button.setEnabled)
        last = QVBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.done_box)
        last.addWidget(self.go_button)
        self.body.addWidget(self.code)
        self.body.addLayout(row)
        where = self.tr(
            "Leg het papier in de kluis van de school, of geef het aan de directeur. Bewaar het niet op deze computer."
        )
        self.body.addWidget(paragraph(where, Tone.MUTED, "where_to_keep"))
        self.body.addWidget(self.notice)
        self.body.addLayout(last)

    def show_code(self, code: str, notice: str = "") -> None:
        """Show a code in its groups, four on the first line."""
        groups = code.split("-")
        self.code.setText("-".join(groups[:4]) + "\n" + "-".join(groups[4:]) if len(groups) > 4 else code)
        self.code.setAccessibleDescription(" ".join(groups))
        self.done_box.setChecked(False)
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def forget(self) -> None:
        """Take the code off the screen for good."""
        self.code.clear()
        self.code.setAccessibleDescription("")

    def begin(self) -> None:
        """Put the focus on the code, so that a screen reader reads it."""
        self.code.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text().replace("\n", "-"))
