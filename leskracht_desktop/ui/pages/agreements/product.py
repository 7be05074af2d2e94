"""The form of a product with its privacy leaflet: purposes, categories, storage, sub-processors, retention."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_content import (
    AgreementContent,
    LeafletCategory,
    Product,
    SubProcessor,
)
from leskracht_desktop.domain.agreement_form import agreement_problems
from leskracht_desktop.domain.agreements import NewAgreement, SupplierId
from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.form import FormDialog

_SEPARATOR = ";"


class CategoriesField(QListWidget):
    """The categories of the processing inventory, each with a tick when the leaflet names it."""

    changed = Signal()

    def __init__(self, offered: Sequence[Category], ticked: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leaflet_categories")
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 10)
        chosen = set(ticked)
        for category in offered:
            item = QListWidgetItem(category.label)
            item.setData(Qt.ItemDataRole.UserRole, category.code)
            item.setToolTip(category.explanation)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            on = category.code in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def codes(self) -> tuple[str, ...]:
        """Return the codes of what is ticked."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def draft(self) -> str:
        """Return what is ticked, as one text."""
        return json.dumps(self.codes())

    def restore(self, text: str) -> None:
        """Put back what `draft` gave."""
        try:
            codes = set(json.loads(text))
        except (ValueError, TypeError):
            return
        for row in range(self.count()):
            item = self.item(row)
            on = item.data(Qt.ItemDataRole.UserRole) in codes
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


class ProductDialog(FormDialog):
    """Asks what stands in the privacy leaflet of one product."""

    def __init__(
        self, parent: QWidget | None, offered: Sequence[Category], today: date, product: Product | None = None
    ) -> None:
        super().__init__(
            parent,
            self.tr("Product en bijsluiter"),
            intro=self.tr("Neem over wat er in de privacybijsluiter van dit product staat."),
        )
        self.setMinimumWidth(640)
        self._before = product or Product("")
        self._offered = {category.code: category for category in offered}
        self._today = today
        leaflet = self._before.leaflet
        self.name = QLineEdit(self._before.name)
        self.version = QLineEdit(leaflet.version)
        self.dated_on = DateField(self.tr("Datum van de bijsluiter"), "dated_on", today)
        self.dated_on.set_value(leaflet.dated_on)
        self.purposes = QPlainTextEdit("\n".join(leaflet.purposes))
        self.categories = CategoriesField(offered, (one.code for one in leaflet.categories))
        others = [one.label for one in leaflet.categories if one.code not in self._offered]
        self.others = QPlainTextEdit("\n".join(others))
        self.countries = QLineEdit(", ".join(leaflet.storage_countries))
        self.transfers = QPlainTextEdit(leaflet.transfers)
        self.sub_processors = QPlainTextEdit("\n".join(map(_line_of, leaflet.sub_processors)))
        self.retention = QPlainTextEdit(leaflet.retention)
        form = self.form
        form.add_field("name", self.tr("Product of dienst"), self.name)
        form.add_field("version", self.tr("Versie van de bijsluiter"), self.version)
        form.add_field("dated_on", self.tr("Datum van de bijsluiter"), self.dated_on)
        form.add_field("purposes", self.tr("Doelen"), self.purposes, note=self.tr("Eén doel per regel."))
        form.add_field("categories", self.tr("Soorten gegevens"), self.categories)
        form.add_field("others", self.tr("Andere soorten gegevens"), self.others, note=self.tr("Eén soort per regel."))
        form.add_field(
            "countries",
            self.tr("Landen van opslag"),
            self.countries,
            note=self.tr("Met twee letters, zoals NL, DE."),
        )
        form.add_field("transfers", self.tr("Doorgifte buiten de EER"), self.transfers)
        form.add_field(
            "sub_processors",
            self.tr("Subverwerkers"),
            self.sub_processors,
            note=self.tr("Eén per regel: naam; dienst; land met twee letters; basis."),
        )
        form.add_field("retention", self.tr("Bewaartermijnen"), self.retention)

    def product(self) -> Product:
        """Return what is typed, over what the product held already."""
        before = {one.code or one.label: one for one in self._before.leaflet.categories}
        ticked = [
            before.get(code, LeafletCategory(self._offered[code].label, code)) for code in self.categories.codes()
        ]
        others = [before.get(name, LeafletCategory(name)) for name in _lines(self.others)]
        known = {one.name: one for one in self._before.leaflet.sub_processors}
        leaflet = replace(
            self._before.leaflet,
            version=self.version.text(),
            dated_on=self.dated_on.value,
            purposes=tuple(_lines(self.purposes)),
            categories=(*ticked, *others),
            storage_countries=tuple(part.strip() for part in self.countries.text().split(",") if part.strip()),
            transfers=self.transfers.toPlainText(),
            sub_processors=tuple(_sub_processor(line, known) for line in _lines(self.sub_processors)),
            retention=self.retention.toPlainText(),
        )
        return replace(self._before, name=self.name.text(), leaflet=leaflet)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        draft = NewAgreement(SupplierId(0), "4.0", content=AgreementContent(products=(self.product(),)))
        found = []
        for name, code in agreement_problems(draft, self._today):
            field = name.removeprefix("products.0.").partition(".")[0]
            found.append((field if field in self.form.fields else "name", code))
        return tuple(found)

    @override
    def result_value(self) -> Product:
        return self.product()


def _lines(box: QPlainTextEdit) -> list[str]:
    return [line.strip() for line in box.toPlainText().splitlines() if line.strip()]


def _line_of(one: SubProcessor) -> str:
    parts = [one.name, one.service, one.country, one.basis]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return f"{_SEPARATOR} ".join(parts)


def _sub_processor(line: str, known: dict[str, SubProcessor]) -> SubProcessor:
    parts = [part.strip() for part in line.split(_SEPARATOR, 3)]
    name, service, country, basis = [*parts, "", "", ""][:4]
    return replace(known.get(name, SubProcessor(name)), service=service, country=country.upper(), basis=basis)
