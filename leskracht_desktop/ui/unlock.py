"""The unlock screen: the passphrase, the recovery code, and what to say when the keychain does not help."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from leskracht_desktop.errors import WrongSecret
from leskracht_desktop.ui.start_view import StartView
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.secret_field import ErrorLabel, PassphraseField


class UnlockView(StartView):
    """Asks for the passphrase of one vault; what it asks for is carried out by `Opening`."""

    passphrase_given = Signal(str)
    recovery_asked = Signal()
    other_vault_asked = Signal()
    new_vault_asked = Signal()
    restore_asked = Signal()
    read_only_asked = Signal(str)
    """Open the vault to read only, with this passphrase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("unlock", "lock", self.tr("Ontgrendelen"), "", parent)
        self.field = PassphraseField(self.tr("Wachtwoordzin"), "passphrase")
        label = named(QLabel(self.tr("Wachtwoordzin")), "passphrase_label")
        label.setBuddy(self.field)
        self.error = ErrorLabel(self.field)
        self.unlock_button = button(self.tr("Ontgrendelen"), "unlock_button", self._on_unlock, look=Look.PRIMARY)
        self.recovery_button = button(self.tr("Herstelcode gebruiken…"), "recovery", self.recovery_asked.emit)
        other = button(
            self.tr("Andere kluis openen…"), "other_vault", self.other_vault_asked.emit, look=Look.QUIET,
            icon_name="folder",
        )  # fmt: skip
        new = button(
            self.tr("Nieuwe kluis maken"), "new_vault", self.new_vault_asked.emit, look=Look.QUIET, icon_name="add"
        )
        restore = button(
            self.tr("Back-up terugzetten…"), "restore", self.restore_asked.emit, look=Look.QUIET, icon_name="restore"
        )
        self.body.setSpacing(8)
        for widget in (label, self.field, self.error):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self.body.addWidget(self.unlock_button)
        self.body.addWidget(self.recovery_button)
        for made in (other, new, restore):
            self.footer.addWidget(made)
        self.field.returnPressed.connect(self._on_unlock)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(lambda: self.unlock_button.setEnabled(True))

    def show_vault(self, folder: Path, told: str = "") -> None:
        """Ask for the passphrase of the vault in `folder`; `told` is the passphrase of a school that does not exist."""
        self.field.hide_text()
        self.error.show_error("")
        self.banner.hide()
        text = self.tr("De kluis ‘{0}’ is vergrendeld. Typ uw wachtwoordzin om verder te gaan.")
        if told:
            text = self.tr("Dit is een verzonnen school. De wachtwoordzin is: {1}")
        self.text.setText(text.format(folder.stem, told))
        self.set_busy(busy=False)

    def begin(self) -> None:
        """Put the focus in the field."""
        self.field.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Show that the passphrase is being tried; that takes about half a second on purpose."""
        self._wait.stop()
        self.field.setReadOnly(busy)
        self.unlock_button.setEnabled(not busy)
        self.unlock_button.setText(self.tr("Bezig met openen…") if busy else self.tr("Ontgrendelen"))
        self.recovery_button.setEnabled(not busy)

    def show_wrong(self, error: WrongSecret) -> None:
        """Say that this is not the passphrase, and wait as long as the vault asks."""
        from leskracht_desktop.messages_nl import sentence

        message = sentence(error)
        self.set_busy(busy=False)
        self.error.show_error(f"{message.text} {message.next_step}")
        self.field.selectAll()
        self.field.setFocus()
        if error.wait_seconds > 0:
            self.unlock_button.setEnabled(False)
            self._wait.start(round(error.wait_seconds * 1000))

    def offer_read_only(self, text: str) -> None:
        """Say that the vault is open elsewhere, and offer to read it."""
        self.set_busy(busy=False)
        self.banner.say(text, Tone.WARNING, action=self.tr("Alleen lezen"), clicked=self._on_read_only)

    def explain(self, text: str) -> None:
        """Say why the keychain did not open the vault."""
        self.set_busy(busy=False)
        self.banner.say(text, Tone.WARNING)

    def _on_read_only(self) -> None:
        self.read_only_asked.emit(self.field.text())

    def _on_unlock(self) -> None:
        if not self.unlock_button.isEnabled():
            return
        if not self.field.text():
            self.error.show_error(self.tr("Typ eerst uw wachtwoordzin."))
            self.field.setFocus()
            return
        self.error.show_error("")
        self.passphrase_given.emit(self.field.text())
