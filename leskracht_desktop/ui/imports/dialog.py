"""The assistant that takes in a file: choices, a look at what would change, and then Importeren."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from leskracht_desktop.domain.intake import ImportOptions, ImportPreview, Recognised
from leskracht_desktop.domain.people import PersonRow, SchoolId, SchoolRow
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import file_size
from leskracht_desktop.labels_nl.intake import PreviewTexts
from leskracht_desktop.ui.imports.choices import TABLES, ChoicesStep
from leskracht_desktop.ui.imports.preview import PreviewStep
from leskracht_desktop.ui.imports.words import recognised_text
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Banner, Scrolling
from leskracht_desktop.ui.widgets.text import heading, line, paragraph

_CHOICES, _PREVIEW, _READING = range(3)


class ImportDialog(QDialog):
    """Two steps; the owner reads the file when `preview_asked` and takes it in when the dialog is accepted."""

    preview_asked = Signal(object)
    """Carries the `ImportOptions`."""

    def __init__(
        self,
        parent: QWidget | None,
        path: Path,
        found: Recognised,
        schools: Sequence[SchoolRow],
        find: Callable[[str], Sequence[PersonRow]],
        school_id: SchoolId | None = None,
        *,
        texts: PreviewTexts,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(self.tr("Importeren"))
        open_at(self, 820, 680)
        self.over = False
        """True when it was closed; a file that is still being read then has nobody to show itself to."""
        self.finished.connect(self._on_finished)
        self._found = found
        self._options = ImportOptions()
        self._preview: ImportPreview | None = None
        self.choices = ChoicesStep(found, schools, find, school_id)
        self.preview_step = PreviewStep(texts)
        self._file = heading(visible(path.name), "import_file")
        self._what = paragraph(recognised_text(found), Tone.MUTED, "import_kind")
        self.notice = Banner("import_notice")
        scroll = Scrolling("choices_scroll")
        scroll.body.addWidget(self.choices)
        self.steps = QStackedWidget()
        self.steps.addWidget(scroll)
        self.steps.addWidget(self.preview_step)
        self.steps.addWidget(self._reading())
        self.back_button = button(self.tr("Terug"), "import_back", self.show_choices, icon_name="chevron-left")
        self.cancel_button = button(self.tr("Annuleren"), "cancel", self.reject)
        self.next_button = button(self.tr("Voorbeeld bekijken"), "import_next", self._on_next, look=Look.PRIMARY)
        self.import_button = button(
            self.tr("Importeren"), "import_now", self.accept, look=Look.PRIMARY, icon_name="import"
        )
        self.sure = named(QCheckBox(), "import_sure")
        self.sure.toggled.connect(lambda _on: self._show_sure())
        self._arrange()
        self._show(_CHOICES if self.needs_choices else _READING)

    @property
    def needs_choices(self) -> bool:
        """True when the user must say something before the file can be read."""
        return self._found.kind in TABLES

    @property
    def options(self) -> ImportOptions:
        """What was decided for the preview that is shown, and whether the user made sure whom it is about."""
        return replace(self._options, confirmed=self._must_confirm and self.sure.isChecked())

    @property
    def preview(self) -> ImportPreview | None:
        """The preview that is shown."""
        return self._preview

    def show_choices(self) -> None:
        """Show the first step."""
        self._show(_CHOICES)
        self.next_button.setDefault(True)

    def show_preview(self, options: ImportOptions, preview: ImportPreview) -> None:
        """Show the second step: what the file would do with these options."""
        self._options, self._preview = options, preview
        self.notice.hide()
        self._what.setText(f"{recognised_text(self._found)} ({file_size(preview.size)})")
        self.preview_step.show_preview(preview)
        sure = self.tr("Ik heb nagegaan dat dit pakket over {name} gaat").format(name=visible(preview.about))
        self.sure.setChecked(False)
        self.sure.setText(sure.replace("&", "&&"))
        self.sure.setAccessibleName(sure)
        self._show(_PREVIEW)
        self.import_button.setDefault(True)
        first = self.sure if self._must_confirm else self.import_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _must_confirm(self) -> bool:
        return self._preview is not None and self._preview.must_confirm

    def say(self, text: str) -> None:
        """Say what must be decided, on the first step."""
        self.show_choices()
        self.notice.say(text, Tone.WARNING, closable=False)

    def ask(self) -> None:
        """Ask for a preview with what is decided now."""
        self.choices.person.settle()
        self.preview_asked.emit(self.choices.options())

    def _on_finished(self, _result: int) -> None:
        self.over = True

    def _on_next(self) -> None:
        problem = self.choices.problem()
        if problem:
            self.say(problem)
        else:
            self.notice.hide()
            self.ask()

    def _show(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self.back_button.setVisible(step == _PREVIEW and not self.choices.asks_nothing)
        self.next_button.setVisible(step == _CHOICES)
        self.import_button.setVisible(step == _PREVIEW)
        self.sure.setVisible(step == _PREVIEW and self._must_confirm)
        self._show_sure()

    def _show_sure(self) -> None:
        self.import_button.setEnabled(not self._must_confirm or self.sure.isChecked())

    def _reading(self) -> QWidget:
        text = paragraph(self.tr("Het bestand wordt gelezen. Er verandert nog niets."), name="import_reading")
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        return text

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 12, 24, 16)
        buttons.setSpacing(8)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        for made in (self.cancel_button, self.next_button, self.import_button):
            buttons.addWidget(made)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(12)
        for widget in (self._file, self._what, self.notice):
            body.addWidget(widget)
        body.addWidget(self.steps, 1)
        body.addWidget(self.sure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(line())
        layout.addLayout(buttons)
