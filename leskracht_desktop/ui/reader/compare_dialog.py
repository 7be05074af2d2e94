"""`Versies vergelijken…`: two versions of the model article by article, with only the differences on request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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

from leskracht_desktop.domain.agreements import AgreementId
from leskracht_desktop.domain.comparing import ChangeKind, EntryComparison, GuideComparison, compare_guides
from leskracht_desktop.domain.comparing_own import OwnComparison, OwnEntry, OwnKind
from leskracht_desktop.domain.guide import Guide
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.reader import comparison_text
from leskracht_desktop.ui.reader.guide_text import version_name
from leskracht_desktop.ui.reader.own_comparison_text import own_page, own_summary
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import button, icon_button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.named import named

_SIGNS: Final[Mapping[ChangeKind | OwnKind, str]] = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.MOVED: "⇅",
    ChangeKind.CHANGED: "≠",
    ChangeKind.SAME: "=",
    OwnKind.DEVIATES: "≠",
    OwnKind.FILLED_IN: "•",
    OwnKind.SAME: "=",
}


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """One of our agreements that a model can be put beside."""

    agreement_id: AgreementId
    name: str
    version: str
    """The id of the version of its model."""


class CompareDialog(QDialog):
    """Two choices of a version, a list of the articles with what became of each, and the text with the changes.

    The second may be one of our own agreements: then the first is its model. Accepted: the user wants it as a PDF.
    """

    def __init__(
        self,
        parent: QWidget | None,
        guides: Sequence[Guide],
        old: str = "",
        new: str = "",
        *,
        ours: Sequence[OwnChoice] = (),
        compare_own: Callable[[AgreementId], OwnComparison] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle(self.tr("Versies vergelijken"))
        open_at(self, 1080, 680)
        self._guides = {guide.version.id: guide for guide in guides}
        names = [(version, version_name(guide)) for version, guide in self._guides.items()]
        self.old_choice = Choice(self.tr("Oude versie"), "compare_old", names)
        self._compare_own = compare_own
        worked_out = {guide.version.id for guide in guides if guide.worked_out}
        offered = [one for one in ours if one.version in worked_out] if compare_own is not None else []
        own_names = [(one, self.tr("Onze overeenkomst: {0}").format(one.name)) for one in offered]
        self.new_choice = Choice(self.tr("Nieuwe versie"), "compare_new", [*names, *own_names])
        newest = [version for version, guide in self._guides.items() if guide.worked_out]
        self.old_choice.choose(old if old in self._guides else newest[max(0, len(newest) - 2)])
        self.new_choice.choose(new if new in self._guides else newest[-1])
        self.only_differences = named(QCheckBox(self.tr("Alleen verschillen")), "only_differences")
        self.only_differences.setAccessibleName(self.tr("Alleen verschillen"))
        self.only_differences.setChecked(True)
        self.entries = named(QListWidget(), "compare_entries")
        self.entries.setAccessibleName(self.tr("Artikelen met wat er veranderde"))
        self.entries.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entries.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.pdf_button = button(self.tr("Als PDF…"), "compare_pdf", self.accept, icon_name="pdf")
        self.sheet = Sheet("compare_text", self.tr("Verschillen"))
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self._arrange()
        self.old_choice.picked.connect(lambda _version: self.show_comparison())
        self.new_choice.picked.connect(lambda _version: self.show_comparison())
        self.only_differences.toggled.connect(lambda _on: self.show_comparison())
        self.entries.currentRowChanged.connect(self._on_entry)
        self.show_comparison()

    @property
    def own(self) -> OwnChoice | None:
        """Our agreement that is compared, or None when two versions of the model are."""
        chosen = self.new_choice.value
        return chosen if isinstance(chosen, OwnChoice) else None

    @property
    def _versions(self) -> tuple[str, str]:
        own = self.own
        return (own.version, own.version) if own is not None else (self.old_choice.value, self.new_choice.value)

    @property
    def comparison(self) -> GuideComparison | OwnComparison:
        """What is shown now."""
        found: GuideComparison | OwnComparison
        if self.own is not None and self._compare_own is not None:
            found = self._compare_own(self.own.agreement_id)
        else:
            found = compare_guides(self._guides[self.old_choice.value], self._guides[self.new_choice.value])
        return found.only_differences() if self.only_differences.isChecked() else found

    def show_comparison(self) -> None:
        """Compare what is chosen and show the result from its top."""
        own = self.own
        self.old_choice.setEnabled(own is None)
        if own is not None and self.old_choice.value != own.version:
            blocked = self.old_choice.blockSignals(True)
            self.old_choice.choose(own.version)
            self.old_choice.blockSignals(blocked)
        by_article = all(self._guides[version].worked_out for version in self._versions)
        for part in (self.entries, self.only_differences):
            part.setVisible(by_article)
        if not by_article:
            old, new = (self._guides[version] for version in self._versions)
            self.sheet.show_inside(comparison_text.facts_page(old, new))
            announce(self.sheet, self.tr("De artikelen van een van deze versies staan hier niet."))
            return
        comparison = self.comparison
        self._show_entries(comparison.entries)
        if isinstance(comparison, OwnComparison):
            inside = own_page(comparison, "" if own is None else own.name)
            told = own_summary(comparison)
        else:
            inside = comparison_text.comparison_page(comparison)
            told = comparison_text.summary(comparison)
        self.sheet.show_inside(inside)
        announce(self.sheet, told or self.tr("Geen verschillen"))

    def _show_entries(self, entries: Sequence[EntryComparison | OwnEntry]) -> None:
        blocked = self.entries.blockSignals(True)
        self.entries.clear()
        for entry in entries:
            text = comparison_text.heading_text(entry.heading)
            told = label(entry.kind) if isinstance(entry, OwnEntry) else comparison_text.entry_label(entry)
            item = QListWidgetItem(f"{_SIGNS[entry.kind]}  {text}")
            item.setToolTip(f"{text}: {told}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}: {told}")
            item.setSizeHint(QSize(0, self.entries.fontMetrics().height() + 14))
            self.entries.addItem(item)
        self.entries.blockSignals(blocked)

    def _on_entry(self, row: int) -> None:
        if row >= 0:
            self.sheet.scrollToAnchor(comparison_text.anchor(row))

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        for choice, text in ((self.old_choice, self.tr("Van")), (self.new_choice, self.tr("naar"))):
            name = QLabel(text)
            name.setBuddy(choice)
            bar.addWidget(name)
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
        bar.addWidget(self.pdf_button)
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
