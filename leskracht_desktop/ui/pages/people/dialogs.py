"""The forms of a person and of a relation between an adult and a pupil."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import GroupRow, NewPerson, PersonDetails, PersonKind, SchoolId, SchoolRow
from leskracht_desktop.domain.people_rules import problems
from leskracht_desktop.domain.request_rules import reason_problems
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import gender_label, label, year_group_label
from leskracht_desktop.ui.pages.people.groups_field import GroupsField
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import FormDialog

Problems = tuple[tuple[str, str], ...]
FindGroups = Callable[[SchoolId], Sequence[GroupRow]]

_GENDERS: Final = ("", "1", "2", "0", "9")
_YEAR_GROUPS: Final = ("", *"12345678", *"BDSVCN", "H", "0", *map(str, range(11, 17)))
_TEXTS: Final = (
    "given_names",
    "call_name",
    "initials",
    "prefix",
    "surname",
    "username",
    "email",
    "phone",
    "address",
    "postcode",
    "city",
    "country",
)
_ONLY_FOR: Final = {
    "gender": {PersonKind.PUPIL},
    "year_group": {PersonKind.PUPIL},
    "group_ids": {PersonKind.PUPIL, PersonKind.STAFF},
    "enrolled_on": {PersonKind.PUPIL, PersonKind.STAFF},
    "left_on": {PersonKind.PUPIL, PersonKind.STAFF},
}


class PersonDialog(FormDialog):
    """Adds or changes somebody; asks of nobody more than the school needs of people of that kind."""

    def __init__(
        self,
        parent: QWidget | None,
        today: date,
        schools: Sequence[SchoolRow],
        find_groups: FindGroups,
        person: PersonDetails | None = None,
    ) -> None:
        title = self.tr("Betrokkene wijzigen") if person else self.tr("Nieuwe betrokkene")
        super().__init__(parent, title)
        self._today, self._find_groups, self._person = today, find_groups, person
        self.kind = Choice(self.tr("Soort"), "kind", [(kind, label(kind)) for kind in PersonKind])
        self.school = Choice(self.tr("School"), "school_id", [(one.id, visible(one.name)) for one in schools])
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.birth_on = DateField(self.tr("Geboortedatum"), "birth_on", today)
        self.gender = Choice(
            self.tr("Geslacht"), "gender", [(code, gender_label(code) or self.tr("niet ingevuld")) for code in _GENDERS]
        )
        self.year_group = Choice(
            self.tr("Leerjaar"),
            "year_group",
            [(code, year_group_label(code) or self.tr("niet ingevuld")) for code in _YEAR_GROUPS],
        )
        self.groups = GroupsField(self.tr("Groepen"), "group_ids")
        self.enrolled_on = DateField(self.tr("Op school sinds"), "enrolled_on", today)
        self.left_on = DateField(self.tr("Van school sinds"), "left_on", today)
        self.note = QPlainTextEdit()
        self.reason = QLineEdit()
        self._fill(several_schools=len(schools) > 1)
        self._offer_groups()
        if person is not None:
            self._show(person)
        self.kind.picked.connect(lambda _kind: self._show_fields())
        self.school.picked.connect(lambda _school: self._offer_groups())
        self._show_fields()

    def _fill(self, *, several_schools: bool) -> None:
        form = self.form
        form.add_field("kind", self.tr("Soort"), self.kind)
        form.add_field("school_id", self.tr("School"), self.school)
        form.set_field_visible("school_id", visible=several_schools)
        form.add_heading(self.tr("Naam"))
        self._add_text("call_name", self.tr("Roepnaam"))
        self._add_text("prefix", self.tr("Tussenvoegsel"), self.tr("Bijvoorbeeld ‘van den’."))
        self._add_text("surname", self.tr("Achternaam"))
        self._add_text("given_names", self.tr("Voornamen"), self.tr("Alle voornamen voluit. Mag leeg blijven."))
        self._add_text("initials", self.tr("Voorletters"))
        form.add_field("birth_on", self.tr("Geboortedatum"), self.birth_on)
        form.add_field("gender", self.tr("Geslacht"), self.gender)
        form.add_heading(self.tr("Op school"))
        form.add_field("year_group", self.tr("Leerjaar"), self.year_group)
        form.add_field("group_ids", self.tr("Groepen"), self.groups)
        form.add_field("enrolled_on", self.tr("Op school sinds"), self.enrolled_on)
        form.add_field(
            "left_on", self.tr("Van school sinds"), self.left_on, note=self.tr("Leeg zolang iemand op school zit.")
        )
        form.add_heading(self.tr("Contact"))
        self._add_text("email", self.tr("E-mailadres"))
        self._add_text("phone", self.tr("Telefoonnummer"))
        self._add_text("address", self.tr("Adres"), self.tr("Straat en huisnummer."))
        self._add_text("postcode", self.tr("Postcode"))
        self._add_text("city", self.tr("Plaats"))
        self._add_text("country", self.tr("Land"), self.tr("Leeg betekent Nederland."))
        self._add_text("username", self.tr("Gebruikersnaam"))
        form.add_field(
            "note",
            self.tr("Aantekening"),
            self.note,
            note=self.tr("De betrokkene kan dit lezen. Schrijf geen BSN op en niets over gezondheid of geloof."),
        )
        if self._person is not None:
            form.add_field(
                "reason",
                self.tr("Waarom wijzigt u dit?"),
                self.reason,
                note=self.tr("Mag leeg blijven. De oude waarden blijven in de geschiedenis staan."),
            )

    def _add_text(self, name: str, text: str, note: str = "") -> None:
        self.form.add_field(name, text, self.texts[name], note=note)

    def _show(self, person: PersonDetails) -> None:
        self.kind.choose(person.kind)
        self.school.choose(person.school.id)
        self._offer_groups()
        for name, field in self.texts.items():
            field.setText(getattr(person, name))
            field.setCursorPosition(0)
        self.birth_on.set_value(person.birth_on)
        self.gender.choose(person.gender)
        self.year_group.choose(person.year_group)
        self.groups.set_value(person.group_ids)
        self.enrolled_on.set_value(person.enrolled_on)
        self.left_on.set_value(person.left_on)
        self.note.setPlainText(person.note)

    def _offer_groups(self) -> None:
        if self.school.value is not None:
            self.groups.set_groups(self._find_groups(self.school.value))

    def _show_fields(self) -> None:
        kind = self.kind.value
        for name, kinds in _ONLY_FOR.items():
            shown = kind in kinds and not (name == "group_ids" and not self.groups.count())
            self.form.set_field_visible(name, visible=shown)

    def _draft(self) -> NewPerson:
        texts: dict[str, Any] = {name: field.text() for name, field in self.texts.items()}
        return NewPerson(
            kind=self.kind.value,
            school_id=self.school.value,
            birth_on=self.birth_on.value,
            gender=self.gender.value,
            year_group=self.year_group.value,
            enrolled_on=self.enrolled_on.value,
            left_on=self.left_on.value,
            note=self.note.toPlainText(),
            group_ids=self.groups.value,
            **texts,
        )

    @override
    def problems(self) -> Problems:
        reason = self.reason.text()
        wrong = reason_problems("reason", reason) if reason.strip() else ()
        return problems(self._draft(), self._today) + wrong

    @override
    def result_value(self) -> tuple[NewPerson, str]:
        return self._draft(), self.reason.text()
