"""Which letter about a request, and what the school itself has to say in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.request_letters import LetterKind, NewLetter, letter_problems
from leskracht_desktop.labels_nl import label
from leskracht_desktop.labels_nl.request_letters import WAYS_TO_SHOW_IDENTITY
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import button
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import FormDialog
from leskracht_desktop.ui.widgets.text import paragraph

_TEXT_LINES = 7


class LetterDialog(FormDialog):
    """Asks which letter; `wants_preview` tells whether to show it first."""

    def __init__(self, parent: QWidget | None, number: str, offered: Sequence[LetterKind]) -> None:
        super().__init__(
            parent,
            self.tr("Brief maken"),
            intro=self.tr("Een brief bij verzoek {0}, klaar om af te drukken of als bijlage te mailen.").format(number),
            save=self.tr("Opslaan…"),
        )
        self.wants_preview = False
        options = [(kind, _capital(label(kind))) for kind in offered]
        self.kind = Choice(self.tr("Welke brief"), "letter_kind", options)
        self.text = QPlainTextEdit()
        self.about = paragraph("", Tone.MUTED, "letter_about")
        self.form.add_field("letter_kind", self.tr("Welke brief"), self.kind)
        self.form.add_widget(self.about)
        self.form.add_field("letter_text", self.tr("Eigen tekst"), self.text)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _TEXT_LINES + 24)
        self.preview_button = button(self.tr("Voorbeeld bekijken…"), "preview", self._on_preview, icon_name="show")
        self.extra_buttons.addWidget(self.preview_button)
        self.kind.picked.connect(lambda _kind: self._show_kind())
        self._show_kind()

    def _show_kind(self) -> None:
        """Say what the chosen letter holds, and propose a text if none of one's own stands there."""
        kind = self.kind.value
        self.about.setText(self._explained(kind))
        if self.text.toPlainText() in {"", WAYS_TO_SHOW_IDENTITY}:
            self.text.setPlainText(WAYS_TO_SHOW_IDENTITY if kind is LetterKind.IDENTITY_REQUEST else "")

    def _explained(self, kind: LetterKind) -> str:
        match kind:
            case LetterKind.IDENTITY_REQUEST:
                return self.tr(
                    "Vraagt de verzoeker te laten zien wie hij of zij is. Doe dit alleen als u twijfelt. Zet hieronder "
                    "hoe het kan, elke manier op een eigen regel."
                )
            case LetterKind.EXTENSION_NOTICE:
                return self.tr(
                    "Vertelt dat het langer duurt, waarom, en tot wanneer. De reden die u vastlegde, staat erin. "
                    "Stuur de brief vóór de eerste termijn om is. Hieronder kunt u nog iets toevoegen."
                )
            case _:
                return self.tr(
                    "Vertelt dat het verzoek binnen is, onder welk nummer, en wanneer het antwoord uiterlijk komt. "
                    "Hieronder kunt u nog iets toevoegen."
                )

    def _on_preview(self) -> None:
        self.wants_preview = True
        self._on_save()
        self.wants_preview = self.result() == FormDialog.DialogCode.Accepted

    def _letter(self) -> NewLetter:
        return NewLetter(self.kind.value, self.text.toPlainText())

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return letter_problems(self._letter())

    @override
    def result_value(self) -> NewLetter:
        return self._letter()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
