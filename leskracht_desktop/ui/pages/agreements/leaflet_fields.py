"""The lists within a privacy leaflet: categories of data with a tick, and sub-processors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from leskracht_desktop.domain.agreement_content import LeafletCategory, SubProcessor
from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.labels_nl import country_code, country_name
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.widgets.country_field import CountryField
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.form import Draft
from leskracht_desktop.ui.widgets.items_field import FIXED, HELP, NAME, TICKED, ItemsField


class CategoriesField(ItemsField):
    """The categories of the processing inventory with a tick when the leaflet names them, and others added by hand."""

    def __init__(
        self, offered: Sequence[Category], named: Sequence[LeafletCategory], parent: QWidget | None = None
    ) -> None:
        kind, add = self.tr("Soort gegevens"), self.tr("Andere soort toevoegen")
        super().__init__(kind, "leaflet_categories", add=add, lines=9, parent=parent)
        self.add_part(NAME, self.tr("Naam"), QLineEdit())
        self.add_part("why", self.tr("Waarom nodig"), QPlainTextEdit())
        self.add_part("retention", self.tr("Bewaartermijn"), QLineEdit())
        special = self.tr("Bijzonder gegeven (AVG artikel 9)")
        self.add_part("special", special, QCheckBox(special))
        held = {one.code: one for one in named}
        items = []
        for category in offered:
            one = held.get(category.code, LeafletCategory(category.label, category.code))
            items.append(_draft_of_category(one, ticked=category.code in held) | {HELP: category.explanation})
        codes = {category.code for category in offered}
        items += [_draft_of_category(one, ticked=True) for one in named if one.code not in codes]
        self.show_items(items)

    def categories(self) -> tuple[LeafletCategory, ...]:
        """Return what is ticked or added."""
        return tuple(
            LeafletCategory(
                item.get(NAME, ""),
                item.get(FIXED, ""),
                item.get("why", ""),
                special=bool(item.get("special")),
                retention=item.get("retention", ""),
            )
            for item in self.items()
        )


class SubProcessorsField(ItemsField):
    """The sub-processors of a product, each with its service, its country, on what a transfer rests, and since when."""

    def __init__(self, one_by_one: Sequence[SubProcessor], today: date, parent: QWidget | None = None) -> None:
        kind, add = self.tr("Subverwerker"), self.tr("Subverwerker toevoegen")
        super().__init__(kind, "sub_processors", add=add, parent=parent)
        self.add_part(NAME, self.tr("Naam"), QLineEdit())
        self.add_part("service", self.tr("Wat doet die"), QLineEdit())
        self.add_part("data", self.tr("Welke gegevens"), QPlainTextEdit())
        note = self.tr("Een naam of een code, zoals Nederland of NL.")
        self.add_part("country", self.tr("Land"), CountryField(), note=note)
        self.add_part("basis", self.tr("Waarop doorgifte berust"), QLineEdit())
        self.add_part("since_on", self.tr("Sinds"), DateField(self.tr("Sinds"), "since_on", today))
        self.show_items([_draft_of_sub_processor(one) for one in one_by_one])

    def sub_processors(self) -> tuple[SubProcessor, ...]:
        """Return what is in the list."""
        return tuple(
            SubProcessor(
                item.get(NAME, ""),
                item.get("service", ""),
                item.get("data", ""),
                country_code(item.get("country", "")),
                item.get("basis", ""),
                dates.parse(item.get("since_on", "")),
            )
            for item in self.items()
        )


def _draft_of_category(one: LeafletCategory, *, ticked: bool) -> Draft:
    return {
        NAME: one.label,
        FIXED: one.code,
        TICKED: "1" if ticked else "",
        "why": one.why,
        "retention": one.retention,
        "special": "1" if one.special else "",
    }


def _draft_of_sub_processor(one: SubProcessor) -> Draft:
    return {
        NAME: one.name,
        "service": one.service,
        "data": one.data,
        "country": country_name(one.country),
        "basis": one.basis,
        "since_on": dates.short(one.since_on),
    }
