"""What the benchmarks of one run share: the folder, the schools, the processes they start."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Self

from leskracht_desktop import paths
from tests.benchmarks.harness import NotMeasured
from tests.benchmarks.school import School
from tests.support.secret_service import PROGRAMS, SecretService

CHILDREN = Path(__file__).parent / "children"
PATIENCE_SECONDS = 180


class Bench:
    """One run: `rounds` samples per variant, schools of `people` people, everything in `folder`."""

    def __init__(self, folder: Path, *, rounds: int, people: int, quick: bool) -> None:
        self.folder = folder
        self.rounds = rounds
        self.people = people
        self.quick = quick
        self._schools: dict[int, School] = {}
        self._numbers = 0
        self._stack = ExitStack()
        os.environ[paths.HOME_VARIABLE] = str(folder / "home")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def say(self, text: str) -> None:
        """Tell on standard error what is being done."""
        print(text, file=sys.stderr, flush=True)

    def school(self, people: int | None = None) -> School:
        """Return the school of so many people, made when it is first asked for."""
        number = self.people if people is None else people
        if number not in self._schools:
            if number:
                self.say(f"  making a school of {number:,} people")
            self._schools[number] = School(self.folder, number)
        return self._schools[number]

    @cached_property
    def keychain(self) -> dict[str, str]:
        """The environment in which a private keychain answers.

        Raises: NotMeasured.
        """
        missing = [name for name in PROGRAMS if shutil.which(name) is None]
        if missing:
            raise NotMeasured(f"the keychain of Linux needs {', '.join(missing)}")
        folder = self.folder / "keychain"
        folder.mkdir()
        service = SecretService(folder)
        self._stack.callback(service.close)
        return {"DBUS_SESSION_BUS_ADDRESS": service.address}

    def new_folder(self, name: str) -> Path:
        """Return the path of a folder that is not there yet."""
        self._numbers += 1
        return self.folder / f"{name}-{self._numbers}"

    def environment(self, **changes: str) -> dict[str, str]:
        """Return the environment for a process of the program: no display, its own folders."""
        root = str(Path(__file__).resolve().parents[2])
        found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": root, "PYTHONUTF8": "1", **changes}
        found.pop("DISPLAY", None)
        return found

    def run(self, *arguments: str | Path, env: dict[str, str] | None = None) -> str:
        """Run a module of the benchmarks in a process of its own and return what it printed.

        Raises: NotMeasured when it fails.
        """
        command = [sys.executable, *map(str, arguments)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
            env=env or self.environment(),
        )
        if done.returncode != 0:
            raise NotMeasured(f"{' '.join(map(str, arguments[:3]))} failed: {done.stderr.strip().splitlines()[-1:]}")
        return done.stdout

    def run_timed(self, *arguments: str | Path, env: dict[str, str] | None = None) -> float:
        """Run it and return the milliseconds from before it was started until it ended."""
        started = time.perf_counter()
        self.run(*arguments, env=env)
        return (time.perf_counter() - started) * 1000


def require(module: str) -> None:
    """Refuse to measure without a library that is only there for comparison.

    Raises: NotMeasured.
    """
    if importlib.util.find_spec(module) is None:
        raise NotMeasured(f"{module} is not installed")
