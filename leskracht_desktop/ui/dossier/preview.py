"""A look at a finished PDF inside the program, from memory: nothing touches the disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QTreeView, QVBoxLayout, QWidget

from leskracht_desktop.ui.widgets.buttons import Look, button, icon_button

ZOOM_STEP = 1.2
LEAST_ZOOM, MOST_ZOOM = 0.4, 4.0


class PdfPreview(QDialog):
    """Shows a PDF with its table of contents; `saved` is True when the user chose to save it."""

    def __init__(self, parent: QWidget | None, title: str, data: bytes, *, can_save: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_preview")
        self.setWindowTitle(title)
        self.resize(1080, 760)
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
        self._page = QLabel()
        self._page.setObjectName("pdf_page")
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self._arrange(can_save=can_save)
        self._show_page(0)

    def _arrange(self, *, can_save: bool) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        bar.addWidget(icon_button(self.tr("Kleiner"), "zoom_out", "zoom-out", lambda: self.zoom(1 / ZOOM_STEP)))
        bar.addWidget(icon_button(self.tr("Groter"), "zoom_in", "zoom-in", lambda: self.zoom(ZOOM_STEP)))
        bar.addWidget(button(self.tr("Hele breedte"), "zoom_fit", self.fit, look=Look.QUIET))
        bar.addStretch(1)
        bar.addWidget(self._page)
        bar.addStretch(1)
        bar.addWidget(button(self.tr("Sluiten"), "close_preview", self.reject))
        if can_save:
            save = button(self.tr("Opslaan…"), "save_preview", self.accept, look=Look.PRIMARY, icon_name="export")
            bar.addWidget(save)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.contents)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 820])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(split, 1)
        QShortcut(QKeySequence.StandardKey.ZoomIn, self, lambda: self.zoom(ZOOM_STEP))
        QShortcut(QKeySequence.StandardKey.ZoomOut, self, lambda: self.zoom(1 / ZOOM_STEP))

    def zoom(self, factor: float) -> None:
        """Show the pages larger or smaller."""
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(MOST_ZOOM, max(LEAST_ZOOM, self.view.zoomFactor() * factor)))

    def fit(self) -> None:
        """Make the pages as wide as the view."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _on_bookmark(self, index: object) -> None:
        page = index.data(int(QPdfBookmarkModel.Role.Page.value))  # type: ignore[attr-defined]  # a QModelIndex
        if page is not None:
            navigator = self.view.pageNavigator()
            navigator.jump(int(page), index.data(int(QPdfBookmarkModel.Role.Location.value)))  # type: ignore[attr-defined]  # a QModelIndex

    def _show_page(self, page: int) -> None:
        self._page.setText(
            self.tr("Bladzijde {page} van {total}").format(page=page + 1, total=self.document.pageCount())
        )
