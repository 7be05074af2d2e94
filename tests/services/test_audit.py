"""The audit log as windows and commands read it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from leskracht_desktop.domain.audit import AuditDamage, AuditEntity, AuditFilter, AuditKind
from leskracht_desktop.domain.people import PersonId
from leskracht_desktop.errors import VaultLocked
from leskracht_desktop.services.audit import AuditService
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import ACTOR, MovableClock, record_event


@pytest.fixture
def service(holder: VaultHolder, clock: MovableClock) -> AuditService:
    return AuditService(holder, clock, lambda: ACTOR)


def test_lists_counts_and_verifies(service: AuditService, vault: Vault) -> None:
    with vault.session() as session:
        record_event(session, AuditKind.PERSON_VIEWED, AuditEntity.PERSON, 7)
    assert [row.kind for row in service.list()] == ["person.viewed", "school.added", "vault.created"]
    assert [row.sequence for row in service.list(1, before=3)] == [2]
    assert [row.sequence for row in service.list(wanted=AuditFilter(entity=AuditEntity.PERSON))] == [3]
    assert service.count() == 3
    assert service.count(AuditFilter(entity=AuditEntity.SCHOOL)) == 1
    assert [row.entity_id for row in service.about(PersonId(7))] == [7]
    assert service.about(PersonId(8)) == ()
    assert service.verify().ok


def test_tells_what_was_tampered_with(service: AuditService, vault: Vault) -> None:
    with vault.session() as session:
        session.execute(text("DROP TRIGGER audit_events_delete"))
        session.execute(text("DELETE FROM audit_events WHERE sequence = 1"))
    result = service.verify()
    assert (result.ok, result.damage, result.first_bad_sequence) == (False, AuditDamage.REMOVED, 1)


def test_says_nothing_while_the_vault_is_locked(clock: MovableClock) -> None:
    service = AuditService(VaultHolder(), clock, lambda: ACTOR)
    for step in (service.list, service.count, service.verify):
        with pytest.raises(VaultLocked):
            step()
