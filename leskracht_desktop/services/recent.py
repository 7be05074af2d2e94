"""Which vaults were opened on this computer, so that the program can offer them at its start."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from leskracht_desktop import paths
from leskracht_desktop.errors import EnvironmentProblem

FILE_NAME = "recent.json"
_MOST = 10


def recent_vaults() -> tuple[Path, ...]:
    """Return the folders of the vaults opened last, the last one first, without those that are gone."""
    return tuple(folder for folder in _known() if folder.is_dir())


def remember_vault(folder: Path) -> None:
    """Put a vault at the head of the list; on a read-only disk it is simply not remembered."""
    folder = folder.absolute()
    _store([folder, *(other for other in _known() if other != folder)][:_MOST])


def forget_vault(folder: Path) -> None:
    """Take a vault off the list; the vault itself stays where it is."""
    _store([other for other in _known() if other != folder.absolute()])


def _known() -> list[Path]:
    try:
        names = json.loads((paths.config_folder() / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _store(folders: list[Path]) -> None:
    from leskracht_desktop.storage.files import write_atomically

    content = json.dumps([str(folder) for folder in folders], ensure_ascii=False, indent=2)
    with contextlib.suppress(EnvironmentProblem, OSError):
        write_atomically(paths.config_folder() / FILE_NAME, content.encode())
