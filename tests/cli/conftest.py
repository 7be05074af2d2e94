"""Runs the command line in this process, on a real vault folder with a real passphrase file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leskracht_desktop.cli import main
from tests.support.vaults import Template


@dataclass(frozen=True)
class Said:
    """What one command left behind."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What was printed for machines."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def passphrase_file(template: Template, tmp_path: Path) -> Path:
    """A file with the passphrase of the template vault."""
    path = tmp_path / "wachtwoordzin.txt"
    path.write_text(template.passphrase + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command without a vault."""

    def run_command(*words: object) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run_command


@pytest.fixture
def on_vault(run: Run, vault_folder: Path, passphrase_file: Path) -> Run:
    """Run a command on the template vault, with output for machines."""

    def run_command(*words: object) -> Said:
        return run("--vault", vault_folder, "--passphrase-file", passphrase_file, "--json", *words)

    return run_command
