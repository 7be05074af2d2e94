"""`Versies vergelijken…`: two versions of the model article by article, with only the differences on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from leskracht_desktop.domain.comparing import ChangeKind, GuideComparison, compare_guides
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.ui.reader import comparison_text
from leskracht_desktop.ui.reader.guide_text import version_name
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import button, icon_button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.named import named

_SIGNS: Final = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.MOVED: "⇅",
    ChangeKind.CHANGED: "≠",
    ChangeKind.SAME: "=",
}


class CompareDialog(QDialog):
    """Two choices of a version, a list of the articles with what became of each, and the text with the changes."""

    def __init__(self, parent: QWidget | None, guides: Sequence[Guide], old: str = "", new: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle(self.tr("Versies vergelijken"))
        open_at(self, 1080, 680)
        self._guides = {guide.version.id: guide for guide in guides if guide.worked_out}
        names = [(version, version_name(guide)) for version, guide in self._guides.items()]
        self.old_choice = Choice(self.tr("Oude versie"), "compare_old", names)
        self.new_choice = Choice(self.tr("Nieuwe versie"), "compare_new", names)
        newest = list(self._guides)
        self.old_choice.choose(old if old in self._guides else newest[max(0, len(newest) - 2)])
        self.new_choice.choose(new if new in self._guides else newest[-1])
        self.only_differences = named(QCheckBox(self.tr("Alleen verschillen")), "only_differences")
        self.only_differences.setAccessibleName(self.tr("Alleen verschillen"))
        self.only_differences.setChecked(True)
        self.entries = named(QListWidget(), "compare_entries")
        self.entries.setAccessibleName(self.tr("Artikelen met wat er veranderde"))
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sheet = Sheet("compare_text", self.tr("Verschillen"))
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._summary = named(QLabel(), "compare_summary")
        self._arrange()
        self.old_choice.picked.connect(lambda _version: self.show_comparison())
        self.new_choice.picked.connect(lambda _version: self.show_comparison())
        self.only_differences.toggled.connect(lambda _on: self.show_comparison())
        self.entries.currentRowChanged.connect(self._on_entry)
        self.show_comparison()

    @property
    def comparison(self) -> GuideComparison:
        """What is shown now."""
        found = compare_guides(self._guides[self.old_choice.value], self._guides[self.new_choice.value])
        return found.only_differences() if self.only_differences.isChecked() else found

    def show_comparison(self) -> None:
        """Compare the chosen versions and show the result from its top."""
        comparison = self.comparison
        blocked = self.entries.blockSignals(True)
        self.entries.clear()
        for entry in comparison.entries:
            text = comparison_text.heading_text(entry.heading)
            label = comparison_text.entry_label(entry)
            item = QListWidgetItem(f"{_SIGNS[entry.kind]}  {text}")
            item.setToolTip(f"{text}: {label}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}: {label}")
            item.setSizeHint(QSize(0, self.entries.fontMetrics().height() + 14))
            self.entries.addItem(item)
        self.entries.blockSignals(blocked)
        self.sheet.show_inside(comparison_text.comparison_page(comparison))
        self._summary.setText(comparison_text.summary(comparison) or self.tr("Geen verschillen"))
        announce(self.sheet, self._summary.text())

    def _on_entry(self, row: int) -> None:
        if row >= 0:
            self.sheet.scrollToAnchor(comparison_text.anchor(row))

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        for choice, text in ((self.old_choice, self.tr("Van")), (self.new_choice, self.tr("naar"))):
            label = QLabel(text)
            label.setBuddy(choice)
            bar.addWidget(label)
            bar.addWidget(choice)
        bar.addSpacing(8)
        bar.addWidget(self.only_differences)
        bar.addStretch(1)
        bar.addWidget(
            icon_button(self.tr("Tekst kleiner"), "compare_smaller", "zoom-out", lambda: self.sheet.step_zoom(-1))
        )
        bar.addWidget(
            icon_button(self.tr("Tekst groter"), "compare_larger", "zoom-in", lambda: self.sheet.step_zoom(1))
        )
        bar.addWidget(button(self.tr("Sluiten"), "close_compare", self.reject))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.entries)
        split.addWidget(self.sheet)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 780])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(split, 1)
