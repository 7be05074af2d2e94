"""The retention tab: how long the school keeps each kind of its own data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.services.retentions import RetentionTerm, term_problems
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.pages.settings.tab import SettingsTab, changes
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import button
from leskracht_desktop.ui.widgets.form import FormDialog
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.text import WrappedLabel, chip, heading, line, set_tone

DRAFT = "settings.retention"


class RetentionTab(SettingsTab):
    """What dossiers and the details of people say about how long the school keeps data."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__("retention", *arguments)

    @override
    def build(self) -> None:
        card = self.card(
            "retention",
            self.tr("Hoe lang de school gegevens bewaart"),
            self.tr(
                "Wie om inzage vraagt, moet horen hoe lang u gegevens bewaart, of hoe u dat bepaalt. Wat u hier "
                "invult, staat bij alle gegevens en in elk dossier. De voorstellen zijn wat op basisscholen "
                "gebruikelijk is: ga na wat in het beleid van uw bestuur staat."
            ),
        )
        self._terms = QVBoxLayout()
        self._terms.setSpacing(12)
        self.edit_button = button(
            self.tr("Bewaartermijnen wijzigen…"), "edit_retention", self._on_edit, icon_name="edit"
        )
        changes(self.edit_button)
        card.body.addLayout(self._terms)
        card.body.addSpacing(8)
        card.body.addLayout(self.row(self.edit_button))

    @override
    def refresh(self) -> None:
        while (item := self._terms.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for position, term in enumerate(self.services.retentions.terms()):
            if position:
                self._terms.addWidget(line())
            self._terms.addWidget(self._term(term))

    def resume_draft(self, draft: dict[str, str]) -> None:
        """Open the form again with what was typed in it."""
        self._on_edit(draft)

    def _term(self, term: RetentionTerm) -> QWidget:
        made = named(QWidget(), f"retention_{term.category}")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(heading(term.label, "retention_label"), 1)
        if not term.text:
            head.addWidget(chip(self.tr("nagaan"), Tone.WARNING), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(head)
        shown = term.text or self.tr("Nog niet ingevuld. Voorstel: {0}").format(term.suggestion)
        text = named(WrappedLabel(shown), "retention_text")
        if not term.text:
            set_tone(text, Tone.MUTED)
        layout.addWidget(text)
        return made

    def _on_edit(self, draft: dict[str, str] | None = None) -> None:
        dialog = RetentionDialog(self.window(), self.services.retentions.terms())
        if draft is not None:
            dialog.restore(draft)
        self.tools.keep_draft(DRAFT, dialog)
        texts = dialog.run()
        if texts is None:
            return
        try:
            self.services.retentions.set_terms(texts)
        except LeskrachtError as error:
            self.messages.show_failure(error)
            return
        self.banner.say(self.tr("Bewaartermijnen opgeslagen."), Tone.SUCCESS)
        self.jobs.announce(Topic.SCHOOLS)


class RetentionDialog(FormDialog):
    """Asks how long each kind of data is kept; what was not said yet begins with a proposal."""

    def __init__(self, parent: QWidget | None, terms: Sequence[RetentionTerm]) -> None:
        super().__init__(
            parent,
            self.tr("Bewaartermijnen"),
            intro=self.tr(
                "Schrijf een termijn, of hoe u die bepaalt, in hele zinnen: zo komen ze in het dossier. Opslaan "
                "betekent dat de school dit zo doet."
            ),
        )
        for term in terms:
            field = QPlainTextEdit()
            field.setPlainText(term.text or term.suggestion)
            note = "" if term.text else self.tr("Voorstel, nagaan: klopt dit met het beleid van uw bestuur?")
            self.form.add_field(term.category, term.label, field, note=note)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return tuple(term_problems(self.form.draft()))

    @override
    def result_value(self) -> dict[str, str]:
        return self.form.draft()
