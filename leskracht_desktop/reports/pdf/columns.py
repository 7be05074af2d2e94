"""How the width of the page is divided over the columns of a table."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from leskracht_desktop.reports.pdf import theme
from leskracht_desktop.reports.pdf.fonts import face
from leskracht_desktop.reports.pdf.structure import ROW_HEADER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leskracht_desktop.reports.pdf.model import KeyValues, Table
    from leskracht_desktop.reports.pdf.theme import Style

_SAMPLE = 200
_NARROWEST = 34.0
_NARROWEST_KEY = 134.0
_KEY_STEP = 26.0
"""Key columns widen in steps, so that those of tables near each other mostly stand in line."""
_WIDEST_KEY = 0.4


@dataclass(slots=True)
class Column:
    """Where a column stands and how its cells look; `tag` and `extra` are those of its body cells."""

    left: float
    width: float
    style: Style
    tag: str = "TD"
    extra: str = ""
    right: bool = False

    @property
    def text_left(self) -> float:
        """Where text starts."""
        return self.left + theme.CELL_PADDING_X

    @property
    def text_width(self) -> float:
        """Room for text."""
        return self.width - 2 * theme.CELL_PADDING_X

    @property
    def limit(self) -> int:
        """Room for text in thousandths of the type size."""
        return int(self.text_width * 1000 / self.style.size)


def table_columns(block: Table) -> list[Column]:
    """Return the columns of a table; the one that names the row is set in bold, as a row header."""
    columns: list[Column] = []
    left = theme.LEFT
    for index, width in enumerate(_widths(block)):
        right = index in block.right_aligned
        if index == block.row_header_column:
            columns.append(Column(left, width, theme.ROW_HEAD, "TH", ROW_HEADER, right))
        else:
            columns.append(Column(left, width, theme.CELL, right=right))
        left += width
    return columns


def key_value_columns(block: KeyValues) -> list[Column]:
    """Return a narrow column for the labels, which are row headers, and a wide one for the values."""
    longest = max((face(theme.KEY.face).word_width(_plain(key)) for key, _ in block.rows), default=0)
    wish = longest * theme.KEY.size / 1000 + 2 * theme.CELL_PADDING_X + 8
    steps = max(0, ceil((wish - _NARROWEST_KEY) / _KEY_STEP))
    width = min(_NARROWEST_KEY + steps * _KEY_STEP, theme.WIDTH * _WIDEST_KEY)
    return [
        Column(theme.LEFT, width, theme.KEY, "TH", ROW_HEADER),
        Column(theme.LEFT + width, theme.WIDTH - width, theme.CELL),
    ]


def _plain(text: str) -> str:
    plain = face(theme.CELL.face).plain
    return text if plain.issuperset(text) else "".join(c if c in plain else "n" for c in text)


def _widths(block: Table) -> list[float]:
    """Divide the page's width over the columns: by the hints, or by what the first rows hold."""
    count = len(block.header)
    if block.widths:
        if len(block.widths) != count:
            raise ValueError(f"{len(block.widths)} widths for {count} columns")
        total = sum(block.widths)
        return [theme.WIDTH * width / total for width in block.widths]
    wishes: list[float] = []
    least: list[float] = []
    padding = 2 * theme.CELL_PADDING_X + 1
    for index, title in enumerate(block.header):
        name = face(theme.CELL_HEAD.face)
        own = face((theme.ROW_HEAD if index == block.row_header_column else theme.CELL).face)
        head = name.word_width(_plain(title))
        texts = [_plain(row[index]) for row in block.rows[:_SAMPLE]]
        lengths = sorted(own.word_width(text) for text in texts) or [0]
        longest_word = max((own.word_width(word) for text in texts for word in text.split()), default=0)
        longest_head = max(map(name.word_width, _plain(title).split()), default=0)
        wishes.append(max(head, lengths[int(0.95 * (len(lengths) - 1))]) * theme.CELL.size / 1000 + padding)
        word = max(longest_head, longest_word) * theme.CELL.size / 1000 + padding
        least.append(min(max(word, _NARROWEST), theme.WIDTH / count * 1.3))
    return _shared(wishes, least)


def _shared(wishes: Sequence[float], least: Sequence[float]) -> list[float]:
    """Give every column what it wishes if that fits; else narrow columns their wish and the wide ones equal shares."""
    if sum(wishes) <= theme.WIDTH:
        spare = (theme.WIDTH - sum(wishes)) / len(wishes)
        return [wish + spare for wish in wishes]
    if sum(least) >= theme.WIDTH:
        return [theme.WIDTH * width / sum(least) for width in least]
    widths = list(least)
    rest = theme.WIDTH - sum(least)
    for done, index in enumerate(sorted(range(len(wishes)), key=lambda i: wishes[i] - least[i])):
        grant = min(max(wishes[index] - least[index], 0.0), rest / (len(wishes) - done))
        widths[index] += grant
        rest -= grant
    return widths
