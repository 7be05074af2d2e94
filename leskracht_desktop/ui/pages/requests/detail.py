"""The pane beside the list: by when, what is known, the next step, and everything that happened."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from leskracht_desktop.domain.deadlines import Deadline
from leskracht_desktop.domain.request_letters import letters_for
from leskracht_desktop.domain.request_rules import Step, allowed_steps
from leskracht_desktop.domain.requests import Channel, RequestDetails, RequestEventKind, RequestEventRow, RequestKind
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import explain, label
from leskracht_desktop.labels_nl.request_letters import request_event_label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.pages.requests.columns import time_left, urgency
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.panels import DetailPane, KeyValueView
from leskracht_desktop.ui.widgets.text import chip, heading, paragraph, repolish, set_tone


class RequestPane(DetailPane):
    """Shows one request; `step_asked` carries the `Step` the user wants to take."""

    step_asked = Signal(object)
    dossier_asked = Signal()
    letter_asked = Signal()
    person_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("request_pane", parent)
        self._due = chip("", name="request_due")
        self._next = paragraph("", name="request_next")
        self.buttons = {
            Step.IDENTITY: self._step_button(self.tr("Identiteit vastleggen…"), Step.IDENTITY, "identity"),
            Step.EXTEND: self._step_button(self.tr("Verlengen…"), Step.EXTEND, "extend"),
            Step.ANSWER: self._step_button(self.tr("Besluit vastleggen…"), Step.ANSWER, "answer"),
            Step.CLOSE: self._step_button(self.tr("Afhandelen…"), Step.CLOSE, "close_request"),
            Step.WITHDRAW: self._step_button(self.tr("Intrekken…"), Step.WITHDRAW, "withdraw"),
            Step.NOTE: self._step_button(self.tr("Notitie toevoegen…"), Step.NOTE, "note"),
        }
        self.dossier_button = button(
            self.tr("Inzagedossier maken…"), "request_dossier", self.dossier_asked.emit, icon_name="pdf"
        )
        self.letter_button = button(self.tr("Brief maken…"), "request_letter", self.letter_asked.emit, icon_name="mail")
        self.person_button = button(
            self.tr("Betrokkene bekijken"), "request_person", self.person_asked.emit, look=Look.LINK
        )
        self._facts = KeyValueView("request_facts")
        self._built = QVBoxLayout()
        self._built.setSpacing(4)
        self._events = QVBoxLayout()
        self._events.setSpacing(12)
        self._arrange()

    def _step_button(self, text: str, step: Step, name: str) -> QPushButton:
        return button(text, f"request_{name}", lambda: self.step_asked.emit(step))

    def _arrange(self) -> None:
        self.body.addWidget(self._due)
        self.body.addWidget(self._next)
        steps = FlowLayout()
        made = [self.dossier_button, *self.buttons.values()]
        made.insert(made.index(self.buttons[Step.CLOSE]), self.letter_button)
        for one in made:
            steps.addWidget(one)
        self.body.addLayout(steps)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.person_button)
        self.body.addWidget(heading(self.tr("Hoe de datum is opgebouwd")))
        self.body.addLayout(self._built)
        self.body.addWidget(heading(self.tr("Wat er is gebeurd")))
        self.body.addLayout(self._events)
        self.body.addStretch(1)

    def show_request(self, details: RequestDetails, person: str, deadline: Deadline, *, read_only: bool) -> None:
        """Show this request, about the person of this name, and offer only the steps that are legal now."""
        row = details.row
        kind = label(row.kind)
        self.title.setText(f"{kind[:1].upper()}{kind[1:]} {row.number}")
        self.subtitle.setText(self.tr("over {name}").format(name=visible(person)))
        left = time_left(row)
        self._due.setText(
            self.tr("Uiterlijk {day}").format(day=dates.long(row.due_on)) + (f" · {left}" if left else "")
        )
        set_tone(self._due, urgency(row))
        self._next.setText(self._next_step(details))
        legal = allowed_steps(row.status, extended=row.extended)
        for step, made in self.buttons.items():
            made.setEnabled(step in legal and not read_only)
            made.setVisible(step in legal)
        can_dossier = row.kind is RequestKind.ACCESS and details.identity is not None
        self.dossier_button.setEnabled(can_dossier and not read_only)
        letters = letters_for(details)
        self.letter_button.setVisible(bool(letters))
        self.letter_button.setEnabled(bool(letters) and not read_only)
        self._make_next_stand_out(details)
        self.dossier_button.setVisible(row.kind is RequestKind.ACCESS)
        self.dossier_button.setToolTip("" if can_dossier else self.tr("Leg eerst de identiteit vast."))
        self._facts.show_pairs(self._pairs(details))
        _fill(self._built, [paragraph(text, Tone.MUTED, "deadline_step") for text in explain(deadline)])
        _fill(self._events, [self._event(event) for event in reversed(details.events)])

    def _make_next_stand_out(self, details: RequestDetails) -> None:
        """Give the button of the next step the look of a primary one."""
        legal = allowed_steps(details.row.status, extended=details.row.extended)
        made_already = any(event.kind is RequestEventKind.DOSSIER for event in details.events)
        following: QPushButton | None = None
        if details.identity is None and Step.IDENTITY in legal:
            following = self.buttons[Step.IDENTITY]
        elif Step.ANSWER in legal and details.row.kind is RequestKind.ACCESS and not made_already:
            following = self.dossier_button
        else:
            following = next((self.buttons[step] for step in (Step.ANSWER, Step.CLOSE) if step in legal), None)
        for made in (self.dossier_button, *self.buttons.values()):
            look = Look.PRIMARY if made is following else Look.NORMAL
            if made.property("look") != look.value:
                made.setProperty("look", look.value)
                repolish(made)
        set_icon(self.dossier_button, "pdf", Tone.ON_ACCENT if following is self.dossier_button else Tone.NORMAL)

    def _next_step(self, details: RequestDetails) -> str:
        row = details.row
        legal = allowed_steps(row.status, extended=row.extended)
        if details.identity is None and Step.IDENTITY in legal:
            return self.tr("Volgende stap: leg vast hoe u weet wie het vraagt.")
        if Step.ANSWER in legal:
            if row.kind is RequestKind.ACCESS:
                return self.tr("Volgende stap: maak het inzagedossier, geef het, en leg uw besluit vast.")
            return self.tr("Volgende stap: beantwoord het verzoek en leg uw besluit vast.")
        if Step.CLOSE in legal:
            return self.tr("Volgende stap: handel het verzoek af.")
        return self.tr("Aan dit verzoek hoeft niets meer te gebeuren.")

    def _pairs(self, details: RequestDetails) -> list[tuple[str, str]]:
        row, identity = details.row, details.identity
        checked = (
            self.tr("nog niet gecontroleerd")
            if identity is None
            else f"{identity.method} ({dates.long(identity.checked_on)}, {identity.checked_by})"
        )
        received = dates.long(row.received_on)
        if details.channel is not Channel.UNKNOWN:
            received += f", {label(details.channel)}"
        return [
            (self.tr("Stap"), label(row.status)),
            (self.tr("Verzoeker"), visible(row.requester_name) or self.tr("niet vastgelegd")),
            (self.tr("Namens wie"), label(details.authority)),
            (self.tr("Ontvangen op"), received),
            (self.tr("Streefdatum"), dates.long(row.target_on)),
            (self.tr("Uiterste datum"), dates.long(row.due_on)),
            (self.tr("Identiteit"), checked),
            (self.tr("Verlengd op"), dates.long(details.extended_on)),
            (self.tr("Reden van verlenging"), visible(details.extension_reason)),
            (self.tr("Omschrijving"), visible(details.description)),
            (self.tr("Beantwoord op"), dates.long(details.answered_on)),
            (self.tr("Afgehandeld op"), dates.long(details.closed_on)),
            (self.tr("School"), row.school),
        ]

    def _event(self, event: RequestEventRow) -> QWidget:
        made = QWidget()
        made.setObjectName("request_event")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(paragraph(_event_line(event), name="event_line"))
        layout.addWidget(paragraph(f"{dates.moment(event.at)}, {event.actor}", Tone.MUTED, "event_when"))
        return made


def _event_line(event: RequestEventRow) -> str:
    said = request_event_label(event)
    if event.kind is RequestEventKind.NOTE:
        return visible(event.text)
    return f"{said}: {visible(event.text)}" if event.text else said


def _fill(layout: QVBoxLayout, widgets: list[QWidget]) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
