"""Notes, questions, highlights and reading status: asked for in the reader, kept by the service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from leskracht_desktop.domain.agreements import AgreementId, AgreementRow
from leskracht_desktop.domain.guide_notes import (
    GuidePlace,
    NewNote,
    NoteId,
    NoteKind,
    NoteRow,
    PlaceKind,
    ReadingStatus,
    SearchHit,
)
from leskracht_desktop.domain.quotes import LONGEST_QUOTE
from leskracht_desktop.domain.text_safety import visible
from leskracht_desktop.errors import LeskrachtError
from leskracht_desktop.labels_nl import label
from leskracht_desktop.ui.jobs import Topic
from leskracht_desktop.ui.reader.highlights import Chosen
from leskracht_desktop.ui.reader.own_text import OVER
from leskracht_desktop.ui.reader.places import reader_place
from leskracht_desktop.ui.theme import Tone
from leskracht_desktop.ui.widgets.fields import Choice
from leskracht_desktop.ui.widgets.form import Draft, FormDialog

if TYPE_CHECKING:
    from leskracht_desktop.ui.pages.agreements.page import AgreementsPage

NOTHING: Final = Chosen("", 0)
_SHOWN_QUOTE: Final = 400

Addressee = tuple[AgreementId | None, str]
"""An agreement a question can be about, or none, and how it is named."""


class NoteDialog(FormDialog):
    """Asks for one text: a note, a question, or an answer to one."""

    def __init__(self, parent: QWidget | None, title: str, caption: str, text: str = "", quote: str = "") -> None:
        super().__init__(parent, title, intro=_shown(quote))
        self.text = QPlainTextEdit(text)
        self.form.add_field("text", caption, self.text)
        self.supplier: Choice | None = None
        self.agreement_id: AgreementId | None = None
        """Once saved: the agreement that a question is about, or None when it is tied to none."""

    def ask_supplier(self, offered: Sequence[Addressee], chosen: AgreementId | None) -> None:
        """Ask with a question for whom it is; with nothing to choose from, it is not asked."""
        if len(offered) < 2:
            return
        self.supplier = Choice(self.tr("Voor leverancier"), "note_supplier", offered)
        self.supplier.choose(chosen)
        note = self.tr("Wie u hier kiest, krijgt de vraag in de brief.")
        self.form.add_field("supplier", self.tr("Voor leverancier"), self.supplier, note=note)

    @override
    def problems(self) -> tuple[tuple[str, str], ...]:
        return () if self.text.toPlainText().strip() else (("text", "required"),)

    @override
    def result_value(self) -> str:
        self.agreement_id = None if self.supplier is None else self.supplier.value
        return self.text.toPlainText()


class NoteDeeds:
    """Asks for notes and keeps them; short writes, done at once."""

    def __init__(self, page: AgreementsPage) -> None:
        self._page = page
        self._service = page.services.notes

    def mark(self, place: GuidePlace, status: ReadingStatus) -> None:
        """Record how far the reading of a place is."""
        self._do(lambda: self._service.mark(place, status))

    def resume(self, key: str, draft: Draft) -> bool:
        """Open the form of a note that was open when the vault was locked; False when `key` is of another form."""
        _, _, rest = key.partition(".")
        kind, _, place = rest.partition(".")
        if kind not in set(NoteKind):
            return False
        found = GuidePlace.of_key(place)
        self._page.read(reader_place(found))
        self.add(found, NoteKind(kind), draft=draft)
        return True

    def add(self, place: GuidePlace, kind: NoteKind, chosen: Chosen = NOTHING, draft: Draft | None = None) -> None:
        """Add a note or question, or highlight what is selected."""
        quote, nth = chosen.text, chosen.nth
        if kind is NoteKind.HIGHLIGHT and not quote:
            self._page.banner.say(_tr("Selecteer eerst de tekst die u wilt markeren."), Tone.ACCENT)
            return
        if len(quote) > LONGEST_QUOTE:
            self._page.banner.say(_tr("Dat is te veel om te markeren. Selecteer een korter stuk."), Tone.WARNING)
            return
        if kind is NoteKind.HIGHLIGHT:
            self._do(lambda: self._service.add(NewNote(place, kind, quote=quote, nth=nth)))
            return
        name = label(kind).capitalize()
        dialog = NoteDialog(self._page.window(), name, name, quote=quote)
        if kind is NoteKind.QUESTION:
            offered = addressees(place, self._agreements())
            dialog.ask_supplier(offered, the_only(place, offered))
        if draft is not None:
            dialog.restore(draft)
        self._page.tools.keep_draft(f"agreements.{kind}.{place.key}", dialog)
        text = dialog.run()
        if text is not None:
            self._do(lambda: self._service.add(NewNote(place, kind, text, quote, dialog.agreement_id, nth)))

    def tell_lost(self) -> None:
        """Say that the text of a note is not on the page any more."""
        self._page.banner.say(_tr("Deze tekst staat niet meer op deze bladzijde. De aantekening blijft."), Tone.ACCENT)

    def tell_gone(self, hit: SearchHit) -> None:
        """Say that a note is kept, though what it was made at is no longer there to read."""
        text = _tr("De tekst bij deze aantekening is er niet meer: ‘{0}’.").format(hit.excerpt.text)
        self._page.banner.say(text, Tone.ACCENT)

    def deed(self, what: str, note_id: int) -> None:
        """Change, answer or remove a note."""
        row = next((one for one in self._service.notes() if one.id == note_id), None)
        if row is None:
            return
        match what:
            case "change":
                self._change(row)
            case "answer":
                self._ask(row.answer, _tr("Antwoord"), row, self._service.answer)
            case "remove":
                title = _tr("{0} weghalen?").format(label(row.note.kind).capitalize())
                text = row.note.text or _shown(row.note.quote)
                if self._page.messages.ask(title, text, _tr("Weghalen"), dangerous=True):
                    self._do(lambda: self._service.remove(NoteId(note_id)))

    def _change(self, row: NoteRow) -> None:
        note, name = row.note, label(row.note.kind).capitalize()
        before = None if note.agreement_id is None else AgreementId(note.agreement_id)
        dialog = NoteDialog(self._page.window(), name, name, note.text, note.quote)
        if note.kind is NoteKind.QUESTION:
            dialog.ask_supplier(addressees(note.place, self._agreements(), before), before)
        text = dialog.run()
        if text is not None:
            chosen = before if dialog.supplier is None else dialog.agreement_id
            self._do(lambda: self._service.change(row.id, text, chosen))

    def _agreements(self) -> Sequence[AgreementRow]:
        return self._page.services.agreements.list()

    def _ask(self, before: str, caption: str, row: NoteRow, keep: Callable[[NoteId, str], None]) -> None:
        text = NoteDialog(self._page.window(), caption, caption, before, row.note.quote).run()
        if text is not None:
            self._do(lambda: keep(row.id, text))

    def _do(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except LeskrachtError as error:
            self._page.messages.show_failure(error)
        self._page.jobs.announce(Topic.AGREEMENTS, Topic.AUDIT)


def addressees(place: GuidePlace, rows: Iterable[AgreementRow], kept: AgreementId | None = None) -> list[Addressee]:
    """Return for whom a question at a place can be: nobody in particular first, then each agreement it may be about.

    At a model these are the agreements on it that are not over, elsewhere all that are not over; and the `kept` one.
    """
    found: list[Addressee] = [(None, _everyone(place))]
    for row in rows:
        is_about = row.status not in OVER and _model(place) in {"", row.model_version}
        if is_about or row.id == kept:
            name = ": ".join(filter(None, (row.supplier, row.title)))
            found.append((row.id, _tr("{0} ({1}, nummer {2})").format(visible(name), label(row.status), row.id)))
    return found


def the_only(place: GuidePlace, offered: Sequence[Addressee]) -> AgreementId | None:
    """Return the one agreement on the model of a place, or None when there are others to choose from."""
    return offered[1][0] if _model(place) and len(offered) == 2 else None


def _model(place: GuidePlace) -> str:
    """Return the version of the model a place is about; a version of the privacy statement is none."""
    return "" if place.kind is PlaceKind.STATEMENT else place.version


def _everyone(place: GuidePlace) -> str:
    if _model(place):
        return _tr("Alle leveranciers met model {0}").format(place.version)
    if place.kind is PlaceKind.STATEMENT:
        return _tr("De leverancier van deze verklaring")
    return _tr("Geen leverancier")


def _shown(quote: str) -> str:
    """Return a marked text as a form repeats it, cut short when it is long."""
    if not quote:
        return ""
    return f"‘{quote}’" if len(quote) <= _SHOWN_QUOTE else f"‘{quote[:_SHOWN_QUOTE].rsplit(maxsplit=1)[0]} …’"


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoteDeeds", text)
