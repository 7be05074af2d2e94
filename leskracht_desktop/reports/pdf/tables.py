"""Tables of plain text: wrapped row by row, split over pages in linear time, drawn without detours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.canvas import PAGINATION
from leskracht_desktop.reports.pdf.columns import Column
from leskracht_desktop.reports.pdf.fonts import face
from leskracht_desktop.reports.pdf.measured import FEWEST_LINES, MeasuredTable, row_height
from leskracht_desktop.reports.pdf.painting import TextOwner, arrange, glyphs, paint_lines
from leskracht_desktop.reports.pdf.structure import COLUMN_HEADER, NO_MARK, Node
from leskracht_desktop.reports.pdf.syntax import number
from leskracht_desktop.reports.pdf.text import aligned_left

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leskracht_desktop.reports.pdf.canvas import TaggedCanvas
    from leskracht_desktop.reports.pdf.flow import Flow
    from leskracht_desktop.reports.pdf.structure import Leaf
    from leskracht_desktop.reports.pdf.theme import Style
    from leskracht_desktop.reports.pdf.typeset import Line


class _Look:
    """What is the same for all plain cells of a column, made once: face, limit, and the start of their operators."""

    def __init__(self, column: Column, canvas: TaggedCanvas) -> None:
        style = column.style
        use = canvas.font(face(style.face))
        self.face, self.right, self.encode = use.face, column.right, use.encode
        self.tag, self.extra = column.tag, column.extra
        self.scale = style.size / 1000
        self.text_right = column.text_left + column.text_width
        self.start = (
            f">>BDC\nBT {style.colour.fill} /{use.resource_name} {number(style.size)} Tf {number(style.leading)} TL "
        )
        self.left = number(column.text_left)

    def place(self, line: str) -> str:
        """Return where a line starts."""
        if not self.right:
            return self.left
        return number(self.text_right - self.face.word_width(line.rstrip(" ")) * self.scale)


class TableSetter:
    """Draws one table; header lines, column places and the open part are its state."""

    def __init__(self, flow: Flow, made: MeasuredTable, node: Node) -> None:
        self.flow = flow
        self.columns = made.columns
        self.node = node
        self._looks = [_Look(column, flow.canvas) for column in made.columns]
        self._rules: list[float] = []
        self._head, self._head_height, self._repeats = made.head, made.head_height, made.repeats

    def head(self) -> None:
        """Draw the header row with its elements, once."""
        if self._head:
            row = self.node.add("TR")
            if self._repeats:
                self._draw_head(row)
            else:
                self._draw_row(self._head, [row.add("TH", COLUMN_HEADER) for _ in self._head], theme.CELL_HEAD)

    def row(self, cells: Sequence[list[Line]]) -> None:
        """Draw one body row."""
        if not self._draw_plain_row(cells):
            row = self.node.add("TR")
            nodes = [row.add(column.tag, column.extra) for column in self.columns]
            self._draw_row(cells, nodes, None)

    def keep(self, height: float) -> None:
        """Go on on the next page if `height` does not fit here and does fit there."""
        if self.flow.room < height <= self._usable:
            self._next_page()

    def close(self) -> None:
        """Draw the rules of the part on this page."""
        if self._rules:
            left, right = number(theme.LEFT), number(self.columns[-1].left + self.columns[-1].width)
            lines = " ".join(f"{left} {number(y)} m {right} {number(y)} l" for y in self._rules)
            self.flow.canvas.artifact(f"{theme.Colour.RULE.stroke} 0.5 w {lines} S")
            self._rules.clear()

    def _draw_plain_row(self, cells: Sequence[list[Line]]) -> bool:
        """Draw a row that fits on this page and holds plain text only, the quick way; return whether it did."""
        flow = self.flow
        height = row_height(cells)
        if height > flow.room:
            return False
        for look, lines in zip(self._looks, cells, strict=True):
            if (look.right and len(lines) > 1) or not all(isinstance(line, str) for line in lines):
                return False
        base = number(flow.y - theme.CELL_PADDING_Y - theme.baseline(theme.CELL))
        canvas, operators = flow.canvas, flow.canvas.page.operators
        leaves: list[Leaf] = []
        for look, lines in zip(self._looks, cells, strict=True):
            if not any(lines):
                leaves.append((look.tag, look.extra, NO_MARK))
                continue
            leaf, mcid = canvas.mark_leaf(look.tag, look.extra)
            leaves.append(leaf)
            shown = " T*\n".join([f"({look.encode(str(line))})Tj" if line else "" for line in lines])
            place = look.place(str(lines[0]))
            operators.append(f"/{look.tag}<</MCID {mcid}{look.start}{place} {base} Td\n{shown}\nET\nEMC")
        self.node.kids.append(("TR", tuple(leaves)))
        flow.advance(height)
        self._rules.append(flow.y)
        return True

    def _draw_row(self, cells: Sequence[list[Line]], nodes: Sequence[Node], style: Style | None) -> None:
        """Draw a row whole if it fits on a page, else in parts."""
        flow = self.flow
        start, total = 0, max(map(len, cells))
        height = total * theme.CELL.leading + 2 * theme.CELL_PADDING_Y
        if height <= flow.room:
            self._draw_slice(cells, nodes, 0, total, style)
            return
        if height <= self._usable / 2 or self._lines_that_fit() < FEWEST_LINES:
            self._next_page()
        while start < total:
            count = min(max(self._lines_that_fit(), 1), total - start)
            self._draw_slice(cells, nodes, start, start + count, style)
            start += count
            if start < total:
                self._next_page()

    @property
    def _usable(self) -> float:
        """Height that rows can take on a page of their own."""
        return self.flow.whole_page - (self._head_height if self._repeats else 0)

    def _lines_that_fit(self) -> int:
        return int((self.flow.room - 2 * theme.CELL_PADDING_Y) / theme.CELL.leading)

    def _next_page(self) -> None:
        if self.flow.at_top:
            return
        self.close()
        self.flow.new_page()
        if self._repeats:
            self._draw_head(None)

    def _draw_slice(
        self, cells: Sequence[list[Line]], nodes: Sequence[Node], start: int, end: int, style: Style | None
    ) -> None:
        """Draw lines `start` to `end` of every cell and note the rule below them."""
        flow = self.flow
        top = flow.y - theme.CELL_PADDING_Y
        for column, lines, node in zip(self.columns, cells, nodes, strict=True):
            shown = lines[start:end]
            if not any(shown):
                continue
            if not column.right:
                paint_lines(flow.canvas, shown, TextOwner(node), style or column.style, column.text_left, top)
                continue
            for index, line in enumerate(shown):
                left = aligned_left(line, style or column.style, column.text_left, column.text_width, right=True)
                height = top - index * theme.CELL.leading
                paint_lines(flow.canvas, [line], TextOwner(node), style or column.style, left, height)
        flow.advance((end - start) * theme.CELL.leading + 2 * theme.CELL_PADDING_Y)
        self._rules.append(flow.y)

    def _draw_head(self, row: Node | None) -> None:
        """Draw the header row; without an element it is the repetition on a later page, an artifact."""
        flow, style = self.flow, theme.CELL_HEAD
        bottom = flow.y - self._head_height
        left, width = number(theme.LEFT), self.columns[-1].left + self.columns[-1].width - theme.LEFT
        flow.canvas.artifact(
            f"{theme.Colour.TABLE_HEAD.fill} {left} {number(bottom)} {number(width)} {number(self._head_height)} re f\n"
            f"{theme.Colour.HEADING.stroke} 0.9 w {left} {number(bottom)} m "
            f"{number(theme.LEFT + width)} {number(bottom)} l S"
        )
        for column, lines in zip(self.columns, self._head, strict=True):
            top = flow.y - theme.CELL_PADDING_Y
            owner = None if row is None else TextOwner(row.add("TH", COLUMN_HEADER))
            for index, line in enumerate(lines):
                x = aligned_left(line, style, column.text_left, column.text_width, right=column.right)
                y = top - index * style.leading
                if owner is None:
                    self._repeat_line(line, x, y)
                else:
                    paint_lines(flow.canvas, [line], owner, style, x, y)
        flow.advance(self._head_height)

    def _repeat_line(self, line: Line, left: float, top: float) -> None:
        style, own = theme.CELL_HEAD, face(theme.CELL_HEAD.face)
        canvas = self.flow.canvas
        if isinstance(line, str):
            shown = glyphs(canvas, own, style.size, line, None)
        else:
            shown = " ".join(
                glyphs(canvas, stretch.face, style.size, stretch.text, None)
                for stretch in sorted(arrange(line, own), key=lambda stretch: stretch.start)
            )
        base = number(top - theme.baseline(style))
        canvas.artifact(f"BT {style.colour.fill} {number(left)} {base} Td {shown} ET", PAGINATION)


def table(flow: Flow, made: MeasuredTable, claimed: float, step: Callable[[int], None]) -> None:
    """Set a table, or labels with their values, with its caption, where at least `claimed` points are left.

    `step` hears of every row, for progress and cancelling.
    """
    if not made.rows and not made.head:
        return
    node = Node("Table")
    setter = TableSetter(flow, made, node)
    style = theme.CAPTION
    flow.before(style.before if made.caption else 2)
    flow.need(claimed)
    flow.section.kids.append(node)
    if made.caption:
        flow.text(made.caption, TextOwner(node.add("Caption")), style, theme.LEFT)
        flow.advance(style.after)
    setter.head()
    last = len(made.rows) - 1
    for index in range(last + 1):
        cells = made.row(index)
        if index == last - 1 and index:
            setter.keep(row_height(cells) + row_height(made.waiting(last)))  # no last row alone on a page
        setter.row(cells)
        step(index)
    setter.close()
    flow.after(theme.TABLE_AFTER)
