"""`Onze overeenkomsten`: the list of the school's own agreements with the pane of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from leskracht_desktop.domain.agreement_reports import RegisterFormat
from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId, AgreementRow
from leskracht_desktop.ui.pages.agreements.columns import COLUMNS, OPTIONAL_COLUMNS
from leskracht_desktop.ui.pages.agreements.pane import AgreementPane
from leskracht_desktop.ui.tables import LazyTableModel
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fitting import FittingColumns
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.list_and_pane import ListAndPane
from leskracht_desktop.ui.widgets.panels import EmptyState
from leskracht_desktop.ui.widgets.table_view import TableView


class RegisterView(QWidget):
    """Shows the agreements it is given; `row_chosen` asks for the details of one."""

    row_chosen = Signal(object)
    """Carries an `AgreementRow`, or None."""
    first_asked = Signal()
    calendar_asked = Signal()
    report_asked = Signal(object)
    """Carries a `RegisterFormat`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreements_register")
        self._rows: dict[int, AgreementRow] = {}
        self.model: LazyTableModel[AgreementRow] = LazyTableModel(COLUMNS, self._load, self)
        self.table = TableView(self.tr("Onze overeenkomsten"), self.model, "agreements_table")
        self.columns = FittingColumns(self.table, [COLUMNS.index(column) for column in OPTIONAL_COLUMNS])
        self.pane = AgreementPane()
        self.pane.hide()
        self.empty = EmptyState(
            "agreements_empty",
            "agreements",
            self.tr("Er is nog geen overeenkomst vastgelegd"),
            self.tr(
                "Een verwerkersovereenkomst zegt welke gegevens een leverancier voor de school verwerkt, waarvoor en "
                "hoelang. Leg hier vast wat u met Leskracht en andere leveranciers hebt getekend. Het programma "
                "bewaakt daarna de einddatum en zet de termijnen voor u bij elkaar."
            ),
        )
        self.first_button = self.empty.add_action(
            button(self.tr("Overeenkomst vastleggen…"), "first_agreement", self.first_asked.emit, look=Look.PRIMARY)
        )
        self.calendar_button = button(
            self.tr("In agenda zetten…"),
            "agreements_calendar",
            self.calendar_asked.emit,
            look=Look.QUIET,
            icon_name="calendar",
        )
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        below = FlowLayout()
        below.addWidget(self.calendar_button)
        for form, text in (
            (RegisterFormat.PDF, self.tr("Register als PDF…")),
            (RegisterFormat.CSV, self.tr("Als CSV…")),
            (RegisterFormat.JSON, self.tr("Als JSON…")),
        ):
            below.addWidget(button(text, f"register_{form}", partial(self.report_asked.emit, form), look=Look.QUIET))
        column.addLayout(below)
        self._split = ListAndPane("agreements_split", left, self.pane, shares=(610, 390))
        self.table.row_opened.connect(lambda _row: self._split.reveal_pane())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.table.row_chosen.connect(self.row_chosen)
        self.pane.closed.connect(self._on_pane_closed)

    def show_rows(self, rows: Sequence[AgreementRow]) -> None:
        """Show these agreements; the chosen one stays chosen."""
        self._rows = {row.id: row for row in rows}
        self._stack.setCurrentWidget(self._split if rows else self.empty)
        self.table.show_ids([row.id for row in rows])

    def choose(self, agreement_id: AgreementId) -> bool:
        """Choose an agreement; False when it is not in the list."""
        return self.table.choose_id(agreement_id)

    def show_details(self, details: AgreementDetails | None, *, read_only: bool) -> None:
        """Show what is known about the chosen agreement."""
        if details is not None:
            self.pane.show_agreement(details, read_only=read_only)
        self.pane.setVisible(details is not None)

    def _load(self, ids: list[int]) -> list[AgreementRow]:
        return [self._rows[one] for one in ids if one in self._rows]

    def _on_pane_closed(self) -> None:
        self.pane.hide()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self.table.setFocus()
