"""The form in which a request is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.domain.deadlines import Deadline
from leskracht_desktop.domain.people import PersonId, PersonRow
from leskracht_desktop.domain.request_rules import ActingCode, problems, speaks_for_self_by_name
from leskracht_desktop.domain.requests import Authority, Channel, NewRequest, RequestKind
from leskracht_desktop.errors import InvalidInput
from leskracht_desktop.labels_nl import explain, label
from leskracht_desktop.labels_nl.acting import advice
from leskracht_desktop.ui.pages.requests.dialogs import Problems, text_box
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import Draft, FormDialog
from leskracht_desktop.ui.widgets.panels import Banner
from leskracht_desktop.ui.widgets.person_picker import PersonPicker
from leskracht_desktop.ui.widgets.text import paragraph


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the form asks while it is filled in: who is found and named, by when, what to look at, who may speak."""

    people: Callable[[str], Sequence[PersonRow]]
    deadline: Callable[[date], Deadline]
    advice: Callable[[PersonId, PersonId | None, date], Sequence[ActingCode]]
    relatives: Callable[[PersonId], Mapping[PersonId, Authority]]
    is_called: Callable[[PersonId, str], bool]


class NewRequestDialog(FormDialog):
    """Registers a request: what is asked, about whom, by whom, since when; shows at once by when to answer."""

    def __init__(self, parent: QWidget | None, today: date, lookups: Lookups, person: PersonRow | None = None) -> None:
        super().__init__(parent, self.tr("Nieuw verzoek"))
        self._today = today
        self._lookups = lookups
        self._authority_chosen = False
        self.kind = Choice(self.tr("Soort verzoek"), "kind", [(kind, label(kind)) for kind in RequestKind])
        self.person = PersonPicker(self.tr("Betrokkene"), "person_id", lookups.people)
        self.received_on = DateField(self.tr("Ontvangen op"), "received_on", today)
        self.received_on.set_value(today)
        known = [one for one in Channel if one is not Channel.UNKNOWN]
        self.channel = Choice(
            self.tr("Ontvangen via"), "channel", [(one, label(one)) for one in (*known, Channel.UNKNOWN)]
        )
        self.channel.choose(Channel.UNKNOWN)
        self.requester = PersonPicker(self.tr("Verzoeker"), "requester_name", lookups.people, free_text=True)
        self.authority = Choice(self.tr("Namens wie"), "authority", [(one, label(one)) for one in Authority])
        self.authority.choose(Authority.UNKNOWN)
        self.address = text_box(self.tr("Adres van de verzoeker"), "requester_address")
        self.description = text_box(self.tr("Omschrijving"), "description")
        self._built = paragraph("", Tone.MUTED, "deadline_explained")
        self.advice = Banner("acting_advice")
        self.requester.prefer = self._relatives
        self._fill()
        self.authority.picked.connect(self._on_authority)
        for signal in (self.person.changed, self.requester.changed, self.received_on.date_changed):
            signal.connect(self._on_typed)
        self.person.choose(person)
        self._think_along()

    def _fill(self) -> None:
        form = self.form
        form.add_field("kind", self.tr("Soort verzoek"), self.kind)
        form.add_field("person_id", self.tr("Betrokkene"), self.person, note=self.tr("Over wie gaan de gegevens?"))
        form.add_field("received_on", self.tr("Ontvangen op"), self.received_on)
        form.add_widget(self._built)
        form.add_field("channel", self.tr("Ontvangen via"), self.channel)
        form.add_field(
            "requester_name",
            self.tr("Verzoeker"),
            self.requester,
            note=self.tr("Wie vraagt het? Kies iemand uit de kluis of typ een naam. Leeg: de betrokkene zelf."),
        )
        form.add_field("authority", self.tr("Namens wie"), self.authority)
        form.add_widget(self.advice)
        form.add_field(
            "requester_address",
            self.tr("Adres van de verzoeker"),
            self.address,
            note=self.tr("Komt boven de brief. Mag leeg blijven."),
        )
        form.add_field("description", self.tr("Omschrijving"), self.description)

    def _on_authority(self, _authority: object) -> None:
        self._authority_chosen = True

    def _on_typed(self, *_values: object) -> None:
        # A field that loses the focus because the form was closed may change as well: then nobody reads along.
        if self.isVisible():
            self._think_along()

    def _think_along(self) -> None:
        received_on = self.received_on.value
        text = ""
        if received_on is not None:
            try:
                text = " ".join(explain(self._lookups.deadline(received_on)))
            except InvalidInput:
                text = ""
        self._built.setText(text)
        self._built.setVisible(bool(text))
        self._suggest_authority()
        self._show_advice(received_on or self._today)

    def _suggest_authority(self) -> None:
        person_id, asker_id = self.person.person_id, self.requester.person_id
        if self._authority_chosen or person_id is None:
            return
        found = Authority.UNKNOWN
        if asker_id is not None:
            found = Authority.SELF if asker_id == person_id else self._relatives().get(asker_id, found)
        blocked = self.authority.blockSignals(True)
        self.authority.choose(found)
        self.authority.blockSignals(blocked)

    def _relatives(self) -> Mapping[PersonId, Authority]:
        person_id = self.person.person_id
        return {} if person_id is None else self._lookups.relatives(person_id)

    def _show_advice(self, on: date) -> None:
        person_id = self.person.person_id
        asker_id = self.requester.person_id
        if person_id is None or (asker_id is None and not self.requester.text().strip()):
            self.advice.hide()
            return
        codes = tuple(self._lookups.advice(person_id, asker_id, on))
        if codes:
            self.advice.say(advice(codes), Tone.WARNING, closable=False)
        else:
            self.advice.hide()

    def _draft(self) -> NewRequest:
        asker_id = self.requester.person_id
        asker_name = "" if asker_id is not None else self.requester.text().strip()
        authority: Authority = self.authority.value
        asks_for_self = asker_id == self.person.person_id if asker_id is not None else not asker_name
        if authority is Authority.UNKNOWN and asks_for_self:
            authority = Authority.SELF
        return NewRequest(
            kind=self.kind.value,
            person_id=self.person.person_id or PersonId(0),
            received_on=self.received_on.value or self._today,
            channel=self.channel.value,
            requester_id=asker_id,
            requester_name=asker_name,
            requester_address=self.address.toPlainText(),
            authority=authority,
            description=self.description.toPlainText(),
        )

    @override
    def problems(self) -> Problems:
        found: list[tuple[str, str]] = []
        draft, person_id = self._draft(), self.person.person_id
        if person_id is None:
            found.append(("person_id", "ambiguous" if self.person.ambiguous else "required"))
        elif speaks_for_self_by_name(draft) and not self._lookups.is_called(person_id, draft.requester_name):
            found.append(("authority", "self_is_other"))
        if self.received_on.value is None and not self.received_on.unclear:
            found.append(("received_on", "required"))
        return (*found, *problems(draft, self._today))

    @override
    def result_value(self) -> NewRequest:
        return self._draft()

    @override
    def draft(self) -> Draft:
        kept = super().draft()
        for name, picker in (("person_id", self.person), ("requester_name", self.requester)):
            if picker.person is not None:
                # Two people may have one name, but not one key.
                kept[name] = picker.person.key
        return kept

    @override
    def restore(self, draft: Draft) -> None:
        super().restore(draft)
        self.person.settle()
        self.requester.settle()
        self._think_along()
