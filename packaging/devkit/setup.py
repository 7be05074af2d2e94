"""Make the virtual environment, or find at a glance that it is as it should be."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from devkit import places
from devkit.console import Stop, must, say

SCHEMA = 1
"""Raise it when this module does something else, so that every environment is made anew."""

RUN_SET = (places.RUNTIME, places.BUILD_TOOLS)
TEST_SET = (*RUN_SET, places.DEV)
BENCH_SET = (*TEST_SET, places.BENCH)


def fingerprint(file: Path) -> str:
    """Return what identifies the content of a lock file, whatever its line endings."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def wanted_stamp(lock_names: Sequence[str], root: Path = places.ROOT) -> dict[str, str]:
    """Return the stamp of an environment that holds these lock files."""
    requirements = root / "packaging" / "requirements"
    stamp = {name: fingerprint(requirements / name) for name in lock_names}
    # The folder counts, because the programs of an environment name it; so does pyproject.toml's list of programs.
    return stamp | {"schema": str(SCHEMA), "python": python_version(), "root": str(root)}


def python_version() -> str:
    """Return what of this Python's version decides which wheels fit, such as `3.11`."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def read_stamp(venv: Path = places.VENV) -> dict[str, str]:
    """Return the stamp of what was installed, or an empty one when that is unknown or the interpreter is gone."""
    file = venv / "leskracht-stamp.json"
    if not file.is_file() or not places.venv_python(venv).exists():
        return {}
    try:
        found = json.loads(file.read_text("utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def to_install(wanted: dict[str, str], found: dict[str, str]) -> tuple[bool, list[str]]:
    """Return whether to start from nothing, and which lock files are still to be installed.

    An environment in which anything differs from its lock is made anew: what was locked before must not linger in it.
    """
    names = [name for name in wanted if name.endswith(".txt")]
    differs = any(key in found and found[key] != value for key, value in wanted.items())
    if not found or differs or any(key not in found for key in ("schema", "python", "root")):
        return True, names
    return False, [name for name in names if name not in found]


def ensure(lock_names: Sequence[str]) -> None:
    """Make sure that `.venv` holds what these lock files list; at once when it does already.

    Raises: Stop when the environment can't be made or a package can't be installed.
    """
    wanted = wanted_stamp(lock_names)
    if to_install(wanted, read_stamp()) == (False, []):
        return
    with alone():
        found = read_stamp()
        anew, names = to_install(wanted, found)
        if not anew and not names:
            return  # somebody else's set-up has just done it
        started = time.monotonic()
        if anew:
            create()
            found = {}
        install(names, with_program=anew)
        stamp = found | wanted
        (places.VENV / "leskracht-stamp.json").write_text(json.dumps(stamp, indent=2), "utf-8")
        say(f"Ready in {time.monotonic() - started:.0f} s.")


def create() -> None:
    """Make an empty virtual environment in place of what is there."""
    say("Making .venv")
    try:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(places.VENV)
    except OSError as error:
        raise Stop(f"The old .venv can't be removed; is a program from it still running? ({error})") from error
    # Should this be running in the .venv that was just removed, the Python it was made from is still there.
    python = getattr(sys, "_base_executable", None) or sys.executable
    must([python, "-m", "venv", places.VENV], "Making .venv failed")


def install(lock_names: Sequence[str], *, with_program: bool) -> None:
    """Install lock files, their hashes checked, and (once) the program itself as a link to its own folder."""
    say("Installing " + ", ".join(lock_names))
    pip: list[str | Path] = [
        places.venv_python(),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "install",
        "-qq",
    ]
    locked = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-compile"]
    files = [part for name in lock_names for part in ("--requirement", str(places.REQUIREMENTS / name))]
    must([*pip, *locked, *files], "Installing the locked packages failed")
    if with_program:
        linked: list[str | Path] = ["--no-deps", "--no-index", "--no-build-isolation", "--editable", places.ROOT]
        must([*pip, *linked], "Linking the program into .venv failed")
    compile_all()


def compile_all() -> None:
    """Byte-compile everything now, on all cores, so that the first start is as fast as the later ones."""
    python = places.venv_python()
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    # Some packages carry templates that are no Python at all, so the exit status says nothing.
    command = [str(python), "-m", "compileall", "-qq", "-j", "0", packages, str(places.ROOT / "leskracht_desktop")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up for this process; a second one waits. The lock ends with the process that holds it."""
    places.BUILD.mkdir(exist_ok=True)
    with (places.BUILD / "setup.lock").open("w") as handle:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
