"""Notes, highlights, questions and reading status beside the guide, with who and when."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.guide_notes import (
    GuidePlace,
    HitKind,
    NewNote,
    NoteId,
    NoteKind,
    NoteRow,
    ReadingMark,
    ReadingStatus,
)
from leskracht_desktop.domain.people_rules import Problems, text_problems
from leskracht_desktop.domain.quotes import LONGEST_QUOTE
from leskracht_desktop.domain.text_safety import clean_text, parse_text
from leskracht_desktop.errors import NotFound
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.storage import models
from leskracht_desktop.storage.passages import index_passages, unindex_passages


class NoteService(Service):
    """Keeps what readers note; every change is in the audit log, without its text."""

    def notes(self, place: GuidePlace | None = None) -> tuple[NoteRow, ...]:
        """Return the notes at a place, or all of them, oldest first."""
        query = select(models.GuideNote).order_by(models.GuideNote.id)
        if place is not None:
            query = query.where(models.GuideNote.place == place.key)
        with self._holder.vault.read() as session:
            return tuple(_note(row) for row in session.scalars(query))

    def open_questions(self) -> tuple[NoteRow, ...]:
        """Return the questions without an answer, in the order of their places."""
        found = [row for row in self.notes() if row.note.kind is NoteKind.QUESTION and row.answered_at is None]
        return tuple(sorted(found, key=lambda row: (row.note.place, row.id)))

    def add(self, draft: NewNote) -> NoteId:
        """Add a note, highlight or question.

        Raises: InvalidInput, NationalNumberFound, NotFound (the agreement), ReadOnlyVault.
        """
        refuse(note_problems(draft))
        with self._holder.vault.session() as session:
            _check_agreement(session, draft.agreement_id)
            now = self._clock()
            row = models.GuideNote(
                place=draft.place.key,
                kind=draft.kind,
                text=clean_text(draft.text),
                quote=clean_text(draft.quote),
                nth=draft.nth,
                agreement_id=draft.agreement_id,
                created_at=now,
                actor=self._actor(),
                changed_at=now,
            )
            session.add(row)
            session.flush()
            _index(session, row)
            self._record(session, AuditKind.GUIDE_NOTE_ADDED, AuditEntity.GUIDE, row.id, kind=draft.kind.value)
            return NoteId(row.id)

    def change(self, note_id: NoteId, text: str, agreement_id: int | None = None) -> None:
        """Change the text of a note, and the agreement it is about: None for none in particular.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = _row(session, note_id)
            _check_agreement(session, agreement_id)
            refuse(note_problems(NewNote(GuidePlace.of_key(row.place), NoteKind(row.kind), text, row.quote)))
            fields = ("text",) if row.agreement_id == agreement_id else ("text", "agreement")
            row.text, row.agreement_id, row.changed_at = clean_text(text), agreement_id, self._clock()
            _index(session, row)
            self._record(session, AuditKind.GUIDE_NOTE_CHANGED, AuditEntity.GUIDE, note_id, fields=fields)

    def answer(self, note_id: NoteId, answer: str) -> None:
        """Record the answer to a question; an empty one opens it again.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(tuple(text_problems({"answer": answer}, {"answer": parse_text})))
        with self._holder.vault.session() as session:
            row = _row(session, note_id)
            row.answer, row.changed_at = clean_text(answer), self._clock()
            row.answered_at = self._clock() if row.answer else None
            _index(session, row)
            self._record(session, AuditKind.GUIDE_NOTE_CHANGED, AuditEntity.GUIDE, note_id, fields=("answer",))

    def remove(self, note_id: NoteId) -> None:
        """Remove a note.

        Raises: NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            session.delete(_row(session, note_id))
            unindex_passages(session, HitKind.NOTE, note_id)
            self._record(session, AuditKind.GUIDE_NOTE_REMOVED, AuditEntity.GUIDE, note_id)

    def marks(self) -> dict[GuidePlace, ReadingMark]:
        """Return how far the reading of each place is; places that are not there are unread."""
        with self._holder.vault.read() as session:
            rows = session.scalars(select(models.ReadingMark))
            marks = [
                ReadingMark(GuidePlace.of_key(row.place), ReadingStatus(row.status), row.at, row.actor) for row in rows
            ]
        return {mark.place: mark for mark in marks}

    def mark(self, place: GuidePlace, status: ReadingStatus) -> None:
        """Record how far the reading of a place is; unread takes the mark away.

        Raises: ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            row = session.get(models.ReadingMark, place.key)
            if (row.status if row else ReadingStatus.UNREAD) == status:
                return
            if status is ReadingStatus.UNREAD:
                session.delete(row)
            else:
                session.merge(models.ReadingMark(place=place.key, status=status, at=self._clock(), actor=self._actor()))
            self._record(session, AuditKind.GUIDE_MARKED, AuditEntity.GUIDE, status=status.value)


def note_problems(draft: NewNote) -> Problems:
    """Return what is wrong with the form of a note: a highlight needs its quote, anything else a text.

    A marked text has at most `LONGEST_QUOTE` characters.
    """
    needed = "quote" if draft.kind is NoteKind.HIGHLIGHT else "text"
    texts = {"text": draft.text, "quote": draft.quote}
    if not texts[needed].strip():
        return ((needed, "required"),)
    return tuple(text_problems(texts, {"text": parse_text, "quote": partial(parse_text, limit=LONGEST_QUOTE)}))


def _index(session: Session, row: models.GuideNote) -> None:
    index_passages(session, HitKind.NOTE, row.id, ["\n".join(filter(None, (row.quote, row.text, row.answer)))])


def _check_agreement(session: Session, agreement_id: int | None) -> None:
    if agreement_id is not None and session.get(models.Agreement, agreement_id) is None:
        raise NotFound("agreement", str(agreement_id))


def _row(session: Session, note_id: NoteId) -> models.GuideNote:
    row = session.get(models.GuideNote, note_id)
    if row is None:
        raise NotFound("note", str(note_id))
    return row


def _note(row: models.GuideNote) -> NoteRow:
    draft = NewNote(GuidePlace.of_key(row.place), NoteKind(row.kind), row.text, row.quote, row.agreement_id, row.nth)
    return NoteRow(NoteId(row.id), draft, row.created_at, row.actor, row.changed_at, row.answered_at, row.answer)
