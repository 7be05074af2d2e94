"""Letters around a request: a look from memory, and written and logged both or neither."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.deadlines import ANSWER_MONTHS, EXTENDED_MONTHS, deadline
from leskracht_desktop.domain.dossier import ExportReceipt
from leskracht_desktop.domain.dutch_holidays import dutch_calendar
from leskracht_desktop.domain.request_letters import (
    FinishedLetter,
    LetterKind,
    LetterSnapshot,
    NewLetter,
    check_letter,
    letter_problems,
    letters_for,
)
from leskracht_desktop.domain.requests import RequestEventKind, RequestEventRow, RequestId
from leskracht_desktop.domain.text_safety import clean_text
from leskracht_desktop.errors import ReadOnlyVault
from leskracht_desktop.labels_nl.request_letters import FILE_STEMS
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.services.dossiers_parties import asker_of, controller_of
from leskracht_desktop.services.outgoing import Outgoing, sweep
from leskracht_desktop.storage import settings
from leskracht_desktop.storage.person_details import person_details
from leskracht_desktop.storage.requests import add_event, request_details


class RequestLetterService(Service):
    """Makes letters from frozen snapshots; each that is saved is a line on the time line and in the audit log."""

    def offered(self, request_id: RequestId) -> tuple[LetterKind, ...]:
        """Return the letters that can be sent about a request now.

        Raises: NotFound, VaultLocked.
        """
        with self._holder.vault.read() as session:
            return letters_for(request_details(session, request_id, self._today()))

    def file_name(self, request_id: RequestId, kind: LetterKind) -> str:
        """Return a name for the file that says nothing about the person.

        Raises: NotFound, VaultLocked.
        """
        with self._holder.vault.read() as session:
            return f"{FILE_STEMS[kind]}-{request_details(session, request_id, self._today()).row.number}.pdf"

    def snapshot(self, request_id: RequestId, letter: NewLetter) -> LetterSnapshot:
        """Return everything a letter will say.

        Raises: InvalidInput, NationalNumberFound, NotAllowed, NotFound, VaultLocked.
        """
        refuse(letter_problems(letter))
        with self._holder.vault.read() as session:
            return self._snapshot(session, request_id, letter)

    def preview(self, request_id: RequestId, letter: NewLetter) -> FinishedLetter:
        """Return a letter in memory to look at; the disk is not touched.

        Raises: as `snapshot`.
        """
        return _finished(self.snapshot(request_id, letter))

    def save(self, request_id: RequestId, letter: NewLetter, target: Path) -> ExportReceipt:
        """Write a letter outside the vault and log it with its SHA-256 and page count, both or neither.

        Raises: as `snapshot`, and DiskFull, FolderReadOnly, FileInUse, TargetExists, FileUnreadable, ReadOnlyVault.
        """
        vault = self._holder.vault
        if vault.read_only:
            raise ReadOnlyVault
        finished = self.preview(request_id, letter)
        sha256, pages = hashlib.sha256(finished.data).hexdigest(), finished.page_count
        sweep(vault, self._clock())
        with Outgoing(vault, target.parent, self._clock()) as files:
            files.promise({target.name: sha256})
            files.add(target, finished.data)
            with vault.session() as session:
                details = (("letter", finished.kind.value), ("sha256", sha256), ("pages", str(pages)))
                line = RequestEventRow(self._clock(), self._actor(), RequestEventKind.LETTER, "", details)
                add_event(session, request_id, line)
                self._record(
                    session,
                    AuditKind.DOCUMENT_EXPORTED,
                    AuditEntity.REQUEST,
                    request_id,
                    report=finished.kind.value,
                    sha256=sha256,
                    pages=pages,
                )
                session.flush()
                files.take_places(session)
        return ExportReceipt(str(target), sha256, pages, len(finished.data), 0)

    def _snapshot(self, session: Session, request_id: RequestId, letter: NewLetter) -> LetterSnapshot:
        today = self._today()
        request = request_details(session, request_id, today)
        check_letter(letter.kind, request)
        person = person_details(session, request.row.person_id)
        calendar = dutch_calendar(settings.amendments(session))
        received_on = request.row.received_on
        months = EXTENDED_MONTHS if request.extended_on else ANSWER_MONTHS
        return LetterSnapshot(
            kind=letter.kind,
            prepared_on=today,
            controller=controller_of(session, person),
            asker=asker_of(session, person, request, today),
            subject=replace(person, records=(), events=(), history=()),
            request=request,
            deadline=deadline(received_on, calendar, months),
            first_due_on=deadline(received_on, calendar).due_on,
            text=clean_text(letter.text),
        )


def _finished(snapshot: LetterSnapshot) -> FinishedLetter:
    from leskracht_desktop.reports.request_letter import request_letter

    rendered = request_letter(snapshot)
    return FinishedLetter(snapshot.kind, rendered.data, rendered.page_count)
