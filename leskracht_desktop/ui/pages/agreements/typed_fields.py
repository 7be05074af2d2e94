"""The lines, boxes and days of a form, by the names that problems give them."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.form import Form


class TypedFields:
    """Puts fields in a form and gives back what is typed in them; `prefix` begins their objectNames."""

    def __init__(self, form: Form, today: date, prefix: str = "") -> None:
        self._form, self._today, self._prefix = form, today, prefix
        self.lines: dict[str, QLineEdit] = {}
        self.boxes: dict[str, QPlainTextEdit] = {}
        self.days: dict[str, DateField] = {}

    def line(self, name: str, caption: str, before: str = "", *, note: str = "") -> None:
        """Put a field of one line in the form."""
        field = QLineEdit(before)
        field.setObjectName(f"{self._prefix}{name.replace('.', '_')}")
        self.lines[name] = field
        self._form.add_field(name, caption, field, note=note)

    def box(self, name: str, caption: str, before: str = "", *, note: str = "") -> None:
        """Put a field of several lines in the form."""
        field = QPlainTextEdit(before)
        self.boxes[name] = field
        self._form.add_field(name, caption, field, note=note)

    def day(self, name: str, caption: str, before: date | None = None) -> None:
        """Put a field for a day in the form."""
        field = DateField(caption, name, self._today)
        field.set_value(before)
        self.days[name] = field
        self._form.add_field(name, caption, field)

    def texts(self, part: str = "") -> dict[str, str]:
        """Return what is typed in the lines, or in those of one part: `school` gives `name` for `school.name`."""
        start = f"{part}." if part else ""
        return {name.removeprefix(start): field.text() for name, field in self.lines.items() if name.startswith(start)}

    def long_texts(self) -> dict[str, str]:
        """Return what is typed in the boxes."""
        return {name: field.toPlainText() for name, field in self.boxes.items()}
