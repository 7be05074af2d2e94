"""The periods the parties filled in: a line per term, with a number, a unit, words, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from leskracht_desktop.domain.agreement_content import Period, PeriodUnit
from leskracht_desktop.domain.guide import TermCode
from leskracht_desktop.labels_nl import label
from leskracht_desktop.messages_nl import problem_text
from leskracht_desktop.ui.widgets.fields import Choice, ErrorLabel

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
    errors: dict[str, ErrorLabel]

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
        self.setFocusProxy(self._lines[TERMS[0]].value)

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
        """Return what is filled in; a number that is none counts as one that is far too small."""
        return (*(self._period(code) for code in self._filled()), *self._kept)

    def _filled(self) -> list[TermCode]:
        return [
            code
            for code, line in self._lines.items()
            if any(part.text().strip() for part in (line.value, line.text, line.source))
        ]

    def _period(self, code: TermCode) -> Period:
        line = self._lines[code]
        typed = line.value.text().strip()
        value = None if not typed else int(typed) if _is_number(typed) else -1
        unit = PeriodUnit.NONE if value is None or code in IN_WORDS else line.unit.value
        return Period(code, value, unit, line.text.text(), line.source.text())

    def unclear_parts(self) -> Sequence[tuple[str, str]]:
        """Return the numbers that are none."""
        typed = ((at, self._lines[code].value.text().strip()) for at, code in enumerate(self._filled()))
        return [(f"{at}.value", "not_a_number") for at, text in typed if text and not _is_number(text)]

    def show_problems(self, problems: Iterable[tuple[str, str]]) -> None:
        """Show what is wrong under the line of each term."""
        filled = self._filled()
        found: dict[tuple[TermCode, str], str] = {}
        for name, code in problems:
            at, _, part = name.partition(".")
            if at.isdecimal() and int(at) < len(filled):
                part = part if part in {"text", "source"} else "value"
                found.setdefault((filled[int(at)], part), problem_text(part, code))
        for term, line in self._lines.items():
            for part, error in line.errors.items():
                error.show_error(found.get((term, part), ""))

    def focus_problem(self) -> None:
        """Put the focus in the first field that is wrong."""
        for line in self._lines.values():
            for part, error in line.errors.items():
                if error.text():
                    widget = {"value": line.value, "text": line.text, "source": line.source}[part]
                    widget.setFocus(Qt.FocusReason.OtherFocusReason)
                    return

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
        unit = Choice(self.tr("{0}: eenheid").format(name), f"unit_{code}", units)
        line = _Line(QLineEdit(), unit, QLineEdit(), QLineEdit(), {})
        words = (self.tr("aantal"), "", self.tr("in woorden"), self.tr("staat in"))
        for widget, word, part in zip(line.widgets(), words, ("value", "unit", "text", "source"), strict=True):
            widget.setObjectName(f"{part}_{code}")
            if isinstance(widget, QLineEdit):
                widget.setAccessibleName(f"{name}: {word}")
                widget.setPlaceholderText(word)
                widget.editingFinished.connect(self.changed)
                widget.textChanged.connect(partial(self._on_text, widget))
            elif isinstance(widget, Choice):
                widget.picked.connect(lambda _value: self.changed.emit())
        caption = QLabel(name)
        caption.setBuddy(line.text if code in IN_WORDS else line.value)
        layout.addWidget(caption)
        row = QHBoxLayout()
        row.setSpacing(8)
        line.value.setFixedWidth(line.value.fontMetrics().averageCharWidth() * 6 + 32)
        line.value.setVisible(code not in IN_WORDS)
        line.unit.setVisible(code not in IN_WORDS)
        row.addWidget(line.value)
        row.addWidget(line.unit)
        row.addWidget(line.text, 3)
        row.addWidget(line.source, 2)
        layout.addLayout(row)
        for part, widget in (("value", line.value), ("text", line.text), ("source", line.source)):
            line.errors[part] = ErrorLabel(widget)
            layout.addWidget(line.errors[part])
        layout.addSpacing(8)
        self._lines[code] = line

    def _on_text(self, widget: QLineEdit, _text: str) -> None:
        # While an error stands there, it goes as soon as the text is right.
        if widget.property("invalid"):
            self.changed.emit()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _typed(widget: QLineEdit | Choice) -> str:
    return widget.currentText() if isinstance(widget, Choice) else widget.text()
