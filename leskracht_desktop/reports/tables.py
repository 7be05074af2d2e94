"""Items of the walk as tables: one table when they fit on the page side by side, else a list of values each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from leskracht_desktop.labels_nl import long_instant, whole_number
from leskracht_desktop.reports.pdf.model import Block, KeyValues, Table
from leskracht_desktop.reports.record_values import Item

_MOST_COLUMNS = 6
_LEAST_FILLED = 0.6
_LONGEST_CELL = 140
_LONGEST_PROSE = 80
_WIDEST_COLUMN = 44
_WIDEST_TABLE = 140
_NARROWEST_COLUMN = 6
_BOLD = 1.15  # so much wider than plain letters
_PADDING = 4.0  # characters, on both sides together
_PAGE = 98  # about so many characters of a table stand side by side
_ALWAYS_TABLES = frozenset({"event_kind", "month", "request"})
_FIGURES = frozenset({"Aantal", "Bladzijden"})


def item_blocks(title: str, items: Sequence[Item], after: Callable[[Item], Iterable[Block]]) -> Iterator[Block]:
    """Yield the tables that show these items, in order, each with what `after` adds to it."""
    labels = _columns(items)
    if len(items) > 1 and labels is not None and _fits(items, labels):
        yield _table("", items, labels)
        for item in items:
            yield from after(item)
        return
    total = len(items)
    for labels_of_run, run_items in groupby(items, key=lambda item: item.labels):
        run = list(run_items)
        if run[0].entries[0].code in _ALWAYS_TABLES or (len(run) > 1 and _fits(run, labels_of_run)):
            yield _table(_caption_of_run(title, run), run, labels_of_run)
            for item in run:
                yield from after(item)
        else:
            for item in run:
                yield key_values(title, item, total)
                yield from after(item)


def key_values(title: str, item: Item, total: int) -> KeyValues:
    """Return one item as a list of values, named by its number and date when there are more."""
    caption = f"{title}, {whole_number(item.number)} van {whole_number(total)}" if total > 1 else ""
    caption = item.name or caption
    if caption and item.occurred_at is not None:
        caption = f"{caption} – {long_instant(item.occurred_at)}"
    return KeyValues(rows=tuple((entry.label, entry.text) for entry in item.entries), caption=caption)


def _caption_of_run(title: str, run: Sequence[Item]) -> str:
    first = run[0].entries[0]
    match first.code:
        case "event_kind":
            return f"{title}: aantal per soort"
        case "month":
            return f"{title}: aantal per maand"
        case "request":
            return f"Wat er met verzoek {first.text} is gebeurd"
        case _:
            return f"{title}: {whole_number(run[0].number)} tot en met {whole_number(run[-1].number)}"


def _columns(items: Sequence[Item]) -> tuple[str, ...] | None:
    """Return all labels, those of the fullest items first; None when the items are too different for one table."""
    order: dict[str, None] = {}
    for item in sorted(items, key=lambda item: -len(item.entries)):
        labels = item.labels
        order.update(dict.fromkeys(labels))
        if len(order) > _MOST_COLUMNS or len(set(labels)) != len(labels):
            return None
    if any(len(item.entries) < len(order) * _LEAST_FILLED for item in items):
        return None
    return tuple(order)


def _fits(items: Sequence[Item], labels: Sequence[str]) -> bool:
    if not 1 < len(labels) <= _MOST_COLUMNS or len(set(labels)) != len(labels):
        return False
    widest = dict.fromkeys(labels, 0)
    for item in items:
        for entry in item.entries:
            length = len(entry.text)
            if length > (_LONGEST_PROSE if entry.long else _LONGEST_CELL):
                return False
            widest[entry.label] = max(widest[entry.label], length)
    return sum(_width(label, length) for label, length in widest.items()) <= _WIDEST_TABLE


def _width(label: str, length: int) -> int:
    return max(min(max(length, len(label)), _WIDEST_COLUMN), _NARROWEST_COLUMN)


def _table(caption: str, items: Sequence[Item], labels: Sequence[str]) -> Table:
    rows = []
    for item in items:
        texts = {entry.label: entry.text for entry in item.entries}
        rows.append(tuple(texts.get(label, "") for label in labels))
    return Table(
        caption=caption,
        header=tuple(labels),
        rows=tuple(rows),
        widths=_widths(labels, rows),
        row_header_column=0,
        right_aligned=frozenset(at for at, label in enumerate(labels) if label in _FIGURES),
    )


def _widths(labels: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """Return column widths in characters: enough for the longest text, or at least for the longest word."""
    needs, words = [], []
    for at, label in enumerate(labels):
        texts = [label, *(row[at] for row in rows)]
        bold = _BOLD if at == 0 else 1.0
        head = _BOLD * max(len(word) for word in label.split())
        words.append(max(head, bold * max(len(word) for text in texts for word in text.split())) + _PADDING)
        needs.append(max(head, bold * max(len(text) for text in texts)) + _PADDING)
    spare = _PAGE - sum(words)
    wanted = sum(needs) - sum(words)
    share = min(1.0, max(0.0, spare / wanted)) if wanted else 1.0
    return tuple(word + share * (need - word) for need, word in zip(needs, words, strict=True))
