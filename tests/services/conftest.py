"""What the tests of the services share: all services over one real vault, and a count of what they ask it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event

from leskracht_desktop.domain.people import GroupId, NewPerson, PersonId, PersonKind, SchoolId
from leskracht_desktop.services.demo import fill_demo
from leskracht_desktop.services.demo_story import Story
from leskracht_desktop.services.holder import VaultHolder
from leskracht_desktop.services.program import Services, build_services
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.models import Group
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import ACTOR, MovableClock, Template

CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def services(holder: VaultHolder, clock: MovableClock) -> Services:
    """All services over a vault with the school De Regenboog (id 1) and nobody in it, on 3 March 2026."""
    return build_services(clock, ACTOR, holder)


@pytest.fixture
def queries(vault: Vault) -> CountQueries:
    """Collect the statements that reach the database within a `with` block."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(vault.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(vault.engine, "before_cursor_execute", note)

    return collect


@pytest.fixture
def add(services: Services) -> Callable[..., PersonId]:
    """Add a person by call name, prefix and surname."""

    def add_person(
        call: str, prefix: str, surname: str, kind: PersonKind = PersonKind.PUPIL, **values: object
    ) -> PersonId:
        draft = {"school_id": SchoolId(1), "call_name": call, "prefix": prefix, "surname": surname, **values}
        return services.people.add(NewPerson(kind, **draft))  # type: ignore[arg-type]  # fields given by name

    return add_person


@pytest.fixture
def groups(vault: Vault) -> tuple[GroupId, GroupId]:
    """Two groups of De Regenboog: 5 and 6."""
    with vault.session() as session:
        rows = [Group(school_id=1, local_key=f"g{name}", name=name, year_group=name) for name in ("5", "6")]
        session.add_all(rows)
        session.flush()
        return GroupId(rows[0].id), GroupId(rows[1].id)


@dataclass(frozen=True)
class FilledVault:
    """A closed vault with the demonstration school of 400 people, and who is who."""

    folder: Path
    story: Story


@pytest.fixture(scope="session")
def demo_template(template: Template, tmp_path_factory: pytest.TempPathFactory) -> FilledVault:
    """The demonstration of 3 March 2026, made once per process; copy the folder to use it."""
    folder = tmp_path_factory.mktemp("demo") / template.folder.name
    shutil.copytree(template.folder, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESKRACHT_HOME", str(tmp_path_factory.mktemp("demo-home")))
        vault = Vault.open(folder, DatabaseKey(template.key), clock=MovableClock())
        story = fill_demo(build_services(MovableClock(), ACTOR, VaultHolder(vault)), 400)
        vault.close()
    return FilledVault(folder, story)
