"""`Leeswijzer bijwerken…`: a newer content file is looked at before it stands in for the one that ships."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.guide_changes import GuideChange
from leskracht_desktop.labels_nl import counted, label
from leskracht_desktop.services.guides import NewGuideFile
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.comparison_text import comparison_page
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage


class GuideFileDialog(QDialog):
    """Shows what a content file changes; accepted when it is to be taken in."""

    def __init__(self, parent: QWidget | None, change: GuideChange) -> None:
        super().__init__(parent)
        self.setObjectName("guide_file_dialog")
        self.setWindowTitle(self.tr("Leeswijzer bijwerken"))
        self.resize(860, 680)
        self.sheet = Sheet("guide_file_text", self.tr("Wat er verandert"))
        self.sheet.show_inside(change_page(change))
        self.accept_button = button(self.tr("Overnemen"), "take_in_guide", self.accept, look=Look.PRIMARY)
        self.accept_button.setEnabled(not change.changes_nothing)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(button(self.tr("Annuleren"), "leave_guide", self.reject))
        last.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(last)


def change_page(change: GuideChange) -> str:
    """Return what a content file changes, as HTML."""
    kicker = _tr("{0} · {1} · {2}").format(
        label(change.new_status),
        counted(change.articles, "artikel", "artikelen"),
        counted(change.annexes, "bijlage", "bijlagen"),
    )
    facts = []
    if change.is_new:
        facts.append(_tr("Deze versie kende het programma nog niet."))
    if change.changes_nothing:
        facts.append(_tr("Dit bestand verandert niets: alles staat al zo in het programma."))
    if change.newly_checked:
        facts.append(_tr("Nu nagekeken, en eerst nog niet: {0}.").format(change.newly_checked))
    if change.no_longer_checked:
        facts.append(_tr("Niet langer nagekeken: {0}.").format(change.no_longer_checked))
    parts = [markup.title(change.new_title, kicker), *map(markup.paragraph, facts)]
    if change.comparison is not None and not change.changes_nothing:
        parts.append(comparison_page(change.comparison.only_differences()))
    return "".join(parts)


class GuideFileDeeds:
    """Reads a content file, shows what it changes, and takes it in."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page

    def add(self) -> None:
        """Ask for a content file."""
        page = self._page
        path = page.messages.ask_open_path(_tr("Leeswijzer bijwerken"), ("TOML (*.toml)",))
        if path is not None:
            page.jobs.start(
                _tr("{0} inlezen").format(path.name),
                quietly(partial(page.services.guides.read_file, path)),
                done=self._show,
            )

    def _show(self, file: NewGuideFile) -> None:
        page = self._page
        dialog = GuideFileDialog(page.window(), file.change)
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if wanted:
            page.jobs.start(
                _tr("Leeswijzer bijwerken"),
                quietly(partial(page.services.guides.take_in, file)),
                done=self._on_taken_in,
                changes={Topic.AGREEMENTS, Topic.AUDIT},
            )

    def _on_taken_in(self, version: str) -> None:
        self._page.banner.say(_tr("De leeswijzer bij model {0} is bijgewerkt.").format(version), Tone.SUCCESS)


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuideFileDeeds", text)
