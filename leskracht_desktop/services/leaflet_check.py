"""The leaflet check: categories that were agreed against those the vault really holds, with people counted."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreements import IN_FORCE, AgreementDetails, AgreementFilter, AgreementId
from leskracht_desktop.domain.intake import ImportKind
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.leaflet_check import (
    Knowledge,
    LeafletCheck,
    StoredCategory,
    check_lines,
    check_products,
)
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.inventory import is_inventory_supplier, processing_inventory
from leskracht_desktop.storage.agreements import agreement_details, agreement_rows, all_details

# What the supplier processes for the school, by category and person; events count one by one, not by batch.
_HELD: Final = """
    SELECT category, person_id, count(*) AS number FROM records
    WHERE compartment = :compartment AND missing_since IS NULL GROUP BY category, person_id
    UNION ALL
    SELECT category, person_id, sum(count) FROM event_batches
    WHERE compartment = :compartment GROUP BY category, person_id
"""
_BY_CATEGORY: Final = f"SELECT category, count(DISTINCT person_id), sum(number) FROM ({_HELD}) GROUP BY category"  # noqa: S608 -- made of constants
_PEOPLE: Final = f"SELECT count(DISTINCT person_id) FROM ({_HELD})"  # noqa: S608 -- made of constants
# Whether anything was ever read in, also when a package told that there was nothing (any more).
_ANYTHING_READ: Final = """
    SELECT EXISTS (SELECT 1 FROM imports WHERE kind = :kind)
        OR EXISTS (SELECT 1 FROM records) OR EXISTS (SELECT 1 FROM event_batches)
"""


class LeafletCheckService(Service):
    """Compares leaflets with the vault: differences to look at, not a verdict."""

    def check(self, agreement_id: AgreementId) -> LeafletCheck:
        """Return the check of one agreement, with all its products.

        Records come from the packages of one supplier, that of the processing inventory; of the others nothing can be
        known here, and the check says so.

        Raises: NotFound, FileRefused when the program's own inventory was altered.
        """
        today = self._today()
        inventory = processing_inventory()
        labels = {category.code: category.label for category in inventory.within(Compartment.PROCESSOR)}
        with self._holder.vault.read() as session:
            details = agreement_details(session, agreement_id, today)
            knowledge = _knowledge(session, details)
            is_known = knowledge is Knowledge.KNOWN
            stored = _stored(session) if is_known else None
            people = _people(session) if is_known else 0
            chosen = AgreementFilter(statuses=IN_FORCE, supplier_id=details.row.supplier_id)
            others = [row.id for row in agreement_rows(session, chosen, today) if row.id != agreement_id]
            contents = [other.content for other in all_details(session, others, today)]
        lines = check_lines(details.content, stored, labels, contents)
        return LeafletCheck(
            agreement_id=agreement_id,
            supplier=details.row.supplier,
            title=details.row.title,
            version=details.row.version,
            checked_on=today,
            lines=lines,
            people=people,
            products=check_products(details.content, lines),
            knowledge=knowledge,
        )


def _knowledge(session: Session, details: AgreementDetails) -> Knowledge:
    if not is_inventory_supplier(details.row.supplier):
        return Knowledge.OTHER_SUPPLIER
    found = session.connection().exec_driver_sql(_ANYTHING_READ, {"kind": ImportKind.PACKAGE.value})
    return Knowledge.KNOWN if found.scalar_one() else Knowledge.NOTHING_READ


def _stored(session: Session) -> tuple[StoredCategory, ...]:
    rows = session.connection().exec_driver_sql(_BY_CATEGORY, {"compartment": Compartment.PROCESSOR.value})
    return tuple(StoredCategory(category, people, records) for category, people, records in rows)


def _people(session: Session) -> int:
    found = session.connection().exec_driver_sql(_PEOPLE, {"compartment": Compartment.PROCESSOR.value})
    return int(found.scalar_one())
