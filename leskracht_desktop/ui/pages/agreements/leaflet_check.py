"""`Bijsluiter nakijken…`: what was agreed beside what is really stored, as differences to look at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.leaflet_check import CheckState, Knowledge, LeafletCheck, LeafletCheckLine, ProductCheck
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
    parts = [markup.title(_tr("Bijsluiter van {0}").format(check.supplier), kicker)]
    parts += [markup.paragraph(text) for text in _about(check)]
    parts.append(markup.section(_tr("Per product"), markup.bullets(_product(one, check) for one in check.products)))
    for state in CheckState:
        lines = [_line(one) for one in check.of(state)]
        parts.append(markup.section(label(state).capitalize(), markup.bullets(lines)))
    return "".join(parts)


def _about(check: LeafletCheck) -> Iterator[str]:
    if check.knowledge is Knowledge.OTHER_SUPPLIER:
        yield _tr(
            "Wat deze leverancier opslaat, komt niet in deze kluis. Hier staat dus alleen wat is afgesproken. Of het "
            "ook is opgeslagen, weet dit programma niet: vraag het de leverancier."
        )
    elif check.knowledge is Knowledge.NOTHING_READ:
        yield _tr(
            "Van deze leverancier is nog geen gegevenspakket ingelezen. Hier staat dus alleen wat is afgesproken. Of "
            "het ook is opgeslagen, ziet u pas als er gegevens zijn ingelezen."
        )
    else:
        yield _tr(
            "Dit zijn de soorten gegevens uit de privacybijsluiters, naast wat er in deze kluis staat. Een verschil is "
            "een vraag, geen oordeel: het kan zijn dat de bijsluiter ouder is, of dat de leverancier meer heeft dan "
            "hier is ingelezen."
        )
        yield _tr("Van {0} staat er iets van deze leverancier in de kluis.").format(
            counted(check.people, "betrokkene", "betrokkenen")
        )
        if not check.has_differences and check.lines:
            yield _tr("Er zijn geen verschillen tussen de bijsluiters en de kluis.")


def _product(one: ProductCheck, check: LeafletCheck) -> str:
    name = f"<b>{markup.escape(one.name)}:</b>"
    if not one.is_filled:
        return f"{name} {markup.escape(_tr('de bijsluiter noemt geen gegevens; leg die eerst vast'))}"
    agreed = counted(one.agreed, _tr("soort gegevens afgesproken"), _tr("soorten gegevens afgesproken"))
    stored = _tr("{0} daarvan opgeslagen").format(one.stored) if check.is_known else _tr("opslag niet te weten")
    return f"{name} {markup.escape(f'{agreed}, {stored}')}"


def _line(one: LeafletCheckLine) -> str:
    text = f"<b>{markup.escape(one.label)}</b>"
    if one.people:
        text += f" {markup.escape(counted(one.people, 'betrokkene', 'betrokkenen'))}"
    if one.special:
        text += f" {markup.tag(_tr('bijzonder gegeven'))}"
    products = ", ".join(one.products or one.elsewhere)
    return f'{text}<br><span class="source">{markup.escape(products)}</span>' if products else text


def _tr(dutch: str) -> str:
    return QCoreApplication.translate("LeafletCheck", dutch)
