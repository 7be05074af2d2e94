"""`Overeenkomst vastleggen…`: the form of an agreement, new or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import AgreementContent, Party, SecurityAnnex
from leskracht_desktop.domain.agreement_form import agreement_problems
from leskracht_desktop.domain.agreements import (
    AgreementDetails,
    AgreementStatus,
    ChangeKind,
    NewAgreement,
    NewSupplier,
    SupplierDetails,
    SupplierId,
)
from leskracht_desktop.domain.schools import InstitutionDetails, NumberKind
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.pages.agreements.periods_field import PeriodsField
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import FormDialog

_UNSIGNED = frozenset({AgreementStatus.DRAFT, AgreementStatus.TO_SIGN})
_NO_SUPPLIER = SupplierId(0)

Problems = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AgreementSetting:
    """What the form needs to know: who we are, which suppliers and versions there are, and what day it is."""

    institution: InstitutionDetails
    suppliers: Sequence[SupplierDetails]
    versions: Sequence[str]
    """Ids of the versions of the model, the newest first."""
    today: date


@dataclass(frozen=True, slots=True)
class GivenAgreement:
    """What the form gave; `supplier` is new when `draft.supplier_id` is 0, `change` is None for a new agreement."""

    draft: NewAgreement
    supplier: NewSupplier
    change: ChangeKind | None = None
    reason: str = ""


class AgreementDialog(FormDialog):
    """Asks who agreed what with whom, on which model, from when until when, and with which periods."""

    def __init__(
        self, parent: QWidget | None, setting: AgreementSetting, details: AgreementDetails | None = None
    ) -> None:
        super().__init__(
            parent,
            "",
            intro=self.tr(
                "Leg vast wat er in de getekende overeenkomst staat. Wat u nog niet weet, laat u leeg. De overeenkomst "
                "zelf voegt u daarna toe als document."
            ),
        )
        self.setWindowTitle(self.tr("Overeenkomst wijzigen") if details else self.tr("Overeenkomst vastleggen"))
        self.setMinimumWidth(680)
        self._setting, self._details = setting, details
        self._texts: dict[str, QLineEdit] = {}
        self._dates: dict[str, DateField] = {}
        self._build_parties()
        self._build_terms()
        if details is not None:
            self._build_change()
            self._show(details.draft)
        else:
            self._begin()

    def _build_parties(self) -> None:
        form = self.form
        suppliers = [(one.id, one.name) for one in self._setting.suppliers]
        self.supplier = Choice(self.tr("Leverancier"), "supplier_name", suppliers)
        self.supplier.setEditable(True)
        line = self.supplier.lineEdit()
        if line is not None:
            line.setObjectName("supplier_text")
            line.setAccessibleName(self.tr("Leverancier"))
        self.supplier.setEnabled(self._details is None)
        form.add_field("supplier_id", self.tr("Leverancier"), self.supplier)
        versions = [(version, self.tr("Model {0}").format(version)) for version in self._setting.versions]
        self.model = Choice(self.tr("Versie van het model"), "model_version", versions)
        form.add_field("model_version", self.tr("Versie van het model"), self.model)
        self._text(
            "title", self.tr("Naam van de overeenkomst"), note=self.tr("Leeg mag: dan heet zij naar de leverancier.")
        )
        form.add_heading(self.tr("De school"))
        self._text("school.name", self.tr("Naam van het bestuur"))
        kinds = [(kind, label(kind) if kind else self.tr("geen nummer")) for kind in NumberKind]
        self.number_kind = Choice(self.tr("Soort nummer"), "school_number_kind", kinds)
        form.add_field("school.number_kind", self.tr("Soort nummer"), self.number_kind)
        self._text("school.number", self.tr("Nummer van het bestuur"))
        self._text("school_signer", self.tr("Getekend namens de school"))
        form.add_heading(self.tr("De leverancier"))
        self._text("supplier.number", self.tr("KvK-nummer"))
        self._text("supplier_signer", self.tr("Getekend namens de leverancier"))

    def _build_terms(self) -> None:
        form = self.form
        form.add_heading(self.tr("Looptijd"))
        self._text("contract_name", self.tr("Hoort bij het contract"))
        self._date("contract_on", self.tr("Datum van dat contract"))
        self._date("signed_on", self.tr("Getekend op"))
        self._date("valid_from", self.tr("Geldig vanaf"))
        self._date("valid_until", self.tr("Geldig tot en met"))
        self._date("notice_on", self.tr("Opzeggen kan tot en met"))
        months = [
            (12, self.tr("elk jaar")),
            (24, self.tr("elke twee jaar")),
            (6, self.tr("elk half jaar")),
            (0, self.tr("niet")),
        ]
        self.review = Choice(self.tr("Opnieuw bekijken"), "review_months", months)
        form.add_field("review_months", self.tr("Opnieuw bekijken"), self.review)
        self._text("dvo_reference", self.tr("Kenmerk in de Dienst Verwerkersovereenkomsten"))
        form.add_heading(self.tr("Bellen bij een datalek"))
        self._text("security.incident_name", self.tr("Wie"))
        self._text("security.incident_phone", self.tr("Telefoon"))
        self._text("security.incident_email", self.tr("E-mailadres bij een datalek"))
        self._text("security.incident_hours", self.tr("Bereikbaar"))
        form.add_heading(self.tr("Termijnen die u samen hebt ingevuld"))
        form.add_text(self.tr("Schrijf erbij waar het staat, bijvoorbeeld artikel 8 of bijlage 2."))
        self.periods = PeriodsField()
        form.add_field("periods", self.tr("Termijnen"), self.periods)
        self.note = QPlainTextEdit()
        form.add_field("note", self.tr("Aantekening"), self.note)

    def _build_change(self) -> None:
        self.form.add_heading(self.tr("Wat voor wijziging is dit?"))
        kinds = [
            (ChangeKind.CORRECTION, self.tr("Kleine verbetering: de beoordeling blijft gelden")),
            (ChangeKind.NEW_VERSION, self.tr("Nieuwe versie: opnieuw beoordelen")),
        ]
        self.change = Choice(self.tr("Soort wijziging"), "change_kind", kinds)
        self.form.add_field("change", self.tr("Soort wijziging"), self.change)
        self._text("reason", self.tr("Reden van de wijziging"))

    def _begin(self) -> None:
        institution = self._setting.institution
        if not self._setting.suppliers:
            self.supplier.setEditText("Leskracht")
        self._texts["school.name"].setText(institution.name)
        self.number_kind.choose(institution.number_kind)
        self._texts["school.number"].setText(institution.number)

    def _show(self, draft: NewAgreement) -> None:
        content = draft.content
        self.supplier.choose(draft.supplier_id)
        if draft.model_version not in self._setting.versions:
            self.model.set_options(
                [(draft.model_version, draft.model_version), *[(v, v) for v in self._setting.versions]]
            )
        self.model.choose(draft.model_version)
        self.number_kind.choose(content.school.number_kind)
        for name, field in self._texts.items():
            field.setText(str(_value_at(draft, content, name)))
        for name, day in self._dates.items():
            day.set_value(_value_at(draft, content, name))
        self.review.choose(draft.review_months)
        self.periods.show_periods(content.periods)
        self.note.setPlainText(draft.note)

    def agreement(self) -> NewAgreement:
        """Return what is typed, over what the agreement held already."""
        before = self._details.draft if self._details is not None else NewAgreement(_NO_SUPPLIER, "")
        text = {name: field.text() for name, field in self._texts.items()}
        day = {name: field.value for name, field in self._dates.items()}
        content = replace(
            before.content,
            school=replace(
                before.content.school,
                name=text["school.name"],
                number_kind=self.number_kind.value,
                number=text["school.number"],
                representative=text["school_signer"],
            ),
            supplier=self._supplier_party(before.content.supplier, text),
            contract_name=text["contract_name"],
            contract_on=day["contract_on"],
            periods=self.periods.periods(),
            security=self._security(before.content.security, text),
        )
        return replace(
            before,
            supplier_id=self._supplier_id(),
            model_version=self.model.value or "",
            title=text["title"],
            valid_from=day["valid_from"],
            valid_until=day["valid_until"],
            notice_on=day["notice_on"],
            signed_on=day["signed_on"],
            school_signer=text["school_signer"],
            supplier_signer=text["supplier_signer"],
            review_months=self.review.value,
            dvo_reference=text["dvo_reference"],
            note=self.note.toPlainText(),
            content=content,
        )

    def _supplier_party(self, before: Party, text: dict[str, str]) -> Party:
        number = text["supplier.number"]
        return replace(
            before,
            name=self.supplier.currentText().strip(),
            number_kind=NumberKind.KVK if number.strip() else NumberKind.NONE,
            number=number,
            representative=text["supplier_signer"],
        )

    def _security(self, before: SecurityAnnex, text: dict[str, str]) -> SecurityAnnex:
        return replace(
            before,
            incident_name=text["security.incident_name"],
            incident_email=text["security.incident_email"],
            incident_phone=text["security.incident_phone"],
            incident_hours=text["security.incident_hours"],
        )

    def _supplier_id(self) -> SupplierId:
        if self._details is not None:
            return self._details.row.supplier_id
        wanted = self.supplier.currentText().strip().casefold()
        found = (one.id for one in self._setting.suppliers if one.name.casefold() == wanted)
        return next(found, _NO_SUPPLIER)

    @override
    def problems(self) -> Problems:
        found = [("supplier_id", "required")] if not self.supplier.currentText().strip() else []
        for name, code in agreement_problems(self.agreement(), self._setting.today):
            found.append(("periods" if name.startswith("periods.") else name, code))
        details = self._details
        if details is not None:
            signed = details.row.status not in _UNSIGNED
            if signed and self._dates["signed_on"].value is None and not self._dates["signed_on"].unclear:
                found.append(("signed_on", "required"))
            if self.change.value is ChangeKind.NEW_VERSION and not self._texts["reason"].text().strip():
                found.append(("reason", "required"))
        return tuple(found)

    @override
    def result_value(self) -> GivenAgreement:
        draft = self.agreement()
        supplier = NewSupplier(
            self.supplier.currentText().strip(),
            kvk=draft.content.supplier.number,
            contact_name=draft.content.security.incident_name,
            contact_email=draft.content.security.incident_email,
            contact_phone=draft.content.security.incident_phone,
        )
        if self._details is None:
            return GivenAgreement(draft, supplier)
        return GivenAgreement(draft, supplier, self.change.value, self._texts["reason"].text())

    def _text(self, name: str, caption: str, *, note: str = "") -> None:
        field = QLineEdit()
        field.setObjectName(name.replace(".", "_"))
        self._texts[name] = field
        self.form.add_field(name, caption, field, note=note)

    def _date(self, name: str, caption: str) -> None:
        field = DateField(caption, name, self._setting.today)
        self._dates[name] = field
        self.form.add_field(name, caption, field)


def _value_at(draft: NewAgreement, content: AgreementContent, name: str) -> Any:
    """Return the value of a field by the name that problems give it."""
    if name == "reason":
        return ""
    first, _, rest = name.partition(".")
    if rest:
        return getattr(getattr(content, first), rest)
    return getattr(draft if hasattr(draft, first) else content, first)
