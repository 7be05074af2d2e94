"""What goes into a dossier: sections, names of others to make unreadable, and how it leaves the program."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leskracht_desktop.domain.dossier import DossierChoice, SectionOffer, ThirdParty
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, joined, label
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.dialog_size import open_at
from leskracht_desktop.ui.widgets.fields import ErrorLabel
from leskracht_desktop.ui.widgets.form import Draft
from leskracht_desktop.ui.widgets.panels import Scrolling
from leskracht_desktop.ui.widgets.text import heading, line, paragraph

PREVIEW, SAVE = 2, 3


class DossierDialog(QDialog):
    """Asks what goes into the dossier; ends with `PREVIEW`, `SAVE` or rejected, and then `choice()` says what."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        sections: Sequence[SectionOffer],
        others: Sequence[ThirdParty],
        *,
        without_terms: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dossier_dialog")
        self.setWindowTitle(self.tr("Inzagedossier maken"))
        open_at(self, 680, 680)
        self._all = frozenset(offer.code for offer in sections)
        self.sections = self._section_list(sections)
        self.sections_error = ErrorLabel(self.sections)
        self.others = self._other_list(others)
        self.reason = QLineEdit()
        self.reason.setObjectName("mask_reason")
        self.reason.setAccessibleName(self.tr("Waarom onleesbaar"))
        self.reason.setPlaceholderText(self.tr("Bijvoorbeeld: bescherming van andere leerlingen"))
        self.reason_label = QLabel(self.tr("Waarom onleesbaar"))
        self.reason_label.setBuddy(self.reason)
        self.reason_error = ErrorLabel(self.reason)
        self.mail_copy = QCheckBox(self.tr("Versleutelde kopie om te mailen"))
        self.mail_copy.setObjectName("mail_copy")
        self.mail_copy.setAccessibleName(self.tr("Versleutelde kopie om te mailen"))
        self.terms_note = paragraph(
            self.tr(
                "De school heeft nog niet overal ingevuld hoe lang zij gegevens bewaart. Het dossier noemt daar geen "
                "termijn. Vul ze in bij Instellingen, Bewaartermijnen."
            ),
            Tone.WARNING,
            "terms_note",
        )
        self.terms_note.setVisible(without_terms)
        self._arrange(name, bool(others))
        self.others.itemChanged.connect(lambda _item: self._show_reason())
        self.sections.itemChanged.connect(lambda _item: self.sections_error.show_error(""))
        self._show_reason()

    def _section_list(self, sections: Sequence[SectionOffer]) -> QListWidget:
        made = _check_list("dossier_sections", self.tr("Onderdelen"), lines=9)
        above = None
        for offer in sections:
            if offer.compartment != above:
                above = offer.compartment
                made.addItem(_title_item(self._compartment(above)))
            kept = self.tr("niets vastgelegd") if not offer.count else counted(offer.count, "gegeven", "gegevens")
            made.addItem(_check_item(f"{offer.label}  ({kept})", offer.code, checked=True))
        return made

    def _compartment(self, code: str) -> str:
        if code not in set(Compartment):
            return self.tr("Wat dit programma verder bijhoudt")
        text = label(Compartment(code))
        return text[:1].upper() + text[1:]

    def _other_list(self, others: Sequence[ThirdParty]) -> QListWidget:
        made = _check_list("dossier_others", self.tr("Namen van anderen"), lines=4)
        for other in others:
            where = joined([visible(place) for place in other.places[:3]])
            times = counted(other.count, "keer", "keer")
            text = f"{visible(other.name)}  ({times}{': ' + where if where else ''})"
            made.addItem(_check_item(text, other.name, checked=False))
        return made

    def _arrange(self, name: str, with_others: bool) -> None:
        scroll = Scrolling("dossier_scroll", margin=24)
        body = scroll.body
        body.setSpacing(12)
        body.addWidget(
            paragraph(
                self.tr(
                    "Het dossier over {name} is één PDF: een brief, alles wat is vastgelegd, en de rechten."
                ).format(name=visible(name))
            )
        )
        body.addWidget(heading(self.tr("Onderdelen")))
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(button(self.tr("Alles kiezen"), "choose_all", lambda: self._check_all(True), look=Look.LINK))
        pair.addWidget(button(self.tr("Niets kiezen"), "choose_none", lambda: self._check_all(False), look=Look.LINK))
        pair.addStretch(1)
        body.addLayout(pair)
        body.addWidget(self.sections, 2)
        body.addWidget(self.sections_error)
        body.addWidget(self.terms_note)
        body.addWidget(heading(self.tr("Namen van anderen")))
        explained = (
            self.tr(
                "Deze namen komen voor in de gegevens. Vink aan wat u onleesbaar wilt maken, overal in het bestand."
            )
            if with_others
            else self.tr("Er zijn geen namen van anderen gevonden.")
        )
        body.addWidget(paragraph(explained, Tone.MUTED))
        self.others.setVisible(with_others)
        body.addWidget(self.others, 1)
        body.addWidget(self.reason_label)
        body.addWidget(self.reason)
        body.addWidget(self.reason_error)
        body.addWidget(heading(self.tr("Hoe u het geeft")))
        body.addWidget(self.mail_copy)
        body.addWidget(
            paragraph(
                self.tr("De kopie gaat alleen open met een wachtwoord. Dat ziet u één keer; geef het apart door."),
                Tone.MUTED,
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(line())
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(button(self.tr("Annuleren"), "cancel", self.reject))
        row.addWidget(
            button(self.tr("Voorbeeld bekijken…"), "preview", lambda: self._finish(PREVIEW), icon_name="show")
        )
        save = button(self.tr("Opslaan…"), "save", lambda: self._finish(SAVE), look=Look.PRIMARY, icon_name="export")
        save.setDefault(True)
        row.addWidget(save)
        return row

    def choice(self) -> DossierChoice:
        """Return what the user chose."""
        chosen = frozenset(_checked(self.sections))
        return DossierChoice(
            sections=None if chosen == self._all else chosen,
            mask=tuple(_checked(self.others)),
            reason=self.reason.text().strip(),
        )

    def draft(self) -> Draft:
        """Return what was chosen and typed, to be kept while the vault is locked."""
        return {
            "sections": "\n".join(_checked(self.sections)),
            "mask": "\n".join(_checked(self.others)),
            "reason": self.reason.text(),
            "mail_copy": "1" if self.mail_copy.isChecked() else "",
        }

    def restore(self, draft: Draft) -> None:
        """Put back what `draft` gave."""
        _check(self.sections, draft.get("sections", "").split("\n"))
        _check(self.others, draft.get("mask", "").split("\n"))
        self.reason.setText(draft.get("reason", ""))
        self.mail_copy.setChecked(bool(draft.get("mail_copy")))

    def _check_all(self, on: bool) -> None:
        for item in _items(self.sections):
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _show_reason(self) -> None:
        needed = bool(_checked(self.others))
        self.reason.setVisible(needed)
        self.reason_label.setVisible(needed)
        if not needed:
            self.reason_error.show_error("")

    def _finish(self, how: int) -> None:
        if not _checked(self.sections):
            self.sections_error.show_error(self.tr("Kies ten minste één onderdeel."))
            self.sections.setFocus()
        elif _checked(self.others) and not self.reason.text().strip():
            self.reason_error.show_error(
                self.tr("Schrijf op waarom u namen onleesbaar maakt. Dat komt in het dossier.")
            )
            self.reason.setFocus()
        else:
            self.done(how)


def _check_list(name: str, label_text: str, *, lines: int) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(label_text)
    made.setMinimumHeight(lines * _row_height(made.fontMetrics()))
    return made


def _row_height(metrics: QFontMetrics) -> int:
    return metrics.lineSpacing() + 12


def _check_item(text: str, value: str, *, checked: bool) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setData(Qt.ItemDataRole.UserRole, value)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
    item.setSizeHint(QSize(0, _row_height(QFontMetrics(item.font()))))
    return item


def _title_item(text: str) -> QListWidgetItem:
    item = QListWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    item.setFont(font)
    item.setSizeHint(QSize(0, _row_height(QFontMetrics(font)) + 4))
    return item


def _items(listed: QListWidget) -> list[QListWidgetItem]:
    """Return the items that can be ticked."""
    items = (listed.item(row) for row in range(listed.count()))
    return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]


def _checked(listed: QListWidget) -> list[str]:
    return [
        item.data(Qt.ItemDataRole.UserRole) for item in _items(listed) if item.checkState() is Qt.CheckState.Checked
    ]


def _check(listed: QListWidget, values: Collection[str]) -> None:
    for item in _items(listed):
        wanted = item.data(Qt.ItemDataRole.UserRole) in values
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
