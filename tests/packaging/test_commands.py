"""The commands of dev.py: what they are given, and what they start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from devkit import commands, console, display, places, session

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays and buses of Linux")


@pytest.mark.parametrize(
    ("line", "function", "rest"),
    [
        (["test"], commands.test, []),
        (["test", "tests/domain", "-k", "month", "-x"], commands.test, ["tests/domain", "-k", "month", "-x"]),
        (["bench", "--json", "out.json"], commands.bench, ["--json", "out.json"]),
        (["run", "--vault", "somewhere"], commands.run_program, ["--vault", "somewhere"]),
    ],
)
def test_what_follows_a_command_is_handed_on(line, function, rest):
    given = commands.parser().parse_args(line)
    assert given.carry_out is function
    assert given.rest == rest


def test_other_commands_take_what_they_know():
    parser = commands.parser()
    assert parser.parse_args(["screenshots"]).folder == places.SCREENSHOTS
    assert parser.parse_args(["screenshots", "here"]).folder == Path("here")
    assert parser.parse_args(["pdf-check", "a.pdf", "b.pdf"]).files == [Path("a.pdf"), Path("b.pdf")]
    assert parser.parse_args(["lock", "--upgrade"]).upgrade
    assert parser.parse_args(["lint"]).carry_out is commands.lint


@pytest.mark.parametrize("line", [[], ["dance"], ["lint", "more"], ["pdf-check"]])
def test_what_it_does_not_know_is_a_usage_error(line: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        commands.main(line)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_stop_is_a_sentence_and_status_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def stop(_given: object) -> int:
        raise console.Stop("Run this once.")

    monkeypatch.setattr(commands, "lint", stop)
    assert commands.main(["lint"]) == 1
    assert capsys.readouterr().err == "Run this once.\n"


def test_the_whole_suite_runs_on_all_cores_and_a_part_as_it_was_asked():
    assert commands.pytest_command([], 2)[1:] == ["-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]
    assert commands.pytest_command([], None)[4:6] == ["-n", "1"]
    assert commands.pytest_command(["-x", "tests/domain"], 8)[1:] == ["-m", "pytest", "-x", "tests/domain"]


def test_the_program_is_importable_from_anywhere(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", "before")
    found = console.environment(DISPLAY=":7")
    assert found["PYTHONPATH"].split(os.pathsep) == [str(places.ROOT), "before"]
    assert (found["DISPLAY"], found["PYTHONUTF8"]) == (":7", "1")


@pytest.mark.parametrize(
    ("env", "platform", "lacks"),
    [
        ({}, "linux", True),
        ({"DISPLAY": ""}, "linux", True),
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({}, "win32", False),
        ({}, "darwin", False),
    ],
)
def test_a_missing_display_is_noticed(env: dict[str, str], platform: str, lacks: bool):
    assert display.lacks_display(env, platform) is lacks


def test_a_walk_begins_with_empty_folders(tmp_path: Path):
    folder = tmp_path / "build" / "walk"
    folder.mkdir(parents=True)
    (folder / "01-vorige-keer.png").write_bytes(b"old")
    assert commands.empty_folder(folder) == folder
    assert list(folder.iterdir()) == []


def test_a_walk_that_failed_tells_after_which_picture_and_where_the_log_is(tmp_path: Path):
    logs = tmp_path / "log"
    assert "nothing yet" in commands.walk_told(1, tmp_path, logs)
    for name in ("01-overzicht-light.png", "02-importeren.png"):
        (tmp_path / name).write_bytes(b"x")
    told = commands.walk_told(3, tmp_path, logs)
    assert "exit status 3" in told
    assert str(tmp_path / "02-importeren.png") in told
    assert str(logs) in told
    assert "stopped" not in commands.walk_told(0, tmp_path, logs)


@LINUX
def test_two_virtual_displays_do_not_meet():
    with display.virtual_display() as one, display.virtual_display() as two:
        assert one != two
        assert one.startswith(":")


@LINUX
def test_a_command_in_a_private_session_has_a_keychain_of_its_own():
    script = (
        "import keyring as k; k.set_password('leskracht-test', 'a', 'b'); print(k.get_password('leskracht-test', 'a'))"
    )
    env = {**os.environ, "PYTHONPATH": str(places.ROOT / "packaging")}
    command = session.wrapped([sys.executable, "-c", script])
    first = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (first.returncode, first.stdout) == (0, "b\n"), first.stderr
    ask = "import keyring, sys; sys.exit(3 if keyring.get_password('leskracht-test', 'a') is None else 4)"
    second = subprocess.run(session.wrapped([sys.executable, "-c", ask]), env=env, capture_output=True, check=False)
    assert second.returncode == 3  # and the command's own exit status comes through


def test_an_old_python_says_what_it_needs():
    script = (
        "import sys, runpy; sys.version_info = (3, 9, 2, 'final', 0); sys.version = '3.9.2 (x)';"
        "import shutil; shutil.which = lambda name: None;"
        "sys.argv = ['dev.py', 'test']; runpy.run_path('packaging/dev.py', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=places.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "This needs Python 3.11 or newer; this is 3.9.2."
