"""The forms of the steps of a request; registering one has a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.deadlines import Deadline
from leskracht_desktop.domain.people import PersonId, PersonRow
from leskracht_desktop.domain.request_rules import (
    ActingCode,
    identity_problems,
    reason_problems,
    step_date_problems,
)
from leskracht_desktop.domain.requests import IdentityCheck, RequestRow
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import FormDialog

Problems = tuple[tuple[str, str], ...]
Find = Callable[[str], Sequence[PersonRow]]
FindDeadline = Callable[[date], Deadline]
FindAdvice = Callable[[PersonId, PersonId | None, date], Sequence[ActingCode]]

TEXT_LINES = 4


def text_box(label_text: str, name: str) -> QPlainTextEdit:
    """Return a field of several lines in which Tab goes on to the next field."""
    box = QPlainTextEdit()
    box.setObjectName(name)
    box.setAccessibleName(label_text)
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * TEXT_LINES + 20)
    return box


class IdentityDialog(FormDialog):
    """Records how, when and by whom identity was checked; never a copy or number of a document."""

    METHODS = (
        "Bekend bij de school, gesproken aan de balie",
        "Identiteitsbewijs bekeken, niets gekopieerd",
        "Teruggebeld op het nummer dat de school kent",
        "Gemaild vanaf het adres dat de school kent",
        "Ingelogd in de ouderapp van de school",
    )

    def __init__(self, parent: QWidget | None, row: RequestRow, today: date, signer: str) -> None:
        super().__init__(
            parent,
            self.tr("Identiteit vastleggen"),
            intro=self.tr(
                "Leg vast hoe u zeker weet wie het vraagt. Bewaar geen kopie of nummer van een identiteitsbewijs."
            ),
        )
        self._row, self._today = row, today
        self.method = Choice(self.tr("Hoe gecontroleerd"), "method", [(text, text) for text in self.METHODS])
        self.method.setEditable(True)
        self.method.setCurrentText("")
        line = self.method.lineEdit()
        if line is not None:
            line.setObjectName("method_text")
            line.setAccessibleName(self.tr("Hoe gecontroleerd"))
            line.setPlaceholderText(self.tr("Kies of typ zelf"))
        self.checked_on = DateField(self.tr("Gecontroleerd op"), "checked_on", today)
        self.checked_on.set_value(today)
        self.checked_by = QLineEdit(signer)
        self.form.add_field("method", self.tr("Hoe gecontroleerd"), self.method)
        self.form.add_field("checked_on", self.tr("Gecontroleerd op"), self.checked_on)
        self.form.add_field("checked_by", self.tr("Gecontroleerd door"), self.checked_by)

    def _check(self) -> IdentityCheck:
        return IdentityCheck(
            method=self.method.currentText(),
            checked_on=self.checked_on.value or self._today,
            checked_by=self.checked_by.text(),
        )

    @override
    def problems(self) -> Problems:
        return identity_problems(self._check(), self._row.received_on, self._today)

    @override
    def result_value(self) -> IdentityCheck:
        return self._check()


@dataclass(frozen=True, slots=True)
class StepForm:
    """The words of a step's form; without `reason_label` no reason is asked."""

    title: str
    intro: str
    day_label: str
    save: str
    reason_label: str = ""
    reason_field: str = "reason"
    reason_needed: bool = False


class StepDialog(FormDialog):
    """A step with a day and, where it is asked, a reason: extend, answer, close, withdraw."""

    def __init__(self, parent: QWidget | None, words: StepForm, row: RequestRow, today: date) -> None:
        super().__init__(parent, words.title, intro=words.intro, save=words.save)
        self._row, self._today, self._words = row, today, words
        self.on = DateField(words.day_label, "on", today)
        self.on.set_value(today)
        self.form.add_field("on", words.day_label, self.on)
        self.reason: QPlainTextEdit | None = None
        if words.reason_label:
            self.reason = text_box(words.reason_label, words.reason_field)
            self.form.add_field(words.reason_field, words.reason_label, self.reason)

    @override
    def problems(self) -> Problems:
        found: list[tuple[str, str]] = []
        if self.on.value is None:
            found.append(("on", "required"))
        else:
            found += [("on", code) for code in step_date_problems(self.on.value, self._row.received_on, self._today)]
        text = "" if self.reason is None else self.reason.toPlainText()
        if self.reason is not None and (self._words.reason_needed or text.strip()):
            found += reason_problems(self._words.reason_field, text)
        return tuple(found)

    @override
    def result_value(self) -> tuple[date, str]:
        return self.on.value or self._today, "" if self.reason is None else self.reason.toPlainText()


class NoteDialog(FormDialog):
    """A note on the time line of a request."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, self.tr("Notitie toevoegen"))
        self.text = text_box(self.tr("Notitie"), "text")
        self.form.add_field("text", self.tr("Notitie"), self.text)

    @override
    def problems(self) -> Problems:
        return reason_problems("text", self.text.toPlainText())

    @override
    def result_value(self) -> str:
        return self.text.toPlainText()


def due_line(row: RequestRow) -> str:
    """Return in one line by when a request must be answered."""
    return f"{dates.with_weekday(row.due_on)} ({dates.days_left(row.days_left)})"
