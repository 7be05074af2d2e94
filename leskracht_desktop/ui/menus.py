"""The menu bar and the keys of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from leskracht_desktop.ui.page_names import PageName, page_label
from leskracht_desktop.ui.theme import Appearance, theme


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menu entries do."""

    open_page: Callable[[PageName], object]
    search: Callable[[], object]
    back_up: Callable[[], object]
    lock: Callable[[], object]
    quit: Callable[[], object]
    help: Callable[[], object]
    about: Callable[[], object]
    set_appearance: Callable[[Appearance], object]


class Menus:
    """Builds the menus; `set_unlocked` switches what needs an open vault."""

    def __init__(self, window: QMainWindow, deeds: Deeds) -> None:
        self._window = window
        self._vault_actions: list[QAction] = []
        bar = window.menuBar()
        bar.setObjectName("menu_bar")
        text = _text
        file = self._menu(text("&Bestand"), "menu_file")
        self._add(file, text("&Back-up maken…"), "action_backup", deeds.back_up, needs_vault=True)
        self._add(file, text("&Vergrendelen"), "action_lock", deeds.lock, "Ctrl+L", needs_vault=True)
        file.addSeparator()
        self._add(file, text("&Afsluiten"), "action_quit", deeds.quit, QKeySequence.StandardKey.Quit)
        go = self._menu(text("&Ga naar"), "menu_go")
        for number, name in enumerate(PageName, 1):
            self._add(
                go,
                page_label(name),
                f"action_{name.value}",
                partial(deeds.open_page, name),
                f"Ctrl+{number}",
                needs_vault=True,
            )
        go.addSeparator()
        self._add(go, text("&Zoeken"), "action_search", deeds.search, "Ctrl+K", needs_vault=True)
        look = self._menu(text("Beel&d"), "menu_view")
        group = QActionGroup(window)
        self.appearances: dict[Appearance, QAction] = {}
        for appearance, label in (
            (Appearance.SYSTEM, text("Zoals het systeem")),
            (Appearance.LIGHT, text("Licht")),
            (Appearance.DARK, text("Donker")),
        ):
            entry = self._add(look, label, f"action_{appearance.value}", partial(deeds.set_appearance, appearance))
            entry.setCheckable(True)
            entry.setChecked(appearance is theme().appearance)
            group.addAction(entry)
            self.appearances[appearance] = entry
        helping = self._menu(text("&Hulp"), "menu_help")
        self._add(
            helping, text("&Hulp bij dit scherm"), "action_help", deeds.help, QKeySequence.StandardKey.HelpContents
        )
        self._add(helping, text("&Over dit programma"), "action_about", deeds.about)
        self.set_unlocked(unlocked=False)

    def set_unlocked(self, *, unlocked: bool) -> None:
        """Switch what needs an open vault."""
        for action in self._vault_actions:
            action.setEnabled(unlocked)

    def _menu(self, title: str, name: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.setObjectName(name)
        return menu

    def _add(
        self,
        menu: QMenu,
        label: str,
        name: str,
        deed: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None = None,
        *,
        needs_vault: bool = False,
    ) -> QAction:
        action = QAction(label, self._window)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: deed())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        menu.addAction(action)
        if needs_vault:
            self._vault_actions.append(action)
        return action


def _text(dutch: str) -> str:
    return QCoreApplication.translate("menus", dutch)
