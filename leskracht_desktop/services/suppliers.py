"""The suppliers with whom the school has agreements."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreement_deed_forms import supplier_problems, tidied_supplier
from leskracht_desktop.domain.agreements import NewSupplier, SupplierDetails, SupplierId
from leskracht_desktop.domain.audit import AuditEntity, AuditKind
from leskracht_desktop.errors import InvalidInput, NotFound
from leskracht_desktop.services.base import Service, refuse
from leskracht_desktop.storage import agreements as queries
from leskracht_desktop.storage.frozen_json import to_json
from leskracht_desktop.storage.models import Supplier


class SupplierService(Service):
    """Reads and changes suppliers; part of the register of agreements."""

    def suppliers(self) -> tuple[SupplierDetails, ...]:
        """Return all suppliers by name."""
        with self._holder.vault.read() as session:
            return queries.suppliers(session)

    def supplier_named(self, name: str) -> SupplierDetails | None:
        """Return the supplier with this name, whatever its capitals, or None."""
        wanted = name.strip().casefold()
        return next((one for one in self.suppliers() if one.name.casefold() == wanted), None)

    def add_supplier(self, draft: NewSupplier) -> SupplierId:
        """Add a supplier.

        Raises: InvalidInput, NationalNumberFound, ReadOnlyVault.
        """
        with self._holder.vault.session() as session:
            return self.add_supplier_in(session, draft)

    def add_supplier_in(self, session: Session, draft: NewSupplier) -> SupplierId:
        """Add a supplier within the transaction of a larger deed.

        Raises: InvalidInput, NationalNumberFound.
        """
        refuse(supplier_problems(draft))
        draft = tidied_supplier(draft)
        _refuse_same_name(session, draft.name, None)
        row = Supplier(changed_at=self._clock(), **to_json(draft))
        session.add(row)
        session.flush()
        self._record(session, AuditKind.SUPPLIER_ADDED, AuditEntity.SUPPLIER, row.id)
        return SupplierId(row.id)

    def save_supplier(self, supplier_id: SupplierId, draft: NewSupplier) -> None:
        """Change a supplier.

        Raises: InvalidInput, NationalNumberFound, NotFound, ReadOnlyVault.
        """
        refuse(supplier_problems(draft))
        draft = tidied_supplier(draft)
        with self._holder.vault.session() as session:
            row = found_supplier(session, supplier_id)
            _refuse_same_name(session, draft.name, supplier_id)
            changed = tuple(name for name, value in to_json(draft).items() if getattr(row, name) != value)
            for name in changed:
                setattr(row, name, getattr(draft, name))
            if changed:
                row.changed_at = self._clock()
                self._record(session, AuditKind.SUPPLIER_CHANGED, AuditEntity.SUPPLIER, supplier_id, fields=changed)


def found_supplier(session: Session, supplier_id: SupplierId) -> Supplier:
    """Return the row of a supplier.

    Raises: NotFound.
    """
    row = session.get(Supplier, supplier_id)
    if row is None:
        raise NotFound("supplier", str(supplier_id))
    return row


def _refuse_same_name(session: Session, name: str, but: SupplierId | None) -> None:
    for row in session.execute(select(Supplier.id, Supplier.name)):
        if row.id != but and row.name.casefold() == name.casefold():
            raise InvalidInput((("name", "duplicate"),))
