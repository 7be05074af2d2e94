"""What can be done from the page of people: each asks in a form and does it through a service."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from leskracht_desktop.domain.dossier import ExportReceipt
from leskracht_desktop.domain.people import (
    NewPerson,
    PersonDetails,
    PersonId,
    PersonKind,
    PersonRow,
    RelationDetails,
)
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.labels_nl import counted, label
from leskracht_desktop.ui.dossier import open_dossier, resume_dossier
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.people.dialogs import PersonDialog
from leskracht_desktop.ui.pages.people.group_dialog import GroupDossiersDialog
from leskracht_desktop.ui.pages.people.relation_dialog import RelationDialog
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.form import Draft, FormDialog

if TYPE_CHECKING:
    from pathlib import Path

    from leskracht_desktop.ui.pages.people.page import PeoplePage

_CHANGED = frozenset({Topic.PEOPLE, Topic.AUDIT})
_ADULTS = (PersonKind.PARENT, PersonKind.STAFF, PersonKind.OTHER)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PeopleDeeds", text)


class PeopleDeeds:
    """Carries out what the buttons of the page say; a form that the service refuses comes back as it was typed."""

    def __init__(self, page: PeoplePage) -> None:
        self._page = page
        self._services = page.services

    # People

    def new_person(self, draft: Draft | None = None) -> None:
        """Ask for somebody and add them."""
        dialog = self._person_dialog(None)
        given, typed = self._ask(dialog, "people.new", draft)
        if given is not None:
            person: NewPerson = given[0]
            self._page.jobs.start(
                _tr("Betrokkene toevoegen"),
                quietly(lambda: self._services.people.add(person)),
                done=self._on_added,
                failed=partial(self._again, lambda: self.new_person(typed)),
                changes=_CHANGED,
            )

    def edit_person(self, draft: Draft | None = None) -> None:
        """Change the person that is shown."""
        person = self._page.pane.person
        if person is None:
            return
        dialog = self._person_dialog(person)
        given, typed = self._ask(dialog, f"people.edit.{person.id}", draft)
        if given is not None:
            changed, reason = given
            self._page.jobs.start(
                _tr("Betrokkene wijzigen"),
                quietly(lambda: self._services.people.edit(person.id, changed, reason)),
                failed=partial(self._again, lambda: self.edit_person(typed)),
                changes=_CHANGED,
            )

    def _person_dialog(self, person: PersonDetails | None) -> PersonDialog:
        schools = self._services.schools
        dialog = PersonDialog(self._page.window(), self._page.tools.today(), schools.schools(), schools.groups, person)
        if person is None and self._page.school_id is not None:
            dialog.school.choose(self._page.school_id)
        return dialog

    def _on_added(self, person_id: PersonId) -> None:
        self._page.refresh()
        self._page.show_person(person_id)
        name = visible(self._services.people.rows([person_id])[0].display_name)
        self._page.banner.say(_tr("{name} is toegevoegd.").format(name=name), Tone.SUCCESS)

    # Relations

    def add_relation(self, draft: Draft | None = None) -> None:
        """Add an adult to the pupil that is shown, or a pupil to the adult."""
        person = self._page.pane.person
        if person is None:
            return
        dialog = RelationDialog(self._page.window(), person, self._page.tools.today(), self._finder(person))
        given, typed = self._ask(dialog, f"people.relate.{person.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Relatie toevoegen"),
                quietly(lambda: self._services.people.relate(given)),
                failed=partial(self._again, lambda: self.add_relation(typed)),
                changes=_CHANGED,
            )

    def edit_relation(self, relation: RelationDetails, draft: Draft | None = None) -> None:
        """Change the kind or custody of a relation of the person that is shown."""
        person = self._page.pane.person
        if person is None:
            return
        dialog = RelationDialog(self._page.window(), person, self._page.tools.today(), self._finder(person), relation)
        given, typed = self._ask(dialog, f"people.relation.{person.id}.{relation.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Relatie wijzigen"),
                quietly(lambda: self._services.people.edit_relation(relation.id, given)),
                failed=partial(self._again, lambda: self.edit_relation(relation, typed)),
                changes=_CHANGED,
            )

    def end_relation(self, relation: RelationDetails) -> None:
        """End a relation that was entered by mistake, after a question that names both people."""
        person = self._page.pane.person
        if person is None:
            return
        pupil, adult = visible(person.display_name), visible(relation.other_name)
        if relation.other_is_pupil:
            pupil, adult = adult, pupil
        sure = self._page.messages.ask(
            _tr("Relatie verwijderen?"),
            _tr(
                "{adult} staat dan niet meer als {kind} bij {pupil}. Beide mensen blijven in de kluis, en wat er stond "
                "blijft in hun geschiedenis staan."
            ).format(adult=adult, kind=label(relation.kind), pupil=pupil),
            _tr("Verwijderen"),
            dangerous=True,
        )
        if sure:
            self._page.jobs.start(
                _tr("Relatie verwijderen"),
                quietly(lambda: self._services.people.unrelate(relation.id)),
                changes=_CHANGED,
            )

    def _finder(self, person: PersonDetails) -> Callable[[str], tuple[PersonRow, ...]]:
        kinds = _ADULTS if person.kind is PersonKind.PUPIL else (PersonKind.PUPIL,)
        return lambda text: self._services.people.search(text, kinds=kinds)

    # Requests, dossiers, files

    def new_request(self) -> None:
        """Register a request, about the person that is shown if there is one."""
        person = self._page.pane.person
        row = self._services.people.rows([person.id])[0] if person is not None else None
        self._page.tools.open_page(PageName.REQUESTS, {"new_for": row})

    def picture(self, person_id: int, attachment_id: int) -> bytes | None:
        """Return a stored picture, None when it can't be looked at."""
        if self._services.holder.is_locked:
            return None
        return self._services.attachments.content(PersonId(person_id), attachment_id)

    def open_log(self) -> None:
        """Show what the log says about the one who is shown."""
        person = self._page.pane.person
        if person is not None:
            self._page.tools.open_page(PageName.AUDIT, {"person_id": person.id})

    def open_request(self, request_id: int) -> None:
        """Show a request on its own page."""
        self._page.tools.open_page(PageName.REQUESTS, {"request_id": request_id})

    def make_dossier(self) -> None:
        """Make the dossier of the person that is shown."""
        if self._page.pane.person is not None:
            open_dossier(self._page, self._page.pane.person.id)

    def group_dossiers(self) -> None:
        """Make a dossier for every pupil of a group, in a folder."""
        dialog = GroupDossiersDialog(
            self._page.window(),
            self._services.schools.groups(self._page.school_id),
            self._page.filters.group.value,
        )
        group_id = dialog.run()
        if group_id is None:
            return
        folder = self._page.messages.ask_folder(_tr("Map voor de dossiers"))
        if folder is None:
            return
        self._page.jobs.start(
            _tr("Dossiers maken"),
            lambda report: self._services.dossiers.export_group(group_id, folder, report=report),
            done=partial(self._on_exported, folder),
            changes={Topic.AUDIT, Topic.PEOPLE},
        )

    def _on_exported(self, folder: Path, receipts: tuple[ExportReceipt, ...]) -> None:
        self._page.banner.say(
            _tr("{dossiers} gemaakt, in de map ‘{folder}’.").format(
                dossiers=counted(len(receipts), "dossier", "dossiers"), folder=folder.name
            ),
            Tone.SUCCESS,
            action=_tr("Map openen"),
            clicked=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )

    def import_file(self) -> None:
        """Take in a file."""
        from leskracht_desktop.ui.imports import open_import

        open_import(self._page)

    # Drafts

    def resume(self, key: str, draft: Draft) -> None:
        """Open the form that was open when the vault was locked, with what was typed in it."""
        if resume_dossier(self._page, key, draft):
            return
        match key.split("."):
            case ["people", "new"]:
                self.new_person(draft)
            case ["people", "edit", number] if self._shown(number):
                self.edit_person(draft)
            case ["people", "relate", number] if self._shown(number):
                self.add_relation(draft)
            case ["people", "relation", number, relation_id] if self._shown(number):
                person = self._page.pane.person
                found = [one for one in person.relations if str(one.id) == relation_id] if person else []
                if found:
                    self.edit_relation(found[0], draft)

    def _shown(self, number: str) -> bool:
        """Show the person a draft is about; False when there is no such person any more."""
        if number.isdigit():
            self._page.show_person(int(number))
        person = self._page.pane.person
        return person is not None and str(person.id) == number

    def _ask(self, dialog: FormDialog, key: str, draft: Draft | None) -> tuple[Any | None, Draft]:
        """Show a form until it is saved or given up; return what it gives, or None, and what was typed."""
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(key, dialog)
        given = dialog.run()
        return given, dialog.draft() if given is not None else {}

    def _again(self, reopen: Callable[[], object], error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._page.messages.show_failure(error)
            reopen()
