"""`Taken`: what our agreements ask for and by when, each with what to do and a way to the agreement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_watch import WatchDays, WatchItem, WatchKind, WatchLevel
from leskracht_desktop.domain.agreements import AgreementStep
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.pages.agreements.task_deeds import TaskDeed
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.panels import Card, EmptyState, Scrolling
from leskracht_desktop.ui.widgets.text import chip, heading, paragraph

_ORDER: Final = tuple(WatchLevel)
_TONES: Final = {
    WatchLevel.LATE: Tone.DANGER,
    WatchLevel.NEAR: Tone.WARNING,
    WatchLevel.EARLY: Tone.ACCENT,
    WatchLevel.DONE: Tone.SUCCESS,
}


class TasksView(QWidget):
    """Shows the tasks it is given, those that are late on top."""

    agreement_asked = Signal(int)
    """Carries the id of an agreement."""
    deed_asked = Signal(object, object)
    """Carries a `WatchItem` and a `TaskDeed`."""
    calendar_asked = Signal()
    days_asked = Signal()
    """The user wants to choose how long before a day she is told of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreement_tasks")
        self._items: Sequence[WatchItem] = ()
        self._read_only = self._stale = False
        self._told = paragraph("", Tone.MUTED, "tasks_told")
        self.calendar_button = button(
            self.tr("In agenda zetten…"), "tasks_calendar", self.calendar_asked.emit, icon_name="calendar"
        )
        self.days_button = button(
            self.tr("Wanneer waarschuwen…"), "tasks_days", self.days_asked.emit, look=Look.QUIET, icon_name="settings"
        )
        buttons = FlowLayout()
        buttons.addWidget(self.calendar_button)
        buttons.addWidget(self.days_button)
        self._list = Scrolling("tasks_scroll")
        self._list.body.setContentsMargins(0, 0, 12, 16)
        self._list.body.setSpacing(8)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._told)
        column.addLayout(buttons)
        column.addWidget(self._list, 1)
        self.empty = EmptyState(
            "tasks_empty",
            "check",
            self.tr("Er staat niets op de agenda"),
            self.tr(
                "Zodra er een overeenkomst geldt, staat hier wat u ervoor moet doen en wanneer: opnieuw bekijken, op "
                "tijd opzeggen, besluiten over een andere subverwerker, of vragen of de gegevens zijn vernietigd."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_tasks(self, items: Sequence[WatchItem], days: WatchDays, *, read_only: bool) -> None:
        """Show these tasks; the buttons that change something are off while the vault is read-only.

        The cards are made when somebody looks: texts that wrap need to know how wide they are.
        """
        self._items, self._read_only, self._stale = items, read_only, True
        self._stack.setCurrentIndex(0 if items else 1)
        self.calendar_button.setEnabled(not read_only)
        told = self.tr("Op Overzicht staat een taak vanaf {0} dagen van tevoren, en dringend vanaf {1} dagen.")
        self._told.setText(told.format(days.early, days.near))
        if self.isVisible():
            self._fill()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if not self._stale:
            return
        self._stale = False
        body = self._list.body
        while (old := body.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(self._items, key=lambda item: (_ORDER.index(item.level), item.on))
        for level, group in groupby(ordered, key=lambda item: item.level):
            body.addWidget(heading(label(level).capitalize(), f"tasks_{level}"))
            for item in group:
                body.addWidget(self._card(item, read_only=self._read_only))
        body.addStretch(1)

    def _card(self, item: WatchItem, *, read_only: bool) -> Card:
        name = f"{item.kind}_{item.agreement_id}"
        card = Card(f"task_{name}")
        card.body.setContentsMargins(20, 14, 20, 14)
        card.body.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(heading(label(item.kind), "task_title"), 1)
        mark = label(item.level) if item.level is WatchLevel.DONE else dates.days_left(item.days_left)
        if not item.has_term:
            mark = self.tr("termijn niet bekend")
        top.addWidget(chip(mark, _TONES.get(item.level, Tone.NORMAL), "task_mark"), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(top)
        known = self.tr("Uiterlijk {0}") if item.has_term else self.tr("Aangekondigd op {0}")
        day = known.format(dates.with_weekday(item.on))
        card.body.addWidget(paragraph(" · ".join(filter(None, (day, item.subject))), name="task_day"))
        card.body.addWidget(paragraph(what_to_do(item), Tone.MUTED, "task_text"))
        links = FlowLayout()
        about = f"{item.supplier}: {item.title}" if item.title else item.supplier
        for deed, text in deeds_of(item):
            made = button(text, f"do_{deed}_{item.agreement_id}", partial(self.deed_asked.emit, item, deed))
            made.setAccessibleName(f"{text}: {about}")
            made.setEnabled(not read_only)
            links.addWidget(made)
        way = button(about, f"open_{name}", partial(self.agreement_asked.emit, item.agreement_id), look=Look.LINK)
        links.addWidget(way)
        card.body.addLayout(links)
        return card


def what_to_do(item: WatchItem) -> str:
    """Return in a sentence or two what a task asks."""
    if item.level is WatchLevel.DONE:
        return _tr("Besloten is om niet op te zeggen. De overeenkomst loopt door.")
    if not item.has_term:
        return _tr(
            "De leverancier wil een andere subverwerker. Vraag tot en met welke dag u bezwaar kunt maken en leg die "
            "vast, of besluit nu al of de school bezwaar maakt."
        )
    match item.kind:
        case WatchKind.END:
            return _tr("Spreek af of u verlengt, en pas dan de einddatum aan. Houdt het op, leg dat dan vast.")
        case WatchKind.NOTICE:
            return _tr(
                "Wilt u ervan af, zeg dan uiterlijk op deze dag op. Gaat u door, leg dan vast dat u niet opzegt."
            )
        case WatchKind.REVIEW:
            return _tr("Loop de overeenkomst en de bijsluiter na: klopt alles nog? Leg vast wat u vond.")
        case WatchKind.OBJECTION:
            return _tr("De leverancier wil een andere subverwerker. Besluit of de school bezwaar maakt.")
        case WatchKind.DESTRUCTION:
            return _tr("Vraag de leverancier om schriftelijk te bevestigen dat de gegevens zijn vernietigd.")


def deeds_of(item: WatchItem) -> tuple[tuple[TaskDeed, str], ...]:
    """Return what can be done about a task, with the text of its button."""
    if item.level is WatchLevel.DONE:
        return ((TaskDeed.OPEN_AGAIN, _tr("Besluit terugnemen")),)
    match item.kind:
        case WatchKind.END:
            ended = f"{label(AgreementStep.END)}…"
            return (TaskDeed.CHANGE, _tr("Einddatum wijzigen…")), (TaskDeed.END, ended)
        case WatchKind.NOTICE:
            given = f"{label(AgreementStep.GIVE_NOTICE)}…"
            return (TaskDeed.GIVE_NOTICE, given), (TaskDeed.GO_ON, _tr("Niet opzeggen…"))
        case WatchKind.REVIEW:
            return ((TaskDeed.REVIEW, _tr("Beoordeling vastleggen…")),)
        case WatchKind.OBJECTION:
            return ((TaskDeed.DECIDE, _tr("Besluit vastleggen…")),)
        case WatchKind.DESTRUCTION:
            return ((TaskDeed.CONFIRM_DESTRUCTION, f"{label(AgreementStep.CONFIRM_DESTRUCTION)}…"),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TasksView", text)
