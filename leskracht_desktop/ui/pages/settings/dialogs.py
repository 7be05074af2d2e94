"""The forms of the settings: institution, school, passphrase, recovery code, holiday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import SchoolRow
from leskracht_desktop.domain.schools import (
    Denomination,
    InstitutionDetails,
    NewSchool,
    NumberKind,
    institution_problems,
    school_problems,
)
from leskracht_desktop.domain.vaults import MINIMUM_PASSPHRASE
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice, PassphraseField
from leskracht_desktop.ui.widgets.form import FormDialog


def denomination_label(kind: Denomination) -> str:
    """Return the Dutch words for a school's legal form."""
    return {
        Denomination.PUBLIC: _tr("openbaar"),
        Denomination.PRIVATE: _tr("bijzonder"),
        Denomination.UNKNOWN: _tr("openbaar of bijzonder nog niet ingevuld"),
    }[kind]


class InstitutionDialog(FormDialog):
    """Asks for the institution, its contact and its data protection officer."""

    def __init__(self, parent: QWidget | None, details: InstitutionDetails) -> None:
        super().__init__(parent, self.tr("Bestuur en contactpersoon"))
        self._details = details
        self.form.add_heading(self.tr("Bestuur"))
        self._line("name", self.tr("Naam van het bestuur"))
        self._kind = Choice(
            self.tr("Soort nummer"),
            "number_kind",
            [
                (NumberKind.NONE, self.tr("geen nummer")),
                (NumberKind.AUTHORITY, self.tr("bestuursnummer")),
                (NumberKind.BRIN, self.tr("BRIN-nummer")),
                (NumberKind.RIO, self.tr("RIO-nummer")),
                (NumberKind.KVK, self.tr("KvK-nummer")),
            ],
        )
        self._kind.choose(details.number_kind)
        self.form.add_field("number_kind", self.tr("Soort nummer"), self._kind)
        self._line("number", self.tr("Nummer"))
        self._line("address", self.tr("Adres"))
        self._line("postcode", self.tr("Postcode"))
        self._line("city", self.tr("Plaats"))
        self.form.add_heading(self.tr("Contactpersoon privacy"))
        self._line("contact_name", self.tr("Contactpersoon privacy"))
        self._line("contact_email", self.tr("E-mailadres"))
        self._line("contact_phone", self.tr("Telefoonnummer"))
        self.form.add_heading(self.tr("Functionaris gegevensbescherming"))
        self.form.add_text(
            self.tr("De FG houdt toezicht op de privacy bij het bestuur. Ouders mogen rechtstreeks contact opnemen.")
        )
        self._line("officer_name", self.tr("Naam van de FG"))
        self._line("officer_email", self.tr("E-mailadres van de FG"))

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return institution_problems(self.result_value())

    @override
    def result_value(self) -> InstitutionDetails:
        texts: dict[str, Any] = {name: text for name, text in self.form.draft().items() if name != "number_kind"}
        return replace(self._details, number_kind=self._kind.value, **texts)

    def _line(self, name: str, label: str) -> None:
        field = QLineEdit()
        field.setText(getattr(self._details, name))
        self.form.add_field(name, label, field)


class SchoolDialog(FormDialog):
    """Asks for a school."""

    def __init__(self, parent: QWidget | None, school: SchoolRow | None) -> None:
        super().__init__(parent, self.tr("School wijzigen") if school else self.tr("School toevoegen"))
        for name, label in (("name", self.tr("Naam van de school")), ("brin", self.tr("BRIN-nummer"))):
            self._line(name, label, school)
        self._kind = Choice(
            self.tr("Openbaar of bijzonder"),
            "denomination",
            [
                (Denomination.UNKNOWN, self.tr("nog niet ingevuld")),
                (Denomination.PUBLIC, self.tr("openbaar")),
                (Denomination.PRIVATE, self.tr("bijzonder")),
            ],
        )
        if school is not None:
            self._kind.choose(Denomination(school.denomination))
        self.form.add_field(
            "denomination",
            self.tr("Openbaar of bijzonder"),
            self._kind,
            note=self.tr("Dit bepaalt naar welke rechter iemand kan gaan die het niet eens is met uw antwoord."),
        )
        for name, label in (
            ("address", self.tr("Adres")),
            ("postcode", self.tr("Postcode")),
            ("city", self.tr("Plaats")),
        ):
            self._line(name, label, school)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return school_problems(self.result_value())

    @override
    def result_value(self) -> NewSchool:
        texts = {name: text for name, text in self.form.draft().items() if name != "denomination"}
        return NewSchool(denomination=self._kind.value, **texts)

    def _line(self, name: str, label: str, school: SchoolRow | None) -> None:
        field = QLineEdit()
        if school is not None:
            field.setText(getattr(school, name))
        self.form.add_field(name, label, field)


class PassphraseDialog(FormDialog):
    """Asks for a new passphrase, twice."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            self.tr("Wachtwoordzin instellen"),
            intro=self.tr(
                "Neem vier of vijf woorden die niets met elkaar te maken hebben. Bewaar de zin niet op deze computer."
            ),
        )
        for name, label in (
            ("passphrase", self.tr("Wachtwoordzin")),
            ("passphrase_again", self.tr("Wachtwoordzin herhalen")),
        ):
            self.form.add_field(name, label, PassphraseField(label, name))

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        first, again = self._texts()
        found = [("passphrase", "too_short")] if len(first) < MINIMUM_PASSPHRASE else []
        return tuple(found + ([("passphrase_again", "not_equal")] if first != again else []))

    @override
    def result_value(self) -> str:
        return self._texts()[0]

    def _texts(self) -> tuple[str, str]:
        first, again = (self.form.fields[name].widget for name in ("passphrase", "passphrase_again"))
        if not isinstance(first, PassphraseField) or not isinstance(again, PassphraseField):
            return "", ""
        return first.text(), again.text()


class HolidayDialog(FormDialog):
    """Asks for a day on which nobody has to answer."""

    def __init__(self, parent: QWidget | None, today: date) -> None:
        super().__init__(
            parent,
            self.tr("Vrije dag toevoegen"),
            save=self.tr("Toevoegen"),
            intro=self.tr(
                "Alleen dagen die de overheid als algemeen erkende feestdag aanwijst, tellen mee voor de termijn. "
                "Een studiedag of schoolvakantie is dat niet."
            ),
        )
        self._on = DateField(self.tr("Datum"), "on", today)
        self.form.add_field("on", self.tr("Datum"), self._on)
        self._name = QLineEdit()
        self.form.add_field("name", self.tr("Naam"), self._name)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        found = [("on", "required")] if self._on.value is None and not self._on.unclear else []
        return tuple(found + ([("name", "required")] if not self._name.text().strip() else []))

    @override
    def result_value(self) -> tuple[date, str]:
        on = self._on.value
        if on is None:
            raise ValueError("asked before the form was right")
        return on, self._name.text().strip()


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("settings", dutch)
