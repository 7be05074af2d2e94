"""The periods the parties filled in: a line per term, with a number, a unit, words, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from leskracht_desktop.domain.agreement_content import Period, PeriodUnit
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.widgets.fields import Choice

TERMS: Final = (
    TermCode.BREACH_TO_SCHOOL,
    TermCode.ASSISTANCE,
    TermCode.SUB_PROCESSOR_NOTICE,
    TermCode.SUB_PROCESSOR_OBJECTION,
    TermCode.AUDIT_NOTICE,
    TermCode.AUDIT_COSTS,
    TermCode.RETENTION,
    TermCode.RETURN_AT_END,
    TermCode.DESTRUCTION_AT_END,
    TermCode.DESTRUCTION_CONFIRMATION,
    TermCode.LIABILITY,
    TermCode.NOTICE_PERIOD,
)
"""The terms the form asks for; others of an agreement stay as they are."""

IN_WORDS: Final = frozenset({TermCode.AUDIT_COSTS, TermCode.LIABILITY})
"""Terms that are no length of time."""


@dataclass(frozen=True, slots=True)
class _Line:
    value: QLineEdit
    unit: Choice
    text: QLineEdit
    source: QLineEdit

    def widgets(self) -> tuple[QLineEdit, Choice, QLineEdit, QLineEdit]:
        return self.value, self.unit, self.text, self.source


class PeriodsField(QWidget):
    """A line for each term; what is left empty was not agreed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("periods")
        self._kept: tuple[Period, ...] = ()
        self._lines: dict[TermCode, _Line] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for code in TERMS:
            self._add(layout, code)

    def show_periods(self, periods: Iterable[Period]) -> None:
        """Show what was agreed."""
        given = {period.code: period for period in periods}
        self._kept = tuple(period for code, period in given.items() if code not in self._lines)
        for code, line in self._lines.items():
            period = given.get(code, Period(code))
            line.value.setText("" if period.value is None else str(period.value))
            line.unit.choose(period.unit)
            line.text.setText(period.text)
            line.source.setText(period.source)

    def periods(self) -> tuple[Period, ...]:
        """Return what is filled in; a number that is none counts as one that is far too large."""
        found = []
        for code, line in self._lines.items():
            typed = line.value.text().strip()
            value = None if not typed else int(typed) if typed.isdecimal() else -1
            text, source = line.text.text(), line.source.text()
            unit = PeriodUnit.NONE if code in IN_WORDS else line.unit.value
            if value is not None or text.strip() or source.strip():
                found.append(Period(code, value, unit if value is not None else PeriodUnit.NONE, text, source))
        return (*found, *self._kept)

    def draft(self) -> str:
        """Return what was typed, as one text."""
        return json.dumps({code: [_typed(part) for part in line.widgets()] for code, line in self._lines.items()})

    def restore(self, text: str) -> None:
        """Put back what `draft` gave."""
        try:
            typed = json.loads(text)
        except ValueError:
            return
        for code, parts in typed.items() if isinstance(typed, dict) else ():
            if code in self._lines and isinstance(parts, list):
                for widget, part in zip(self._lines[TermCode(code)].widgets(), parts, strict=False):
                    if isinstance(widget, Choice):
                        widget.setCurrentText(str(part))
                    elif isinstance(widget, QLineEdit):
                        widget.setText(str(part))

    def line(self, code: TermCode) -> _Line:
        """Return the widgets of one term."""
        return self._lines[code]

    def _add(self, layout: QVBoxLayout, code: TermCode) -> None:
        name = label(code)
        units = [(unit, label(unit)) for unit in PeriodUnit if unit is not PeriodUnit.NONE]
        line = _Line(
            QLineEdit(), Choice(self.tr("{0}: eenheid").format(name), f"unit_{code}", units), QLineEdit(), QLineEdit()
        )
        words = (self.tr("aantal"), "", self.tr("in woorden"), self.tr("staat in"))
        for widget, word, part in zip(line.widgets(), words, ("value", "unit", "text", "source"), strict=True):
            widget.setObjectName(f"{part}_{code}")
            if isinstance(widget, QLineEdit):
                widget.setAccessibleName(f"{name}: {word}")
                widget.setPlaceholderText(word)
                widget.textChanged.connect(lambda _text: self.changed.emit())
            elif isinstance(widget, Choice):
                widget.picked.connect(lambda _value: self.changed.emit())
        caption = QLabel(name)
        caption.setBuddy(line.text if code in IN_WORDS else line.value)
        layout.addWidget(caption)
        row = QHBoxLayout()
        row.setSpacing(8)
        line.value.setFixedWidth(72)
        line.value.setVisible(code not in IN_WORDS)
        line.unit.setVisible(code not in IN_WORDS)
        row.addWidget(line.value)
        row.addWidget(line.unit)
        row.addWidget(line.text, 3)
        row.addWidget(line.source, 2)
        layout.addLayout(row)
        layout.addSpacing(8)
        self._lines[code] = line


def _typed(widget: QLineEdit | Choice) -> str:
    return widget.currentText() if isinstance(widget, Choice) else widget.text()
