"""What a search found: per document the sentences, with the words that were looked for in bold and underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QTextDocument
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

from leskracht_desktop.domain.guide_notes import HitKind, SearchGroup, SearchHit
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.theme import theme
from leskracht_desktop.ui.widgets.announce import announce

_HIT: Final = int(Qt.ItemDataRole.UserRole)
_REST: Final = _HIT + 1
_PADDING: Final = 8
_MARGIN: Final = 4
_ENDLESS: Final = 10_000
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)
_JOINT: Final = re.compile(r"[-_.](?=[^-_.\s])")
_INDENT: Final = 8

Index = QModelIndex | QPersistentModelIndex


class Hits(QTreeWidget):
    """The hits by document; Enter or a click asks for the place of one, `left_upward` goes back to the field."""

    hit_asked = Signal(object)
    """Carries a `SearchHit`."""
    more_asked = Signal(object)
    """Carries a `SearchGroup` with the hits that are shown of it; `add_hits` takes those after them."""
    left_upward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        for group in groups:
            top = QTreeWidgetItem([self._head(group)])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.addChildren([_row(hit) for hit in group.hits])
            if group.more:
                rest = QTreeWidgetItem([self._rest_text(group)])
                rest.setData(0, _REST, group)
                top.addChild(rest)
            self.addTopLevelItem(top)
        self.expandAll()
        number = sum(group.count for group in groups)
        if not number:
            for text in (self.tr("Niets gevonden."), self.tr("Probeer een ander of korter woord.")):
                nothing = QTreeWidgetItem([text])
                nothing.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.addTopLevelItem(nothing)
        announce(self, self.tr("{0} gevonden").format(number) if number else self.tr("Niets gevonden"))

    def add_hits(self, group: SearchGroup, hits: Sequence[SearchHit]) -> None:
        """Show further hits of a group, and go to the first of them."""
        rest = next((row for row in self._rows() if row.data(0, _REST) == group), None)
        top = None if rest is None else rest.parent()
        if rest is None or top is None:
            return
        rows = [_row(hit) for hit in hits]
        top.insertChildren(top.indexOfChild(rest), rows)
        whole = replace(group, hits=(*group.hits, *hits))
        rest.setData(0, _REST, whole)
        rest.setText(0, self._rest_text(whole))
        rest.setHidden(not rows or not whole.more)
        if rows:
            self.setCurrentItem(rows[0])
        announce(self, self.tr("{0} erbij").format(len(rows)))

    def _rest_text(self, group: SearchGroup) -> str:
        if not group.hits:
            return self.tr("1 plaats tonen…") if group.more == 1 else self.tr("{0} plaatsen tonen…").format(group.more)
        return self.tr("Nog 1 plaats…") if group.more == 1 else self.tr("Nog {0} plaatsen…").format(group.more)

    def _head(self, group: SearchGroup) -> str:
        """Return what a group is called: a note has no name of its own, so it says that it is one."""
        if group.kind is HitKind.NOTE:
            return label(group.kind).capitalize()
        return self.tr("{0} ({1})").format(group.title, group.count)

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """The hits that are shown, from above."""
        return tuple(hit for row in self._rows() if isinstance(hit := row.data(0, _HIT), SearchHit))

    def enter(self) -> None:
        """Put the focus on the first hit."""
        first = next(self._rows(), None)
        if first is not None:
            self.setCurrentItem(first)
        self.setFocus()

    def _rows(self) -> Iterator[QTreeWidgetItem]:
        """Yield what can be chosen, from above: hits, and under them what asks for more."""
        for number in range(self.topLevelItemCount()):
            top = self.topLevelItem(number)
            if top is not None:
                yield from (row for place in range(top.childCount()) if (row := top.child(place)) is not None)

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        hit, rest = item.data(0, _HIT), item.data(0, _REST)
        if isinstance(hit, SearchHit):
            self.hit_asked.emit(hit)
        elif isinstance(rest, SearchGroup) and not item.isHidden():
            self.more_asked.emit(rest)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        first = self.currentItem() is next(self._rows(), None)
        if event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and first):
            self.left_upward.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _row(hit: SearchHit) -> QTreeWidgetItem:
    row = QTreeWidgetItem([f"{hit.title}: {hit.excerpt.text}"])
    row.setData(0, _HIT, hit)
    return row


class _HitDelegate(QStyledItemDelegate):
    """Paints a hit as a title with the sentence under it; a document by its name, and what asks for more as a link."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit = index.data(_HIT)
        if not isinstance(hit, SearchHit):
            room = QRect(0, 0, max(1, self._width() - _side(index) - _MARGIN), _ENDLESS)
            box = QFontMetrics(_font(option, index)).boundingRect(room, _WRAPPED, _breakable(index.data()))
            return QSize(0, box.height() + 2 * _PADDING)
        text = _typeset(hit, self._width())
        return QSize(0, round(text.size().height()) + _PADDING)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        hit = index.data(_HIT)
        if not isinstance(hit, SearchHit):
            colours = theme().colours
            painter.save()
            painter.setFont(_font(option, index))
            painter.setPen(QColor(colours.text if index.data(_REST) is None else colours.accent))
            room = option.rect.adjusted(_side(index), _PADDING, -_MARGIN, 0)
            painter.drawText(room, _WRAPPED, _breakable(index.data()))
            painter.restore()
            return
        text = _typeset(hit, self._width())
        painter.save()
        painter.translate(QPointF(option.rect.topLeft()) + QPointF(0, _PADDING / 2))
        text.drawContents(painter, QRectF(0, 0, text.size().width(), text.size().height()))
        painter.restore()

    def _width(self) -> int:
        view = self.parent()
        return view.viewport().width() - 2 * _INDENT if isinstance(view, QTreeWidget) else 0


def _font(option: QStyleOptionViewItem, index: Index) -> QFont:
    """Return the letters of a line that is no hit: bold for a document, not for what asks for more."""
    font = QFont(option.font)
    font.setBold(index.data(_REST) is None)
    return font


def _side(index: Index) -> int:
    """Return how far such a line stands from the side: what asks for more right under the hits."""
    return _PADDING if index.data(_REST) is None else _MARGIN


def _breakable(text: str) -> str:
    """Return a text that may go on below after the joints of a long file name."""
    return _JOINT.sub("\\g<0>\u200b", text)


def _typeset(hit: SearchHit, width: int) -> QTextDocument:
    colours = theme().colours
    made = QTextDocument()
    made.setDefaultFont(QApplication.font())
    made.setDocumentMargin(_MARGIN)
    page = f' <span style="color:{colours.muted}">({hit.page})</span>' if hit.page else ""
    title = _marked(hit.title, hit.title_marks)
    head = f'<span style="color:{colours.muted}">{title}</span>{page}'
    sentence = _marked(hit.excerpt.text, hit.excerpt.marks)
    made.setHtml(f'<div style="color:{colours.text}">{head}<br>{sentence}</div>')
    made.setTextWidth(width)
    return made


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    parts, end = [], 0
    for begin, stop in marks:
        parts.append(escape(text[end:begin]))
        parts.append(f"<b><u>{escape(text[begin:stop])}</u></b>")
        end = stop
    return "".join([*parts, escape(text[end:])])
