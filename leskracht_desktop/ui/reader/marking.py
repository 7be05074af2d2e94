"""The line under a page on which a reader says how far she is, and makes notes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from leskracht_desktop.domain.guide_notes import NoteKind, ReadingStatus
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.widgets.buttons import button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named


class MarkingBar(QWidget):
    """A choice of the reading status, and buttons for a note, a question and a highlight."""

    status_asked = Signal(object)
    """Carries a `ReadingStatus`."""
    note_asked = Signal(object)
    """Carries a `NoteKind`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("marking_bar")
        self.status = Choice(
            self.tr("Leesstatus"), "reading_status", [(status, label(status)) for status in ReadingStatus]
        )
        caption = named(QLabel(self.tr("Leesstatus")), "reading_status_label")
        caption.setBuddy(self.status)
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 8, 16, 0)
        row = FlowLayout()
        around.addLayout(row)
        row.addWidget(caption)
        row.addWidget(self.status)
        for kind, text in (
            (NoteKind.NOTE, self.tr("Aantekening…")),
            (NoteKind.QUESTION, self.tr("Vraag…")),
            (NoteKind.HIGHLIGHT, self.tr("Markeren")),
        ):
            made = button(text, f"add_{kind}", lambda kind=kind: self.note_asked.emit(kind))  # type: ignore[misc]  # the default binds the kind
            row.addWidget(made)
        self.status.picked.connect(self.status_asked)

    def show_status(self, status: ReadingStatus) -> None:
        """Show how far the reading is, without announcing it as a choice."""
        blocked = self.status.blockSignals(True)
        self.status.choose(status)
        self.status.blockSignals(blocked)
