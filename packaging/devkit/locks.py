"""The hash-locked requirement files: reading them, and making them anew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from devkit import places
from devkit.console import Stop, must, say

FLOOR = "3.11"
"""The oldest Python the files are valid for."""

# Each file is solved within the bounds of those before it, so that together they hold one version of everything.
RECIPES = {
    places.RUNTIME: ["pyproject.toml"],
    places.BUILD_TOOLS: ["--group", "build"],
    places.DEV: ["--group", "dev"],
    places.BENCH: ["--group", "bench"],
}
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>.+))?$")
HASH = re.compile(r"^--hash=sha256:(?P<digest>[0-9a-f]{64})$")


@dataclass(frozen=True, slots=True)
class Pin:
    """One locked package: its version, the machines it is for (a PEP 508 marker), and the SHA-256 of its files."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]


def pins(text: str) -> Iterator[Pin]:
    """Read a lock file.

    Raises: ValueError for a line that is not a pin with hashes: an address, an option, an open range.
    """
    content = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    for entry in "\n".join(content).replace("\\\n", "").splitlines():
        requirement, *options = re.split(r"\s+(?=--)", entry.strip())
        pin = PIN.match(requirement)
        hashes = [HASH.match(option) for option in options]
        if pin is None or not hashes or not all(hashes):
            raise ValueError(f"not a hash-locked pin: {entry[:80]}")
        digests = frozenset(found["digest"] for found in hashes if found)
        yield Pin(pin["name"], pin["version"], pin["marker"] or "", digests)


def read(name: str, folder: Path = places.REQUIREMENTS) -> list[Pin]:
    """Read one of the project's lock files."""
    return list(pins((folder / name).read_text("utf-8")))


def solver() -> Path:
    """Return the uv program, which alone can solve for all platforms at once.

    Raises: Stop when it is not there.
    """
    own = places.venv_program("uv")
    found = str(own) if own.exists() else shutil.which("uv")
    if found is None:
        raise Stop("Making the lock files takes uv: python -m pip install uv")
    return Path(found)


def command(uv: Path, name: str, earlier: Sequence[str], *, upgrade: bool) -> list[str]:
    """Return the command that makes one lock file."""
    parts = [str(uv), "pip", "compile", "--quiet", "--universal", "--python-version", FLOOR, "--generate-hashes"]
    parts += ["--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-config"]
    for bound in earlier:
        parts += ["--constraints", f"packaging/requirements/{bound}"]
    parts += ["--upgrade"] if upgrade else []
    return [*parts, *RECIPES[name], "--output-file", f"packaging/requirements/{name}"]


def remake(*, upgrade: bool) -> None:
    """Make all lock files anew; without `upgrade` a version stays as long as it fits.

    Raises: Stop when they can't be solved.
    """
    uv = solver()
    places.REQUIREMENTS.mkdir(exist_ok=True)
    for index, name in enumerate(RECIPES):
        say(f"Locking {name}")
        must(command(uv, name, list(RECIPES)[:index], upgrade=upgrade), f"{name} can't be solved")
        read(name)
