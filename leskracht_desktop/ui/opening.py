"""From a closed program to an open vault: which screen comes first, and every way in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from leskracht_desktop.errors import Cancelled, KeychainProblem, LeskrachtError, VaultInUse, WrongSecret
from leskracht_desktop.ui.demo import DEMO_PASSPHRASE, is_demo, open_demo
from leskracht_desktop.ui.jobs import JobRunner, quietly
from leskracht_desktop.ui.messages import Messages
from leskracht_desktop.ui.start_view import StartView
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.unlock import UnlockView

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services
    from leskracht_desktop.services.vault_backups import Restored
    from leskracht_desktop.ui.first_start import RecoveryCodeView, WelcomeView
    from leskracht_desktop.ui.making import VaultMaking
    from leskracht_desktop.ui.new_vault_form import NewVaultView


class Opening(QStackedWidget):
    """The screens before the pages, and what their buttons do; `opened` when the vault is open.

    The services come later than the screens (`use`), so that the window can be painted before they are loaded.
    """

    opened = Signal(str)
    """Carries how it was opened: `passphrase`, `recovery_code`, `keychain`, `created`, `demo`."""

    def __init__(self, jobs: JobRunner, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("opening")
        self.jobs = jobs
        self.messages = messages
        self._services: Services | None = None
        self._waiting: list[Callable[[], object]] = []
        self._folder: Path | None = None

    def use(self, services: Services) -> None:
        """Take the services; what was asked before they were there is done now."""
        self._services = services
        waiting, self._waiting = self._waiting, []
        for deed in waiting:
            deed()

    @property
    def services(self) -> Services:
        """The services, once they are there."""
        if self._services is None:
            raise RuntimeError("the services are not loaded yet")
        return self._services

    @property
    def is_ready(self) -> bool:
        """Whether the services are there."""
        return self._services is not None

    @property
    def folder(self) -> Path | None:
        """The folder of the vault that is asked for."""
        return self._folder

    def show_welcome(self) -> None:
        """Show the first start."""
        self.show_view(self.welcome)

    def show_unlock(self, folder: Path, *, try_keychain: bool = True) -> None:
        """Ask for the passphrase of a vault; the keychain is tried first, if it is one of the ways in."""
        self._folder = folder
        self.unlock.show_vault(folder, DEMO_PASSPHRASE if is_demo(folder) else "")
        self.show_view(self.unlock)
        if try_keychain:
            self.when_ready(self._try_keychain)

    @cached_property
    def welcome(self) -> WelcomeView:
        """The first screen of all."""
        from leskracht_desktop.ui.first_start import WelcomeView

        view = WelcomeView(self)
        view.new_vault_asked.connect(self.show_new_vault)
        view.open_vault_asked.connect(self._on_other_vault)
        view.demo_asked.connect(self.open_demo)
        view.restore_asked.connect(self._on_restore)
        self.addWidget(view)
        return view

    @cached_property
    def unlock(self) -> UnlockView:
        """The unlock screen."""
        view = UnlockView(self)
        view.passphrase_given.connect(self._on_passphrase)
        view.read_only_asked.connect(self._on_read_only)
        view.recovery_asked.connect(self._on_recovery)
        view.other_vault_asked.connect(self._on_other_vault)
        view.new_vault_asked.connect(self.show_new_vault)
        view.restore_asked.connect(self._on_restore)
        self.addWidget(view)
        return view

    @cached_property
    def making(self) -> VaultMaking:
        """The steps of making a new vault."""
        from leskracht_desktop.ui.making import VaultMaking

        return VaultMaking(self)

    @property
    def new_vault(self) -> NewVaultView:
        """The form for a new vault."""
        return self.making.form

    @property
    def recovery_code(self) -> RecoveryCodeView:
        """The screen that shows the recovery code."""
        return self.making.code

    def show_new_vault(self) -> None:
        """Show the form for a new vault."""
        self.making.begin()

    def open_demo(self) -> None:
        """Make or open the fictitious school."""
        self.when_ready(self._open_demo)

    def try_passphrase(self, folder: Path, passphrase: str) -> None:
        """Open a vault with a passphrase that was given on the command line."""
        self._folder = folder
        self.when_ready(lambda: self._unlock_with(passphrase, read_only=False))

    def _open_demo(self) -> None:
        self.jobs.start(
            self.tr("Voorbeeldschool klaarzetten"),
            lambda report: open_demo(self.services, report),
            done=lambda _folder: self.opened.emit("demo"),
        )

    def _try_keychain(self) -> None:
        folder = self._folder
        vaults = self.services.vaults
        try:
            if folder is None or not vaults.has_keychain_way(folder):
                return
        except LeskrachtError as error:
            self.messages.show_failure(error)
            return
        self.unlock.set_busy(busy=True)
        self.jobs.start(
            self.tr("Kluis openen"),
            quietly(lambda: vaults.unlock_with_keychain(folder)),
            done=lambda _nothing: self._on_open("keychain"),
            failed=self._on_failed,
        )

    def _on_passphrase(self, passphrase: str, *, read_only: bool = False) -> None:
        self.when_ready(lambda: self._unlock_with(passphrase, read_only=read_only))

    def _unlock_with(self, passphrase: str, *, read_only: bool) -> None:
        folder = self._folder
        if folder is None:
            return
        self.unlock.set_busy(busy=True)
        self.jobs.start(
            self.tr("Kluis openen"),
            quietly(lambda: self.services.vaults.unlock_with_passphrase(folder, passphrase, read_only)),
            done=lambda _nothing: self._on_open("passphrase"),
            failed=self._on_failed,
        )

    def _on_read_only(self, passphrase: str) -> None:
        if passphrase:
            self._on_passphrase(passphrase, read_only=True)
            return
        folder = self._folder
        if folder is not None:
            self.jobs.start(
                self.tr("Kluis openen"),
                quietly(lambda: self.services.vaults.unlock_with_keychain(folder, read_only=True)),
                done=lambda _nothing: self._on_open("keychain"),
                failed=self._on_failed,
            )

    def _on_recovery(self) -> None:
        from leskracht_desktop.ui.recovery_dialog import RecoveryDialog

        folder = self._folder
        code = RecoveryDialog(self).run()
        if code is None or folder is None:
            return
        self.unlock.set_busy(busy=True)
        self.jobs.start(
            self.tr("Kluis openen"),
            quietly(lambda: self.services.vaults.unlock_with_recovery_code(folder, code)),
            done=lambda _nothing: self._on_open("recovery_code"),
            failed=self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        from leskracht_desktop.messages_nl import sentence

        match error:
            case WrongSecret():
                self.unlock.show_wrong(error)
            case VaultInUse():
                message = sentence(error)
                self.unlock.offer_read_only(f"{message.text} {message.next_step}")
            case KeychainProblem():
                message = sentence(error)
                self.unlock.explain(f"{message.text} {message.next_step}")
                self.unlock.begin()
            case _:
                self.unlock.set_busy(busy=False)
                if not isinstance(error, Cancelled):
                    self.messages.show_failure(error)
                self.unlock.begin()

    def _on_open(self, way: str) -> None:
        self.unlock.set_busy(busy=False)
        self.unlock.field.hide_text()
        self.opened.emit(way)

    def _on_other_vault(self) -> None:
        chosen = self.messages.ask_folder(self.tr("Kies de map van de kluis"), self._folder and self._folder.parent)
        if chosen is not None:
            self.show_unlock(chosen)

    def _on_restore(self) -> None:
        from leskracht_desktop.ui.restoring import Restoring, restore_backup

        def begin() -> None:
            vaults = self.services.vaults
            by = Restoring(
                self, self.services, self.jobs, self.messages, lambda source: vaults.free_folder(source.stem)
            )
            restore_backup(by, self._on_restored)

        self.when_ready(begin)

    def _on_restored(self, restored: Restored) -> None:
        from leskracht_desktop.ui.restoring import outcome_text

        self.show_unlock(restored.folder, try_keychain=False)
        good = (restored.log is None or restored.log.ok) and not restored.changed_files
        told = self.tr("De back-up staat nu in ‘{0}’. {1}").format(restored.folder.name, outcome_text(restored))
        self.unlock.banner.say(told, Tone.SUCCESS if good else Tone.WARNING)

    def go_back(self) -> None:
        """Leave the form for a new vault."""
        if self._folder is not None:
            self.show_unlock(self._folder, try_keychain=False)
        else:
            self.show_welcome()

    def when_ready(self, deed: Callable[[], object]) -> None:
        """Do something with the services, as soon as they are there."""
        if self._services is None:
            self._waiting.append(deed)
        else:
            deed()

    def show_view(self, view: StartView) -> None:
        """Show one of the screens."""
        self.setCurrentWidget(view)
        view.begin()
