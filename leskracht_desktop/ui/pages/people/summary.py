"""Someone in short: how to reach them, who belongs to them with or without custody, and which requests there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.ages import ADULT_AGE, SELF_AGE, age_on, turns_16_on
from leskracht_desktop.domain.people import Custody, PersonDetails, PersonKind, PersonStatus, RelationDetails
from leskracht_desktop.domain.request_rules import SOON_DAYS
from leskracht_desktop.domain.requests import RequestRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.pages.people.stored import clear
from leskracht_desktop.ui.pages.requests.columns import COUNTING
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.panels import Banner, KeyValueView
from leskracht_desktop.ui.widgets.text import chip, heading, paragraph

_CUSTODY_TONES = {Custody.YES: Tone.SUCCESS, Custody.NO: Tone.DANGER, Custody.UNKNOWN: Tone.WARNING}


class SummaryView(QWidget):
    """The first thing to know about someone; names of others lead to them."""

    person_asked = Signal(int)
    request_asked = Signal(int)
    relation_add_asked = Signal()
    relation_edit_asked = Signal(object)
    relation_end_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summary")
        self._notice = Banner("person_notice")
        self._facts = KeyValueView("person_facts")
        self._relations_title = heading("", "relations_title")
        self._relations = QVBoxLayout()
        self._relations.setSpacing(12)
        self.add_button = button("", "add_relation", self.relation_add_asked.emit, icon_name="add")
        self._requests = QVBoxLayout()
        self._requests.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self._notice)
        layout.addWidget(self._facts)
        layout.addWidget(self._relations_title)
        layout.addLayout(self._relations)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(heading(self.tr("Verzoeken"), "requests_title"))
        layout.addLayout(self._requests)

    def show_person(
        self, person: PersonDetails, requests: Iterable[RequestRow], today: date, *, read_only: bool
    ) -> None:
        """Show somebody else."""
        self._say(person, today)
        self._facts.show_pairs(self._pairs(person, today))
        self._show_relations(person, read_only=read_only)
        clear(self._requests)
        for row in requests:
            self._requests.addWidget(self._request(row), 0, Qt.AlignmentFlag.AlignLeft)
        if not self._requests.count():
            self._requests.addWidget(
                paragraph(self.tr("Over deze persoon is geen verzoek vastgelegd."), Tone.MUTED, "no_requests")
            )

    def _say(self, person: PersonDetails, today: date) -> None:
        if person.status is PersonStatus.MISSING:
            since = dates.long(None if person.missing_since is None else person.missing_since.date())
            self._notice.say(
                self.tr("Staat sinds {day} niet meer in de lijst van de school. Er is niets gewist.").format(day=since),
                Tone.WARNING,
                closable=False,
            )
            return
        text = self._age_text(person, today)
        if text:
            self._notice.say(text, Tone.ACCENT, closable=False)
        else:
            self._notice.hide()

    def _age_text(self, person: PersonDetails, today: date) -> str:
        if person.kind is not PersonKind.PUPIL or person.birth_on is None:
            return ""
        age = age_on(person.birth_on, today)
        if age >= ADULT_AGE:
            return self.tr("Deze leerling is 18 jaar of ouder: niemand heeft meer gezag.")
        if age >= SELF_AGE:
            return self.tr("Deze leerling is 16 jaar of ouder en vraagt in de regel zelf.")
        on = turns_16_on(person.birth_on)
        if (on - today).days <= SOON_DAYS:
            return self.tr("Deze leerling wordt 16 op {day} en vraagt vanaf dan in de regel zelf.").format(
                day=dates.long(on)
            )
        return ""

    def _pairs(self, person: PersonDetails, today: date) -> list[tuple[str, str]]:
        born = dates.long(person.birth_on)
        if person.birth_on is not None and person.kind is PersonKind.PUPIL:
            born = self.tr("{day} ({age} jaar)").format(day=born, age=age_on(person.birth_on, today))
        place = " ".join(part for part in (person.postcode, person.city) if part)
        lines = (person.address, place, person.country)
        return [
            (self.tr("Groep"), visible(", ".join(dict.fromkeys(name for name, _ in person.groups)))),
            (self.tr("Geboren"), born),
            (self.tr("E-mailadres"), visible(person.email)),
            (self.tr("Telefoon"), visible(person.phone)),
            (self.tr("Adres"), visible("\n".join(part for part in lines if part), keep_lines=True)),
            (self.tr("School"), visible(person.school.name)),
            (self.tr("Vestiging"), visible(person.site)),
            (self.tr("Van school sinds"), dates.long(person.left_on) if person.status is PersonStatus.LEFT else ""),
            (self.tr("Nummer"), person.key),
            (self.tr("Aantekening"), visible(person.note, keep_lines=True)),
        ]

    def _show_relations(self, person: PersonDetails, *, read_only: bool) -> None:
        pupil = person.kind is PersonKind.PUPIL
        self._relations_title.setText(self.tr("Ouders en verzorgers") if pupil else self.tr("Kinderen op school"))
        text = self.tr("Ouder of verzorger toevoegen…") if pupil else self.tr("Kind toevoegen…")
        self.add_button.setText(text)
        self.add_button.setAccessibleName(text)
        self.add_button.setEnabled(not read_only)
        clear(self._relations)
        for relation in person.relations:
            self._relations.addWidget(self._relation(relation, read_only=read_only))
        if not person.relations:
            nobody = self.tr("Geen ouders of verzorgers vastgelegd.") if pupil else self.tr("Geen kinderen vastgelegd.")
            self._relations.addWidget(paragraph(nobody, Tone.MUTED, "no_relations"))

    def _relation(self, relation: RelationDetails, *, read_only: bool) -> QWidget:
        made = QWidget()
        made.setObjectName(f"relation_{relation.id}")
        name = visible(relation.other_name)
        who = button(name, f"relation_{relation.id}_open", look=Look.LINK, icon_name="person")
        who.clicked.connect(lambda _checked=False: self.person_asked.emit(relation.other_id))
        edit = icon_button(
            self.tr("Relatie met {name} wijzigen…").format(name=name),
            f"relation_{relation.id}_edit",
            "edit",
            lambda: self.relation_edit_asked.emit(relation),
        )
        end = icon_button(
            self.tr("Relatie met {name} verwijderen…").format(name=name),
            f"relation_{relation.id}_end",
            "remove",
            lambda: self.relation_end_asked.emit(relation),
        )
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(who)
        top.addStretch(1)
        for small in (edit, end):
            small.setEnabled(not read_only)
            top.addWidget(small)
        below = FlowLayout()
        kind = label(relation.kind)
        below.addWidget(chip(self.tr("{kind} van").format(kind=kind) if relation.other_is_pupil else kind, name="kind"))
        below.addWidget(chip(custody_text(relation), _CUSTODY_TONES[relation.custody], "custody"))
        if relation.missing:
            below.addWidget(chip(self.tr("niet meer in de lijst"), Tone.WARNING, "relation_missing"))
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(below)
        return made

    def _request(self, row: RequestRow) -> QWidget:
        left = dates.days_left(row.days_left) if row.status in COUNTING else ""
        text = " · ".join(part for part in (row.number, label(row.kind), label(row.status), left) if part)
        made = button(text, f"person_request_{row.id}", look=Look.LINK, icon_name="requests")
        made.clicked.connect(lambda _checked=False: self.request_asked.emit(row.id))
        return made


def custody_text(relation: RelationDetails) -> str:
    """Return in words whether somebody has custody, and since when."""
    words = {Custody.YES: "gezag", Custody.NO: "geen gezag", Custody.UNKNOWN: "gezag niet bekend"}
    since = f", sinds {dates.long(relation.custody_since)}" if relation.custody_since else ""
    return words[relation.custody] + since
