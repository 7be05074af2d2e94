"""The pane beside the list of people: one person in short, everything that is stored, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from leskracht_desktop.domain.inventory import Inventory
from leskracht_desktop.domain.people import PersonDetails, PersonStatus
from leskracht_desktop.domain.requests import RequestRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label, long_instant, person_status_label
from leskracht_desktop.ui.pages.people.content import changes, shelves
from leskracht_desktop.ui.pages.people.stored import StoredView, clear
from leskracht_desktop.ui.pages.people.summary import SummaryView
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.panels import DetailPane, KeyValueView
from leskracht_desktop.ui.widgets.text import chip, heading, paragraph, set_tone

_STATUS_TONES = {PersonStatus.MISSING: Tone.WARNING, PersonStatus.LEFT: Tone.MUTED}


class PersonPane(DetailPane):
    """Shows one person, or how to choose one; what is stored is put on the screen when its tab is opened."""

    edit_asked = Signal()
    dossier_asked = Signal()
    request_asked = Signal()

    def __init__(
        self,
        find_inventory: Callable[[], Inventory],
        load: Callable[[int, int], bytes | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("person_pane", parent)
        self._inventory = find_inventory
        self._load = load
        self._person: PersonDetails | None = None
        self._today: date | None = None
        self._filled: set[int] = set()
        self.dossier_button = button(
            self.tr("Inzagedossier maken…"), "make_dossier", self.dossier_asked.emit, icon_name="pdf"
        )
        self.request_button = button(self.tr("Nieuw verzoek…"), "new_request_for", self.request_asked.emit)
        self.edit_button = icon_button(self.tr("Bewerken…"), "edit_person", "edit", self.edit_asked.emit)
        self._status = chip("", name="person_status")
        self.tabs = QTabBar()
        self.tabs.setObjectName("person_tabs")
        self.tabs.setAccessibleName(self.tr("Over deze persoon"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text in (self.tr("In het kort"), self.tr("Alle gegevens"), self.tr("Geschiedenis")):
            self.tabs.addTab(text)
        self.summary = SummaryView()
        self.stored = StoredView(self._picture)
        self.history = HistoryView()
        self._views: tuple[QWidget, ...] = (self.summary, self.stored, self.history)
        self._hint = paragraph(
            self.tr("Kies iemand in de lijst. Dan ziet u hier alles wat over die persoon is vastgelegd, en waarom."),
            Tone.MUTED,
            "choose_hint",
        )
        self._arrange()
        self.tabs.currentChanged.connect(self._show_tab)
        self.show_nobody()

    @property
    def person(self) -> PersonDetails | None:
        """Who is shown."""
        return self._person

    def show_nobody(self) -> None:
        """Show how to choose somebody."""
        self._person = None
        self.title.setText(self.tr("Niemand gekozen"))
        self.subtitle.hide()
        self._status.hide()
        self.tabs.hide()
        self._hint.show()
        for view in self._views:
            view.hide()
        self.dossier_button.setEnabled(False)
        self.dossier_button.setToolTip(self.tr("Kies eerst iemand in de lijst."))
        self.edit_button.setEnabled(False)

    def show_person(
        self, person: PersonDetails, requests: Sequence[RequestRow], today: date, *, read_only: bool
    ) -> None:
        """Show this person; the tab stays the one that was open."""
        other = self._person is None or self._person.id != person.id
        self._person, self._filled = person, set()
        self._today = today
        self.title.setText(visible(person.display_name))
        groups = dict.fromkeys(name for name, _ in person.groups)
        self.subtitle.setText(
            visible(" · ".join([first_upper(label(person.kind)), *map(_group, groups), person.school.name]))
        )
        self.subtitle.show()
        self._status.setText(person_status_label(person.status, person.kind))
        self._status.setVisible(person.status is not PersonStatus.ACTIVE)
        set_tone(self._status, _STATUS_TONES.get(person.status, Tone.NORMAL))
        self._hint.hide()
        self.tabs.show()
        self.dossier_button.setEnabled(not read_only)
        self.dossier_button.setToolTip("")
        self.edit_button.setEnabled(not read_only)
        self.summary.show_person(person, requests, today, read_only=read_only)
        self._show_tab(self.tabs.currentIndex())
        if other:
            self.scroller.verticalScrollBar().setValue(0)

    def _picture(self, attachment_id: int) -> bytes | None:
        return None if self._person is None else self._load(self._person.id, attachment_id)

    def _show_tab(self, number: int) -> None:
        if self._person is None:
            return
        if number not in self._filled:
            self._filled.add(number)
            if self._views[number] is self.stored:
                self.stored.show_shelves(shelves(self._person, self._inventory()))
            elif self._views[number] is self.history:
                self.history.show_person(self._person)
        for view in self._views:
            view.setVisible(view is self._views[number])

    def _arrange(self) -> None:
        actions = FlowLayout()
        for made in (self.dossier_button, self.request_button):
            actions.addWidget(made)
        self.action_row.addLayout(actions, 1)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            first = layout.itemAt(0)
            top = None if first is None else first.layout()
            if isinstance(top, QHBoxLayout):
                top.insertWidget(1, self.edit_button, 0, Qt.AlignmentFlag.AlignTop)
            layout.insertWidget(2, self._status)
            layout.insertWidget(layout.count() - 1, self.tabs)
        self.body.addWidget(self._hint)
        for view in self._views:
            self.body.addWidget(view)
        self.body.addStretch(1)


def first_upper(text: str) -> str:
    """Return a text with a capital at its beginning and the rest as it is."""
    return text[:1].upper() + text[1:]


def _group(name: str) -> str:
    return name if name.casefold().startswith("groep") else f"groep {name}"


class HistoryView(QWidget):
    """Where what is known came from, and every value that was changed."""

    log_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self._source = KeyValueView("provenance")
        self._changes = QVBoxLayout()
        self._changes.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(heading(self.tr("Herkomst")))
        layout.addWidget(self._source)
        layout.addWidget(heading(self.tr("Wijzigingen")))
        layout.addLayout(self._changes)
        layout.addWidget(
            button(
                self.tr("Logboek over deze persoon"),
                "person_log",
                self.log_asked.emit,
                look=Look.LINK,
                icon_name="audit",
            ),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )

    def show_person(self, person: PersonDetails) -> None:
        """Show the history of somebody else."""
        source = person.provenance
        self._source.show_pairs(
            [
                (self.tr("Bron"), first_upper(label(source.origin))),
                (self.tr("Bestand"), visible(source.file_name)),
                (self.tr("Overgenomen op"), long_instant(source.imported_at) if source.imported_at else ""),
                (self.tr("In dit programma sinds"), long_instant(person.created_at)),
                (self.tr("Laatst gewijzigd"), long_instant(person.changed_at)),
            ]
        )
        clear(self._changes)
        for change in changes(person.history):
            self._changes.addWidget(paragraph(change.when, Tone.MUTED, "change_when"))
            self._changes.addWidget(paragraph(change.text, name="change"))
        if not person.history:
            self._changes.addWidget(paragraph(self.tr("Er is nog niets gewijzigd."), Tone.MUTED, "no_changes"))
