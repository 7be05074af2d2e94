"""A field in which a person is found by typing part of a name; free text is kept where that is allowed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget
from typing_extensions import override

from leskracht_desktop.domain.fuzzy import fold, words
from leskracht_desktop.domain.people import PersonId, PersonRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.icons import set_icon
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import TYPING_PAUSE_MS, name_inner_buttons

Find = Callable[[str], Sequence[PersonRow]]
MOST = 12


class PersonPicker(QLineEdit):
    """Finds people while the user types; `person` is the one chosen, or None.

    Text that names exactly one person (the whole name, the key, or the beginnings of the names of the only hit)
    chooses that person when the field is left or the form is saved, so that it can be filled without a mouse or a
    list. With `free_text` somebody who is not in the vault may be named too, so only a whole name or key chooses.
    """

    changed = Signal()

    def __init__(
        self, name_label: str, name: str, find: Find, parent: QWidget | None = None, *, free_text: bool = False
    ) -> None:
        super().__init__(parent)
        self._free_text = free_text
        self.prefer: Callable[[], Collection[PersonId]] = tuple
        """Who stands first in the list, and is meant when several people have the name that was typed."""
        self.setObjectName(name)
        self.setAccessibleName(name_label)
        self.setPlaceholderText(self.tr("Typ een deel van de naam"))
        self.setClearButtonEnabled(True)
        self._find = find
        self._hits: list[PersonRow] = []
        self._person: PersonRow | None = None
        self._ambiguous = False
        self._mark: QAction | None = None
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(MOST)
        self._popup = QListView()
        self._popup.setObjectName("found_people")
        self._popup.setAccessibleName(self.tr("Gevonden personen"))
        completer.setPopup(self._popup)
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # one of two overloads
        completer.setWidget(self)
        self._completer = completer
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_text_changed)
        self._show_mark()

    @property
    def person(self) -> PersonRow | None:
        """The person that was chosen."""
        return self._person

    @property
    def person_id(self) -> PersonId | None:
        """The id of the person that was chosen."""
        return None if self._person is None else self._person.id

    @property
    def ambiguous(self) -> bool:
        """True when the text is the whole name of more than one person."""
        return self._ambiguous and self._person is None

    def choose(self, row: PersonRow | None) -> None:
        """Choose a person, or nobody."""
        self._pause.stop()
        self._person = row
        self.setText("" if row is None else visible(row.display_name))
        self._show_mark()
        self.changed.emit()

    def settle(self) -> None:
        """Choose the person the text names, if it names exactly one."""
        text = self.text().strip()
        if self._person is not None or not text:
            return
        hits = list(self._find(text))[: MOST + 1]
        exact = [row for row in hits if fold(text) in _names_of(row)]
        preferred = set(self.prefer())
        exact = [row for row in exact if row.id in preferred] or exact
        self._ambiguous = len(exact) > 1
        only = hits if len(hits) == 1 and not self._free_text and _begins(text, hits[0]) else []
        found = exact if len(exact) == 1 else only
        if found:
            self.choose(found[0])

    def _on_text_changed(self, text: str) -> None:
        self._ambiguous = False
        if self._person is not None and text != visible(self._person.display_name):
            self._person = None
            self._show_mark()
        if not self.hasFocus():
            return
        self.changed.emit()

    def _on_edited(self, _text: str) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        text = self.text().strip()
        if not text or self._person is not None:
            self._popup.hide()
            return
        preferred = set(self.prefer())
        self._hits = sorted(self._find(text), key=lambda row: row.id not in preferred)[:MOST]
        self._names.setStringList([_line(row) for row in self._hits])
        if self._hits and self.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.row()
        if 0 <= row < len(self._hits):
            chosen = self._hits[row]
            # The completer writes its own line into the field after this signal; ours comes last.
            QTimer.singleShot(0, self, lambda: self.choose(chosen))

    def _show_mark(self) -> None:
        if self._mark is not None:
            self.removeAction(self._mark)
            self._mark.deleteLater()
            self._mark = None
        if self._person is not None:
            self._mark = QAction(self.tr("Gekozen"), self)
            self._mark.setObjectName("chosen_mark")
            set_icon(self._mark, "check", Tone.SUCCESS)
            self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)
        name_inner_buttons(self, self.tr("Veld leegmaken"))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        # A field that is hidden loses the focus too, perhaps because the vault was locked.
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self.isVisible():
            self.settle()
        super().focusOutEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup.isVisible() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            index = popup.currentIndex()
            popup.hide()
            if index.isValid():
                self.choose(self._hits[index.row()])
            else:
                self.settle()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.settle()
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> Any:
        if event.type() is QEvent.Type.Hide:
            self._pause.stop()
        return super().event(event)


def _names_of(row: PersonRow) -> set[str]:
    return {fold(row.display_name), fold(row.name), fold(row.key)}


def _begins(text: str, row: PersonRow) -> bool:
    """Tell whether every typed word begins a word of the person's name: a name that only looks alike is no choice."""
    parts = words(row.display_name)
    return all(any(part.startswith(typed) for part in parts) for typed in words(text))


def _line(row: PersonRow) -> str:
    parts = [label(row.kind), ", ".join(row.groups), row.school]
    return f"{visible(row.name)}   ({', '.join(part for part in parts if part)})"
