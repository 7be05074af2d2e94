"""A look at a PDF inside the program, from memory: nothing touches the disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QLabel, QSplitter, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.ui.widgets.announce import announce
from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.fields import SearchField
from leskracht_desktop.ui.widgets.flow import FlowLayout

ZOOM_STEP = 1.2
LEAST_ZOOM, MOST_ZOOM = 0.4, 4.0


class PdfPreview(QDialog):
    """Shows a PDF with its table of contents and a search in its text; accepted when the user chose to save it.

    `find` is searched for at once, for who comes from a search in everything.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        data: bytes,
        *,
        can_save: bool = True,
        find: str = "",
        page: int = 0,
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
        self.view = QPdfView(self)
        self.view.setObjectName("pdf_view")
        self.view.setAccessibleName(self.tr("Bladzijden"))
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._make_outline()
        self._make_search()
        self._page = QLabel()
        self._page.setObjectName("pdf_page")
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self._arrange(can_save=can_save)
        self._show_page(0)
        self._first = page - 1
        if find:
            self.search.setText(find)

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
        self.contents.clicked.connect(self._on_bookmark)
        self.contents.activated.connect(self._on_bookmark)

    def _make_search(self) -> None:
        self.found = QPdfSearchModel(self)
        self.found.setDocument(self.document)
        self.view.setSearchModel(self.found)
        self.search = SearchField(self.tr("Zoeken in dit document"), "pdf_search")
        self.search.setMinimumWidth(180)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(lambda: self._go_to_hit(1))
        self._hits = QLabel()
        self._hits.setObjectName("pdf_hits")
        self._hit = -1
        for changed in (self.found.rowsInserted, self.found.modelReset):
            changed.connect(self._show_hits)

    def _arrange(self, *, can_save: bool) -> None:
        bar = FlowLayout()
        bar.addWidget(icon_button(self.tr("Kleiner"), "zoom_out", "zoom-out", lambda: self.zoom(1 / ZOOM_STEP)))
        bar.addWidget(icon_button(self.tr("Groter"), "zoom_in", "zoom-in", lambda: self.zoom(ZOOM_STEP)))
        bar.addWidget(button(self.tr("Hele breedte"), "zoom_fit", self.fit, look=Look.QUIET))
        bar.addWidget(self._page)
        bar.addWidget(icon_button(self.tr("Tekst van deze bladzijde kopiëren"), "pdf_copy", "copy", self.copy_page))
        bar.addWidget(self.search)
        bar.addWidget(self._hits)
        bar.addWidget(icon_button(self.tr("Vorige vindplaats"), "pdf_previous", "chevron-left", self._previous))
        bar.addWidget(icon_button(self.tr("Volgende vindplaats"), "pdf_next", "chevron-right", self._next))
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
        QShortcut(QKeySequence.StandardKey.ZoomIn, self, lambda: self.zoom(ZOOM_STEP))
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        QShortcut(QKeySequence.StandardKey.FindNext, self, self._next)
        QShortcut(QKeySequence.StandardKey.FindPrevious, self, self._previous)
        QShortcut(QKeySequence.StandardKey.ZoomOut, self, lambda: self.zoom(1 / ZOOM_STEP))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._first > 0:
            # Before the view knows its size there is nowhere to go.
            first, self._first = self._first, 0
            QTimer.singleShot(0, self, lambda: self.view.pageNavigator().jump(first, QPointF()))

    def zoom(self, factor: float) -> None:
        """Show the pages larger or smaller."""
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(MOST_ZOOM, max(LEAST_ZOOM, self.view.zoomFactor() * factor)))

    def fit(self) -> None:
        """Make the pages as wide as the view."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def copy_page(self) -> None:
        """Copy the text of the page that is shown."""
        page = self.view.pageNavigator().currentPage()
        QGuiApplication.clipboard().setText(self.document.getAllText(page).text())
        announce(self.view, self.tr("Tekst gekopieerd"))

    def _on_searched(self, text: str) -> None:
        self._hit = -1
        self.found.setSearchString(text.strip())
        self._show_hits()

    def _next(self) -> None:
        self._go_to_hit(1)

    def _previous(self) -> None:
        self._go_to_hit(-1)

    def _go_to_hit(self, step: int) -> None:
        count = self.found.rowCount(QModelIndex())
        if count:
            self._hit = (self._hit + step) % count if self._hit >= 0 else 0
            hit = self.found.resultAtIndex(self._hit)
            self.view.setCurrentSearchResultIndex(self._hit)
            self.view.pageNavigator().jump(hit.page(), hit.location())
            self._show_hits()
            announce(self.search, self._hits.text())

    def _show_hits(self) -> None:
        count = self.found.rowCount(QModelIndex())
        if not self.search.text().strip():
            self._hits.setText("")
        elif not count:
            self._hits.setText(self.tr("niets gevonden"))
        elif self._hit < 0:
            self._hits.setText(self.tr("{0} gevonden").format(count))
        else:
            self._hits.setText(self.tr("{0} van {1}").format(self._hit + 1, count))

    def _on_bookmark(self, index: object) -> None:
        page = index.data(int(QPdfBookmarkModel.Role.Page.value))  # type: ignore[attr-defined]  # a QModelIndex
        if page is not None:
            navigator = self.view.pageNavigator()
            navigator.jump(int(page), index.data(int(QPdfBookmarkModel.Role.Location.value)))  # type: ignore[attr-defined]  # a QModelIndex

    def _show_page(self, page: int) -> None:
        self._page.setText(
            self.tr("Bladzijde {page} van {total}").format(page=page + 1, total=self.document.pageCount())
        )
