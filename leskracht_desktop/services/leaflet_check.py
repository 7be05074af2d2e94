"""The leaflet check: categories that were agreed against those the vault really holds, with people counted."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from leskracht_desktop.domain.agreements import AgreementDetails, AgreementId
from leskracht_desktop.domain.fuzzy import words
from leskracht_desktop.domain.inventory import Compartment
from leskracht_desktop.domain.leaflet_check import LeafletCheck, StoredCategory, check_lines
from leskracht_desktop.services.base import Service
from leskracht_desktop.services.inventory import processing_inventory
from leskracht_desktop.storage.agreements import agreement_details

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


class LeafletCheckService(Service):
    """Compares leaflets with the vault: differences to look at, not a verdict."""

    def check(self, agreement_id: AgreementId) -> LeafletCheck:
        """Return the check of one agreement.

        The vault holds data of the supplier of the processing inventory only; of others everything is not stored.

        Raises: NotFound, FileRefused when the program's own inventory was altered.
        """
        today = self._today()
        inventory = processing_inventory()
        labels = {category.code: category.label for category in inventory.within(Compartment.PROCESSOR)}
        with self._holder.vault.read() as session:
            details = agreement_details(session, agreement_id, today)
            is_known = _is_supplier(details, inventory.statement.supplier)
            stored = _stored(session) if is_known else ()
            people = _people(session) if is_known else 0
        return LeafletCheck(
            agreement_id=agreement_id,
            supplier=details.row.supplier,
            title=details.row.title,
            version=details.row.version,
            checked_on=today,
            lines=check_lines(details.content, stored, labels),
            people=people,
        )


def _is_supplier(details: AgreementDetails, name: str) -> bool:
    return set(words(name)) <= set(words(details.row.supplier))


def _stored(session: Session) -> tuple[StoredCategory, ...]:
    rows = session.connection().exec_driver_sql(_BY_CATEGORY, {"compartment": Compartment.PROCESSOR.value})
    return tuple(StoredCategory(category, people, records) for category, people, records in rows)


def _people(session: Session) -> int:
    found = session.connection().exec_driver_sql(_PEOPLE, {"compartment": Compartment.PROCESSOR.value})
    return int(found.scalar_one())
