"""The security tab: the ways into the vault, when it locks by itself, and the name in the log."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout
from typing_extensions import override

from leskracht_desktop.domain.vaults import WayKind
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.first_start import RecoveryCodeView
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.pages.settings.dialogs import PassphraseDialog
from leskracht_desktop.ui.pages.settings.tab import SettingsTab, changes, labelled
from leskracht_desktop.ui.recovery_sheet import save_recovery_sheet
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import line, paragraph

IDLE_CHOICES = (1, 2, 5, 10, 15, 30, 60)


class SecurityTab(SettingsTab):
    """Who gets in, and how long the vault stays open when nobody is there."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("security", *arguments)

    @override
    def build(self) -> None:
        ways = self.card(
            "ways",
            self.tr("Toegang tot de kluis"),
            self.tr("Elke manier opent dezelfde kluis. De laatste manier kan niet weg."),
        )
        self.passphrase_button = self._button(self.tr("Wijzigen…"), "change_passphrase", self.change_passphrase)
        self.passphrase_button.setAccessibleName(self.tr("Wachtwoordzin wijzigen…"))
        self.recovery_button = self._button(self.tr("Nieuwe herstelcode…"), "new_recovery_code", self._on_new_code)
        self.keychain_button = self._button(self.tr("Aanzetten"), "use_keychain", self._on_keychain)
        self._since = {kind: paragraph("", Tone.MUTED, f"since_{kind.value}") for kind in WayKind}
        self._remove: dict[WayKind, QPushButton] = {}
        for position, (kind, name, made) in enumerate(
            (
                (WayKind.PASSPHRASE, self.tr("Wachtwoordzin"), self.passphrase_button),
                (WayKind.RECOVERY_CODE, self.tr("Herstelcode"), self.recovery_button),
                (WayKind.KEYCHAIN, self.tr("Sleutelhanger van deze computer"), self.keychain_button),
            )
        ):
            if position:
                ways.body.addWidget(line())
            ways.body.addLayout(self._way(kind, name, made))
        locking = self.card(
            "idle",
            self.tr("Vanzelf vergrendelen"),
            self.tr("Ook als de computer in slaapstand gaat of het scherm op slot gaat, sluit de kluis."),
        )
        self.idle = Choice(
            self.tr("Vergrendelen na"),
            "idle_minutes",
            [(number, self.tr("1 minuut") if number == 1 else self.tr("{0} minuten").format(number))
             for number in IDLE_CHOICES],
        )  # fmt: skip
        changes(self.idle)
        locking.body.addLayout(labelled(self.tr("Vergrendelen na"), self.idle))
        who = self.card(
            "actor",
            self.tr("Uw naam in het logboek"),
            self.tr("Bij alles wat u doet, staat deze naam in het logboek. Laat leeg voor de contactpersoon privacy."),
        )
        self.actor = named(QLineEdit(), "actor_name")
        self.actor.setAccessibleName(self.tr("Uw naam in het logboek"))
        self.actor.setMinimumWidth(280)
        self.actor_button = self._button(self.tr("Opslaan"), "save_actor", self._on_actor)
        who.body.addLayout(self.row(self.actor, self.actor_button))
        self.idle.picked.connect(self._on_idle)
        self.actor.returnPressed.connect(self._on_actor)

    @override
    def refresh(self) -> None:
        found = {way.kind: way.added_at for way in self.services.vaults.ways_in()}
        for kind in WayKind:
            since = dates.moment(found.get(kind))
            self._since[kind].setText(self.tr("sinds {0}").format(since) if since else self.tr("staat uit"))
            self._remove[kind].setVisible(kind in found and len(found) > 1)
        keychain = WayKind.KEYCHAIN in found
        self.keychain_button.setVisible(not keychain)
        self.keychain_button.setAccessibleName(self.tr("Sleutelhanger aanzetten"))
        has_passphrase = WayKind.PASSPHRASE in found
        self.passphrase_button.setText(self.tr("Wijzigen…") if has_passphrase else self.tr("Instellen…"))
        blocked = self.idle.blockSignals(True)
        minutes = self.services.settings.idle_minutes
        if minutes not in IDLE_CHOICES:
            self.idle.addItem(self.tr("{0} minuten").format(minutes), minutes)
        self.idle.choose(minutes)
        self.idle.blockSignals(blocked)
        self.actor.setText(self.services.settings.actor_name)

    def change_passphrase(self) -> None:
        """Ask for a new passphrase and set it; that takes half a second on purpose."""
        passphrase = PassphraseDialog(self.window()).run()
        if passphrase is not None:
            self.jobs.start(
                self.tr("Wachtwoordzin instellen"),
                quietly(lambda: self.services.vaults.set_passphrase(passphrase)),
                done=lambda _nothing: self.banner.say(self.tr("De nieuwe wachtwoordzin geldt vanaf nu."), Tone.SUCCESS),
                changes={Topic.VAULT},
            )

    def _way(self, kind: WayKind, name: str, made: QPushButton) -> QHBoxLayout:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(paragraph(name, name=f"way_{kind.value}"))
        text.addWidget(self._since[kind])
        remove = self._button(self.tr("Verwijderen…"), f"remove_{kind.value}", lambda: self._on_remove(kind, name))
        remove.setAccessibleName(self.tr("{0} verwijderen…").format(name))
        remove.setProperty("look", Look.QUIET.value)
        self._remove[kind] = remove
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(text, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _button(self, text: str, name: str, clicked: Any) -> QPushButton:
        made = button(text, name, clicked)
        changes(made)
        return made

    def _on_new_code(self) -> None:
        if not self.messages.ask(
            self.tr("Nieuwe herstelcode maken?"),
            self.tr(
                "De oude herstelcode opent de kluis daarna niet meer. Leg de nieuwe code op dezelfde veilige plek."
            ),
            self.tr("Nieuwe code maken"),
        ):
            return
        self.jobs.start(
            self.tr("Herstelcode maken"),
            quietly(self.services.vaults.new_recovery_code),
            done=self._show_code,
            changes={Topic.VAULT},
        )

    def _show_code(self, code: str) -> None:
        dialog = QDialog(self.window())
        dialog.setObjectName("recovery_code_dialog")
        dialog.setWindowTitle(self.tr("Nieuwe herstelcode"))
        open_at(dialog, 640, 620)
        view = RecoveryCodeView(dialog)
        view.title.setText(self.tr("Nieuwe herstelcode"))
        view.show_code(code)
        view.print_asked.connect(
            lambda: save_recovery_sheet(view, self.services, self.jobs, self.messages, view.code.text())
        )
        view.finished.connect(dialog.accept)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        dialog.exec()
        view.forget()

    def _on_keychain(self) -> None:
        self.jobs.start(
            self.tr("Sleutelhanger aanzetten"),
            quietly(self.services.vaults.use_keychain),
            done=lambda _nothing: self.banner.say(
                self.tr("Op deze computer gaat de kluis voortaan open zonder wachtwoordzin."), Tone.SUCCESS
            ),
            changes={Topic.VAULT},
        )

    def _on_remove(self, kind: WayKind, name: str) -> None:
        if not self.messages.ask(
            self.tr("{0} verwijderen?").format(name),
            self.tr("U kunt de kluis daarna niet meer openen met: {0}.").format(name.lower()),
            self.tr("Verwijderen"),
            dangerous=True,
        ):
            return
        self.jobs.start(
            self.tr("Toegang verwijderen"),
            quietly(lambda: self.services.vaults.remove_way(kind)),
            changes={Topic.VAULT},
        )

    def _on_idle(self, minutes: int) -> None:
        self._store("idle_minutes", str(minutes))

    def _on_actor(self) -> None:
        if self._store("actor_name", self.actor.text()):
            self.banner.say(self.tr("Opgeslagen."), Tone.SUCCESS)

    def _store(self, key: str, value: str) -> bool:
        try:
            self.services.settings.set(key, value)
        except LeskrachtError as error:
            self.messages.show_failure(error)
            return False
        self.jobs.announce(Topic.SETTINGS)
        return True
