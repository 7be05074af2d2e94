"""The search field and filters above the list of people; what narrows the list is always shown, and cleared at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.people import GroupId, GroupRow, PersonFilter, PersonKind, PersonStatus, SchoolId
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import joined, label
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import Choice, SearchField
from leskracht_desktop.ui.widgets.flow import FlowLayout

_KIND_ORDER = (PersonKind.PUPIL, PersonKind.PARENT, PersonKind.STAFF, PersonKind.OTHER)


class PeopleFilters(QWidget):
    """Search field, kind, group and status; `changed` when the user narrows or widens the list."""

    changed = Signal()
    went_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people_filters")
        self.search = SearchField(
            self.tr("Zoeken in betrokkenen"), "search_people", self.tr("Zoek op (een deel van) de naam of het nummer")
        )
        self.kind = Choice(self.tr("Soort"), "filter_kind")
        self.group = Choice(self.tr("Groep"), "filter_group")
        self.status = Choice(self.tr("Status"), "filter_status")
        self.clear_button = button(self.tr("Filters wissen"), "clear_filters", self.clear, look=Look.LINK)
        self._more_kinds: frozenset[PersonKind] = frozenset()
        self._more_statuses: frozenset[PersonStatus] = frozenset()
        self._offer()
        self.group.set_options([(None, self.tr("Alle groepen"))])
        self.group.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.setMinimumContentsLength(12)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addWidget(self.clear_button)
        row = FlowLayout()
        for widget in (self.kind, self.group, self.status):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(row)
        self.search.searched.connect(self._on_changed)
        self.search.went_down.connect(self.went_down)
        for choice in (self.kind, self.group, self.status):
            choice.picked.connect(self._on_changed)
        self._show_clear()

    @property
    def narrows(self) -> bool:
        """True when anything but the school keeps people out of the list."""
        return bool(self.search.text().strip() or self.kind.value or self.group.value or self.status.value)

    def chosen(self, school_id: SchoolId | None) -> PersonFilter:
        """Return what is chosen, within one school or all."""
        group_id: GroupId | None = self.group.value
        return PersonFilter(
            text=self.search.text().strip(),
            kinds=self.kind.value or frozenset(),
            statuses=self.status.value or frozenset(),
            school_id=school_id,
            group_id=group_id,
        )

    def show_filter(self, chosen: PersonFilter) -> None:
        """Show the filter that another page asks for."""
        self._more_kinds, self._more_statuses = chosen.kinds, chosen.statuses
        self._offer()
        self.search.show_text(chosen.text)
        for choice, value in (
            (self.kind, chosen.kinds),
            (self.group, chosen.group_id),
            (self.status, chosen.statuses),
        ):
            blocked = choice.blockSignals(True)
            choice.choose(value)
            choice.blockSignals(blocked)
        self._show_clear()

    def set_groups(self, groups: Sequence[GroupRow], *, name_school: dict[SchoolId, str]) -> None:
        """Offer these groups; `name_school` gives the names of schools when there is more than one."""
        options: list[tuple[Any, str]] = [(None, self.tr("Alle groepen"))]
        for group in groups:
            school = name_school.get(group.school_id, "")
            options.append((group.id, visible(group.name) + (f" ({visible(school)})" if school else "")))
        self.group.set_options(options)
        self._show_clear()

    def clear(self) -> None:
        """Show everyone again."""
        self.show_filter(PersonFilter())
        self.changed.emit()

    def without_text(self) -> None:
        """Empty the search field only; nobody is told."""
        self.show_filter(replace(self.chosen(None), text=""))

    def _offer(self) -> None:
        kinds = [frozenset[PersonKind](), *(frozenset({kind}) for kind in _KIND_ORDER)]
        statuses = [frozenset[PersonStatus](), *(frozenset({status}) for status in PersonStatus)]
        if self._more_kinds not in kinds:
            kinds.append(self._more_kinds)
        if self._more_statuses not in statuses:
            statuses.append(self._more_statuses)
        self.kind.set_options([(kind, _words(kind) or self.tr("Alle soorten")) for kind in kinds])
        self.status.set_options([(status, _words(status) or self.tr("Elke status")) for status in statuses])

    def _on_changed(self, _value: object = None) -> None:
        self._show_clear()
        self.changed.emit()

    def _show_clear(self) -> None:
        self.clear_button.setVisible(self.narrows)


def _words(values: frozenset[PersonKind] | frozenset[PersonStatus]) -> str:
    return joined(sorted(label(value) for value in values)).capitalize()
