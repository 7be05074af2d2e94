"""The appearance tab: light, dark, or as the system has it."""

from __future__ import annotations

from typing import Any

from typing_extensions import override

from leskracht_desktop.ui.pages.settings.tab import SettingsTab, labelled
from leskracht_desktop.ui.theme import Appearance, theme
from leskracht_desktop.ui.widgets.fields import Choice


class LookTab(SettingsTab):
    """How the program looks; the choice is kept in the vault."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("look", *arguments)

    @override
    def build(self) -> None:
        card = self.card(
            "look",
            self.tr("Weergave"),
            self.tr("Grotere letters stelt u in bij uw computer; het programma volgt die instelling."),
        )
        self.choice = Choice(
            self.tr("Licht of donker"),
            "appearance",
            [
                (Appearance.SYSTEM, self.tr("zoals het systeem")),
                (Appearance.LIGHT, self.tr("licht")),
                (Appearance.DARK, self.tr("donker")),
            ],
        )
        card.body.addLayout(labelled(self.tr("Licht of donker"), self.choice))
        self.choice.picked.connect(self.tools.set_appearance)

    @override
    def refresh(self) -> None:
        blocked = self.choice.blockSignals(True)
        self.choice.choose(theme().appearance)
        self.choice.blockSignals(blocked)
