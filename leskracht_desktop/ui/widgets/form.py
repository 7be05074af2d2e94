"""The base of every dialog with fields: labels, errors under the fields, Opslaan and Annuleren, and drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from leskracht_desktop.messages_nl import problem_text
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button, spoken
from leskracht_desktop.ui.widgets.compound import Compound
from leskracht_desktop.ui.widgets.date_field import DateField
from leskracht_desktop.ui.widgets.dialog_size import HIGHEST, widest
from leskracht_desktop.ui.widgets.field_values import on_change, put_text, text_of
from leskracht_desktop.ui.widgets.fields import ErrorLabel, PassphraseField
from leskracht_desktop.ui.widgets.named import named
from leskracht_desktop.ui.widgets.panels import Scrolling
from leskracht_desktop.ui.widgets.text import heading, line, paragraph

Draft = dict[str, str]

_NOTE_LINES = 4
_WIDTH, _CHARACTERS = 560, 70
"""How wide a dialog opens: in pixels, and in average characters where letters are large."""
_AROUND = 160
"""Pixels above and below the fields, for the buttons too."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form with its label and the line under it."""

    name: str
    widget: QWidget
    label: QLabel | None
    error: ErrorLabel


class Form(QWidget):
    """Fields under each other; errors show for fields that were left, and for all of them once saving was tried."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    def add_heading(self, text: str) -> None:
        """Start a part of the form."""
        if self._layout.count():
            self._layout.addSpacing(8)
        self._layout.addWidget(heading(text))

    def add_text(self, text: str) -> None:
        """Put an explanation between the fields."""
        self._layout.addWidget(paragraph(text, Tone.MUTED))

    def add_field(self, name: str, label: str, widget: QWidget, *, note: str = "") -> Field:
        """Put a field under its label; `name` is what `problems()` calls it, `note` stands under it."""
        if not widget.objectName():
            widget.setObjectName(name)
        widget.setAccessibleName(spoken(label))
        if isinstance(widget, QPlainTextEdit):
            widget.setTabChangesFocus(True)
            widget.setFixedHeight(widget.fontMetrics().lineSpacing() * _NOTE_LINES + 24)
        caption: QLabel | None = None
        block = QVBoxLayout()
        block.setSpacing(4)
        if not isinstance(widget, QCheckBox):
            caption = named(QLabel(label), f"{widget.objectName()}_label")
            caption.setBuddy(widget)
            block.addWidget(caption)
        error = ErrorLabel(widget)
        block.addWidget(widget)
        block.addWidget(error)
        error.set_help(note)
        self._layout.addLayout(block)
        field = Field(name, widget, caption, error)
        self.fields[name] = field
        return field

    def add_widget(self, widget: QWidget, place: Qt.AlignmentFlag | None = None) -> None:
        """Put something else between the fields, over the whole width or at one side."""
        if place is None:
            self._layout.addWidget(widget)
        else:
            self._layout.addWidget(widget, 0, place)

    def set_field_visible(self, name: str, *, visible: bool) -> None:
        """Show or hide a field with its label and error."""
        field = self.fields[name]
        field.widget.setVisible(visible)
        if field.label is not None:
            field.label.setVisible(visible)
        field.error.setVisible(visible and bool(field.error.text()))

    def show_problems(self, problems: Iterable[tuple[str, str]], only: Iterable[str] | None = None) -> None:
        """Show the first problem of each field, of the fields in `only` if given; others get none."""
        found: dict[str, str] = {}
        parts: dict[str, list[tuple[str, str]]] = {}
        for name, code in problems:
            owner = self._owner(name)
            if owner == name:
                found.setdefault(name, problem_text(name, code))
            else:
                parts.setdefault(owner, []).append((name.removeprefix(f"{owner}."), code))
        wanted = set(self.fields if only is None else only)
        for name, field in self.fields.items():
            field.error.show_error(found.get(name, "") if name in wanted else "")
            if isinstance(field.widget, Compound):
                field.widget.show_problems(parts.get(name, ()) if name in wanted else ())

    def focus_first(self, problems: Iterable[tuple[str, str]]) -> None:
        """Put the focus in the first field, from above, that has a problem."""
        found = {name for name, _ in problems}
        owners = {self._owner(name) for name in found}
        for name, field in self.fields.items():
            if name in owners:
                field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                if isinstance(field.widget, Compound) and name not in found:
                    field.widget.focus_problem()
                return

    def _owner(self, name: str) -> str:
        """Return the field that shows a problem: the one with this name, else the one with parts that holds it."""
        first = name.partition(".")[0]
        whole = self.fields.get(first)
        return first if name not in self.fields and whole and isinstance(whole.widget, Compound) else name

    def draft(self) -> Draft:
        """Return what was typed, but never a passphrase."""
        return {
            name: text_of(field.widget)
            for name, field in self.fields.items()
            if not isinstance(field.widget, PassphraseField)
        }

    def restore(self, draft: Draft) -> None:
        """Put back what `draft` gave."""
        for name, text in draft.items():
            if name in self.fields:
                put_text(self.fields[name].widget, text)


class FormDialog(QDialog):
    """A dialog with a form; a subclass fills `form`, says what is wrong in `problems()` and gives `result_value()`."""

    def __init__(self, parent: QWidget | None, title: str, *, save: str = "", intro: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(type(self).__name__)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._touched: set[str] = set()
        self._tried = False
        self.form = Form()
        scroll = Scrolling("form_scroll", margin=24)
        self._introduction = paragraph(intro, Tone.MUTED, "intro") if intro else None
        if self._introduction is not None:
            scroll.body.addWidget(self._introduction)
        scroll.body.addWidget(self.form)
        scroll.body.addStretch(1)
        self.save_button = button(save or self.tr("Opslaan"), "save", self._on_save, look=Look.PRIMARY)
        self.save_button.setDefault(True)
        self.cancel_button = button(self.tr("Annuleren"), "cancel", self.reject)
        self.extra_buttons = QHBoxLayout()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 12, 24, 16)
        buttons.setSpacing(8)
        buttons.addLayout(self.extra_buttons)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(line())
        layout.addLayout(buttons)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return (field name, problem code) for what is wrong now."""
        return ()

    def result_value(self) -> Any:
        """Return what the dialog was for, such as a `NewPerson`; asked only when nothing is wrong."""
        return self.form.draft()

    def run(self) -> Any | None:
        """Show the dialog until it is saved or given up; return `result_value()` or None."""
        self.watch()
        given = self.result_value() if self.exec() == QDialog.DialogCode.Accepted else None
        # A closed form must not live on, hidden, with what was typed in it.
        self.deleteLater()
        return given

    def watch(self) -> None:
        """Check while the user types; call it when all fields are in the form."""
        for field in self.form.fields.values():
            on_change(field.widget, partial(self._on_changed, field.name))
        last = next(reversed(self.form.fields.values()), None)
        if last is not None:
            inside = [part for part in last.widget.findChildren(QToolButton) if part.focusPolicy().value & 1]
            self.setTabOrder(inside[-1] if inside else last.widget, self.cancel_button)
        self.setTabOrder(self.cancel_button, self.save_button)
        text = _CHARACTERS * self.fontMetrics().averageCharWidth()
        width = max(_WIDTH, text, self.form.minimumSizeHint().width() + 72)
        width = max(self.width(), min(width, widest(self)))
        above = 0 if self._introduction is None else self._introduction.heightForWidth(width - 64) + 16
        height = min(self.form.sizeHint().height() + above + _AROUND, HIGHEST)
        self.resize(width, max(self.height(), height))

    def draft(self) -> Draft:
        """Return what was typed, to be kept while the vault is locked."""
        return self.form.draft()

    def restore(self, draft: Draft) -> None:
        """Put back what `draft` gave."""
        self.form.restore(draft)

    def _all_problems(self) -> tuple[tuple[str, str], ...]:
        unclear = tuple(
            (name, "not_a_date")
            for name, field in self.form.fields.items()
            if isinstance(field.widget, DateField) and field.widget.unclear
        )
        inside = tuple(
            (f"{name}.{part}", code)
            for name, field in self.form.fields.items()
            if isinstance(field.widget, Compound)
            for part, code in field.widget.unclear_parts()
        )
        return unclear + inside + tuple(self.problems())

    def _on_changed(self, name: str) -> None:
        self._touched.add(name)
        self.form.show_problems(self._all_problems(), None if self._tried else self._touched)

    def _on_save(self) -> None:
        self._tried = True
        for field in self.form.fields.values():
            # A picker whose text was not typed (put there by a screen reader, say) chooses whom it names only now.
            settle = getattr(field.widget, "settle", None)
            if settle is not None:
                settle()
        problems = self._all_problems()
        self.form.show_problems(problems)
        if problems:
            self.form.focus_first(problems)
        else:
            self.accept()

    @override
    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        first = next((field.widget for field in self.form.fields.values() if field.widget.isEnabled()), None)
        if first is not None and not self._touched:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
