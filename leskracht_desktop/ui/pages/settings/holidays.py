"""The holidays tab: the days on which no deadline ends, and the school's own changes to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from typing_extensions import override

from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.labels_nl import counted, holiday_label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.pages.settings.dialogs import HolidayDialog
from leskracht_desktop.ui.pages.settings.tab import SettingsTab, changes
from leskracht_desktop.ui.tables import Column, LazyTableModel
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the list; `struck` days count as working days."""

    id: int
    on: date
    name: str
    own: bool
    struck: bool


class HolidaysTab(SettingsTab):
    """The Dutch public holidays of a year with additions and days struck out."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("holidays", *arguments)

    @override
    def build(self) -> None:
        card = self.card(
            "holidays",
            self.tr("Algemeen erkende feestdagen"),
            self.tr(
                "Valt de laatste dag van een termijn op een zaterdag, zondag of feestdag, dan schuift hij door naar de "
                "eerstvolgende werkdag. Na een wijziging rekent het programma de lopende verzoeken opnieuw uit."
            ),
        )
        now = self.tools.today().year
        self.year = Choice(self.tr("Jaar"), "holiday_year", [(year, str(year)) for year in range(now - 1, now + 4)])
        self.year.choose(now)
        self.add_button = button(self.tr("Vrije dag toevoegen…"), "add_holiday", self._on_add, icon_name="add")
        self.change_button = button(self.tr("Telt niet mee"), "change_holiday", self._on_change, look=Look.QUIET)
        self._lines: dict[int, Line] = {}
        columns: tuple[Column[Line], ...] = (
            Column(self.tr("Datum"), lambda line: dates.short(line.on), width=14),
            Column(self.tr("Dag"), lambda line: dates.with_weekday(line.on).split()[0], width=12),
            Column(self.tr("Naam"), lambda line: line.name, tone=_tone),
            Column(self.tr("Telt mee"), self._counts, tone=_tone, width=22),
        )
        self.model: LazyTableModel[Line] = LazyTableModel(columns, self._load, self)
        self.table = TableView(self.tr("Feestdagen"), self.model, "holiday_table")
        self.table.setMinimumHeight(400)
        card.body.addLayout(self.row(self.year, self.add_button, self.change_button))
        card.body.addWidget(self.table)
        changes(self.add_button)
        changes(self.change_button)
        self.year.picked.connect(lambda _year: self.refresh())
        self.table.row_chosen.connect(self._on_chosen)

    @override
    def refresh(self) -> None:
        year = int(self.year.value)
        calendar = self.services.settings.calendar()
        amended = {change.on: change for change in calendar.amendments}
        lines = [
            Line(day.on.toordinal(), day.on, _capital(holiday_label(day)), day.on in amended, struck=False)
            for day in calendar.holidays_of(year)
        ]
        official = calendar.amended(())
        for on, change in amended.items():
            day = official.holiday_on(on)
            if on.year == year and not change.added:
                lines.append(
                    Line(on.toordinal(), on, _capital(holiday_label(day)) if day else "", own=True, struck=True)
                )
        self._lines = {line.id: line for line in sorted(lines, key=lambda line: line.on)}
        self.table.show_ids(list(self._lines))

    def _load(self, ids: list[int]) -> list[Line]:
        return [self._lines[number] for number in ids]

    def _counts(self, line: Line) -> str:
        if line.struck:
            return self.tr("nee, door u geschrapt")
        return self.tr("ja, door u toegevoegd") if line.own else self.tr("ja")

    def _on_chosen(self, line: Line | None) -> None:
        self.change_button.setVisible(line is not None)
        if line is not None:
            text = self.tr("Wijziging terugdraaien") if line.own else self.tr("Telt niet mee")
            self.change_button.setText(text)
            self.change_button.setAccessibleName(text)

    def _on_add(self) -> None:
        chosen = HolidayDialog(self.window(), self.tools.today()).run()
        if chosen is not None:
            self._change(lambda: self.services.settings.add_holiday(*chosen))
            self.year.choose(chosen[0].year)

    def _on_change(self) -> None:
        line = self.table.chosen
        if line is None:
            return
        settings = self.services.settings
        if line.own:
            self._change(lambda: settings.remove_holiday(line.on))
        else:
            self._change(lambda: settings.add_holiday(line.on, "", added=False))

    def _change(self, deed: Any) -> None:
        try:
            moved = deed()
        except LeskrachtError as error:
            self.messages.show_failure(error)
            return
        self.refresh()
        if moved:
            text = self.tr("Opgeslagen. {0} een andere uiterste datum gekregen.").format(
                counted(moved, self.tr("verzoek heeft"), self.tr("verzoeken hebben"))
            )
            self.banner.say(text, Tone.WARNING)
        else:
            self.banner.say(self.tr("Opgeslagen. Geen enkel lopend verzoek verandert erdoor."), Tone.SUCCESS)
        self.jobs.announce(Topic.SETTINGS, Topic.REQUESTS)


def _tone(line: Line) -> Tone:
    return Tone.MUTED if line.struck else Tone.NORMAL


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
