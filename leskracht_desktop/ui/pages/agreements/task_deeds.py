"""What can be done about a task: the same forms as in the pane of its agreement, without leaving the list."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreement_watch import WatchItem
from leskracht_desktop.domain.agreements import AgreementId, AgreementStep, Decision
from leskracht_desktop.domain.people_rules import text_problems
from leskracht_desktop.domain.text_safety import parse_text
from leskracht_desktop.ui.jobs import Topic, quietly
from leskracht_desktop.ui.widgets.form import Draft, FormDialog

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage


class TaskDeed(StrEnum):
    """What a button at a task does."""

    CHANGE = "change"
    END = "end"
    GIVE_NOTICE = "give_notice"
    GO_ON = "go_on"
    OPEN_AGAIN = "open_again"
    REVIEW = "review"
    DECIDE = "decide"
    CONFIRM_DESTRUCTION = "confirm_destruction"


_STEPS = {
    TaskDeed.END: AgreementStep.END,
    TaskDeed.GIVE_NOTICE: AgreementStep.GIVE_NOTICE,
    TaskDeed.CONFIRM_DESTRUCTION: AgreementStep.CONFIRM_DESTRUCTION,
}


class LetPassDialog(FormDialog):
    """Asks why the school does not give notice."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            self.tr("Niet opzeggen"),
            intro=self.tr(
                "De taak is dan afgehandeld, en het besluit staat in de tijdlijn van de overeenkomst. Komt er een "
                "nieuwe dag om op te zeggen, dan vraagt het programma er opnieuw naar."
            ),
        )
        self.note = QPlainTextEdit()
        self.form.add_field("note", self.tr("Toelichting"), self.note)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return tuple(text_problems({"note": self.note.toPlainText()}, {"note": parse_text}))

    @override
    def result_value(self) -> str:
        return self.note.toPlainText()


class TaskDeeds:
    """Carries out what the buttons at the tasks say."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page

    def do(self, item: WatchItem, deed: TaskDeed) -> None:
        """Choose the agreement of a task, without showing it, and open the form that belongs to the deed."""
        page = self._page
        if not page.register.choose(item.agreement_id) or page.shown is None:
            return
        if deed in _STEPS:
            page.deeds.take_step(_STEPS[deed])
            return
        match deed:
            case TaskDeed.CHANGE:
                page.deeds.change()
            case TaskDeed.REVIEW:
                page.deeds.review()
            case TaskDeed.DECIDE:
                for change in page.shown.changes:
                    if change.decision is Decision.OPEN and change.change.name == item.subject:
                        page.deeds.decide_change(change)
                        break
            case TaskDeed.GO_ON:
                self.let_pass(item.agreement_id)
            case TaskDeed.OPEN_AGAIN:
                self._start(partial(page.services.watch.open_notice_again, item.agreement_id))

    def let_pass(self, agreement_id: AgreementId, draft: Draft | None = None) -> None:
        """Ask why, and record that the school does not give notice."""
        dialog = LetPassDialog(self._page.window())
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(f"agreements.let_pass.{agreement_id}", dialog)
        note = dialog.run()
        if note is not None:
            self._start(partial(self._page.services.watch.let_notice_pass, agreement_id, note))

    def resume(self, key: str, draft: Draft) -> bool:
        """Open the form that was open when the vault was locked; False when `key` is of another form."""
        match key.split("."):
            case ["agreements", "let_pass", number] if number.isdigit():
                self.let_pass(AgreementId(int(number)), draft)
                return True
        return False

    def _start(self, deed: partial[None]) -> None:
        self._page.jobs.start(_tr("Besluit vastleggen"), quietly(deed), changes={Topic.AGREEMENTS, Topic.AUDIT})


def _tr(text: str) -> str:
    return QCoreApplication.translate("TaskDeeds", text)
