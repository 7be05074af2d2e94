"""Documents in the vault: bytes in chunks, their checksum reckoned again whenever they are read."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreement_documents import (
    DocumentContent,
    DocumentId,
    DocumentKind,
    DocumentRole,
    DocumentRow,
)
from leskracht_desktop.errors import NotFound, VaultDamaged
from leskracht_desktop.storage.models import AgreementDocument, Attachment, AttachmentChunk, Passage, Record


def document_rows(
    session: Session, agreement_ids: Collection[int] | None = None, document_id: int | None = None
) -> tuple[DocumentRow, ...]:
    """Return the documents of these agreements, or all, or one, in the order in which they were added."""
    searchable = exists().where(Passage.kind == "document", Passage.owner_id == AgreementDocument.id)
    query = select(AgreementDocument, Attachment, searchable).join(
        Attachment, Attachment.id == AgreementDocument.attachment_id
    )
    if agreement_ids is not None:
        query = query.where(AgreementDocument.agreement_id.in_(agreement_ids))
    if document_id is not None:
        query = query.where(AgreementDocument.id == document_id)
    rows = session.execute(query.order_by(AgreementDocument.id))
    return tuple(_row(document, attachment, bool(has_text)) for document, attachment, has_text in rows)


def document_row(session: Session, document_id: DocumentId) -> DocumentRow:
    """Return one document.

    Raises: NotFound.
    """
    found = document_rows(session, document_id=document_id)
    if not found:
        raise NotFound("document", str(document_id))
    return found[0]


def document_content(session: Session, document_id: DocumentId, folder: Path) -> DocumentContent:
    """Return a document with its bytes; `folder` is the vault's, to name it if they are not what came in.

    Raises: NotFound, VaultDamaged (`document`) when the bytes do not fit the checksum.
    """
    row = document_row(session, document_id)
    chunks = session.scalars(
        select(AttachmentChunk.data)
        .join(AgreementDocument, AgreementDocument.attachment_id == AttachmentChunk.attachment_id)
        .where(AgreementDocument.id == document_id)
        .order_by(AttachmentChunk.number)
    )
    data = b"".join(chunks)
    if len(data) != row.size or hashlib.sha256(data).hexdigest() != row.sha256:
        raise VaultDamaged(folder, "document", str(document_id))
    return DocumentContent(row, data)


def same_document(session: Session, agreement_id: int | None, sha256: str) -> DocumentId | None:
    """Return the document of this agreement that has the same bytes, if there is one."""
    found = session.scalar(
        select(AgreementDocument.id)
        .join(Attachment, Attachment.id == AgreementDocument.attachment_id)
        .where(AgreementDocument.agreement_id == agreement_id, Attachment.sha256 == sha256)
    )
    return None if found is None else DocumentId(found)


def remove_document(session: Session, document_id: DocumentId) -> None:
    """Remove a document, with its bytes unless something else holds on to them.

    Raises: NotFound.
    """
    row = session.get(AgreementDocument, document_id)
    if row is None:
        raise NotFound("document", str(document_id))
    attachment_id = row.attachment_id
    session.delete(row)
    session.flush()
    held = (
        session.scalar(
            select(func.count()).select_from(AgreementDocument).where(AgreementDocument.attachment_id == attachment_id)
        ),
        session.scalar(select(func.count()).select_from(Record).where(Record.attachment_id == attachment_id)),
    )
    if not any(held):
        session.execute(delete(AttachmentChunk).where(AttachmentChunk.attachment_id == attachment_id))
        session.execute(delete(Attachment).where(Attachment.id == attachment_id))


def _row(document: AgreementDocument, attachment: Attachment, has_text: bool) -> DocumentRow:
    return DocumentRow(
        id=DocumentId(document.id),
        agreement_id=document.agreement_id,
        title=document.title,
        file_name=attachment.name,
        kind=DocumentKind(document.kind),
        role=DocumentRole(document.role),
        article=document.article,
        annex=document.annex,
        size=attachment.size,
        sha256=attachment.sha256,
        pages=document.pages,
        has_text=has_text,
        added_at=document.added_at,
        actor=document.actor,
    )
