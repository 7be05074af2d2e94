"""Taking in an agreement with its document at once: supplier, agreement and document together or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from leskracht_desktop.clock import Clock
from leskracht_desktop.domain.agreement_documents import DocumentRow, NewDocument
from leskracht_desktop.domain.agreements import AgreementId, NewAgreement, NewSupplier, SupplierId
from leskracht_desktop.errors import NotAllowed
from leskracht_desktop.services.actors import Actor
from leskracht_desktop.services.agreement_documents import DocumentService
from leskracht_desktop.services.agreements import AgreementService, GuideOf, no_guide
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.storage import agreements as queries


class AgreementIntakeService(Service):
    """Records an agreement whose document is at hand; `guide_of` as for the register of agreements."""

    def __init__(self, holder: VaultHolder, clock: Clock, actor: Actor, guide_of: GuideOf = no_guide) -> None:
        super().__init__(holder, clock, actor)
        self._agreements = AgreementService(holder, clock, actor, guide_of)
        self._documents = DocumentService(holder, clock, actor)

    def add(
        self, path: Path, supplier: str, draft: NewAgreement, document: NewDocument, *, again: bool = False
    ) -> tuple[AgreementId, DocumentRow]:
        """Record an agreement with its document, in one transaction; the supplier is added when its name is new.

        The draft's own `supplier_id` is not looked at. A file that this supplier's agreements have already is refused
        unless `again` says that it is meant: one document can hold two agreements.

        Raises: FileRefused, FileUnreadable, FileInUse, InvalidInput, NationalNumberFound, DiskFull, ReadOnlyVault,
            NotAllowed (`agreement_recorded_already`).
        """
        file = self._documents.read(path, document)
        with self._holder.vault.session() as session:
            supplier_id = self._supplier(session, supplier)
            if not again and queries.has_document(session, supplier_id, file.document.sha256):
                raise NotAllowed("agreement_recorded_already")
            draft = replace(draft, supplier_id=supplier_id)
            agreement_id = self._agreements.register_in(session, draft)
            return agreement_id, self._documents.add_in(session, file, document, agreement_id)

    def _supplier(self, session: Session, name: str) -> SupplierId:
        wanted = name.strip().casefold()
        for one in queries.suppliers(session):
            if one.name.casefold() == wanted:
                return one.id
        return self._agreements.add_supplier_in(session, NewSupplier(name))
