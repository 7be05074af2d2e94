"""A PDF inside the program, from memory: nothing touches the disk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QSplitter, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.ui.reader.find_bar import FindBar
from leskracht_desktop.ui.reader.pdf_pages import PdfPages
from leskracht_desktop.ui.reader.pdf_selection import PdfSelection
from leskracht_desktop.ui.reader.sought import Sought
from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.flow import FlowLayout
from leskracht_desktop.ui.widgets.named import named

ZOOM_STEP: Final = 1.2
LEAST_ZOOM: Final = 0.4
MOST_ZOOM: Final = 4.0


class PdfPreview(QDialog):
    """Shows a PDF with its table of contents and a search in its text; accepted when the user chose to save it.

    `sought` is searched for at once, for who comes from a search in everything.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        data: bytes,
        *,
        can_save: bool = True,
        sought: Sought | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_preview")
        self.setWindowTitle(title)
        open_at(self, 1080, 680)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.view = PdfPages(self.document, self)
        self.view.setObjectName("pdf_view")
        self.view.setAccessibleName(self.tr("Bladzijden"))
        self._sought = sought
        self._make_outline()
        self._make_page_field()
        self.find_bar = FindBar("pdf", self)
        self.search = self.find_bar.field
        self.find_bar.searched.connect(self._on_searched)
        self.find_bar.step_asked.connect(self._go_to_hit)
        self.view.finder.changed.connect(self._on_found)
        self.view.copied.connect(lambda: announce(self.view, self.tr("Tekst gekopieerd")))
        self.view.zoom_asked.connect(lambda step: self.zoom(ZOOM_STEP**step))
        self._make_menu()
        self._arrange(can_save=can_save)
        self._show_page(0)

    def _make_outline(self) -> None:
        self.contents = QTreeView()
        self.contents.setObjectName("pdf_contents")
        self.contents.setAccessibleName(self.tr("Inhoud"))
        self.contents.setHeaderHidden(True)
        self.contents.setUniformRowHeights(True)
        bookmarks = QPdfBookmarkModel(self)
        bookmarks.setDocument(self.document)
        self.contents.setModel(bookmarks)
        self.contents.expandAll()
        self.contents.setVisible(bookmarks.rowCount(QModelIndex()) > 0)
        self.contents.clicked.connect(self._on_bookmark)
        self.contents.activated.connect(self._on_bookmark)

    def _make_page_field(self) -> None:
        self.page_field = named(QLineEdit(), "pdf_go_to")
        self.page_field.setAccessibleName(self.tr("Ga naar bladzijde"))
        self.page_field.setToolTip(self.tr("Ga naar bladzijde"))
        self.page_field.setMaxLength(5)
        self.page_field.setFixedWidth(self.page_field.fontMetrics().horizontalAdvance("0") * 5 + 32)
        self.page_field.returnPressed.connect(self._on_page_typed)
        self._page = named(QLabel(), "pdf_page")
        self._page.setBuddy(self.page_field)
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)

    def _make_menu(self) -> None:
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, deed in (
            (self.tr("Kopiëren"), self.view.copy),
            (self.tr("Kopiëren met bron"), self.copy_with_source),
            (self.tr("Hele bladzijde selecteren"), self.view.select_page),
        ):
            action = QAction(text, self.view)
            action.triggered.connect(lambda _checked=False, deed=deed: deed())
            self.view.addAction(action)

    def _arrange(self, *, can_save: bool) -> None:
        bar = FlowLayout()
        bar.addWidget(icon_button(self.tr("Kleiner"), "zoom_out", "zoom-out", lambda: self.zoom(1 / ZOOM_STEP)))
        bar.addWidget(icon_button(self.tr("Groter"), "zoom_in", "zoom-in", lambda: self.zoom(ZOOM_STEP)))
        bar.addWidget(icon_button(self.tr("Hele breedte"), "zoom_fit", "fit-width", self.fit))
        bar.addWidget(icon_button(self.tr("Hele bladzijde"), "zoom_page", "fit-page", self.fit_page))
        bar.addWidget(self._page)
        bar.addWidget(self.page_field)
        bar.addWidget(icon_button(self.tr("Kopiëren met bron"), "pdf_copy", "copy", self.copy_with_source))
        self.find_bar.add_to(bar)
        bar.addWidget(button(self.tr("Sluiten"), "close_preview", self.reject))
        if can_save:
            save = button(self.tr("Opslaan…"), "save_preview", self.accept, look=Look.PRIMARY, icon_name="export")
            bar.addWidget(save)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.addLayout(bar)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.contents)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 820])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        for key, deed in (
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), lambda: self.zoom(ZOOM_STEP)),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), lambda: self.zoom(1 / ZOOM_STEP)),
            (QKeySequence("Ctrl+0"), self.fit),
            (QKeySequence("Ctrl+G"), self._enter_page_field),
            (QKeySequence("Ctrl+Shift+C"), self.copy_with_source),
        ):
            QShortcut(key, self, deed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.search.hasFocus() or self.focusWidget() is None:
            self.view.setFocus()
        if self._sought is not None:
            # Before the view knows its size there is nowhere to go.
            QTimer.singleShot(0, self, self._begin_at_sought)

    def zoom(self, factor: float) -> None:
        """Show the pages larger or smaller."""
        self.view.set_scale(min(MOST_ZOOM, max(LEAST_ZOOM, self.view.scale * factor)))

    def fit(self) -> None:
        """Make the pages as wide as the view."""
        self.view.fit(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        """Make a whole page fit in the view."""
        self.view.fit(QPdfView.ZoomMode.FitInView)

    def copy_with_source(self) -> None:
        """Copy what is selected, or else the text of the page that is read, and say under it where it comes from."""
        chosen = self.view.selection
        if chosen.is_empty:
            chosen = PdfSelection(self.view.text, self.document.pageCount())
            chosen.select_page(self.view.page)
        touched = [page for page, _begin, _end in chosen.spans()] or [self.view.page]
        first, last = touched[0], touched[-1]
        pages = f"{first + 1}" if first == last else f"{first + 1}-{last + 1}"
        source = self.tr("({0}, bladzijde {1})").format(self.windowTitle(), pages)
        QGuiApplication.clipboard().setText(f"{chosen.plain().strip()}\n\n{source}")
        announce(self.view, self.tr("Gekopieerd, met de bron erbij"))

    def _begin_at_sought(self) -> None:
        sought = self._sought
        if sought is None:
            return
        self.search.show_text(sought.words)
        self.view.go_to(max(0, sought.page - 1))
        self.view.current_hit = -1
        self.view.finder.look_for(sought.words, sought.page - 1)

    def _on_searched(self, text: str) -> None:
        self._sought = None
        self.view.current_hit = -1
        self.view.finder.look_for(text)

    def _on_found(self) -> None:
        finder, sought = self.view.finder, self._sought
        if sought is not None and finder.hits and (not finder.busy or finder.hits[-1].page >= sought.page):
            self._sought = None
            page = max(0, sought.page - 1)
            within = self.view.text.found_text(page).locate(sought.sentence) if sought.sentence else None
            self.view.show_hit(finder.nearest(page, within))
        self.find_bar.show_place(self.view.current_hit, len(finder.hits), busy=finder.busy)

    def _go_to_hit(self, step: int) -> None:
        number = len(self.view.finder.hits)
        if number:
            current = self.view.current_hit
            first = self.view.finder.nearest(self.view.page, None)
            self.view.show_hit((current + step) % number if current >= 0 else max(0, first))
        self.find_bar.show_place(self.view.current_hit, number, busy=self.view.finder.busy, aloud=True)

    def _on_bookmark(self, index: QModelIndex | QPersistentModelIndex) -> None:
        page = index.data(int(QPdfBookmarkModel.Role.Page.value))
        location = index.data(int(QPdfBookmarkModel.Role.Location.value))
        if page is not None:
            self.view.go_to(int(page), None if location is None else QRectF(location.x(), location.y(), 1, 1))

    def _enter_page_field(self) -> None:
        self.page_field.setFocus()
        self.page_field.selectAll()

    def _on_page_typed(self) -> None:
        typed = self.page_field.text().strip()
        if typed.isascii() and typed.isdigit():
            self.view.go_to(min(max(1, int(typed)), self.document.pageCount()) - 1)
        self._show_page(self.view.page)
        self.page_field.selectAll()

    def _show_page(self, page: int) -> None:
        total = self.document.pageCount()
        self._page.setText(self.tr("Bladzijde {page} van {total}").format(page=page + 1, total=total))
        self.page_field.setText(str(page + 1))
        if QAccessible.isActive():
            # The pages are a picture to a screen reader; this is how their text is heard.
            self.view.setAccessibleDescription(" ".join(self.view.text.found_text(page).text.split()))
