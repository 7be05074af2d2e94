"""The main window: what is on the screen now, the menus, locking and unlocking; nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from leskracht_desktop.clock import Clock
from leskracht_desktop.errors import LeskrachtError, VaultLocked
from leskracht_desktop.ui import drafts
from leskracht_desktop.ui.jobs import JobRunner, Topic
from leskracht_desktop.ui.later_parts import LaterParts
from leskracht_desktop.ui.menus import Deeds, Menus
from leskracht_desktop.ui.messages import Messages
from leskracht_desktop.ui.opening import Opening
from leskracht_desktop.ui.page_names import PageName
from leskracht_desktop.ui.theme import Appearance, Tone, theme

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services
    from leskracht_desktop.ui.help_window import HelpWindow
    from leskracht_desktop.ui.page import Page
    from leskracht_desktop.ui.workspace import Pages, Workspace

PROGRAM = "Leskracht Privacybeheer"
BACKUP_AFTER_MS = 3_000


class MainWindow(LaterParts):
    """One window: the opening screens while the vault is locked, the workspace while it is open."""

    unlocked = Signal()
    locked = Signal()

    def __init__(self, clock: Clock, messages: Messages | None = None) -> None:
        super().__init__(clock)
        self.setObjectName("main_window")
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self.messages = messages or Messages(self)
        self.messages.window = self
        self.jobs = JobRunner(self.messages, self)
        self.opening = Opening(self.jobs, self.messages)
        self.workspace: Workspace | None = None
        self._services: Services | None = None
        self._help: HelpWindow | None = None
        self._page_to_show = PageName.OVERVIEW
        self._lock_when_idle = False
        self._not_given_back: dict[str, drafts.Draft] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.opening)
        self.setCentralWidget(self._stack)
        self.menus = Menus(
            self,
            Deeds(
                open_page=self.open_page,
                search=self._on_search,
                back_up=lambda: self.open_page(PageName.SETTINGS, {"do": "backup"}),
                lock=self.lock,
                quit=self.close,
                help=self.show_help,
                about=lambda: self.show_help("start"),
                set_appearance=self.set_appearance,
            ),
        )
        self.opening.opened.connect(self._on_opened)
        self.left_alone.connect(self._on_lock_asked)
        self.lock_clicked.connect(self.lock)
        self.jobs.changed.connect(self._on_changed)
        self.jobs.became_idle.connect(self._on_idle)

    def use(self, services: Services) -> None:
        """Take the services, which are loaded after the first paint."""
        self._services = services
        self.opening.use(services)

    @property
    def services(self) -> Services:
        """The services, once they are there."""
        return self.opening.services

    @property
    def pages(self) -> Pages:
        """The pages by name; asking for one makes it."""
        return self._open_workspace().pages

    def open_page(self, name: PageName | str, target: Mapping[str, Any] | None = None) -> Page:
        """Show a page, and on it what `target` asks for."""
        return self._open_workspace().open_page(name, target)

    def show_help(self, name: str = "") -> None:
        """Show the help page of what is on the screen, or the one that is named."""
        from leskracht_desktop.ui.help_window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self)
        self._help.show_page(name or (self.workspace.current.value if self.workspace else "start"))

    def set_appearance(self, appearance: Appearance) -> None:
        """Show light or dark from now on, and remember it in the vault if one is open."""
        theme().set_appearance(appearance)
        self.menus.appearances[appearance].setChecked(True)
        if self.workspace is not None and not self.services.vaults.is_read_only:
            self.services.settings.set("appearance", appearance.value)

    def lock(self) -> None:
        """Close the vault: keep what is typed, drop the key, and take everything of it off the screen.

        While a job runs it is asked to stop first, and the vault is locked when it has.
        """
        if self.workspace is None:
            return
        self._lock_when_idle = self.jobs.busy
        if self.jobs.busy:
            self.jobs.cancel()
            return
        typed = {**self._not_given_back, **self.keeper.gather()}
        self._not_given_back = {}
        self.close_dialogs()
        folder = self.services.vaults.current_folder
        self._page_to_show = self.workspace.current
        self._take_down(self.workspace)
        try:
            self.services.vaults.lock(drafts.packed(typed))
        except LeskrachtError as error:
            self.messages.show_failure(error)
        self.opening.show_unlock(folder, try_keychain=False)
        self.locked.emit()

    def _on_opened(self, way: str) -> None:
        from leskracht_desktop.ui.page import PageTools
        from leskracht_desktop.ui.workspace import Workspace

        services = self.services
        tools = PageTools(
            services, self.jobs, self.messages, self._clock, self.open_page, self.keeper.keep, self.set_appearance
        )
        status = self.status  # made before the pages, so that the Tab key reaches it after them
        workspace = Workspace(tools)
        self.workspace = workspace
        workspace.school_changed.connect(self._on_school)
        workspace.help_asked.connect(self.show_help)
        self._stack.addWidget(workspace)
        self._stack.setCurrentWidget(workspace)
        theme().set_appearance(Appearance(services.settings.appearance.value))
        self.menus.appearances[theme().appearance].setChecked(True)
        self._on_school(workspace.school_name)
        self._show_status()
        status.show()
        self.menus.set_unlocked(unlocked=True)
        self.guard.unlocked(services.settings.idle_minutes)
        workspace.open_page(self._page_to_show)
        workspace.navigation.buttons[self._page_to_show].setFocus()
        if way == "recovery_code":
            workspace.banner.say(
                self.tr("U hebt de herstelcode gebruikt. Stel een nieuwe wachtwoordzin in."),
                Tone.WARNING,
                action=self.tr("Wachtwoordzin instellen…"),
                clicked=lambda: self.open_page(PageName.SETTINGS, {"do": "passphrase"}),
            )
        QTimer.singleShot(0, self, self._give_back_drafts)
        QTimer.singleShot(BACKUP_AFTER_MS, workspace, workspace.back_up_if_due)
        self.unlocked.emit()

    def _give_back_drafts(self) -> None:
        if self.workspace is None:
            return
        saved = self.services.vaults.drafts()
        self._not_given_back = {one.key: drafts.unpacked(one) for one in saved}
        while self._not_given_back and self.workspace is not None:
            key = next(iter(self._not_given_back))
            draft, page = self._not_given_back.pop(key), drafts.page_of(key)
            self.services.vaults.discard_draft(key)
            if page is not None:
                self.open_page(page).resume_draft(key, draft)

    def _on_changed(self, topics: frozenset[Topic]) -> None:
        if self.workspace is None:
            return
        self.workspace.on_changed(topics)
        if topics & {Topic.VAULT, Topic.SETTINGS}:
            self._show_status()
            self.guard.unlocked(self.services.settings.idle_minutes)

    def _on_lock_asked(self) -> None:
        # Somebody who waits for an import is not away, though she touches nothing.
        if not self.jobs.busy:
            self.lock()

    def _on_idle(self) -> None:
        if self._lock_when_idle:
            self.lock()

    def _on_school(self, name: str) -> None:
        self.setWindowTitle(f"{name} – {PROGRAM}" if name else PROGRAM)

    def _on_search(self) -> None:
        search = self._open_workspace().search
        search.setFocus()
        search.selectAll()

    def _open_workspace(self) -> Workspace:
        if self.workspace is None:
            raise VaultLocked
        return self.workspace

    def _show_status(self) -> None:
        vaults = self.services.vaults
        self.status.show_vault(vaults.current_folder.stem, read_only=vaults.is_read_only)
        self.status.show_backup(vaults.last_backup_at(), self._clock(), due=vaults.backup_is_due())

    def _take_down(self, workspace: Workspace) -> None:
        self.workspace = None
        self._stack.setCurrentWidget(self.opening)
        self._stack.removeWidget(workspace)
        workspace.hide()
        workspace.deleteLater()
        self.status.hide()
        self.menus.set_unlocked(unlocked=False)
        self.setWindowTitle(PROGRAM)
        self.guard.locked()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.jobs.busy and not self.messages.ask(
            self.tr("Stoppen?"),
            self.tr(
                "Het programma is nog bezig. Als u nu stopt, wordt dat werk afgebroken; er blijft niets half achter."
            ),
            self.tr("Stoppen"),
            no=self.tr("Doorgaan"),
        ):
            event.ignore()
            return
        self.jobs.shut_down()
        if self.workspace is not None:
            self.lock()
        event.accept()
