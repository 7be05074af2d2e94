"""The school tab: institution, contact, officer, logo and schools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.domain.people import SchoolRow
from leskracht_desktop.domain.schools import Denomination, InstitutionDetails, NewSchool
from leskracht_desktop.errors import FileUnreadable, LeskrachtError
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.pages.settings.dialogs import InstitutionDialog, SchoolDialog, denomination_label
from leskracht_desktop.ui.pages.settings.tab import SettingsTab, changes
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import KeyValueView
from leskracht_desktop.ui.widgets.text import WrappedLabel, line, set_tone

LOGO_FILTER = "PNG, JPEG (*.png *.jpg *.jpeg)"
_LOGO_HEIGHT = 64


class SchoolTab(SettingsTab):
    """Who answers requests, and for which schools."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("school", *arguments)

    @override
    def build(self) -> None:
        board = self.card("institution", self.tr("Bestuur en contactpersoon"))
        self._facts = KeyValueView("institution_facts")
        self.edit_button = button(self.tr("Gegevens wijzigen…"), "edit_institution", self._on_edit, icon_name="edit")
        board.body.addWidget(self._facts)
        board.body.addSpacing(8)
        board.body.addLayout(self.row(self.edit_button))
        logo = self.card("logo", self.tr("Logo"), self.tr("Het logo komt boven de brief van elk dossier."))
        self._logo = named(QLabel(), "logo_image")
        self._logo.setAccessibleName(self.tr("Logo van de school"))
        self.logo_button = button(self.tr("Logo kiezen…"), "choose_logo", self._on_logo)
        self.no_logo_button = button(self.tr("Logo weghalen"), "remove_logo", self._on_no_logo, look=Look.QUIET)
        logo.body.addWidget(self._logo)
        logo.body.addLayout(self.row(self.logo_button, self.no_logo_button))
        schools = self.card("schools", self.tr("Scholen"))
        self._schools = QVBoxLayout()
        self._schools.setSpacing(8)
        self.add_button = button(self.tr("School toevoegen…"), "add_school", self._on_add, icon_name="add")
        schools.body.addLayout(self._schools)
        schools.body.addSpacing(8)
        schools.body.addLayout(self.row(self.add_button))
        for widget in (self.edit_button, self.logo_button, self.no_logo_button, self.add_button):
            changes(widget)

    @override
    def refresh(self) -> None:
        details = self.services.schools.institution()
        missing = self.tr("nog niet ingevuld")
        officer = " · ".join(filter(None, (details.officer_name, details.officer_email)))
        place = ", ".join(filter(None, (details.address, f"{details.postcode} {details.city}".strip())))
        self._facts.show_pairs(
            (
                (self.tr("Bestuur"), details.name),
                (self.tr("Contactpersoon"), details.contact_name),
                (self.tr("E-mailadres"), details.contact_email),
                (self.tr("Telefoonnummer"), details.contact_phone),
                (self.tr("FG"), officer or missing),
                (self.tr("Adres"), place or missing),
            )
        )
        self._show_logo(details)
        _empty(self._schools)
        for position, school in enumerate(self.services.schools.schools()):
            if position:
                self._schools.addWidget(line())
            self._schools.addLayout(self._school(school))

    def resume_draft(self, key: str, draft: dict[str, str]) -> None:
        """Open a form again with what was typed in it."""
        if key == "settings.institution":
            self._edit_institution(draft)
        elif key == "settings.school":
            self._on_add(draft)
        else:
            wanted = key.rpartition(".")[2]
            for school in self.services.schools.schools():
                if str(school.id) == wanted:
                    self._on_school(school, draft)

    def _school(self, school: SchoolRow) -> QHBoxLayout:
        place = ", ".join(filter(None, (school.address, f"{school.postcode} {school.city}".strip())))
        kind = denomination_label(Denomination(school.denomination))
        text = QVBoxLayout()
        text.setSpacing(2)
        # Text that can be selected takes 70 KB, which adds up where an institution has a hundred schools.
        text.addWidget(named(WrappedLabel(f"{school.name} ({school.brin})"), "school_title"))
        where = named(WrappedLabel(f"{place or self.tr('adres nog niet ingevuld')} · {kind}"), "school_place")
        set_tone(where, Tone.MUTED)
        text.addWidget(where)
        edit = button(self.tr("Wijzigen…"), f"edit_school_{school.id}", lambda: self._on_school(school))
        edit.setAccessibleName(self.tr("{0} wijzigen…").format(school.name))
        changes(edit)
        edit.setEnabled(not self.services.vaults.is_read_only)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(text, 1)
        row.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_logo(self, details: InstitutionDetails) -> None:
        image = QPixmap()
        if details.logo and image.loadFromData(details.logo):
            self._logo.setPixmap(image.scaledToHeight(_LOGO_HEIGHT, Qt.TransformationMode.SmoothTransformation))
        self._logo.setVisible(not image.isNull())
        self.no_logo_button.setVisible(not image.isNull())

    def _on_edit(self) -> None:
        self._edit_institution(None)

    def _edit_institution(self, draft: dict[str, str] | None) -> None:
        dialog = InstitutionDialog(self.window(), self.services.schools.institution())
        if draft is not None:
            dialog.restore(draft)
        self.tools.keep_draft("settings.institution", dialog)
        details = dialog.run()
        if details is not None:
            self._save(lambda: self.services.schools.save_institution(details), self.tr("Gegevens opgeslagen."))

    def _on_add(self, draft: dict[str, str] | None = None) -> None:
        dialog = SchoolDialog(self.window(), None)
        if draft is not None:
            dialog.restore(draft)
        self.tools.keep_draft("settings.school", dialog)
        new: NewSchool | None = dialog.run()
        if new is not None:
            self._save(lambda: self.services.schools.add_school(new), self.tr("School toegevoegd."))

    def _on_school(self, school: SchoolRow, draft: dict[str, str] | None = None) -> None:
        dialog = SchoolDialog(self.window(), school)
        if draft is not None:
            dialog.restore(draft)
        self.tools.keep_draft(f"settings.school.{school.id}", dialog)
        new: NewSchool | None = dialog.run()
        if new is not None:
            self._save(lambda: self.services.schools.save_school(school.id, new), self.tr("School opgeslagen."))

    def _on_logo(self) -> None:
        path = self.messages.ask_open_path(self.tr("Logo kiezen"), [LOGO_FILTER])
        if path is not None:
            self._save(lambda: self.services.schools.set_logo(_content(path)), self.tr("Logo opgeslagen."))

    def _on_no_logo(self) -> None:
        self._save(lambda: self.services.schools.set_logo(None), self.tr("Logo weggehaald."))

    def _save(self, deed: Any, said: str) -> None:
        try:
            deed()
        except LeskrachtError as error:
            self.messages.show_failure(error)
            return
        self.banner.say(said, Tone.SUCCESS)
        self.jobs.announce(Topic.SCHOOLS)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, str(error.errno or "")) from error


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if isinstance(widget, QWidget):
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
