"""A field in which any number of groups is ticked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from leskracht_desktop.domain.people import GroupId, GroupRow
from leskracht_desktop.domain.text_safety import visible

_ID = Qt.ItemDataRole.UserRole
_LINES = 5


class GroupsField(QListWidget):
    """The groups of one school, each with a box to tick."""

    changed = Signal()

    def __init__(self, label: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setTabKeyNavigation(False)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 2 * _LINES)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    @property
    def value(self) -> tuple[GroupId, ...]:
        """The groups that are ticked, in the order of the list."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked)

    def set_groups(self, groups: Iterable[GroupRow]) -> None:
        """Offer other groups; those that stay keep their tick."""
        ticked = set(self.value)
        self.clear()
        for group in groups:
            item = QListWidgetItem(visible(group.name))
            item.setData(_ID, group.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if group.id in ticked else Qt.CheckState.Unchecked)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)

    def set_value(self, group_ids: Iterable[GroupId]) -> None:
        """Tick these groups and no others."""
        wanted = set(group_ids)
        for row in range(self.count()):
            item = self.item(row)
            item.setCheckState(Qt.CheckState.Checked if item.data(_ID) in wanted else Qt.CheckState.Unchecked)

    def draft(self) -> str:
        """Return what is ticked as a text."""
        return ",".join(str(group_id) for group_id in self.value)

    def restore(self, text: str) -> None:
        """Tick again what `draft` gave."""
        self.set_value(GroupId(int(part)) for part in text.split(",") if part.isdigit())
