"""Fixtures for everything that needs a vault: a real encrypted one, made once per process and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from leskracht_desktop.domain.audit import AuditEntity, AuditEvent, AuditKind, Detail
from leskracht_desktop.domain.vaults import NewVault
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.vault_contents import first_rows
from leskracht_desktop.services.vaults import VaultService
from leskracht_desktop.storage import audit
from leskracht_desktop.storage.derivation import DatabaseKey, PassphraseCost
from leskracht_desktop.storage.keys import KeyFile
from leskracht_desktop.storage.vault import Vault

PASSPHRASE = "zeven groene fietsen"
ACTOR = "Noor Testers"
STARTED_AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
CHEAP = PassphraseCost(memory_kib=64, passes=1, lanes=1)
"""For tests only: a passphrase as quick to guess as to check."""


class MovableClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = STARTED_AT) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move on, or back, by so many days, hours, minutes, seconds."""
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Template:
    """A closed vault of one school, and what opens it."""

    folder: Path
    key: bytes
    passphrase: str
    recovery_code: str


@pytest.fixture
def clock() -> MovableClock:
    """Tuesday 3 March 2026, ten in the morning in the Netherlands, until the test moves it."""
    return MovableClock()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A vault migrated to the newest schema, with the school De Regenboog (BRIN 99XX) and nobody in it."""
    folder = tmp_path_factory.mktemp("template") / "De Regenboog.kluis"
    key = DatabaseKey.generate()
    content = key.content
    keys = KeyFile.new().with_passphrase(key, PASSPHRASE, CHEAP, STARTED_AT)
    keys, code = keys.with_recovery_code(key, STARTED_AT)
    Vault.create(folder, keys, key, first_rows(NEW_VAULT, record_event)).close()
    return Template(folder, content, PASSPHRASE, code)


@pytest.fixture
def vault_folder(template: Template, tmp_path: Path) -> Path:
    """A copy of the template, closed."""
    return Path(shutil.copytree(template.folder, tmp_path / template.folder.name))


@pytest.fixture
def vault(template: Template, vault_folder: Path, clock: MovableClock) -> Iterator[Vault]:
    """A copy of the template, open for writing."""
    opened = Vault.open(vault_folder, DatabaseKey(template.key), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def holder(vault: Vault) -> VaultHolder:
    """What services ask for the open vault."""
    return VaultHolder(vault)


@pytest.fixture
def vaults(clock: MovableClock) -> Iterator[VaultService]:
    """The service that makes, opens and closes vaults, still without one, with passphrases that cost nothing."""
    service = VaultService(VaultHolder(), clock, lambda: ACTOR, lambda: CHEAP)
    yield service
    service.lock()


NEW_VAULT = NewVault(
    school_name="De Regenboog",
    brin="99XX",
    contact_name="Noor Testers",
    contact_email="privacy@regenboog.example",
    passphrase=PASSPHRASE,
)


def record_event(
    session: Session,
    kind: AuditKind,
    entity: AuditEntity = AuditEntity.VAULT,
    entity_id: int | None = None,
    **details: Detail,
) -> None:
    """Add an event to the audit log, as a service would."""
    audit.record(session, AuditEvent(STARTED_AT, ACTOR, kind, entity, entity_id, details))


def flip_a_byte(vault: Vault) -> None:
    """Change the first byte of every stored file through the database itself, so that every page stays whole."""
    with vault.session() as session:
        session.execute(text("UPDATE attachment_chunks SET data = CAST(X'00' || substr(data, 2) AS BLOB)"))
