"""The products of an agreement with what stands in the leaflet of each, in the pane of that agreement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leskracht_desktop.domain.agreement_content import Product
from leskracht_desktop.labels_nl import counted, country_name
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.text import heading, paragraph


class LeafletsView(QWidget):
    """Lists the products; each opens its leaflet."""

    product_asked = Signal(int)
    """Carries the place of a product in the agreement, or -1 for a new one."""
    check_asked = Signal()

    def __init__(self, products: Sequence[Product], *, read_only: bool) -> None:
        super().__init__()
        self.setObjectName("leaflets")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading(self.tr("Producten en privacybijsluiters")))
        if not products:
            text = self.tr(
                "Nog geen product. Neem de soorten gegevens over uit de bijsluiter, dan kunt u die nakijken."
            )
            layout.addWidget(paragraph(text, Tone.MUTED, "no_products"))
        for place, product in enumerate(products):
            self._add(layout, place, product, read_only=read_only)
        links = FlowLayout()
        add = button(
            self.tr("Product toevoegen…"), "add_product", partial(self.product_asked.emit, -1), icon_name="add"
        )
        add.setEnabled(not read_only)
        links.addWidget(add)
        if products:
            links.addWidget(button(self.tr("Bijsluiter nakijken…"), "check_leaflet", self.check_asked.emit))
        layout.addLayout(links)

    def _add(self, layout: QVBoxLayout, place: int, product: Product, *, read_only: bool) -> None:
        leaflet = product.leaflet
        made = button(product.name, f"product_{place}", partial(self.product_asked.emit, place), look=Look.LINK)
        made.setEnabled(not read_only)
        layout.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        parts = (
            counted(len(leaflet.categories), self.tr("soort gegevens"), self.tr("soorten gegevens")),
            counted(len(leaflet.sub_processors), self.tr("subverwerker"), self.tr("subverwerkers")),
            ", ".join(map(country_name, leaflet.storage_countries)),
            dates.long(leaflet.dated_on),
        )
        layout.addWidget(paragraph(", ".join(part for part in parts if part), Tone.MUTED, "product_facts"))
