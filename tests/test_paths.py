"""Folders: the program's own, for the owner only, all under one directory when asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from leskracht_desktop import paths


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (paths.data_folder, "data"),
        (paths.config_folder, "config"),
        (paths.log_folder, "log"),
        (paths.backup_folder, "backup"),
        (paths.temp_folder, "temp"),
    ],
)
def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder, name: str) -> None:
    monkeypatch.setenv("LESKRACHT_HOME", str(tmp_path / "stick"))
    made = folder()
    assert made == tmp_path / "stick" / name
    assert made.is_dir()
    if sys.platform != "win32":
        assert made.stat().st_mode & 0o077 == 0
        assert made.parent.stat().st_mode & 0o077 == 0


def test_without_the_variable_the_folders_are_the_platforms_and_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LESKRACHT_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    if sys.platform != "linux":
        pytest.skip("only on Linux do environment variables decide where the platform's folders are")
    made = {folder() for folder in (paths.data_folder, paths.config_folder, paths.log_folder, paths.temp_folder)}
    assert len(made | {paths.backup_folder()}) == 5
    assert all(path.is_dir() for path in made)


def test_an_existing_folder_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert paths.private_folder(tmp_path) == tmp_path
    if sys.platform != "win32":
        assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_resources_and_migrations_are_found() -> None:
    assert paths.resource("inventory/leskracht.toml").is_file()
    assert (paths.migrations_folder() / "env.py").is_file()
