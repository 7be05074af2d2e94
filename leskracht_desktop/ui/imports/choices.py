"""The step in which the user says what a file leaves open: the school, who is in it, what its columns mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.intake import ImportKind, ImportOptions, Recognised
from leskracht_desktop.domain.people import PersonKind, PersonRow, SchoolId, SchoolRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.imports.words import FIELD_NAMES, NOT_TAKEN
from leskracht_desktop.ui.theme import Tone, scaled_font
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import Form
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.person_picker import PersonPicker
from leskracht_desktop.ui.widgets.text import WrappedLabel, heading, paragraph

Find = Callable[[str], Sequence[PersonRow]]

TABLES = frozenset({ImportKind.CSV, ImportKind.XLSX})
_SAMPLES = 3


class ChoicesStep(QWidget):
    """Asks only what this file leaves open; `options()` is what the user decided."""

    changed = Signal()

    def __init__(
        self,
        found: Recognised,
        schools: Sequence[SchoolRow],
        find: Find,
        school_id: SchoolId | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_choices")
        self._found = found
        self.form = Form()
        self.school = Choice(
            self.tr("School"),
            "import_school",
            [(None, self.tr("Kies een school")), *((school.id, visible(school.name)) for school in schools)],
        )
        self.kind = Choice(
            self.tr("Wie staan erin"),
            "import_person_kind",
            [(kind, _plural(kind)) for kind in (PersonKind.PUPIL, PersonKind.PARENT, PersonKind.STAFF)],
        )
        self.person = PersonPicker(self.tr("Over wie"), "import_person", find)
        self.complete = QCheckBox(self.tr("Dit is de hele lijst"))
        self.meanings: dict[str, Choice] = {}
        self._choose_school(schools, school_id)
        self._several_schools = len(schools) > 1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        self._ask(layout)

    @property
    def asks_nothing(self) -> bool:
        """True when there is nothing to decide."""
        return not self.form.fields

    def options(self) -> ImportOptions:
        """Return what was decided."""
        tables = self._found.kind in TABLES
        return ImportOptions(
            kind=self._found.kind,
            school_id=self.school.value if self._several_schools else None,
            mapping={column: choice.value for column, choice in self.meanings.items()} if tables else None,
            person_kind=self.kind.value if tables and not self._tells_kind() else None,
            person_id=self.person.person_id if self._found.kind is ImportKind.PACKAGE else None,
            complete=tables and self.complete.isChecked(),
        )

    def problem(self) -> str:
        """Return what must still be decided, in words; empty when the file can be read."""
        if self._found.kind in TABLES and self._several_schools and self.school.value is None:
            return self.tr("Kies bij welke school deze lijst hoort.")
        meanings = {choice.value for choice in self.meanings.values()}
        if self._found.kind in TABLES and not any(_is_name(code) for code in meanings):
            return self.tr("Kies bij ten minste één kolom een naam, zoals ‘achternaam’ of ‘hele naam’.")
        doubles = sorted(code for code in meanings if code and not code.endswith("phone") and self._count(code) > 1)
        if doubles:
            return self.tr("Twee kolommen hebben dezelfde betekenis: {name}. Kies voor één ervan iets anders.").format(
                name=FIELD_NAMES[doubles[0]]
            )
        return ""

    def _ask(self, layout: QVBoxLayout) -> None:
        form, kind = self.form, self._found.kind
        if self._several_schools:
            form.add_field("school_id", self.tr("School"), self.school, note=self.tr("Bij welke school hoort dit?"))
        if kind is ImportKind.PACKAGE:
            form.add_field(
                "person_id",
                self.tr("Over wie"),
                self.person,
                note=self.tr("Leeg laten mag: dan zoekt het programma zelf wie het is."),
            )
        if kind in TABLES:
            form.add_field("person_kind", self.tr("Wie staan erin"), self.kind)
            self.kind.choose(self._found.person_kind or PersonKind.PARENT)
            form.add_field(
                "complete",
                self.tr("Dit is de hele lijst"),
                self.complete,
                note=self.tr("Wie er eerder in stond en nu niet meer, krijgt een markering. Er wordt niemand gewist."),
            )
        layout.addWidget(form)
        form.setVisible(bool(form.fields))
        if kind in TABLES:
            layout.addWidget(heading(self.tr("Wat staat er in de kolommen?"), "columns_title"))
            layout.addWidget(
                paragraph(
                    self.tr(
                        "Het programma heeft alvast gekozen wat het herkent. Verander wat niet klopt. Kolommen met een "
                        "BSN of iets anders dat we niet mogen bewaren, worden altijd overgeslagen."
                    ),
                    Tone.MUTED,
                )
            )
            layout.addLayout(self._columns())
        layout.addStretch(1)

    def _columns(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        mapping = self._found.mapping or {}
        options: list[tuple[Any, str]] = [("", NOT_TAKEN), *FIELD_NAMES.items()]
        for row, column in enumerate(self._found.columns):
            samples = [cells[row] for cells in self._found.sample_rows if row < len(cells) and cells[row]][:_SAMPLES]
            grid.addWidget(_column(column, samples), row, 0)
            name = self.tr("Betekenis van kolom {column}").format(column=visible(column))
            choice = Choice(name, f"column_{row}", options)
            choice.choose(mapping.get(column, ""))
            choice.picked.connect(lambda _value: self._on_meaning())
            self.meanings[column] = choice
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignTop)
        self._on_meaning()
        return grid

    def _on_meaning(self) -> None:
        if "person_kind" in self.form.fields:
            self.form.set_field_visible("person_kind", visible=not self._tells_kind())
        self.changed.emit()

    def _tells_kind(self) -> bool:
        return any(choice.value == "kind" for choice in self.meanings.values())

    def _count(self, code: str) -> int:
        return sum(choice.value == code for choice in self.meanings.values())

    def _choose_school(self, schools: Sequence[SchoolRow], school_id: SchoolId | None) -> None:
        same = [school.id for school in schools if school.brin and school.brin == self._found.school.brin]
        self.school.choose(same[0] if same else school_id)


def _column(name: str, samples: Sequence[str]) -> QWidget:
    made = named(QWidget(), "column")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.setSpacing(0)
    title = named(WrappedLabel(visible(name)), "column_name")
    title.setFont(scaled_font(title, 1.0, bold=True))
    layout.addWidget(title)
    layout.addWidget(paragraph(", ".join(visible(one) for one in samples), Tone.MUTED, "column_samples"))
    return made


def _is_name(code: str) -> bool:
    return code in {"surname", "full_name", "call_name", "given_names"} or code.startswith("adult")


def _plural(kind: PersonKind) -> str:
    return {PersonKind.PUPIL: "leerlingen", PersonKind.PARENT: "ouders en verzorgers"}.get(kind, f"{label(kind)}s")
