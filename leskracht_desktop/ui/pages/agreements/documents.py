"""`Document toevoegen…`, and looking at, saving and removing the documents of an agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_documents import (
    DocumentId,
    DocumentKind,
    DocumentRole,
    DocumentRow,
    NewDocument,
)
from leskracht_desktop.domain.agreements import AgreementId, AgreementRow
from leskracht_desktop.domain.written_documents import OpenedDocument
from leskracht_desktop.labels_nl import label
from leskracht_desktop.services.agreement_documents import document_problems
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.pages.agreements.deviations import Place, places_of
from leskracht_desktop.ui.reader.pdf_preview import PdfPreview
from leskracht_desktop.ui.reader.picture_view import PictureView
from leskracht_desktop.ui.reader.sought import Sought
from leskracht_desktop.ui.reader.written_view import WrittenView
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import Draft, FormDialog

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage

FILTERS: Final = (
    "Documenten (*.pdf *.docx *.odt *.png *.jpg *.jpeg)",
    "PDF (*.pdf)",
    "Word, OpenDocument (*.docx *.odt)",
    "PNG, JPEG (*.png *.jpg *.jpeg)",
)
_CHANGED: Final = frozenset({Topic.AGREEMENTS, Topic.AUDIT})


class DocumentDialog(FormDialog):
    """Asks what a file is, to which agreement it belongs, and what of the model it is about."""

    def __init__(
        self,
        parent: QWidget | None,
        path: Path,
        rows: Sequence[AgreementRow],
        chosen: AgreementId | None,
        places: Callable[[str], Sequence[tuple[Place, str]]],
        before: DocumentRow | None = None,
    ) -> None:
        kept = self.tr("{0} komt versleuteld in de kluis. Het bestand zelf blijft staan waar het staat.")
        told = self.tr("{0} staat in de kluis. Wat er in het document staat, verandert niet.")
        super().__init__(
            parent,
            self.tr("Document toevoegen") if before is None else self.tr("Document wijzigen"),
            save=self.tr("Toevoegen") if before is None else "",
            intro=(kept if before is None else told).format(path.name),
        )
        self._places = places
        self._models = {row.id: row.model_version for row in rows}
        agreements = [(row.id, f"{row.supplier}: {row.title}" if row.title else row.supplier) for row in rows]
        self.agreement = Choice(self.tr("Overeenkomst"), "document_agreement", agreements)
        self.agreement.choose(chosen)
        roles = [(role, label(role).capitalize()) for role in DocumentRole]
        self.role = Choice(self.tr("Wat is het"), "document_role", roles)
        self.name = QLineEdit(path.stem)
        self.about = Choice(self.tr("Gaat over"), "document_place")
        self._offer_places()
        self.form.add_field("agreement_id", self.tr("Overeenkomst"), self.agreement)
        self.form.add_field("role", self.tr("Wat is het"), self.role)
        self.form.add_field("title", self.tr("Naam"), self.name)
        self.form.add_field("article", self.tr("Gaat over"), self.about)
        self.agreement.picked.connect(lambda _agreement: self._offer_places())
        if before is not None:
            self.agreement.setEnabled(False)
            self.name.setText(before.title)
            self.role.choose(before.role)
            self.about.choose((before.article, before.annex))

    def _offer_places(self) -> None:
        self.about.set_options(self._places(self._models.get(self.agreement.value, "")))

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return tuple(document_problems(self.result_value()[1]))

    @override
    def result_value(self) -> tuple[AgreementId, NewDocument]:
        article, annex = self.about.value
        return self.agreement.value, NewDocument(self.name.text(), self.role.value, article, annex)


class DocumentDeeds:
    """Adds, shows, saves and removes documents through the service."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._service = page.services.documents

    def add(self) -> None:
        """Ask for a file and keep it with an agreement."""
        page = self._page
        rows = page.services.agreements.list()
        if not rows:
            page.banner.say(
                _tr("Leg eerst de overeenkomst vast waar het document bij hoort."),
                Tone.ACCENT,
                action=_tr("Overeenkomst vastleggen…"),
                clicked=page.deeds.register,
            )
            return
        path = page.messages.ask_open_path(_tr("Document toevoegen"), FILTERS)
        if path is None:
            return
        shown = page.shown
        chosen = None if shown is None else shown.row.id
        given = DocumentDialog(page.window(), path, rows, chosen, self._places).run()
        if given is not None:
            agreement_id, draft = given
            page.jobs.start(
                _tr("{0} inlezen").format(path.name),
                quietly(partial(self._service.add, path, draft, agreement_id)),
                done=partial(self._on_added, agreement_id),
                changes=_CHANGED,
            )

    def deed(self, what: str, row: DocumentRow) -> None:
        """Do what the list of documents asks: `open`, `export`, `change` or `remove`."""
        match what:
            case "open":
                self.open(row.id)
            case "export":
                self.export(row)
            case "change":
                self.change(row)
            case "remove":
                self.remove(row)

    def open(self, document_id: DocumentId, sought: Sought | None = None) -> None:
        """Show a document from memory, at the place that was looked for if there is one."""
        self._page.jobs.start(
            _tr("Document openen"),
            quietly(partial(self._service.open, document_id)),
            done=partial(self._show, sought=sought),
        )

    def export(self, row: DocumentRow) -> None:
        """Ask where to and write a document as it came in."""
        page = self._page
        suffix = Path(row.file_name).suffix or f".{row.kind.value}"
        path = page.messages.ask_save_path(_tr("Document opslaan"), f"document-{row.id}{suffix}")
        if path is not None:
            page.jobs.start(
                _tr("Document opslaan"),
                quietly(partial(self._service.export, row.id, path)),
                done=self._on_exported,
                changes={Topic.AUDIT},
            )

    def change(self, row: DocumentRow, draft: Draft | None = None) -> None:
        """Ask what a document is called and what it is about, and store that."""
        page = self._page
        if page.shown is None:
            return
        agreement = page.shown.row
        path = Path(row.file_name)
        dialog = DocumentDialog(page.window(), path, [agreement], agreement.id, self._places, row)
        given, typed = page.deeds.ask(dialog, f"agreements.document{row.id}.{agreement.id}", draft)
        if given is not None:
            page.jobs.start(
                _tr("Document wijzigen"),
                quietly(partial(self._service.change, row.id, given[1])),
                failed=partial(page.deeds.again, lambda: self.change(row, typed)),
                changes=_CHANGED,
            )

    def _places(self, version: str) -> list[tuple[Place, str]]:
        """Return what a document can be about: the agreement as a whole first, then its annexes and articles."""
        *places, _other = places_of(self._page.library().guide(version), "", _tr("Artikel {0}"))
        return [((None, ""), _tr("De hele overeenkomst, of iets anders")), *places]

    def remove(self, row: DocumentRow) -> None:
        """Ask, and take a document out of the vault."""
        text = _tr("‘{0}’ verdwijnt uit de kluis. In het logboek blijft staan dat het er was.").format(row.title)
        if self._page.messages.ask(_tr("Document weghalen?"), text, _tr("Weghalen"), dangerous=True):
            self._page.jobs.start(
                _tr("Document weghalen"), quietly(partial(self._service.remove, row.id)), changes=_CHANGED
            )

    def _show(self, opened: OpenedDocument, *, sought: Sought | None) -> None:
        row, data = opened.content.row, opened.content.data
        window = self._page.window()
        viewer: QDialog
        if opened.written is not None:
            viewer = WrittenView(window, row.title, opened.written, sought=sought)
        elif row.kind is DocumentKind.PDF:
            viewer = PdfPreview(window, row.title, data, sought=sought)
        else:
            viewer = PictureView(window, row.title, data)
        if viewer.exec() == QDialog.DialogCode.Accepted:
            self.export(row)
        viewer.deleteLater()

    def _on_added(self, agreement_id: AgreementId, row: DocumentRow) -> None:
        self._page.show_agreement(agreement_id)
        found = (
            _tr("‘{0}’ is toegevoegd.")
            if row.has_text
            else _tr("‘{0}’ is toegevoegd. Er is geen tekst in gevonden, dus zoeken in dit document gaat niet.")
        )
        self._page.banner.say(found.format(row.title), Tone.SUCCESS)

    def _on_exported(self, path: Path) -> None:
        self._page.banner.say(_tr("Opgeslagen als {0}.").format(path.name), Tone.SUCCESS)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentDeeds", text)
