"""A kill at any moment leaves no dossier, whole or half, that the log does not know."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from leskracht_desktop.domain.people import GroupId, NewPerson, PersonId, PersonKind
from leskracht_desktop.services.dossiers import DossierService
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.outgoing import Outgoing, sweep
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.services.vaults import VaultService
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.models import Export, Group, Setting
from leskracht_desktop.storage.vault import Vault
from tests.support import drills, export_drills
from tests.support.vaults import ACTOR, MovableClock, Template


@pytest.fixture
def out(vault_folder: Path, template: Template) -> Path:
    """A folder of the user's, beside a vault that holds a group of three pupils."""
    vault = Vault.open(vault_folder, DatabaseKey(template.key))
    with vault.session() as session:
        session.add(Group(school_id=1, kind="base", local_key="7B", name="7B", year_group="7"))
    services = build_services(MovableClock(), ACTOR, VaultHolder(vault))
    for name in ("Noah", "Emma", "Sem"):
        services.people.add(
            NewPerson(PersonKind.PUPIL, 1, call_name=name, surname="Zilverreiger", group_ids=(GroupId(1),))  # type: ignore[arg-type]  # the id of the only school
        )
    vault.close()
    folder = export_drills.out_folder(vault_folder)
    folder.mkdir()
    return folder


def unlocked(vaults: VaultService, folder: Path, template: Template) -> Vault:
    vaults.unlock_with_passphrase(folder, template.passphrase)
    return vaults._holder.vault


def logged(vault: Vault) -> list[str]:
    with vault.read() as session:
        return list(session.scalars(select(Export.sha256)))


def notes(vault: Vault) -> list[str]:
    with vault.read() as session:
        return list(session.scalars(select(Setting.key).where(Setting.key.startswith("outgoing."))))


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("moment", [export_drills.WAITING, export_drills.PLACED])
def test_a_dossier_that_was_not_logged_is_gone_after_the_next_unlocking(
    vaults: VaultService, vault_folder: Path, template: Template, out: Path, moment: str
):
    assert export_drills.killed_at(moment, export_drills.export, vault_folder, template.key) != 0
    (left,) = files_in(out)
    assert left.suffix == (".tmp" if moment == export_drills.WAITING else ".pdf")
    assert left.read_bytes().startswith(b"%PDF")
    vault = unlocked(vaults, vault_folder, template)
    assert files_in(out) == []
    assert logged(vault) == notes(vault) == []


@pytest.mark.parametrize("moment", [export_drills.WAITING, export_drills.PLACED, export_drills.SECOND])
def test_of_a_group_there_are_all_or_none(
    vaults: VaultService, vault_folder: Path, template: Template, out: Path, moment: str
):
    assert export_drills.killed_at(moment, export_drills.export_group, vault_folder, template.key) != 0
    assert len(files_in(out)) == 3
    vault = unlocked(vaults, vault_folder, template)
    assert list(out.iterdir()) == []
    assert logged(vault) == notes(vault) == []


def test_a_kill_at_any_moment_leaves_only_dossiers_that_are_logged(
    vaults: VaultService, vault_folder: Path, template: Template, out: Path
):
    written = [0]
    for moment in drills.moments(8, 0.8, seed=5, enough=lambda: written[-1] > 3):
        acknowledged = drills.run_until_killed(
            export_drills.export, vault_folder, template.key, moment, start=written[-1]
        )
        vault = unlocked(vaults, vault_folder, template)
        checksums = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files_in(out)}
        assert {path.suffix for path in checksums} <= {".pdf"}
        assert sorted(checksums.values()) == sorted(logged(vault))
        assert {f"dossier-{number}.pdf" for number in range(1, acknowledged + 1)} <= {path.name for path in checksums}
        assert notes(vault) == []
        written.append(len(checksums))
        vaults.lock()
    assert written[-1] > 3


def test_who_only_reads_leaves_the_files_to_who_writes(
    vaults: VaultService, vault_folder: Path, template: Template, out: Path
):
    export_drills.killed_at(export_drills.WAITING, export_drills.export, vault_folder, template.key)
    vaults.unlock_with_passphrase(vault_folder, template.passphrase, read_only=True)
    assert len(files_in(out)) == 1
    unlocked(vaults, vault_folder, template)
    assert files_in(out) == []


def test_a_folder_that_is_away_is_tidied_when_it_is_back(
    vaults: VaultService, vault_folder: Path, template: Template, out: Path
):
    export_drills.killed_at(export_drills.WAITING, export_drills.export, vault_folder, template.key)
    away = out.rename(out.with_name("stick"))
    vault = unlocked(vaults, vault_folder, template)
    assert len(notes(vault)) == 1
    away.rename(out)
    elsewhere = out.parent / "ander.pdf"
    DossierService(VaultHolder(vault), vaults._clock, lambda: ACTOR).export(PersonId(1), elsewhere)
    assert files_in(out) == []
    assert notes(vault) == []
    assert elsewhere.exists()


def test_a_folder_that_stays_away_is_forgotten_after_a_month(vault: Vault, clock: MovableClock, tmp_path: Path):
    gone = tmp_path / "gone"
    Outgoing(vault, gone, clock()).promise({"a.pdf": "0"})
    sweep(vault, clock() + timedelta(days=29))
    assert len(notes(vault)) == 1
    sweep(vault, clock() + timedelta(days=30))
    assert notes(vault) == []


def test_a_file_of_the_user_with_the_same_name_stays(vault: Vault, clock: MovableClock, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"of the user")
    Outgoing(vault, tmp_path, clock()).promise({"a.pdf": "0" * 64})
    sweep(vault, clock())
    assert (tmp_path / "a.pdf").read_bytes() == b"of the user"
    assert notes(vault) == []


def test_the_same_file_from_an_earlier_export_stays(services: Services, clock: MovableClock, add, tmp_path: Path):
    receipt = services.dossiers.export(add("Noah", "", "Zilverreiger"), tmp_path / "d.pdf")
    vault = services.holder.vault
    Outgoing(vault, tmp_path, clock()).promise({"d.pdf": receipt.sha256})
    sweep(vault, clock())
    assert (tmp_path / "d.pdf").exists()


def test_a_log_that_can_not_be_committed_takes_the_file_along(
    services: Services, clock: MovableClock, add, tmp_path: Path
):
    pupil = add("Noah", "", "Zilverreiger")
    vault, commits = services.holder.vault, [0]
    target = tmp_path / "uit" / "d.pdf"
    target.parent.mkdir()
    seen: list[bool] = []

    def fail_the_second(_connection: object) -> None:
        commits[0] += 1
        if commits[0] == 2:
            seen.append(target.exists())
            raise OSError(28, "No space left on device")

    event.listen(vault._writer, "commit", fail_the_second)
    try:
        with pytest.raises(OSError, match="No space"):
            services.dossiers.export(pupil, target)
    finally:
        event.remove(vault._writer, "commit", fail_the_second)
    assert seen == [True]
    assert files_in(target.parent) == []
    assert logged(vault) == notes(vault) == []
