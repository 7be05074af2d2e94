"""Making a vault: its folder, whole or not at all, and the database in it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from leskracht_desktop import paths
from leskracht_desktop.domain.vaults import VaultId
from leskracht_desktop.storage import anchor, audit, continuity, migrate, models
from leskracht_desktop.storage.audit_chain import empty_log
from leskracht_desktop.storage.derivation import DatabaseKey
from leskracht_desktop.storage.engine import DATABASE_NAME, WRITES, Mode, make_engine
from leskracht_desktop.storage.files import put_in_place, refuse_existing, remove_tree, temporary_name, translated


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a temporary folder beside `folder` to fill; it takes that name when the block ends, or goes when it fails.

    Raises: TargetExists, DiskFull, FolderReadOnly, FileInUse, FileUnreadable.
    """
    refuse_existing(folder)
    building = folder.parent / temporary_name()
    with translated(folder):
        paths.private_folder(folder.parent)
        building.mkdir(mode=0o700)
    try:
        yield building
        put_in_place(building, folder)
    except BaseException:
        with contextlib.suppress(OSError):
            remove_tree(building)
        raise


def make_database(folder: Path, vault_id: VaultId, key: DatabaseKey, fill: Callable[[Session], object]) -> None:
    """Make the database of a new vault in `folder`, with the first rows that `fill` puts in, and the note beside it."""
    engine = make_engine(folder / DATABASE_NAME, key, Mode.CREATE, lambda: False)
    try:
        migrate.migrate(engine, folder, migrate.HEAD)
        with Session(engine.execution_options(**{WRITES: True})) as session, session.begin():
            session.add(models.Setting(key=audit.VAULT_ID_SETTING, value=vault_id))
            session.flush()
            continuity.mark_anchored(session)
            fill(session)
            head = audit.read_head(session) or empty_log(vault_id)
        anchor.write(folder, vault_id, key, head)
    finally:
        engine.dispose()
