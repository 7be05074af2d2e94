"""A DOCX or ODT inside the program, from memory: nothing touches the disk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from leskracht_desktop.domain.finding import FoundText, Span
from leskracht_desktop.domain.written_documents import WrittenDocument
from leskracht_desktop.ui.icons import icon_label
from leskracht_desktop.ui.reader.find_bar import FindBar
from leskracht_desktop.ui.reader.sought import Sought
from leskracht_desktop.ui.reader.written_sheet import WrittenSheet
from leskracht_desktop.ui.reader.written_text import has_insertions, written_page
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import WrappedLabel, set_tone

_NUMBER: Final = int(Qt.ItemDataRole.UserRole)


class WrittenView(QDialog):
    """Shows what stands in a document of a word processor; accepted when the user chose to save it.

    `sought` is searched for at once, for who comes from a search in everything.
    """

    def __init__(
        self, parent: QWidget | None, title: str, document: WrittenDocument, *, sought: Sought | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("written_view")
        self.setWindowTitle(title)
        open_at(self, 1080, 680)
        self._document = document
        self._sought = sought
        page = written_page(document)
        self.sheet = WrittenSheet(page)
        self._found_text = FoundText.of(self.sheet.text)
        self._hits: list[Span] = []
        self._current = -1
        self.contents = named(QTreeWidget(), "written_contents")
        self.contents.setAccessibleName(self.tr("Inhoud"))
        self.contents.setHeaderHidden(True)
        self._show_outline([(entry.level, entry.text) for entry in page.outline])
        self.contents.itemClicked.connect(self._on_heading)
        self.contents.itemActivated.connect(self._on_heading)
        self.find_bar = FindBar("written", self)
        self.search = self.find_bar.field
        self.find_bar.searched.connect(self._on_searched)
        self.find_bar.step_asked.connect(self._go_to_hit)
        self._notice = named(WrappedLabel(self._notice_text()), "written_notice")
        set_tone(self._notice, Tone.MUTED)
        self._arrange()

    def _notice_text(self) -> str:
        parts = [
            self.tr("De opmaak kan anders zijn dan in het tekstverwerkingsprogramma. Het origineel kunt u opslaan."),
        ]
        if has_insertions(self._document):
            parts.append(self.tr("Onderstreepte tekst op een gekleurde achtergrond is een voorstel tot wijziging."))
        if self._document.truncated:
            parts.append(self.tr("Dit document is te lang om helemaal te laten zien: het eind ontbreekt."))
        if not self._document.blocks:
            parts.append(self.tr("Er staat geen tekst in dit document."))
        return " ".join(parts)

    def _show_outline(self, headings: list[tuple[int, str]]) -> None:
        above: list[tuple[int, QTreeWidgetItem]] = []
        for number, (level, text) in enumerate(headings):
            while above and above[-1][0] >= level:
                above.pop()
            item = QTreeWidgetItem([text])
            item.setToolTip(0, text)
            item.setData(0, _NUMBER, number)
            if above:
                above[-1][1].addChild(item)
            else:
                self.contents.addTopLevelItem(item)
            above.append((level, item))
        self.contents.expandAll()
        self.contents.setVisible(bool(headings))

    def _arrange(self) -> None:
        bar = FlowLayout()
        bar.addWidget(
            icon_button(self.tr("Tekst kleiner"), "written_smaller", "zoom-out", lambda: self.sheet.step_zoom(-1))
        )
        bar.addWidget(
            icon_button(self.tr("Tekst groter"), "written_larger", "zoom-in", lambda: self.sheet.step_zoom(1))
        )
        bar.addWidget(icon_button(self.tr("Kopiëren met bron"), "written_copy", "copy", self.copy_with_source))
        self.find_bar.add_to(bar)
        bar.addWidget(button(self.tr("Sluiten"), "close_written", self.reject))
        bar.addWidget(button(self.tr("Opslaan…"), "save_written", self.accept, look=Look.PRIMARY, icon_name="export"))
        notice = QHBoxLayout()
        notice.setSpacing(8)
        notice.addWidget(icon_label("info", 16, Tone.MUTED))
        notice.addWidget(self._notice, 1)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.setSpacing(8)
        top.addLayout(bar)
        top.addLayout(notice)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.contents)
        split.addWidget(self.sheet)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 820])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        for key, deed in (
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), lambda: self.sheet.step_zoom(1)),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), lambda: self.sheet.step_zoom(-1)),
            (QKeySequence("Ctrl+0"), lambda: self.sheet.set_zoom(1.0)),
            (QKeySequence("Ctrl+Shift+C"), self.copy_with_source),
        ):
            QShortcut(key, self, deed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.sheet.setFocus()
        if self._sought is not None:
            # Before the page knows its width there is nowhere to go.
            QTimer.singleShot(0, self, self._begin_at_sought)

    def copy_with_source(self) -> None:
        """Copy what is selected, or else the whole document, and say under it where it comes from."""
        cursor = self.sheet.textCursor()
        chosen = cursor.selection().toPlainText()
        heading = self.sheet.heading_at(cursor.selectionStart()) if chosen else None
        source = self.windowTitle() if heading is None else f"{self.windowTitle()}, {heading.text}"
        QGuiApplication.clipboard().setText(f"{(chosen or self.sheet.text).strip()}\n\n({source})")
        announce(self.sheet, self.tr("Gekopieerd, met de bron erbij"))

    def _begin_at_sought(self) -> None:
        sought, self._sought = self._sought, None
        if sought is None:
            return
        self.search.show_text(sought.words)
        before = sum(len(part) + 1 for part in self._document.parts()[: max(0, sought.page - 1)])
        within = self._found_text.locate(sought.sentence, before)
        self._hits = self._find(sought.words)
        self._current = next((at for at, hit in enumerate(self._hits) if _is_in(hit, within)), -1)
        if self._current < 0 and within is not None:
            # The words stand apart in this sentence, though elsewhere they stand after each other.
            self._hits = self._found_text.find_apart(sought.words)
            self._current = next((at for at, hit in enumerate(self._hits) if _is_in(hit, within)), -1)
        if self._current < 0 and self._hits:
            self._current = 0
        self._show_hits()

    def _find(self, words: str) -> list[Span]:
        return self._found_text.find(words) or self._found_text.find_apart(words)

    def _on_searched(self, text: str) -> None:
        self._hits, self._current = self._find(text), -1
        self._show_hits()

    def _go_to_hit(self, step: int) -> None:
        if self._hits:
            self._current = (self._current + step) % len(self._hits) if self._current >= 0 else 0
        self._show_hits(aloud=True)

    def _show_hits(self, *, aloud: bool = False) -> None:
        self.sheet.mark(self._hits, self._current)
        self.find_bar.show_place(self._current, len(self._hits), aloud=aloud)

    def _on_heading(self, item: QTreeWidgetItem) -> None:
        self.sheet.go_to_heading(int(item.data(0, _NUMBER)))


def _is_in(hit: Span, within: Span | None) -> bool:
    return within is not None and within[0] <= hit[0] < within[1]
