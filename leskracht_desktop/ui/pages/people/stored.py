"""Everything that is stored about one person, by category, with why and how long folded away behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.inventory import Category
from leskracht_desktop.labels_nl.facts import fact_rows
from leskracht_desktop.ui.pages.people.content import Pair, Shelf, Stored
from leskracht_desktop.ui.theme import Tone, scaled_font
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.disclosure import Disclosure
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import KeyValueView
from leskracht_desktop.ui.widgets.text import WrappedLabel, chip, heading, line, paragraph
from leskracht_desktop.ui.widgets.thumbnail import Thumbnail

LoadPicture = Callable[[int], bytes | None]
"""Returns the bytes of a stored picture by its number; None when there are too many to look at."""

AT_FIRST = 3
AT_A_TIME = 50


class StoredView(QWidget):
    """The categories of every compartment under each other; nothing stored is said too."""

    def __init__(self, load: LoadPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stored")
        self._load = load
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)

    def show_shelves(self, shelves: Iterable[Shelf]) -> None:
        """Show what is stored about somebody else."""
        clear(self._layout)
        for shelf in shelves:
            self._layout.addWidget(heading(shelf.label, "compartment"))
            self._layout.addWidget(paragraph(f"{shelf.explanation} {shelf.addressee}", Tone.MUTED, "compartment_text"))
            for stored in shelf.categories:
                self._layout.addWidget(CategoryView(stored, self._load))
                self._layout.addWidget(line())


class CategoryView(QWidget):
    """One category: how much is stored, what, and the facts behind it."""

    def __init__(self, stored: Stored, load: LoadPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"category_{stored.key}")
        self._stored = stored
        self._load = load
        self._shown = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        title = named(WrappedLabel(stored.label), "category_label")
        title.setFont(scaled_font(title, 1.0, bold=True))
        head.addWidget(title, 1)
        head.addWidget(self._amount(), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        layout.addLayout(self._entries)
        self.more_button = button("", f"more_{stored.key}", self.show_more, look=Look.LINK)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        if stored.facts is not None:
            layout.addWidget(
                Disclosure(
                    self.tr("Waarom en hoe lang"),
                    f"facts_{stored.key}",
                    partial(_facts, stored.facts),
                    spoken=self.tr("Waarom en hoe lang: {name}").format(name=stored.label),
                )
            )
        self._show(AT_FIRST)

    def show_more(self) -> None:
        """Show the next entries."""
        self._show(AT_A_TIME)

    def _amount(self) -> QWidget:
        if self._stored.count:
            return chip(self._stored.count, name="category_count")
        return named(paragraph(self.tr("Niets vastgelegd"), Tone.MUTED), "category_count")

    def _show(self, number: int) -> None:
        entries = self._stored.entries
        several = len(entries) > 1
        for entry in entries[self._shown : self._shown + number]:
            if several and self._shown:
                self._entries.addSpacing(8)
            if entry.picture is not None:
                made = Thumbnail(entry.picture.text, partial(self._load, entry.picture.attachment_id))
                self._entries.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            self._entries.addWidget(_pairs(entry.pairs))
            self._shown += 1
        left = len(entries) - self._shown
        self.more_button.setVisible(left > 0)
        if left:
            text = self.tr("Nog {left} tonen").format(left=left)
            self.more_button.setText(text)
            self.more_button.setAccessibleName(f"{text}: {self._stored.label}")


def _pairs(pairs: Iterable[Pair]) -> QWidget:
    view = KeyValueView("entry")
    view.show_pairs(pairs)
    return view


def _facts(facts: Category) -> QWidget:
    made = QWidget()
    made.setObjectName("facts")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(16, 0, 0, 8)
    layout.setSpacing(8)
    layout.addWidget(paragraph(facts.explanation, name="facts_explanation"))
    view = KeyValueView("facts_pairs")
    view.show_pairs(fact_rows(facts))
    layout.addWidget(view)
    return made


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
