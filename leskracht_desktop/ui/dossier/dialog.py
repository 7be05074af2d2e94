"""What goes into a dossier: sections, names of others to make unreadable, and how it leaves the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leskracht_desktop.domain.dossier import DossierChoice, SectionOffer, ThirdParty
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.labels_nl import counted, joined
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.fields import ErrorLabel
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
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dossier_dialog")
        self.setWindowTitle(self.tr("Inzagedossier maken"))
        self.resize(640, 680)
        self._all = frozenset(offer.code for offer in sections)
        self.sections = self._section_list(sections)
        self.sections_error = ErrorLabel(self.sections)
        self.others = self._other_list(others)
        self.reason = QLineEdit()
        self.reason.setObjectName("mask_reason")
        self.reason.setAccessibleName(self.tr("Waarom onleesbaar"))
        self.reason.setPlaceholderText(self.tr("Bijvoorbeeld: bescherming van andere leerlingen"))
        self.reason_error = ErrorLabel(self.reason)
        self.mail_copy = QCheckBox(self.tr("Versleutelde kopie om te mailen"))
        self.mail_copy.setObjectName("mail_copy")
        self.mail_copy.setAccessibleName(self.tr("Versleutelde kopie om te mailen"))
        self._arrange(name, bool(others))
        self.others.itemChanged.connect(lambda _item: self._show_reason())
        self.sections.itemChanged.connect(lambda _item: self.sections_error.show_error(""))
        self._show_reason()

    def _section_list(self, sections: Sequence[SectionOffer]) -> QListWidget:
        made = QListWidget()
        made.setObjectName("dossier_sections")
        made.setAccessibleName(self.tr("Onderdelen"))
        for offer in sections:
            kept = self.tr("niets vastgelegd") if not offer.count else counted(offer.count, "gegeven", "gegevens")
            item = QListWidgetItem(f"{offer.label}  ({kept})")
            item.setData(Qt.ItemDataRole.UserRole, offer.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            made.addItem(item)
        made.setMinimumHeight(200)
        return made

    def _other_list(self, others: Sequence[ThirdParty]) -> QListWidget:
        made = QListWidget()
        made.setObjectName("dossier_others")
        made.setAccessibleName(self.tr("Namen van anderen"))
        for other in others:
            where = joined([visible(place) for place in other.places[:3]])
            item = QListWidgetItem(
                f"{visible(other.name)}  ({counted(other.count, 'keer', 'keer')}{': ' + where if where else ''})"
            )
            item.setData(Qt.ItemDataRole.UserRole, other.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            made.addItem(item)
        made.setMinimumHeight(120)
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
        body.addWidget(self.reason)
        body.addWidget(self.reason_error)
        body.addWidget(self.mail_copy)
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

    def _check_all(self, on: bool) -> None:
        for row in range(self.sections.count()):
            self.sections.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _show_reason(self) -> None:
        needed = bool(_checked(self.others))
        self.reason.setVisible(needed)
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


def _checked(items: QListWidget) -> list[str]:
    return [
        items.item(row).data(Qt.ItemDataRole.UserRole)
        for row in range(items.count())
        if items.item(row).checkState() is Qt.CheckState.Checked
    ]
