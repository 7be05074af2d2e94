"""Migrations: the scripts make what the models say, with data, up and down, in one transaction, after a copy."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from leskracht_desktop import paths
from leskracht_desktop.errors import NotAllowed, VaultDamaged
from leskracht_desktop.storage import backups, migrate, models
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.engine import Mode, make_engine
from leskracht_desktop.storage.passage_schema import PASSAGE_SEARCH_DDL
from leskracht_desktop.storage.search import SEARCH_DDL
from leskracht_desktop.storage.vault import Vault
from tests.support.vaults import MovableClock, Template

OLDER = "0001_start"
FAILING = """
from alembic import op
revision = "0099_fails"
down_revision = "{head}"
branch_labels = depends_on = None
def upgrade() -> None:
    op.execute("CREATE TABLE half (a INTEGER)")
    op.execute("UPDATE institution SET name = 'half'")
    op.execute("ALTER TABLE schools RENAME TO colleges")
    {step}
def downgrade() -> None:
    pass
"""


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations_folder()))
    return ScriptDirectory.from_config(config)


def schema(vault: Vault) -> set[tuple[str, str]]:
    with vault.read() as session:
        rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {(name, " ".join(sql.split())) for name, sql in rows}


def make_older(vault: Vault) -> None:
    migrate.migrate(vault.engine, vault.folder, to=OLDER)
    vault.close()


def test_there_is_one_line_of_scripts_and_the_program_knows_its_end() -> None:
    assert scripts().get_heads() == [migrate.HEAD]
    assert {script.revision for script in scripts().walk_revisions()} == migrate.known_revisions()
    assert max(migrate.known_revisions()) == migrate.HEAD


def test_the_scripts_make_what_the_models_say(vault: Vault) -> None:
    with vault.engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: not (kind == "table" and name.startswith("search_"))}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **options})
        assert compare_metadata(context, models.Base.metadata) == []


def test_the_scripts_make_the_search_index_as_search_declares_it(vault: Vault) -> None:
    made = {sql for _, sql in schema(vault)}
    assert {" ".join(statement.split()) for statement in (*SEARCH_DDL, *PASSAGE_SEARCH_DDL)} <= made


def test_the_scripts_import_nothing_of_ours() -> None:
    for path in (paths.migrations_folder() / "versions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith("leskracht_desktop") for name in names), path


def test_every_step_down_and_up_keeps_the_data(vault: Vault) -> None:
    before = schema(vault)
    with vault.session() as session:
        session.add(models.Draft(key="k", payload="kept", saved_at=MovableClock()()))
    order = [script.revision for script in scripts().walk_revisions()]
    for revision in (*order[1:], *reversed(order[:-1])):
        migrate.migrate(vault.engine, vault.folder, to=revision)
        assert migrate.schema_version(vault.engine) == revision
    assert schema(vault) == before
    with vault.read() as session:
        assert session.scalar(text("SELECT payload FROM drafts")) == "kept"
        assert session.scalar(text("SELECT name FROM institution")) == "De Regenboog"
    assert vault.verify_log().ok


def test_all_the_way_down_leaves_nothing(vault: Vault) -> None:
    migrate.migrate(vault.engine, vault.folder, to="base")
    assert {name for name, _ in schema(vault)} == {"alembic_version"}
    migrate.migrate(vault.engine, vault.folder, to=migrate.HEAD)


def test_an_older_vault_is_copied_and_brought_up_to_date(vault: Vault, template: Template, clock: MovableClock) -> None:
    before = schema(vault)
    make_older(vault)
    again = Vault.open(vault.folder, DatabaseKey(template.key), clock=clock)
    assert schema(again) == before
    assert again.verify_log().ok
    with again.read() as session:
        row = session.scalars(text("SELECT kind || details FROM audit_events ORDER BY sequence DESC")).first()
    assert row == 'vault.migrated{"from":"0001_start","to":"' + migrate.HEAD + '"}'
    again.close()
    (copy,) = backups.automatic_folder(again.id).glob("*.kluisbackup")
    assert "before-migration" in copy.name
    assert backups.read_contents(copy).schema == OLDER


def test_the_copy_made_before_a_migration_brings_the_older_vault_back(
    vault: Vault, template: Template, tmp_path: Path, clock: MovableClock
) -> None:
    make_older(vault)
    Vault.open(vault.folder, DatabaseKey(template.key), clock=clock).close()
    (copy,) = backups.automatic_folder(vault.id).glob("*.kluisbackup")
    backups.restore(copy, tmp_path / "back.kluis", DatabaseKey(template.key))
    engine = make_engine(tmp_path / "back.kluis" / "vault.db", DatabaseKey(template.key), Mode.READ, lambda: False)
    assert migrate.schema_version(engine) == OLDER
    engine.dispose()


def test_an_older_vault_is_not_migrated_read_only(vault: Vault, template: Template) -> None:
    make_older(vault)
    before = vault.database.read_bytes()
    with pytest.raises(NotAllowed) as caught:
        Vault.open(vault.folder, DatabaseKey(template.key), read_only=True)
    assert caught.value.reason == "migration_needs_writing"
    assert vault.database.read_bytes() == before


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        ('op.execute("INSERT INTO nowhere VALUES (1)")', OperationalError),
        (
            "op.execute(\"INSERT INTO memberships (person_id, group_id, role) VALUES (1, 999, '')\")",
            VaultDamaged,
        ),
    ],
)
def test_a_migration_that_fails_half_way_leaves_the_vault_as_it_was(
    vault: Vault,
    template: Template,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    problem: type[Exception],
) -> None:
    before = schema(vault)
    vault.close()
    folder = shutil.copytree(paths.migrations_folder(), tmp_path / "50% migrations")
    (folder / "versions" / "0099_fails.py").write_text(FAILING.format(head=migrate.HEAD, step=step), "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(paths, "migrations_folder", lambda: folder)
        patched.setattr(migrate, "HEAD", "0099_fails")
        with pytest.raises(problem):
            Vault.open(vault.folder, DatabaseKey(template.key))
    again = Vault.open(vault.folder, DatabaseKey(template.key))
    assert schema(again) == before
    with again.read() as session:
        assert session.scalar(text("SELECT name FROM institution")) == "De Regenboog"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    assert again.check().ok
    assert again.verify_log().ok
    again.close()


def test_opening_a_vault_that_is_up_to_date_does_not_import_alembic(vault_folder: Path, template: Template) -> None:
    program = (
        "import sys; from pathlib import Path; from leskracht_desktop.storage.vault import Vault;"
        "from leskracht_desktop.storage.derivation import DatabaseKey;"
        "Vault.open(Path(sys.argv[1]), DatabaseKey(bytes.fromhex(sys.argv[2]))).close();"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('alembic', 'keyring', 'PySide6')))"
    )
    command = [sys.executable, "-c", program, str(vault_folder), template.key.hex()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"


def test_going_back_before_agreements_takes_their_documents_along_and_no_other_files(vault: Vault) -> None:
    def attachment(name: str) -> models.Attachment:
        return models.Attachment(name=name, media_type="image/png", size=1, sha256=name, added_at=MovableClock()())

    with vault.session() as session:
        photo, scan = attachment("photo"), attachment("scan")
        session.add_all((photo, scan))
        session.flush()
        for one in (photo, scan):
            session.add(models.AttachmentChunk(attachment_id=one.id, number=0, data=b"x"))
            session.add(
                models.AgreementDocument(
                    attachment_id=one.id,
                    title="",
                    kind="png",
                    role="other",
                    pages=0,
                    added_at=MovableClock()(),
                    actor="",
                )
            )
        person = models.Person(
            kind="other",
            school_id=1,
            sort_key="a",
            created_at=MovableClock()(),
            changed_at=MovableClock()(),
            origin="manual",
        )
        session.add(person)
        session.flush()
        session.add(
            models.Record(
                person_id=person.id, category="media", compartment="processor", external_id="1", values={},
                third_parties=[], digest="", attachment_id=photo.id,
            )
        )  # fmt: skip
    migrate.migrate(vault.engine, vault.folder, to="0002_search")
    with vault.read() as session:
        assert session.scalars(text("SELECT name FROM attachments")).all() == ["photo"]
        assert session.scalars(text("SELECT attachment_id FROM attachment_chunks")).all() == [1]
    migrate.migrate(vault.engine, vault.folder, to=migrate.HEAD)
    assert vault.verify_log().ok
