"""The form of a supplier: address, and whom to write or call about the agreement."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_deed_forms import supplier_problems
from leskracht_desktop.domain.agreements import NewSupplier
from leskracht_desktop.ui.pages.agreements.typed_fields import TypedFields
from leskracht_desktop.ui.widgets.form import FormDialog


class SupplierDialog(FormDialog):
    """Asks who a supplier is; what stands in an agreement that was made does not change with it."""

    def __init__(self, parent: QWidget | None, supplier: NewSupplier, today: date) -> None:
        super().__init__(
            parent,
            self.tr("Leverancier wijzigen"),
            intro=self.tr(
                "Dit geldt voor alle overeenkomsten met deze leverancier. Wat er in een overeenkomst over de partijen "
                "staat, verandert niet mee."
            ),
        )
        self._typed = typed = TypedFields(self.form, today, "supplier_")
        typed.line("name", self.tr("Naam"), supplier.name)
        typed.line("kvk", self.tr("KvK-nummer"), supplier.kvk)
        typed.line("address", self.tr("Adres"), supplier.address)
        typed.line("postcode", self.tr("Postcode"), supplier.postcode)
        typed.line("city", self.tr("Plaats"), supplier.city)
        typed.line("website", self.tr("Website"), supplier.website)
        self.form.add_heading(self.tr("Contactpersoon"))
        typed.line("contact_name", self.tr("Naam van de contactpersoon"), supplier.contact_name)
        typed.line("contact_email", self.tr("E-mailadres"), supplier.contact_email)
        typed.line("contact_phone", self.tr("Telefoonnummer"), supplier.contact_phone)
        typed.box("note", self.tr("Aantekening"), supplier.note)

    def supplier(self) -> NewSupplier:
        """Return what is typed."""
        return NewSupplier(**self._typed.texts(), **self._typed.long_texts())

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return tuple(supplier_problems(self.supplier()))

    @override
    def result_value(self) -> NewSupplier:
        return self.supplier()
