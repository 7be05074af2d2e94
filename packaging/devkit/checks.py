"""The static checks: style, types and import contracts."""

from __future__ import annotations

import concurrent.futures
import subprocess
import time
from collections.abc import Mapping

from devkit import places
from devkit.console import environment, say

CHECKS: Mapping[str, list[str]] = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "import contracts": ["lint-imports", "--no-logo"],
    "mypy": ["mypy"],
}


def run_one(command: list[str]) -> tuple[int, str, float]:
    """Run one check; return its exit status, all it said, and the seconds it took."""
    started = time.monotonic()
    done = subprocess.run(
        [str(places.venv_program(command[0])), *command[1:]],
        cwd=places.ROOT,
        env=environment(NO_COLOR="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - started


def static() -> list[str]:
    """Run all static checks side by side, tell what they found, and return the names of those that failed."""
    failed = []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, (status, words, seconds) in zip(CHECKS, pool.map(run_one, CHECKS.values()), strict=True):
            say(f"{name}: {'ok' if status == 0 else 'FAILED'} ({seconds:.1f} s)")
            if status != 0:
                failed.append(name)
                say(words.rstrip())
    return failed
