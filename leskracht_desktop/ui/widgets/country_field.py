"""A field for a country: a name or a code goes in, the Dutch name is shown, the code comes out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from leskracht_desktop.labels_nl import country_code, country_name
from leskracht_desktop.labels_nl.countries import COUNTRY_NAMES


class CountryField(QLineEdit):
    """One country; `code` is what was typed itself when it is no country."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = QCompleter(sorted(COUNTRY_NAMES.values()), self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = names.popup()
        if popup is not None:
            popup.setAccessibleName(self.tr("Landen"))
        self.setCompleter(names)
        self.editingFinished.connect(lambda: self.set_code(self.code))

    @property
    def code(self) -> str:
        """The code of what is typed."""
        return country_code(self.text())

    def set_code(self, code: str) -> None:
        """Show a country."""
        if self.text() != country_name(code):
            self.setText(country_name(code))


def codes_of(text: str) -> tuple[str, ...]:
    """Return the codes of countries with commas between them."""
    return tuple(country_code(part) for part in text.split(",") if part.strip())


def names_of(codes: tuple[str, ...]) -> str:
    """Return the names of countries with commas between them, as they are typed."""
    return ", ".join(country_name(code) for code in codes)
