"""The steps from the button Importeren to the people in the list, the same from every page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from leskracht_desktop.domain.intake import ImportOptions, ImportPreview, ImportResult, Recognised
from leskracht_desktop.domain.intake_codes import RefusalReason
from leskracht_desktop.errors import Cancelled, FileRefused
from leskracht_desktop.labels_nl import whole_number
from leskracht_desktop.labels_nl.intake import PreviewTexts
from leskracht_desktop.ui.imports.dialog import ImportDialog
from leskracht_desktop.ui.imports.preview import summary
from leskracht_desktop.ui.imports.words import TO_BE_CHOSEN
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from leskracht_desktop.ui.page import Page

_CHANGES = frozenset({Topic.PEOPLE, Topic.IMPORTS, Topic.SCHOOLS, Topic.AUDIT})


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def open_import(page: Page, path: Path | None = None) -> None:
    """Ask for a file (unless it is given), show what it would change, and take it in."""
    chosen = path or page.messages.ask_open_path(
        _tr("Bestand kiezen om te importeren"),
        (
            _tr("Alles wat het programma kent (*.xml *.csv *.txt *.xlsx *.json *.zip)"),
            _tr("EDEXML uit het leerlingsysteem (*.xml)"),
            _tr("Lijst (*.csv *.txt *.xlsx)"),
            _tr("Gegevenspakket van Leskracht (*.json *.zip)"),
            _tr("Alle bestanden (*)"),
        ),
    )
    if chosen is not None:
        page.jobs.start(
            _tr("Bestand herkennen"),
            quietly(partial(page.services.imports.recognise, chosen)),
            done=partial(_ask, page, chosen),
        )


def _ask(page: Page, path: Path, found: Recognised) -> None:
    services = page.services
    dialog = ImportDialog(
        page.window(),
        path,
        found,
        services.schools.schools(),
        services.people.search,
        page.school_id,
        texts=PreviewTexts(services.inventory.inventory()),
    )
    dialog.preview_asked.connect(partial(_preview, page, dialog, path))
    if not dialog.needs_choices:
        dialog.ask()
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    if not wanted:
        page.jobs.cancel()
    options, preview = dialog.options, dialog.preview
    dialog.deleteLater()
    if wanted and preview is not None:
        _carry_out(page, path, options, preview)


def _preview(page: Page, dialog: ImportDialog, path: Path, options: ImportOptions) -> None:
    def show(preview: ImportPreview) -> None:
        if not dialog.over:
            dialog.show_preview(options, preview)

    def refused(error: Exception) -> None:
        if dialog.over:
            return
        nothing_to_ask = dialog.choices.asks_nothing
        if isinstance(error, FileRefused) and error.reason in TO_BE_CHOSEN and not nothing_to_ask:
            dialog.say(TO_BE_CHOSEN[RefusalReason(error.reason)])
            return
        if not isinstance(error, Cancelled):
            page.messages.show_failure(error)
        if nothing_to_ask:
            dialog.reject()
        else:
            dialog.show_choices()

    page.jobs.start(
        _tr("Bestand lezen; er verandert nog niets"),
        lambda report: page.services.imports.preview(path, options, report),
        done=show,
        failed=refused,
    )


def _carry_out(page: Page, path: Path, options: ImportOptions, preview: ImportPreview) -> None:
    page.jobs.start(
        _tr("Importeren"),
        lambda report: page.services.imports.carry_out(path, options, preview.sha256, report),
        done=partial(_tell, page, path),
        changes=_CHANGES,
    )


def _tell(page: Page, path: Path, result: ImportResult) -> None:
    done = summary(result.counts.items()) or _tr("er is niets veranderd")
    text = _tr("‘{file}’ is ingelezen: {done}.").format(file=path.name, done=done)
    dropped = sum(result.dropped.values())
    if dropped:
        text += " " + _tr("{count} gegevens bewaren we niet, zoals het BSN.").format(count=whole_number(dropped))
    page.banner.say(text, Tone.SUCCESS)
