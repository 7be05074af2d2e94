"""The documents of an agreement, in the pane of that agreement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leskracht_desktop.clock import local_date
from leskracht_desktop.domain.agreement_documents import DocumentRow
from leskracht_desktop.labels_nl import counted, label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.pages.agreements.summary import place_name
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.text import heading, long_name, paragraph


class DocumentList(QWidget):
    """Lists the documents with what can be done with each."""

    asked = Signal(str, object)
    """Carries `open`, `export`, `change` or `remove`, and a `DocumentRow`."""

    def __init__(self, documents: Sequence[DocumentRow], *, read_only: bool) -> None:
        super().__init__()
        self.setObjectName("document_list")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading(self.tr("Documenten")))
        if not documents:
            text = self.tr("Nog geen document. Voeg de getekende overeenkomst en de bijlagen toe.")
            layout.addWidget(paragraph(text, Tone.MUTED, "no_documents"))
        for row in documents:
            self._add(layout, row, read_only=read_only)

    def _add(self, layout: QVBoxLayout, row: DocumentRow, *, read_only: bool) -> None:
        layout.addWidget(long_name(row.title, "document_title"))
        pages = counted(row.pages, self.tr("bladzijde"), self.tr("bladzijden")) if row.pages else ""
        added = self.tr("toegevoegd op {0}").format(dates.long(local_date(row.added_at)))
        place = place_name(row.article, row.annex)
        about = self.tr("over: {0}").format(place) if place else ""
        facts = ", ".join(part for part in (label(row.role), about, label(row.kind), pages, added) if part)
        layout.addWidget(paragraph(facts, Tone.MUTED, "document_facts"))
        links = FlowLayout()
        for deed, text, enabled in (
            ("open", self.tr("Openen"), True),
            ("export", self.tr("Opslaan…"), True),
            ("change", self.tr("Wijzigen…"), not read_only),
            ("remove", self.tr("Weghalen…"), not read_only),
        ):
            made = button(text, f"{deed}_document_{row.id}", partial(self.asked.emit, deed, row), look=Look.LINK)
            made.setAccessibleName(f"{text}: {row.title}")
            made.setEnabled(enabled)
            links.addWidget(made)
        layout.addLayout(links)
