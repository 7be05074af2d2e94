"""`Overeenkomst vastleggen…`: the form of an agreement, new or changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import Party
from leskracht_desktop.domain.agreement_deed_forms import supplier_problems
from leskracht_desktop.domain.agreement_form import agreement_problems, change_problems
from leskracht_desktop.domain.agreements import (
    UNSIGNED,
    AgreementDetails,
    NewAgreement,
    NewSupplier,
    SupplierId,
)
from leskracht_desktop.domain.schools import NumberKind
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.pages.agreements.changing import ChangePart
from leskracht_desktop.ui.pages.agreements.form_values import AgreementSetting, GivenAgreement, value_at
from leskracht_desktop.ui.pages.agreements.periods_field import PeriodsField
from leskracht_desktop.ui.pages.agreements.typed_fields import TypedFields
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.form import FormDialog
from leskracht_desktop.ui.widgets.named import named

_NO_SUPPLIER: Final = SupplierId(0)
_CONTACT: Final = ("contact_name", "contact_email", "contact_phone")
_SIGNERS: Final = ("school_signer", "supplier_signer")

Problems = tuple[tuple[str, str], ...]


class AgreementDialog(FormDialog):
    """Asks who agreed what with whom, on which model, from when until when, and with which periods."""

    def __init__(
        self, parent: QWidget | None, setting: AgreementSetting, details: AgreementDetails | None = None
    ) -> None:
        super().__init__(
            parent,
            self.tr("Overeenkomst wijzigen") if details else self.tr("Overeenkomst vastleggen"),
            intro=self.tr(
                "Leg vast wat er in de getekende overeenkomst staat. Wat u nog niet weet, laat u leeg. Producten, "
                "bijlagen, afwijkingen en de overeenkomst zelf voegt u daarna toe."
            ),
        )
        self.setMinimumWidth(680)
        self._setting, self._details = setting, details
        self._typed = TypedFields(self.form, setting.today)
        self._parts = FlowLayout()
        holder = named(QWidget(), "parts_of_form")
        holder.setLayout(self._parts)
        self.form.add_widget(holder)
        self._build_head()
        self._build_parties()
        self._build_terms()
        self._build_rest()
        if details is not None:
            self.part = ChangePart(self.form, details)
            self.change = self.part.kind
            self._show(details.draft)
        else:
            self._begin()
        self.supplier.currentTextChanged.connect(lambda _text: self._on_supplier())
        self._on_supplier()

    def _build_head(self) -> None:
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
        self._typed.line(
            "title", self.tr("Naam van de overeenkomst"), note=self.tr("Leeg mag: dan heet zij naar de leverancier.")
        )

    def _build_parties(self) -> None:
        self._part(self.tr("De school"), "school.name")
        self._typed.line("school.name", self.tr("Naam van het bestuur"))
        self._typed.line("school.legal_form", self.tr("Rechtsvorm van het bestuur"), note=self.tr("Zoals stichting."))
        kinds = [(kind, label(kind) if kind else self.tr("geen nummer")) for kind in NumberKind]
        self.number_kind = Choice(self.tr("Soort nummer"), "school_number_kind", kinds)
        self.form.add_field("school.number_kind", self.tr("Soort nummer"), self.number_kind)
        self._typed.line("school.number", self.tr("Nummer van het bestuur"))
        self._typed.line("school.address", self.tr("Adres van het bestuur"))
        self._typed.line("school.postcode", self.tr("Postcode van het bestuur"))
        self._typed.line("school.city", self.tr("Plaats van het bestuur"))
        self._typed.line("school.representative", self.tr("Vertegenwoordiger van het bestuur"))
        self._typed.line("school.function", self.tr("Functie van die vertegenwoordiger"))
        self._part(self.tr("De leverancier"), "supplier.name")
        note = self.tr("Zoals in de overeenkomst. Leeg mag: dan geldt de naam van de leverancier.")
        self._typed.line("supplier.name", self.tr("Volledige naam"), note=note)
        self._typed.line("supplier.legal_form", self.tr("Rechtsvorm"))
        self._typed.line("supplier.number", self.tr("KvK-nummer"))
        self._typed.line("supplier.address", self.tr("Adres"))
        self._typed.line("supplier.postcode", self.tr("Postcode"))
        self._typed.line("supplier.city", self.tr("Plaats"))
        self._typed.line("supplier.representative", self.tr("Vertegenwoordiger van de leverancier"))
        self._typed.line("supplier.function", self.tr("Functie"))
        self._typed.line("contact_name", self.tr("Contactpersoon bij de leverancier"))
        self._typed.line("contact_email", self.tr("E-mailadres van de contactpersoon"))
        self._typed.line("contact_phone", self.tr("Telefoonnummer van de contactpersoon"))

    def _build_terms(self) -> None:
        self._part(self.tr("Contract en looptijd"), "contract_name")
        self._typed.line("contract_name", self.tr("Hoort bij het contract"))
        self._typed.day("contract_on", self.tr("Datum van dat contract"))
        self._typed.day("valid_from", self.tr("Geldig vanaf"))
        self._typed.day("valid_until", self.tr("Geldig tot en met"))
        self._typed.day("notice_on", self.tr("Opzeggen kan tot en met"))
        months = [
            (12, self.tr("elk jaar")),
            (24, self.tr("elke twee jaar")),
            (6, self.tr("elk half jaar")),
            (0, self.tr("niet")),
        ]
        before = 12 if self._details is None else self._details.draft.review_months
        if before not in dict(months):
            months.insert(0, (before, self.tr("elke {0} maanden").format(before)))
        self.review = Choice(self.tr("Opnieuw bekijken"), "review_months", months)
        self.review.choose(before)
        self.form.add_field("review_months", self.tr("Opnieuw bekijken"), self.review)
        self._typed.line("dvo_reference", self.tr("Kenmerk in de Dienst Verwerkersovereenkomsten"))
        if self._details is not None and self._details.row.status in UNSIGNED:
            self.form.add_heading(self.tr("Ondertekening"))
            self.form.add_text(
                self.tr("Wie er tekent en wanneer, legt u vast met de stap ‘Ondertekening vastleggen…’.")
            )
        else:
            self._part(self.tr("Ondertekening"), "signed_on")
            self._typed.day("signed_on", self.tr("Getekend op"))
            note = self.tr("Wie echt heeft getekend; dat kan een ander zijn dan de vertegenwoordiger.")
            self._typed.line("school_signer", self.tr("Getekend namens de school"), note=note)
            self._typed.line("supplier_signer", self.tr("Getekend namens de leverancier"))

    def _build_rest(self) -> None:
        self._part(self.tr("Bellen bij een datalek"), "security.incident_name")
        self._typed.line("security.incident_name", self.tr("Wie"))
        self._typed.line("security.incident_phone", self.tr("Telefoon"))
        self._typed.line("security.incident_email", self.tr("E-mailadres bij een datalek"))
        self._typed.line("security.incident_hours", self.tr("Bereikbaar"))
        self._part(self.tr("Termijnen die u samen hebt ingevuld"), "periods")
        self.form.add_text(self.tr("Schrijf erbij waar het staat, bijvoorbeeld artikel 8 of bijlage 2."))
        self.periods = PeriodsField()
        self.form.add_field("periods", self.tr("Termijnen"), self.periods)
        self.note = QPlainTextEdit()
        self.form.add_field("note", self.tr("Aantekening"), self.note)

    def _begin(self) -> None:
        institution = self._setting.institution
        # Whoever comes first in the alphabet is not meant more than another: the name is for the user to choose.
        self.supplier.setCurrentIndex(-1)
        self.supplier.setEditText("" if self._setting.suppliers else "Leskracht")
        for name in ("name", "number", "address", "postcode", "city"):
            self._typed.lines[f"school.{name}"].setText(getattr(institution, name))
        self.number_kind.choose(institution.number_kind)

    def _show(self, draft: NewAgreement) -> None:
        content = draft.content
        self.supplier.choose(draft.supplier_id)
        if draft.model_version not in self._setting.versions:
            self.model.set_options(
                [(draft.model_version, draft.model_version), *[(v, v) for v in self._setting.versions]]
            )
        self.model.choose(draft.model_version)
        self.number_kind.choose(content.school.number_kind)
        for name, field in self._typed.lines.items():
            if name not in _CONTACT:
                field.setText(str(value_at(draft, name)))
        for name, day in self._typed.days.items():
            day.set_value(value_at(draft, name))
        self.periods.show_periods(content.periods)
        self.note.setPlainText(draft.note)

    def agreement(self) -> NewAgreement:
        """Return what is typed, over what the agreement held already."""
        before = self._details.draft if self._details is not None else NewAgreement(_NO_SUPPLIER, "")
        day = {name: field.value for name, field in self._typed.days.items()}
        incidents: dict[str, Any] = self._typed.texts("security")
        text = self._typed.texts()
        signing: dict[str, Any] = {name: text[name] for name in _SIGNERS if name in text}
        if "signed_on" in day:
            signing["signed_on"] = day["signed_on"]
        content = replace(
            before.content,
            school=self._party(before.content.school, "school", self.number_kind.value),
            supplier=self._supplier_party(before.content.supplier),
            contract_name=text["contract_name"],
            contract_on=day["contract_on"],
            periods=self.periods.periods(),
            security=replace(before.content.security, **incidents),
        )
        return replace(
            before,
            supplier_id=self._supplier_id(),
            model_version=self.model.value or "",
            title=text["title"],
            review_months=self.review.value,
            dvo_reference=text["dvo_reference"],
            note=self.note.toPlainText(),
            content=content,
            valid_from=day["valid_from"],
            valid_until=day["valid_until"],
            notice_on=day["notice_on"],
            **signing,
        )

    def new_supplier(self) -> NewSupplier:
        """Return the supplier as typed, for one that is not known yet."""
        texts = self._typed.texts("supplier")
        return NewSupplier(
            self.supplier.currentText().strip(),
            kvk=texts["number"],
            **{name: texts[name] for name in ("address", "postcode", "city")},
            **{name: self._typed.lines[name].text() for name in _CONTACT},
        )

    def _party(self, before: Party, part: str, kind: NumberKind) -> Party:
        return replace(before, number_kind=kind, **self._typed.texts(part))

    def _supplier_party(self, before: Party) -> Party:
        given = self._party(before, "supplier", before.number_kind)
        kind = before.number_kind if before.number_kind and before.number == given.number else NumberKind.KVK
        name = given.name if given.name.strip() else self.supplier.currentText().strip()
        return replace(given, name=name, number_kind=kind if given.number.strip() else NumberKind.NONE)

    def _supplier_id(self) -> SupplierId:
        return self._details.row.supplier_id if self._details is not None else self._known_id()

    def _known_id(self) -> SupplierId:
        wanted = self.supplier.currentText().strip().casefold()
        found = (one.id for one in self._setting.suppliers if one.name.casefold() == wanted)
        return next(found, _NO_SUPPLIER)

    def _on_supplier(self) -> None:
        """Ask for a contact with a new supplier, and fill in what is known of one that we have."""
        supplier_id = self._supplier_id()
        for name in _CONTACT:
            self.form.set_field_visible(name, visible=not supplier_id)
        known = next((one.supplier for one in self._setting.suppliers if one.id == supplier_id), None)
        if known is None or self._details is not None:
            return
        for name, text in (
            ("number", known.kvk),
            ("address", known.address),
            ("postcode", known.postcode),
            ("city", known.city),
        ):
            field = self._typed.lines[f"supplier.{name}"]
            if not field.text().strip():
                field.setText(text)

    @override
    def problems(self) -> Problems:
        found = [("supplier_id", "required")] if not self.supplier.currentText().strip() else []
        found += agreement_problems(self.agreement(), self._setting.today)
        if not self._supplier_id():
            wrong = supplier_problems(self.new_supplier())
            found += [(name, code) for name, code in wrong if name in _CONTACT]
            found += [("supplier_id", code) for name, code in wrong if name == "name"]
        details = self._details
        if details is not None:
            signed = self._typed.days.get("signed_on")
            wrong = change_problems(details, self.agreement(), self.part.kind.value)
            found += [one for one in wrong if signed is None or not signed.unclear or one[0] != "signed_on"]
            found += self.part.problems()
        return tuple(found)

    @override
    def result_value(self) -> GivenAgreement:
        draft, supplier = self.agreement(), self.new_supplier()
        if self._details is None:
            return GivenAgreement(draft, supplier)
        return GivenAgreement(draft, supplier, self.part.kind.value, self.part.reason.text())

    def _part(self, title: str, first: str) -> None:
        """Start a part of the form, with a link to it above the form; `first` is its first field."""
        self.form.add_heading(title)
        link = button(title, f"go_to_{first.replace('.', '_')}", partial(self._go_to, first), look=Look.LINK)
        self._parts.addWidget(link)

    def _go_to(self, name: str) -> None:
        field = self.form.fields.get(name)
        if field is not None:
            field.widget.setFocus(Qt.FocusReason.TabFocusReason)
