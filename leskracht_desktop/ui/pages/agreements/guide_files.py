"""`Leeswijzer bijwerken…`: another content file is looked at before it stands in for the one that ships, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from leskracht_desktop.domain.comparing import ChangeKind
from leskracht_desktop.domain.guide import AvgReference, FunctionCode, Guide, TermKind
from leskracht_desktop.domain.guide_changes import GuideChange
from leskracht_desktop.domain.guide_library import GuideLibrary
from leskracht_desktop.domain.guide_marks import MarkChange, MarkValue
from leskracht_desktop.domain.inventory import Certainty
from leskracht_desktop.domain.readable import ReadableDocument
from leskracht_desktop.labels_nl import counted, label, long_date
from leskracht_desktop.labels_nl.guide import reference_label
from leskracht_desktop.services.guides import NewGuideFile, NewStatementFile
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.reader import markup
from leskracht_desktop.ui.reader.comparison_text import changed_texts, comparison_entries
from leskracht_desktop.ui.reader.guide_text import whole_guide
from leskracht_desktop.ui.reader.sheet import Sheet
from leskracht_desktop.ui.reader.statement_text import changes_text, edition_name
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.buttons import Look, button
from leskracht_desktop.ui.widgets.dialog_size import open_at

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage


class GuideFileDialog(QDialog):
    """Shows what becomes of a guide; accepted when that is wanted."""

    def __init__(self, parent: QWidget | None, title: str, inside: str, wanted: str, *, enabled: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("guide_file_dialog")
        self.setWindowTitle(title)
        open_at(self, 860, 680)
        self.sheet = Sheet("guide_file_text", self.tr("Wat er verandert"))
        self.sheet.show_inside(inside)
        self.accept_button = button(wanted, "take_in_guide", self.accept, look=Look.PRIMARY)
        self.accept_button.setEnabled(enabled)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(button(self.tr("Annuleren"), "leave_guide", self.reject))
        last.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.sheet, 1)
        layout.addLayout(last)


def change_page(change: GuideChange, library: GuideLibrary) -> str:
    """Return what another content for a version changes, as HTML; a wholly new version is shown whole."""
    kicker = _tr("{0} · {1} · {2}").format(
        label(change.new_status),
        counted(change.articles, _tr("artikel"), _tr("artikelen")),
        counted(change.annexes, _tr("bijlage"), _tr("bijlagen")),
    )
    facts = []
    if change.is_new:
        facts.append(_tr("Deze versie kende het programma nog niet."))
    if change.changes_nothing:
        facts.append(_tr("Dit verandert niets: alles staat al zo in het programma."))
    elif not change.is_told:
        facts.append(_tr("Er verandert alleen iets in de volgorde of in de codes, niet in wat u leest."))
    if change.old_title is not None and change.old_title != change.new_title:
        facts.append(_tr("De titel was: {0}.").format(change.old_title))
    if change.old_status is not None and change.old_status is not change.new_status:
        facts.append(_tr("De status was: {0}.").format(label(change.old_status)))
    if change.newly_checked:
        facts.append(_tr("Nu nagekeken, en eerst nog niet: {0}.").format(change.newly_checked))
    if change.no_longer_checked:
        facts.append(_tr("Niet langer nagekeken: {0}.").format(change.no_longer_checked))
    parts = [markup.title(change.new_title, kicker), *map(markup.paragraph, facts)]
    if change.is_new:
        parts.append(whole_guide(library, change.guide))
    else:
        parts.append(markup.section(_tr("Wat er anders bij staat"), mark_list(change.marks, library)))
        changed = [text for text in change.version_texts if text.kind is not ChangeKind.SAME]
        parts.append(markup.section(_tr("Over de versie"), changed_texts(changed)))
    differences = None if change.comparison is None else change.comparison.only_differences()
    if differences is not None and differences.entries:
        parts.append(markup.section(_tr("Per artikel"), comparison_entries(differences)))
    return "".join(parts)


def mark_list(changes: Iterable[MarkChange], library: GuideLibrary) -> str:
    """Return what changes besides the words, each with where it stands, what it marks, before and after."""
    items = []
    for change in changes:
        before, after = (_marks(values, library) for values in (change.old, change.new))
        marked = f'<br><span class="source">‘{markup.escape(change.text)}’</span>' if change.text else ""
        told = _tr("{0}: was {1}, wordt {2}.").format(label(change.kind).capitalize(), before, after)
        where = change.place or _tr("De versie")
        items.append(f"<b>{markup.escape(where)}.</b> {markup.escape(told)}{marked}")
    return markup.bullets(items)


def _marks(values: Iterable[MarkValue], library: GuideLibrary) -> str:
    return ", ".join(_mark(value, library) for value in values) or _tr("niets")


def _mark(value: MarkValue, library: GuideLibrary) -> str:
    match value:
        case AvgReference():
            return reference_label(value)
        case FunctionCode():
            found = library.function(value)
            return value.value if found is None else f"‘{found.label}’"
        case Certainty() | TermKind():
            return f"‘{label(value)}’"
        case date():
            return long_date(value)
        case _:
            return f"‘{value}’"


def statement_page(file: NewStatementFile) -> str:
    """Return what another version of the privacy statement changes beside the newest now, as HTML."""
    before, document = file.before, file.document
    facts = [
        _tr("Dit is {0}. Nu leest u {1}.").format(edition_name(document), edition_name(before)),
        _tr("De eerdere versie blijft te lezen. Het inzagedossier gebruikt de versie die bij het programma hoort."),
    ]
    if file.is_shipped:
        facts = [
            _tr("Versie {0} hoort al bij het programma. Geef het bestand een eigen versie.").format(document.edition)
        ]
    elif document.edition_on < before.edition_on:
        facts.append(_tr("Let op: dit is een oudere versie dan wat u nu leest."))
    changes = changes_text(before, document) or markup.paragraph(_tr("De tekst is niet veranderd."))
    return (
        markup.title(document.title, _tr("In eigen woorden samengevat"))
        + "".join(map(markup.paragraph, facts))
        + markup.section(_tr("Wat er verandert"), changes)
    )


def gone_page(guide: Guide, agreements: int) -> str:
    """Return what is lost when a guide that the program itself does not have is given up."""
    facts = [
        _tr("Bij het programma hoort geen leeswijzer voor model {0}. Die van u verdwijnt.").format(guide.version.id),
        _tr("Aantekeningen blijven in de kluis. Komt de leeswijzer terug, dan staan ze er weer bij."),
    ]
    if agreements:
        told = counted(agreements, _tr("overeenkomst"), _tr("overeenkomsten"))
        facts.append(_tr("U hebt {0} op dit model. Daar staan dan geen artikelen meer naast.").format(told))
    return markup.title(guide.version.title) + "".join(map(markup.paragraph, facts))


class GuideFileDeeds:
    """Reads a content file, shows what it changes, takes it in, and gives it up again."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page

    def add(self) -> None:
        """Ask for a content file."""
        page = self._page
        path = page.messages.ask_open_path(_tr("Leeswijzer bijwerken"), ("TOML (*.toml)",))
        if path is not None:
            page.jobs.start(
                _tr("{0} inlezen").format(path.name),
                quietly(partial(page.services.guides.read_any, path)),
                done=self._show,
            )

    def _show(self, file: NewGuideFile | NewStatementFile) -> None:
        page = self._page
        if isinstance(file, NewStatementFile):
            self._show_statement(file)
            return
        dialog = GuideFileDialog(
            page.window(),
            _tr("Leeswijzer bijwerken"),
            change_page(file.change, page.library()),
            _tr("Overnemen"),
            enabled=not file.change.changes_nothing,
        )
        if _accepted(dialog):
            page.jobs.start(
                _tr("Leeswijzer bijwerken"),
                quietly(partial(page.services.guides.take_in, file)),
                done=self._on_taken_in,
                changes={Topic.AGREEMENTS, Topic.AUDIT},
            )

    def _show_statement(self, file: NewStatementFile) -> None:
        page, title = self._page, _tr("Privacyverklaring bijwerken")
        inside = statement_page(file)
        if _accepted(GuideFileDialog(page.window(), title, inside, _tr("Overnemen"), enabled=not file.is_shipped)):
            page.jobs.start(
                title,
                quietly(partial(page.services.guides.take_in_statement, file)),
                done=lambda edition: page.banner.say(
                    _tr("Versie {0} van de privacyverklaring is toegevoegd.").format(edition), Tone.SUCCESS
                ),
                changes={Topic.AGREEMENTS, Topic.AUDIT},
            )

    def _give_up_statement(self, document: ReadableDocument) -> None:
        page, edition = self._page, document.edition
        title = _tr("Versie {0} van de privacyverklaring weghalen?").format(edition)
        text = _tr("U leest dan weer de andere versie. Aantekeningen blijven in de kluis.")
        if page.messages.ask(title, text, _tr("Weghalen"), dangerous=True):
            page.jobs.start(
                _tr("Privacyverklaring bijwerken"),
                quietly(partial(page.services.guides.give_up_statement, edition)),
                done=lambda _nothing: page.banner.say(
                    _tr("Versie {0} van de privacyverklaring is weggehaald.").format(edition), Tone.SUCCESS
                ),
                changes={Topic.AGREEMENTS, Topic.AUDIT},
            )

    def give_up(self) -> None:
        """Show what changes when the guide that is read makes place for the one that ships, and do so."""
        page = self._page
        place = page.room.reader.place
        statement = None if place is None else page.own_statement(place)
        if statement is not None:
            self._give_up_statement(statement)
            return
        if place is None or place.version not in page.library().added:
            return
        version, guides = place.version, page.services.guides
        change = guides.back_to_shipped(version)
        on_it = sum(row.model_version == version for row in page.services.agreements.list())
        inside = gone_page(guides.guide(version), on_it) if change is None else change_page(change, page.library())
        title = _tr("Terug naar de meegeleverde leeswijzer") if change is not None else _tr("Leeswijzer weghalen")
        wanted = _tr("Terugzetten") if change is not None else _tr("Weghalen")
        if _accepted(GuideFileDialog(page.window(), title, inside, wanted)):
            page.jobs.start(
                title,
                quietly(partial(guides.give_up, version)),
                done=lambda _nothing: self._on_given_up(version),
                changes={Topic.AGREEMENTS, Topic.AUDIT},
            )

    def _on_given_up(self, version: str) -> None:
        self._page.banner.say(_tr("Uw eigen leeswijzer bij model {0} is weggehaald.").format(version), Tone.SUCCESS)

    def _on_taken_in(self, version: str) -> None:
        self._page.banner.say(_tr("De leeswijzer bij model {0} is bijgewerkt.").format(version), Tone.SUCCESS)


def _accepted(dialog: QDialog) -> bool:
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return wanted


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuideFileDeeds", text)
