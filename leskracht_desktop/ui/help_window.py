"""The help pages: Markdown files of the program, shown without a network."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from leskracht_desktop import paths
from leskracht_desktop.ui.widgets.buttons import button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.named import named

PAGES = (
    ("start", "Beginnen"),
    ("overview", "Overzicht"),
    ("agreements", "Overeenkomsten"),
    ("people", "Betrokkenen"),
    ("consents", "Toestemmingen"),
    ("requests", "Verzoeken"),
    ("audit", "Logboek"),
    ("settings", "Instellingen"),
    ("import", "Bestanden importeren"),
    ("dossier", "Een inzagedossier maken"),
    ("deadlines", "Hoe termijnen worden berekend"),
    ("security", "Veiligheid en back-ups"),
)
"""File name in `resources/help` and title of each page, in the order of the list."""


class HelpWindow(QDialog):
    """A window of its own beside the program, with a list of subjects and the text of one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help_window")
        self.setWindowTitle(self.tr("Hulp – Leskracht Privacybeheer"))
        open_at(self, 860, 640)
        self._list = named(QListWidget(), "help_subjects")
        self._list.setAccessibleName(self.tr("Onderwerpen"))
        self._list.setFixedWidth(240)
        for name, title in PAGES:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, self._list.fontMetrics().height() + 16))
            self._list.addItem(item)
        self._text = named(QTextBrowser(), "help_text")
        self._text.setAccessibleName(self.tr("Uitleg"))
        self._text.setOpenLinks(False)
        self._text.setOpenExternalLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        self._text.document().setDocumentMargin(24)
        self._list.currentItemChanged.connect(self._on_subject)
        close = button(self.tr("Sluiten"), "close_help", self.close)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._list)
        middle.addWidget(self._text, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(middle, 1)
        layout.addLayout(last)

    def show_page(self, name: str) -> None:
        """Show the help page with this name; the first one when there is none."""
        names = [page for page, _ in PAGES]
        self._list.setCurrentRow(names.index(name) if name in names else 0)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self._text.toPlainText()

    def _on_subject(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            name = item.data(Qt.ItemDataRole.UserRole)
            self._text.setMarkdown(paths.resource(f"help/{name}.md").read_text(encoding="utf-8"))
            _space_headings(self._text.document())
            self._text.verticalScrollBar().setValue(0)

    def _on_link(self, link: QUrl) -> None:
        # Links lead to other help pages only: the program opens nothing outside itself.
        target = link.toString().removesuffix(".md")
        if target in {name for name, _ in PAGES}:
            self.show_page(target)


def _space_headings(document: QTextDocument) -> None:
    """Give headings the air that Markdown leaves out."""
    block = document.begin()
    while block.isValid():
        layout = block.blockFormat()
        if layout.headingLevel() > 1:
            layout.setTopMargin(24)
            layout.setBottomMargin(8)
            QTextCursor(block).setBlockFormat(layout)
        block = block.next()
