"""The agreements tab: how long before a day the program tells of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout, QLabel
from typing_extensions import override

from leskracht_desktop.domain.agreement_watch import WatchDays
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.pages.settings.tab import SettingsTab, changes
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.named import named

EARLY_CHOICES: Final = (30, 60, 90, 120, 180, 365)
NEAR_CHOICES: Final = (7, 14, 30, 60, 90)


class AgreementsTab(SettingsTab):
    """On how many days before a day a task stands on the start page, and becomes urgent."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("agreements", *arguments)

    @override
    def build(self) -> None:
        card = self.card(
            "watch",
            self.tr("Op tijd waarschuwen"),
            self.tr(
                "Voor de einddatum, de laatste dag om op te zeggen, de jaarlijkse beoordeling en bezwaar tegen een "
                "andere subverwerker. De dagen gelden ook voor de herinneringen in het agendabestand."
            ),
        )
        self.early = Choice(self.tr("Op Overzicht vanaf"), "early_days")
        self.near = Choice(self.tr("Dringend vanaf"), "near_days")
        for choice in (self.early, self.near):
            changes(choice)
            choice.picked.connect(self._on_picked)
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(2, 1)
        for number, choice in enumerate((self.early, self.near)):
            caption = named(QLabel(choice.accessibleName()), f"{choice.objectName()}_label")
            caption.setBuddy(choice)
            rows.addWidget(caption, number, 0)
            rows.addWidget(choice, number, 1)
        card.body.addLayout(rows)

    @override
    def refresh(self) -> None:
        days = self.services.watch.days()
        _offer(self.early, {*EARLY_CHOICES, days.early}, days.early, self._text)
        near = {number for number in NEAR_CHOICES if number <= days.early}
        _offer(self.near, near | {days.near}, days.near, self._text)

    def _text(self, days: int) -> str:
        return self.tr("1 dag van tevoren") if days == 1 else self.tr("{0} dagen van tevoren").format(days)

    def _on_picked(self, _days: int) -> None:
        early = self.early.value
        try:
            self.services.watch.set_days(WatchDays(early, min(self.near.value, early)))
        except LeskrachtError as error:
            self.messages.show_failure(error)
        else:
            self.banner.say(self.tr("Opgeslagen."), Tone.SUCCESS)
            self.jobs.announce(Topic.AGREEMENTS)
        self.refresh()


def _offer(choice: Choice, offered: set[int], chosen: int, text: Callable[[int], str]) -> None:
    blocked = choice.blockSignals(True)
    choice.set_options([(number, text(number)) for number in sorted(offered)])
    choice.choose(chosen)
    choice.blockSignals(blocked)
