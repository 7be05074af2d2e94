"""The search field and filters above the list of requests; what narrows the list is always shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.requests import RequestFilter, RequestKind, RequestStatus
from leskracht_desktop.labels_nl import joined, label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice, SearchField
from leskracht_desktop.ui.widgets.flow import FlowLayout

Which = tuple[bool, frozenset[RequestStatus]]
"""Whether only open requests are shown, and of which statuses (none: all)."""

OPEN: Which = (True, frozenset())
ALL: Which = (False, frozenset())


class RequestFilters(QWidget):
    """Search field, which requests, which right, and until which date; `changed` when the user chooses otherwise."""

    changed = Signal()
    went_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("request_filters")
        self._due_until: date | None = None
        self.search = SearchField(
            self.tr("Zoeken in verzoeken"), "search_requests", self.tr("Zoek op nummer, naam of omschrijving")
        )
        self.which = Choice(self.tr("Welke verzoeken"), "which_requests")
        self.kind = Choice(
            self.tr("Alleen soort"),
            "which_kind",
            [
                (frozenset(), self.tr("Alle soorten")),
                *((frozenset({kind}), label(kind).capitalize()) for kind in RequestKind),
            ],
        )
        self._offer(OPEN)
        self.due_button = button("", "without_due_until", self._drop_due_until, icon_name="close")
        self.clear_button = button(self.tr("Filters wissen"), "clear_filters", self.clear, look=Look.LINK)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addWidget(self.clear_button)
        row = FlowLayout()
        for widget in (self.which, self.kind, self.due_button):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(row)
        self.search.searched.connect(self._on_changed)
        self.search.went_down.connect(self.went_down)
        for choice in (self.which, self.kind):
            choice.picked.connect(self._on_changed)
        self._show()

    @property
    def narrows(self) -> bool:
        """True when open requests are kept out of the list."""
        return bool(
            self.search.text().strip() or self.kind.value or self._due_until or self.which.value not in {OPEN, ALL}
        )

    @property
    def is_default(self) -> bool:
        """True when the list shows what it shows at first: the open requests."""
        return not self.narrows and self.which.value == OPEN

    def chosen(self) -> RequestFilter:
        """Return what is chosen."""
        open_only, statuses = self.which.value
        return RequestFilter(
            text=self.search.text().strip(),
            open_only=open_only,
            statuses=statuses,
            kinds=self.kind.value,
            due_until=self._due_until,
        )

    def show_filter(self, chosen: RequestFilter) -> None:
        """Show the filter that another page asks for."""
        which: Which = (chosen.open_only, chosen.statuses)
        self._due_until = chosen.due_until
        self.search.show_text(chosen.text)
        for choice in (self.which, self.kind):
            choice.blockSignals(True)
        self._offer(which)
        self.which.choose(which)
        self.kind.choose(chosen.kinds)
        for choice in (self.which, self.kind):
            choice.blockSignals(False)
        self._show()

    def clear(self) -> None:
        """Show all open requests again."""
        self.show_filter(RequestFilter(open_only=True))
        self.changed.emit()

    def _offer(self, asked: Which) -> None:
        received, answered = frozenset({RequestStatus.RECEIVED}), frozenset({RequestStatus.ANSWERED})
        options: list[tuple[Which, str]] = [
            (OPEN, self.tr("Lopende verzoeken")),
            ((True, received), self.tr("Identiteit nog vastleggen")),
            ((True, answered), self.tr("Nog af te handelen")),
            (ALL, self.tr("Alle verzoeken")),
        ]
        if asked not in [which for which, _ in options]:
            options.append((asked, joined([label(status) for status in sorted(asked[1])]).capitalize()))
        self.which.set_options(options)

    def _drop_due_until(self) -> None:
        self.show_filter(replace(self.chosen(), due_until=None))
        self.changed.emit()

    def _on_changed(self, _value: object = None) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        until = self.tr("Uiterlijk {day}").format(day=dates.short(self._due_until))
        self.due_button.setText(until)
        self.due_button.setAccessibleName(self.tr("{filter}: filter wissen").format(filter=until))
        self.due_button.setVisible(self._due_until is not None)
        self.clear_button.setVisible(not self.is_default)
