"""Where the program keeps its things: the only module that computes a folder of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from platformdirs import PlatformDirs

PROGRAM = "Leskracht Privacybeheer"
HOME_VARIABLE = "LESKRACHT_HOME"
"""Environment variable that puts every folder under one directory (tests, portable use)."""

_PACKAGE = Path(__file__).resolve().parent
_OWNER_ONLY = 0o700


def data_folder() -> Path:
    """Return the folder for what the program itself must keep, made if need be."""
    return _own_folder("data")


def config_folder() -> Path:
    """Return the folder for settings that hold nothing personal, made if need be."""
    return _own_folder("config")


def log_folder() -> Path:
    """Return the folder for technical logs (ids only), made if need be."""
    return _own_folder("log")


def backup_folder() -> Path:
    """Return the folder for the back-ups the program makes by itself, made if need be."""
    return _own_folder("backup")


def temp_folder() -> Path:
    """Return the program's own temporary folder, made if need be; nothing personal goes in unencrypted."""
    return _own_folder("temp")


def vaults_folder() -> Path:
    """Return the folder in which a new vault is put unless the user chooses another, made if need be."""
    return private_folder(data_folder() / "kluizen")


def resource(name: str) -> Path:
    """Return the path of a shipped resource, e.g. `schemas/dossier.json`; it need not exist."""
    return _resources() / name


def migrations_folder() -> Path:
    """Return the folder with the migration scripts, which ship as data (also in a frozen program)."""
    return _PACKAGE / "storage" / "migrations"


def private_folder(folder: Path) -> Path:
    """Make `folder` and its missing parents for the owner only and return it.

    On Windows the rights are those of the user's profile, which only the user and administrators may read.
    """
    if not folder.is_dir():
        missing = [folder, *(parent for parent in folder.parents if not parent.exists())]
        for part in reversed(missing):
            part.mkdir(mode=_OWNER_ONLY, exist_ok=True)
    return folder


def _resources() -> Path:
    inside = _PACKAGE / "resources"  # an installed wheel carries them in the package, source tree and frozen beside it
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def _own_folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return private_folder(Path(home).expanduser().absolute() / kind)
    return private_folder(_platform_folder(kind))


def _platform_folder(kind: str) -> Path:
    # Roaming profiles are copied to a server at log-off: keep everything local.
    name = PROGRAM if sys.platform in {"win32", "darwin"} else "leskracht-privacybeheer"
    dirs = PlatformDirs(name, appauthor=False, roaming=False)
    match kind:
        case "data":
            return Path(dirs.user_data_dir)
        case "config":
            return Path(dirs.user_config_dir)
        case "log":
            return Path(dirs.user_log_dir)
        case "backup":
            return Path(dirs.user_data_dir) / "reservekopieen"
        case _:
            return Path(dirs.user_cache_dir) / "temp"
