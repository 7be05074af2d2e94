"""The sheet with the recovery code is written whole or not at all, and logged without the code."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from leskracht_desktop.domain.audit import AuditKind
from leskracht_desktop.errors import FolderMissing
from leskracht_desktop.services.audit import AuditService
from leskracht_desktop.services.vaults import VaultService
from tests.support.vaults import ACTOR, PASSPHRASE, MovableClock

CODE = "NZHEM-B17R5-PJXT4-0TJ28-280VE-31FBB-PM9X4"


@pytest.fixture
def log(vaults: VaultService, vault_folder: Path, clock: MovableClock) -> AuditService:
    vaults.unlock_with_passphrase(vault_folder, PASSPHRASE)
    return AuditService(vaults._holder, clock, lambda: ACTOR)


def test_the_log_knows_the_file_and_not_the_code(vaults: VaultService, log: AuditService, tmp_path: Path):
    target = tmp_path / "herstelcode.pdf"
    vaults.save_recovery_sheet(CODE, target)
    event = log.list(1)[0]
    assert event.kind == AuditKind.DOCUMENT_EXPORTED
    assert dict(event.details)["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert not any(group in repr(event) for group in CODE.split("-"))


def test_nothing_is_logged_when_nothing_could_be_written(vaults: VaultService, log: AuditService, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    before = log.count()
    with pytest.raises(FolderMissing):
        vaults.save_recovery_sheet(CODE, tmp_path / "file" / "herstelcode.pdf")
    assert log.count() == before
