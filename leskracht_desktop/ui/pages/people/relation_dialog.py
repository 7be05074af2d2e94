"""The form of the relation between an adult and a pupil: who, what, and with or without custody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import (
    Custody,
    NewRelation,
    PersonDetails,
    PersonId,
    PersonKind,
    PersonRow,
    RelationDetails,
    RelationKind,
)
from leskracht_desktop.domain.people_rules import relation_problems
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import Draft, FormDialog
from leskracht_desktop.ui.widgets.person_picker import PersonPicker

Problems = tuple[tuple[str, str], ...]
Find = Callable[[str], Sequence[PersonRow]]


class RelationDialog(FormDialog):
    """Adds a relation to someone, or changes one; `find` finds the people who may stand at the other end."""

    def __init__(
        self,
        parent: QWidget | None,
        person: PersonDetails,
        today: date,
        find: Find,
        relation: RelationDetails | None = None,
    ) -> None:
        self._pupil = person.kind is PersonKind.PUPIL
        name = visible(person.display_name)
        title = self.tr("Relatie wijzigen") if relation else self._title()
        super().__init__(parent, title, intro=self._intro(name, relation))
        self._person, self._today, self._relation = person, today, relation
        other_label = self.tr("Ouder of verzorger") if self._pupil else self.tr("Leerling")
        self._field = "adult_id" if self._pupil else "pupil_id"
        self.other = PersonPicker(other_label, self._field, find)
        self.kind = Choice(self.tr("Relatie"), "kind", [(kind, label(kind)) for kind in RelationKind])
        self.custody = Choice(self.tr("Gezag"), "custody", [(one, label(one)) for one in Custody])
        self.custody.choose(Custody.UNKNOWN)
        self.since = DateField(self.tr("Sinds"), "custody_since", today)
        if relation is None:
            self.form.add_field(
                self._field,
                other_label,
                self.other,
                note=self.tr(
                    "Staat deze persoon er nog niet in? Sluit dit venster en kies eerst ‘Nieuwe betrokkene…’."
                ),
            )
        self.form.add_field("kind", self._kind_label(), self.kind)
        self.form.add_field(
            "custody",
            self.tr("Gezag"),
            self.custody,
            note=self.tr("Niet bekend is iets anders dan nee. Kijk bij twijfel in het gezagsregister."),
        )
        self.form.add_field(
            "custody_since", self.tr("Sinds"), self.since, note=self.tr("Sinds wanneer dit zo is. Mag leeg blijven.")
        )
        if relation is not None:
            self.kind.choose(relation.kind)
            self.custody.choose(relation.custody)
            self.since.set_value(relation.custody_since)

    def _title(self) -> str:
        return self.tr("Ouder of verzorger toevoegen") if self._pupil else self.tr("Kind toevoegen")

    def _kind_label(self) -> str:
        return self.tr("Relatie") if self._pupil else self.tr("Is voor de leerling")

    def _intro(self, name: str, relation: RelationDetails | None) -> str:
        if relation is None:
            return self.tr("Bij {name}.").format(name=name)
        other = visible(relation.other_name)
        return self.tr("{name} en {other}. De oude waarden blijven in de geschiedenis staan.").format(
            name=name, other=other
        )

    def _other_id(self) -> PersonId | None:
        return self._relation.other_id if self._relation is not None else self.other.person_id

    def _draft(self) -> NewRelation:
        other = self._other_id() or PersonId(0)
        adult, pupil = (other, self._person.id) if self._pupil else (self._person.id, other)
        return NewRelation(adult, pupil, self.kind.value, self.custody.value, self.since.value)

    @override
    def problems(self) -> Problems:
        if self._other_id() is None:
            return ((self._field, "required"), *self._date_problems())
        return self._date_problems()

    def _date_problems(self) -> Problems:
        # The picker offers adults to a pupil and pupils to an adult, so only the dates can be wrong.
        birth_on = self._person.birth_on if self._pupil else None
        row = self.other.person
        if not self._pupil and row is not None:
            birth_on = row.birth_on
        found = relation_problems(self._draft(), PersonKind.PARENT, PersonKind.PUPIL, birth_on, self._today)
        return tuple(problem for problem in found if problem[0] == "custody_since")

    @override
    def result_value(self) -> NewRelation:
        return self._draft()

    @override
    def draft(self) -> Draft:
        kept = super().draft()
        if self.other.person is not None:
            kept[self._field] = self.other.person.key
        return kept

    @override
    def restore(self, draft: Draft) -> None:
        super().restore(draft)
        self.other.settle()
