"""Telling the developer what happens, and stopping with a sentence instead of a traceback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from devkit.places import ROOT


class Stop(Exception):
    """The command can't go on; the text says why and what to do."""


def say(text: str) -> None:
    """Print one line at once, also when the output is a pipe."""
    print(text, flush=True)


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's folder, its output going where ours goes; return its exit status."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=False).returncode


def must(command: Sequence[str | Path], failure: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command that has to succeed.

    Raises: Stop with `failure` when it does not.
    """
    status = run(command, env)
    if status != 0:
        raise Stop(f"{failure} (exit status {status})")


def environment(**changes: str) -> dict[str, str]:
    """Return this process's environment with changes, always with UTF-8 and the project importable."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(paths), **changes}
