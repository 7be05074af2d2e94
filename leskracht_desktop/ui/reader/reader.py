"""The reading pane: one page at a time, with back and forward, size, copying and printing above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.guide import FunctionCode
from leskracht_desktop.domain.guide_notes import NoteKind, ReadingStatus
from leskracht_desktop.ui.icons import icon_label
from leskracht_desktop.ui.reader.marking import MarkingBar
from leskracht_desktop.ui.reader.own_text import AGREEMENT_SCHEME, DOCUMENT_SCHEME, NOTE_SCHEME, highlights
from leskracht_desktop.ui.reader.places import Place, function_of, guide_place, place_of
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.reader.texts import Texts
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import icon_button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import WrappedLabel, set_tone

_MOST_BACK = 200


class Reader(QFrame):
    """Shows one place after another; `place_shown` follows what is read."""

    place_shown = Signal(object)
    """Carries a `Place`."""
    function_asked = Signal(object)
    """Carries a `FunctionCode`: a link to another part of the program was followed."""
    agreement_asked = Signal(int)
    """Carries the id of one of our agreements."""
    document_asked = Signal(int)
    """Carries the id of one of our documents."""
    status_asked = Signal(object, object)
    """Carries a `GuidePlace` and a `ReadingStatus`."""
    note_asked = Signal(object, object, object)
    """Carries a `GuidePlace`, a `NoteKind` and what is `Chosen`."""
    note_deed_asked = Signal(str, int)
    """Carries `change`, `answer` or `remove`, and the id of a note."""
    quote_lost = Signal()
    """The text a note was made at is asked for, and is not on the page any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self.setProperty("look", "card")
        self._texts: Texts | None = None
        self._visited: list[tuple[Place, int]] = []
        self._at = -1
        self.sheet = Sheet("reading_text", self.tr("Leestekst"))
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.sheet.setProperty("look", "reading")
        self.sheet.anchorClicked.connect(self._on_link)
        self.back_button = icon_button(self.tr("Terug"), "reader_back", "chevron-left", self.go_back)
        self.forward_button = icon_button(self.tr("Vooruit"), "reader_forward", "chevron-right", self.go_forward)
        self.smaller_button = icon_button(
            self.tr("Tekst kleiner"), "reader_smaller", "zoom-out", lambda: self.sheet.step_zoom(-1)
        )
        self.larger_button = icon_button(
            self.tr("Tekst groter"), "reader_larger", "zoom-in", lambda: self.sheet.step_zoom(1)
        )
        self.copy_button = icon_button(self.tr("Kopiëren met bron"), "reader_copy", "copy", self.copy_with_source)
        self.print_button = icon_button(self.tr("Afdrukken…"), "reader_print", "print", self.print_page)
        self.marking = MarkingBar()
        self.marking.status_asked.connect(self._on_status)
        self.marking.note_asked.connect(self._on_note)
        self._notice = named(WrappedLabel(""), "reader_notice")
        set_tone(self._notice, Tone.MUTED)
        self._notice_icon = icon_label("info", 16, Tone.MUTED)
        self._arrange()
        self._add_shortcuts()
        self._show_steps()

    def _arrange(self) -> None:
        bar = self.bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 4)
        bar.setSpacing(4)
        bar.addWidget(self.back_button)
        bar.addWidget(self.forward_button)
        bar.addSpacing(8)
        bar.addWidget(self._notice_icon)
        bar.addSpacing(4)
        bar.addWidget(self._notice, 1)
        for made in (self.smaller_button, self.larger_button, self.copy_button, self.print_button):
            bar.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 8)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self.marking)

    def _add_shortcuts(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, deed in (
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
            (QKeySequence.StandardKey.ZoomIn, lambda: self.sheet.step_zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.sheet.step_zoom(-1)),
            (QKeySequence("Ctrl+0"), self.sheet.forget_zoom),
            (QKeySequence("Ctrl+Shift+C"), self.copy_with_source),
            (QKeySequence.StandardKey.Print, self.print_page),
        ):
            QShortcut(key, self, deed, context=within)

    @property
    def place(self) -> Place | None:
        """What is read now."""
        return self._visited[self._at][0] if self._at >= 0 else None

    @property
    def texts(self) -> Texts | None:
        """Everything that can be read, or None before it was given."""
        return self._texts

    def show_texts(self, texts: Texts) -> None:
        """Read from these texts from now on; what is read stays, if it is still there."""
        self._texts = texts
        place = self.place
        if place is None or texts.page(place) is None:
            self._visited, self._at = [], -1
            self.go_to(texts.first)
        else:
            self._show(place, self.sheet.verticalScrollBar().value())

    def go_to(self, place: Place) -> bool:
        """Read a place from its top; False when there is nothing there."""
        if self._texts is None or self._texts.page(place) is None:
            return False
        if place == self.place:
            return True
        self._remember()
        del self._visited[self._at + 1 :]
        self._visited.append((place, 0))
        del self._visited[:-_MOST_BACK]
        self._at = len(self._visited) - 1
        self._show(place, 0)
        return True

    def go_back(self) -> None:
        """Read what was read before, where it was left."""
        self._step(-1)

    def go_forward(self) -> None:
        """Undo a step back."""
        self._step(1)

    def copy_with_source(self) -> None:
        """Copy what is selected, or else what the page says, and say under it where it comes from."""
        place = self.place
        page = None if self._texts is None or place is None else self._texts.page(place)
        if page is None:
            return
        chosen = self.sheet.textCursor().selection().toPlainText() or self.sheet.said_text
        QGuiApplication.clipboard().setText(f"{chosen.strip()}\n\n({page.source})")
        announce(self.sheet, self.tr("Gekopieerd, met de bron erbij"))

    def print_page(self) -> None:
        """Ask for a printer and print the page."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        place = self.place
        page = None if self._texts is None or place is None else self._texts.page(place)
        if page is None:
            return
        printer.setDocName(page.title)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.sheet.print_on(printer, page.source)

    def _remember(self) -> None:
        if self._at >= 0:
            self._visited[self._at] = (self._visited[self._at][0], self.sheet.verticalScrollBar().value())

    def _step(self, step: int) -> None:
        if not 0 <= self._at + step < len(self._visited):
            return
        self._remember()
        self._at += step
        self._show(*self._visited[self._at])

    def _show(self, place: Place, scrolled: int) -> None:
        texts = self._texts
        page = None if texts is None else texts.page(place)
        if texts is None or page is None:
            return
        noted = guide_place(place)
        self.sheet.show_inside(page.inside, page.notes, highlights(texts.own, noted))
        self.sheet.verticalScrollBar().setValue(scrolled)
        self.sheet.setAccessibleDescription(page.title)
        self._show_notice(texts, place)
        self._show_steps()
        mark = texts.own.marks.get(noted)
        self.marking.show_status(ReadingStatus.UNREAD if mark is None else mark.status)
        self.place_shown.emit(place)

    def _show_notice(self, texts: Texts, place: Place) -> None:
        notice = texts.library.notice
        short, full = (notice.short, notice.full) if texts.is_guide(place) else (texts.other_notice(place), "")
        self._notice.setText(short)
        self._notice.setToolTip(full)
        self._notice.setAccessibleDescription(full)

    def _show_steps(self) -> None:
        self.back_button.setEnabled(self._at > 0)
        self.forward_button.setEnabled(self._at + 1 < len(self._visited))

    def _on_link(self, link: QUrl) -> None:
        place, function = place_of(link), function_of(link)
        if place is not None:
            self.go_to(place)
        elif function in set(FunctionCode):
            self.function_asked.emit(FunctionCode(function))
        elif link.scheme() == AGREEMENT_SCHEME and link.path().isdecimal():
            self.agreement_asked.emit(int(link.path()))
        elif link.scheme() == DOCUMENT_SCHEME and link.path().isdecimal():
            self.document_asked.emit(int(link.path()))
        elif link.scheme() == NOTE_SCHEME:
            deed, _, number = link.path().partition("/")
            if number.isdecimal():
                self._on_note_link(deed, int(number))

    def _on_note_link(self, deed: str, note_id: int) -> None:
        if deed != "show":
            self.note_deed_asked.emit(deed, note_id)
        elif not self.sheet.reveal_highlight(note_id):
            self.quote_lost.emit()

    def _on_status(self, status: ReadingStatus) -> None:
        if self.place is not None:
            self.status_asked.emit(guide_place(self.place), status)

    def _on_note(self, kind: NoteKind) -> None:
        if self.place is not None:
            self.note_asked.emit(guide_place(self.place), kind, self.sheet.chosen)
