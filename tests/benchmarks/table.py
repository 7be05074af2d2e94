"""Figures as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Sequence
from typing import Any

from tests.benchmarks.harness import Figure, Rule

HEADINGS = ("what", "floor", "floor is", "ours is", "ratio", "allowed", "verdict")


def text_table(figures: Sequence[Figure]) -> str:
    """Return the table, and below it the notes, numbered."""
    notes: list[str] = []
    rows: list[Sequence[str]] = [HEADINGS]
    for figure in figures:
        mark = ""
        if figure.note:
            notes.append(figure.note)
            mark = f" [{len(notes)}]"
        rows.append(cells(figure, mark))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, *(f"[{number}] {note}" for number, note in enumerate(notes, 1))])


def cells(figure: Figure, mark: str = "") -> tuple[str, ...]:
    """Return the cells of one line."""
    return (
        figure.name + mark,
        figure.floor_name,
        amount(figure.floor_median, figure.unit),
        amount(figure.ours_median, figure.unit),
        _result(figure),
        _allowed(figure),
        figure.verdict,
    )


def amount(value: float | None, unit: str) -> str:
    """Return a value with its unit and no more digits than mean something."""
    if value is None:
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def as_json(figures: Iterable[Figure], **circumstances: Any) -> str:
    """Return everything that was measured, all samples included."""
    return json.dumps(
        {
            "machine": {"system": platform.system(), "architecture": platform.machine(), **circumstances},
            "figures": [_details(figure) for figure in figures],
        },
        indent=2,
        ensure_ascii=False,
    )


def _details(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "floor_name": figure.floor_name,
        "unit": figure.unit,
        "rule": figure.rule.value,
        "floor": figure.floor_median,
        "ours": figure.ours_median,
        "result": figure.result,
        "allowed": figure.allowed,
        "verdict": figure.verdict,
        "note": figure.note,
        "floor_samples": list(figure.floor),
        "ours_samples": list(figure.ours),
    }


def _result(figure: Figure) -> str:
    if figure.result is None or figure.rule is Rule.AMOUNT:
        return "–"
    return amount(figure.result, figure.unit) if figure.rule is Rule.EXCESS else f"{figure.result:.2f} ×"


def _allowed(figure: Figure) -> str:
    if figure.allowed is None:
        return "–"
    if figure.rule in {Rule.EXCESS, Rule.AMOUNT}:
        return "≤ " + amount(figure.allowed, figure.unit)
    return f"{'≥' if figure.rule is Rule.SPEED_UP else '≤'} {figure.allowed:.2f} ×"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    parts = [
        cell.rjust(width) if 2 <= at <= 5 else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(parts).rstrip()
