"""What a search found: per document the sentences, with the words that were looked for in bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from typing_extensions import override

from leskracht_desktop.domain.guide_notes import Excerpt, HitKind, SearchGroup, SearchHit
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.theme import theme
from leskracht_desktop.ui.widgets.announce import announce

_HIT: Final = int(Qt.ItemDataRole.UserRole)
_PADDING: Final = 8
_INDENT: Final = 8

Index = QModelIndex | QPersistentModelIndex


class Hits(QTreeWidget):
    """The hits by document; Enter or a click asks for the place of one, `left_upward` goes back to the field."""

    hit_asked = Signal(object)
    """Carries a `SearchHit`."""
    left_upward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[QTreeWidgetItem, SearchHit]] = []
        self.setObjectName("agreement_hits")
        self.setAccessibleName(self.tr("Zoekresultaten"))
        self.setHeaderHidden(True)
        self.setHeaderLabels([self.tr("Zoekresultaten")])
        self.setIndentation(_INDENT)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(_HitDelegate(self))
        self.itemActivated.connect(self._on_activated)
        self.itemClicked.connect(self._on_activated)

    def show_groups(self, groups: Sequence[SearchGroup]) -> None:
        """Show other hits, and say how many there are."""
        self.clear()
        self._shown = []
        for group in groups:
            top = QTreeWidgetItem([self._head(group)])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for hit in group.hits:
                child = QTreeWidgetItem([f"{hit.title}: {hit.excerpt.text}"])
                child.setData(0, _HIT, hit)
                top.addChild(child)
                self._shown.append((child, hit))
            self.addTopLevelItem(top)
        self.expandAll()
        number = sum(group.count for group in groups)
        if not number:
            for text in (self.tr("Niets gevonden."), self.tr("Probeer een ander of korter woord.")):
                nothing = QTreeWidgetItem([text])
                nothing.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.addTopLevelItem(nothing)
        announce(self, self.tr("{0} gevonden").format(number) if number else self.tr("Niets gevonden"))

    def _head(self, group: SearchGroup) -> str:
        """Return what a group is called: a note has no name of its own, so it says that it is one."""
        if group.kind is HitKind.NOTE:
            return label(group.kind).capitalize()
        return self.tr("{0} ({1})").format(group.title, group.count)

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """The hits that are shown, from above."""
        return tuple(hit for _item, hit in self._shown)

    def enter(self) -> None:
        """Put the focus on the first hit."""
        if self._shown:
            self.setCurrentItem(self._shown[0][0])
        self.setFocus()

    def _hit_of(self, item: QTreeWidgetItem) -> SearchHit | None:
        found = item.data(0, _HIT)
        return found if isinstance(found, SearchHit) else None

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        hit = self._hit_of(item)
        if hit is not None:
            self.hit_asked.emit(hit)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = not self._shown or self.currentItem() is self._shown[0][0]
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and first):
            self.left_upward.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _HitDelegate(QStyledItemDelegate):
    """Paints a hit as a title with the sentence under it; a document is one line."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit = index.data(_HIT)
        if not isinstance(hit, SearchHit):
            return QSize(0, option.fontMetrics.height() + 2 * _PADDING)
        text = _typeset(hit, self._width())
        return QSize(0, round(text.size().height()) + _PADDING)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(_HIT)
        if not isinstance(hit, SearchHit):
            option.font.setBold(True)
            super().paint(painter, option, index)
            return
        option.widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        text = _typeset(hit, self._width())
        painter.save()
        painter.translate(QPointF(option.rect.topLeft()) + QPointF(0, _PADDING / 2))
        text.drawContents(painter, QRectF(0, 0, text.size().width(), text.size().height()))
        painter.restore()

    def _width(self) -> int:
        view = self.parent()
        return view.viewport().width() - 2 * _INDENT if isinstance(view, QTreeWidget) else 0


def _typeset(hit: SearchHit, width: int) -> QTextDocument:
    colours = theme().colours
    made = QTextDocument()
    made.setDefaultFont(QApplication.font())
    made.setDocumentMargin(4)
    page = f' <span style="color:{colours.muted}">({hit.page})</span>' if hit.page else ""
    head = f'<span style="color:{colours.muted}">{escape(hit.title)}</span>{page}'
    made.setHtml(f'<div style="color:{colours.text}">{head}<br>{_marked(hit.excerpt)}</div>')
    made.setTextWidth(width)
    return made


def _marked(excerpt: Excerpt) -> str:
    parts, end = [], 0
    for begin, stop in excerpt.marks:
        parts.append(escape(excerpt.text[end:begin]))
        parts.append(f"<b><u>{escape(excerpt.text[begin:stop])}</u></b>")
        end = stop
    return "".join([*parts, escape(excerpt.text[end:])])
