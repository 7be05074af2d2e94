"""`Sleutelkaart`: what must be found in ten seconds, for one of our agreements: that of Leskracht unless chosen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from leskracht_desktop.domain.agreements import IN_FORCE, AgreementId, AgreementRow
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.domain.key_facts import KeyFacts, binds_now, card_order
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.labels_nl import label
from leskracht_desktop.services.inventory import is_inventory_supplier
from leskracht_desktop.ui.reader.key_card_text import key_card_page
from leskracht_desktop.ui.reader.places import place_of
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import EmptyState

if TYPE_CHECKING:
    from leskracht_desktop.services.program import Services

_CHOSEN: Final = "ui.key_card.agreement"


def offer_agreements(view: KeyCardView, services: Services, rows: Sequence[AgreementRow]) -> None:
    """Offer agreements for a card: what was looked at last as long as it binds, else Leskracht before all others."""
    kept = services.settings.get(_CHOSEN)
    remembered = next((row.id for row in rows if str(row.id) == kept and binds_now(row)), None)
    view.show_agreements(card_order(rows, _is_leskracht), remembered)


def remember_agreement(view: KeyCardView, services: Services) -> None:
    """Keep which agreement is chosen, for the next time the vault is open."""

    def keep(agreement_id: AgreementId) -> None:
        # A choice that can't be kept is no reason to disturb who reads.
        with suppress(LeskrachtError):
            services.settings.set(_CHOSEN, str(agreement_id))

    view.agreement_chosen.connect(keep)


def _is_leskracht(supplier: str) -> bool:
    with suppress(LeskrachtError):
        return is_inventory_supplier(supplier)
    return False


class KeyCardView(QWidget):
    """Shows the card of the chosen agreement; links go to the articles beside the terms."""

    agreement_chosen = Signal(object)
    """Carries an `AgreementId`."""
    place_asked = Signal(object)
    """Carries a `Place`."""
    report_asked = Signal(object)
    """Carries the `AgreementId` of the card that is wanted as a PDF."""
    first_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_card")
        self._picked: AgreementId | None = None
        self.choice = Choice(self.tr("Overeenkomst"), "key_card_agreement")
        self.choice_label = named(QLabel(self.tr("Overeenkomst")), "key_card_agreement_label")
        self.choice_label.setBuddy(self.choice)
        self.sheet = Sheet("key_card_text", self.tr("Sleutelkaart"))
        self.sheet.setProperty("look", "reading")
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.pdf_button = button(
            self.tr("Als PDF…"), "key_card_pdf", lambda: self.report_asked.emit(self.agreement_id), icon_name="pdf"
        )
        self.empty = EmptyState(
            "key_card_empty",
            "key",
            self.tr("Nog geen sleutelkaart"),
            self.tr(
                "Op de sleutelkaart staat wie u belt bij een datalek, en binnen hoeveel uur de leverancier moet "
                "melden. Leg eerst vast wat er in uw overeenkomst staat."
            ),
        )
        self.first_button = self.empty.add_action(
            button(self.tr("Overeenkomst vastleggen…"), "key_card_first", self.first_asked.emit, look=Look.PRIMARY)
        )
        card = named(QFrame(), "key_card_frame")
        card.setProperty("look", "card")
        bar = FlowLayout()
        around = QVBoxLayout()
        around.setContentsMargins(16, 8, 12, 4)
        around.addLayout(bar)
        rest = named(QWidget(), "key_card_rest")
        rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        bar.addWidget(self.choice_label)
        bar.addWidget(self.choice)
        bar.addWidget(rest)
        bar.addWidget(
            icon_button(self.tr("Kaart kleiner"), "card_smaller", "zoom-out", lambda: self.sheet.step_zoom(-1))
        )
        bar.addWidget(icon_button(self.tr("Kaart groter"), "card_larger", "zoom-in", lambda: self.sheet.step_zoom(1)))
        bar.addWidget(self.pdf_button)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(around)
        column.addWidget(self.sheet, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.choice.picked.connect(self._on_picked)
        self.sheet.anchorClicked.connect(self._on_link)

    @property
    def agreement_id(self) -> AgreementId | None:
        """Of which agreement the card is, or None when there is none."""
        found: AgreementId | None = self.choice.value
        return found

    def show_agreements(self, rows: Sequence[AgreementRow], preferred: AgreementId | None = None) -> None:
        """Offer these agreements, the first to be shown unless another is preferred; one that was picked stays."""
        self.choice.set_options([(row.id, self._name(row)) for row in rows])
        if self.choice.value != self._picked and rows:
            blocked = self.choice.blockSignals(True)
            self.choice.choose(rows[0].id)
            self.choice.choose(preferred)
            self.choice.blockSignals(blocked)
        for widget in (self.choice, self.choice_label):
            widget.setVisible(len(rows) > 1)
        self._stack.setCurrentIndex(0 if rows else 1)

    def show_card(self, facts: KeyFacts, guide: Guide | None) -> None:
        """Show the card of an agreement."""
        self.sheet.show_inside(key_card_page(facts, guide))

    def _name(self, row: AgreementRow) -> str:
        name = f"{row.supplier}: {row.title}" if row.title else row.supplier
        if binds_now(row):
            return name
        return f"{name} ({self.tr('verlopen') if row.status in IN_FORCE else label(row.status)})"

    def _on_picked(self, agreement_id: AgreementId) -> None:
        self._picked = agreement_id
        self.agreement_chosen.emit(agreement_id)

    def _on_link(self, link: QUrl) -> None:
        place = place_of(link)
        if place is not None:
            self.place_asked.emit(place)
