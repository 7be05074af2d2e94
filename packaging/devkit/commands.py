"""The commands of `dev.py`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from devkit import checks, debian, display, locks, session, setup, wheels
from devkit.console import Stop, environment, run, say
from devkit.places import BUILD, ROOT, SCREENSHOTS, venv_python

ON_LINUX = sys.platform.startswith("linux")


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; return the exit status."""
    given = parser().parse_args(arguments)
    try:
        return int(given.carry_out(given))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="dev.py", description="Set up the project on this machine and run its commands.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    rest = {
        "run": (
            run_program,
            "open the program on a made-up school; without a display, walk through it and take pictures",
        ),
        "test": (test, "all checks and all tests; what follows goes to pytest"),
        "bench": (bench, "the table of speed and memory against floors of the same run (--json for machines)"),
    }
    for name, (function, about) in rest.items():
        command = commands.add_parser(name, help=about, add_help=False, prefix_chars="\0")
        command.add_argument("rest", nargs="*")
        command.set_defaults(carry_out=function)
    command = commands.add_parser("lint", help="the static checks, and a wheel for every platform")
    command.set_defaults(carry_out=lint)
    command = commands.add_parser("screenshots", help="pictures of every page, for a person to look at")
    command.add_argument("folder", nargs="?", type=Path, default=SCREENSHOTS)
    command.set_defaults(carry_out=screenshots)
    command = commands.add_parser("pdf-check", help="validate PDF files as PDF/A-3a and PDF/UA-1")
    command.add_argument("files", nargs="+", type=Path)
    command.set_defaults(carry_out=pdf_check)
    command = commands.add_parser("lock", help="make the lock files anew (needs uv)")
    command.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    command.set_defaults(carry_out=lock)
    return top


def prepare(lock_names: Sequence[str], libraries: dict[str, str], programs: dict[str, str]) -> None:
    """Bring the machine to where a command can run: system libraries first, then the virtual environment."""
    if ON_LINUX:
        debian.ensure(debian.missing_packages(libraries, programs) + debian.venv_package())
    setup.ensure(lock_names)


def program(*arguments: str | Path) -> list[str | Path]:
    """Return the command that runs Python of the environment with arguments."""
    return [venv_python(), *arguments]


def run_program(given: argparse.Namespace) -> int:
    """Open the demo, or walk through it on a virtual display."""
    virtual = display.lacks_display()
    prepare(setup.RUN_SET, debian.QT_LIBRARIES, debian.DISPLAY_PROGRAMS if virtual else {})
    start = program("-m", "leskracht_desktop", "--demo")
    if not virtual:
        return run([*start, *given.rest], environment())
    folder, home = empty_folder(BUILD / "walk"), empty_folder(BUILD / "walk-home")
    with display.virtual_display() as name:
        # A home of its own: the school is made anew, and the vaults of whoever works here are left alone.
        env = environment(DISPLAY=name, QT_QPA_PLATFORM="xcb", LESKRACHT_HOME=str(home))
        status = run([*start, "--walk", folder, *given.rest], env)
    say(walk_told(status, folder, home / "log"))
    return status


def empty_folder(folder: Path) -> Path:
    """Make a folder anew, so that nothing in it is from another time; return it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def walk_told(status: int, folder: Path, logs: Path) -> str:
    """Return what a walk left and where, or after which step it stopped."""
    if status == 0:
        return f"There is no display here, so the program walked by itself. Its pictures and the dossier: {folder}"
    pictures = sorted(picture.name for picture in folder.glob("*.png"))
    last = f"The last thing it showed is {folder / pictures[-1]}" if pictures else "It showed nothing yet"
    return f"The walk stopped (exit status {status}). {last}; the log says why: {logs}"


def pytest_command(rest: Sequence[str], cores: int | None) -> list[str]:
    """Return the command for pytest: on all cores for the whole suite, plainly for what was chosen by hand."""
    command = [str(venv_python()), "-m", "pytest"]
    if not rest:
        # `worksteal` goes on when a process ends in the middle of a test; `loadgroup` and `loadscope` wait for ever.
        command += ["-q", "-n", str(min(cores or 1, 8)), "--dist", "worksteal"]
    return [*command, *rest]


def test(given: argparse.Namespace) -> int:
    """Run the static checks and the suite; pytest's summary is the last thing printed, and tells of failed checks."""
    prepare(setup.TEST_SET, debian.QT_LIBRARIES, debian.TEST_PROGRAMS)
    failed = [] if given.rest else checks.static()
    env = environment(QT_QPA_PLATFORM="offscreen", LESKRACHT_FAILED_CHECKS=", ".join(failed))
    command = pytest_command(given.rest, os.cpu_count())
    if not ON_LINUX:
        status = run(command, env)
    else:
        env["PYTHONPATH"] = os.pathsep.join([env["PYTHONPATH"], str(ROOT / "packaging")])
        with display.virtual_display() as name:
            status = run(session.wrapped(command), {**env, "DISPLAY": name, "LESKRACHT_PRIVATE_SESSION": "1"})
    return status or (1 if failed else 0)


def lint(given: argparse.Namespace) -> int:
    """Run the static checks and ask the registry for the wheels of the other platforms."""
    del given
    setup.ensure(setup.TEST_SET)
    failed = checks.static()
    try:
        wheels.check()
        say("wheels: ok, for " + ", ".join(wheels.PLATFORMS))
    except Stop as stop:
        say(f"wheels: FAILED\n{stop}")
        failed.append("wheels")
    return 1 if failed else 0


def bench(given: argparse.Namespace) -> int:
    """Measure."""
    prepare(setup.BENCH_SET, debian.QT_LIBRARIES | debian.BENCH_LIBRARIES, debian.TEST_PROGRAMS)
    return run(program("-m", "tests.benchmarks", *given.rest), environment(QT_QPA_PLATFORM="offscreen"))


def screenshots(given: argparse.Namespace) -> int:
    """Take the pictures."""
    prepare(setup.TEST_SET, debian.QT_LIBRARIES, {})
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return run(program("-m", "tests.screenshots", folder), environment(QT_QPA_PLATFORM="offscreen"))


def pdf_check(given: argparse.Namespace) -> int:
    """Validate PDF files."""
    prepare(setup.TEST_SET, {}, {})
    return run(program("-m", "tests.support.verapdf", *(file.resolve() for file in given.files)), environment())


def lock(given: argparse.Namespace) -> int:
    """Make the lock files and the proof of wheels anew."""
    locks.remake(upgrade=given.upgrade)
    setup.ensure(setup.TEST_SET)
    wheels.record()
    return 0
