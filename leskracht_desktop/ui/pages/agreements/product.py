"""The form of a product with its privacy leaflet: purposes, categories, storage, sub-processors, retention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import AgreementContent, Leaflet, Product
from leskracht_desktop.domain.agreements import AgreementDetails
from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.ui.pages.agreements.changing import ChangeDialog
from leskracht_desktop.ui.pages.agreements.leaflet_fields import CategoriesField, SubProcessorsField
from leskracht_desktop.ui.pages.agreements.typed_fields import TypedFields
from leskracht_desktop.ui.widgets.country_field import codes_of, names_of
from leskracht_desktop.ui.widgets.items_field import NAME


class ProductDialog(ChangeDialog):
    """Asks what stands in the privacy leaflet of one product, by the sections of the leaflet."""

    def __init__(
        self,
        parent: QWidget | None,
        details: AgreementDetails,
        offered: Sequence[Category],
        today: date,
        place: int = -1,
    ) -> None:
        products = details.content.products
        known = 0 <= place < len(products)
        super().__init__(
            parent,
            self.tr("Product en bijsluiter"),
            details,
            today,
            intro=self.tr(
                "Neem over wat er in de privacybijsluiter van dit product staat. Wat er niet in staat, laat u leeg."
            ),
        )
        self.setMinimumWidth(640)
        self._place = place if known else len(products)
        before = products[place] if known else Product("")
        leaflet = before.leaflet
        self._typed = TypedFields(self.form, today)
        self._build_general(before)
        form = self.form
        form.add_heading(self.tr("Doelen en gegevens"))
        self.purposes = QPlainTextEdit("\n".join(leaflet.purposes))
        form.add_field("purposes", self.tr("Doelen"), self.purposes, note=self.tr("Eén doel per regel."))
        self.categories = CategoriesField(offered, leaflet.categories)
        form.add_text(
            self.tr(
                "Zet een vinkje bij elke soort gegevens die de bijsluiter noemt. Kies een regel om er iets bij te "
                "schrijven, zoals waarom het nodig is."
            )
        )
        form.add_field("categories", self.tr("Soorten gegevens"), self.categories)
        form.add_heading(self.tr("Opslag en doorgifte"))
        self.countries = QLineEdit(names_of(leaflet.storage_countries))
        note = self.tr("Namen of codes met een komma ertussen, zoals Nederland, Duitsland of NL, DE.")
        form.add_field("countries", self.tr("Landen van opslag"), self.countries, note=note)
        self.countries.editingFinished.connect(self._name_countries)
        self._typed.box("transfers", self.tr("Doorgifte buiten de EER"), leaflet.transfers)
        self._typed.box("access", self.tr("Wie bij de gegevens kan"), leaflet.access)
        form.add_text(self.tr("Voeg elke subverwerker apart toe. Kies een regel om die te wijzigen of weg te halen."))
        self.sub_processors = SubProcessorsField(leaflet.sub_processors, today)
        form.add_field("sub_processors", self.tr("Subverwerkers"), self.sub_processors)
        form.add_heading(self.tr("Bewaren en contact"))
        self._typed.box("retention", self.tr("Bewaartermijnen"), leaflet.retention)
        self._typed.box("contact", self.tr("Contact over privacy"), leaflet.contact)
        self.finish(self.tr("Product weghalen…") if known else "")

    def _build_general(self, before: Product) -> None:
        leaflet = before.leaflet
        self._typed.line("name", self.tr("Product of dienst"), before.name)
        self._typed.box("description", self.tr("Omschrijving"), before.description)
        self._typed.line("version", self.tr("Versie van de bijsluiter"), leaflet.version)
        self._typed.day("dated_on", self.tr("Datum van de bijsluiter"), leaflet.dated_on)
        self._typed.line("website", self.tr("Website van het product"), leaflet.website)
        self._typed.line(
            "audience", self.tr("Doelgroep"), leaflet.audience, note=self.tr("Zoals po, groep 5 tot en met 8.")
        )
        self._typed.line(
            "users", self.tr("Gebruikers"), leaflet.users, note=self.tr("Zoals leerlingen, leerkrachten en ouders.")
        )
        note = self.tr("Wat altijd bij het product hoort.")
        self._typed.box("core_services", self.tr("Vaste diensten"), leaflet.core_services, note=note)
        note = self.tr("Wat de school zelf aanzet.")
        self._typed.box("optional_services", self.tr("Diensten naar keuze"), leaflet.optional_services, note=note)

    def product(self) -> Product:
        """Return what is typed."""
        line, text = self._typed.texts(), self._typed.long_texts()
        leaflet = Leaflet(
            version=line["version"],
            dated_on=self._typed.days["dated_on"].value,
            website=line["website"],
            audience=line["audience"],
            users=line["users"],
            core_services=text["core_services"],
            optional_services=text["optional_services"],
            purposes=tuple(one.strip() for one in self.purposes.toPlainText().splitlines() if one.strip()),
            categories=self.categories.categories(),
            storage_countries=codes_of(self.countries.text()),
            transfers=text["transfers"],
            access=text["access"],
            sub_processors=self.sub_processors.sub_processors(),
            retention=text["retention"],
            contact=text["contact"],
        )
        return Product(line["name"], text["description"], leaflet)

    @override
    def content(self) -> AgreementContent:
        before = self.details.content.products
        products = (*before[: self._place], self.product(), *before[self._place + 1 :])
        return replace(self.details.content, products=products)

    @override
    def without(self) -> AgreementContent:
        before = self.details.content.products
        return replace(self.details.content, products=(*before[: self._place], *before[self._place + 1 :]))

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        wrong = self.problems_of(AgreementContent(products=(self.product(),)), "products.0.")
        return tuple([(self._shown_at(name), code) for name, code in wrong] + self.part.problems())

    def _shown_at(self, name: str) -> str:
        """Return the field that shows a problem; a leaflet that is too long as a whole has none of its own."""
        first = name.partition(".")[0]
        if first in {"purposes", "countries"}:
            return first
        if first == "categories" and name.endswith(".label"):
            return f"{name.removesuffix('label')}{NAME}"
        return name if first in self.form.fields else "name"

    def _name_countries(self) -> None:
        named = names_of(codes_of(self.countries.text()))
        if named != self.countries.text():
            self.countries.setText(named)
