"""Toestemmingen: for now an honest word about what will be here, and what to do until then."""

from __future__ import annotations

from typing_extensions import override

from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.widgets.panels import EmptyState


class ConsentsPage(Page):
    """Says what consent is for and that this version does not keep it yet."""

    name = PageName.CONSENTS

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Toestemmingen"), self.tr("Wie ja of nee zei, waarvoor en wanneer"))
        empty = EmptyState(
            "consents_empty",
            "consents",
            self.tr("Nog niet in deze versie"),
            self.tr(
                "Hier legt u straks per leerling vast waarvoor de ouders toestemming geven, zoals foto’s op de "
                "website, en ook wanneer zij die toestemming intrekken.\n\n"
                "Vraag voor elk doel apart toestemming en bewaar het bewijs. Is de leerling jonger dan 16, dan "
                "beslissen de ouders met gezag. Bewaar de formulieren tot die tijd zoals u gewend bent."
            ),
        )
        self.content.addWidget(empty, 1)
