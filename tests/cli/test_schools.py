"""More schools in one vault: lists are narrowed to one, and a group that two have is told apart by its school."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from leskracht_desktop.domain.schools import NewSchool
from leskracht_desktop.services.program import build_services
from leskracht_desktop.storage.models import Group
from tests.cli.conftest import Run
from tests.support.edexml import write_school
from tests.support.vaults import Template

GONE_AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def two(on_vault: Run, vault_folder: Path, template: Template, tmp_path: Path) -> Run:
    """A vault with two schools that each have a pupil in a group 6."""
    services = build_services()
    services.vaults.unlock_with_passphrase(vault_folder, template.passphrase)
    services.schools.add_school(NewSchool(name="De Wilg", brin="98YY"))
    services.vaults.lock()
    for brin in ("99XX", "98YY"):
        write_school(tmp_path / f"{brin}.xml", 2, brin=brin)
        done = on_vault("import", tmp_path / f"{brin}.xml", "--school", brin)
        assert done.status == 0, done.err
    return on_vault


def pupils(two: Run, *words: str) -> list[dict[str, str]]:
    """Return the pupils that a list shows."""
    return list(two("people", "--kind", "leerling", *words).data)


def test_lists_are_narrowed_to_a_school(two: Run) -> None:
    assert len(pupils(two)) == 4
    own = pupils(two, "--school", "98yy")
    assert [one["school"] for one in own] == ["De Wilg", "De Wilg"]
    for key in (own[0]["key"], pupils(two, "--school", "99XX")[0]["key"]):
        two("request", "new", "--kind", "inzage", "--person", key, "--received", "2026-03-03")
    assert len(two("request", "list").data) == 2
    assert [row["person"] for row in two("request", "list", "--school", "98YY").data] == [own[0]["key"]]
    assert two("people", "--school", "11AA").status == 3


def test_a_group_of_two_schools_is_told_apart_by_its_school(two: Run, tmp_path: Path) -> None:
    folder = tmp_path / "groep"
    group = pupils(two)[0]["group"].split(", ")[0]
    asked = two("dossier", "--group", group, "--out", folder)
    assert asked.status == 3
    said = json.loads(asked.err)
    assert "2 groepen" in said["message"]
    assert "--school" in said["next_step"]
    assert "P-0" not in said["next_step"]
    done = two("dossier", "--group", group, "--school", "98YY", "--out", folder)
    assert done.status == 0, done.err
    there = {one["key"] for one in pupils(two, "--school", "98YY") if group in one["group"].split(", ")}
    assert {path.name for path in folder.iterdir()} == {f"inzagedossier-{key}.pdf" for key in there}


def test_a_group_gone_from_the_file_keeps_its_dossiers(
    two: Run, vault_folder: Path, template: Template, tmp_path: Path
) -> None:
    group = pupils(two)[0]["group"].split(", ")[0]
    services = build_services()
    services.vaults.unlock_with_passphrase(vault_folder, template.passphrase)
    with services.holder.vault.session() as session:
        session.execute(update(Group).where(Group.school_id != 1).values(missing_since=GONE_AT))
    services.vaults.lock()
    for folder, words in (("now", ()), ("then", ("--school", "98YY"))):  # the group that is there comes first
        done = two("dossier", "--group", group, *words, "--out", tmp_path / folder)
        assert done.status == 0, done.err
    school = {one["key"]: one["school"] for one in pupils(two)}
    made = {
        folder: {school[path.stem.removeprefix("inzagedossier-")] for path in (tmp_path / folder).iterdir()}
        for folder in ("now", "then")
    }
    assert made == {"now": {school[pupils(two, "--school", "99XX")[0]["key"]]}, "then": {"De Wilg"}}
