"""Making a new vault: the form, the folder it goes to, and the recovery code that is shown once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from leskracht_desktop.errors import (
    Cancelled,
    FolderReadOnly,
    InvalidInput,
    KeychainProblem,
    LeskrachtError,
    NotAllowed,
    TargetExists,
    WeakPassphrase,
)
from leskracht_desktop.ui.first_start import RecoveryCodeView
from leskracht_desktop.ui.jobs import quietly
from leskracht_desktop.ui.new_vault_form import NewVaultView
from leskracht_desktop.ui.recovery_sheet import save_recovery_sheet

if TYPE_CHECKING:
    from leskracht_desktop.domain.vaults import NewVault
    from leskracht_desktop.ui.opening import Opening

_ABOUT_THE_FOLDER = (TargetExists, FolderReadOnly, NotAllowed)


class VaultMaking(QObject):
    """Leads from the form to the open vault; `opening` shows its screens."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._opening = opening
        self._parent: Path | None = None

    @cached_property
    def form(self) -> NewVaultView:
        """The form for a new vault."""
        view = NewVaultView(self._opening)
        view.vault_filled_in.connect(self._on_filled_in)
        view.school_named.connect(lambda _name: self._suggest())
        view.folder_asked.connect(self._on_other_folder)
        view.back_asked.connect(self._opening.go_back)
        self._opening.addWidget(view)
        return view

    @cached_property
    def code(self) -> RecoveryCodeView:
        """The screen that shows the recovery code."""
        view = RecoveryCodeView(self._opening)
        view.print_asked.connect(self._on_print_code)
        view.finished.connect(self._on_code_kept)
        self._opening.addWidget(view)
        return view

    def begin(self) -> None:
        """Show the form, with a folder that can be had."""
        self._opening.show_view(self.form)
        self._opening.when_ready(self._suggest)

    def _suggest(self) -> None:
        """Propose a folder by the name of the school, unless the user typed one."""
        if self._opening.is_ready and not self.form.folder_typed:
            vaults, name = self._opening.services.vaults, self.form.school_name
            if self._parent is None:
                self.form.show_folder(vaults.free_folder(name))
            else:
                self.form.show_folder(vaults.suggested_folder(name, self._parent))

    def _on_other_folder(self) -> None:
        def ask() -> None:
            start = self._parent or self.form.folder.parent
            chosen = self._opening.messages.ask_folder(self.tr("Kies de map waarin de kluis komt"), start)
            if chosen is not None:
                self._parent = chosen
                vaults = self._opening.services.vaults
                self.form.show_folder(vaults.suggested_folder(self.form.school_name, chosen))
                self._check_place()

        self._opening.when_ready(ask)

    def _check_place(self) -> bool:
        """Say under the field why no vault can come there; return whether one can."""
        try:
            self._opening.services.vaults.check_place(self.form.folder)
        except LeskrachtError as error:
            self._say_of_folder(error)
            return False
        self.form.show_folder_problem("")
        return True

    def _say_of_folder(self, error: LeskrachtError) -> None:
        from leskracht_desktop.messages_nl import sentence

        message = sentence(error)
        self.form.show_folder_problem(f"{message.text} {message.next_step}")

    def _on_filled_in(self, new: NewVault) -> None:
        self.form.set_busy(busy=True)
        self._opening.when_ready(lambda: self._create(new))

    def _create(self, new: NewVault) -> None:
        self._suggest()
        if not self._check_place():
            self.form.set_busy(busy=False)
            self.form.folder_field.setFocus()
            return
        folder, vaults = self.form.folder, self._opening.services.vaults
        self._opening.jobs.start(
            self.tr("Kluis maken"),
            quietly(lambda: vaults.create(folder, new)),
            done=self._on_created,
            failed=self._on_not_created,
        )

    def _on_created(self, code: str) -> None:
        from leskracht_desktop.messages_nl import sentence

        self.form.set_busy(busy=False)
        self.form.empty()
        self._parent = None
        reason = self._opening.services.vaults.keychain_problem
        notice = sentence(KeychainProblem(reason)).text if reason else ""
        self.code.show_code(code, notice)
        self._opening.show_view(self.code)

    def _on_not_created(self, error: Exception) -> None:
        self.form.set_busy(busy=False)
        if isinstance(error, InvalidInput):
            self.form.show_problems(error.problems)
        elif isinstance(error, WeakPassphrase):
            self.form.show_problems((("passphrase", "too_short"),))
        elif isinstance(error, _ABOUT_THE_FOLDER):
            self._say_of_folder(error)
        elif not isinstance(error, Cancelled):
            self._opening.messages.show_failure(error)

    def _on_print_code(self) -> None:
        opening = self._opening
        save_recovery_sheet(opening, opening.services, opening.jobs, opening.messages, self.code.code.text())

    def _on_code_kept(self) -> None:
        self.code.forget()
        self._opening.opened.emit("created")
