"""Documents of agreements: taken in whole and checked, given back from memory, exported on request."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreement_documents import (
    MEDIA_TYPES,
    DocumentContent,
    DocumentId,
    DocumentKind,
    DocumentRow,
    NewDocument,
)
from leskracht_desktop.domain.agreements import AgreementEventKind, AgreementId
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.domain.guide_notes import HitKind
from leskracht_desktop.domain.intake import IncomingAttachment
from leskracht_desktop.domain.people_rules import Problems, text_problems
from leskracht_desktop.domain.text_safety import clean_name, parse_line, visible
from leskracht_desktop.domain.written_documents import OpenedDocument
from leskracht_desktop.errors import NotAllowed, NotFound
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.services.outgoing import Outgoing, sweep
from leskracht_desktop.storage import documents as queries
from leskracht_desktop.storage.intake_records import held_attachment, store_attachment
from leskracht_desktop.storage.models import Agreement, AgreementDocument, AgreementEvent
from leskracht_desktop.storage.passages import index_passages, unindex_passages

if TYPE_CHECKING:
    from leskracht_desktop.importers.documents.reading import ReadDocument


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read and checked but not yet kept, under the name it will have."""

    name: str
    document: ReadDocument


_WRITTEN: Final = frozenset({DocumentKind.DOCX, DocumentKind.ODT})


class DocumentService(Service):
    """Keeps documents in the vault; their bytes never touch the disk unencrypted unless they are exported."""

    def list(self, agreement_id: AgreementId | None = None) -> tuple[DocumentRow, ...]:
        """Return the documents of an agreement, or all of them, in the order in which they were added."""
        with self._holder.vault.read() as session:
            return queries.document_rows(session, None if agreement_id is None else [agreement_id])

    def row(self, document_id: DocumentId) -> DocumentRow:
        """Return one document without its bytes.

        Raises: NotFound.
        """
        with self._holder.vault.read() as session:
            return queries.document_row(session, document_id)

    def add(self, path: Path, draft: NewDocument, agreement_id: AgreementId | None = None) -> DocumentRow:
        """Read a file and keep it, with its text to search in.

        Raises: FileRefused, FileUnreadable, FileInUse, InvalidInput, NationalNumberFound, NotFound,
            NotAllowed (`document_there_already`), DiskFull, ReadOnlyVault.
        """
        read = self.read(path, draft)
        with self._holder.vault.session() as session:
            return self.add_in(session, read, draft, agreement_id)

    def read(self, path: Path, draft: NewDocument) -> ReadFile:
        """Read a file to be kept, with the form that goes with it.

        Raises: FileRefused, FileUnreadable, FileInUse, InvalidInput, NationalNumberFound.
        """
        from leskracht_desktop.importers.documents.reading import read_document

        refuse(document_problems(draft))
        return ReadFile(clean_name(visible(path.name)), read_document(path))

    def add_in(
        self, session: Session, file: ReadFile, draft: NewDocument, agreement_id: AgreementId | None
    ) -> DocumentRow:
        """Keep a file within the transaction of a larger deed.

        Raises: NotFound, NotAllowed (`document_there_already`).
        """
        name, read = file.name, file.document
        agreement = None if agreement_id is None else session.get(Agreement, agreement_id)
        if agreement_id is not None and agreement is None:
            raise NotFound("agreement", str(agreement_id))
        if queries.same_document(session, agreement_id, read.sha256) is not None:
            raise NotAllowed("document_there_already")
        now = self._clock()
        attachment = IncomingAttachment(name, MEDIA_TYPES[read.kind], len(read.data), read.sha256, part="")
        attachment_id = held_attachment(session, attachment)
        if attachment_id is None:
            attachment_id = store_attachment(session, attachment, (read.data,), now)
        row = AgreementDocument(
            agreement_id=agreement_id,
            attachment_id=attachment_id,
            title=clean_name(draft.title) or name,
            kind=read.kind,
            role=draft.role,
            article=draft.article,
            annex=clean_name(draft.annex),
            pages=read.text.page_count,
            added_at=now,
            actor=self._actor(),
        )
        session.add(row)
        session.flush()
        index_passages(session, HitKind.DOCUMENT, row.id, read.text.pages)
        if agreement is not None:
            session.add(
                AgreementEvent(
                    agreement_id=agreement.id,
                    at=now,
                    actor=self._actor(),
                    kind=AgreementEventKind.DOCUMENT_ADDED,
                    on=self._today(),
                    version=agreement.version,
                    text=row.title,
                )
            )
        self._record(
            session,
            AuditKind.AGREEMENT_DOCUMENT_ADDED,
            AuditEntity.DOCUMENT,
            row.id,
            sha256=read.sha256,
            size=len(read.data),
            kind=read.kind.value,
        )
        return queries.document_row(session, DocumentId(row.id))

    def content(self, document_id: DocumentId) -> DocumentContent:
        """Return a document with its bytes, for a viewer that shows it from memory.

        Raises: NotFound, VaultDamaged (`document`) when even one byte is not what came in.
        """
        vault = self._holder.vault
        with vault.read() as session:
            return queries.document_content(session, document_id, vault.folder)

    def open(self, document_id: DocumentId) -> OpenedDocument:
        """Return a document for a viewer: what stands in a DOCX or ODT is read from its bytes in memory.

        Raises: NotFound, VaultDamaged (`document`) when even one byte is not what came in, FileRefused.
        """
        content = self.content(document_id)
        if content.row.kind not in _WRITTEN:
            return OpenedDocument(content)
        from leskracht_desktop.importers.documents.reading import read_written

        return OpenedDocument(content, read_written(content.row.file_name, content.data))

    def export(self, document_id: DocumentId, target: Path) -> Path:
        """Write a document as it came in to a file outside the vault, and log that, both or neither.

        Raises: NotFound, VaultDamaged, DiskFull, FolderReadOnly, FileInUse, TargetExists, ReadOnlyVault.
        """
        content = self.content(document_id)
        vault = self._holder.vault
        sweep(vault, self._clock())
        with Outgoing(vault, target.parent, self._clock()) as files:
            files.promise({target.name: content.row.sha256})
            files.add(target, content.data)
            with vault.session() as session:
                self._record(
                    session,
                    AuditKind.AGREEMENT_DOCUMENT_EXPORTED,
                    AuditEntity.DOCUMENT,
                    document_id,
                    sha256=hashlib.sha256(content.data).hexdigest(),
                )
                session.flush()
                files.take_places(session)
        return target

    def change(self, document_id: DocumentId, draft: NewDocument) -> DocumentRow:
        """Change what a document is called and what it is about; its bytes never change.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(document_problems(draft))
        with self._holder.vault.session() as session:
            before = queries.document_row(session, document_id)
            values = {
                "title": clean_name(draft.title) or before.file_name,
                "role": draft.role,
                "article": draft.article,
                "annex": clean_name(draft.annex),
            }
            changed = tuple(name for name, value in values.items() if getattr(before, name) != value)
            if not changed:
                return before
            session.execute(update(AgreementDocument).where(AgreementDocument.id == document_id).values(**values))
            self._record(
                session, AuditKind.AGREEMENT_DOCUMENT_CHANGED, AuditEntity.DOCUMENT, document_id, fields=changed
            )
            return queries.document_row(session, document_id)

    def remove(self, document_id: DocumentId) -> None:
        """Remove a document from the vault; that it was there stays in the log.

        Raises: NotFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            sha256 = queries.document_row(session, document_id).sha256
            unindex_passages(session, HitKind.DOCUMENT, document_id)
            queries.remove_document(session, document_id)
            self._record(
                session, AuditKind.AGREEMENT_DOCUMENT_REMOVED, AuditEntity.DOCUMENT, document_id, sha256=sha256
            )


def document_problems(draft: NewDocument) -> Problems:
    """Return what is wrong with the form of a document."""
    texts = {"title": draft.title, "annex": draft.annex}
    found = text_problems(texts, dict.fromkeys(texts, parse_line))
    if draft.article is not None and not 1 <= draft.article <= 99:
        found.append(("article", "out_of_range"))
    return tuple(found)
