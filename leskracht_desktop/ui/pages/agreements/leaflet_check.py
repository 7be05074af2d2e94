"""`Bijsluiter nakijken…`: what was agreed beside what is really stored, as differences to look at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.leaflet_check import CheckState, LeafletCheck, LeafletCheckLine
from leskracht_desktop.labels_nl import counted, label, long_date
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.widgets.buttons import button


class LeafletCheckDialog(QDialog):
    """Shows the check of one agreement; accepted when the user wants it as a PDF."""

    def __init__(self, parent: QWidget | None, check: LeafletCheck) -> None:
        super().__init__(parent)
        self.setObjectName("leaflet_check_dialog")
        self.setWindowTitle(self.tr("Bijsluiter nakijken"))
        self.resize(760, 640)
        self.sheet = Sheet("leaflet_check_text", self.tr("Bijsluiter nagekeken"))
        self.sheet.show_inside(check_page(check))
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(button(self.tr("Als PDF…"), "leaflet_check_pdf", self.accept, icon_name="pdf"))
        last.addWidget(button(self.tr("Sluiten"), "close_leaflet_check", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(last)


def check_page(check: LeafletCheck) -> str:
    """Return the check as HTML: the differences first, each with the people it is about."""
    kicker = _tr("{0} · versie {1} · nagekeken op {2}").format(
        check.title or check.supplier, check.version, long_date(check.checked_on)
    )
    intro = _tr(
        "Dit zijn de soorten gegevens uit de privacybijsluiters, naast wat er in deze kluis staat. Een verschil is een "
        "vraag, geen oordeel: het kan zijn dat de bijsluiter ouder is, of dat de leverancier meer heeft dan hier staat."
    )
    people = _tr("Van {0} staat er iets van deze leverancier in de kluis.").format(
        counted(check.people, "betrokkene", "betrokkenen")
    )
    parts = [markup.title(_tr("Bijsluiter van {0}").format(check.supplier), kicker), markup.paragraph(intro)]
    parts.append(markup.paragraph(people))
    if not check.has_differences and check.lines:
        parts.append(markup.paragraph(_tr("Alles wat is vastgelegd, is ook afgesproken, en andersom.")))
    for state in CheckState:
        lines = [_line(one) for one in check.of(state)]
        parts.append(markup.section(label(state).capitalize(), markup.bullets(lines)))
    return "".join(parts)


def _line(one: LeafletCheckLine) -> str:
    text = f"<b>{markup.escape(one.label)}</b>"
    if one.people:
        text += f" {markup.escape(counted(one.people, 'betrokkene', 'betrokkenen'))}"
    if one.special:
        text += f" {markup.tag(_tr('bijzonder gegeven'))}"
    products = ", ".join(one.products)
    return f'{text}<br><span class="source">{markup.escape(products)}</span>' if products else text


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("LeafletCheck", dutch)
