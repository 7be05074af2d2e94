"""Overeenkomsten: for now an honest word about what will be here, and what to do until then."""

from __future__ import annotations

from typing_extensions import override

from leskracht_desktop.ui.page import Page, PageName
from leskracht_desktop.ui.widgets.panels import EmptyState


class AgreementsPage(Page):
    """Says what a processing agreement is and that this version does not keep them yet."""

    name = PageName.AGREEMENTS

    @override
    def _build(self) -> None:
        self.set_title(self.tr("Overeenkomsten"), self.tr("Wat leveranciers met gegevens van de school mogen doen"))
        empty = EmptyState(
            "agreements_empty",
            "agreements",
            self.tr("Nog niet in deze versie"),
            self.tr(
                "Hier leest u straks de verwerkersovereenkomst met Leskracht: artikel voor artikel, met de "
                "privacybijsluiter en de beveiligingsbijlage erbij.\n\n"
                "Een verwerkersovereenkomst legt vast welke gegevens een leverancier voor de school verwerkt, waarvoor "
                "en hoelang. Bewaar de ondertekende overeenkomst tot die tijd in het contractarchief van het bestuur."
            ),
        )
        self.content.addWidget(empty, 1)
