"""The form of a supplier: address, and whom to write or call about the agreement."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_deed_forms import supplier_problems
from leskracht_desktop.domain.agreements import NewSupplier
from leskracht_desktop.ui.widgets.form import FormDialog


class SupplierDialog(FormDialog):
    """Asks who a supplier is; what stands in an agreement that was made does not change with it."""

    def __init__(self, parent: QWidget | None, supplier: NewSupplier) -> None:
        super().__init__(
            parent,
            self.tr("Leverancier wijzigen"),
            intro=self.tr(
                "Dit geldt voor alle overeenkomsten met deze leverancier. Wat er in een overeenkomst over de partijen "
                "staat, verandert niet mee."
            ),
        )
        self._texts: dict[str, QLineEdit] = {}
        self._text("name", self.tr("Naam"), supplier.name)
        self._text("kvk", self.tr("KvK-nummer"), supplier.kvk)
        self._text("address", self.tr("Adres"), supplier.address)
        self._text("postcode", self.tr("Postcode"), supplier.postcode)
        self._text("city", self.tr("Plaats"), supplier.city)
        self._text("website", self.tr("Website"), supplier.website)
        self.form.add_heading(self.tr("Contactpersoon"))
        self._text("contact_name", self.tr("Naam van de contactpersoon"), supplier.contact_name)
        self._text("contact_email", self.tr("E-mailadres"), supplier.contact_email)
        self._text("contact_phone", self.tr("Telefoonnummer"), supplier.contact_phone)
        self.note = QPlainTextEdit(supplier.note)
        self.form.add_field("note", self.tr("Aantekening"), self.note)

    def supplier(self) -> NewSupplier:
        """Return what is typed."""
        texts = {name: field.text() for name, field in self._texts.items()}
        return NewSupplier(**texts, note=self.note.toPlainText())

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return tuple(supplier_problems(self.supplier()))

    @override
    def result_value(self) -> NewSupplier:
        return self.supplier()

    def _text(self, name: str, caption: str, before: str) -> None:
        field = QLineEdit(before)
        field.setObjectName(f"supplier_{name}")
        self._texts[name] = field
        self.form.add_field(name, caption, field)
