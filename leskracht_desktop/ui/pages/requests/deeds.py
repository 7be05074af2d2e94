"""What can be done with requests: each step asks in its form and is done through the service."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from leskracht_desktop.domain.people import PersonId, PersonRow
from leskracht_desktop.domain.request_rules import Step, authority_of
from leskracht_desktop.domain.requests import Authority, RequestDetails, RequestId, RequestRow
from leskracht_desktop.errors import Cancelled
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui import dates
from leskracht_desktop.ui.dossier import open_dossier, resume_dossier
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.page import PageName
from leskracht_desktop.ui.pages.requests.dialogs import IdentityDialog, NoteDialog, StepDialog
from leskracht_desktop.ui.pages.requests.letters import LetterDeeds
from leskracht_desktop.ui.pages.requests.new_request import Lookups, NewRequestDialog
from leskracht_desktop.ui.pages.requests.steps import step_form
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.form import Draft, FormDialog

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.requests.page import RequestsPage

_CHANGED = frozenset({Topic.REQUESTS, Topic.AUDIT})


def _tr(text: str) -> str:
    return QCoreApplication.translate("RequestDeeds", text)


class RequestDeeds:
    """Carries out what the buttons of the page say; a form that the service refuses comes back as it was typed."""

    def __init__(self, page: RequestsPage) -> None:
        self._page = page
        self._services = page.services
        self.letters = LetterDeeds(page)

    def new_request(self, person: PersonRow | None = None, draft: Draft | None = None) -> None:
        """Open the form of a new request, about this person if one is given, and register it."""
        requests = self._services.requests
        lookups = Lookups(
            self._services.people.search,
            requests.deadline,
            requests.acting_warning,
            self._relatives,
            requests.is_called,
        )
        dialog = NewRequestDialog(self._page.window(), self._page.tools.today(), lookups, person)
        given, typed = self._ask(dialog, "requests.new", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("Verzoek vastleggen"),
                quietly(lambda: requests.register(given)),
                done=self._on_registered,
                failed=partial(self._again, lambda: self.new_request(draft=typed)),
                changes=_CHANGED,
            )

    def take_step(self, step: Step, draft: Draft | None = None) -> None:
        """Ask what a step needs and take it, with the request that is chosen."""
        row = self._page.shown
        if row is None:
            return
        given, typed = self._ask(self._dialog(step, row), f"requests.{step}.{row.id}", draft)
        if given is not None:
            self._page.jobs.start(
                _tr("{kind} {number} bijwerken").format(kind=label(row.kind).capitalize(), number=row.number),
                quietly(self._deed(step, row.id, given)),
                failed=partial(self._again, lambda: self.take_step(step, typed)),
                changes=_CHANGED,
            )

    def make_dossier(self) -> None:
        """Make the dossier for the request that is chosen."""
        row = self._page.shown
        if row is not None:
            open_dossier(self._page, row.person_id, row.id)

    def show_person(self) -> None:
        """Show whom the request is about."""
        row = self._page.shown
        if row is not None:
            self._page.tools.open_page(PageName.PEOPLE, {"person_id": row.person_id})

    def resume(self, key: str, draft: Draft) -> None:
        """Open the form that was open when the vault was locked, with what was typed in it."""
        if resume_dossier(self._page, key, draft):
            return
        match key.split("."):
            case ["requests", "new"]:
                self.new_request(draft=draft)
            case ["requests", step, number] if number.isdigit():
                self._page.show_request(RequestId(int(number)))
                if self._page.shown is None or self._page.shown.id != int(number):
                    return
                if step == "letter":
                    self.letters.make(draft)
                elif step in set(Step):
                    self.take_step(Step(step), draft)

    def _dialog(self, step: Step, row: RequestRow) -> FormDialog:
        window, today = self._page.window(), self._page.tools.today()
        if step is Step.IDENTITY:
            return IdentityDialog(window, row, today, self._services.actor())
        if step is Step.NOTE:
            return NoteDialog(window)
        return StepDialog(window, step_form(step, row), row, today)

    def _deed(self, step: Step, request_id: RequestId, given: Any) -> Callable[[], object]:
        requests = self._services.requests
        match step:
            case Step.IDENTITY:
                return partial(requests.record_identity, request_id, given)
            case Step.NOTE:
                return partial(requests.add_note, request_id, given)
            case Step.EXTEND:
                return partial(requests.extend, request_id, *given)
            case Step.ANSWER:
                return partial(requests.mark_answered, request_id, given[0])
            case Step.CLOSE:
                return partial(requests.close, request_id, given[0])
            case Step.WITHDRAW:
                return partial(requests.withdraw, request_id, *given)

    def _ask(self, dialog: FormDialog, key: str, draft: Draft | None) -> tuple[Any | None, Draft]:
        """Show a form until it is saved or given up; return what it gives, or None, and what was typed."""
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(key, dialog)
        given = dialog.run()
        return given, dialog.draft() if given is not None else {}

    def _relatives(self, person_id: PersonId) -> dict[PersonId, Authority]:
        """Return the adults who belong to a pupil, and on what authority each asks as far as the vault tells."""
        return {
            relation.other_id: authority_of(relation.kind, relation.custody)
            for relation in self._services.people.details(person_id).relations
            if not relation.other_is_pupil
        }

    def _on_registered(self, details: RequestDetails) -> None:
        self._page.refresh()
        self._page.show_request(details.row.id)
        self._page.banner.say(
            _tr("Verzoek {number} is vastgelegd. Antwoord uiterlijk op {day}.").format(
                number=details.row.number, day=dates.with_weekday(details.row.due_on)
            ),
            Tone.SUCCESS,
        )

    def _again(self, reopen: Callable[[], object], error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._page.messages.show_failure(error)
            reopen()
